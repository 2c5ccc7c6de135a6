"""The yearly report: written, sealed, confirmed, restated, read."""
