"""A file that a site gave out and that comes back into it: untouched it changes nothing, mended what was mended."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Event, Reconsideration
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


def mended(path: Path, **cells: str) -> None:
    """Put other values into the one row of a file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert set(cells) <= set(row)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow({**row, **cells})
