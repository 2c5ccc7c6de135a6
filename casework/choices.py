"""Enumerations of the law as choices for fields, forms and documents."""

from __future__ import annotations

from casework.law.names import Act, Name, Planned, RecordKind
from casework.law.words.languages import is_chinese, spoken


def code_choices(names: type[Name], language: str = "zh-hans") -> list[tuple[str, str]]:
    """Pairs of code and label in the order of the law."""
    return [(name.value, label_of(name, language)) for name in names]


def label_of(name: Name, language: str = "zh-hans") -> str:
    """The term in the language of the page."""
    return spoken(name, language)


OTHERWISE = {
    (RecordKind.LITIGATION, Act.HOLD_HEARING): ("开庭", "court hearing"),
    (RecordKind.LITIGATION, Act.RECOMPUTE): ("随复议案件变动", "follows the reconsideration"),
    (RecordKind.RESPONDENT, Act.SERVE): ("收到决定", "decision received"),
}
"""What bears another name in another kind: 听证 of a reconsideration is 开庭 before a court."""


def act_label(act: Act, kind: RecordKind, language: str = "zh-hans") -> str:
    """The term of an act on a record of a kind."""
    zh_en = OTHERWISE.get((kind, act))
    return label_of(act, language) if zh_en is None else zh_en[0 if is_chinese(language) else 1]


def planned_label(what: Planned, kind: RecordKind, language: str = "zh-hans") -> str:
    """The term of what is planned in a record of a kind: 听证 of a reconsideration, 开庭 before a court."""
    hearing = what is Planned.HEARING and kind is not RecordKind.MEDIATION and is_chinese(language)
    return act_label(Act.HOLD_HEARING, kind, language) if hearing else label_of(what, language)
