"""The records behind a number: of a cell, of a figure, of a group of rows, in lines."""
