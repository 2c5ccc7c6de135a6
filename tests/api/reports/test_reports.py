"""The report, its parts, sealed reports: the command's own figures, counted again only where they may differ."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import translation

from casework.api.reports import unchanged
from casework.integrity.files import path_of
from casework.models import Event, Term
from casework.statistics.records import figure_keys
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from tests.api.conftest import problem
from tests.factories import Office
from tests.management.calls import call
from tests.sealing.desk import Room

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
QUESTIONS = {
    "a year": YEAR,
    "cohort": f"{YEAR}&basis=cohort&as_of=2025-03-31",
    "received": f"{YEAR}&basis=received",
    "state within the period": f"{YEAR}&as_of=2024-06-30",
    "subtree": "organ=141000&from=2023-01-01&to=2024-12-31&subtree=1",
    "by name": "organ=甲县人民政府&from=2024-01-01&to=2024-03-31",
}


def words(query: str) -> list[str]:
    """The question as options of the command."""
    found: list[str] = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        found += ["--subtree"] if name == "subtree" else [f"--{name.replace('_', '-')}", value]
    return found


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_the_report_is_the_commands_byte_for_byte(county, personas, program, asked, tongue):
    with translation.override(tongue):
        printed = call("report", "--format", "json", *words(QUESTIONS[asked])).out
    answer = program(personas.city_supervisor)(f"report/?{QUESTIONS[asked]}", Accept_Language=tongue)
    assert answer.content.decode() == printed


def test_a_table_and_a_figure_are_those_of_the_report(county, personas, program):
    ask = program(personas.report_team, scope="statistics")
    whole = ask.json(f"report/?{YEAR}")
    for key in TABLE_KEYS:
        assert ask.json(f"tables/{key}/?{YEAR}").items() >= whole["tables"][key].items(), key
    assert ask.json(f"tables/{MORE_KEYS[0]}/?{YEAR}")["rows"]
    assert list(whole["figures"]) == [key for key in whole["figures"] if key in figure_keys()]
    for key in ("reconsideration.received", "reconsideration.uphold_rate", "ledger.legal_consultation.count"):
        assert ask.json(f"figures/{key}/?{YEAR}").items() >= whole["figures"][key].items(), key


def test_the_balances_are_the_checks_of_all_tables(county, personas, program):
    ask = program(personas.report_team)
    whole, found = ask.json(f"report/?{YEAR}"), ask.json(f"balances/?{YEAR}")
    said = [{"table": key} | check for key, table in whole["tables"].items() for check in table["checks"]]
    assert found["balances"] == said
    assert found["holds"] is True
    assert said


def test_the_data_rules_look_at_the_records_behind_the_report_and_tell_details_to_who_reads_names(
    county, personas, program
):
    ask = program(personas.report_team)
    found = ask.json(f"rules/?{YEAR}")
    assert found["holds"] is True
    assert {rule["id"]: rule["checked"] for rule in found["rules"]}["reconsideration-derivations"] == 5
    type(county.ended).objects.filter(pk=county.ended.pk).update(outcome="uphold")
    for person, told in ((personas.report_team, False), (personas.clerk, True)):
        rules = {rule["id"]: rule["broken"] for rule in program(person).json(f"rules/?{YEAR}")["rules"]}
        [broken] = rules["reconsideration-derivations"]
        assert str(county.ended.pk) in broken["record"]
        assert (broken["detail"] is not None) is told


# ---- 304 ----


def test_nothing_is_counted_again_where_nothing_has_changed(county, personas, program, monkeypatch):
    ask = program(personas.report_team)
    etag = ask(f"report/?{YEAR}")["ETag"]

    def counted(*_given: Any, **_words: Any) -> None:
        raise AssertionError("counted again")

    monkeypatch.setattr("casework.api.reports.reports.compute", counted)
    answer = ask(f"report/?{YEAR}", If_None_Match=etag)
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert ask(f"report/?{YEAR}", If_None_Match=f'"other", {etag}').status_code == 304


def test_a_change_of_a_record_of_a_term_or_of_the_question_is_told(county, office, personas, program):
    ask = program(personas.report_team)
    etag = ask(f"report/?{YEAR}")["ETag"]
    for query, headers in (
        (f"{YEAR}&basis=cohort", {}),
        (YEAR.replace("2024-01-01", "2024-01-02"), {}),
        (YEAR, {"Accept_Language": "en"}),
    ):
        assert ask(f"report/?{query}", If_None_Match=etag, **headers).status_code == 200
    office.mediation("2024-05-07")
    assert ask(f"report/?{YEAR}", If_None_Match=etag).status_code == 200
    etag = ask(f"report/?{YEAR}")["ETag"]
    Term.objects.filter(list="matter").update(zh="改名")
    assert ask(f"report/?{YEAR}", If_None_Match=etag).status_code == 200


@pytest.mark.parametrize(
    "etag", ["*", '""', '"1"', '"1.0-"', '"99999999999999999999999.1-a"', '"-1.0-x"', "W/", '"²-x"']
)
def test_a_mark_that_was_not_given_here_holds_for_nothing(county, personas, program, etag):
    assert program(personas.report_team)(f"report/?{YEAR}", If_None_Match=etag).status_code == 200


def test_a_mark_of_postgresql_counts_what_was_committed_late(county, monkeypatch):
    """A mark is the oldest running transaction and the events from there on: one more, wherever, breaks it."""
    events = Event.objects.count()
    assert unchanged._holds(unchanged._mark())
    monkeypatch.setattr(unchanged.connection, "vendor", "postgresql")
    assert unchanged._holds(f"0.{events}")
    assert not unchanged._holds(f"0.{events - 1}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer: nothing is committed late")
def test_what_is_committed_late_with_an_earlier_number_is_told(transactional_db):
    office = Office()
    begun, go_on = threading.Event(), threading.Event()

    def late() -> None:
        try:
            with transaction.atomic():
                office.mediation("2024-05-07")
                begun.set()
                go_on.wait(30)
        finally:
            connection.close()

    writer = threading.Thread(target=late)
    writer.start()
    assert begun.wait(30)
    office.entry()  # its event has the higher number, and is seen first
    mark = unchanged._mark()
    assert unchanged._holds(mark)
    go_on.set()
    writer.join()
    assert not unchanged._holds(mark)


# ---- Sealed reports ----


@pytest.fixture
def sealed(office):
    """A report of the county, sealed by one person and confirmed by another."""
    return Room(office).confirmed()


def test_a_sealed_report_is_given_with_its_content_under_its_checksum(sealed, personas, program):
    ask = program(personas.report_team, scope="statistics")
    [found] = ask.pages("sealed-reports/")
    assert (found["id"], found["state"], found["checksum"]) == (sealed.pk, "confirmed", sealed.checksum)
    assert ask.json(found["url"]) == found
    content = ask(found["content"])
    assert hashlib.sha256(content.content).hexdigest() == found["checksum"]
    assert json.loads(content.content)["report"]["tables"]
    for address in (found["url"], found["content"]):
        assert ask(address, If_None_Match=ask(address)["ETag"]).status_code == 304


def test_the_files_of_a_sealed_report_are_given_as_they_were_sealed(sealed, personas, program):
    ask = program(personas.report_team, scope="statistics")
    found = ask.json(f"sealed-reports/{sealed.pk}/")["files"]
    assert [each["format"] for each in found] == sorted(each.form for each in sealed.files.all())
    assert found
    for each in found:
        given = ask(each["url"])
        assert (len(given.content), hashlib.sha256(given.content).hexdigest()) == (each["size"], each["checksum"])
        assert ask(each["url"], If_None_Match=given["ETag"]).status_code == 304
    assert "odt" in problem(ask(f"sealed-reports/{sealed.pk}/files/odt/"), 404)["detail"]


def test_a_damaged_file_is_not_given(sealed, personas, program):
    ask = program(personas.report_team)
    [each] = [each for each in sealed.files.all() if each.form == "xlsx"]
    path_of(each).write_bytes(b"PK")
    problem(ask(f"sealed-reports/{sealed.pk}/files/xlsx/"), 409)


def test_another_organ_sees_no_sealed_report(sealed, personas, program):
    ask = program(personas.sister_clerk)
    assert ask.pages("sealed-reports/") == []
    problem(ask(f"sealed-reports/{sealed.pk}/"), 404)
    problem(ask(f"sealed-reports/{sealed.pk}/content/"), 404)
    problem(ask(f"sealed-reports/{sealed.pk}/files/xlsx/"), 404)


def test_a_draft_is_no_report_yet(sealed, office, personas, program):
    type(sealed).objects.create(
        organ=office["甲县"],
        period_from=date(2025, 1, 1),
        period_to=date(2025, 1, 31),
        as_of=date(2025, 1, 31),
        made_by=personas.supervisor,
    )
    assert len(program(personas.supervisor).pages("sealed-reports/")) == 1
