"""The stories that fix what the cells mean, played on the test database."""
