"""The law as pure Python: no Django, no clock, no input or output."""
