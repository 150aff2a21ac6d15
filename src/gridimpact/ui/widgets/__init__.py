"""Pieces that pages draw with."""
