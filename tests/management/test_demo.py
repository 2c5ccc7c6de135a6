"""demo: from an empty database to the published figures, which come from records and move with them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from casework.law.names import Act
from casework.models import LedgerEntry, Litigation, Mediation, Phase, Reconsideration
from casework.statistics.compute import Report
from tests.demo import PUBLISHED, County
from tests.management.calls import run, story_file, wrong
from tests.statistics.asked import YEAR

pytestmark = pytest.mark.slow
ASKED = ("--organ", PUBLISHED["organ"], "--from", PUBLISHED["from"], "--to", PUBLISHED["to"], "--format", "json")
STOCKS = ("reconsideration.at_intake", "reconsideration.pending", "litigation.open", "mediation.open")


def figures_of(database: Path, *words: str) -> dict[str, Any]:
    said = run(database, "report", *words)
    assert said.returncode == 0, said.stderr
    data = json.loads(said.stdout)
    broken = [check for table in data["tables"].values() for check in table["checks"] if not check["holds"]]
    assert broken == []
    return data


def readme_report() -> list[str]:
    """The lines of the report that README shows, up to where it breaks off."""
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    return readme.partition("--table T1 T2\n")[2].partition("    …")[0].splitlines()


def test_from_nothing_to_the_published_figures(own_process, tmp_path):
    """One run of demo, looked at from all sides: it takes half a minute."""
    database = tmp_path / "demo.sqlite3"
    first = run(database, "demo", "--no-server", "--format", "json")
    assert first.returncode == 0, first.stderr
    said = json.loads(first.stdout)
    assert said["url"] == "http://127.0.0.1:8000/"
    assert all(set(user) == {"username", "password", "role", "organ"} for user in said["users"])
    assert {user["role"] for user in said["users"]} == {
        "clerk", "supervisor", "approver", "report_team", "auditor", "administrator",
    }  # fmt: skip

    by_date = figures_of(database, *ASKED)
    cohort = figures_of(database, *ASKED, "--basis", "cohort")
    rows = {row["key"]: row["values"]["value"] for row in by_date["tables"]["R1"]["rows"]}
    for key, expected in PUBLISHED["figures"].items():
        assert by_date["figures"][key]["value"] == expected, key
        assert cohort["figures"][key]["value"] == expected, key
        assert rows[key.replace(".", ":")] == expected, key
    assert list(rows)[:3] == [
        "ledger:leader_duty_list:items",
        "ledger:duty_report:townships",
        "ledger:duty_report:departments",
    ]

    before = ("--organ", PUBLISHED["organ"], "--from", "2023-01-01", "--to", "2023-12-31", "--format", "json")
    assert {key: figures_of(database, *before)["figures"][key]["value"] for key in STOCKS} == dict.fromkeys(STOCKS, 0)
    after = ("--organ", PUBLISHED["organ"], "--from", "2025-01-01", "--to", "2025-12-31", "--format", "json")
    carried = figures_of(database, *after)["figures"]
    assert all(carried[key]["value"] > 0 for key in ("reconsideration.pending", "litigation.open"))

    shown = run(database, "report", *ASKED[:6], "--table", "T1", "T2").stdout.splitlines()
    assert [line for line in readme_report() if line.split() not in [each.split() for each in shown]] == []
    with closing(sqlite3.connect(database)) as opened:
        leave = "SELECT valid_from, valid_to FROM casework_standin"
        begins, ends = opened.execute(leave).fetchone()
        days = [day for (day,) in opened.execute('SELECT "on" FROM casework_plan WHERE done_on IS NULL')]
    assert begins < ends
    assert len([day for day in days if begins < day]) == len(days) >= 7, "the calendar is not empty in the coming weeks"
    content = run(database, "check_integrity")
    assert content.returncode == 0, content.stdout
    second = run(database, "demo", "--no-server", "--format", "json")
    assert (second.returncode, second.stdout) == (0, first.stdout)
    again = figures_of(database, *ASKED)
    assert {**again, "generated_at": ""} == {**by_date, "generated_at": ""}


def test_a_database_with_other_data_is_refused(site):
    refused = run(site, "demo", "--no-server", "--format", "json")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "DATABASE_URL" in refused.stderr
    played = run(site, "play", str(story_file(site.parent, "一样", "other")))
    assert played.returncode == 0, played.stderr  # what was there is still there, alone


def test_a_database_with_an_organ_is_refused_in_process(office):
    assert "DATABASE_URL" in wrong("demo", "--no-server")


# ---- Change any one record by an act, and exactly the figures that should move do ----


def numbers(report: Report) -> dict[str, Any]:
    """Every figure, and both counts of every rate."""
    found: dict[str, Any] = {}
    for key, figure in report.figures.items():
        found[key] = figure.value
        if figure.denominator is not None:
            found |= {f"{key}/top": figure.numerator, f"{key}/bottom": figure.denominator}
    return found


def moved(county: County, before: dict[str, Any]) -> dict[str, Any]:
    """What moved, by how much; rates by name alone."""
    now = numbers(county.report())
    assert all(check.holds for table in county.report().tables.values() for check in table.checks)
    changed = {key for key in before if before[key] != now[key]}
    return {
        key: now[key] - before[key] for key in changed if not key.endswith(("_rate", "mean_days", "per_application"))
    }


def upheld() -> Reconsideration:
    """A case of the year that was upheld, in ordinary ways, its parties heard, and that never went to court."""
    found = Reconsideration.objects.filter(
        received_on__range=("2024-01-01", "2024-12-31"),
        outcome="uphold",
        procedure="ordinary",
        organ__division_code=PUBLISHED["organ"],
        litigations=None,
        entries=None,
        phases__in=Phase.objects.filter(opinions_heard=True, online=False, enterprise_related=False).values("pk"),
    )
    for work in ("heard", "extended", "suspended"):
        found = found.exclude(phases__in=Phase.objects.filter(**{work: True}).values("pk"))
    return found.order_by("pk")[0]


R = "reconsideration"
CONCLUDED_RATES = ("correction", "comprehensive_correction", "settlement", "suit", "simplified", "opinions_heard")
RECEIVED_RATES = ("acceptance", "online", "enterprise")


def void_an_upheld_case(county: County) -> tuple[Any, dict[str, Any]]:
    expected = {f"{R}.{key}": -1 for key in ("received", "accepted", "concluded", "outcome.uphold")}
    of_all = ("conclusion", "uphold", *CONCLUDED_RATES, *RECEIVED_RATES)
    expected |= {f"{R}.{key}_rate/bottom": -1 for key in of_all}
    expected |= {f"{R}.{key}_rate/top": -1 for key in ("acceptance", "conclusion", "uphold", "opinions_heard")}
    expected |= {f"{R}.per_10000/top": -1, "litigation.per_application/bottom": -1}
    return county.do(upheld(), Act.VOID, reason="重复登记"), expected


def correct_an_outcome(county: County) -> tuple[Any, dict[str, Any]]:
    expected = {f"{R}.outcome.uphold": -1, f"{R}.outcome.revoke": 1, f"{R}.corrected": 1, f"{R}.uphold_rate/top": -1}
    expected |= {f"{R}.correction_rate/top": 1, f"{R}.comprehensive_correction_rate/top": 1}
    return county.do(upheld(), Act.CORRECT, fact="outcome", value="revoke", reason="笔误"), expected


def correct_a_mediation(county: County) -> tuple[Any, dict[str, Any]]:
    open_ended = Mediation.objects.filter(organ=county.organ, performed_on=None, asked_on=None, result="succeeded")
    case = open_ended.order_by("pk")[0]
    for key, given in (("form", case.agreement_form), ("effective_on", case.agreement_effective_on)):
        if given:  # a failed mediation has no agreement
            case = county.do(case, Act.CORRECT, fact=key, value=None, reason="笔误")
    done = county.do(case, Act.CORRECT, fact="result", value="failed", reason="笔误")
    return done, {"mediation.succeeded": -1, "mediation.failed": 1, "mediation.success_rate/top": -1}


def correct_an_appearance(county: County) -> tuple[Any, dict[str, Any]]:
    suits = Litigation.objects.filter(
        organ=county.organ, received_on__range=("2024-01-01", "2024-12-31"), instances__first_heard_on__lte=YEAR.end
    ).order_by("pk").distinct()  # fmt: skip
    for suit in suits:
        if suit.defendants.count() == 1 and suit.instances.count() == 1:
            appearances = [a for h in suit.instances.get().hearings.all() for a in h.appearances.all()]
            if len(appearances) == 1:
                done = county.do(suit, Act.CORRECT, fact="record_appearance#1.rank", value="staff", reason="笔误")
                return done, {"litigation.attended": -1, "litigation.appearance_rate/top": -1}
    raise AssertionError("no suit of the year has one appearance")


def correct_an_entry(county: County) -> tuple[Any, dict[str, Any]]:
    held = LedgerEntry.objects.filter(organ=county.organ, entry_kind="publicity_event", received_on__year=2024)
    entry = held.order_by("pk")[0]
    more = int(entry.quantities.get().value) + 5
    done = county.do(entry, Act.CORRECT, fact="quantities", value={"count": more}, reason="笔误")
    return done, {"ledger.publicity_event.count": 5}


def move_a_decision_out_of_the_year(county: County) -> tuple[Any, dict[str, Any]]:
    case = county.do(upheld(), Act.CORRECT, fact="concluded_on", value="2025-01-06", reason="笔误")
    expected = {f"{R}.{key}": -1 for key in ("concluded", "outcome.uphold")}
    expected |= {f"{R}.{key}_rate/bottom": -1 for key in ("uphold", *CONCLUDED_RATES)}
    expected |= {f"{R}.{key}_rate/top": -1 for key in ("conclusion", "uphold", "opinions_heard")}
    return case, expected | {f"{R}.pending": 1}


CHANGES = (
    void_an_upheld_case,
    correct_an_outcome,
    correct_a_mediation,
    correct_an_appearance,
    correct_an_entry,
    move_a_decision_out_of_the_year,
)


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield County()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_published_figures_come_from_records_and_move_with_them(county):
    """In one test, so that the records of a year are played once."""
    report = county.report()
    before = numbers(report)
    assert {key: before[key] for key in PUBLISHED["figures"]} == {
        key: pytest.approx(Decimal(str(value))) for key, value in PUBLISHED["figures"].items()
    }
    for change in CHANGES:
        mark = transaction.savepoint()
        _, expected = change(county)
        assert moved(county, before) == expected, change.__name__
        transaction.savepoint_rollback(mark)
    assert numbers(county.report()) == before
