"""字段密钥: which key the personal data of this database are encrypted with."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class FieldKey(models.Model):
    """字段密钥: the fingerprint of the root key in use, so that another key is noticed when the site starts."""

    fingerprint = models.CharField(max_length=64, unique=True, help_text="Derived from the key; the key is not in it.")
    used_since = models.DateTimeField(db_default=Now(), editable=False, help_text="When it was first used here.")

    def __str__(self) -> str:
        return self.fingerprint[:8]
