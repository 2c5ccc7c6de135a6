"""What commands print for people: the words of the pages instead of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casework.choices import label_of, planned_label
from casework.law.names import Act, Planned, RecordKind
from casework.law.words.languages import Text
from casework.management.base import table_text
from casework.vocabulary import Vocabulary
from casework.web.shell.formatting import ended_words, term_words
from casework.web.shell.labels import column_words
from casework.web.shell.states import badge_of

HEADINGS: dict[str, Text] = {
    "id": Text("记录号", "id"),
    "url": Text("地址", "address"),
    "due": Text("届满日", "last day"),
    "days_left": Text("剩余天数", "days left"),
    "term": Text("期限", "term"),
    "article": Text("依据", "article"),
    "act": Text("办理", "act"),
    "kind": Text("种类", "kind"),
    "year": Text("年份", "year"),
    "last": Text("末号", "last"),
    "what": Text("排期", "planned"),
    "on": Text("日期", "day"),
    "at": Text("时间", "hour"),
    "gaps": Text("缺号", "missing"),
}
"""Columns that are no facts of a record."""
ITEM_STATES: dict[str, Text] = {
    "to_confirm": Text("待确认", "to confirm"),
    "overdue": Text("已逾期", "overdue"),
    "due": Text("未届满", "running"),
    "waiting": Text("等待中", "waiting"),
}
NUMBERED: dict[str, Text] = {"decision": Text("复议决定书", "decisions")}
"""Documents that have a series of numbers of their own."""


def table_of(columns: Iterable[str], lines: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    """Lines as a table of some of their keys; those that are facts bear the words of a reconsideration."""
    kind = RecordKind.RECONSIDERATION
    heads = {name: HEADINGS[name].of(language) if name in HEADINGS else column_words(name, kind) for name in columns}
    rows = [["—" if line[name] is None else str(line[name]) for name in heads] for line in lines]
    return table_text(heads.values(), rows)


def item_words(item: dict[str, Any], language: str) -> dict[str, Any]:
    """An item of the work list with words for its codes."""
    act = label_of(Act(item["act"]), language) if item["act"] else None
    return item | {
        "term": term_words(item["term"], language),
        "state": ITEM_STATES[item["state"]].of(language),
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
        "outcome": ended_words(kind, line["outcome"] or "", vocabulary, language),
    }


def series_words(kind: str, language: str) -> str:
    """What a series numbers: a kind of record, or a document."""
    return NUMBERED[kind].of(language) if kind in NUMBERED else label_of(RecordKind(kind), language)


def named_words(record: str, language: str) -> str:
    """A record as a check names it, `reconsideration:5 …`, with the word of its kind."""
    kind, colon, rest = record.partition(":")
    known = {each.value for each in RecordKind}
    return f"{label_of(RecordKind(kind), language)}{rest}" if colon and kind in known else record
