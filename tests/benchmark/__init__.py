"""Tests of holding reading lists against radars."""
