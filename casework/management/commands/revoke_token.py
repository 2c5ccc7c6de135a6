"""Revokes a token of the interface for programs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from casework.actions.belongings.tokens import revoke_token
from casework.management.base import CaseworkCommand


class Command(CaseworkCommand):
    """revoke_token TOKEN."""

    help = "Revoke a token: it opens nothing from now on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which."""
        parser.add_argument("token", metavar="TOKEN", help="the token, or its first 15 characters")

    def run(self, **options: Any) -> int:
        """Revoke it; once more changes nothing."""
        token = revoke_token(options["token"], by=None, now=timezone.now(), anybodys=True)
        self.note(f"已撤销：{token}")
        return 0
