"""Reports as JSON, text, CSV and workbooks."""
