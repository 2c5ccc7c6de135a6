"""Applicants who apply separately, registered from one form: the lines that name them, the applications they become."""
