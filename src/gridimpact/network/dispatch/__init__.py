"""An hour and a day solved, told in tables."""
