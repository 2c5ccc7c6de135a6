"""Whether every seal is whole: a tampered one is named, and no other."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework.models import Person
from casework.statistics.conditions import Window
from tests.conftest import lift_append_only_guards
from tests.factories import Office
from tests.management.calls import call
from tests.sealing.desk import Room

HALF = Window(date(2024, 1, 1), date(2024, 6, 30), date(2024, 6, 30))


def test_a_database_without_seals_is_whole(office):
    assert call("verify_reports", "--format", "json").json() == {"holds": True, "reports": []}


OTHERS = "SELECT content FROM casework_sealedreport WHERE id <> %s"
TAMPERED = {
    "the content": f"content = ({OTHERS}) WHERE id = %s",
    "the checksum": "checksum = 'f' || substr(checksum, 1, 63) WHERE id = %s AND id = %s",
    "the organ": "organ_id = organ_id - 1 WHERE id = %s AND id = %s",
    "the period": "period_from = '2023-12-31' WHERE id = %s AND id = %s",
    "who sealed": "sealed_by_id = made_by_id + 1000 WHERE id = %s AND id = %s",
    "the reason": "reason = '其他' WHERE predecessor_id = %s AND 0 < %s",
}
"""Changes that no trigger stood against."""


def test_every_seal_is_looked_at_and_no_draft(office):
    room = Room(office)
    room.opened()
    report = room.confirm(room.seal(room.opened(window=HALF)))
    (line,) = call("verify_reports", "--format", "json").json()["reports"]
    assert (line["id"], line["holds"], line["checksum"], line["version"]) == (report.pk, True, report.checksum, 1)
    assert f"✓ #{report.pk} 甲县人民政府 2024-01-01 — 2024-06-30" in call("verify_reports").out


@pytest.mark.parametrize("what", TAMPERED)
def test_verify_reports_names_a_tampered_report_and_no_other(what, transactional_db):
    room = Room(Office())
    report = room.confirmed()
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    later = room.restate(report)
    Person.objects.create(pk=report.made_by_id + 1000, username="stranger")
    with lift_append_only_guards(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_sealedreport SET {TAMPERED[what]}", [report.pk, report.pk])
    out = io.StringIO()
    with pytest.raises(CommandError) as problem:
        call_command("verify_reports", "--format", "json", stdout=out, stderr=io.StringIO())
    assert problem.value.returncode == 1
    found = {line["id"]: line for line in json.loads(out.getvalue())["reports"]}
    bad = {pk for pk, line in found.items() if not line["holds"]}
    # a restatement names the checksum of what it restates, and so answers for it too
    expected = {"the checksum": {report.pk, later.pk}, "the reason": {later.pk}}.get(what, {report.pk})
    assert bad == expected, found
    assert all(found[pk]["problem"] for pk in bad)
