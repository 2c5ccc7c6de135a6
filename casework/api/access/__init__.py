"""Who asks by the interface, and how much they may ask."""
