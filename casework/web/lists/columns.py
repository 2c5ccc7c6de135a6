"""The columns of the lists: what each says of a record, as a value for files and as words for the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casework.choices import label_of
from casework.exports.rows import Value
from casework.kinds import KINDS, Fact
from casework.kinds.facts import Rows
from casework.law.names import RecordKind
from casework.law.terms.terms import TermCode
from casework.law.words.languages import Text, spoken
from casework.masking import Names
from casework.reference import ledger_kinds
from casework.statistics.words.numbers import NOTHING, number_words
from casework.web.record.changes import fact_words
from casework.web.record.deadline import deadline_url
from casework.web.record.facts import party_names
from casework.web.shell.access import Visit
from casework.web.shell.formatting import code_of, joined, listed_words, near_day_words, yes_no
from casework.web.shell.keys import Showing
from casework.web.shell.states import Badge, badge_of, due_badge
from casework.worklist import left_of_case


class Look:
    """One reader's look at the records of a list."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.language = visit.language
        self.vocabulary = visit.reference.vocabulary
        self.all_clear = visit.names == visit.reach
        self._showings = {clear: Showing(self.language, self.vocabulary, Names(clear=clear)) for clear in (True, False)}

    def clear(self, record: Any) -> bool:
        """Whether names in the record are shown."""
        return self.all_clear or self.visit.reads_names(record)

    def showing(self, record: Any) -> Showing:
        """How its values are shown."""
        return self._showings[self.clear(record)]

    def listed(self, name: str, code: str) -> str:
        """The label of a code of a classification; empty for none."""
        return listed_words(self.vocabulary, name, code, self.language) if code else ""

    def joined(self, parts: list[str]) -> str:
        """Several values, each once."""
        return joined(list(dict.fromkeys(part for part in parts if part)), self.language)


Get = Callable[[Any, Look], Value | bool]


@dataclass(frozen=True)
class ListColumn:
    """One column: its key in addresses, heading, value; `sort` is what the database orders by, `needs` is read along.

    `html` writes the cell where words alone do not say it.
    """

    key: str
    get: Get
    heading: Text | str | Promise = ""
    sort: str = ""
    css: str = ""
    needs: tuple[str, ...] = ()
    unit: str = ""
    html: Callable[[Any, Look], str] | None = None

    @property
    def title(self) -> str:
        """The heading in the language of the page."""
        return self.heading.of(get_language() or "zh") if isinstance(self.heading, Text) else str(self.heading)

    def giving_way(self, step: str) -> ListColumn:
        """The column as one that gives way where the page is narrow."""
        return replace(self, css=f"{self.css} {step}".strip())

    def cell(self, record: Any, look: Look) -> str:
        """The cell of a record as HTML."""
        if self.html is not None:
            return self.html(record, look)
        said = escape(self._words(self.get(record, look), look))
        return f'<td class="{self.css}">{said}</td>' if self.css else f"<td>{said}</td>"

    def _words(self, value: Value | bool, look: Look) -> str:
        if isinstance(value, bool):
            return yes_no(value)
        if isinstance(value, date):
            return near_day_words(value, look.visit.today, look.language)
        if isinstance(value, int | Decimal):
            return number_words(value, self.unit)
        return value or NOTHING

    def value(self, record: Any, look: Look) -> Value:
        """The value of a record for a file: days that have not come are none."""
        found = self.get(record, look)
        if isinstance(found, bool):
            return yes_no(found)
        return None if found == date.max else found


# ---- What every kind has ----


def _number_cell(record: Any, _look: Look) -> str:
    number = escape(str(record))
    return f'<th scope="row"><a href="{record.get_absolute_url()}">{number}</a></th>'


def _state(record: Any, look: Look) -> Badge:
    return badge_of(RecordKind(record.kind), record.state, look.language)


NUMBER = ListColumn("number", lambda record, _look: str(record), _("Number"), sort="number", html=_number_cell)
ORGAN = ListColumn("organ", lambda record, _look: str(record.organ.name), _("Organ"))
STATE = ListColumn(
    "state",
    lambda record, look: _state(record, look).word,
    _("State"),
    sort="state",
    html=lambda record, look: f"<td>{_state(record, look).html}</td>",
)
CSS = {"day": "day", "count": "n", "yuan": "n"}
Own = Mapping[str, ListColumn]


def columns_of(kind: RecordKind, own: Own) -> tuple[ListColumn, ...]:
    """The columns of a kind: number and organ, then its facts that lists show; `own` are those shown in another way.

    Each bears the words of its fact, unless it has its own. Those shown unless others are
    chosen stand first, in that order.
    """
    shown = [fact for fact in KINDS[kind].facts.all if fact.listed or fact.name in own]
    facts = [_worded(own[fact.name], fact) if fact.name in own else _of_fact(fact) for fact in shown]
    known = {column.key: column for column in (NUMBER, *facts)}
    default = KINDS[kind].listed
    first = [known[key] for key in default]
    return (*first[:2], ORGAN, *first[2:], *[column for column in facts if column.key not in default])


def _worded(column: ListColumn, fact: Fact) -> ListColumn:
    return column if column.heading else replace(column, heading=fact.label)


def _of_fact(fact: Fact) -> ListColumn:
    rows, css = fact.rows, CSS.get(fact.type, "")
    if rows is None:
        unit, is_organ = fact.unit if fact.type == "yuan" else "", fact.type == "organ"
        return ListColumn(
            fact.name,
            lambda record, look: _said(fact, record, look),
            fact.label,
            sort="" if is_organ else fact.name,
            css=css,
            unit=unit,
            needs=(fact.name,) if is_organ else (),
        )

    def get(record: Any, look: Look) -> str:
        below = [row for row in getattr(record, rows.related).all() if _is_meant(row, rows)]
        return look.joined([_of_row(fact, row, look) for row in sorted(below, key=_position)])

    return ListColumn(fact.name, get, fact.label, needs=(rows.related,))


def _is_meant(row: Any, rows: Rows) -> bool:
    return all(getattr(row, column) == value for column, value in rows.meant)


def _position(row: Any) -> int:
    return int(getattr(row, "position", 0))


def _said(fact: Fact, record: Any, look: Look) -> Value | bool:
    value: Any = getattr(record, fact.column)
    said: Value | bool = value
    if fact.personal and fact.rows is None:
        return look.showing(record).names.said(fact.name, value)
    if fact.type == "organ":
        return "" if value is None else str(value.name)
    if fact.type == "code":
        return code_of(fact, str(value), look.vocabulary, look.language) if value else ""
    return said


def _of_row(fact: Fact, row: Any, look: Look) -> str:
    value = _said(fact, row, look)
    if isinstance(value, date):
        return "" if value == date.max else near_day_words(value, look.visit.today, look.language)
    return "" if value is None else str(value)


# ---- Reconsideration ----


def _parties(role: str) -> Get:
    return lambda case, look: party_names(case.applicants.all(), role, look.showing(case))


def _applicant_kind(case: Any, look: Look) -> str:
    kind = RecordKind.RECONSIDERATION
    return fact_words(kind, "applicant_kind", case.applicant_kind, look.showing(case)) if case.applicant_kind else ""


def _due_cell(case: Any, look: Look) -> str:
    due = case.next_due_on
    if due is None:
        return f"<td>{NOTHING}</td>"
    badge = due_badge(left_of_case(case, look.visit.today, look.visit.reference)).html
    term = label_of(TermCode(case.next_term), look.language).removesuffix("期限")  # the heading says it
    day = near_day_words(due, look.visit.today, look.language)
    return f'<td class="due">{badge} <a href="{deadline_url(case, case.next_term)}">{escape(f"{term} {day}")}</a></td>'


CASE_COLUMNS = columns_of(
    RecordKind.RECONSIDERATION,
    {
        "state": STATE,
        "applicants": ListColumn("applicants", _parties("applicant"), needs=("applicants",)),
        "third_parties": ListColumn("third_parties", _parties("third_party"), needs=("applicants",)),
        "respondents": ListColumn(
            "respondents",
            lambda case, look: look.joined([row.organ.name for row in case.respondents.all()]),
            needs=("respondents__organ",),
        ),
        "next_due_on": ListColumn(
            "next_due_on",
            lambda case, _look: case.next_due_on,
            sort="next_due_on",
            html=_due_cell,
        ),
        "joined_to": ListColumn(
            "joined_to",
            lambda case, _look: str(case.joined_to) if case.joined_to is not None else "",
            needs=("joined_to",),
        ),
        "applicant_kind": ListColumn("applicant_kind", _applicant_kind, sort="applicant_kind"),
    },
)

# ---- Litigation ----


def _people(role: str) -> Get:
    def get(record: Any, look: Look) -> str:
        names = look.showing(record).names
        return look.joined([names.name(each.name) for each in record.participants.all() if each.role == role])

    return get


SUIT_COLUMNS = columns_of(
    RecordKind.LITIGATION,
    {
        "state": STATE,
        "cause": ListColumn("cause", lambda suit, look: look.showing(suit).cause(suit.cause), sort="cause"),
        "defendants": ListColumn(
            "defendants",
            lambda suit, look: look.joined([organ.name for organ in suit.defendants.all()]),
            needs=("defendants",),
        ),
        "plaintiffs": ListColumn("plaintiffs", _people("plaintiff"), needs=("participants",)),
        "third_parties": ListColumn("third_parties", _people("third_party"), needs=("participants",)),
    },
)

# ---- Mediation and ledger ----

MEDIATION_COLUMNS = columns_of(
    RecordKind.MEDIATION,
    {
        "state": STATE,
        "disputants": ListColumn("disputants", _people("party"), needs=("participants",)),
        "place": ListColumn("place", lambda case, look: look.showing(case).names.said("place", case.place)),
    },
)


def _kind(entry: Any, look: Look) -> str:
    kind = ledger_kinds().get(entry.entry_kind)
    return entry.entry_kind if kind is None else (spoken(kind, look.language))


def _quantities(entry: Any, look: Look) -> str:
    showing = look.showing(entry)
    return look.joined([showing.quantity(q.quantity, q.value, entry.entry_kind) for q in entry.quantities.all()])


LEDGER_COLUMNS = columns_of(
    RecordKind.LEDGER,
    {
        "entry_kind": ListColumn("kind", _kind, sort="entry_kind"),
        "subject": ListColumn(
            "subject",
            lambda entry, look: look.showing(entry).subject(entry.subject),
            sort="subject",
        ),
        "quantity": ListColumn("quantities", _quantities, _("Quantities"), needs=("quantities",)),
        "note": ListColumn("note", lambda entry, look: look.showing(entry).names.text(entry.note)),
    },
)

OWN_COLUMNS: dict[RecordKind, tuple[ListColumn, ...]] = {
    RecordKind.RECONSIDERATION: CASE_COLUMNS,
    RecordKind.LITIGATION: SUIT_COLUMNS,
    RecordKind.MEDIATION: MEDIATION_COLUMNS,
    RecordKind.LEDGER: LEDGER_COLUMNS,
}
"""Kinds whose lists show more than their facts as they are."""
LISTABLE: dict[RecordKind, tuple[ListColumn, ...]] = {
    kind: OWN_COLUMNS.get(kind) or columns_of(kind, {"state": STATE}) for kind in RecordKind
}
"""All that a list can show."""


def shown_first(kind: RecordKind, visit: Visit) -> tuple[str, ...]:
    """The columns shown unless others are chosen; the organ where the reader sees more than one."""
    listed = KINDS[kind].listed
    if len(visit.reach.own) == 1 and not (visit.reach.under or visit.reach.everything):
        return listed
    return (*listed[:2], "organ", *listed[2:])


STAYS = (
    "number", "state", "next_due_on", "applicants", "cause", "dispute_type", "subject", "entry_kind", "body", "result",
    "respondents", "defendants", "received_on", "matter", "instance", "handlers",
)  # fmt: skip
"""Columns in the order in which they stay where the page is narrow; the others give way before them."""
NARROW = {7: "gives-1", 6: "gives-2", 5: "gives-3"}
"""How many columns stay -> the class of those that do not (1000, 800 and 700 px)."""


def giving_way(shown: tuple[ListColumn, ...]) -> tuple[ListColumn, ...]:
    """The columns, those marked that give way on narrow pages; cells that are more than words never do."""
    order = {key: place for place, key in enumerate(STAYS)}
    ranked = sorted(shown, key=lambda column: (column.html is None, order.get(column.key, len(order))))
    steps: dict[str, str] = {}
    for stay, step in sorted(NARROW.items()):
        steps |= {column.key: step for column in ranked[stay:]}
    return tuple(
        column.giving_way(steps[column.key]) if column.key in steps and column.html is None else column
        for column in shown
    )
