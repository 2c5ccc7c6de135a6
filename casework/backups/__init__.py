"""The whole of a site in one folder, and back: database, attachments, and a manifest that says what belongs to it."""
