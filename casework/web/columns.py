"""The columns of the lists: what each says of a record, as a value for files and as words for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from casework.choices import label_of
from casework.exports.rows import Value
from casework.law.names import Edition, InstanceLevel, MediationResult, Outcome, Procedure, RecordKind
from casework.law.papers import Paper
from casework.law.terms import TermCode
from casework.masking import Names
from casework.vocabulary import ledger_kinds
from casework.web.access import Visit
from casework.web.changes import fact_words
from casework.web.deadline import deadline_url
from casework.web.facts import party_names
from casework.web.keys import Showing
from casework.web.labels import column_words
from casework.web.states import Badge, badge_of, due_badge
from casework.web.words import (
    NOTHING,
    code_words,
    is_chinese,
    joined,
    listed_words,
    near_day_words,
    number_words,
    yes_no,
)
from casework.worklist import left_of_case


class Look:
    """One reader's look at the records of a list."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.language = visit.language
        self.vocabulary = visit.reference.vocabulary
        self.all_clear = visit.names == visit.reach
        self._showings = {
            clear: Showing(self.language, self.vocabulary, Names(clear=clear), {}, {}) for clear in (True, False)
        }

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
class Column:
    """One column: its key in addresses, heading, value; `sort` is what the database orders by, `needs` is read along.

    `html` writes the cell where words alone do not say it.
    """

    key: str
    get: Get
    heading: str | Promise = ""
    sort: str = ""
    css: str = ""
    needs: tuple[str, ...] = ()
    unit: str = ""
    html: Callable[[Any, Look], str] | None = None

    @property
    def title(self) -> str:
        """The heading in the language of the page."""
        return str(self.heading) or column_words(self.key)

    def giving_way(self, step: str) -> Column:
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


def _day(name: str) -> Column:
    return Column(name, lambda record, _look: getattr(record, name), sort=name, css="day")


def _text(name: str, sort: str = "") -> Column:
    return Column(name, lambda record, _look: str(getattr(record, name)), sort=sort or name)


def _flag(name: str) -> Column:
    return Column(name, lambda record, _look: bool(getattr(record, name)), sort=name)


def _code(name: str, of: str = "") -> Column:
    return Column(name, lambda record, look: look.listed(of or name, getattr(record, name)), sort=name)


def _term(name: str, names: Any) -> Column:
    def get(record: Any, look: Look) -> str:
        code = getattr(record, name)
        return code_words(names, code, look.language) if code else ""

    return Column(name, get, sort=name)


def _amount(name: str, unit: str = "") -> Column:
    return Column(name, lambda record, _look: getattr(record, name), sort=name, css="n", unit=unit)


# ---- What every kind has ----


def _number_cell(record: Any, _look: Look) -> str:
    number = escape(str(record))
    return f'<th scope="row"><a href="{record.get_absolute_url()}">{number}</a></th>'


def _state(record: Any, look: Look) -> Badge:
    return badge_of(RecordKind(record.kind), record.state, look.language)


NUMBER = Column("number", lambda record, _look: str(record), sort="number", html=_number_cell)
ORGAN = Column("organ", lambda record, _look: str(record.organ.name))
RECEIVED = _day("received_on")
STATE = Column(
    "state",
    lambda record, look: _state(record, look).word,
    sort="state",
    html=lambda record, look: f"<td>{_state(record, look).html}</td>",
)

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


def _receipts(case: Any, look: Look) -> str:
    """When each applicant who has not left received the decision (Act art. 75 ¶2)."""
    standing = [party for party in case.applicants.all() if party.role == "applicant" and party.left_on is None]
    return look.joined([_said_day(party.decision_received_on, look) for party in standing])


def _papers(case: Any, look: Look) -> str:
    named = [service.paper for service in case.services.all() if service.paper]
    return look.joined([code_words(Paper, paper, look.language) for paper in named])


def _said_day(day: date | None, look: Look) -> str:
    return "" if day in (None, date.max) else near_day_words(day, look.visit.today, look.language)


CASE_COLUMNS = (
    NUMBER,
    RECEIVED,
    ORGAN,
    Column("applicants", _parties("applicant"), _("Applicants"), needs=("applicants",)),
    Column("third_parties", _parties("third_party"), _("Third parties"), needs=("applicants",)),
    Column(
        "respondents",
        lambda case, look: look.joined([row.organ.name for row in case.respondents.all()]),
        needs=("respondents__organ",),
    ),
    _code("matter"),
    STATE,
    Column("next_due_on", lambda case, _look: case.next_due_on, _("Last day"), sort="next_due_on", html=_due_cell),
    _text("handlers"),
    _term("outcome", Outcome),
    _day("accepted_on"),
    _day("concluded_on"),
    _term("procedure", Procedure),
    _code("field"),
    _code("request"),
    _code("channel"),
    _term("edition", Edition),
    _code("respondent_class", "organ_class"),
    Column("applicant_kind", _applicant_kind, sort="applicant_kind"),
    _amount("applicants_count"),
    _text("act_number"),
    _text("document_number"),
    _day("filed_on"),
    _day("served_on"),
    _day("archived_on"),
    _flag("enterprise_related"),
    _flag("compensation_claimed"),
    _flag("document_review"),
    _flag("real_estate"),
    _flag("complex"),
    _day("act_known_on"),
    _day("right_known_on"),
    _day("requested_on"),
    _day("perform_by"),
    Column("decision_received_on", _receipts, needs=("applicants",)),
    Column("service_paper", _papers, needs=("services",)),
)
CASE_DEFAULT = ("number", "received_on", "applicants", "respondents", "matter", "state", "next_due_on", "handlers")

# ---- Litigation ----


def _of_instances(word: Callable[[Any, Look], str]) -> Get:
    def get(suit: Any, look: Look) -> Any:
        instances = sorted(suit.instances.all(), key=lambda instance: int(instance.position))
        return look.joined([word(instance, look) for instance in instances])

    return get


SUIT_COLUMNS = (
    NUMBER,
    RECEIVED,
    ORGAN,
    Column("cause", lambda suit, look: look.showing(suit).cause(suit.cause), sort="cause"),
    Column(
        "defendants",
        lambda suit, look: look.joined([organ.name for organ in suit.defendants.all()]),
        needs=("defendants",),
    ),
    Column("court", _of_instances(lambda instance, _look: instance.court), needs=("instances",)),
    Column("court_number", _of_instances(lambda instance, _look: instance.court_number), needs=("instances",)),
    Column(
        "instance",
        _of_instances(lambda instance, look: code_words(InstanceLevel, instance.level, look.language)),
        needs=("instances",),
    ),
    Column(
        "result",
        _of_instances(lambda instance, look: look.listed("result", instance.result)),
        needs=("instances",),
    ),
    STATE,
    _code("matter"),
    _flag("after_reconsideration"),
    _day("act_known_on"),
    Column("defence_on", _of_instances(lambda i, look: _said_day(i.defence_on, look)), needs=("instances",)),
    Column("evidence_on", _of_instances(lambda i, look: _said_day(i.evidence_on, look)), needs=("instances",)),
    Column(
        "judgment_performed_on", _of_instances(lambda i, look: _said_day(i.performed_on, look)), needs=("instances",)
    ),
    Column(
        "advice_on",
        lambda suit, look: look.joined([_said_day(a.received_on, look) for a in suit.advice.all()]),
        needs=("advice",),
    ),
    Column(
        "advice_answered_on",
        lambda suit, look: look.joined([_said_day(a.answered_on, look) for a in suit.advice.all()]),
        needs=("advice",),
    ),
)
SUIT_DEFAULT = ("number", "received_on", "cause", "defendants", "court_number", "instance", "result", "state")

# ---- Mediation and ledger ----

MEDIATION_COLUMNS = (
    NUMBER,
    RECEIVED,
    ORGAN,
    _text("body"),
    _code("body_kind"),
    _code("dispute_type"),
    _code("source"),
    _amount("parties"),
    _amount("amount", "yuan"),
    _flag("difficult"),
    STATE,
    _term("result", MediationResult),
    _day("concluded_on"),
    _day("agreement_effective_on"),
    _day("performed_on"),
    _day("ruled_on"),
)
MEDIATION_DEFAULT = (
    "number", "received_on", "body", "dispute_type", "parties", "amount", "state", "result", "concluded_on",
)  # fmt: skip


def _kind(entry: Any, look: Look) -> str:
    kind = ledger_kinds().get(entry.entry_kind)
    return entry.entry_kind if kind is None else (kind.zh if is_chinese(look.language) else kind.en)


def _quantities(entry: Any, look: Look) -> str:
    showing = look.showing(entry)
    return look.joined([showing.quantity(q.quantity, q.value, entry.entry_kind) for q in entry.quantities.all()])


LEDGER_COLUMNS = (
    NUMBER,
    RECEIVED,
    ORGAN,
    Column("kind", _kind, sort="entry_kind"),
    Column("subject", lambda entry, look: look.showing(entry).subject(entry.subject), sort="subject"),
    Column("quantities", _quantities, needs=("quantities",)),
    Column("note", lambda entry, look: look.showing(entry).names.text(entry.note)),
)
LEDGER_DEFAULT = ("number", "received_on", "kind", "subject", "quantities")

STAYS = (
    "number", "state", "next_due_on", "applicants", "cause", "dispute_type", "subject", "entry_kind", "body", "result",
    "respondents", "defendants", "received_on", "matter", "instance", "handlers",
)  # fmt: skip
"""Columns in the order in which they stay where the page is narrow; the others give way before them."""
NARROW = {7: "gives-1", 6: "gives-2", 5: "gives-3"}
"""How many columns stay -> the class of those that do not (1000, 800 and 700 px)."""


def giving_way(shown: tuple[Column, ...]) -> tuple[Column, ...]:
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
