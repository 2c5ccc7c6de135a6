"""What is told of cases: explanations, the worklist, the calendar in use, numbers, the pages of the law."""
