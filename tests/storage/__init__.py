"""Tests of the store: one promise, both databases."""
