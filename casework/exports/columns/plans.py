"""排期: the columns of the plans that stand in a record, the same for every kind that has them."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet

from casework.exports.columns.shape import Given, Words, aligned
from casework.exports.sql import day_text, hour_text
from casework.law.names import Planned, RecordKind
from casework.models import Plan


def planned(kind: RecordKind) -> tuple[Given, ...]:
    """What is planned in a record and neither done nor called off: what, day and hour, one for each plan."""

    def standing() -> QuerySet[Any]:
        mine = {kind.value: OuterRef("pk")}
        return Plan.objects.filter(**mine, done_on__isnull=True, called_off_on__isnull=True).order_by("on", "position")

    return (
        aligned("planned", Words("排期事项", "Planned", "没有办、也没有取消的排期",
                                 "Plans neither done nor called off"),
               standing, F("what"), items="code", codes=Planned, covers=("Plan.what",)),
        aligned("planned_on", Words("排期日期", "Planned for", "与planned一一对应", "One for each of planned"),
               standing, day_text("on"), items="date", covers=("Plan.on",)),
        aligned("planned_at", Words("排期时间", "Planned hour", "与planned一一对应，没有写时间的为null",
                                   "One for each of planned; null where no hour was given"),
               standing, hour_text("at"), covers=("Plan.at",)),
    )  # fmt: skip
