"""Tests of the ways to a paper's whole text."""
