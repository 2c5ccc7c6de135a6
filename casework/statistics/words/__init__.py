"""What is counted, in words: terms, conditions, definitions, articles, changes of definition."""
