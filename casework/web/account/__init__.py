"""What a person sets for themselves: password, tokens, keys, signing in."""
