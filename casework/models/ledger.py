"""工作台账: dated entries and their quantities.

What a column means is said by its fact in `casework/kinds/ledger.py`; here stands how it is stored.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from casework.models.base import LISTED, VOID, Record
from casework.querysets import RecordQuerySet


class LedgerEntry(Record):
    """台账记录: one dated entry of a kind."""

    kind = "ledger"
    page = "ledger_entry"

    entry_kind = models.CharField(max_length=48, help_text="The code of an EntryKind.")
    subject = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-id")
        indexes = (
            models.Index(fields=("organ", "received_on", "entry_kind"), name="ledger_scan"),
            models.Index(fields=("-received_on", "-id"), condition=LISTED, name="ledger_newest"),
            models.Index(fields=("voided_on",), condition=VOID, name="ledger_void"),
        )


class LedgerQuantity(models.Model):
    """数量 of an entry, in the unit that its kind declares."""

    entry = models.ForeignKey(LedgerEntry, models.CASCADE, related_name="quantities")
    quantity = models.CharField(max_length=32)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    names = models.JSONField(default=list, help_text="The names of the units counted, where the entry names them.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entry", "quantity"), name="one_value_a_quantity"),
            models.CheckConstraint(condition=Q(value__gte=0), name="quantity_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.quantity} {self.value}"
