"""The papers of a file, their numbers, and the grounds that they name."""
