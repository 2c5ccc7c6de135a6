"""Series of numbers: a pattern for an organ and kind, the gaps of a series, and no number twice."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from casework.actions.numbers import DECISION, next_number, series_of
from casework.law.names import Act
from casework.models import NumberPattern, NumberSeries
from casework.models.numbers import pattern_of
from tests.factories import Office, day
from tests.management.calls import call, wrong


def gaps(
    office: Any, organ: str = "甲县", year: int | None = None
) -> dict[tuple[str, int], tuple[int, tuple[int, ...]]]:
    return {(s.kind, s.year): (s.last, s.gaps) for s in series_of(office[organ], year)}


def with_pattern(office: Any, pattern: str, kind: str = DECISION, organ: str = "甲县") -> None:
    NumberPattern.objects.create(organ=office[organ], kind=kind, pattern=pattern)


def test_an_organ_with_a_pattern_of_its_own_numbers_by_it_and_others_as_before(office):
    with_pattern(office, "{word}行复决字〔{year}〕第{serial}号", "reconsideration")
    assert [office.register().number, office.register().number] == [
        "甲政行复决字〔2024〕第1号",
        "甲政行复决字〔2024〕第2号",
    ]
    assert office.register(actor=office.actor("乙县")).number == "乙政复〔2024〕1号"


def test_a_decision_is_numbered_only_where_the_organ_has_a_pattern_and_none_was_given(office):
    assert office.conclude("2024-03-01").document_number == ""
    with_pattern(office, "{word}复决〔{year}〕{serial}号")
    assert office.conclude("2024-03-01").document_number == "甲政复决〔2024〕1号"
    assert office.conclude("2024-03-01", number="甲政复决〔2024〕特1号").document_number == "甲政复决〔2024〕特1号"
    assert office.conclude("2024-12-20").document_number == "甲政复决〔2025〕1号"  # decided in 2025
    assert office.conclude("2024-03-01", actor=office.actor("乙县")).document_number == ""
    assert pattern_of(DECISION, office["乙县"]) is None
    assert next_number(DECISION, office["乙县"], day("2024-05-06")) == ""


@pytest.mark.parametrize(
    "pattern", ["{word}〔{year}〕号", "{word}{serial}{serial}〔{year}〕", "{word}〔{year}〕{serial}{x}"]
)
def test_a_pattern_from_which_no_number_can_be_read_back_is_refused(office, pattern):
    with pytest.raises(ValidationError):
        NumberPattern(organ=office["甲县"], kind=DECISION, pattern=pattern).full_clean()


def test_serials_that_no_record_bears_are_listed_and_a_void_record_leaves_none(office):
    first = office.register()
    office.register(number="甲政复〔2024〕5号")
    office.register(number="甲政复〔2024〕3号")
    assert gaps(office) == {("reconsideration", 2024): (5, (2, 4))}
    office.do(first, Act.VOID, "2024-03-05", reason="重复登记")
    assert gaps(office) == {("reconsideration", 2024): (5, (2, 4))}
    assert office.register().number == "甲政复〔2024〕6号"
    office.register("2023-05-08")
    office.mediation()
    office.register("2024-03-01", number="甲政复〔2024〕4号")
    assert gaps(office, year=2024)["reconsideration", 2024] == (6, (2,))
    assert gaps(office, year=2023) == {("reconsideration", 2023): (1, ())}
    assert set(gaps(office)) == {("mediation", 2024), ("reconsideration", 2023), ("reconsideration", 2024)}
    assert gaps(office, "乙县") == {}


def test_the_number_of_a_decision_stays_taken_when_its_case_is_reopened(office):
    with_pattern(office, "{word}复决〔{year}〕{serial}号")
    case = office.conclude("2024-03-01")
    case = office.do(case, Act.REOPEN, "2024-05-06", to="reviewing", by_order_of="测试市人民政府")
    assert case.document_number == ""
    assert gaps(office)[DECISION, 2024] == (1, ())
    again = office.do(case, Act.CONCLUDE, "2024-06-03", outcome="revoke")
    assert again.document_number == "甲政复决〔2024〕2号"
    assert gaps(office)[DECISION, 2024] == (2, ())
    NumberSeries.objects.filter(kind=DECISION).update(last=3)
    assert gaps(office)[DECISION, 2024] == (3, (3,))


def test_the_command_lists_the_series_as_text_and_json(office):
    office.register(number="甲政复〔2024〕3号")
    office.register("2023-05-08")
    found = call("numbers", "--organ", "甲县人民政府", "--format", "json").json()
    assert found == {
        "organ": "甲县人民政府",
        "series": [
            {"kind": "reconsideration", "year": 2023, "last": 1, "gaps": []},
            {"kind": "reconsideration", "year": 2024, "last": 3, "gaps": [1, 2]},
        ],
    }
    assert json.dumps(found)
    text = call("numbers", "--organ", "141021", "--year", "2024").out.splitlines()
    assert text[1].split() == ["行政复议", "2024", "3", "1、2"]
    assert len(text) == 2
    assert "无名局" in wrong("numbers", "--organ", "无名局")


@pytest.fixture
def shared(transactional_db: None) -> Office:
    return Office()


THREADS, EACH = 4, 3


def test_threads_that_record_at_once_never_give_a_number_twice_and_leave_no_gap(shared):
    with_pattern(shared, "{word}复决〔{year}〕{serial}号")
    gate = threading.Barrier(THREADS, timeout=30)

    def work(_: int) -> list[tuple[str, str]]:
        try:
            gate.wait()
            cases = [shared.conclude("2024-03-01") for _ in range(EACH)]
            return [(case.number, case.document_number) for case in cases]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        given = [pair for pairs in pool.map(work, range(THREADS)) for pair in pairs]
    every = range(1, THREADS * EACH + 1)
    assert {number for number, _ in given} == {f"甲政复〔2024〕{n}号" for n in every}
    assert {document for _, document in given} == {f"甲政复决〔2024〕{n}号" for n in every}
    assert gaps(shared) == {(kind, 2024): (len(given), ()) for kind in (DECISION, "reconsideration")}
