"""What commands print for people: the words of the pages instead of codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.choices import label_of, planned_label
from casework.law.names import Act, MediationResult, Outcome, Planned, RecordKind
from casework.law.words.languages import is_chinese
from casework.vocabulary import Vocabulary
from casework.web.shell.formatting import code_words, listed_words, term_words
from casework.web.shell.labels import column_words
from casework.web.shell.states import badge_of

Pairs = dict[str, tuple[str, str]]
HEADINGS: Pairs = {
    "id": ("记录号", "id"),
    "url": ("地址", "address"),
    "due": ("届满日", "last day"),
    "days_left": ("剩余天数", "days left"),
    "term": ("期限", "term"),
    "article": ("依据", "article"),
    "act": ("办理", "act"),
    "kind": ("种类", "kind"),
    "year": ("年份", "year"),
    "last": ("末号", "last"),
    "what": ("排期", "planned"),
    "on": ("日期", "day"),
    "at": ("时间", "hour"),
    "gaps": ("缺号", "missing"),
}
"""Columns that are no facts of a record."""
ITEM_STATES: Pairs = {
    "to_confirm": ("待确认", "to confirm"),
    "overdue": ("已逾期", "overdue"),
    "due": ("未届满", "running"),
    "waiting": ("等待中", "waiting"),
}
NUMBERED: Pairs = {"decision": ("复议决定书", "decisions")}
"""Documents that have a series of numbers of their own."""


def headings(columns: Iterable[str], language: str, kind: RecordKind = RecordKind.RECONSIDERATION) -> list[str]:
    """The headings of columns: those of the facts of a kind bear their words."""
    return [_of(HEADINGS[name], language) if name in HEADINGS else column_words(name, kind) for name in columns]


def _of(pair: tuple[str, str], language: str) -> str:
    return pair[0 if is_chinese(language) else 1]


def item_words(item: dict[str, Any], language: str) -> dict[str, Any]:
    """An item of the work list with words for its codes."""
    act = label_of(Act(item["act"]), language) if item["act"] else None
    return item | {
        "term": term_words(item["term"], language),
        "state": _of(ITEM_STATES[item["state"]], language),
        "act": act,
    }


def plan_words(plan: dict[str, Any], language: str) -> dict[str, Any]:
    """A plan of the work list with words for its codes."""
    kind = RecordKind(plan["kind"])
    return plan | {"kind": label_of(kind, language), "what": planned_label(Planned(plan["what"]), kind, language)}


def record_words(kind: RecordKind, line: dict[str, Any], vocabulary: Vocabulary, language: str) -> dict[str, Any]:
    """A line of the list behind a number with words for its codes."""
    return line | {
        "state": badge_of(kind, line["state"], language).word if line["state"] else None,
        "outcome": _outcome(kind, line["outcome"] or "", vocabulary, language),
    }


def _outcome(kind: RecordKind, code: str, vocabulary: Vocabulary, language: str) -> str:
    if kind is RecordKind.LITIGATION:
        return listed_words(vocabulary, "result", code, language)
    return code_words(MediationResult if kind is RecordKind.MEDIATION else Outcome, code, language)


def series_words(kind: str, language: str) -> str:
    """What a series numbers: a kind of record, or a document."""
    return _of(NUMBERED[kind], language) if kind in NUMBERED else label_of(RecordKind(kind), language)


def named_words(record: str, language: str) -> str:
    """A record as a check names it, `reconsideration:5 …`, with the word of its kind."""
    kind, colon, rest = record.partition(":")
    known = {each.value for each in RecordKind}
    return f"{label_of(RecordKind(kind), language)}{rest}" if colon and kind in known else record
