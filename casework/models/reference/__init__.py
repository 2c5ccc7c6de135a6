"""Stored reference data: calendar, organs, people, staff, classifications."""
