"""Tables and figures: declared as data, counted in one narrow scan per base set, opened into their records."""
