"""What a person sets for themselves: the keys of one letter, and the password. No record is touched."""

from __future__ import annotations

from casework.models import Person


def set_single_keys(person: Person, *, on: bool) -> None:
    """Whether single letters move and open (`/`, `n`, `j`, `k` …)."""
    person.single_keys = on
    person.save(update_fields=["single_keys"])


def set_password(person: Person, password: str) -> None:
    """Set a password that was already judged and that nobody else knows; every other session of the person ends."""
    person.set_password(password)
    person.one_time_password = False
    person.save(update_fields=["password", "one_time_password"])
