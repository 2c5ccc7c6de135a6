"""Pages of a list by cursor: in the order of ids, so that what others write meanwhile neither shifts nor repeats a row.

In the order of another column, where one is asked for, a record that is changed meanwhile may move.

A cursor is signed, bound to who asks and to what was asked, and runs out after a day. It also carries the mark of the
moment at which its first page was read, from which the pull after this one has to begin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import Q, QuerySet

from casework.api.access.token_reader import Asking
from casework.api.parameters import Asked, Parameter
from casework.api.problems import Problem
from casework.errors import FaultyInput
from casework.filters.asked import read_number

SALT = "casework.api.cursor"
VALID_SECONDS = 24 * 60 * 60
MOST, DEFAULT = 1000, 100
NOT_ASKED = frozenset({"cursor", "page_size"})

PARAMETERS = (
    Parameter(
        "cursor",
        {"type": "string", "maxLength": 2000},
        "页标，取自next或previous",
        "Mark of a page, from `next` or `previous`",
    ),
    Parameter(
        "page_size",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT},
        "每页条数",
        "Records on a page",
    ),
)


Place = tuple[int, ...] | str
"""Where a row stands: its ids, or its mark in the order of a column."""


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after a row (before it, backwards), and the mark of the first page."""

    after: Place = ()
    backwards: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Page:
    """One page: its rows in order, and the cursors beside it (None where there is no page)."""

    rows: list[Any]
    following: str | None
    previous: str | None
    mark: str

    @property
    def is_last(self) -> bool:
        """Whether nothing comes after it."""
        return self.following is None


def bound_to(sight: Asking, path: str, asked: Asked) -> str:
    """What a cursor is bound to: who asks, which list, and the whole question but for the place in it."""
    said = sorted((name, value) for name, value in asked.items() if name not in NOT_ASKED)
    return hashlib.sha256(repr((sight.known_as, path, said)).encode()).hexdigest()[:32]


def read_cursor(asked: Asked, binding: str) -> Cursor:
    """The cursor asked for. Raises Problem for a forged, expired or foreign one."""
    if "cursor" not in asked:
        return Cursor()
    try:
        bound, after, backwards, mark = signing.loads(asked["cursor"], salt=SALT, max_age=VALID_SECONDS)
    except signing.SignatureExpired:
        raise _refused("过期了", "has expired") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise _refused("不是这里给出的", "was not given here") from None
    if bound != binding:
        raise _refused("属于另一个令牌或另一个问题", "belongs to another token or another question")
    return Cursor(after if isinstance(after, str) else tuple(after), bool(backwards), str(mark))


def _refused(zh: str, en: str) -> Problem:
    fault = FaultyInput(
        f"页标cursor{zh}：从第一页重新开始", f"The cursor {en}: begin at the first page again", where="cursor"
    )
    return Problem("invalid", faults=[fault])


def write_cursor(cursor: Cursor, binding: str) -> str:
    """The cursor as it stands in an address."""
    return signing.dumps([binding, cursor.after, cursor.backwards, cursor.mark], salt=SALT)


def page_size(asked: Asked) -> int:
    """How many rows a page has. Raises FaultyInput."""
    return read_number(asked.get("page_size", str(DEFAULT)), "page_size", 1, MOST)


Taken = tuple[Place, Any]
"""A row with its place in the order."""


class Ids(NamedTuple):
    """The order of one or two whole-number columns, the last of which is unique."""

    columns: tuple[str, ...] = ("pk",)

    def of(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """The rows in this order, or in the reverse."""
        sign = "-" if backwards else ""
        return rows.order_by(*[f"{sign}{column}" for column in self.columns])

    def beyond(self, _rows: QuerySet[Any], after: Any, *, backwards: bool = False) -> Q:
        """What comes after a row; the first column's bound stands by itself, so that an index leads to it."""
        than = "lt" if backwards else "gt"
        if len(self.columns) == 1:
            return Q(**{f"{self.columns[0]}__{than}": after[0]})
        (first, second), (a, b) = self.columns, after
        return Q(**{f"{first}__{than}e": a}) & (Q(**{f"{first}__{than}": a}) | Q(**{f"{second}__{than}": b}))


BY_ID = Ids()


def page_of(
    rows: QuerySet[Any],
    asked: Asked,
    cursor: Cursor,
    binding: str,
    take: Callable[[QuerySet[Any], int], list[Taken]],
    order: Any = BY_ID,
) -> Page:
    """The page of a list in its order, Ids or Order; `take` reads so many rows of it, each with its place."""
    size, backwards = page_size(asked), cursor.backwards
    if cursor.after:
        rows = rows.filter(order.beyond(rows, cursor.after, backwards=backwards))
    found = take(order.of(rows, backwards=backwards), size + 1)
    is_more, shown = len(found) > size, found[:size][:: -1 if backwards else 1]

    def mark(taken: Taken, *, back: bool) -> str:
        return write_cursor(Cursor(taken[0], back, cursor.mark), binding)

    following = mark(shown[-1], back=False) if shown and (is_more or backwards) else None
    previous = mark(shown[0], back=True) if shown and (is_more if backwards else bool(cursor.after)) else None
    return Page([row for _place, row in shown], following, previous, cursor.mark)


def of_models(endpoint: Any, rows: QuerySet[Any], told: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """The page that an address is asked for of rows of a model, each as `told` gives it. Raises Problem."""
    asked, request = endpoint.asked(), endpoint.request
    binding = bound_to(endpoint.sight, request.path, asked)
    cursor = read_cursor(asked, binding)
    page = page_of(rows, asked, cursor, binding, lambda some, many: [((row.pk,), row) for row in some[:many]])
    endpoint.records = len(page.rows)
    return page_data(request, page, [told(row) for row in page.rows])


def page_data(request: Any, page: Page, results: list[Any], since: str | None = None, **more: Any) -> dict[str, Any]:
    """A page as it is given."""
    return {
        **more,
        "next": _address(request, page.following),
        "previous": _address(request, page.previous),
        "results": results,
        "updated_since": since,
    }


def _address(request: Any, cursor: str | None) -> str | None:
    """The address of this list at a cursor."""
    if cursor is None:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor
    return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))
