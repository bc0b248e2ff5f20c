"""Tests of closeness in meaning, on a tiny model they make themselves."""
