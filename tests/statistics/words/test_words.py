"""A word for a thing: a code has one Chinese word in tables, figures, conditions, filters and files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import pytest
from django.conf import settings

from casework.filters.fields import Pairs
from casework.filters.sets import FILTERS
from casework.kinds import fact_of
from casework.law.names import RecordKind
from casework.statistics.conditions import Is
from casework.statistics.figures import FIGURES
from casework.statistics.tables import tables_of
from casework.statistics.words import wording, words
from casework.statistics.words.definitions import A_MONTH

Said = tuple[str, str, str, str]
"""Kind of record, code, Chinese word, where it stands."""
FORMS = frozenset({"T11", "T11E", "D1"})
"""National forms, whose words are their own."""
OWN_WORDS = {("mediation", "concluded"): "the report's own sentence: 调解各类矛盾纠纷"}
STATES = frozenset({"state"})
"""Filters by a state: another thing than the end that leads to it."""


def of_tables(vocabulary) -> Iterator[Said]:
    for table in tables_of(vocabulary, {}, A_MONTH).values():
        if table.key in FORMS:
            continue
        for row in table.rows:
            yield row.base.kind.value, row.key, row.label.zh, f"{table.key} row"
        for column in table.columns:
            kind = (column.base or table.rows[0].base).kind.value
            yield kind, column.key.removeprefix("previous_"), column.label.zh, f"{table.key} column"


def of_figures() -> Iterator[Said]:
    for key, figure in FIGURES.items():
        if figure.unit != "percent":
            kind, _, code = key.partition(".")
            yield kind, code.removeprefix("outcome."), figure.label.zh, "figure"


def of_filters() -> Iterator[Said]:
    for kind, filters in FILTERS.items():
        for name, fact in filters.base_filters.items():
            if isinstance(fact, Pairs) and name not in STATES:
                yield from ((kind.value, code, zh, f"filter {name}") for code, zh, _en in fact.pairs)
    for name in words.OF_REVIEW:
        fact = fact_of(RecordKind.RECONSIDERATION, name)
        if fact is not None:
            yield "reconsideration", name, fact.label.zh, "filter"


def of_conditions() -> Iterator[Said]:
    for name in ("kind", "opened_by", "closed_by"):
        codes = wording.OTHERS[name][1]
        assert isinstance(codes, tuple)
        yield from (("reconsideration", code, zh, "condition") for code, zh, _en in codes)
    yield from (("litigation", code, label.zh, "condition") for code, label in words.STANDINGS.items())


def agree(said: set[str]) -> bool:
    """Whether words are one: the shortest stands in each (收到, 收到行政复议申请; 恢复, 恢复审理)."""
    shortest = min(said, key=len)
    return all(shortest in each for each in said)


@pytest.mark.django_db
def test_a_code_has_one_word_in_tables_figures_conditions_and_filters(office):
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    everything = chain(of_tables(office.reference.vocabulary), of_figures(), of_filters(), of_conditions())
    for kind, code, zh, where in everything:
        found[kind, code][zh].append(where)
    assert found["reconsideration", "late"].keys() == {"逾期审结"}
    assert len(found["reconsideration", "late"]["逾期审结"]) >= 3
    several = {key: dict(said) for key, said in found.items() if not agree(set(said)) and key not in OWN_WORDS}
    assert several == {}


def test_a_result_is_said_by_the_list_of_its_kind(office):
    said = wording.Wording(office.reference.vocabulary, "zh-hans")
    code, label = next(iter(office.reference.vocabulary.labels("result").items()))
    assert said.one(Is("result", "succeeded")) == "结果：成功"
    assert said.one(Is("result", code)) == f"结果：{label.zh}"


SOURCES = sorted((settings.BASE_DIR / "casework").rglob("*.py"))


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("期内收到的申请及其结果", "statistics/words/words.py"),
        ("各行按自身日期", "statistics/words/words.py"),
        ("逾期审结", "kinds/reconsideration.py"),
        ("规范性文件不合法", "kinds/reconsideration.py"),
    ],
)
def test_what_is_said_in_several_places_is_written_in_one(word, place):
    assert [str(file) for file in SOURCES if f'"{word}"' in file.read_text(encoding="utf-8")] == [
        str(settings.BASE_DIR / "casework" / place)
    ]
