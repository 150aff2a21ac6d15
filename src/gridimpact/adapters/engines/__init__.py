"""Foreign engines and who does the work."""
