"""The resources: records of the four kinds, events, organs, terms, as lists by pages and one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase

from casework.api import pages, pulls
from casework.api.base import Endpoint, Json, answer, encoded, etags_of, not_modified
from casework.api.parameters import Asked, Gathered, question_of
from casework.api.problems import Problem
from casework.api.resources import OF_OTHERS, PAGES, exact_numbers, filters_of
from casework.errors import FaultyInput, named
from casework.exports import paging
from casework.exports.columns.shape import Given, RowReading
from casework.exports.resources import RESOURCES, Resource, describe, reading_of
from casework.filters import changes
from casework.filters.asked import Sight, read_flag, read_number, read_organ
from casework.filters.cells import lines_of, out_of_reach
from casework.filters.changes import Mark
from casework.filters.events import visible_events
from casework.filters.fields import read_amount
from casework.filters.lists import SCOPE, left_by, read_filters
from casework.filters.paging import Order
from casework.filters.sets import Records
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Organ
from casework.permissions import Reach
from casework.statistics.model import COHORT, OWN
from casework.statistics.records import Listing, listing_of_cell, listing_of_figure

OF_A_NUMBER = ("cell", "figure", "side", "denominator", "from", "to", "as_of", "basis")
"""What asks for the records behind a number of the report."""


def ids_in(asked: Asked, name: str) -> list[int]:
    """The ids that a parameter gives, apart by commas. Raises FaultyInput."""
    return [read_number(part.strip(), name, 1, 10**12) for part in asked[name].split(",")]


def exactly(known: type[Records], asked: Asked) -> Asked:
    """What is asked, a number that is asked for exactly as its least and its most. Raises FaultyInput."""
    found = dict(asked)
    for name in (name for name in exact_numbers(known) if name in asked):
        least, most = (known.base_filters[f"{name}_{end}"] for end in ("min", "max"))
        if least.name in asked or most.name in asked:
            zh, en = f"{name}已是确切的数，不和{name}_min、{name}_max一起写", f"{name} is exact: without _min and _max"
            raise FaultyInput(zh, en, where=name)
        number = str(read_amount(found.pop(name), name))
        found |= {least.name: number, most.name: number}
    return found


def _populations(sight: Sight, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(organ__in=Organ.objects.within(sight.reach).order_by().values("pk"))


SEEN: dict[str, Callable[[Sight, Any], QuerySet[Any]]] = {
    "events": visible_events,
    "organs": lambda sight, rows: rows.within(sight.reach),
    "populations": _populations,
    "terms": lambda _sight, rows: rows,
}
"""What a reader may see of rows that are no records. It is asked after the filters: SQLite looks in that order, and
whose record it is takes longest."""


class Rows(Endpoint):
    """An address of one resource."""

    resource: Resource = RESOURCES["terms"]
    """Each address is given its own."""
    apart = 0
    """How many of the rows that a number counts belong to records of other organs, which the list does not give."""

    @cached_property
    def reading(self) -> RowReading:
        """How its columns are read: names in clear where the reader reads them."""
        return reading_of(self.sight, base=self.request.build_absolute_uri("/").rstrip("/"))

    def columns(self, asked: Asked) -> tuple[Given, ...]:
        """The columns asked for. Raises FaultyInput for an unknown or repeated one."""
        fields = [name.strip() for name in asked["fields"].split(",")] if "fields" in asked else None
        return self.resource.chosen(fields)

    def visible(self) -> QuerySet[Any]:
        """All that the reader may see."""
        resource, sight = self.resource, self.sight
        kind = resource.kind or resource.below
        if kind is None:
            return SEEN[resource.key](sight, resource.model.objects.all())
        records = KINDS[kind].model.objects.visible_to(sight.reach)
        return records if resource.below is None else self._below(records)

    def asked_for(self, asked: Asked) -> QuerySet[Any]:
        """What is asked for of what may be seen; with a number, each record once for each row that is counted.

        Raises Problem and FaultyInput for what cannot be read, Http404 for an organ out of reach.
        """
        rows = self._of_question(asked)
        return rows.filter(pk__in=ids_in(asked, "id")) if "id" in asked else rows

    def _of_question(self, asked: Asked) -> QuerySet[Any]:
        if self.resource.below is not None:
            return self._of_records(self.resource.below, asked)
        if self.resource.kind is None:
            return self._of_others(asked)
        number = {name: text for name, text in asked.items() if name in OF_A_NUMBER}
        filters = {name: text for name, text in asked.items() if name not in (*OF_A_NUMBER, *NO_FILTER)}
        if not number:
            return self._filtered(self.resource.kind, filters)
        listing, where = self._behind(number | {name: asked[name] for name in SCOPE if name in asked})
        self.apart = out_of_reach(listing, self.sight)
        rows = self._filtered(self.resource.kind, {k: v for k, v in filters.items() if k not in SCOPE})
        return lines_of(rows, listing, self.resource.kind, where=where)

    def _filtered(self, kind: RecordKind, filters: Asked) -> QuerySet[Any]:
        """The records that the filters leave."""
        filters = exactly(filters_of(self.resource), filters)
        return left_by(self._read(kind, filters), filters, self.sight)

    def _read(self, kind: RecordKind, filters: Asked) -> Records:
        """The filters; where one cannot be read, all that cannot are told."""
        read = read_filters(kind, filters, self.sight)
        faults = read.faults()
        if faults:
            raise Problem("invalid", faults=faults.values())
        return read

    def _below(self, owners: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the resource that stand below these records."""
        rows: QuerySet[Any] = self.resource.model.objects.filter(
            **{f"{self.resource.owner}__in": owners.order_by().values("pk")}
        )
        return rows

    def _of_records(self, kind: RecordKind, asked: Asked) -> QuerySet[Any]:
        """The rows below the records that the filters leave; of what is asked of such rows those that answer it."""
        filters = {name: text for name, text in asked.items() if name not in (*NO_FILTER, "record")}
        filters = exactly(filters_of(self.resource), filters)
        read = self._read(kind, filters)
        owners = left_by(read, filters, self.sight)
        if "record" in asked:
            owners = owners.filter(pk__in=ids_in(asked, "record"))
        return read.rows_meant(self._below(owners))

    def _behind(self, number: Asked) -> tuple[Listing, str]:
        """The rows behind a cell or a figure, and which of the two was asked for."""
        if ("cell" in number) == ("figure" in number):
            where = "figure" if "figure" in number else next(iter(number))
            zh, en = "cell和figure要写一个，只写一个", "give either a cell or a figure"
            raise FaultyInput(f"{where}：{zh}", f"{where}: {en}", where=where)
        question = question_of({k: v for k, v in number.items() if k not in OF_A_NUMBER[:4]}, self.sight)
        if "cell" in number:
            for name in (name for name in ("side", "denominator") if name in number):
                raise FaultyInput(f"{name}只用于figure", f"{name} goes with figure", where=name)
            vocabulary = self.sight.reference.vocabulary
            found = listing_of_cell(number["cell"], question.scope, question.window, vocabulary, question.basis)
            return found, "cell"
        basis = COHORT if question.basis == COHORT else OWN
        side, other = number.get("side", "numerator"), number.get("denominator", "")
        found = listing_of_figure(number["figure"], question.scope, question.window, basis, side, denominator=other)
        return found, "figure"

    def _of_others(self, asked: Asked) -> QuerySet[Any]:
        gathered, known = Gathered(), OF_OTHERS[self.resource.key]
        asked = exactly(known, asked)
        scope = gathered.read(read_organ, asked, self.sight)
        data = {name: asked[name] for name in known.base_filters if name in asked}
        filters = known(data, self.resource.model.objects.all(), self.sight)
        gathered.faults += filters.faults().values()
        gathered.tell()
        found = SEEN[self.resource.key](self.sight, filters.qs)
        if scope is None:
            return found
        reach = Reach(under=(scope.organ.path,)) if scope.subtree else Reach(own=frozenset({scope.organ.pk}))
        return found.filter(organ__in=Organ.objects.within(reach).order_by().values("pk"))

    def read(self, ids: Collection[int], columns: Sequence[Given]) -> dict[int, Json]:
        """The columns of records that the reader sees, by id."""
        return paging.read(self.resource, ids, columns, self.reading)

    def order(self, asked: Asked, *, lined: bool) -> pages.Ids | Order:
        """The order of the list: of ids, unless another column is asked for. Raises FaultyInput."""
        if "ordering" not in asked:
            return BY_LINE if lined else pages.BY_ID
        name = asked["ordering"].removeprefix("-")
        if name not in self.resource.by_name or not self.resource.by_name[name].sorts:
            known = [column.name for column in self.resource.columns if column.sorts]
            raise named("可排序的列", "column to sort by", name, known, where="ordering")
        return Order(self.resource.by_name[name].stored, descending=name != asked["ordering"])

    def taken(
        self, columns: Sequence[Given], order: pages.Ids | Order, rows: QuerySet[Any], many: int
    ) -> list[pages.Taken]:
        """The first so many rows of a list, each with its place in the order: their ids first, then their columns."""
        if isinstance(order, Order):
            places = [(pk, order.mark_of(value, pk)) for pk, value in rows.values_list("pk", order.column)[:many]]
        else:
            places = [(place[0], place) for place in rows.values_list(*order.columns)[:many]]
        found = self.read({pk for pk, _place in places}, columns)
        return [(place, found[pk]) for pk, place in places if pk in found]


APART = "Out-Of-Reach"
BY_LINE = pages.Ids(("pk", "line"))
"""The order of the rows that a number counts."""
NO_FILTER = frozenset({"cursor", "page_size", "fields", "format", "updated_since", "ordering", "count", "id"})


class RowList(Rows):
    """`{resource}/`."""

    def get(self, request: Any, **words: Any) -> HttpResponseBase:
        """A page, or the whole list as a file; since a token, what changed."""
        asked = self.asked()
        form, columns = pulls.format_of(asked, self.accepted), self.columns(asked)
        binding = pages.bound_to(self.sight, request.path, asked)
        cursor = pages.read_cursor(asked, binding)
        rows = self.asked_for(asked)
        lined, counts = "line" in rows.query.annotations, read_flag(asked, "count")
        pulls.refuse_misfits(asked, form, lined=lined)
        order = self.order(asked, lined=lined)
        since = pulls.Since(self.resource, self.sight, self.reading, request.path, asked)
        earlier = since.mark()
        following = since.following if not (self.resource.is_reference or lined) else None
        if following and not cursor.mark:
            cursor = replace(cursor, mark=changes.present().text())
        if form != PAGES:
            found = self._file(
                form, order.of(rows), columns, earlier and since.changed(earlier), cursor.mark, following
            )
            return self._counted(found)
        if earlier is None:
            take = partial(self.taken, columns, order)
            page = pages.page_of(rows, asked, cursor, binding, take, order)
        else:
            take = partial(self._changed, rows, columns)
            page = pages.page_of(since.changed(earlier), asked, cursor, binding, take)
        given = page.rows if earlier is None or self.resource.below is None else [*chain.from_iterable(page.rows)]
        self.records = len(given)
        token = following(changes.mark_of(page.mark)) if following and page.is_last else None
        more = {"count": rows.order_by().count()} if counts else {}
        return self._counted(answer(pages.page_data(request, page, given, token, **more)))

    def _counted(self, found: HttpResponseBase) -> HttpResponseBase:
        """The answer; it says how many rows the number counts beyond those that it gives."""
        if self.apart:
            found[APART] = str(self.apart)
        return found

    def _changed(
        self, rows: QuerySet[Any], columns: Sequence[Given], ordered: QuerySet[Any], many: int
    ) -> list[pages.Taken]:
        """The first so many of what changed: as the list gives it now, else a tombstone; of flat lists both."""
        ids = list(ordered.values_list("pk", flat=True)[:many])
        if self.resource.below is not None:
            return self._rows_anew(rows, columns, ids)
        found = self.read(set(rows.filter(pk__in=ids).values_list("pk", flat=True)), columns)
        return [((pk,), found.get(pk) or pulls.tombstone(pk)) for pk in ids]

    def _rows_anew(self, rows: QuerySet[Any], columns: Sequence[Given], records: list[int]) -> list[pages.Taken]:
        """For each record a tombstone of the rows that a program holds of it, then its rows as they are now."""
        owner = self.resource.owner
        of = dict(rows.filter(**{f"{owner}__in": records}).order_by("pk").values_list("pk", owner))
        found = self.read(of, columns)
        return [
            ((record,), [pulls.tombstone(record, "record"), *(found[pk] for pk in of if of[pk] == record)])
            for record in records
        ]

    def _file(
        self,
        form: str,
        rows: QuerySet[Any],
        columns: Sequence[Given],
        changed: QuerySet[Any] | None,
        mark: str,
        following: Callable[[Mark], str] | None,
    ) -> HttpResponseBase:
        fields, day = [column.name for column in columns], self.sight.today.isoformat()
        if changed is not None:
            self.records = changed.count()
            found = pulls.changes_file(self.resource, rows, changed, self.reading, fields, day)
        else:
            self.records = rows.order_by().count()
            found = pulls.file(self.resource, rows, self.reading, fields, form, day)
        if following is not None:
            found[pulls.HEADER] = following(changes.mark_of(mark))
        return found


class OneRow(Rows):
    """`{resource}/{id}/`."""

    def get(self, request: Any, pk: int) -> HttpResponse:
        """The record, with an ETag that begins with its version."""
        asked = self.asked()
        columns = self.columns(asked)
        version = "version" if "version" in self.resource.by_name else "pk"
        mark = self.visible().filter(pk=pk).values_list(version, flat=True).first()
        if mark is None:
            raise Http404
        data = self.read([pk], columns)[pk]
        self.records = 1
        etag = record_etag(mark, data)
        return not_modified(etag) if etag in etags_of(request) else answer(data, etag=etag)


def record_etag(version: int, data: Json) -> str:
    """The ETag of a record as one reader sees it: its version, and what is shown of it."""
    return f'"{version}-{hashlib.sha256(encoded(data)).hexdigest()[:16]}"'


class Dictionary(Endpoint):
    """`{resource}/describe/`."""

    resource: Resource = RESOURCES["terms"]
    row = "api_reference"

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """Its columns with type, unit, meaning, article; and whether they are personal, and how they are masked."""
        self.asked()
        return answer({"resource": self.resource.key, "columns": describe(self.resource)})
