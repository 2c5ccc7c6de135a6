"""The page of a record: facts, acts, terms, history, files and notes."""
