"""What a site exports and an empty one imports gives the same tables, of every kind of record."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.actions.reference.organs import add_organ
from casework.exports.bulk import csv_file
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Organ
from casework.permissions import Reach
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from tests.conftest import TRIALS

pytestmark = pytest.mark.django_db
WINDOW = Window(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31))
DAYS = st.dates(date(2024, 1, 2), date(2024, 10, 1))
"""Days of receipt: what follows ends within the year."""


def given_out(kind: RecordKind, organ: Organ, path: Path) -> Path:
    """The records of an organ as the CSV that a program gets."""
    standing = KINDS[kind].model.objects.standing().filter(organ=organ).order_by("pk")
    path.write_bytes(
        b"".join(csv_file(RESOURCES[KINDS[kind].resource], standing, RowReading(Reach(everything=True), "")))
    )
    return path


def tables_of(organ: Organ, office: Any) -> dict[str, Any]:
    """All cells and figures of an organ in the year."""
    found = compute(Scope(organ), WINDOW, office.reference.vocabulary)
    figures = {name: figure.value for name, figure in found.figures.items() if "per_10000" not in name}
    cells = {
        f"{key}.{row}.{column}": value
        for key, table in found.tables.items()
        for (row, column), value in table.values.items()
        if not row.startswith(("organ:", "reconsideration:per"))
    }
    return figures | cells


CASES = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from(["in_person", "mail", "internet"]),
        st.integers(1, 4),
        st.sampled_from(["administrative_penalty", "licensing", "information_disclosure"]),
        st.sampled_from(["public_security", "natural_resources"]),
        st.sampled_from(["uphold", "revoke", "confirm_illegal", "withdrawn", "", "declined"]),
        st.integers(1, 55),
    ),
    min_size=1,
    max_size=5,
)


def case_of(office: Any, drawn: Any) -> None:
    """A lawful case as drawn: at intake, declined, in review or concluded."""
    on, channel, count, matter, field, outcome, days = drawn
    applicants = [{"kind": "citizen", "name": f"申请人甲{n}"} for n in range(count)]
    case = office.register(on, channel=channel, applicants=applicants, matters=[matter], field=field)
    if outcome == "declined":
        office.do(case, Act.DECLINE, on, reason=2)
        return
    case = office.do(case, Act.ACCEPT, on)
    if outcome:
        more = {"how": "settled"} if outcome == "withdrawn" else {}
        office.do(case, Act.CONCLUDE, on + timedelta(days), outcome=outcome, **more)


@given(CASES)
@settings(max_examples=max(3, TRIALS // 5), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cases_that_are_given_out_and_come_in_elsewhere_count_the_same(office, tmp_path, drawn):
    with transaction.atomic():
        for each in drawn:
            case_of(office, each)
        come_in_elsewhere(office, RecordKind.RECONSIDERATION, tmp_path)
        transaction.set_rollback(True)


def come_in_elsewhere(office: Any, kind: RecordKind, folder: Path) -> None:
    """The county's records are given out, come in at another, and count the same there."""
    here, there = office["甲县"], _elsewhere(office)
    path = given_out(kind, here, folder / "records.csv")
    outcome = import_file(
        kind, path, actor=office.actor(there), today=office.today, reference=office.reference,
        mapping=ColumnMapping(), dry_run=False,
    )  # fmt: skip
    assert [(each.row, each.column, each.problem.zh) for each in outcome.errors.kept] == []
    assert tables_of(there, office) == tables_of(here, office)


OTHERS = st.lists(
    st.tuples(
        DAYS, st.sampled_from(["甲村人民调解委员会", "东镇社区调委会"]), st.sampled_from(["neighbours", "traffic"]),
        st.sampled_from(["on_request", "active", "entrusted_court"]), st.integers(2, 9), st.integers(0, 90_000),
        st.sampled_from(["succeeded", "failed", ""]), st.integers(0, 40), st.booleans(),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@given(OTHERS)
@settings(max_examples=max(3, TRIALS // 5), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mediations_that_are_given_out_and_come_in_elsewhere_count_the_same(office, tmp_path, drawn):
    with transaction.atomic():
        for on, body, dispute, source, parties, amount, result, days, performed in drawn:
            case = office.do(
                RecordKind.MEDIATION, Act.REGISTER, on, body=body, dispute_type=dispute, source=source,
                parties=parties, amount=amount,
            )  # fmt: skip
            ended = on + timedelta(days)
            if result:
                case = office.do(case, Act.CONCLUDE, ended, result=result)
            if result == "succeeded" and performed:
                office.do(case, Act.PERFORM, ended)
        come_in_elsewhere(office, RecordKind.MEDIATION, tmp_path)
        transaction.set_rollback(True)


def test_entries_of_the_ledger_count_the_same_elsewhere(office, tmp_path):
    office.do(RecordKind.LEDGER, Act.RECORD, "2024-05-01", kind="legal_consultation", quantities={"count": 12})
    office.do(RecordKind.LEDGER, Act.RECORD, "2024-06-01", kind="legal_consultation", quantities={"satisfied": 9})
    come_in_elsewhere(office, RecordKind.LEDGER, tmp_path)


def _elsewhere(office: Any) -> Organ:
    """A county of its own, in which nothing is recorded yet."""
    number = Organ.objects.count()
    return add_organ(
        name=f"丁{number}县人民政府", level="county", kind="government", under=office["市"], code=None, word=""
    )
