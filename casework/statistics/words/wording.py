"""Conditions in words, in both languages: what a row or column counts, said from the declaration itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.kinds import KINDS, reconsideration
from casework.kinds.facts import Codes, labels_of
from casework.law.names import InstanceLevel
from casework.law.words.languages import is_chinese
from casework.statistics.conditions import (
    After,
    AnyOf,
    AtMost,
    Before,
    First,
    HasRespondent,
    Is,
    Never,
    NotBefore,
    OneOf,
    Positive,
    SideLost,
    SideOwn,
    Stands,
    Stayed,
    UpTo,
    Within,
)
from casework.statistics.model import Label
from casework.statistics.words import words
from casework.vocabulary import Vocabulary

OTHERS: dict[str, tuple[Label, Codes]] = {
    "kind": (
        Label("类", "kind"),
        (("intake", "受理审查阶段", "intake"), ("review", "审理阶段", "review"), *reconsideration.ENTRIES),
    ),
    "opened_by": (Label("因何开始", "opened by"), reconsideration.OPENINGS),
    "closed_by": (Label("因何结束", "closed by"), reconsideration.ENDS),
    "began_by": (Label("到本机关的方式", "came to the organ as"), reconsideration.OPENINGS),
    "opened_on": (Label("阶段开始日期", "the day the phase opened"), ""),
    "closed_on": (Label("结束日期", "the closing day"), ""),
    "superseded_on": (Label("下一阶段开始日期", "the day the next phase opened"), ""),
    "case_received_on": (Label("案件收到日期", "the day the case was received"), ""),
    "on": (Label("作出日期", "its date"), ""),
    "answered_on": (Label("反馈日期", "the day of the answer"), ""),
    "lost_on": (Label("关联一审有被告败诉的日期", "the day a defendant lost the linked first instance"), ""),
    "copy_on": (Label("发送副本日期", "the day the copy was sent"), ""),
    "reply_on": (Label("收到答复日期", "the day of the reply"), ""),
    "first_heard_on": (Label("首次开庭日期", "the first hearing"), ""),
    "ruled_on": (Label("裁定日期", "the day of the ruling"), ""),
    "organ__organ_class": (Label("复议机关类型", "class of the reconsideration organ"), "organ_class"),
    "level": (words.COLUMNS["instance"], InstanceLevel),
    "applicant_kind": (
        words.COLUMNS["applicant_kind"],
        (
            ("citizen", "公民", "citizen"),
            ("legal_person_or_organisation", "法人或其他组织", "legal person or organisation"),
        ),
    ),
}
"""Columns of base sets that are no facts, or say something else there."""
CODES: dict[str, list[Codes]] = {}
for _fact in (fact for kind in KINDS.values() for fact in kind.facts.all):
    CODES.setdefault(_fact.name, []).append(_fact.codes)
"""Name of a fact -> what its values are called; two kinds may have one of a name."""


def _column(name: str) -> tuple[Label, list[Codes]]:
    """The words of a column of a base set, and what its values are called."""
    name = name.removeprefix("litigation__")
    if name in OTHERS:
        label, codes = OTHERS[name]
        return label, [codes]
    return words.COLUMNS[name], CODES.get(name, [])


BOUNDS = {
    "start": Label("期初", "the start"),
    "end": Label("期末", "the end"),
    "as_of": Label("状态日", "the day of the state"),
}
OF_DAYS: dict[type, Label] = {
    Before: Label("{name}在{bound}之前", "{name} before {bound}"),
    NotBefore: Label("{name}在{bound}当日或者以后", "{name} on {bound} or later"),
    UpTo: Label("{name}不晚于{bound}", "{name} up to {bound}"),
    After: Label("{name}晚于{bound}，或者还没有", "{name} after {bound}, or not yet"),
}
PLAIN: dict[type, Label] = {
    SideLost: Label("范围内的机关败诉", "an organ in scope lost"),
    SideOwn: Label("范围内的机关不只是作共同被告的复议机关", "an organ in scope is more than a joint reviewer"),
    HasRespondent: Label("该机关是被申请人之一", "the organ is a respondent"),
    First: Label(
        "不是范围内另一机关同期已经计数而告知、转送或者提级来的", "not counted by another organ in scope it came from"
    ),
    Stayed: Label("没有告知、转送或者提级到另一机关", "did not go on to another organ"),
    Never: Label("这一口径下没有", "nothing under this basis"),
    Within: Label("{name}在期内", "{name} in the period"),
    Positive: Label("{name}大于0", "{name} above 0"),
    AtMost: Label("{name}不超过{limit}", "{name} at most {limit}"),
}


class Wording:
    """The words of conditions in one language."""

    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.vocabulary = vocabulary
        self.language = language
        self.chinese = is_chinese(language)

    def of(self, conditions: Iterable[Any]) -> str:
        """All conditions together."""
        return ("；" if self.chinese else "; ").join(self.one(condition) for condition in conditions)

    def one(self, condition: Any) -> str:
        """One condition."""
        if isinstance(condition, AnyOf):
            groups = [f"（{self.of(group)}）" if self.chinese else f"({self.of(group)})" for group in condition.groups]
            return ("或者" if self.chinese else " or ").join(groups)
        if isinstance(condition, Is | OneOf):
            return self._values(condition)
        if isinstance(condition, Stands):
            names = [words.STANDINGS[standing].of(self.language) for standing in condition.standings]
            return self._said(Label("最高出庭人员", "highest attendee").of(self.language), names)
        kind = type(condition)
        pattern = OF_DAYS.get(kind) or PLAIN[kind]
        name = _column(condition.column)[0] if "{name}" in pattern.zh else Label("", "")
        bound = BOUNDS[condition.bound].of(self.language) if kind in OF_DAYS else ""
        limit = getattr(condition, "limit", "")
        return pattern.of(self.language).format(name=name.of(self.language), bound=bound, limit=limit)

    def _values(self, condition: Is | OneOf) -> str:
        name, codes = _column(condition.column)
        if isinstance(condition, Is) and isinstance(condition.value, bool):
            yes = name.of(self.language)
            return yes if condition.value else (f"没有{yes}" if self.chinese else f"not {yes}")
        values = [condition.value] if isinstance(condition, Is) else sorted(condition.values)
        return self._said(name.of(self.language), [self._code(codes, value) for value in values])

    def _said(self, name: str, values: list[str]) -> str:
        return f"{name}：{'、'.join(values)}" if self.chinese else f"{name}: {', '.join(values)}"

    def _code(self, lists: list[Codes], code: str) -> str:
        if not code:
            return "无" if self.chinese else "none"
        for codes in lists:
            found = self.vocabulary.labels(codes) if isinstance(codes, str) else labels_of(codes)
            if code in found:
                return found[code].of(self.language)
        return code
