"""Writing what belongs to a person or stands beside a record: files, notes, drafts, views, tokens."""
