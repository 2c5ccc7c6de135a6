"""The lists of records: search, filters, columns, pages, saved views."""
