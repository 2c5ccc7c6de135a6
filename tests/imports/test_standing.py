"""A file that a site gave out and that comes back into it: untouched it changes nothing, mended what was mended."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from casework.imports.finding import Outcome
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Event, Participant, Reconsideration, Standing
from casework.models.base import OPEN_END
from tests.imports.trips import Trip
from tests.lives import Lives

pytestmark = pytest.mark.django_db


def test_a_file_that_comes_back_untouched_changes_no_record_of_any_kind(office, tmp_path):
    Lives(office, 700).play()
    trip, events = Trip(tmp_path, office.person, office.reference), Event.objects.count()
    found = trip.taken_in(trip.given_out(office.organs.values()))
    assert set(found) == set(RecordKind)
    for kind, outcomes in found.items():
        rows = sum(each.rows for each in outcomes)
        numbered = KINDS[kind].model.objects.standing().count()
        assert (sum(each.unchanged for each in outcomes), sum(each.changed for each in outcomes)) == (rows, 0)
        assert rows == numbered
        assert [remark for each in outcomes for remark in remarks(each)] == []
    assert Event.objects.count() == events


def test_one_cell_that_was_mended_becomes_that_correction_alone(office, tmp_path):
    case = office.conclude("2024-03-01", outcome="revoke", days=30)
    for on in ("2024-04-05", "2024-04-20"):
        case = office.do(case, Act.ISSUE_OPINION, on, to="甲县公安局")
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], entry_on="2024-04-05；2024-04-22", opinion_letter_on="2024-04-22")
    (outcome,) = trip.taken_in(files)[RecordKind.RECONSIDERATION]
    assert (outcome.changed, outcome.as_recorded) == (1, 0)
    letters = Reconsideration.objects.get(pk=case.pk).entries.order_by("position")
    assert [str(letter.on) for letter in letters] == ["2024-04-05", "2024-04-22"]
    assert Event.objects.filter(act="correct").count() == 1


@pytest.mark.parametrize("recorded", [("2024-04-05", "2024-04-20"), ("2024-04-20", "2024-04-05")])
def test_the_day_of_a_letter_is_mended_at_that_letter_whatever_the_order_of_recording(office, tmp_path, recorded):
    organ = {"2024-04-05": "甲县人民政府", "2024-04-20": "甲县公安局"}
    case = office.conclude("2024-03-01", outcome="revoke", days=30)
    for on in recorded:
        case = office.do(case, Act.ISSUE_OPINION, on, to=organ[on])
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    days = "；".join(recorded).replace("2024-04-20", "2024-04-22")
    mended(files[0][2], entry_on=days, opinion_letter_on=days.rpartition("；")[2])
    trip.taken_in(files)
    assert sorted(letters(case)) == [("2024-04-05", "甲县人民政府", ""), ("2024-04-22", "甲县公安局", "")]
    assert Event.objects.filter(act="correct").count() == 1


def test_a_letter_that_is_left_out_of_its_row_stays_and_moves_no_other(office, tmp_path):
    case = office.conclude("2024-03-01", outcome="revoke", days=30)
    for on in ("2024-04-05", "2024-04-20"):
        case = office.do(case, Act.ISSUE_OPINION, on, to="甲县公安局")
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], entry="opinion", entry_on="2024-04-20", letter_to="甲县公安局", **UNANSWERED)
    (outcome,) = trip.taken_in(files)[RecordKind.RECONSIDERATION]
    assert [on for on, _to, _answered in letters(case)] == ["2024-04-05", "2024-04-20"]
    assert (outcome.changed, outcome.unchanged) == (0, 1)
    assert remarks(outcome) == [("entry_on", "记录里「制发意见书」有2次，这一行写了1次，没有写的仍然保留")]


UNANSWERED = {"letter_received_on": "", "answered_on": ""}


@pytest.mark.parametrize("answered", ["", "2024-05-09"])
def test_a_letter_before_one_that_was_answered_is_added_and_the_answer_stays_with_its_own(office, tmp_path, answered):
    case = office.conclude("2024-03-01", outcome="revoke", days=30)
    case = office.do(case, Act.ISSUE_OPINION, "2024-04-20", to="甲县公安局")
    case = office.do(case, Act.RECORD_FEEDBACK, "2024-05-01")
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(
        files[0][2], entry="opinion；opinion", entry_on="2024-04-05；2024-04-20", letter_to="甲县人民政府；甲县公安局",
        letter_received_on="；", answered_on=f"{answered}；2024-05-01",
    )  # fmt: skip
    trip.taken_in(files)
    known = [("2024-04-05", "甲县人民政府", answered), ("2024-04-20", "甲县公安局", "2024-05-01")]
    assert sorted(letters(case)) == known
    assert not Event.objects.filter(act="correct").exists()


def letters(case: Reconsideration) -> list[tuple[str, str, str]]:
    """The letters of a case: the day, to whom, and the day of the answer."""
    found = Reconsideration.objects.get(pk=case.pk).entries.order_by("position")
    waits = {OPEN_END: ""}
    return [(str(each.on), each.to_organ.name, waits.get(each.answered_on, str(each.answered_on))) for each in found]


def test_a_mended_rank_is_that_of_the_defendant_whose_cell_it_is(office, tmp_path):
    suit = office.sue("2024-05-06", defendants=["甲县人民政府", "甲县公安局"])
    suit = office.do(suit, Act.HOLD_HEARING, "2024-06-03")
    for organ, rank in (("甲县人民政府", "deputy"), ("甲县公安局", "chief")):
        suit = office.do(suit, Act.RECORD_APPEARANCE, "2024-06-03", organ=organ, rank=rank)
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], attended_rank="other_leader")
    trip.taken_in(files)
    standing = Standing.objects.filter(side__instance__litigation=suit, until_on=OPEN_END)
    came = {(each.side.organ.name, each.standing) for each in standing}
    assert came == {("甲县人民政府", "other_leader"), ("甲县公安局", "chief")}


PEOPLE = {"申请人甲": "13800000001", "申请人乙": "13800000002"}


@pytest.mark.parametrize(
    "names",
    [
        "申请人乙；申请人甲",
        "申请人甲；申请人乙；申请人丙",
        "申请人丙；申请人乙",
        "申请人乙",
        "申请人丙；申请人甲；申请人乙",
    ],
)
def test_an_applicant_keeps_the_telephone_whoever_is_named_before_or_no_longer(office, tmp_path, names):
    people = [{"kind": "citizen", "name": name, "telephone": telephone} for name, telephone in PEOPLE.items()]
    case = office.accept("2024-03-01", applicants=people)
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], applicant=names, applicant_kind="citizen", applicant_count="")
    trip.taken_in(files)
    found = Reconsideration.objects.get(pk=case.pk).applicants.order_by("position")
    told = [(each.name, each.telephone) for each in found]
    stranger = "13800000001" if names == "申请人丙；申请人乙" else ""  # the first, of another name now
    assert told == [(name, PEOPLE.get(name, stranger)) for name in names.split("；")]


def test_a_party_of_a_mediation_keeps_the_telephone_beside_one_who_came_to_it(office, tmp_path):
    parties = [{"name": "甲某", "telephone": "13800000001"}, {"name": "乙某", "telephone": "13800000002"}]
    office.mediation("2024-03-01", disputants=parties)
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], party="丙某；乙某；甲某", parties="3")
    trip.taken_in(files)
    told = Participant.objects.order_by("position").values_list("name", "telephone")
    assert list(told) == [("丙某", ""), ("乙某", "13800000002"), ("甲某", "13800000001")]


IN_VAIN = "和记录不一致，没有据此更正"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("heard", "否"), ("suspension_ground", "related_case"), ("state", "审理中")],
)
def test_a_mended_cell_that_mends_nothing_is_told(office, tmp_path, cell, value):
    case = office.accept("2024-03-01")
    case = office.do(case, Act.HOLD_HEARING, "2024-03-05")
    case = office.do(case, Act.SUSPEND, "2024-03-10", ground="other")
    trip, events = Trip(tmp_path, office.person, office.reference), Event.objects.count()
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], **{cell: value})
    (outcome,) = trip.taken_in(files)[RecordKind.RECONSIDERATION]
    assert (outcome.unchanged, Event.objects.count()) == (1, events)
    assert remarks(outcome) == [(cell, IN_VAIN)]


def test_a_state_that_comes_of_the_acts_of_its_own_row_is_no_remark(office, tmp_path):
    office.accept("2024-03-01")
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], state="concluded", outcome="uphold", concluded_on="2024-04-01")
    (outcome,) = trip.taken_in(files)[RecordKind.RECONSIDERATION]
    assert (outcome.changed, remarks(outcome)) == (1, [])


def test_one_value_that_stands_for_several_is_no_remark(office, tmp_path):
    case = office.accept("2024-03-01")
    for month in ("03", "04"):
        case = office.do(case, Act.SUSPEND, f"2024-{month}-10", ground="other")
        case = office.do(case, Act.RESUME, f"2024-{month}-15")
    trip = Trip(tmp_path, office.person, office.reference)
    files = trip.given_out([office["甲县"]])
    mended(files[0][2], stop_ground="other")
    (outcome,) = trip.taken_in(files)[RecordKind.RECONSIDERATION]
    assert (outcome.unchanged, remarks(outcome)) == (1, [])


def remarks(outcome: Outcome) -> list[tuple[str, str]]:
    """What an import tells of rows that are not wrong: the column and the words."""
    return [(each.column, each.problem.zh) for each in outcome.warnings.kept]


def mended(path: Path, **cells: str) -> None:
    """Put other values into the one row of a file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert set(cells) <= set(row)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow({**row, **cells})
