"""行政应诉: the columns of disputes; what stands once in each instance is a list in the order of the instances."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Concat

from casework.exports.columns.made import Said, columns_of, rows_of
from casework.exports.columns.plans import planned
from casework.exports.columns.shape import Given, Words, aligned, column, head, listed, parted
from casework.exports.sql import Together, address, items
from casework.kinds import KINDS
from casework.kinds.litigation import DEFENDANTS, INSTANCES
from casework.law.litigation.appearance import NOBODY
from casework.law.litigation.results import LOSING_RESULTS
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


def _others_came() -> Any:
    """Who came for each other defendant of an instance, where anybody did: 甲县公安局：deputy."""
    others = Standing.objects.filter(side__instance=OuterRef("pk"), until_on=OPEN_END)
    came = others.exclude(side__organ=F("side__instance__litigation__organ")).exclude(standing=NOBODY)
    said = Concat("side__organ__name", Value("："), "standing", output_field=TextField())
    return Together(items(came.order_by("side__organ__path"), said))


def _against() -> Any:
    """Whom the result of a first instance that may be lost goes against: true all of them, false none, or which."""
    sides = InstanceSide.objects.filter(instance=OuterRef("pk"))
    lost, won = Exists(sides.filter(lost=True)), Exists(sides.filter(lost=False))
    may_lose = Q(level=InstanceLevel.FIRST.value, closed_on__lt=OPEN_END, result__in=sorted(LOSING_RESULTS))
    which = Together(items(sides.filter(lost=True).order_by("organ__path"), F("organ__name")))
    cases = (When(~may_lose, then=None), When(~lost, then=Value("false")), When(~won, then=Value("true")))
    return Case(*cases, default=which, output_field=TextField())


def _defendants(name: str, words: Words, said: Said) -> Given:
    covers = ("defendants", "InstanceSide.organ")
    return listed(name, words, partial(rows_of, DEFENDANTS), F("organ__name"), covers=covers, **said)


def _lost() -> QuerySet[Any]:
    sides = InstanceSide.objects.filter(instance=OuterRef("pk"), organ=OuterRef("litigation__organ"), lost=True)
    return rows_of(INSTANCES).filter(Exists(sides))


def _by_instance(name: str, words: Words, item: Any, *covers: str) -> Given:
    return aligned(name, words, partial(rows_of, INSTANCES), item, covers=covers)


AFTER = {
    "attended_rank": _by_instance(
        "others_attended", Words("其他被告出庭情况", "Attendance of the other defendants",
                                 "各审级里其他被告的最高出庭人，写作 机关：出庭情况，用、隔开",
                                 "The highest who came for each other defendant, as organ：rank apart by 、"),
        _others_came(), "Standing.standing"),
    "result": _by_instance(
        "against_organ", Words("裁判不利的被告", "Against which defendants",
                               "可能败诉的一审裁判对哪些被告不利：true全部，false没有，或者其名称",
                               "Whom the result of a first instance goes against: true all, false none, or which"),
        _against(), "InstanceSide.lost"),
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
