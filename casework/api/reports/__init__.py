"""Reports by the interface: tables, figures, sealed reports, as JSON and as files."""
