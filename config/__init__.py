"""The project around the application: settings, addresses, and the two doors a server calls."""
