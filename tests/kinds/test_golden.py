"""While the house is rebuilt: filters, columns, lists, addresses and the schema stay as they were."""

from __future__ import annotations

import json

import pytest

from tests.kinds.golden import kept, said


@pytest.mark.parametrize("part", ["filters", "given", "lists", "addresses", "schema"])
def test_what_others_rely_on_is_as_it_was(part, db):
    assert json_of(said()[part]) == kept()[part]


def json_of(value):
    """The value as it is read back from a file."""
    return json.loads(json.dumps(value))
