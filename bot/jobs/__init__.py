"""Dispatchers: which process touches which row now."""
