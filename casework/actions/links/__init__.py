"""The links of a case to other cases: the one that it was taken over or referred from, the one that leads it."""
