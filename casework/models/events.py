"""事件: one row per act, appended and never changed; the database refuses update and delete.

Feeds read events in order of (`transaction`, `id`) and stop before the oldest transaction still running
(`pg_snapshot_xmin` on PostgreSQL): commit order differs from id order there, and no event may be passed over.
SQLite has one writer at a time, so `id` alone is gap-free and `transaction` is 0.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from casework.law.names import Act, RecordKind
from casework.models.base import of_one_record
from casework.models.fields import CodeField
from casework.models.imported.batches import ImportBatch
from casework.models.ledger import LedgerEntry
from casework.models.litigation import Litigation
from casework.models.mediation import Mediation
from casework.models.reconsideration import Reconsideration
from casework.models.reference.organs import Organ
from casework.models.respondent import RespondentCase
from casework.querysets import EventQuerySet

EVENT_KEYS = "event.keys"
"""What the personal data among the keys of acts are encrypted for."""


class CurrentTransaction(models.Func):
    """The id of the running transaction on PostgreSQL, 0 on SQLite."""

    template = "0"
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """pg_current_xact_id() as a number."""
        return self.as_sql(compiler, connection, template="((pg_current_xact_id()::text)::bigint)", **context)


class Event(models.Model):
    """事件: who did which act with which keys, and what it changed."""

    transaction = models.BigIntegerField(
        db_default=CurrentTransaction(), editable=False, help_text="For gap-free feeds."
    )
    recorded_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")
    kind = CodeField(RecordKind, help_text="The kind of record.")
    reconsideration = models.ForeignKey(Reconsideration, models.PROTECT, null=True, related_name="events")
    litigation = models.ForeignKey(Litigation, models.PROTECT, null=True, related_name="events")
    mediation = models.ForeignKey(Mediation, models.PROTECT, null=True, related_name="events")
    ledger = models.ForeignKey(LedgerEntry, models.PROTECT, null=True, related_name="events")
    respondent = models.ForeignKey(RespondentCase, models.PROTECT, null=True, related_name="events")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The acting organ.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = CodeField(Act, help_text="The act.")
    on = models.DateField(help_text="The legal date of the act.")
    keys = models.JSONField(default=dict, help_text="The keys of the act; personal data encrypted.")
    changes = models.JSONField(default=dict, help_text="What changed: fact -> [before, after].")
    version = models.PositiveIntegerField(help_text="The version of the record after the act.")
    as_recorded = models.BooleanField(default=False, help_text="Taken as recorded although the law refuses it.")
    imported = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="events",
        help_text="The import that brought it.",
    )
    together = models.UUIDField(null=True, editable=False, help_text="The mark of acts that were done in one go.")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=of_one_record(*RecordKind), name="event_of_one_record"),
            *(
                models.UniqueConstraint(fields=(kind.value, "version"), name=f"{kind}_version_once")
                for kind in RecordKind
            ),
        )
        indexes = (
            models.Index(fields=("on",), name="event_on"),
            # SQLite, where it is always 0, keeps nothing in it
            models.Index(fields=("transaction",), condition=Q(transaction__gt=0), name="event_transaction"),
            models.Index(fields=("imported",), condition=Q(imported__isnull=False), name="event_imported"),
            models.Index(fields=("together",), condition=Q(together__isnull=False), name="event_together"),
        )

    def __str__(self) -> str:
        return f"{self.act} {self.on}"
