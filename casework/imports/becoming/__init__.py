"""What becomes of a row: which record it means, what it begins, what it changes."""
