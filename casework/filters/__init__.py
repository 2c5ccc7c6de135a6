"""What a list of records may be asked for: filters, search, a table cell's own condition, order and pages."""
