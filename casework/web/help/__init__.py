"""Help: how the desk works, the words, the law in tables."""
