"""A kind of ledger entry that was just made: programs find it, record by it and ask for it at once."""

from __future__ import annotations

import json

import pytest

from casework.actions.reference.kinddefinition import WantedKind, WantedQuantity
from casework.actions.reference.ledgerkinds import make_kind
from casework.law.names import Role

IN_2026 = "organ=141021&from=2026-01-01&to=2026-06-30"
FIGURE = "ledger.petitions_urged.urged"


@pytest.fixture
def _made(db):
    wanted = WantedQuantity("督办件数", "urged", "", "件", "petition")
    make_kind(WantedKind("信访督办", "petitions urged", "", (wanted,)), by=None, roles={Role.SUPERVISOR})


@pytest.mark.usefixtures("_made")
def test_it_stands_among_the_figures_tables_codes_and_filters(personas, program):
    api = program(personas.clerk)
    assert FIGURE in [each["key"] for each in api.json("figures/")["results"]]
    assert "petition" in next(each for each in api.json("tables/")["results"] if each["key"] == "W1")["units"]
    codes = json.dumps(api.json("ledger-entries/describe/"), ensure_ascii=False)
    assert '"code": "petitions_urged", "zh": "信访督办"' in codes
    assert api.pages("ledger-entries/?kind=信访督办") == []


@pytest.mark.usefixtures("_made")
def test_an_entry_of_it_is_recorded_listed_and_counted(personas, program, office):
    office.entry("2026-03-02", kind="信访督办", quantities={"督办件数": 3})
    api = program(personas.clerk)
    (entry,) = api.pages("ledger-entries/?kind=petitions_urged")
    assert (entry["kind"], entry["quantity"], entry["value"]) == ("petitions_urged", ["urged"], ["3"])
    assert api.json(f"figures/{FIGURE}/?{IN_2026}")["value"] == 3
