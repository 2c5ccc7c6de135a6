"""What belongs to a record beside its acts: its files and its notes."""
