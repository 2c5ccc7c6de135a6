"""What stands beside the fields of a form: a day as understood, organs to choose from, what it may repeat or miss."""
