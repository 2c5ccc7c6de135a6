"""The address of a list is its whole state: what is asked, which columns, in which order, from which row on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from casework.errors import CaseworkError, FaultyInput, named
from casework.filters.asked import LONGEST, read
from casework.filters.fields import Day, Secret
from casework.filters.hidden import hidden, is_hidden, parted
from casework.filters.lists import filter_names
from casework.filters.masked import is_open
from casework.filters.paging import Order
from casework.filters.sets import FILTERS
from casework.law.names import RecordKind
from casework.web.entry.forms.days import parse_day
from casework.web.lists.columns import LISTABLE, ListColumn, shown_first
from casework.web.shell.access import Visit

PLACES = ("after", "before", "format")
"""What says which part of the list is shown, and how; the list itself is the same without."""
CHOSEN, CHOOSING = "column-", "choose"
KEPT = ".kept"
NEWEST = "-received_on"
REGISTER = "register"
FORMATS = ("csv", "xlsx", REGISTER)


@dataclass(frozen=True)
class Address:
    """The address of one list as it was asked for."""

    path: str
    asked: Mapping[str, str]
    columns: tuple[ListColumn, ...]
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
    def words(self) -> str:
        """The words that are searched for, as their field shows them."""
        return "" if is_hidden(self.asked.get("q", "")) else self.asked.get("q", "")

    @property
    def query(self) -> str:
        """The query of the list, as a saved view keeps it."""
        return self.url().partition("?")[2]


def parameters(kind: RecordKind, columns: tuple[ListColumn, ...]) -> tuple[str, ...]:
    """All that the address of a list may hold."""
    return (*filter_names(kind), "columns", "sort", *PLACES, CHOOSING, *[CHOSEN + column.key for column in columns])


def read_address(request: HttpRequest, visit: Visit, kind: RecordKind) -> Address:
    """The address, read strictly, or what a form sends to become one. Raises FaultyInput."""
    return address_of(query_of(request), request.path, visit, kind)


def query_of(request: HttpRequest) -> QueryDict:
    """What is asked: the query of the address, or the fields of the form, which is sent so that none stands in it.

    A hidden value is no text of its field; the form sends it beside, and an empty field leaves it as it is.
    """
    if request.method != "POST":
        return request.GET
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    for name in [name for name in sent if name.endswith(KEPT)]:
        value, field = sent.pop(name)[-1], name.removesuffix(KEPT)
        sent[field] = sent.get(field) or value
    return sent


def address_of(query: QueryDict, path: str, visit: Visit, kind: RecordKind) -> Address:
    """The address of a query: days as they may be typed become ISO, ticked columns their list."""
    columns, default = LISTABLE[kind], shown_first(kind, visit)
    asked = read(query, parameters(kind, columns))
    _write_as_it_stands(asked, kind, visit)
    ticked = [column.key for column in columns if asked.pop(CHOSEN + column.key, "")]
    if asked.pop(CHOOSING, "") and ticked:
        asked["columns"] = ",".join(ticked)
    shown = _columns(asked, columns, default)
    if tuple(column.key for column in shown) == default:
        asked.pop("columns", None)
    order, sort = _order(asked, [column for column in columns if may_sort(column, visit)])
    if asked.get("format", FORMATS[0]) not in FORMATS:
        raise named("格式", "format", asked["format"], FORMATS, where="format")
    if "after" in asked and "before" in asked:
        raise FaultyInput("after和before只写一个", "Give either after or before", where="after")
    return Address(path, asked, shown, order, sort)


def _write_as_it_stands(asked: dict[str, str], kind: RecordKind, visit: Visit) -> None:
    """Days as ISO, identity numbers and telephones hidden."""
    filters = FILTERS[kind].base_filters
    for name, text in asked.items():
        fact = filters.get(name)
        if isinstance(fact, Day):
            asked[name] = _iso(text, fact, visit)
        elif isinstance(fact, Secret) or (name == "q" and parted(text)[0]):
            asked[name] = hidden(text)


def as_typed(request: HttpRequest, kind: RecordKind, problem: FaultyInput) -> Address:
    """The address as it stands, unread, so that what was typed can be mended; `wrong` names the faulty field."""
    known = filter_names(kind)
    asked = {
        name: values[0][:LONGEST] for name, values in query_of(request).lists() if name in known and len(values) == 1
    }
    return Address(request.path, asked, LISTABLE[kind], Order("received_on", descending=True), NEWEST, problem.where)


def _iso(text: str, fact: Day, visit: Visit) -> str:
    try:
        return parse_day(text, visit.today, ahead=fact.ahead).isoformat()
    except CaseworkError as problem:
        raise FaultyInput(problem.zh, problem.en, where=fact.name) from problem


def _columns(
    asked: dict[str, str], columns: tuple[ListColumn, ...], default: tuple[str, ...]
) -> tuple[ListColumn, ...]:
    known = {column.key: column for column in columns}
    chosen = asked["columns"].split(",") if "columns" in asked else list(default)
    for key in chosen:
        if key not in known:
            raise named("列", "column", key, known, where="columns")
    number = [key for key in known if key == "number"]
    return tuple(known[key] for key in dict.fromkeys([*number, *chosen]))


def may_sort(column: ListColumn, visit: Visit) -> bool:
    """Whether a list may be ordered by a column: what the reader may not read orders nothing."""
    return bool(column.sort) and (is_open(column.sort) or visit.names == visit.reach)


def _order(asked: dict[str, str], columns: Iterable[ListColumn]) -> tuple[Order, str]:
    sortable = {column.key: column.sort for column in columns}
    if asked.get("sort") == NEWEST:
        del asked["sort"]
    sort = asked.get("sort", NEWEST)
    key = sort.removeprefix("-")
    if key not in sortable:
        raise named("排序的列", "column to sort by", key, sortable, where="sort")
    return Order(sortable[key], descending=sort.startswith("-")), sort


def clean(request: HttpRequest, address: Address) -> bool:
    """Whether the address stands as it is written; a form sends empty fields along, which are left out."""
    return request.method != "POST" and {
        name: values[0] for name, values in request.GET.lists() if len(values) == 1
    } == dict(address.asked)
