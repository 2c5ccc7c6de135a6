"""A word for a thing: the terms that tables, figures, filters, columns and files share, each said here alone.

Terms of the law stand in `casework.law.names`, those of classifications in the vocabulary.
"""

from __future__ import annotations

from functools import cache

from casework.kinds import KINDS
from casework.kinds import litigation as suits
from casework.kinds import reconsideration as cases
from casework.kinds.facts import Fact, labels_of
from casework.reference import ledger_kinds
from casework.statistics.model import Label

BASES: dict[str, Label] = {
    "own": Label("各行按自身日期", "each row by its own date"),
    "received": Label("期内收到", "received in the period"),
    "accepted": Label("期内受理", "accepted in the period"),
    "concluded": Label("期内审结", "concluded in the period"),
    "cohort": Label("期内收到的申请及其结果", "the applications received in the period and what became of them"),
}
"""统计口径."""
UNITS: dict[str, Label] = {
    "case": Label("件", "cases"),
    "instance": Label("件", "instances"),
    "entry": Label("条", "entries"),
    "person": Label("人", "persons"),
    "day": Label("日", "days"),
    "yuan": Label("元", "yuan"),
    "percent": Label("%", "%"),
    "per_application": Label("件/件", "per application"),
    "per_10000": Label("件/万人", "per 10,000 inhabitants"),
}
"""Unit -> its word; the units of the work ledger stand in its kinds."""


def _told(fact: Fact, noun: str = "") -> Label:
    """The words of a fact within a sentence."""
    zh, en = fact.label
    return Label(zh, noun or en[:1].lower() + en[1:])


NOUNS = {
    "received_on": "day of receipt",
    "accepted_on": "day of acceptance",
    "concluded_on": "day of conclusion",
    "performed_on": "day of performance",
    "served_on": "day of service",
    "sued_on": "day of the suit",
    "days": "days of review",
    "compensation_granted": "compensation",
    "body_kind": "kind of mediation body",
    "parties": "parties",
    "amount": "amount in dispute",
}
"""Fact -> its English noun, where a sentence cannot take the words of a heading."""
OF_REVIEW: dict[str, Label] = {
    "simplified": Label("简易程序", "simplified procedure"),
    "online": Label("网上申请", "applied for online"),
    **{
        name: _told(cases.FACTS.by_name[name])
        for name in (
            *("converted", "heard", "opinions_heard", "committee", "extended", "suspended", "late"),
            *("procedure_only", "enterprise_related"),
        )
    },
}
"""What is told of a review: rows, figures, conditions, filters and columns alike."""
COLUMNS: dict[str, Label] = {
    **{
        fact.name: _told(fact, NOUNS.get(fact.name, "")) for kind in reversed(KINDS.values()) for fact in kind.facts.all
    },
    **OF_REVIEW,
}
"""A column of records in conditions, tables and files."""


OPENINGS, ENDS, ENTRIES = (labels_of(each) for each in (cases.OPENINGS, cases.ENDS, cases.ENTRIES))
STANDINGS = labels_of(suits.STANDINGS)
INTAKE_ENDS = ("declined", "referred", "abandoned", "withdrawn_early")
CARRIED_OVER = Label("上期结转", "carried over")


def both(label: Label) -> str:
    """A label as figures are declared: `中文 | English`."""
    return f"{label.zh} | {label.en}"


def unit_words(unit: str | None, language: str, key: str = "") -> str:
    """The word of a unit; `key` is the figure's, whose kind of ledger entry names its own."""
    if unit is None:
        return ""
    if unit in UNITS and not key.startswith("ledger"):
        return UNITS[unit].of(language)
    return _ledger_units(key).get(unit, UNITS.get(unit, Label("", ""))).of(language)


@cache
def _ledger_units(key: str) -> dict[str, Label]:
    """The units of the quantities of a key's kind (`ledger.<kind>.<quantity>`), of all kinds where it names none."""
    quantities = [(f"ledger.{k.code}.{q.code}", q) for k in ledger_kinds().values() for q in k.quantities.values()]
    words = [(name, q.unit, Label(q.unit_zh, q.unit.replace("_", " "))) for name, q in quantities]
    own = {unit: label for name, unit, label in words if name == key.replace(":", ".")}
    return own or {unit: label for _name, unit, label in words}
