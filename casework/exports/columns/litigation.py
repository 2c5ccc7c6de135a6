"""行政应诉: the columns of disputes; what stands once in each instance is a list in the order of the instances."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField

from casework.exports.columns.made import Said, columns_of, rows_of
from casework.exports.columns.plans import planned
from casework.exports.columns.shape import Given, Words, aligned, column, head, listed, parted
from casework.exports.sql import address
from casework.kinds import KINDS
from casework.kinds.litigation import DEFENDANTS, INSTANCES
from casework.law.names import InstanceLevel, RecordKind
from casework.models import InstanceSide, Standing
from casework.models.base import OPEN_END


def _came(name: str, words: Words, said: Said) -> Given:
    """The highest attendee of the keeper's side of each instance."""
    sides = Standing.objects.filter(
        side__instance=OuterRef("pk"), side__organ=OuterRef("litigation__organ"), until_on=OPEN_END
    )
    rank = Subquery(sides.values("standing")[:1], output_field=TextField())
    covers = ("Standing.standing", "Standing.until_on")
    return aligned(name, words, partial(rows_of, INSTANCES), rank, items="code", covers=covers, **said)


def _defendants(name: str, words: Words, said: Said) -> Given:
    covers = ("defendants", "InstanceSide.organ")
    return listed(name, words, partial(rows_of, DEFENDANTS), F("organ__name"), covers=covers, **said)


def _lost() -> QuerySet[Any]:
    sides = InstanceSide.objects.filter(instance=OuterRef("pk"), organ=OuterRef("litigation__organ"), lost=True)
    return rows_of(INSTANCES).filter(Exists(sides))


AFTER = {
    "reconsideration": column(
        "reconsideration_url", "string", Words("复议案件地址", "Address of the linked case"),
        lambda reading: address(reading.base, "reconsiderations", "reconsideration_id"), covers=("reconsideration",)),
    "ruling_on": listed(
        "lost_in", Words("败诉审级", "Lost in", "记录机关一方败诉的审级", "Instances that the keeper's side lost"),
        _lost, F("level"), items="code", codes=InstanceLevel, covers=("InstanceSide.lost",)),
}  # fmt: skip
"""Columns that are no fact, by the fact behind which they stand."""
COLUMNS: tuple[Given, ...] = (
    *head(KINDS[RecordKind.LITIGATION]),
    *columns_of(
        RecordKind.LITIGATION, AFTER, defendants=_defendants, attended_rank=_came, handlers=parted, lawyers=parted
    ),
    *planned(RecordKind.LITIGATION),
)
