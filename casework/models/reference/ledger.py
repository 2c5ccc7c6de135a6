"""台账种类: the kinds of the work ledger with their quantities and rates, and who changed them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

ADDS_UP = ("sum", "last", "distinct", "mean")
"""How quantities add up over entries and organs."""
MOST_DECIMALS = 4


class EntryKind(models.Model):
    """台账种类: a kind of ledger entry, used from a day to a day and never removed."""

    code = models.CharField(max_length=48, unique=True, help_text="The stable code.")
    zh = models.CharField(max_length=60, unique=True, help_text="The Chinese label.")
    en = models.CharField(max_length=160, help_text="The English label.")
    single = models.BooleanField(
        default=False, help_text="Whether an entry is one thing: its only quantity is 1, and nobody is asked for it."
    )
    subjects = models.JSONField(default=list, help_text="Codes of what entries are about, where they are chosen.")
    valid_from = models.DateField(null=True, blank=True, help_text="First day of an entry; empty: no bound.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day of an entry; empty: still in use.")
    position = models.PositiveIntegerField(help_text="Its place in the ledger.")

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(code="") & ~Q(zh="") & ~Q(en=""), name="entry_kind_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="entry_kind_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.zh


class EntryKindQuantity(models.Model):
    """数量 of a kind: its unit, its decimals and how it adds up."""

    kind = models.ForeignKey(EntryKind, models.PROTECT, related_name="quantities", help_text="The kind.")
    code = models.CharField(max_length=32, help_text="The stable code.")
    zh = models.CharField(max_length=60, help_text="The Chinese label.")
    en = models.CharField(max_length=160, help_text="The English label.")
    unit = models.CharField(max_length=48, help_text="The unit, an English word.")
    unit_zh = models.CharField(max_length=20, help_text="The Chinese word of the unit.")
    decimals = models.PositiveSmallIntegerField(default=0, help_text="Decimals that a value may have.")
    adds_up = models.CharField(max_length=8, help_text="sum, last, distinct or mean.")
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", help_text="The quantity that it is never larger than."
    )
    position = models.PositiveIntegerField(help_text="Its place in the kind.")

    class Meta:
        ordering = ("kind", "position")
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="quantity_once_in_a_kind"),
            models.CheckConstraint(condition=Q(adds_up__in=ADDS_UP), name="quantity_adds_up"),
            models.CheckConstraint(condition=Q(decimals__lte=MOST_DECIMALS), name="quantity_decimals"),
            models.CheckConstraint(condition=~Q(part_of=F("id")), name="quantity_no_part_of_itself"),
        )

    def __str__(self) -> str:
        return self.zh


class EntryKindRate(models.Model):
    """比率 over quantities of a kind: `over`, or `over` without `less`, by `under`."""

    kind = models.ForeignKey(EntryKind, models.PROTECT, related_name="rates", help_text="The kind.")
    code = models.CharField(max_length=32, help_text="The stable code.")
    zh = models.CharField(max_length=60, help_text="The Chinese label.")
    en = models.CharField(max_length=160, help_text="The English label.")
    over = models.ForeignKey(EntryKindQuantity, models.PROTECT, related_name="+", help_text="What is divided.")
    less = models.ForeignKey(
        EntryKindQuantity, models.PROTECT, null=True, related_name="+", help_text="What is taken from it before."
    )
    under = models.ForeignKey(EntryKindQuantity, models.PROTECT, related_name="+", help_text="What it is divided by.")
    position = models.PositiveIntegerField(help_text="Its place in the kind.")

    class Meta:
        ordering = ("kind", "position")
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="rate_once_in_a_kind"),
            models.CheckConstraint(
                condition=(~Q(over=F("under")) | Q(less__isnull=False)) & (Q(less__isnull=True) | ~Q(over=F("less"))),
                name="rate_of_two_quantities",
            ),
        )

    def __str__(self) -> str:
        return self.zh


class EntryKindChange(models.Model):
    """台账种类变更记录: who changed a kind when, appended and never changed. The database refuses it."""

    recorded_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="Who changed it."
    )
    kind = models.ForeignKey(EntryKind, models.PROTECT, related_name="changes", help_text="The kind.")
    before = models.JSONField(null=True, help_text="What it was; none where it is new.")
    after = models.JSONField(help_text="What it is since.")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind_id} {self.recorded_at}"
