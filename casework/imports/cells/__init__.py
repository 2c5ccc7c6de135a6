"""What stands in a cell: words, names, units and years as people write them."""
