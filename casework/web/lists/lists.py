"""The lists of records: search, filters, columns, order, pages, files; the address is the whole state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from casework.actions.many import MOST, acts_for_many
from casework.choices import act_label
from casework.errors import FaultyInput
from casework.exports.register import register
from casework.exports.resources import reading_of
from casework.exports.rows import Telling, Value, csv_lines, workbook
from casework.filters import lists
from casework.filters.paging import MOST_COUNTED, Paged
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Litigation
from casework.statistics.words.numbers import number_words
from casework.web.exports.asking import is_long, later
from casework.web.lists import saved
from casework.web.lists.address import PLACES, REGISTER, Address, address_of, as_typed, clean, may_sort, read_address
from casework.web.lists.columns import LISTABLE, ListColumn, Look, giving_way
from casework.web.lists.filter_words import page_sentence
from casework.web.lists.form import chips_of, form_of
from casework.web.shell.access import Visit
from casework.web.shell.pages import page

PAGE_ROWS = 50
CHUNK = 1000


def listing(request: HttpRequest, visit: Visit, kind: RecordKind) -> HttpResponseBase:
    """`/reconsiderations/`, `/litigations/`, `/mediations/`, `/ledger/`; `format` gives all of it as a file."""
    try:
        return _asked(request, visit, kind)
    except Http404:
        organ = request.GET.get("organ", "")
        return _to_mend(
            request,
            visit,
            kind,
            FaultyInput(
                f"没有机关「{organ}」，或者不在你的范围内",
                f"There is no organ {organ!r}, or it is out of your reach",
                where="organ",
            ),
        )
    except FaultyInput as problem:
        if problem.where not in lists.filter_names(kind):
            raise
        return _to_mend(request, visit, kind, problem)


def _asked(request: HttpRequest, visit: Visit, kind: RecordKind) -> HttpResponseBase:
    address = read_address(request, visit, kind)
    if not clean(request, address):
        return redirect(address.url(**{place: address.asked.get(place) for place in PLACES}))
    rows = lists.listed(kind, dict(address.asked), visit)
    if "format" in address.asked:
        return _file(visit, kind, rows, address)
    many = partial(lists.listed, kind, dict(address.asked), visit, in_order=True)
    return listed_page(request, visit, kind, rows, address, many)


def listed_page(
    request: HttpRequest,
    visit: Visit,
    kind: RecordKind,
    rows: Any,
    address: Address | None = None,
    many: Callable[[], Any] | None = None,
) -> HttpResponse:
    """One page of these rows, as the address asks for it; `many` gives them once more if they are very many."""
    address = address or read_address(request, visit, kind)
    look = Look(visit)
    needed = partial(_with_needs, address=address, look=look)
    paged = Paged(needed(rows), address.order, PAGE_ROWS, many and (lambda: needed(many())))
    part = paged.part(address.asked.get("after", ""), address.asked.get("before", ""))
    shown = giving_way(address.columns)
    for_many = _for_many(kind, visit, paged.count, len(part.records))
    ticks = bool(for_many["acts_for_many"])
    context = {
        **_titles(kind, visit),
        "address": address,
        "chips": chips_of(kind, address, visit),
        "heads": [_head(column, address, visit) for column in shown],
        "rows": mark_safe("\n".join(row_html(record, shown, look, ticks=ticks) for record in part.records)),  # noqa: S308  # each cell escapes what it says
        "count": number_words(min(paged.count, MOST_COUNTED)),
        "is_more": paged.count > MOST_COUNTED,
        "is_empty": not part.records,
        "masked": not all(look.clear(record) for record in part.records),
        "may_begin": visit.may("logging"),
        "first": address.url() if "after" in address.asked or "before" in address.asked else "",
        "previous": address.url(before=part.previous) if part.previous else "",
        "following": address.url(after=part.following) if part.following else "",
        **for_many,
        **_tools(kind, visit, address),
        **saved.context(kind, address, visit),
    }
    return page(request, "lists/list.html", context)


def _for_many(kind: RecordKind, visit: Visit, count: int, shown: int) -> dict[str, Any]:
    """The acts that who logs may do to the ticked rows, and whether to all of a list that fills more than a page."""
    acts = acts_for_many(kind) if visit.may("logging") else ()
    return {
        "acts_for_many": [(act.value, act_label(act, kind, visit.language)) for act in acts],
        "many_url": reverse(f"{KINDS[kind].model.page}_many") if acts else "",
        "all_of_list": shown < count <= MOST,
    }


def _titles(kind: RecordKind, visit: Visit) -> dict[str, str]:
    """What the list is called, where it stands, and where a record of it is begun."""
    of, language = KINDS[kind], visit.language
    return {
        "what": of.place,
        "title": of.title.of(language),
        "begin": of.begin.of(language),
        "new": f"{reverse(of.place)}new/",
    }


def _to_mend(request: HttpRequest, visit: Visit, kind: RecordKind, problem: FaultyInput) -> HttpResponse:
    """The form with what was typed, the field marked, the problem above."""
    address = as_typed(request, kind, problem)
    tools = _tools(kind, visit, address)
    context = {
        **_titles(kind, visit),
        "address": address,
        "problem": page_sentence(problem, visit.language, kind),
        "more_open": any(field.wrong for field in tools["more"]),
        "may_begin": visit.may("logging"),
        **tools,
        **saved.context(kind, address, visit),
    }
    return page(request, "lists/list.html", context, status=400)


def _tools(kind: RecordKind, visit: Visit, address: Address) -> dict[str, Any]:
    """The form of the filters, and what is done with the whole list."""
    main, more = form_of(kind, address, visit)
    return {
        "main": main,
        "more": more,
        "may_subtree": bool(visit.reach.under or visit.reach.everything),
        "choices": [(column.key, column.title, column in address.columns) for column in LISTABLE[kind]],
        "kept": {name: value for name, value in address.asked.items() if name not in (*PLACES, "columns")},
        "kept_by_filters": {name: value for name, value in address.asked.items() if name in BESIDE_FILTERS},
        "density": getattr(visit.person, "density", "normal"),
        "densities": DENSITIES,
        "csv": address.url(format="csv"),
        "xlsx": address.url(format="xlsx"),
        "register": address.url(format=REGISTER),
    }


BESIDE_FILTERS = (*lists.OF_A_CELL, "columns", "sort")
"""What stays as it is when other filters are chosen: a table's cell, columns, order."""
DENSITIES = (("compact", _("compact")), ("normal", _("normal")), ("wide", _("wide")))


def row_html(record: Any, shown: tuple[ListColumn, ...], look: Look, *, ticks: bool = False) -> str:
    """A record as a row: written here and not by the template, which takes three times as long."""
    tick = TICK.format(pk=record.pk, number=escape(str(record))) if ticks else ""
    return f"<tr>{tick}{''.join(column.cell(record, look) for column in shown)}</tr>"


TICK = (
    '<td class="tick"><input type="checkbox" form="many" name="record" value="{pk}" aria-label="{number}" data-tick>'
    "</td>"
)
"""The box of a row."""


def _head(column: ListColumn, address: Address, visit: Visit) -> dict[str, str]:
    """The heading, the address that sorts by it, and how it sorts now."""
    found = {"title": column.title, "css": column.css, "url": "", "sort": ""}
    if may_sort(column, visit):
        up, down = column.key, f"-{column.key}"
        found["url"] = address.url(sort=down if address.sort == up else up)
        found["sort"] = {up: "ascending", down: "descending"}.get(address.sort, "")
    return found


def _with_needs(rows: Any, address: Address, look: Look) -> Any:
    needs = list(dict.fromkeys(need for column in address.columns for need in column.needs))
    if rows.model is Litigation and not look.all_clear and "defendants" not in needs:
        needs.append("defendants")
    return rows.select_related("organ").prefetch_related(*needs).defer("search_text", "search_guarded")


# ---- Files ----


def _file(visit: Visit, kind: RecordKind, rows: Any, address: Address) -> HttpResponseBase:
    """What the page shows, from the first row to the last; a workbook of very many is made outside the request."""
    form = address.asked["format"]
    name = f"{KINDS[kind].place}-{visit.today.isoformat()}.{form.replace(REGISTER, 'xlsx')}"
    if form == "csv":
        heads = [column.title for column in address.columns]
        lines = csv_lines(heads, _values(address.order.of(rows), address, visit))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
    if is_long(rows):
        query, many = address.url(format=form).partition("?")[2], 0 if form == REGISTER else rows.order_by().count()
        return later(visit, KINDS[kind].place, query, name, many)
    return FileResponse(_workbook(visit, kind, rows, address, Telling()), as_attachment=True, filename=name)


def exported(kind: RecordKind, visit: Visit, query: QueryDict, telling: Telling) -> IO[bytes]:
    """The workbook that a query of a list asks for, in a temporary file; `telling` is told of its rows.

    Raises FaultyInput, Http404.
    """
    address = address_of(query, reverse(KINDS[kind].place), visit, kind)
    return _workbook(visit, kind, lists.listed(kind, dict(address.asked), visit), address, telling)


def _workbook(visit: Visit, kind: RecordKind, rows: Any, address: Address, telling: Telling) -> IO[bytes]:
    """The columns of the page in its order, or the whole register."""
    found = address.order.of(rows)
    if address.asked["format"] == REGISTER:
        return register(kind, found, reading_of(visit), visit.reference, visit.language, telling)
    heads = [column.title for column in address.columns]
    return workbook(heads, telling(_values(found, address, visit)), KINDS[kind].title.of(visit.language)[:31])


def _values(rows: Any, address: Address, visit: Visit) -> Iterator[list[Value]]:
    """Row after row, read in chunks; the answer may be written after the request has left its language."""
    look = Look(visit)
    for record in _with_needs(rows, address, look).iterator(chunk_size=CHUNK):
        with translation.override(look.language):
            values = [column.value(record, look) for column in address.columns]
        yield values
