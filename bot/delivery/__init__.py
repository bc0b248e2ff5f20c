"""Where messages go, one target a file."""
