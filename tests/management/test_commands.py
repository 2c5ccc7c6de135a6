"""What every command keeps to; and the smaller commands, each with what it prints and refuses."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, load_command_class

from casework.law.names import State
from casework.management.base import CaseworkCommand, table_text
from casework.models import CalendarYear, Event
from tests.management.calls import call, run, wrong

COMMANDS = sorted(
    path.stem
    for path in (settings.BASE_DIR / "casework" / "management" / "commands").glob("*.py")
    if path.stem != "__init__"
)
HERE = Path(__file__).parent


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_test_that_calls_it(name):
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("test_*.py"))
    assert any(f'{how}("{name}"' in tests for how in ("call", "wrong")), f"no test calls {name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_its_call_and_stands_on_the_common_base(name):
    command = load_command_class("casework", name)
    assert isinstance(command, CaseworkCommand)
    assert command.help
    assert type(command).__doc__.startswith(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_a_wrong_call(name, db):
    assert wrong(name, "--no-such-option")  # or the want of what must be given


def test_columns_stand_under_one_another_in_chinese_too():
    assert table_text(("a", "b"), [("县", "x"), ("甲乙丙", "y")]) == ["a       b", "县      x", "甲乙丙  y"]


# ---- deadline ----

pytestmark = pytest.mark.django_db


def test_deadline_counts_with_its_steps():
    data = call("deadline", "decide", "--start", "2024-03-05", "--format", "json").json()
    assert (data["term"], data["edition"], data["due"], data["provisional"]) == ("decide", "2023", "2024-05-06", False)
    assert (data["length"], data["unit"], data["article"]) == (60, "calendar_day", "62 ¶1")
    assert {step["kind"] for step in data["steps"]} <= {"start", "count", "skip", "stop", "extend", "roll", "due"}
    assert all(set(step) == {"kind", "from", "to", "days", "reason"} for step in data["steps"])
    extended = call("deadline", "decide", "--start", "2024-03-05", "--extend", "30", "--format", "json").json()
    assert extended["due"] == "2024-06-03"


def test_deadline_with_stops_and_editions():
    stopped = call("deadline", "decide", "--start", "2024-03-05", "--stop", "2024-04-08:", "--format", "json").json()
    assert stopped["due"] is None
    resumed = call("deadline", "decide", "--start", "2024-03-05", "--stop", "2024-04-08:2024-04-12").out
    assert "2024-05-08" in resumed
    assert call("deadline", "decide", "--start", "2023-03-06", "--format", "json").json()["edition"] == "2017"
    obstacle = call("deadline", "apply", "--start", "2024-01-08", "--stop", "2024-02-01:2024-02-20", "--format", "json")
    assert obstacle.json()["due"] == "2024-03-27"  # 8 March and the 19 days
    simplified = ("--procedure", "simplified", "--format", "json")
    assert call("deadline", "decide", "--start", "2024-03-05", *simplified).json()["due"] == "2024-04-07"


DEADLINES = [
    (("decades", "--start", "2024-03-05"), "decades"),
    (("decide", "--start", "2024-02-30"), "2024-02-30"),
    (("decide",), "--start"),
    (("decide", "--start", "2024-03-05", "--edition", "1990"), "1990"),
    (("decide", "--start", "2024-03-05", "--procedure", "fast"), "fast"),
    (("decide", "--start", "2024-03-05", "--extend", "31"), "31"),
    (("decide", "--start", "2024-03-05", "--extend", "-1"), "-1"),
    (("reply", "--start", "2024-03-05", "--extend", "5"), "reply"),
    (("decide", "--start", "2024-03-05", "--stop", "2024-04-08"), "2024-04-08"),
    *[
        ((term, "--start", "2024-03-05", "--stop", "2024-03-06:2024-03-08"), "apply、decide")
        for term in ("reply", "sue", "examine", "apply_cap_act", "hearing_notice")
    ],
    (("decide", "--start", "2024-03-05", "--stop", "2024-04-08:2024-04-01"), "2024-04"),
    (("correct", "--start", "2023-03-06", "--edition", "2017"), "条例29"),
    (("decide", "--start", "2024-03-05", "--region", "99"), "99"),
    (("decide", "--start", "1990-03-05"), "1990"),
]


@pytest.mark.parametrize(("words", "named"), DEADLINES)
def test_a_wrong_deadline_names_the_value(words, named):
    assert named in wrong("deadline", *words)


# ---- check_integrity ----


def test_check_integrity_holds_over_lawful_records(office):
    office.conclude()
    office.sue()
    data = call("check_integrity", "--format", "json").json()
    assert data["holds"] is True
    assert all(set(rule) == {"id", "title", "checked", "broken"} for rule in data["rules"])
    assert sum(rule["checked"] for rule in data["rules"]) > 10
    assert "✕" not in call("check_integrity").out


def test_check_integrity_tells_what_a_script_broke(office):
    case = office.conclude()
    case.phases.filter(kind="review").update(outcome="revoke")
    with pytest.raises(CommandError) as problem:
        call("check_integrity")
    assert problem.value.returncode == 1


# ---- explain, worklist, numbers, load_calendar, build_docs ----


def test_explain_tells_the_story_of_a_case(office):
    case = office.case_in(State.SUSPENDED)
    data = call("explain", case.number, "--on", "2024-03-20", "--format", "json").json()
    assert (data["number"], data["on"], data["organ"]) == (case.number, "2024-03-20", "甲县人民政府")
    assert [act["on"] for act in data["acts"]] == ["2024-03-01", "2024-03-02", "2024-03-06"]
    assert case.number in call("explain", case.number).out
    for words, named in ((("曲政复〔1999〕1号",), "1999"), ((case.number, "--on", "then"), "then")):
        assert named in wrong("explain", *words)


def test_worklist_lists_what_is_due(office):
    case = office.accept("2024-03-01")
    asked = ("--organ", "甲县人民政府", "--on", "2024-03-20")
    data = call("worklist", *asked, "--format", "json").json()
    assert data["on"] == "2024-03-20"
    assert {item["number"] for item in data["items"]} == {case.number}
    assert all(
        set(item) >= {"record", "number", "term", "article", "due", "days_left", "state", "act"}
        for item in data["items"]
    )
    assert case.number in call("worklist", *asked).out
    assert "乌有县" in wrong("worklist", "--organ", "乌有县", "--on", "2024-03-20")


def test_worklist_lists_what_is_planned_with_its_day_and_hour(office):
    case = office.do(office.accept("2026-06-01"), "plan", "2026-07-02", what="hearing", at="9:00", place="三楼")
    asked = ("--organ", "甲县人民政府", "--on", "2026-06-30")
    said = {"kind": "reconsideration", "record": case.pk, "number": case.number}
    plans = call("worklist", *asked, "--format", "json").json()["plans"]
    assert plans == [said | {"what": "hearing", "on": "2026-07-02", "at": "09:00"}]
    text = call("worklist", *asked).out
    assert "2026-07-02" in text
    assert "听证" in text


def test_numbers_lists_series_and_gaps(office):
    office.register(number="甲政复〔2024〕3号")
    data = call("numbers", "--organ", "141021", "--format", "json").json()
    assert data["organ"] == "甲县人民政府"
    assert data["series"] == [{"kind": "reconsideration", "year": 2024, "last": 3, "gaps": [1, 2]}]
    assert "1、2" in call("numbers", "--organ", "141021", "--year", "2024").out
    assert "乌有县" in wrong("numbers", "--organ", "乌有县")


def arrangement(year: int, **changes: object) -> dict[str, object]:
    found = {"year": year, "notice": {"number": "国办发明电〔2027〕1号", "issued_on": f"{year - 1}-11-01"}}
    return {
        **found,
        "holidays": [{"name": "元旦", "days": [f"{year}-01-01"]}],
        "workdays": [],
        "region": None,
        **changes,
    }


def test_load_calendar_takes_a_year_and_refuses_a_faulty_one(office, tmp_path):
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(arrangement(2027)), encoding="utf-8")
    call("load_calendar", str(file))
    assert CalendarYear.objects.get(year=2027).notice_number == "国办发明电〔2027〕1号"
    years = CalendarYear.objects.count()
    for text, named in (
        (json.dumps(arrangement(2027, holidays=[{"name": "元旦", "days": ["2028-01-01"]}])), "2028-01-01"),
        (json.dumps({**arrangement(2027), "colour": 1}), "colour"),
        ("[]", "2027.json"),
        ("{", "2027.json"),
    ):
        file.write_text(text, encoding="utf-8")
        assert named in wrong("load_calendar", str(file))
    assert "none.json" in wrong("load_calendar", str(tmp_path / "none.json"))
    assert CalendarYear.objects.count() == years
    assert not Event.objects.exists()


def test_build_docs_checks_that_the_pages_are_up_to_date(settings, tmp_path):
    assert call("build_docs", "--check").out == ""
    (tmp_path / "fixtures").symlink_to(settings.BASE_DIR / "fixtures")
    settings.BASE_DIR = tmp_path  # no pages there
    with pytest.raises(CommandError) as problem:
        call("build_docs", "--check")
    assert problem.value.returncode == 1


def test_the_clock_is_read_in_the_time_zone_of_the_site(time_machine):
    time_machine.move_to("2024-12-31T16:30:00+00:00")  # half past midnight in Shanghai
    assert CaseworkCommand().today() == date(2025, 1, 1)


def test_integrity_has_an_exit_status(site):
    assert run(site, "check_integrity").returncode == 0
