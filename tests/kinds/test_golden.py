"""While the house is rebuilt: filters, columns, lists, addresses and the schema stay as they were."""

from __future__ import annotations

import json

import pytest

from tests.kinds.golden import kept, said


@pytest.mark.parametrize("part", ["filters", "given", "addresses", "schema"])
def test_what_others_rely_on_is_as_it_was(part, db):
    assert json_of(said()[part]) == kept()[part]


def test_every_column_of_a_list_is_there_as_it_was_and_the_same_are_shown(db):
    now = json_of(said()["lists"])
    for kind, before in kept()["lists"].items():
        columns = {column[0]: column for column in now[kind]["columns"]}
        assert {column[0]: columns.get(column[0]) for column in before["columns"]} == {
            column[0]: column for column in before["columns"]
        }
        assert now[kind]["default"] == before["default"]


def json_of(value):
    """The value as it is read back from a file."""
    return json.loads(json.dumps(value))
