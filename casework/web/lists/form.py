"""The filters of a list as a form, and what is chosen as words that can be taken away one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from casework.filters.fields import Amount, Choices, Day, Filter
from casework.filters.hidden import is_hidden
from casework.filters.lists import OF_A_CELL, SCOPE
from casework.filters.sets import FILTERS
from casework.kinds import KINDS
from casework.kinds.facts import ENDS
from casework.law.names import RecordKind
from casework.law.words.languages import is_chinese
from casework.text.reading import whole_number
from casework.web.lists.address import Address
from casework.web.lists.filter_words import base_of, filter_words
from casework.web.shell.access import Visit
from casework.web.shell.asked import BY_ID, find_organ, read_window
from casework.web.shell.formatting import joined
from casework.web.statistics.frame.described import describe_cell


@dataclass(frozen=True)
class Input:
    """One input of the form: its name, what stands in it, and its words where they differ from the field's."""

    name: str
    value: str = ""
    label: str = ""
    size: str = ""
    wrong: bool = False
    kept: str = ""
    """A value that is not shown: the form sends it beside the field."""


@dataclass(frozen=True)
class Field:
    """A filter: a choice among options, one input, or the two of a range."""

    label: str
    inputs: list[Input]
    options: list[tuple[str, str, bool]] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Whether what stands in it cannot be read."""
        return any(each.wrong for each in self.inputs)


@dataclass(frozen=True)
class Chip:
    """A condition in words, and the address of the list without it."""

    words: str
    url: str
    quoted: str = ""
    """The words without the quotation marks that they bear, where they do."""


def form_of(kind: RecordKind, address: Address, visit: Visit) -> tuple[list[Field], list[Field]]:
    """The fields of the row, and those below it; both ends of a range are one field."""
    groups: dict[str, dict[str, Filter]] = {}
    for name, fact in FILTERS[kind].base_filters.items():
        group = f"{base_of(name)} range" if isinstance(fact, Day | Amount) else name
        groups.setdefault(group, {})[name] = fact
    fields = {group: _field(kind, facts, address, visit) for group, facts in groups.items()}
    asked = [KINDS[kind].facts.by_name[name] for name in KINDS[kind].asked]
    main = [fields.pop(f"{fact.asked} range" if fact.type in ENDS else fact.asked) for fact in asked]
    organ = Field(
        filter_words("organ"), [Input("organ", address.asked.get("organ", ""), wrong=address.wrong == "organ")]
    )
    return main, [organ, *fields.values()]


def _field(kind: RecordKind, facts: dict[str, Filter], address: Address, visit: Visit) -> Field:
    name, fact = next(iter(facts.items()))
    chosen, label = address.asked.get(name, ""), filter_words(name, kind)
    if isinstance(fact, Day | Amount):
        ends = (_("from"), _("to")) if isinstance(fact, Day) else (_("at least"), _("at most"))
        size = "day" if isinstance(fact, Day) else "short"
        pairs = zip(facts, ends, strict=True)
        return Field(label, [_input(address, each, end, size) for each, end in pairs])
    return Field(
        label,
        [_input(address, name)],
        _options(fact.choices(visit.reference, visit.language), chosen, visit.language),
    )


def _input(address: Address, name: str, label: str = "", size: str = "") -> Input:
    value, wrong = address.asked.get(name, ""), address.wrong == name
    return Input(name, "", label, size, wrong, value) if is_hidden(value) else Input(name, value, label, size, wrong)


def _options(options: Choices, chosen: str, language: str) -> list[tuple[str, str, bool]]:
    found = [(code, word, chosen in (code, word)) for code, word in options]
    if chosen and options and not any(selected for _code, _word, selected in found):
        words = dict(options)  # several at once, as the address of a view may ask
        found.append((chosen, joined([words.get(part, part) for part in chosen.split(",")], language), True))
    return found


# ---- What is chosen ----


def chips_of(kind: RecordKind, address: Address, visit: Visit) -> list[Chip]:
    """Each condition with the address of the list without it; a table's cell is one with its organ and period."""
    asked = dict(address.conditions)
    chips = []
    if "q" in asked:
        words = asked.pop("q")
        words = _("an identity number or telephone") if is_hidden(words) else words
        marked = f"「{words}」" if is_chinese(visit.language) else f"“{words}”"
        chips.append(Chip(marked, address.url(q=None), quoted=words))
    if "cell" in asked:
        chips.append(Chip(_cell_words(asked, visit), address.url(**dict.fromkeys((*SCOPE, *OF_A_CELL)))))
        for name in (*SCOPE, *OF_A_CELL):
            asked.pop(name, None)
    elif "organ" in asked:
        chips.append(Chip(_organ_words(asked, visit), address.url(organ=None, subtree=None)))
        asked.pop("subtree", None)
        asked.pop("organ")
    facts = FILTERS[kind].base_filters
    return chips + [Chip(_words(kind, name, text, facts[name], visit), address.url(**{name: None}))
                    for name, text in asked.items()]  # fmt: skip


def _organ_words(asked: dict[str, str], visit: Visit) -> str:
    name = str(find_organ(asked["organ"], visit).name)
    return _("%(organ)s with all below it") % {"organ": name} if "subtree" in asked else name


def _cell_words(asked: dict[str, str], visit: Visit) -> str:
    described = describe_cell(
        asked["cell"], visit.reference.vocabulary, read_window(asked), asked.get("basis"), visit.language
    )
    return _("Cell %(cell)s, %(organ)s, %(start)s to %(end)s") % {
        "cell": " · ".join(described.parts),
        "organ": _organ_words(asked, visit),
        "start": asked["from"],
        "end": asked["to"],
    }


def _words(kind: RecordKind, name: str, text: str, fact: Any, visit: Visit) -> str:
    label, known = filter_words(name, kind), dict(fact.choices(visit.reference, visit.language))
    if is_hidden(text):
        text = _("hidden")
    if text.startswith(BY_ID):
        text = visit.reference.organ_name(whole_number(text.removeprefix(BY_ID)) or 0)
    said = {"label": label, "value": joined([known.get(part, part) for part in text.split(",")], visit.language)}
    if isinstance(fact, Day | Amount):
        return (_("%(label)s from %(value)s") if fact.end in ("from", "min") else _("%(label)s to %(value)s")) % said
    return f"{label}：{said['value']}" if is_chinese(visit.language) else f"{label}: {said['value']}"
