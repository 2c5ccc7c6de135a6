"""A matter or field that a place has named under a national heading is that heading in every rule of the law."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from casework.law.history import Unlawful, play
from casework.law.names import Act, Outcome, Procedure, RecordKind, TerminatedCause
from casework.law.organs.organs import Headings, Setting
from casework.law.terms.applying import concerns_real_estate
from tests.law.played import NATIONAL, Said, complained, history

LAW = Path(__file__).parents[2] / "casework" / "law"
LOCAL = Headings(
    {f"local_{code}": code for code in (
        "inaction", "complaint_handling", "information_disclosure", "administrative_agreement",
        "administrative_penalty", "administrative_coercion", "rights_adjudication", "expropriation",
    )},
    {"local_land": "natural_resources", "local_housing": "housing_expropriation", "minerals": "natural_resources"},
)  # fmt: skip


def lived(received: str, *acts: Said, **keys: Any) -> Any:
    """What became of a case whose matters and field a place has named; the rule that refused it, if one did."""
    setting = Setting(NATIONAL, headings=LOCAL)
    try:
        return play(RecordKind.RECONSIDERATION, history(received, *acts, **keys), setting, lenient=False)
    except Unlawful as refused:
        return refused.refusal.rule


def both(matter: str, received: str, *acts: Said, **keys: Any) -> tuple[Any, Any]:
    """The same case under a national heading, and under a local matter below it."""
    found = [lived(received, *acts, matters=(code,), **keys) for code in (matter, f"local_{matter}")]
    return found[0], found[1]


ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")


def ended(on: str, **keys: Any) -> Said:
    """The decision of a case."""
    return (Act.CONCLUDE, on, keys)


@pytest.mark.parametrize("matter", ["inaction", "complaint_handling"])
def test_a_local_matter_of_inaction_claims_inaction_and_its_request_may_be_dismissed(matter):
    national, local = both(matter, "2024-03-04", ACCEPTED, ended("2024-04-01", outcome=Outcome.DISMISS_REQUEST))
    assert national.facts.claims_inaction
    assert local.facts.claims_inaction
    assert local.facts.prior_mandatory  # 23 ¶1(3)


@pytest.mark.parametrize(
    ("matter", "received", "first"),
    [
        ("information_disclosure", "2024-03-04", True),
        ("information_disclosure", "2023-03-06", False),
        ("rights_adjudication", "2024-03-04", True),
        ("rights_adjudication", "2023-03-06", True),
        ("administrative_penalty", "2024-03-04", True),
        ("administrative_penalty", "2023-03-06", False),
    ],
)
def test_reconsideration_comes_first_in_a_local_matter_where_it_does_under_its_heading(matter, received, first):
    on_the_spot = complained(on_the_spot=True)
    assert [one.facts.prior_mandatory for one in both(matter, received, complained_of=on_the_spot)] == [first] * 2


@pytest.mark.parametrize(
    ("matter", "received", "acts", "keys", "found"),
    [
        ("administrative_agreement", "2023-03-06", (), {}, "edition"),
        ("administrative_agreement", "2024-03-04",
         (ACCEPTED, ended("2024-04-01", outcome=Outcome.AGREEMENT_LIABILITY)), {}, ""),
        ("information_disclosure", "2024-03-04",
         ((Act.ACCEPT, "2024-03-05", {"procedure": Procedure.SIMPLIFIED, "ground": "art53_4"}),), {}, ""),
        ("administrative_penalty", "2024-03-04", (), {"channel": "through_respondent"}, ""),
        ("administrative_coercion", "2024-03-04", (), {"channel": "through_respondent"}, "channel"),
        ("administrative_coercion", "2024-03-04", (ACCEPTED, ended(
            "2024-04-01", outcome=Outcome.TERMINATED, cause=TerminatedCause.CRIMINAL_MEASURE)), {}, ""),
        ("rights_adjudication", "2024-03-04", (ACCEPTED, ended(
            "2024-04-01", outcome=Outcome.TERMINATED, cause=TerminatedCause.CRIMINAL_MEASURE)), {}, "cause"),
    ],
)  # fmt: skip
def test_a_local_matter_is_refused_and_allowed_what_its_heading_is(matter, received, acts, keys, found):
    outcomes = [one if isinstance(one, str) else "" for one in both(matter, received, *acts, **keys)]
    assert outcomes == [found, found]


@pytest.mark.parametrize(
    ("matter", "field", "long"),
    [
        ("local_expropriation", "local_land", True),
        ("local_rights_adjudication", "natural_resources", True),
        ("administrative_penalty", "local_housing", True),
        ("local_information_disclosure", "local_housing", False),
        ("local_expropriation", "public_security", False),
        ("rights_adjudication", "minerals", False),
    ],
)
def test_the_cap_of_twenty_years_binds_by_the_headings_of_matter_and_field(matter, field, long):
    case = lived("2024-03-04", matters=(matter,), field=field, complained_of=complained(made_on="2020-01-06"))
    assert concerns_real_estate(case.facts) is long


def test_no_rule_of_the_law_asks_the_matters_or_the_field_of_the_application_itself():
    asked = re.compile(r"(application|said)\.(matters|field)\b")
    allowed = {"life.py": "classifies them", "registering.py": "asks whether there is one"}
    found = [path.name for path in LAW.rglob("*.py") if asked.search(path.read_text(encoding="utf-8"))]
    assert set(found) == set(allowed)
