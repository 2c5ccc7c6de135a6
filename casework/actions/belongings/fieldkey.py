"""Remembering which field key a database is encrypted with: the only writer of its fingerprint."""

from __future__ import annotations

from django.db import transaction

from casework.cipher import fingerprint
from casework.integrity.starting import wrong_key
from casework.models import FieldKey


def settle_field_key() -> None:
    """Take the key in use for this database's own, at first use or while nothing is encrypted with another.

    Raises FaultyInput where data are encrypted with another key.
    """
    if FieldKey.objects.filter(fingerprint=fingerprint()).exists():
        return
    problem = wrong_key()
    if problem is not None:
        raise problem
    with transaction.atomic():
        FieldKey.objects.all().delete()
        FieldKey.objects.get_or_create(fingerprint=fingerprint())
