"""AC load flow of dispatched hours."""
