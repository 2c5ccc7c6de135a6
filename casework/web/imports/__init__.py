"""Spreadsheets in: sent, tried, mended, committed, undone."""
