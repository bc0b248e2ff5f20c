"""Tests of where messages go."""
