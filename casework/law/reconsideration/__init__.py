"""Reconsideration (行政复议法): the acts of a case, from registration to what follows the decision."""
