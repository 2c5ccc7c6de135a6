"""The calendar in use: a new or changed year moves exactly the dates that rest on it, or nothing at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from casework.actions import saving
from casework.actions.counting import recompute as recomputing
from casework.actions.reference.organs import add_organ
from casework.law.names import Act
from casework.models import CalendarYear, Event, Phase, Reconsideration
from tests.factories import Office, day, events_of, fresh
from tests.management.calls import call, wrong

FIXTURES = Path(__file__).parents[2] / "fixtures" / "calendar"
TODAY = "2024-06-12"
Writer = Callable[..., str]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """The command reads the clock: here it stands."""
    with time_machine.travel(f"{TODAY}T09:00:00+08:00", tick=False):
        yield


@pytest.fixture
def year_file(tmp_path: Path) -> Writer:
    """Writes the arrangement of 2024 with Labour Day lengthened by the days named, and other changes."""

    def write(*more_days: str, **changes: Any) -> str:
        data = json.loads((FIXTURES / "2024.json").read_text(encoding="utf-8"))
        if more_days:
            data["holidays"].append({"name": "劳动节", "days": list(more_days)})
        path = tmp_path / "2024.json"
        path.write_text(json.dumps({**data, **changes}, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


def copied(office: Office, received: str, accepted: str, **keys: Any) -> Any:
    """A case under review whose copy is sent, so that deciding alone is left."""
    case = office.do(office.register(received, **keys), Act.ACCEPT, accepted)
    return office.do(case, Act.SEND_COPY, accepted)


def due(case: Any) -> str | None:
    found = fresh(case).next_due_on
    return found.isoformat() if found is not None else None


def recounted(case: Any) -> list[Event]:
    return [event for event in events_of(case) if event.act == Act.RECOMPUTE]


def test_a_changed_year_moves_the_dates_that_rest_on_it_and_no_others_with_one_event_each(office, year_file):
    office.today = day(TODAY)
    rolled = copied(office, "2024-03-01", "2024-03-05")  # 4 May: to the first working day after the holiday
    counted = office.register("2024-04-30")  # five working days: 6, 7, 8, 9, 10 May
    sister = office.do(office.register("2024-04-29", actor=office.actor("乙县")), Act.WITHDRAW_EARLY, "2024-04-29")
    beside = copied(office, "2024-03-08", "2024-03-12")  # Saturday 11 May, worked before and after
    assert [due(case) for case in (rolled, counted, sister, beside)] == ["2024-05-06", "2024-05-10", None, "2024-05-11"]
    versions = {case.pk: fresh(case).version for case in (rolled, counted, sister, beside)}
    told = call("load_calendar", year_file("2024-05-06"))
    assert [due(case) for case in (rolled, counted, sister, beside)] == ["2024-05-07", "2024-05-11", None, "2024-05-11"]
    assert told.out.splitlines() == [
        "甲政复〔2024〕1号  decide  2024-05-06 → 2024-05-07",
        "甲政复〔2024〕2号  request_correction  2024-05-10 → 2024-05-11",
        "甲政复〔2024〕2号  examine  2024-05-10 → 2024-05-11",
    ]
    assert "2件" in told.err
    for case in (rolled, counted):
        (event,) = recounted(case)
        assert (event.on, event.person, event.organ) == (day(TODAY), None, case.organ)
        assert list(event.changes) == ["next_due_on"]
        assert event.version == fresh(case).version == versions[case.pk] + 1
    for case in (sister, beside):
        assert recounted(case) == []
        assert fresh(case).version == versions[case.pk]


def test_the_same_year_loaded_again_moves_nothing(office, year_file):
    office.today = day(TODAY)
    copied(office, "2024-03-01", "2024-03-05")
    call("load_calendar", year_file("2024-05-06"))
    again = call("load_calendar", year_file("2024-05-06"))
    assert again.out == ""
    assert Event.objects.filter(act=Act.RECOMPUTE).count() == 1
    assert CalendarYear.objects.filter(year=2024, region="").count() == 1


def test_a_case_goes_on_after_its_dates_were_moved_and_its_acts_play_as_before(office, year_file):
    office.today = day(TODAY)
    case = copied(office, "2024-03-01", "2024-03-05")
    call("load_calendar", year_file("2024-05-06"))
    office.reference = type(office.reference)(this_year=2024)
    done = office.do(fresh(case), Act.EXTEND, "2024-05-07", days=10)  # the last day now, over the day before
    assert done.next_due_on == day("2024-05-14")
    assert call("check_integrity", "--format", "json").json()["holds"]


def test_a_late_decision_that_is_in_time_by_the_changed_year_is_counted_anew(office, year_file):
    office.today = day(TODAY)
    case = office.do(copied(office, "2024-03-01", "2024-03-05"), Act.CONCLUDE, "2024-05-07", outcome="uphold")
    late = Phase.objects.filter(case=case, kind="review").values_list("late", flat=True)
    assert list(late) == [True]
    call("load_calendar", year_file("2024-05-06"))
    assert list(late.all()) == [False]
    assert len(recounted(case)) == 1


def test_a_letter_that_outlasts_its_case_is_counted_anew(office, year_file):
    office.today = day(TODAY)
    case = office.conclude("2022-03-01", "revoke")
    case = office.do(case, Act.ISSUE_OPINION, "2024-03-06", to="甲县公安局", received_on="2024-03-07")
    assert due(case) == "2024-05-06"  # 24 days of March, 30 of April, 6 of May
    call("load_calendar", year_file("2024-05-06"))
    assert due(case) == "2024-05-07"


def test_a_deemed_acceptance_whose_last_day_moves_past_its_record_stands_from_its_record(office, year_file):
    office.today = day(TODAY)
    case = office.do(office.register("2024-04-26"), Act.DEEM_ACCEPTED, "2024-05-08")
    case = office.do(case, Act.SEND_COPY, "2024-05-08")
    assert case.accepted_on == day("2024-05-07")  # Sunday 28, 29, 30 April; 6, 7 May
    call("load_calendar", year_file("2024-05-06", "2024-05-07", "2024-05-08"))
    assert fresh(case).accepted_on == day("2024-05-08")


def test_a_new_year_takes_the_place_of_the_provisional_one(office, tmp_path):
    CalendarYear.objects.filter(year__gte=2025).delete()
    office.reference = type(office.reference)(this_year=2024)
    office.today = day(TODAY)
    with time_machine.travel("2024-12-12T09:00:00+08:00", tick=False):
        office.today = day("2024-12-12")
        case = copied(office, "2024-12-02", "2024-12-03")
        assert due(case) == "2025-02-03"  # 1 February is a Saturday, and 春节 is not known yet
        told = call("load_calendar", str(FIXTURES / "2025.json"))
    assert due(case) == "2025-02-05"  # 春节 from 28 January to 4 February
    assert "2025-02-03 → 2025-02-05" in told.out


def test_what_fails_in_the_middle_leaves_the_old_year_and_every_case_as_they_were(office, year_file, monkeypatch):
    office.today = day(TODAY)
    cases = [copied(office, "2024-03-01", "2024-03-05") for _ in range(3)]
    saved: list[Any] = []

    def save_row(*args: Any) -> None:
        saved.append(args)
        if len(saved) == 2:
            raise RuntimeError
        original(*args)

    original = saving.save_row
    monkeypatch.setattr(recomputing, "save_row", save_row)
    before = CalendarYear.objects.get(year=2024, region="").arrangement
    with pytest.raises(RuntimeError):
        call("load_calendar", year_file("2024-05-06"))
    assert CalendarYear.objects.get(year=2024, region="").arrangement == before
    assert {due(case) for case in cases} == {"2024-05-06"}
    assert not Event.objects.filter(act=Act.RECOMPUTE).exists()


# ---- Regions ----


def test_a_regional_statutory_holiday_counts_for_organs_under_its_division_and_not_elsewhere(office, year_file):
    office.today = day(TODAY)
    region = add_organ(
        name="广西壮族自治区人民政府", level="province", kind="government", under=office["国"], code="450000"
    )
    city = add_organ(name="南宁市人民政府", level="city", kind="government", under=region, code="450100")
    county = add_organ(name="武鸣县人民政府", level="county", kind="government", under=city, code="450122")
    town = add_organ(name="武鸣县城厢镇人民政府", level="township", kind="government", under=county)
    organs = [office["甲县"], region, county, town]
    cases = [copied(office, "2024-03-01", "2024-03-05", actor=office.actor(organ)) for organ in organs]
    assert [due(case) for case in cases] == ["2024-05-06"] * 4
    festival = [{"name": "壮族三月三", "days": ["2024-05-06"]}]
    notice = {"number": "桂政办发〔2023〕1号", "issued_on": "2023-12-01"}
    file = year_file(region="450000", holidays=festival, workdays=[], notice=notice)
    told = call("load_calendar", file)
    assert [due(case) for case in cases] == ["2024-05-06", "2024-05-07", "2024-05-07", "2024-05-07"]
    assert len(told.out.splitlines()) == 3
    assert CalendarYear.objects.filter(year=2024).count() == 2
    office.reference = type(office.reference)(this_year=2024)
    assert not office.reference.calendar_of(county).is_working_day(day("2024-05-06"))
    assert office.reference.calendar_of(office["甲县"]).is_working_day(day("2024-05-06"))
    # what is recorded after it is counted with it
    later = copied(office, "2024-03-01", "2024-03-05", actor=office.actor(town))
    assert due(later) == "2024-05-07"


# ---- Faulty files ----


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "a day that stands twice": (
        {"holidays": [{"name": "元旦", "days": ["2024-01-01", "2024-01-01"]}]}, "2024-01-01",
    ),
    "a day off and worked": (
        {"holidays": [{"name": "元旦", "days": ["2024-01-06"]}], "workdays": ["2024-01-06"]}, "2024-01-06",
    ),
    "a make-up day on a weekday": ({"workdays": ["2024-02-05"]}, "2024-02-05"),
    "a make-up day of another year": ({"workdays": ["2025-01-26"]}, "2025-01-26"),
    "a day off of another year": ({"holidays": [{"name": "元旦", "days": ["2025-01-01"]}]}, "2025-01-01"),
    "an unknown key": ({"worksdays": []}, "worksdays"),
    "no list": ({"workdays": "2024-02-04"}, "2024-02-04"),
    "no date": ({"workdays": ["2024-02-30"]}, "2024-02-30"),
    "no year": ({"year": "2024"}, "2024"),
    "no division": ({"region": "广西"}, "广西"),
    "no number of the notice": ({"notice": {"number": " ", "issued_on": None}}, "notice.number"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_file_is_refused_whole_with_one_line_that_names_the_value(office, year_file, fault):
    office.today = day(TODAY)
    copied(office, "2024-03-01", "2024-03-05")
    rows, before = Reconsideration.objects.values(), list(CalendarYear.objects.values())
    cases = list(rows)
    changes, value = FAULTS[fault]
    assert value in wrong("load_calendar", year_file("2024-05-06", **changes))
    assert list(CalendarYear.objects.values()) == before
    assert list(rows.all()) == cases


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"{", "JSON"), (b"[]", "对象"), (b"\xff\xfe", "UTF-8"), (b"", "JSON"), (b'{"year": 2024}', "holidays")],
)
def test_what_is_no_arrangement_in_json_is_refused(office, tmp_path, content, said):
    path = tmp_path / "2024.json"
    path.write_bytes(content)
    assert said in wrong("load_calendar", str(path))


def test_a_file_that_is_not_there_is_refused(office, tmp_path):
    assert "2031.json" in wrong("load_calendar", str(tmp_path / "2031.json"))


# ---- Every case whose dates moved


def test_terms_that_no_column_holds_are_named_with_both_days(office, year_file):
    office.today = day(TODAY)
    served = office.conclude("2024-03-04", "uphold", days=40)
    served = office.do(served, Act.SERVE, "2024-04-19", to="applicant")  # fifteen days end on Saturday 4 May, a holiday
    suit = office.sue("2024-04-19")  # so do those to answer the complaint
    settled = office.mediation("2024-04-01", amount="1000")
    settled = office.do(
        settled, "conclude", "2024-04-05", result="succeeded", form="written", effective_on="2024-04-05"
    )
    before = {record.pk: fresh(record).version for record in (served, suit, settled)}
    told = call("load_calendar", year_file("2024-05-06"))
    assert set(told.out.splitlines()) == {
        f"{served.number}  sue  2024-05-06 → 2024-05-07",
        f"{suit.number}  litigation_defence  2024-05-06 → 2024-05-07",
        f"{settled.number}  judicial_confirmation  2024-05-06 → 2024-05-07",
    }
    assert "3件" in told.err
    assert {record.pk: fresh(record).version for record in (served, suit, settled)} == before  # no stored date moved


def test_a_term_that_was_kept_by_both_calendars_is_not_named_and_one_that_became_timely_is(office, year_file):
    office.today = day(TODAY)
    kept = office.do(office.register("2024-04-30"), Act.ACCEPT, "2024-05-06")
    office.do(kept, Act.SEND_COPY, "2024-05-06")
    late = office.do(copied(office, "2024-03-01", "2024-03-05"), Act.CONCLUDE, "2024-05-07", outcome="uphold")
    told = call("load_calendar", year_file("2024-05-06"))
    assert f"{late.number}  decide  2024-05-06 → 2024-05-07" in told.out
    assert "examine" not in told.out


def test_a_day_of_acceptance_that_moves_is_named_too(office, year_file):
    office.today = day(TODAY)
    case = office.do(office.register("2024-04-26"), Act.DEEM_ACCEPTED, "2024-05-08")
    told = call("load_calendar", year_file("2024-05-06", "2024-05-07", "2024-05-08"))
    assert f"{case.number}  accepted_on  2024-05-07 → 2024-05-08" in told.out.splitlines()
