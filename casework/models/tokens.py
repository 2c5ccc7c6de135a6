"""令牌: what a program shows instead of a person's password, and what was pulled with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from knox.models import AbstractAuthToken, AuthTokenManager

from casework.models.fields import CodeField
from casework.models.reference.organs import Organ
from casework.permissions import TokenScope


class Token(AbstractAuthToken):  # type: ignore[misc]  # knox ships no types
    """令牌: opens the interface for programs in the name of a person, for one purpose, never wider than that person.

    Stored as a hash (SHA-512); the token itself is shown once. `token_key`, its beginning, names it on pages.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", help_text="Whose it is.")
    purpose = models.CharField(max_length=200, help_text="What it is for, in the words of its person.")
    scope = CodeField(TokenScope, default="masked", blank=False, help_text="What it opens:")
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", help_text="Nothing outside this organ and those below it."
    )
    may_write = models.BooleanField(default=False, help_text="Acts may be recorded with it.")
    networks = models.JSONField(default=list, help_text="Networks it may come from (CIDR); empty: from anywhere.")
    last_used_at = models.DateTimeField(null=True, help_text="When it was last used, to a minute.")
    last_used_from = models.GenericIPAddressField(null=True, help_text="The address it was last used from.")
    revoked_at = models.DateTimeField(null=True, help_text="When it was revoked; it then opens nothing.")
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = AuthTokenManager()

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return f"{self.token_key}… {self.purpose}"

    def state(self, now: datetime) -> str:
        """valid, expired or revoked."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if self.expiry is not None and self.expiry <= now else "valid"


class Pull(models.Model):
    """取数记录: one request of a program, or of a signed-in person, to the interface for programs.

    `query` is without what may name a person.
    """

    at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")
    token = models.ForeignKey(
        Token, models.PROTECT, null=True, related_name="pulls", help_text="None: a person who is signed in."
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    method = models.CharField(max_length=8, help_text="GET, HEAD, POST.")
    path = models.CharField(max_length=200, help_text="The path of the address.")
    query = models.CharField(max_length=2000, blank=True, help_text="What was asked, without names and free text.")
    records = models.PositiveIntegerField(default=0, help_text="How many records were given.")
    status = models.PositiveSmallIntegerField(help_text="The status of the answer.")
    address = models.GenericIPAddressField(null=True, help_text="Where it came from.")

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("token", "-id"), name="pull_of_token"),)

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"
