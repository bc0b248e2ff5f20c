"""How the schema grew: one revision a file, forward only, the same on both databases."""
