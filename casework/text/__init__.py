"""Text from outside: read, folded, cut into what a search finds, and spelt in pinyin."""
