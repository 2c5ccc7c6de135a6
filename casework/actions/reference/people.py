"""People and the roles they hold: added with a password for the first sign-in alone. No record is touched."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from casework.errors import FaultyInput, cited
from casework.law.names import Role
from casework.models import Membership, Organ, Person

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that look alike: a password is read from paper."""
GROUPS, GROUP = 4, 4
"""Sixteen of 31 letters: 79 bits."""


def one_time_password() -> str:
    """A password by chance, in groups that can be read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


@transaction.atomic
def give_role(username: str, role: Role, organ: Organ) -> tuple[bool, str | None]:
    """Let a person hold a role at an organ, from the beginning; a new person gets a one-time password.

    Gives whether anything was added, and the password of a person who was not there before. Raises FaultyInput
    for a name that no account can have.
    """
    name = Person.normalize_username(username)
    person = Person.objects.filter(username=name).first()
    password = None
    if person is None:
        password = one_time_password()
        person = _new(name, password)
    if person.memberships.filter(organ=organ, role=role.value).exists():
        return False, None
    Membership.objects.create(person=person, organ=organ, role=role.value)
    return True, password


def _new(name: str, password: str) -> Person:
    check_username(name)
    person = Person(username=name, one_time_password=True)
    person.set_password(password)
    person.save()
    return person


def check_username(text: str) -> None:
    """Raises FaultyInput for a name that no account can have."""
    name = Person.normalize_username(text)
    try:
        Person._meta.get_field("username").clean(name, None)
    except ValidationError:
        raise FaultyInput(
            f"用户名「{cited(name)}」不可用，应为1到150个字母、汉字、数字或 @ . + - _",
            f"The user name {cited(name)!r} cannot be used; allowed: 1 to 150 letters, digits and @ . + - _",
            where="username",
        ) from None
