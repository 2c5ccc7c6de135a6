"""A file as it came, whatever program wrote it: sheets of rows of plain values."""
