"""Tests of the one guarded GET."""
