"""The resources: records of the four kinds, events, organs, terms, as lists by pages and one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase

from casework.api import pages, pulls
from casework.api.base import Endpoint, Json, answer, encoded, etags_of, not_modified
from casework.api.parameters import Asked, Gathered, question_of
from casework.api.problems import Problem
from casework.api.resources import PAGES
from casework.errors import FaultyInput
from casework.exports import paging
from casework.exports.columns import Column, Reading
from casework.exports.resources import RESOURCES, Resource, describe, reading_of
from casework.filters import changes
from casework.filters.asked import read_organ
from casework.filters.cells import lines_of, out_of_reach
from casework.filters.changes import Mark
from casework.filters.events import EventFilters, visible_events
from casework.filters.lists import SCOPE, listed
from casework.filters.sets import FILTERS
from casework.law.names import RecordKind
from casework.models import Event, Organ, Term
from casework.permissions import Reach
from casework.statistics.model import COHORT, OWN
from casework.statistics.records import Listing, listing_of_cell, listing_of_figure

OF_A_NUMBER = ("cell", "figure", "side", "denominator", "from", "to", "as_of", "basis")
"""What asks for the records behind a number of the report."""


class Rows(Endpoint):
    """An address of one resource."""

    resource: Resource = RESOURCES["terms"]
    """Each address is given its own."""
    apart = 0
    """How many of the rows that a number counts belong to records of other organs, which the list does not give."""

    @cached_property
    def reading(self) -> Reading:
        """How its columns are read: names in clear where the reader reads them."""
        return reading_of(self.sight, base=self.request.build_absolute_uri("/").rstrip("/"))

    def columns(self, asked: Asked) -> tuple[Column, ...]:
        """The columns asked for. Raises FaultyInput for an unknown or repeated one."""
        fields = [name.strip() for name in asked["fields"].split(",")] if "fields" in asked else None
        return self.resource.chosen(fields)

    def visible(self) -> QuerySet[Any]:
        """All that the reader may see."""
        model, sight = self.resource.model, self.sight
        if model is Term:
            return Term.objects.all()
        seen: QuerySet[Any]
        if model is Event:
            seen = visible_events(sight)
        elif model is Organ:
            seen = Organ.objects.within(sight.reach)
        else:
            seen = model.objects.visible_to(sight.person, sight.today)
        return seen

    def asked_for(self, asked: Asked) -> QuerySet[Any]:
        """What is asked for of what may be seen; with a number, each record once for each row that is counted.

        Raises Problem and FaultyInput for what cannot be read, Http404 for an organ out of reach.
        """
        if self.resource.kind is None:
            return self._of_reference(asked)
        number = {name: text for name, text in asked.items() if name in OF_A_NUMBER}
        filters = {name: text for name, text in asked.items() if name not in (*OF_A_NUMBER, *NO_FILTER)}
        if not number:
            return self._filtered(self.resource.kind, filters)
        listing, where = self._behind(number | {name: asked[name] for name in SCOPE if name in asked})
        self.apart = out_of_reach(listing, self.sight)
        rows = self._filtered(self.resource.kind, {k: v for k, v in filters.items() if k not in SCOPE})
        return lines_of(rows, listing, self.resource.kind, where=where)

    def _filtered(self, kind: RecordKind, filters: Asked) -> QuerySet[Any]:
        """The records that the filters leave; where one cannot be read, all that cannot are told."""
        try:
            return listed(kind, filters, self.sight)
        except FaultyInput as first:
            data = {name: text for name, text in filters.items() if name in FILTERS[kind].base_filters}
            faults = FILTERS[kind](data, self.visible(), self.sight).faults()
            raise Problem("invalid", faults=list(faults.values()) or [first]) from None

    def _behind(self, number: Asked) -> tuple[Listing, str]:
        """The rows behind a cell or a figure, and which of the two was asked for."""
        if ("cell" in number) == ("figure" in number):
            zh, en = "cell和figure要写一个，只写一个", "Give either a cell or a figure"
            raise FaultyInput(zh, en, where="figure" if "figure" in number else next(iter(number)))
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

    def _of_reference(self, asked: Asked) -> QuerySet[Any]:
        rows = self.visible()
        if self.resource.model is not Event:
            return rows.filter(list=asked["list"]) if "list" in asked else rows
        gathered = Gathered()
        scope = gathered.read(read_organ, asked, self.sight)
        data = {name: asked[name] for name in EventFilters.base_filters if name in asked}
        filters = EventFilters(data, rows, self.sight)
        gathered.faults += filters.faults().values()
        gathered.tell()
        found: QuerySet[Any] = filters.qs
        if scope is None:
            return found
        reach = Reach(under=(scope.organ.path,)) if scope.subtree else Reach(own=frozenset({scope.organ.pk}))
        return found.filter(organ__in=Organ.objects.within(reach).order_by().values("pk"))

    def read(self, ids: Collection[int], columns: Sequence[Column]) -> dict[int, Json]:
        """The columns of records that the reader sees, by id."""
        return paging.read(self.resource, ids, columns, self.reading)

    def taken(
        self, columns: Sequence[Column], order: Sequence[str], rows: QuerySet[Any], many: int
    ) -> list[pages.Taken]:
        """The first so many rows of a list, each with its place in the order: the record's id comes first."""
        places = list(rows.values_list(*order)[:many])
        found = self.read({place[0] for place in places}, columns)
        return [(place, found[place[0]]) for place in places if place[0] in found]


APART = "Out-Of-Reach"
NO_FILTER = frozenset({"cursor", "page_size", "fields", "format", "updated_since"})


class RowList(Rows):
    """`{resource}/`."""

    def get(self, request: Any, **words: Any) -> HttpResponseBase:
        """A page, or the whole list as a file; since a token, what changed."""
        asked = self.asked()
        form, columns = pulls.format_of(asked, self.accepted), self.columns(asked)
        binding = pages.bound_to(self.sight, request.path, asked)
        cursor = pages.read_cursor(asked, binding)
        rows = self.asked_for(asked)
        lined = "line" in rows.query.annotations
        pulls.refuse_misfits(asked, form, lined=lined)
        since = pulls.Since(self.resource, self.sight, self.reading, request.path, asked)
        earlier = since.mark()
        following = since.following if pulls.is_followed(self.resource) and not lined else None
        if following and not cursor.mark:
            cursor = replace(cursor, mark=changes.present().text())
        if form != PAGES:
            found = self._file(form, rows, columns, earlier and since.changed(earlier), cursor.mark, following)
            return self._counted(found)
        if earlier is None:
            order = ("pk", "line") if lined else ("pk",)
            take = partial(self.taken, columns, order)
            page = pages.page_of(rows, asked, cursor, binding, take, order)
        else:
            take = partial(self._changed, rows, columns)
            page = pages.page_of(since.changed(earlier), asked, cursor, binding, take)
        self.records = len(page.rows)
        token = following(changes.mark_of(page.mark)) if following and page.is_last else None
        return self._counted(answer(pages.page_data(request, page, page.rows, token)))

    def _counted(self, found: HttpResponseBase) -> HttpResponseBase:
        """The answer; it says how many rows the number counts beyond those that it gives."""
        if self.apart:
            found[APART] = str(self.apart)
        return found

    def _changed(
        self, rows: QuerySet[Any], columns: Sequence[Column], ordered: QuerySet[Any], many: int
    ) -> list[pages.Taken]:
        """The first so many of what changed: as the list gives it now, else a tombstone."""
        ids = list(ordered.values_list("pk", flat=True)[:many])
        found = self.read(set(rows.filter(pk__in=ids).values_list("pk", flat=True)), columns)
        return [((pk,), found.get(pk) or pulls.tombstone(pk)) for pk in ids]

    def _file(
        self,
        form: str,
        rows: QuerySet[Any],
        columns: Sequence[Column],
        changed: QuerySet[Any] | None,
        mark: str,
        following: Callable[[Mark], str] | None,
    ) -> HttpResponseBase:
        fields, day = [column.name for column in columns], self.sight.today.isoformat()
        if changed is not None:
            self.records = changed.count()
            found = pulls.changes_file(self.resource, rows.order_by("pk"), changed, self.reading, fields, day)
        else:
            self.records = rows.order_by().count()
            ordered = rows.order_by("pk", "line") if "line" in rows.query.annotations else rows.order_by("pk")
            found = pulls.file(self.resource, ordered, self.reading, fields, form, day)
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
