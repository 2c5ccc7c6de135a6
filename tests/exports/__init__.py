"""What is written out to be read elsewhere."""
