"""Files as other programs write them, and how they are read."""
