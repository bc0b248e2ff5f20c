"""Tests of parsing in a limited child."""
