"""Bad input: one sentence that names the value and, where there is one, the article; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from casework.errors import ActRefused, NotPermitted
from casework.law.names import Act, Role, State
from tests.factories import Office, traces
from tests.management.calls import wrong

pytestmark = pytest.mark.django_db
CLERK = frozenset({Role.CLERK})


class Bad(NamedTuple):
    """What is asked, from the case it is asked of; the article and the words that its sentence names."""

    case: Callable[[Office], Any]
    act: Act
    on: str
    keys: dict[str, Any]
    article: str
    words: tuple[str, ...] = ()
    roles: frozenset[Role] | None = None


def correcting(fact: str, value: Any) -> dict[str, Any]:
    return {"fact": fact, "value": value, "reason": "笔误"}


def reviewing(office: Office) -> Any:
    return office.accept("2024-03-01")


def suspended(office: Office) -> Any:
    return office.do(reviewing(office), "suspend", "2024-03-20", ground="related_case")


def extended(office: Office) -> Any:
    return office.do(reviewing(office), "extend", "2024-03-20", days=20)


BAD: dict[str, Bad] = {
    "an inverted stop": Bad(
        reviewing, Act.EXCLUDE, "2024-04-15", {"kind": "appraisal", "from": "2024-04-12", "to": "2024-04-08"},
        "条例34条、37条", ("2024-04-12", "2024-04-08"),
    ),
    "resumed before it was suspended": Bad(
        suspended, Act.RESUME, "2024-03-19", {}, "39条", ("2024-03-19", "2024-03-20")
    ),
    "extensions over thirty days in sum": Bad(extended, Act.EXTEND, "2024-04-01", {"days": 11}, "62条1款", ("31",)),
    "resumed without suspension": Bad(reviewing, Act.RESUME, "2024-04-01", {}, "39条", ("审理中",)),
    "reopened but never closed": Bad(
        reviewing, Act.REOPEN, "2024-04-01", {"to": "reviewing", "by_order_of": "测试市人民政府"}, "35条、40条",
        ("审理中",),
    ),
    "received later than it was accepted": Bad(
        reviewing, Act.CORRECT, "2024-04-01", correcting("received_on", "2024-03-04"), "", ("受理", "2024-03-04")
    ),
    "accepted later than it was decided": Bad(
        Office.conclude, Act.CORRECT, "2024-05-01", correcting("accepted_on", "2024-04-02"), "61条、62条",
        ("结案", "2024-04-02"),
    ),
    "resumed later than it was decided": Bad(
        lambda office: office.do(
            office.do(suspended(office), "resume", "2024-04-01"), "conclude", "2024-04-08", outcome="uphold"
        ),
        Act.CORRECT, "2024-05-01", correcting("resume#1.on", "2024-04-09"), "61条、62条", ("结案", "2024-04-09"),
    ),
    "a correction that makes a later act unlawful, by a clerk": Bad(
        reviewing, Act.CORRECT, "2024-04-01", correcting("received_on", "2024-02-05"), "30条3款",
        ("受理", "机构负责人"), CLERK,
    ),
    "a correction after which the case could not be extended, by a clerk": Bad(
        extended, Act.CORRECT, "2024-04-01", correcting("procedure", "simplified"), "62条1款",
        ("延期", "机构负责人"), CLERK,
    ),
    "a fact corrected to what it was": Bad(
        reviewing, Act.CORRECT, "2024-04-01", correcting("field", "公安"), "", ("field", "公安")
    ),
    "a day corrected to what it was": Bad(
        reviewing, Act.CORRECT, "2024-04-01", correcting("received_on", "2024-03-01"), "", ("2024-03-01",)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_to_a_case_is_one_sentence_with_its_article_and_writes_nothing(office, name):
    bad = BAD[name]
    case = bad.case(office)
    before = traces(case)
    actor = office.actor("甲县", bad.roles) if bad.roles is not None else office.actor("甲县")
    with transaction.atomic(), pytest.raises((ActRefused, NotPermitted)) as caught:
        office.do(case, bad.act, bad.on, actor=actor, **bad.keys)
    chinese, english = (caught.value.sentence(language) for language in ("zh-hans", "en"))
    assert [word for word in (bad.article, *bad.words) if word not in chinese] == []
    assert "\n" not in chinese + english
    if bad.article:
        assert re.search(rf"art\. [^)]*{re.search(r'[0-9]+', bad.article)[0]}", english)
    assert traces(case) == before


DECIDE = ("decide", "--start", "2024-03-05")
CALLS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "an unknown term": (("decades", "--start", "2024-03-05"), ("decades", "decide", "examine")),
    "an inverted stop": ((*DECIDE, "--stop", "2024-04-08:2024-04-01"), ("2024-04-08:2024-04-01",)),
    "a third edition": ((*DECIDE, "--edition", "1999"), ("1999", "2017", "2023")),
    "a year without calendar": (("decide", "--start", "1990-03-05"), ("1990", "load_calendar")),
    "an extension over thirty days": ((*DECIDE, "--extend", "31"), ("31", "30", "62条1款")),
    "a term that the law leaves to the notice": (("correct", "--start", "2023-03-06"), ("条例29",)),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
def test_bad_input_to_a_deadline_is_one_line_with_what_is_allowed_and_writes_nothing(name):
    words, named = CALLS[name]
    said = wrong("deadline", *words)
    assert [word for word in named if word not in said] == []


def test_a_year_without_calendar_refuses_no_act_and_gives_no_day(office):
    case = office.accept("2012-06-04")
    assert State(case.state) is State.REVIEWING
    assert (case.next_term, case.next_due_on) == ("", None)
