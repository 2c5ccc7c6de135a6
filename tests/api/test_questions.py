"""The same question has one answer: page, address of programs and command accept and refuse it with one sentence."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.api.conftest import problem

YEAR = {"organ": "甲县人民政府", "from": "2024-01-01", "to": "2024-12-31"}
QUESTIONS: tuple[tuple[dict[str, str], str], ...] = (
    ({}, ""),
    ({"as_of": "2024-06-30"}, ""),
    ({"as_of": "2024-01-01"}, ""),
    ({"as_of": "2025-03-31"}, ""),
    ({"as_of": "2023-12-31"}, "状态日2023-12-31早于期初2024-01-01：要等于或晚于期初"),
    ({"to": "2023-12-31"}, "期间倒了：2024-01-01晚于2023-12-31"),
    ({"from": "2024-02-30"}, "from：「2024-02-30」不是日期，写成2024-03-15"),
    ({"from": "1989-01-01"}, "from：「1989-01-01」不可用，可用：1990年至2100年"),
    ({"as_of": "2101-01-01"}, "as_of：「2101-01-01」不可用，可用：1990年至2100年"),
    ({"from": "2030-01-01", "to": "2030-12-31"}, ""),
    ({"basis": "own"}, ""),
    ({"basis": "cohort"}, ""),
    ({"basis": "vibes"}, "口径「vibes」不存在，可用：own、received、accepted、concluded、cohort"),
    ({"organ": "甲县旧名"}, ""),
    ({"organ": "同名机关"}, "有2个机关叫「同名机关」"),
    ({"organ": "１４１０２１"}, ""),
    ({"organ": "甲" * 201}, "参数「organ」的值读不出来：至多200个字，没有控制字符"),
    ({"conclusion_rate": "accepted"}, ""),
    ({"conclusion_rate": "own", "rounding": "half_up"}, ""),
    ({"conclusion_rate": "received"}, "分母「received」不存在，可用：own、accepted"),
    ({"rounding": "truncate"}, ""),
    ({"rounding": "up"}, "舍入「up」不存在，可用：half_up、truncate"),
)


def told_by(text: str) -> str:
    """What a page refuses; a field of a day keeps what was typed and says beside itself what it takes."""
    marked = re.search(r'id="(\w+)_error">(.*?)</', text, re.S)
    if marked:
        return f"{marked[1]}：{marked[2]}"
    found = re.search(r'(?:role="alert"|class="problem")[^>]*>(.*?)</', text, re.S)
    return found[1].strip() if found else text


@pytest.fixture
def asked_of(county, program, personas, office):
    """How each of the three answers: the sentence of its refusal, "" where it answers."""
    from casework.actions.reference.organs import add_organ  # noqa: PLC0415  # after the county

    for above in ("甲县", "甲局"):
        add_organ(name="同名机关", level="county", kind="department", under=office[above])
    office["甲县"].former_names.create(name="甲县旧名", until="2020-01-01")
    client = Client()
    client.force_login(personas.supervisor)
    ask = program(personas.supervisor)

    def page(asked: dict[str, str]) -> str:
        answer = client.get(f"/statistics/tables/R1/?{urlencode(asked)}")
        if answer.status_code == 200:
            return ""
        assert answer.status_code == 400
        return told_by(html.unescape(answer.content.decode()))

    def address(asked: dict[str, str]) -> str:
        answer = ask(f"figures/reconsideration.received/?{urlencode(asked)}")
        if answer.status_code == 200:
            return ""
        (fault,) = problem(answer, 400)["errors"]
        return str(fault["detail"])

    def command(asked: dict[str, str]) -> str:
        words = [word for name, text in asked.items() for word in (f"--{name.replace('_', '-')}", text)]
        try:
            call_command("report", *words, "--table", "T1", stdout=io.StringIO(), stderr=io.StringIO())
        except CommandError as refusal:
            return str(refusal) if refusal.returncode == 2 else f"exit {refusal.returncode}"
        return ""

    return page, address, command


@pytest.mark.parametrize(("question", "said"), QUESTIONS, ids=lambda value: str(value)[:40])
def test_page_program_and_command_answer_alike_and_refuse_in_the_same_words(question, said, asked_of):
    found = [ask(YEAR | question) for ask in asked_of]
    if said:
        of_page, *others = found
        value = f"{said.partition('」')[0]}」"
        # a page says in words what a program is told in codes
        assert said in of_page or re.match(rf"{value}不(?:存在，可选：[^a-z]+$|是|可用)|.*：{value}", of_page), found
        assert all(said in each for each in others), found
    else:
        assert found == ["", "", ""]


def test_a_day_of_the_state_within_the_period_limits_the_legal_dates_alike(office, asked_of, program, personas):
    office.conclude("2024-05-06", "uphold", days=30)  # concluded on 5 June
    numbers = {}
    for as_of in ("2024-06-04", "2024-06-05"):
        asked = YEAR | {"as_of": as_of}
        figure = program(personas.clerk).json(f"figures/reconsideration.outcome.uphold/?{urlencode(asked)}")
        out = io.StringIO()
        words = [word for name, text in asked.items() for word in (f"--{name.replace('_', '-')}", text)]
        call_command("report", *words, "--format", "json", stdout=out, stderr=io.StringIO())
        told: dict[str, Any] = json.loads(out.getvalue())["figures"]["reconsideration.outcome.uphold"]
        assert told["value"] == figure["value"]
        numbers[as_of] = figure["value"]
    assert numbers["2024-06-05"] == numbers["2024-06-04"] + 1


def test_what_is_chosen_is_counted_and_said_alike(office, asked_of, program, personas):
    for n, outcome in enumerate(("revoke", "revoke", "uphold")):
        office.conclude(f"2022-0{n + 2}-01", outcome)
    for n in range(3):
        office.accept(f"2022-0{n + 2}-08")
    asked = {"organ": "甲县人民政府", "from": "2022-01-01", "to": "2022-12-31"}
    chosen = asked | {"correction_rate": "accepted", "rounding": "truncate"}
    figure = program(personas.clerk).json(f"figures/reconsideration.correction_rate/?{urlencode(chosen)}")
    out = io.StringIO()
    words = [word for name, text in chosen.items() for word in (f"--{name.replace('_', '-')}", text)]
    call_command("report", *words, "--table", "R1", "--format", "json", stdout=out, stderr=io.StringIO())
    data = json.loads(out.getvalue())
    told = data["figures"]["reconsideration.correction_rate"]
    assert {name: figure[name] for name in told} == told
    assert (told["value"], told["numerator"], told["denominator"]) == (33.33, 2, 6)  # two of six, cut off
    assert told["definition"] == "直接纠错/受理"
    rows = {row["key"]: row["values"]["value"] for row in data["tables"]["R1"]["rows"]}
    assert rows["reconsideration:correction_rate"] == 33.33
    assert rows["reconsideration:comprehensive_correction_rate"] == 66.66  # 2/3, cut off and not 66.67
