"""Flat lists: one row a thing below a record, found by what its record is found by, seen by who sees its record."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from casework.exports.resources import RESOURCES
from casework.kinds import KINDS
from casework.law.names import RecordKind
from tests.api.conftest import Program, problem

FLAT = [key for key, resource in RESOURCES.items() if resource.below]


@pytest.mark.parametrize("key", FLAT)
def test_each_row_leads_to_its_record_which_the_reader_opens(county, personas, program, key):
    ask = program(personas.clerk)
    for row in ask.pages(f"{key}/"):
        record = ask(row["record_url"].partition("/api/v1/")[2]).json()
        assert (record["id"], record["number"]) == (row["record"], row["record_number"])


@pytest.mark.parametrize("key", FLAT)
def test_rows_of_a_record_that_one_does_not_see_or_that_is_void_are_in_no_list(county, office, personas, program, key):
    there = program(personas.clerk).pages(f"{key}/")
    assert there
    assert program(personas.sister_clerk).pages(f"{key}/") == []
    kind = RESOURCES[key].below
    record = KINDS[kind].model.objects.get(pk=there[0]["record"])
    more = {"suits_follow": True} if kind is RecordKind.RECONSIDERATION else {}
    office.do(record, "void", "2026-06-30", reason="录错", actor=office.actor(), **more)
    left = {row["record"] for row in program(personas.clerk).pages(f"{key}/")}
    assert left == {row["record"] for row in there} - {record.pk}


def test_parties_stand_one_a_row_with_names_for_who_reads_names(county, personas, program):
    asked = f"parties/?record={county.named.pk}&fields=position,role,name,count,representative,agent"
    assert program(personas.clerk).pages(asked) == [
        {"position": 1, "role": "applicant", "name": "欧阳测试", "count": 2, "representative": "司徒代表",
         "agent": "上官代理"},
        {"position": 2, "role": "applicant", "name": "测试商贸公司", "count": 1, "representative": None, "agent": None},
        {"position": 3, "role": "third_party", "name": "慕容第三人", "count": 1, "representative": None, "agent": None},
    ]  # fmt: skip
    masked = program(personas.report_team).pages(asked)
    assert [row["name"] for row in masked] == ["欧**", "测**", "慕**"]


def test_suspensions_and_extensions_have_their_days_and_null_for_what_has_not_come(county, personas, program):
    ask = program(personas.clerk)
    asked = f"?record={county.suspended.pk}"
    (stop,) = ask.pages(f"suspensions/{asked}&fields=kind,ground,on,until")
    assert stop == {"kind": "suspension", "ground": "legal_question", "on": "2024-04-20", "until": None}
    (extension,) = ask.pages(f"extensions/{asked}&fields=on,days,approver")
    assert extension == {"on": "2024-04-19", "days": 10, "approver": "周某"}


def test_instances_hearings_and_appearances_lead_to_one_another(county, personas, program):
    ask = program(personas.clerk)
    asked = f"?record={county.suit.pk}"
    first, second = ask.pages(f"instances/{asked}")
    assert (first["level"], first["closed_on"], second["level"], second["closed_on"]) == (
        "first", "2024-06-03", "second", None,
    )  # fmt: skip
    (hearing,) = ask.pages(f"hearings/{asked}")
    assert (hearing["instance"], hearing["level"], hearing["on"]) == (first["id"], "first", "2024-05-08")
    (came,) = ask.pages(f"appearances/{asked}")
    assert (came["hearing"], came["instance"], came["organ"], came["rank"]) == (
        hearing["id"], first["id"], "甲县人民政府", "deputy",
    )  # fmt: skip


def test_quantities_are_numbers_one_a_row(county, office, personas, program):
    entry = office.entry("2024-05-07", kind="township_item_list", quantities={"before": 50, "after": 26})
    rows = program(personas.clerk).pages(f"quantities/?record={entry.pk}&fields=kind,on,quantity,value")
    assert {row["quantity"]: Decimal(str(row["value"])) for row in rows} == {"before": 50, "after": 26}
    assert {(row["kind"], row["on"]) for row in rows} == {("township_item_list", "2024-05-07")}


def test_what_is_asked_of_the_rows_themselves_leaves_out_their_neighbours(county, office, personas, program):
    ask = program(personas.clerk)
    asked = "kind=township_item_list&fields=quantity,value"
    assert ask.pages(f"quantities/?{asked}&value=50") == [{"quantity": "before", "value": 50}]
    assert ask.pages(f"quantities/?{asked}&quantity=after&value_min=27") == [{"quantity": "after", "value": 28}]
    assert ask.pages(f"quantities/?{asked}&quantity=after&value=50") == []
    first = ask.pages(f"instances/?record={county.suit.pk}&instance_closed_to=2024-12-31")
    assert [row["level"] for row in first] == ["first"]
    whole = ask.pages(f"parties/?record={county.named.pk}&identity_number=142623199001010011")
    assert [row["name"] for row in whole] == ["欧阳测试"]
    assert len(ask.pages(f"parties/?record={county.named.pk}&state=correcting")) == 3


def test_rows_are_found_by_what_their_records_are_found_by(county, office, personas, program):
    ask = program(personas.clerk)
    assert {row["record"] for row in ask.pages("suspensions/?state=suspended&received_from=2024-01-01")} == {
        county.suspended.pk
    }
    assert ask.pages("suspensions/?received_to=2020-01-01") == []
    assert {row["record"] for row in ask.pages("parties/?q=欧阳测试")} == {county.named.pk}
    both = ask.pages(f"parties/?record={county.named.pk},{county.suspended.pk}")
    assert {row["record"] for row in both} == {county.named.pk, county.suspended.pk}


@pytest.mark.parametrize("asked", ["record=x", "record=1,,2", "matter=none", "cell=T1"])
def test_what_cannot_be_read_is_named(county, personas, program, asked):
    answer = program(personas.clerk)(f"parties/?{asked}")
    assert [entry["name"] for entry in problem(answer, 400)["errors"]] == [asked.partition("=")[0]]


def test_a_masked_reader_finds_no_rows_by_a_name(county, personas, program):
    assert program(personas.clerk, scope="masked").pages("parties/?q=欧阳测试") == []


class Copy:
    """A flat list as a program keeps it: the rows of each record, which go when the record changed."""

    def __init__(self, ask: Program, key: str, form: str) -> None:
        self.ask, self.key, self.form, self.token = ask, key, form, ""
        self.rows: list[dict[str, Any]] = []

    def pull(self) -> None:
        """Pull what changed."""
        since = f"&updated_since={self.token}" if self.token else ""
        pulled = self._file(since) if self.form == "ndjson" else self._pages(since)
        for row in pulled:
            if row.get("deleted"):
                self.rows = [kept for kept in self.rows if kept["record"] != row["record"]]
            else:
                self.rows.append(row)

    def _file(self, since: str) -> list[dict[str, Any]]:
        answer = self.ask(f"{self.key}/?format=ndjson{since}")
        lines = b"".join(answer.streaming_content).splitlines()
        self.token = answer["Updated-Since"]
        return [json.loads(line) for line in lines]

    def _pages(self, since: str) -> list[dict[str, Any]]:
        pulled: list[dict[str, Any]] = []
        place: str | None = f"{self.key}/?page_size=1{since}"
        token = ""
        while place:
            page = self.ask.json(place)
            pulled += page["results"]
            place, token = page["next"], page["updated_since"]
        self.token = token
        return pulled

    def is_true(self) -> bool:
        """Whether the copy is the list pulled anew."""
        return sorted(self.rows, key=by_id) == self.ask.pages(f"{self.key}/")


def by_id(row: dict[str, Any]) -> int:
    return row["id"]


@pytest.mark.parametrize("form", ["json", "ndjson"])
@pytest.mark.parametrize("key", FLAT)
def test_a_copy_kept_by_tokens_equals_the_flat_list(county, office, personas, program, key, form):
    copy = Copy(program(personas.clerk), key, form)
    copy.pull()
    assert copy.rows
    assert copy.is_true()
    held = len(copy.rows)
    copy.pull()
    assert len(copy.rows) == held
    office.do(county.suspended, "resume", "2024-06-30")
    office.do(county.named, "void", "2024-06-30", reason="录错", suits_follow=True)
    office.do(county.suit, "hold_hearing", "2024-07-08")
    office.do(county.entry, "correct", "2024-06-30", fact="subject", value="新事项", reason="录错")
    office.register("2024-06-01")
    copy.pull()
    assert copy.is_true()


def test_rows_that_leave_the_filters_with_their_record_leave_the_copy(county, office, personas, program):
    ask = program(personas.clerk)
    asked = "suspensions/?state=suspended"
    first = ask.json(asked)
    assert [row["record"] for row in first["results"]] == [county.suspended.pk]
    office.do(county.suspended, "resume", "2024-06-30")
    later = ask.json(f"{asked}&updated_since={first['updated_since']}")
    assert {"record": county.suspended.pk, "deleted": True} in later["results"]
    assert not [row for row in later["results"] if "deleted" not in row]
    problem(ask(f"parties/?updated_since={first['updated_since']}"), 400)
