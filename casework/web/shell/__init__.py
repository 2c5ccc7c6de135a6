"""What stands around every page: who asks, what may be opened, words and marks, errors."""
