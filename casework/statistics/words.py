"""A word for a thing: the terms that tables, figures, filters, columns and files share, each said here alone.

Terms of the law stand in `casework.law.names`, those of classifications in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable

from casework.kinds import litigation as suits
from casework.kinds import reconsideration as cases
from casework.kinds.facts import Fact
from casework.statistics.model import Label
from casework.vocabulary import ledger_kinds

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


def _told(fact: Fact) -> Label:
    """The words of a fact within a sentence."""
    zh, en = fact.label
    return Label(zh, en[:1].lower() + en[1:])


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
    **OF_REVIEW,
    "received_on": Label("收到日期", "day of receipt"),
    "accepted_on": Label("受理日期", "day of acceptance"),
    "concluded_on": Label("结案日期", "day of conclusion"),
    "performed_on": Label("履行日期", "day of performance"),
    "served_on": Label("送达日期", "day of service"),
    "sued_on": Label("起诉日期", "day of the suit"),
    "matter": Label("申请事项", "matter"),
    "matter_child": Label("申请事项（其中）", "matter, in detail"),
    "field": Label("管理类别", "field of administration"),
    "field_child": Label("管理类别（其中）", "field, in detail"),
    "source_child": Label("来源（其中）", "source, in detail"),
    "outcome": Label("结案方式", "outcome"),
    "outcome_detail": Label("结案方式（其中）", "outcome, in detail"),
    "applicant_kind": Label("申请人类型", "kind of applicant"),
    "respondent_class": Label("被申请人类型", "class of the respondent"),
    "procedure": Label("程序", "procedure"),
    "days": Label("审理天数", "days of review"),
    "compensation_claimed": Label("申请赔偿", "compensation claimed"),
    "compensation_granted": Label("赔偿数额", "compensation"),
    "after_reconsideration": Label("复议后起诉", "sued after reconsideration"),
    "role": Label("被告地位", "standing as defendant"),
    "level": Label("审级", "instance"),
    "court": Label("法院", "court"),
    "result": Label("结果", "result"),
    "body_kind": Label("调解组织类别", "kind of mediation body"),
    "dispute_type": Label("纠纷类型", "type of dispute"),
    "source": Label("来源", "source"),
    "parties": Label("涉及当事人", "parties"),
    "amount": Label("涉及金额", "amount in dispute"),
}
"""A column of records in conditions, tables and files."""
LISTS: dict[str, str] = {
    **{
        name: name
        for name in (
            *("outcome", "matter", "field", "applicant_kind", "procedure", "level", "result"),
            *("dispute_type", "body_kind", "source"),
        )
    },
    "matter_child": "matter",
    "field_child": "field",
    "source_child": "source",
    "outcome_detail": "withdrawn",
    "respondent_class": "organ_class",
}
"""Column -> the list that its values come from."""


def column(name: str, source: str = "") -> tuple[Label, str]:
    """The words of a column and the list of its values."""
    return COLUMNS[name], source


def _labels(codes: Iterable[tuple[str, str, str]]) -> dict[str, Label]:
    return {code: Label(zh, en) for code, zh, en in codes}


OPENINGS, ENDS, ENTRIES = (_labels(each) for each in (cases.OPENINGS, cases.ENDS, cases.ENTRIES))
STANDINGS = _labels(suits.STANDINGS)
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


def _ledger_units(key: str) -> dict[str, Label]:
    """The units of the quantities of a key's kind (`ledger.<kind>.<quantity>`), of all kinds where it names none."""
    quantities = [(f"ledger.{k.code}.{q.code}", q) for k in ledger_kinds().values() for q in k.quantities.values()]
    words = [(name, q.unit, Label(q.unit_zh, q.unit.replace("_", " "))) for name, q in quantities]
    own = {unit: label for name, unit, label in words if name == key.replace(":", ".")}
    return own or {unit: label for _name, unit, label in words}
