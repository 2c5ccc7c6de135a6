"""Writing reference data: organs, people, bodies, calendars, populations."""
