"""What the law still permits: on the last day, in its edition, without a calendar."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from casework.law.keys import Applicant
from casework.law.names import Act, ComplainedOf, Outcome, State, WithdrawnHow
from tests.law.played import NO_CALENDAR, STRANGER, Said, case, complained, day
from tests.law.refusals.cases import ACCEPTED, ACCEPTED_2017, ASKED, GIVEN_UP, SIMPLY, SIXTY, SUSPENDED

LAST_DAYS: dict[str, tuple[str, tuple[Said, ...], dict[str, Any]]] = {
    "accepted on the last day": ("2024-03-01", ((Act.ACCEPT, "2024-03-08"),), {}),
    "accepted late in 2017": ("2023-03-01", ((Act.ACCEPT, "2023-03-20"),), {}),
    "declined late in 2017": ("2023-03-01", ((Act.DECLINE, "2023-03-20", {"reason": 6, "organ": STRANGER}),), {}),
    "a second notice of what arose from the papers": (
        "2024-03-01",
        (
            ASKED,
            (Act.RECEIVE_CORRECTION, "2024-03-06"),
            (Act.REQUEST_CORRECTION, "2024-03-07", {"items": ("授权书", "身份材料")}),
        ),
        {},
    ),
    "abandoned on the day after": ("2024-03-01", (ASKED, (Act.DEEM_ABANDONED, "2024-03-20")), {}),
    "converted on the last day": ("2024-03-01", (SIMPLY, (Act.CONVERT_PROCEDURE, "2024-04-07")), {}),
    "extended on the last day": ("2024-03-01", (ACCEPTED, (Act.EXTEND, "2024-05-06", {"days": 30})), {}),
    "terminated on the sixty-first day": (
        "2024-03-01", (ACCEPTED, SUSPENDED, (Act.CONCLUDE, "2024-06-01", SIXTY)), {},
    ),
    "withdrawn while suspended": (
        "2024-03-01", (ACCEPTED, SUSPENDED, (Act.CONCLUDE, "2024-04-02", GIVEN_UP)), {},
    ),
    "permitted to withdraw on the day of acceptance": (
        "2024-03-01", (ACCEPTED, (Act.CONCLUDE, "2024-04-02", {**GIVEN_UP, "permitted_on": "2024-03-05"})), {},
    ),
    "permitted to withdraw on the day of the termination, of 2017": (
        "2023-03-01", (ACCEPTED_2017, (Act.CONCLUDE, "2023-04-03", {**GIVEN_UP, "permitted_on": "2023-04-03"})), {},
    ),
    "a late decision": ("2024-03-01", (ACCEPTED, (Act.CONCLUDE, "2024-12-02", {"outcome": Outcome.UPHOLD})), {}),
    "a request dismissed where an inaction is claimed": (
        "2024-03-01", (ACCEPTED, (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.DISMISS_REQUEST})),
        {"complained_of": complained(kind=ComplainedOf.INACTION)},
    ),
    "an act confirmed illegal to be made again in 2017": (
        "2023-03-01",
        (ACCEPTED_2017, (Act.CONCLUDE, "2023-04-03", {"outcome": Outcome.CONFIRM_ILLEGAL, "redo_ordered": True})), {},
    ),
    "a penalty through the respondent": ("2024-03-01", (), {"channel": "through_respondent"}),
    "by fax in 2017": ("2023-03-01", (), {"channel": "fax"}),
}  # fmt: skip


@pytest.mark.parametrize("name", LAST_DAYS)
def test_what_the_law_permits_on_its_last_day_or_in_its_edition_is_done(name):
    received, acts, keys = LAST_DAYS[name]
    assert not case(received, *acts, **keys).broken


@pytest.mark.parametrize(
    ("received", "ground", "expected"),
    [
        ("2024-03-01", "3", "missing"),
        ("2024-03-01", "4", "entity_ended"),
        ("2024-03-01", "6", "mediation"),
        ("2024-03-01", "10", "other"),
        ("2023-03-01", "3", "entity_ended"),
        ("2023-03-01", "4", "missing"),
        ("2023-03-01", "6", "legal_question"),
        ("2023-03-01", "8", "other"),
    ],
)
def test_a_bare_number_of_a_ground_is_read_in_the_edition_of_the_case(received, ground, expected):
    accepted = day(received) + timedelta(2)
    suspended = (accepted + timedelta(7)).isoformat()
    acts: list[Said] = [(Act.ACCEPT, accepted.isoformat()), (Act.SUSPEND, suspended, {"ground": ground})]
    life = case(received, *acts, applicants=(Applicant("citizen", "甲"), Applicant("legal_person", "乙")))
    assert life.facts.review.suspensions[-1].ground == expected


def test_a_withdrawal_keeps_how_and_a_mediated_end_its_compensation():
    life = case(
        "2024-03-01", ACCEPTED,
        (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.WITHDRAWN, "how": WithdrawnHow.SETTLED}),
    )  # fmt: skip
    assert life.facts.review.decision.detail == "settled"
    paid = {"outcome": Outcome.MEDIATED, "compensation_granted": Decimal(800)}
    life = case("2024-03-01", ACCEPTED, (Act.CONCLUDE, "2024-04-30", paid))
    assert life.facts.review.decision.compensation_granted == 800
    assert life.facts.review.decision.detail == ""


def test_deemed_acceptance_takes_effect_on_the_last_day_and_never_after_its_record():
    assert case("2024-03-01", (Act.DEEM_ACCEPTED, "2024-03-25")).facts.review.accepted_on == day("2024-03-08")
    assert case("2023-03-01", (Act.DEEM_ACCEPTED, "2023-03-25")).facts.review.accepted_on == day("2023-03-01")
    early = case("2024-03-01", (Act.DEEM_ACCEPTED, "2024-03-07"), lenient=True)
    assert early.facts.review.accepted_on == day("2024-03-07")
    unknown = case("2024-03-01", (Act.DEEM_ACCEPTED, "2024-03-25"), calendar=NO_CALENDAR)
    assert unknown.facts.review.accepted_on == day("2024-03-08")
    past = case("2023-03-01", (Act.DEEM_ACCEPTED, "2023-03-02"), calendar=NO_CALENDAR)
    assert past.facts.review.accepted_on == day("2023-03-01")


def test_no_act_is_refused_for_want_of_a_calendar():
    life = case(
        "2023-03-01",
        (Act.ACCEPT, "2023-03-20"),
        (Act.EXTEND, "2023-05-20", {"days": 30}),
        (Act.SUSPEND, "2023-05-22", {"ground": "death"}),
        (Act.CONCLUDE, "2023-05-23", SIXTY),
        calendar=NO_CALENDAR,
    )
    assert life.facts.state is State.CONCLUDED
