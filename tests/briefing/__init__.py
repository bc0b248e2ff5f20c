"""Tests of writing a briefing."""
