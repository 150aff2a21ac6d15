"""The brief and its map."""
