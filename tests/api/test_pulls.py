"""Pulls: a copy kept by tokens equals the lists, deleted records included; whole lists leave as files."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import Any
from urllib.parse import unquote

import pytest

from casework.exports.resources import RESOURCES
from casework.law.names import Role
from tests.api.conftest import Program, problem

FOLLOWED = ("reconsiderations", "litigations", "mediations", "ledger-entries", "respondent-cases", "events")


class Copy:
    """A list as a program keeps it by its pages."""

    def __init__(self, ask: Program, address: str) -> None:
        self.ask, self.address, self.token = ask, address, ""
        self.rows: dict[int, Any] = {}

    def pull(self) -> list[Any]:
        """Pull what changed; gives the rows pulled."""
        place: str | None = self.address + (f"&updated_since={self.token}" if self.token else "")
        pulled = []
        while place:
            page = self.ask.json(place)
            assert (page["updated_since"] is None) is (page["next"] is not None)
            pulled += page["results"]
            place, token = page["next"], page["updated_since"]
        self.token = token
        for row in pulled:
            if row.get("deleted"):
                self.rows.pop(row["id"], None)
            else:
                self.rows[row["id"]] = row
        return pulled

    def truth(self) -> dict[int, Any]:
        """The list pulled anew."""
        return {row["id"]: row for row in self.ask.pages(self.address)}


@pytest.mark.parametrize("key", FOLLOWED)
def test_a_copy_kept_by_tokens_equals_the_list(county, office, personas, program, key):
    copy = Copy(program(personas.clerk), f"{key}/?page_size=2")
    copy.pull()
    assert copy.rows == copy.truth()
    office.do(county.named, "void", "2024-06-30", reason="录错")
    office.do(county.mediation, "void", "2024-06-30", reason="录错")
    office.do(county.entry, "correct", "2024-06-30", fact="subject", value="新事项", reason="录错")
    office.do(county.suit, "hold_hearing", "2024-07-08")
    office.do(county.response, "void", "2024-06-30", reason="录错")
    office.register("2024-06-01")
    assert copy.pull()
    assert copy.rows == copy.truth()


FORMS = {
    "text/csv": "text/csv; charset=utf-8",
    "application/x-ndjson": "application/x-ndjson; charset=utf-8",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/csv;q=0.5, application/json": "application/json; charset=utf-8",
    "text/csv, application/json;q=0.9": "text/csv; charset=utf-8",
}  # fmt: skip


@pytest.mark.parametrize(("accept", "given"), FORMS.items())
def test_the_form_that_is_preferred_is_given_where_the_address_has_it(county, personas, program, accept, given):
    ask = program(personas.clerk)
    answer = ask("reconsiderations/?fields=id", Accept=accept)
    answer.close()
    assert (answer.status_code, answer["Content-Type"]) == (200, given)
    assert "Accept" in [name.strip() for name in answer["Vary"].split(",")]


def test_a_form_that_is_asked_for_outright_goes_before_the_one_that_is_accepted(county, personas, program):
    ask = program(personas.clerk)
    outright = ask("organs/?format=csv&fields=id", Accept="application/json")
    preferred = ask("organs/?fields=id", Accept="text/csv")
    assert b"".join(outright.streaming_content) == b"".join(preferred.streaming_content)
    assert ask("organs/?format=csv", Accept="text/html").status_code == 200
    assert problem(ask("organs/1/", Accept="text/csv"), 406)["detail"].endswith("可用：application/json")


def test_a_deleted_record_is_its_id_and_nothing_else(county, office, personas, program):
    copy = Copy(program(personas.clerk), "mediations/?page_size=100")
    copy.pull()
    office.do(county.mediation, "void", "2024-06-30", reason="录错")
    assert {"id": county.mediation.pk, "deleted": True} in copy.pull()


def test_what_a_filter_leaves_no_more_is_deleted_from_the_copy_of_that_filter(county, office, personas, program):
    copy = Copy(program(personas.clerk), "reconsiderations/?state=suspended")
    copy.pull()
    assert list(copy.rows) == [county.suspended.pk]
    office.do(county.suspended, "resume", "2024-05-20")
    copy.pull()
    assert copy.rows == copy.truth() == {}


def test_a_whole_file_names_the_token_from_which_the_next_pull_goes_on(county, office, personas, program):
    ask = program(personas.clerk)
    whole = ask("mediations/?format=ndjson")
    assert b"".join(whole.streaming_content).count(b"\n") == 3
    office.do(county.mediation, "void", "2024-06-30", reason="录错")
    changed = ask(f"mediations/?format=ndjson&updated_since={whole['Updated-Since']}")
    lines = [json.loads(line) for line in b"".join(changed.streaming_content).splitlines()]
    assert {"id": county.mediation.pk, "deleted": True} in lines
    assert changed["Updated-Since"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("updated_since=x", "updated_since"),
        ("format=pdf", "format"),
        ("format=csv&page_size=5", "page_size"),
        ("format=csv&updated_since=x", "updated_since"),
        ("cell=T2.uphold.total&organ=141021&from=2024-01-01&to=2024-12-31&updated_since=x", "updated_since"),
    ],
)
def test_what_does_not_go_together_or_was_not_given_here_is_named(county, personas, program, query, name):
    found = problem(program(personas.clerk)(f"reconsiderations/?{query}"), 400)
    assert [error["name"] for error in found["errors"]] == [name]


def test_a_token_of_another_list_or_filter_is_refused(county, personas, program):
    ask = program(personas.clerk)
    token = ask.json("mediations/")["updated_since"]
    for address in ("litigations/?", "mediations/?state=open&"):
        problem(ask(f"{address}updated_since={token}"), 400)


def test_when_the_sight_of_its_person_has_changed_a_token_is_gone(county, office, personas, program):
    ask = program(personas.clerk)
    token = ask.json("mediations/")["updated_since"]
    personas.clerk.memberships.create(organ=office["乙县"], role=Role.CLERK.value)
    assert (
        "pull the whole list" in problem(ask(f"mediations/?updated_since={token}", Accept_Language="en"), 410)["detail"]
    )


@pytest.mark.parametrize("key", ["organs", "populations", "terms"])
def test_reference_data_are_pulled_whole(county, personas, program, key):
    ask = program(personas.clerk)
    assert ask.json(f"{key}/?page_size=1000")["updated_since"] is None
    problem(ask(f"{key}/?updated_since=x"), 400)


@pytest.mark.parametrize("key", RESOURCES)
@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx"])
def test_any_list_leaves_whole_as_a_file_with_a_chinese_name(county, personas, program, key, form):
    ask = program(personas.clerk)
    answer = ask(f"{key}/?format={form}")
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content)
    assert unquote(answer["Content-Disposition"]).endswith(f".{form}")
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    many = len(ask.pages(f"{key}/?page_size=1000&fields=id"))
    if form == "csv":
        assert len(list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))) == many + 1
    elif form == "ndjson":
        assert len(body.splitlines()) == many
    else:
        assert body.startswith(b"PK")


def test_a_file_holds_the_filters_fields_and_masks_of_the_list(county, personas, program):
    ask = program(personas.clerk, scope="masked")
    answer = ask("reconsiderations/?format=csv&state=correcting&fields=id,applicant")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text == f"id,applicant\n{county.named.pk},欧**；测**\n"


def test_a_file_behind_a_cell_has_as_many_rows_as_the_cell_says(county, personas, program):
    year = "organ=141021&from=2024-01-01&to=2024-12-31"
    ask = program(personas.clerk)
    table = ask.json(f"tables/M1/?{year}")
    said = next(row for row in table["rows"] if row["key"] == "received")["values"]["count"]
    answer = ask(f"mediations/?cell=M1.received.count&{year}&format=ndjson")
    assert len(b"".join(answer.streaming_content).splitlines()) == said > 0


def test_a_file_is_compressed_for_who_takes_it(county, personas, program):
    answer = program(personas.clerk)("terms/?format=csv", Accept_Encoding="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(answer.streaming_content)).startswith(b"\xef\xbb\xbfid,")
