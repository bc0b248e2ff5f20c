"""Tests of what a paper is and how its text is cleaned."""
