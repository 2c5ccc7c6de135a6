"""What stands in a cell: tests of how people write it."""
