"""Columns of one kind, whatever counties call them."""
