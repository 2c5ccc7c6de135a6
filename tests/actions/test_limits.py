"""What does not fit is refused with a sentence, on every database alike; it is never an error of the database."""

from __future__ import annotations

import pytest
from django.db import transaction

from casework.errors import ActRefused, CaseworkError
from casework.law.names import State
from tests.factories import traces

LONG = "长" * 5000
MANY = {"kind": "citizen", "name": "申请人甲", "count": 2_000_000_000}

REGISTER = [
    {"number": LONG},
    {"applicants": [{"kind": "citizen", "name": LONG}]},
    {"applicants": [{"kind": "citizen", "name": "甲", "representative": LONG, "agent": LONG}]},
    {"applicants": [MANY, MANY]},
    {"complained_of": {"number": LONG}},
    {"third_parties": [LONG]},
]


@pytest.mark.parametrize("keys", REGISTER, ids=lambda keys: next(iter(keys)))
def test_a_registration_that_does_not_fit_is_refused(office, keys):
    before = traces()
    with pytest.raises((CaseworkError, ActRefused)):
        office.register(**keys)
    assert traces() == before


ACTS = [
    ("assign", {"handlers": [LONG]}),
    ("join_third_party", {"name": LONG}),
    ("conclude", {"outcome": "uphold", "number": LONG}),
    ("extend", {"days": 10, "approver": LONG}),
]


@pytest.mark.parametrize(("act", "keys"), ACTS)
def test_an_act_that_does_not_fit_is_refused(office, act, keys):
    case = office.case_in(State.REVIEWING)
    before = traces(case)
    with pytest.raises((CaseworkError, ActRefused)):
        office.do(case, act, "2024-03-10", keys=keys)
    assert traces(case) == before


def test_the_other_kinds_are_refused_alike(office):
    for make in (
        lambda: office.sue(court=LONG),
        lambda: office.sue(court_number=LONG),
        lambda: office.sue(cause=LONG),
        lambda: office.mediation(body=LONG),
        lambda: office.mediation(parties=2_000_000_001),
        lambda: office.mediation(amount="1000000000000"),
        lambda: office.entry(subject=LONG),
        lambda: office.entry(quantities={"count": "9" * 20}),
    ):
        before = traces()
        with transaction.atomic(), pytest.raises((CaseworkError, ActRefused)):
            make()
        assert traces() == before


def test_a_number_of_no_series_is_kept_as_given(office):
    case = office.register(number="甲政复〔2024〕99999999999号")
    assert case.number == "甲政复〔2024〕99999999999号"
    assert office.register().number == "甲政复〔2024〕1号"


def test_long_notes_and_personal_data_fit(office):
    case = office.register(applicants=[{"kind": "citizen", "name": "甲", "address": "长" * 400}])
    assert case.applicants.get().address == "长" * 400
    assert office.entry(note=LONG).note == LONG
    case = office.do(office.do(case, "accept", "2024-03-04"), "assign", "2024-03-05", handlers=["承办人甲"] * 100)
    assert case.handlers.count("承办人甲") == 100


@pytest.mark.parametrize("text", ["名'称\"；--", "<script>alert(1)</script>", "=1+1", "🏛️ 𠮷田", "葛\U000e0100城"])
def test_strange_texts_are_kept_as_they_are(office, text):
    case = office.register(applicants=[{"kind": "citizen", "name": text, "telephone": text}])
    applicant = case.applicants.get()
    assert (applicant.name, applicant.telephone) == (text, text)
