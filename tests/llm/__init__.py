"""Tests of whatever writes."""
