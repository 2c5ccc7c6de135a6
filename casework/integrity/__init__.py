"""Whether the stored data keep their rules; every command imports some of it at its start, so `rules` is apart."""
