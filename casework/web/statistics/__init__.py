"""The screens of numbers: each opens into the records behind it."""
