"""What every record has in common, of whichever kind."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse

from casework.law.names import RecordKind
from casework.law.organs.handing import HANDLED_BY
from casework.models.reference.organs import Organ

OPEN_END = date(9999, 12, 31)
"""Stands for "not yet" where a range condition must find open rows through an index."""


LISTED = models.Q(voided_on__isnull=True)
"""What every list holds: its indexes leave void records out, and so answer by themselves how many there are."""
VOID = models.Q(voided_on__isnull=False)
"""What no list holds."""


def of_one_record(*kinds: str) -> models.Q:
    """A row that names a record of exactly one of these kinds, each in a column of its name."""
    found = models.Q()
    kinds = tuple(map(str, kinds))
    for kind in kinds:
        others = dict.fromkeys(kinds) | {f"{kind}__isnull": False}
        del others[kind]
        found |= models.Q(**others)
    return found


class Record(models.Model):
    """A record: the organ that keeps it, its number, its version and its marks.

    `kind` is the kind of record, `page` the name of the address of its page.
    """

    kind: ClassVar[str]
    page: ClassVar[str]

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that keeps the record.")
    number = models.CharField(max_length=200, blank=True, help_text="The number, given by the pattern of the organ.")
    state = models.CharField(max_length=20, help_text="Derived.")
    version = models.PositiveIntegerField(default=0, help_text="Raised by one with every act.")
    received_on = models.DateField()
    voided_on = models.DateField(
        null=True, blank=True, help_text="The day on which it was voided; it then counts nowhere."
    )
    search_text = models.TextField(
        default="",
        blank=True,
        editable=False,
        help_text="Numbers and open words as tokens for finding (derived).",
    )
    search_guarded = models.TextField(
        default="", blank=True, editable=False, help_text="Names as tokens, for those who may read names (derived)."
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the record."""
        return reverse(self.page, args=[self.pk])

    @property
    def hands(self) -> list[str]:
        """Who handles it: 承办人, of a mediation 调解员; nobody where its kind does not say so."""
        said = str(getattr(self, HANDLED_BY.get(RecordKind(self.kind), ""), ""))
        return [name for name in said.split("、") if name]
