"""Writing the yearly report and sealing it."""
