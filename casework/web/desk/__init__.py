"""The desk of a person: what is due, planned, begun and done."""
