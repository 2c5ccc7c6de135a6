"""Terms: the calendar, how a last day is found, which terms run and what a lapse means."""
