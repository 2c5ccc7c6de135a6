"""Our own files as they leave the pages, and how they come back."""
