"""Tests of what the bot hears."""
