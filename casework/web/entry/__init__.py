"""Logging: the pages on which a record begins and acts are done, corrected and struck."""
