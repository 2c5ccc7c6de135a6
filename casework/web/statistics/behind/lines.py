"""The lines of the list behind a number: the fields of `records --format json`, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from casework.exports.grids import Grid
from casework.exports.rows import Value
from casework.law.names import RecordKind
from casework.law.words.languages import is_chinese
from casework.models import CaseEntry, LedgerQuantity, Litigation
from casework.reference import ledger_kinds
from casework.statistics.records import LINES, Listing
from casework.statistics.words.numbers import number_words
from casework.statistics.words.words import unit_words
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words, ended_words
from casework.web.shell.states import Badge, badge_of


def columns_of(listing: Listing) -> dict[str, bool]:
    """Which columns the list has beside number, organ, day of receipt and state."""
    model = listing.queryset.model
    kind = listing.base.kind
    return {
        "accepted": kind is RecordKind.RECONSIDERATION,
        "ended": kind is not RecordKind.LEDGER and model is not Litigation,
        "entry": model is CaseEntry,
        "what": model is LedgerQuantity,
        "value": bool(listing.summed) or model is LedgerQuantity,
    }


@dataclass(frozen=True)
class ListedRecord:
    """One line of the list."""

    number: str
    url: str
    organ: str
    received: str
    accepted: str
    ended: str
    state: Badge
    outcome: str
    what: str
    entry: str
    value: str
    days: dict[str, date | None] = field(default_factory=dict)
    amount: Decimal | int | None = None


def grid_of_lines(title: str, lines: list[ListedRecord], columns: dict[str, bool], said: list[str]) -> Grid:
    """The records of a list as data, in the columns that the page shows."""
    heads = [_("Number"), _("Organ")]
    heads += [_("Quantity")] * columns["what"] + [_("Entry of")] * columns["entry"] + [_("Received")]
    heads += [_("Accepted")] * columns["accepted"] + [_("Ended"), _("Outcome")] * columns["ended"]
    heads += [_("State")] + [_("Value")] * columns["value"]
    rows: list[list[Value]] = []
    for line in lines:
        row: list[Value] = [line.number, line.organ]
        row += [line.what] * columns["what"] + [line.days["entry"]] * columns["entry"] + [line.days["received"]]
        row += [line.days["accepted"]] * columns["accepted"] + [line.days["ended"], line.outcome] * columns["ended"]
        rows.append([*row, line.state.word, *[line.amount] * columns["value"]])
    return Grid(title, title, heads, rows, said)


def out_of_reach() -> ListedRecord:
    """The line of a record that another organ keeps: it counts, and nothing of it is told."""
    said = _("kept by another organ, out of your reach")
    return ListedRecord(said, "", "", "", "", "", Badge("", ""), "", "", "", "", dict.fromkeys((*DAYS, "entry")))


def line_of(row: Any, listing: Listing, visit: Visit) -> ListedRecord:
    """A row of the base set, or a dispute, as a line."""
    language, kind = visit.language, listing.base.kind
    data = _dispute(row) if isinstance(row, Litigation) else LINES[listing.base.name][1](row)
    days = {name: data[key] for name, key in DAYS.items()}
    return ListedRecord(
        number=data["number"] or f"#{data['id']}",
        url=data["url"],
        organ=data["organ"],
        received=_day(data["received_on"], language),
        accepted=_day(data["accepted_on"], language),
        ended=_day(data["concluded_on"], language),
        state=badge_of(kind, data["state"], language),
        outcome=ended_words(kind, data["outcome"] or "", visit.reference.vocabulary, language),
        what=_quantity(row, language) if isinstance(row, LedgerQuantity) else "",
        entry=day_words(row.on, language) if isinstance(row, CaseEntry) else "",
        value=_value(row, listing),
        days={name: date.fromisoformat(day) if day else None for name, day in days.items()}
        | {"entry": row.on if isinstance(row, CaseEntry) else None},
        amount=_amount(row, listing),
    )


DAYS = {"received": "received_on", "accepted": "accepted_on", "ended": "concluded_on"}


def _amount(row: Any, listing: Listing) -> Decimal | int | None:
    if isinstance(row, LedgerQuantity):
        return row.value
    return listing.value_of(row) if listing.summed else None


def _value(row: Any, listing: Listing) -> str:
    """What a sum adds; every quantity of the ledger has its value."""
    if isinstance(row, LedgerQuantity):
        return number_words(row.value, "yuan" if listing.unit == "yuan" else "")
    return number_words(listing.value_of(row), "yuan" if listing.unit == "yuan" else "") if listing.summed else ""


def _day(iso: str | None, language: str) -> str:
    return day_words(date.fromisoformat(iso) if iso else None, language)


def _dispute(suit: Litigation) -> dict[str, Any]:
    return {
        "id": suit.pk,
        "number": suit.number,
        "url": suit.get_absolute_url(),
        "organ": suit.organ.name,
        "received_on": suit.received_on.isoformat(),
        "accepted_on": None,
        "concluded_on": None,
        "state": suit.state,
        "outcome": None,
    }


def _quantity(row: LedgerQuantity, language: str) -> str:
    kind = ledger_kinds().get(row.entry.entry_kind)
    quantity = kind.quantities.get(row.quantity) if kind is not None else None
    if kind is None or quantity is None:
        return f"{row.entry.entry_kind}: {row.quantity}"
    unit = unit_words(quantity.unit, language, f"ledger.{kind.code}.{quantity.code}")
    if is_chinese(language):
        return f"{kind.zh}：{quantity.zh}（{unit}）"
    return f"{kind.en}: {quantity.en} ({unit})"
