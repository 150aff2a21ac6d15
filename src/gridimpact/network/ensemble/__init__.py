"""Many days of one grid at once: most hours proved, the rest solved."""
