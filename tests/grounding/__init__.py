"""Tests of claims and their proof."""
