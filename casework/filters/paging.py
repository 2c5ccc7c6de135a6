"""The order of a list and its pages: a page begins after the last row of the one before, however deep it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Count, F, Q, QuerySet

from casework.errors import FaultyInput
from casework.filters.masked import is_open

MOST_COUNTED = 1000
"""More than this is not counted: to count all costs a hundred times as much as to say that there are more."""
SEPARATOR = "~"


@dataclass(frozen=True)
class Order:
    """By one column, then by id; what has no value stands last."""

    column: str
    descending: bool = False

    def of(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """The rows in this order, or in the reverse."""
        descending = self.descending is not backwards
        sign = "-" if descending else ""
        if not rows.model._meta.get_field(self.column).null:
            return rows.order_by(f"{sign}{self.column}", f"{sign}pk")
        column = F(self.column)
        last = {"nulls_first": True} if backwards else {"nulls_last": True}
        return rows.order_by(column.desc(**last) if descending else column.asc(**last), f"{sign}pk")

    def mark(self, record: Any) -> str:
        """Where a record stands in this order, for an address: what may hold names never stands in one."""
        return self.mark_of(getattr(record, self.column) if is_open(self.column) else None, record.pk)

    @staticmethod
    def mark_of(value: Any, pk: int) -> str:
        """The mark of a record by its value in the column."""
        return f"{'' if value is None else value}{SEPARATOR}{pk}"

    def beyond(self, rows: QuerySet[Any], mark: str, *, backwards: bool = False) -> Q:
        """What comes after a mark (before it, backwards). Raises FaultyInput for a mark that cannot be read.

        Written so that an index leads to the first row: the column's bound stands by itself.
        """
        text, _, pk = mark.rpartition(SEPARATOR)
        field: Any = rows.model._meta.get_field(self.column)
        try:
            last = int(pk)
            if is_open(self.column):
                value = field.to_python(text) if text or not field.null else None
            else:
                value = rows.order_by().values_list(self.column, flat=True).get(pk=last)
        except (ValidationError, ValueError, ObjectDoesNotExist):
            raise FaultyInput(
                f"页标「{mark}」不可用，回到列表的第一页",
                f"The place {mark!r} cannot be used; go back to the first page",
                where="after",
            ) from None
        than = "lt" if self.descending is not backwards else "gt"
        further = Q(**{f"pk__{than}": last})
        if value is None:
            rest = Q(**{f"{self.column}__isnull": True}) & further
            return Q(**{f"{self.column}__isnull": False}) | rest if backwards else rest
        found = Q(**{f"{self.column}__{than}e": value}) & (Q(**{f"{self.column}__{than}": value}) | further)
        return found | Q(**{f"{self.column}__isnull": True}) if field.null and not backwards else found


@dataclass(frozen=True)
class Part:
    """One page: its records, and the marks of the pages beside it (empty where there is none)."""

    records: list[Any]
    following: str = ""
    previous: str = ""


@dataclass
class Paged:
    """A list in its order, of which one page is read; `many` gives the same rows for a list of very many."""

    rows: QuerySet[Any]
    order: Order
    size: int
    many: Callable[[], QuerySet[Any]] | None = None

    @cached_property
    def count(self) -> int:
        """How many there are, at most one more than `MOST_COUNTED`."""
        found = self.rows.order_by().values("pk")[: MOST_COUNTED + 1].aggregate(n=Count("pk"))
        return int(found["n"])

    def part(self, after: str = "", before: str = "") -> Part:
        """The first page, the one after a mark, or the one before a mark. Raises FaultyInput."""
        rows = self.rows
        if self.many is not None and self.count > MOST_COUNTED:
            rows = self.many()
        if before:
            found = rows.filter(self.order.beyond(rows, before, backwards=True))
            records = list(self.order.of(found, backwards=True)[: self.size + 1])
            shown = records[: self.size][::-1]
            previous = self.order.mark(shown[0]) if len(records) > self.size else ""
            return Part(shown, self.order.mark(shown[-1]) if shown else "", previous)
        if after:
            rows = rows.filter(self.order.beyond(rows, after))
        records = list(self.order.of(rows)[: self.size + 1])
        shown = records[: self.size]
        following = self.order.mark(shown[-1]) if len(records) > self.size else ""
        return Part(shown, following, self.order.mark(shown[0]) if after and shown else "")
