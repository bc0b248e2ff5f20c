"""Tests of what messages look like."""
