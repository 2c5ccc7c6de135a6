"""The address of a list is its whole state: what is asked, which columns, in which order, from which row on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from casework.errors import CaseworkError, FaultyInput, named
from casework.filters.asked import LONGEST, read
from casework.filters.fields import Day
from casework.filters.lists import filter_names
from casework.filters.paging import Order
from casework.filters.sets import FILTERS
from casework.web.access import Visit
from casework.web.columns import Column
from casework.web.forms.days import parse_day

PLACES = ("after", "before", "format")
"""What says which part of the list is shown, and how; the list itself is the same without."""
CHOSEN, CHOOSING = "column-", "choose"
NEWEST = "-received_on"
FORMATS = ("csv", "xlsx")


@dataclass(frozen=True)
class Address:
    """The address of one list as it was asked for."""

    path: str
    asked: Mapping[str, str]
    columns: tuple[Column, ...]
    order: Order
    sort: str
    wrong: str = ""

    def url(self, **changed: str | None) -> str:
        """The address with these changed (None: left out), from the first row on."""
        kept = {name: value for name, value in self.asked.items() if name not in PLACES}
        said = {name: value for name, value in (kept | changed).items() if value}
        return f"{self.path}?{urlencode(said, safe=':,~')}" if said else self.path

    @property
    def conditions(self) -> dict[str, str]:
        """What is asked of the records, without columns and order."""
        return {name: value for name, value in self.asked.items() if name not in (*PLACES, "columns", "sort")}

    @property
    def query(self) -> str:
        """The query of the list, as a saved view keeps it."""
        return self.url().partition("?")[2]


def parameters(kind: Any, columns: tuple[Column, ...]) -> tuple[str, ...]:
    """All that the address of a list may hold."""
    return (*filter_names(kind), "columns", "sort", *PLACES, CHOOSING, *[CHOSEN + column.key for column in columns])


def read_address(
    request: HttpRequest, visit: Visit, kind: Any, columns: tuple[Column, ...], default: tuple[str, ...]
) -> Address:
    """The address, read strictly. Raises FaultyInput."""
    return address_of(request.GET, request.path, visit, kind, columns, default)


def address_of(
    query: QueryDict, path: str, visit: Visit, kind: Any, columns: tuple[Column, ...], default: tuple[str, ...]
) -> Address:
    """The address of a query: days as they may be typed become ISO, ticked columns their list."""
    asked = read(query, parameters(kind, columns))
    for name, fact in FILTERS[kind].base_filters.items():
        if isinstance(fact, Day) and name in asked:
            asked[name] = _iso(asked[name], name, visit)
    ticked = [column.key for column in columns if asked.pop(CHOSEN + column.key, "")]
    if asked.pop(CHOOSING, "") and ticked:
        asked["columns"] = ",".join(ticked)
    shown = _columns(asked, columns, default)
    if tuple(column.key for column in shown) == default:
        asked.pop("columns", None)
    order, sort = _order(asked, columns)
    if asked.get("format", FORMATS[0]) not in FORMATS:
        raise named("格式", "format", asked["format"], FORMATS, where="format")
    if "after" in asked and "before" in asked:
        raise FaultyInput("after和before只写一个", "Give either after or before", where="after")
    return Address(path, asked, shown, order, sort)


def as_typed(request: HttpRequest, kind: Any, shown: tuple[Column, ...], problem: FaultyInput) -> Address:
    """The address as it stands, unread, so that what was typed can be mended; `wrong` names the faulty field."""
    known = filter_names(kind)
    asked = {name: values[0][:LONGEST] for name, values in request.GET.lists() if name in known and len(values) == 1}
    return Address(request.path, asked, shown, Order("received_on", descending=True), NEWEST, problem.where)


def _iso(text: str, name: str, visit: Visit) -> str:
    try:
        return parse_day(text, visit.today).isoformat()
    except CaseworkError as problem:
        raise FaultyInput(problem.zh, problem.en, where=name) from problem


def _columns(asked: dict[str, str], columns: tuple[Column, ...], default: tuple[str, ...]) -> tuple[Column, ...]:
    known = {column.key: column for column in columns}
    chosen = asked["columns"].split(",") if "columns" in asked else list(default)
    for key in chosen:
        if key not in known:
            raise named("列", "column", key, known, where="columns")
    number = [key for key in known if key == "number"]
    return tuple(known[key] for key in dict.fromkeys([*number, *chosen]))


def _order(asked: dict[str, str], columns: tuple[Column, ...]) -> tuple[Order, str]:
    sortable = {column.key: column.sort for column in columns if column.sort}
    if asked.get("sort") == NEWEST:
        del asked["sort"]
    sort = asked.get("sort", NEWEST)
    key = sort.removeprefix("-")
    if key not in sortable:
        raise named("排序的列", "column to sort by", key, sortable, where="sort")
    return Order(sortable[key], descending=sort.startswith("-")), sort


def clean(request: HttpRequest, address: Address) -> bool:
    """Whether the address stands as it is written; a form sends empty fields along, which are left out."""
    return {name: values[0] for name, values in request.GET.lists() if len(values) == 1} == dict(address.asked)
