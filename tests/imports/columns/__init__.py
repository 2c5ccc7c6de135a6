"""What the columns of a row say."""
