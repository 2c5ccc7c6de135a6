"""A record of each kind with its files, and a clerk who may change them."""

from __future__ import annotations

import pytest


@pytest.fixture
def records(county):
    return {"reconsideration": county.ended, "litigation": county.suit, "mediation": county.mediation,
            "ledger_entry": county.entry, "respondent_case": county.response}  # fmt: skip


@pytest.fixture
def clerk(personas, browse):
    return browse(personas.clerk)
