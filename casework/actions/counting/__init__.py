"""Counting anew what rests on reference data and on the law as the house reads it."""
