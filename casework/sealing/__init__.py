"""Sealed reports: what is sealed, what must hold before, what differs since, whether a seal is whole."""
