"""What a visitor is looking at, and what outlives a rerun."""
