"""Grids, facilities and load profiles from files."""
