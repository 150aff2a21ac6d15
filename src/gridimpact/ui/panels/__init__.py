"""Parts of pages with a task of their own."""
