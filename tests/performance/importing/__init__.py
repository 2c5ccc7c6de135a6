"""Spreadsheets in, beside the file read alone and the same rows written unchecked."""
