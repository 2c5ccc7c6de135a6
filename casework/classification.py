"""分类 as an administrator may change them: what a term must be, so that every case keeps its row in every table.

Some lists grow (a place adds its labels under a national heading), some say where a code counts in a printed form, all
others are what the law and the tables are written against: their labels may change and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from casework.law.words.languages import Text
from casework.text.folding import alike, fold
from casework.vocabulary import LOCAL_LISTS, Vocabulary

HEADED = ("matter", "field", "source")
"""Lists whose codes may stand under a heading: they count in the heading's row, and in one of their own below it."""
LOCAL = {"local_matter": "matter", "local_field": "field", "suit_cause": "matter"}
"""Lists of local labels -> the list that each of them counts under."""
GROWING = (*HEADED, "dispute_type", *LOCAL)
LISTS: dict[str, Text] = {
    "matter": Text("申请事项", "matters"),
    "local_matter": Text("地方事项", "local matters"),
    "article11": Text("复议法第十一条各项", "items of article 11"),
    "article6": Text("2017年复议法第六条各项", "items of article 6 (2017)"),
    "field": Text("管理类别", "fields of administration"),
    "local_field": Text("地方管理类别", "local fields"),
    "organ_class": Text("机关分类", "classes of organs"),
    "applicant_kind": Text("申请人类型", "kinds of applicants"),
    "channel": Text("渠道", "channels"),
    "request": Text("复议请求", "requests"),
    "simplified_ground": Text("简易程序事由", "grounds of the simplified procedure"),
    "suspension_ground": Text("中止事由", "grounds of suspension"),
    "result": Text("裁判结果", "results of suits"),
    "suit_cause": Text("应诉案由", "causes of suits"),
    "rank": Text("出庭人员身份", "ranks of those who appear"),
    "absence_reason": Text("不能出庭的理由", "reasons of absence"),
    "dispute_type": Text("纠纷类型", "types of disputes"),
    "body_kind": Text("调解组织类别", "kinds of mediation bodies"),
    "source": Text("调解来源", "sources of mediation"),
    "national_outcome": Text("全国报表：结案方式的列", "national form: outcomes"),
    "disclosure_outcome": Text("信息公开年报：结案方式的列", "disclosure report: outcomes"),
    "disclosure_result": Text("信息公开年报：裁判结果的列", "disclosure report: results"),
}
"""What the lists are called."""
CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
TAKEN = frozenset({"total"})
"""Codes that are rows of every table."""


class Columns(NamedTuple):
    """A list that moves codes to other columns of a printed form: the codes, and the columns by name."""

    codes: Collection[str]
    columns: Collection[str]


Mappings = Mapping[str, Columns]
Fault = tuple[str, Text]
"""The field of a term, and what is wrong with it."""


def in_codes(term: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """The term with its list, its heading and what it counts under as codes, where their labels were typed."""
    name = list_code(term["list"])
    heading = _code(vocabulary, name, term["parent"])
    counted = _code(vocabulary, LOCAL.get(name, ""), term["maps_to"])
    return {**term, "list": name, "code": fold(term["code"]), "parent": heading, "maps_to": counted}


def list_code(typed: str) -> str:
    """The code of a list for its name or code; what is neither stays as it was typed."""
    text = fold(typed)
    return next((code for code, name in LISTS.items() if text in (code, fold(name.zh), fold(name.en))), text)


def _code(vocabulary: Vocabulary, name: str, typed: str) -> str:
    text = fold(typed)
    return next((x.code for x in vocabulary.labels(name).values() if text in (x.code, fold(x.zh))), text)


def faults(term: Mapping[str, Any], vocabulary: Vocabulary, mappings: Mappings) -> Iterator[Fault]:
    """What is wrong with a new term beside those of a vocabulary that does not hold it, field by field."""
    name = term["list"]
    if name not in GROWING and name not in mappings:
        yield "list", _no_such_list(name, vocabulary, mappings)
        return
    yield from _code_faults(term, vocabulary, mappings)
    yield from label_faults(term, vocabulary)
    yield from _heading_faults(term, vocabulary)
    yield from _counted_faults(term, vocabulary, mappings)


def _no_such_list(name: str, vocabulary: Vocabulary, mappings: Mappings) -> Text:
    grow = [LISTS[each] for each in (*GROWING, *mappings)]
    zh, en = "、".join(each.zh for each in grow), ", ".join(each.en for each in grow)
    if name in vocabulary.lists:
        return Text(
            f"分类表「{LISTS[name].zh}」由法律和统计表固定，只能改名称；可以增加的有：{zh}",
            f"The list {LISTS[name].en!r} is fixed by the law and the tables; these grow: {en}",
        )
    return Text(f"没有分类表「{name}」，可以增加的有：{zh}", f"There is no list {name!r}; these grow: {en}")


def _code_faults(term: Mapping[str, Any], vocabulary: Vocabulary, mappings: Mappings) -> Iterator[Fault]:
    name, code = term["list"], term["code"]
    if name in mappings:
        known = mappings[name].codes
        if code not in known:
            yield "code", _not_one("代码", "code", code, known)
    elif CODE.fullmatch(code) is None or code in TAKEN:
        yield (
            "code",
            Text(
                f"代码「{code}」要由小写字母、数字和下划线组成，以字母开头，且不能是{'、'.join(sorted(TAKEN))}",
                f"The code {code!r} must be of small letters, digits and underscores, begin with a letter and not be"
                f" {', '.join(sorted(TAKEN))}",
            ),
        )
    if code in vocabulary.labels(name):
        yield "code", Text(f"代码「{code}」已经使用", f"The code {code!r} is in use")


def label_faults(term: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Fault]:
    """What is wrong with the label and the days of a term; also where only they were changed."""
    family = {term["list"], LOCAL.get(term["list"], ""), *LOCAL_LISTS.get(term["list"], ())} & {*GROWING, term["list"]}
    said = {alike(term["zh"]), alike(term["code"])}
    for other in sorted(family):
        for label in vocabulary.labels(other).values():
            if said & {alike(label.zh), alike(label.code)} and (other, label.code) != (term["list"], term["code"]):
                yield (
                    "zh",
                    Text(
                        f"「{label.zh}」（{label.code}）已经使用这个名称或代码",
                        f"{label.en} ({label.code}) bears this label or code",
                    ),
                )
                return
    first, last = term.get("valid_from"), term.get("valid_to")
    if first and last and last < first:
        yield "valid_to", Text(f"末日{last}早于首日{first}", f"The last day {last} lies before the first day {first}")


def _heading_faults(term: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Fault]:
    name, parent = term["list"], term["parent"]
    if not parent:
        return
    if name not in HEADED:
        yield "parent", Text(f"分类表「{name}」没有上级", f"The list {name!r} has no headings")
        return
    headings = [x.code for x in vocabulary.labels(name).values() if not x.parent and x.code != term["code"]]
    if parent not in headings:
        yield "parent", _not_one("上级", "heading", parent, headings)


def _counted_faults(term: Mapping[str, Any], vocabulary: Vocabulary, mappings: Mappings) -> Iterator[Fault]:
    name, counted = term["list"], term["maps_to"]
    if name in LOCAL or name in mappings:
        allowed = list(vocabulary.labels(LOCAL[name])) if name in LOCAL else list(mappings[name].columns)
        if counted not in allowed:
            yield "maps_to", _not_one("对应代码", "code that it counts under", counted, allowed)
    elif counted:
        instead = "写「上级」" if name in HEADED else "留空"
        yield (
            "maps_to",
            Text(
                f"分类表「{name}」不用对应代码：{instead}",
                f"In the list {name!r} nothing maps to another code: "
                + ("name the heading as its parent" if name in HEADED else "leave it empty"),
            ),
        )


def _not_one(zh: str, en: str, value: str, allowed: Collection[str]) -> Text:
    return Text(
        f"没有{zh}「{value}」，可用：{'、'.join(allowed)}", f"There is no {en} {value!r}; allowed: {', '.join(allowed)}"
    )
