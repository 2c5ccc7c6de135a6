"""The records behind a number, and what the number is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import IO, Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.errors import FaultyInput
from casework.exports.grids import Grid
from casework.exports.rows import Telling
from casework.kinds import KINDS
from casework.models import LedgerEntry, LedgerQuantity, Litigation
from casework.statistics.counting.rates import rounded
from casework.statistics.datasets import QUANTITIES
from casework.statistics.ledger import LedgerFold, quantity_keys, rate_keys
from casework.statistics.model import COHORT, OWN
from casework.statistics.records import LINES, Listing, listing_of_cell, listing_of_figure
from casework.statistics.words.definitions import chapter_of
from casework.statistics.words.numbers import number_words
from casework.statistics.words.words import unit_words
from casework.web.exports.asking import is_long, later
from casework.web.shell.access import Visit
from casework.web.shell.asked import FORMAT, Question, read, read_asked, read_number, read_page
from casework.web.statistics.behind.grouped import OF_A_GROUP, in_group
from casework.web.statistics.behind.lines import ListedRecord, columns_of, grid_of_lines, line_of, out_of_reach
from casework.web.statistics.frame.around import facts_of
from casework.web.statistics.frame.described import Described, basis_words, describe_cell, describe_figure
from casework.web.statistics.frame.paper import FORMATS, answer, data_of, file_name, said_of

OF_A_NUMBER = ("cell", "figure", "side", "denominator", *OF_A_GROUP)
PARAMETERS = ("organ", "from", "to", "as_of", "subtree", "basis", *OF_A_NUMBER, "page")
PAGE_ROWS = 100


class Behind(NamedTuple):
    """What an address asks for: the list, the words of its number, its rows in order, and the title of its file."""

    question: Question
    listing: Listing
    described: Described
    rows: QuerySet[Any]

    @property
    def title(self) -> str:
        """The number in words."""
        return " · ".join(self.described.parts)


def records(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/records/`: the list that a number of a table or a figure opens; a long file is made elsewhere."""
    asked = read_page(request, PARAMETERS, visit)
    behind = _behind(asked, visit)
    if asked.get(FORMAT) in FORMATS and is_long(behind.rows):
        return _later(asked, behind, visit)
    context, grid = _told(asked, behind, visit, Telling())
    return answer(request, asked, "statistics/records.html", context, [grid])


def exported(visit: Visit, query: QueryDict, telling: Telling) -> IO[bytes]:
    """The file that a query of this page asks for; `telling` is told of its rows. Raises FaultyInput, Http404."""
    asked = read(query, (*PARAMETERS, FORMAT))
    _context, grid = _told(asked, _behind(asked, visit), visit, telling)
    return io.BytesIO(data_of(asked[FORMAT], [grid]))


def _later(asked: dict[str, str], behind: Behind, visit: Visit) -> HttpResponseBase:
    facts = facts_of(behind.question, visit)
    name = file_name(facts, [Grid(behind.title, "", (), ())])
    return later(visit, "statistics_records", urlencode(asked), f"{name}.{asked[FORMAT]}", behind.rows.count())


def _behind(asked: dict[str, str], visit: Visit) -> Behind:
    question = read_asked(asked, visit)
    listing, described = in_group(*listed(asked, question, visit), asked, question, visit)
    return Behind(question, listing, described, ordered(listing))


def _told(asked: dict[str, str], behind: Behind, visit: Visit, telling: Telling) -> tuple[dict[str, Any], Grid]:
    """What the page says, and its lines as data: all of them for a file, else those of the page asked for."""
    question, listing, described, whole = behind
    shown = one_page(whole, {} if FORMAT in asked else asked, max(whole.count(), 1) if FORMAT in asked else PAGE_ROWS)
    context = {
        "described": described,
        "basis": basis_words(described.basis, visit.language),
        **facts_of(question, visit),
        **amounts(listing, described, question, shown.paginator.count, visit.language),
        "lines": lines_of(list(shown.object_list), listing, visit, telling),
        "columns": columns_of(listing),
        "shown": shown,
        "query": question.query(**{key: asked[key] for key in OF_A_NUMBER if key in asked}),
        "in_list": list_of(asked, question, listing),
    }
    key = asked.get("cell", asked.get("figure", ""))
    context["page_name"] = key
    context["defined_in"] = chapter_of(key if "cell" in asked else f"figure.{key}")
    context["back"] = next(
        (way for way in context["tables"] if "cell" in asked and way.name == key.split(".")[0]), None
    )
    return context, grid_of_lines(
        behind.title, context["lines"], context["columns"], said_of(context, context["basis"])
    )


def list_of(asked: dict[str, str], question: Question, listing: Listing) -> str:
    """The address of the list of records with the cell as its condition; none for a figure."""
    if "cell" not in asked:
        return ""
    return f"{reverse(KINDS[listing.base.kind].place)}?{question.query(cell=asked['cell'])}"


def listed(asked: dict[str, str], question: Question, visit: Visit) -> tuple[Listing, Described]:
    """The list asked for, and the words of its number. Raises FaultyInput."""
    if ("cell" in asked) == ("figure" in asked):
        raise FaultyInput("cell和figure要写一个，只写一个", "Give either a cell or a figure", where="cell")
    vocabulary, language = visit.reference.vocabulary, visit.language
    if "cell" in asked:
        for name in (name for name in ("side", "denominator") if name in asked):
            raise FaultyInput(f"{name}只用于figure", f"{name} goes with figure", where=name)
        found = listing_of_cell(asked["cell"], question.scope, question.window, vocabulary, question.basis)
        return found, describe_cell(asked["cell"], vocabulary, question.window, question.basis, language)
    basis = COHORT if question.basis == COHORT else OWN
    if basis == COHORT and asked["figure"].startswith("indicator."):
        raise FaultyInput("质量指标只按审结计", "Quality indicators count by conclusion alone", where="basis")
    side = asked.get("side", "numerator")
    key, other = asked["figure"], asked.get("denominator", "")
    found = listing_of_figure(key, question.scope, question.window, basis, side, denominator=other)
    return found, describe_figure(key, basis, side, language, other)


def lines_of(
    rows: list[Any], listing: Listing, visit: Visit, telling: Callable[[list[Any]], Iterable[Any]] = iter
) -> list[ListedRecord]:
    """A line for each row: one that another organ keeps counts too, and says no more than that it does."""
    few = len(rows) <= PAGE_ROWS  # a file asks for the list itself: a database takes so many numbers and no more
    ids = [row.pk for row in rows] if few else listing.queryset.order_by().values("pk")
    here = listing.queryset.model._default_manager.filter(pk__in=ids)
    seen = set(visible(here, visit).values_list("pk", flat=True))
    return [line_of(row, listing, visit) if row.pk in seen else out_of_reach() for row in telling(rows)]


def visible(queryset: QuerySet[Any], visit: Visit) -> QuerySet[Any]:
    """The rows of records that the person may see."""
    if queryset.model is LedgerQuantity:
        entries = LedgerEntry.objects.visible_to(visit.reach).order_by().values("pk")
        return queryset.filter(entry__in=entries)
    seen: QuerySet[Any] = queryset.visible_to(visit.reach)  # type: ignore[attr-defined]  # ours all have it
    return seen


ORDER: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("entries", "letters"), ("on", "pk")),
    "quantities": ("entry__received_on", "pk"),
}


def ordered(listing: Listing) -> QuerySet[Any]:
    """The list by date, with all that its lines show."""
    if listing.queryset.model is Litigation:
        return listing.queryset.select_related("organ").order_by("received_on", "pk")
    related, _of_row = LINES[listing.base.name]
    order = ORDER.get(listing.base.name, ("received_on", "pk"))
    return listing.queryset.select_related(*related).order_by(*order)


def one_page(queryset: QuerySet[Any] | Sequence[Any], asked: dict[str, str], rows: int) -> Page[Any]:
    """The page asked for. Raises FaultyInput for one that does not exist."""
    paginator = Paginator(queryset, rows)
    return paginator.page(read_number(asked.get("page", "1"), "page", 1, paginator.num_pages))


def amounts(listing: Listing, described: Described, question: Question, count: int, language: str) -> dict[str, Any]:
    """How many records there are, and the sum, mean or other value where the number is one."""
    said: dict[str, Any] = {"count": number_words(count), "count_unit": unit_words(listing.base.unit, language)}
    if described.key.startswith("ledger."):
        value = ledger_value(described, question)
        unit = unit_words(listing.unit, language, described.key) if listing.unit != "entry" else ""
        return said | {"made": _made(described.how), "value": number_words(value), "value_unit": unit}
    total = listing.total()
    if total is None:
        return said
    found: Decimal | int | None = total
    if described.how == "mean":
        found = rounded(total / count) if count else None
    elif described.how == "median":
        found = listing.median()
    unit = unit_words(listing.unit, language)
    return said | {"made": _made(described.how), "value": number_words(found, listing.unit), "value_unit": unit}


def _made(how: str) -> str:
    return {"sum": _("Sum"), "mean": _("Mean"), "median": _("Median")}.get(how, _("Value"))


def ledger_value(described: Described, question: Question) -> Decimal | None:
    """A quantity of the work ledger as its kind adds it up, or one side of a rate."""
    fold = LedgerFold(QUANTITIES.scan(QUANTITIES, question.scope, question.window))
    name = described.key.removeprefix("ledger.")
    if name in quantity_keys():
        return fold.added(*quantity_keys()[name]).value
    kind, rate = rate_keys()[name]
    return fold.side(kind, rate.denominator if described.side == "denominator" else rate.numerator)[0]
