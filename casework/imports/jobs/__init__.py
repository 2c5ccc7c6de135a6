"""Imports under way: kept in the database, worked at by a process beside the server, taken up again after a restart."""
