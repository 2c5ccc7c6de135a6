"""Forms of acts, built from the typed keys of the registry, so that a key means the same here as everywhere."""
