"""The one door for writing: a legal act is checked, saved and appended as one event, or nothing is."""
