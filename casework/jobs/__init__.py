"""Long work outside the request: kept in the database, done by a process beside the server, begun again."""
