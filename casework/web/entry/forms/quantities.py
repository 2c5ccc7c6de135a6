"""The quantities of a ledger entry: a field for each of its kind, the names of the units counted, rates in words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.law.words.languages import is_chinese, spoken
from casework.registry.texts import TEXT_LENGTH
from casework.statistics.counting.rates import percent
from casework.statistics.words.numbers import NOTHING, number_words
from casework.statistics.words.words import unit_words
from casework.text.folding import one_line
from casework.vocabulary import LedgerKind, QuantityKind, RateKind
from casework.web.entry.forms.fields import Amount
from casework.web.shell.formatting import joined

QUANTITIES, NAMES = "quantities", "names"
MOST_NAMES = 500


class UnitNames(forms.CharField):
    """The names of the units that a quantity counts, one a line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), **more)

    def clean(self, value: Any) -> Any:
        """The names, each once."""
        lines = (one_line(line) for line in str(super().clean(value) or "").splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("At most %(most)s names") % {"most": MOST_NAMES})
        for name in names:
            if len(name) > TEXT_LENGTH:
                raise forms.ValidationError(_("A name has at most %(most)s characters") % {"most": TEXT_LENGTH})
        return names


def label_of_quantity(kind: LedgerKind, quantity: QuantityKind, language: str) -> str:
    """备案份数（份）: what is counted, and its unit."""
    unit = unit_words(quantity.unit, language, f"ledger.{kind.code}.{quantity.code}")
    return f"{quantity.zh}（{unit}）" if is_chinese(language) else f"{quantity.en} ({unit})"


def quantity_fields(kind: LedgerKind, language: str) -> dict[str, forms.Field]:
    """Name -> field of each quantity of the kind; none where an entry is one thing."""
    return {
        f"{QUANTITIES}-{quantity.code}": Amount(
            decimals=quantity.decimals, label=label_of_quantity(kind, quantity, language), required=False
        )
        for quantity in (() if kind.single else kind.quantities.values())
    }


def name_fields(kind: LedgerKind, language: str) -> dict[str, forms.Field]:
    """Name -> field of the names of each quantity that counts different units."""
    found: dict[str, forms.Field] = {}
    for quantity in kind.quantities.values():
        if quantity.adds_up == "distinct":
            label = spoken(quantity, language)
            said = _("Names of the units, one a line: %(what)s") % {"what": label}
            found[f"{NAMES}-{quantity.code}"] = UnitNames(label=said, required=False)
    return found


def check_names(form: forms.Form) -> None:
    """As many units as were named, at least; a number left out is that of the names."""
    data = form.cleaned_data
    for field in [name for name in form.fields if name.startswith(f"{NAMES}-")]:
        quantity = field.replace(NAMES, QUANTITIES, 1)
        names, number = data.get(field) or [], data.get(quantity)
        if names and number is None and quantity not in form.errors:
            data[quantity] = Decimal(len(names))
        elif number is not None and number < len(names):
            said = {"names": len(names), "number": number_words(number)}
            form.add_error(quantity, _("%(names)s units are named, but the number is %(number)s") % said)


def check_given(form: forms.Form, kind: LedgerKind) -> None:
    """An entry counts something: where nothing was given, the quantity, or one of them, is asked for in words."""
    fields = [f"{QUANTITIES}-{code}" for code in kind.quantities]
    if kind.single or any(name in form.errors or form.cleaned_data.get(name) is not None for name in fields):
        return
    labels = [str(form.fields[name].label) for name in fields]
    said = _("Give at least one of: %(what)s") if len(labels) > 1 else _("Give: %(what)s")
    form.add_error(fields[0], said % {"what": joined(labels, get_language() or "zh-hans")})


def oddities(kind: LedgerKind, values: Mapping[str, Decimal | None], language: str) -> list[str]:
    """What may be wrong among the quantities: a part larger than its whole, a rate of which one side is missing."""
    label = {code: (spoken(each, language)) for code, each in kind.quantities.items()}
    found = []
    for part, whole in kind.parts:
        less, more = values.get(part), values.get(whole)
        if less is not None and more is not None and less > more:
            said = {"part": label[part], "less": number_words(less), "whole": label[whole], "more": number_words(more)}
            found.append(_("%(part)s %(less)s is more than %(whole)s %(more)s") % said)
    for rate in kind.rates:
        sides = dict.fromkeys([*rate.numerator.split("-"), rate.denominator])
        missing = [label[code] for code in sides if values.get(code) is None]
        if missing and len(missing) < len(sides):
            said = {"rate": spoken(rate, language), "what": joined(missing, language)}
            found.append(_("Without %(what)s there is no %(rate)s") % said)
    return found


def rate_words(kind: LedgerKind, values: Mapping[str, Decimal | None], language: str) -> list[str]:
    """Each rate of the kind in words: 满意率 96.67%（29/30）; — where a quantity is missing or divides by zero."""
    return [_rate(rate, values, language) for rate in kind.rates]


def _rate(rate: RateKind, values: Mapping[str, Decimal | None], language: str) -> str:
    chinese = is_chinese(language)
    words = rate.zh if chinese else rate.en
    above, below = side(rate.numerator, values), values.get(rate.denominator)
    found = percent(above, below) if above is not None and below is not None else None
    if found is None:
        return f"{words} {NOTHING}"
    counts = f"{number_words(above)}/{number_words(below)}"
    return f"{words} {number_words(found)}%" + (f"（{counts}）" if chinese else f" ({counts})")


def side(expression: str, values: Mapping[str, Decimal | None]) -> Decimal | None:
    """`a` or `a-b` of the values; None where one is missing."""
    first, _minus, second = expression.partition("-")
    plus, minus = values.get(first), values.get(second) if second else Decimal(0)
    return None if plus is None or minus is None else plus - minus
