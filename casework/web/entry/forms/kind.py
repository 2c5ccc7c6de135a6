"""The form of a kind of ledger entry: labels, quantities, rates, from which to which day it is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.reference.kinddefinition import (
    ADDING,
    MOST_QUANTITIES,
    MOST_RATES,
    WantedKind,
    WantedQuantity,
    WantedRate,
)
from casework.errors import FaultyInput
from casework.text.reading import whole_number
from casework.vocabulary import LedgerKind, QuantityKind, RateKind
from casework.web.entry.forms.act_form import Typed
from casework.web.entry.forms.fields import Day
from casework.web.shell.formatting import said_words

MORE = "more"
ROWS = {"quantities": (MOST_QUANTITIES, 2), "rates": (MOST_RATES, 1)}
"""Group -> its most rows, and how many empty ones a new form shows."""
QUANTITY_LABELS: Mapping[str, Any] = {
    "zh": gettext_lazy("Chinese label"),
    "en": gettext_lazy("English label"),
    "unit_zh": gettext_lazy("Chinese unit"),
    "unit": gettext_lazy("English unit"),
    "decimals": gettext_lazy("Decimals"),
    "adds_up": gettext_lazy("Adds up"),
    "part_of": gettext_lazy("Part of (another quantity)"),
    "code": gettext_lazy("Code"),
}
RATE_LABELS: Mapping[str, Any] = {
    "zh": gettext_lazy("Chinese label"),
    "en": gettext_lazy("English label"),
    "over": gettext_lazy("Quantity divided"),
    "less": gettext_lazy("less (another quantity)"),
    "under": gettext_lazy("divided by"),
    "code": gettext_lazy("Code"),
}
LABELS = {"quantities": QUANTITY_LABELS, "rates": RATE_LABELS}
PRESET = {"decimals": "0", "adds_up": "sum"}
"""What a row says that nobody has written in."""


class BoundDay(forms.CharField):
    """The first or last day of a kind, in any of the ways in which people type one; a short last day lies `ahead`."""

    def __init__(self, *, today: date, ahead: bool, **more: Any) -> None:
        super().__init__(required=False, **more)
        self.day = Day(today=today, ahead=ahead, required=False)

    def clean(self, value: Any) -> Any:
        """The day, or None."""
        return self.day.clean(value)


class KindForm(Typed):
    """A kind as it is typed; a row of which only what stood there before is filled in is left out."""

    zh = forms.CharField(label=gettext_lazy("Chinese label"), required=False)
    en = forms.CharField(label=gettext_lazy("English label"), required=False)
    code = forms.CharField(label=gettext_lazy("Code"), required=False)
    single = forms.BooleanField(label=gettext_lazy("Each entry is one thing: nobody counts it"), required=False)

    def __init__(self, data: QueryDict | None, today: date, kind: LedgerKind | None, language: str) -> None:
        rows = _rows_of(kind) if kind is not None else {"quantities": [], "rates": []}
        super().__init__(data, initial=_initial(kind, rows))
        self.ways = [(code, words.of(language)) for code, words in ADDING.items()]
        if kind is not None:
            del self.fields["code"]
        for name, label in (("valid_from", _("First day of entries")), ("valid_to", _("Last day of entries"))):
            self.fields[name] = BoundDay(today=today, ahead=name == "valid_to", label=label)
        self.shown = {group: self._many(group, len(rows[group])) for group in ROWS}
        for group, many in self.shown.items():
            for n in range(many):
                self._add_row(group, n)

    def _many(self, group: str, filled: int) -> int:
        most, empty = ROWS[group]
        sent = whole_number(self.data.get(f"rows-{group}", "")) if self.is_bound else None
        many = filled + empty if sent is None else sent + (self.data.get(MORE) == group)
        return max(1, min(many, most + 1))

    def _add_row(self, group: str, n: int) -> None:
        for name, label in LABELS[group].items():
            field = forms.CharField(label=label, required=False, initial=PRESET.get(name, ""))
            if name == "adds_up":
                field.widget = forms.Select(choices=self.ways)
            elif name == "decimals":
                field.widget.attrs.update({"inputmode": "numeric", "class": "short", "autocomplete": "off"})
            self.fields[f"{group}-{n}-{name}"] = field

    @property
    def head(self) -> list[forms.BoundField]:
        """The fields of the kind itself."""
        return [self[name] for name in self.fields if "-" not in name]

    @property
    def groups(self) -> list[tuple[str, str, str, list[list[forms.BoundField]]]]:
        """(key, title, label of the button that adds a row, fields row by row) of quantities and rates."""
        words = {"quantities": (_("Quantities"), _("One more quantity")), "rates": (_("Rates"), _("One more rate"))}
        return [
            (group, *words[group], [[self[f"{group}-{n}-{name}"] for name in LABELS[group]] for n in range(many)])
            for group, many in self.shown.items()
        ]

    @property
    def wrong(self) -> list[tuple[forms.BoundField, str]]:
        """What is to be mended; of a row, which one: all rows have the same labels."""
        titles = {group: title for group, title, _more, _rows in self.groups}
        return [(field, f"{self._row_words(field.name, titles)}{said}") for field, said in super().wrong]

    def _row_words(self, name: str, titles: Mapping[str, str]) -> str:
        group, _dash, rest = name.partition("-")
        return f"{titles[group]} {int(rest.partition('-')[0]) + 1} · " if group in titles else ""

    def wanted(self, code: str = "") -> WantedKind:
        """The kind as the action reads it."""
        said = self.cleaned_data
        return WantedKind(
            said["zh"],
            said["en"],
            code or said.get("code", ""),
            [WantedQuantity(**self._row("quantities", n)) for n in self._filled("quantities")],
            [WantedRate(**self._row("rates", n)) for n in self._filled("rates")],
            said["single"],
            said["valid_from"],
            said["valid_to"],
        )

    def _row(self, group: str, n: int) -> dict[str, str]:
        return {name: self.cleaned_data[f"{group}-{n}-{name}"] for name in LABELS[group]}

    def _filled(self, group: str) -> list[int]:
        """The rows in which something was written."""
        return [
            n
            for n in range(self.shown[group])
            if any(value for name, value in self._row(group, n).items() if name not in PRESET)
        ]

    def refuse(self, problem: FaultyInput, language: str) -> None:
        """What the action refused, each at its field; its rows are those that were filled in."""
        faults = [(self._field(fault.where), fault) for fault in (problem, *problem.others)]
        for field, fault in faults:  # all are looked for first: what is wrong is no more among what was read
            self.add_error(field, said_words(fault.sentence(language), language))

    def _field(self, where: str) -> str | None:
        group, _dash, rest = where.partition("-")
        if group in ROWS:
            n, _dash, name = rest.partition("-")
            filled = self._filled(group)
            place = filled[int(n)] if n and int(n) < len(filled) else 0
            where = f"{group}-{place}-{name or 'zh'}"
        return where if where in self.fields else None


def _rows_of(kind: LedgerKind) -> dict[str, list[dict[str, Any]]]:
    wholes = dict(kind.parts)
    return {
        "quantities": [_quantity_row(each, kind, wholes.get(each.code, "")) for each in kind.quantities.values()],
        "rates": [_rate_row(each, kind) for each in kind.rates],
    }


def _quantity_row(each: QuantityKind, kind: LedgerKind, whole: str) -> dict[str, Any]:
    unit = each.unit.replace("_", " ")
    return each._asdict() | {"unit": unit, "part_of": kind.quantities[whole].zh if whole else ""}


def _rate_row(each: RateKind, kind: LedgerKind) -> dict[str, Any]:
    over, _minus, less = each.numerator.partition("-")
    named = {"over": over, "less": less, "under": each.denominator}
    sides = {name: kind.quantities[code].zh if code else "" for name, code in named.items()}
    return {"zh": each.zh, "en": each.en, "code": each.code, **sides}


def _initial(kind: LedgerKind | None, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    if kind is None:
        return {}
    own = {name: getattr(kind, name) for name in ("zh", "en", "single", "valid_from", "valid_to")}
    return own | {
        f"{group}-{n}-{name}": value
        for group, filled in rows.items()
        for n, row in enumerate(filled)
        for name, value in row.items()
    }
