"""行政复议: the columns of reconsideration cases."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery, Sum

from casework.exports.columns.made import Said, columns_of
from casework.exports.columns.plans import planned
from casework.exports.columns.shape import Given, Words, column, head, parted, plain
from casework.exports.sql import address
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Extension

KIND = KINDS[RecordKind.RECONSIDERATION]


def _extended_days(name: str, words: Words, said: Said) -> Given:
    rows: Any = Extension.objects.filter(case=OuterRef("pk")).order_by().values("case")
    total = Subquery(rows.annotate(total=Sum("days")).values("total"))
    return column(name, "integer", words, lambda _reading: total, covers=("Extension.days",), **said)


AFTER = {
    "joined_to": column(
        "joined_to_url", "string", Words("主案地址", "Address of the leading case"),
        lambda reading: address(reading.base, KIND.resource, "joined_to_id"), covers=("joined_to",)),
}  # fmt: skip
"""Columns that are no fact, by the fact behind which they stand."""
COLUMNS: tuple[Given, ...] = (
    *head(KIND),
    *columns_of(RecordKind.RECONSIDERATION, AFTER, handlers=parted, extended_days=_extended_days),
    plain("taken_from_id", "integer", Words("提级来源", "Taken over from", "提级前的记录", "That record's id"),
          covers=("taken_from",)),
    column("taken_from_url", "string", Words("提级来源地址", "Address of that record"),
           lambda reading: address(reading.base, KIND.resource, "taken_from_id")),
    plain("referred_from_id", "integer", Words("转来的案件", "Referred from", "转送、告知机关的记录",
          "The record of the organ that referred it"), covers=("referred_from",)),
    column("referred_from_url", "string", Words("转来案件的地址", "Address of the record referred from"),
           lambda reading: address(reading.base, KIND.resource, "referred_from_id")),
    *planned(RecordKind.RECONSIDERATION),
)  # fmt: skip
