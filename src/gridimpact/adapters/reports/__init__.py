"""Strike reports, and what a person decided about them, from and to files."""
