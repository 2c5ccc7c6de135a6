"""What a fact of the case, or whom it is about, asks for is reported where it lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casework.law.gaps import AsAt, gaps
from casework.law.history import play
from casework.law.keys import Applicant, Named
from casework.law.names import Act, Level, OrganKind, Outcome, PartyGround, RecordKind
from casework.law.organs.organs import Organs, Place, Setting
from tests.law.gaps.complete import AS_AT, DECIDED, GIVEN_UP, HEARD, REVOKED, TWO, found, without, without_2017
from tests.law.played import NATIONAL, POLICE, TOWN, Said, complained, dated, day, history

ON_THE_SPOT = {"complained_of": complained(on_the_spot=True)}
TOLD = {"complained_of": complained(on_the_spot=True, told=True)}
CLAIMED = {"compensation_claimed": True}
TWO_APPLY = {"applicants": (Applicant("citizen", "申请人甲"), Applicant("citizen", "申请人乙"))}
LEFT: dict[str, Any] = {"party": Named("申请人乙")}
PERFORM: dict[str, Any] = {"outcome": Outcome.ORDER_PERFORMANCE, "approved": "head"}
PASSED = {"channel": "through_respondent", "filed_on": "2024-02-22"}
AskedFor = tuple[str, list[Said], dict[str, Any], list[tuple[str, str, str | None]]]
ASKED: dict[str, AskedFor] = {
    # received by the penalising organ on 22 February: 23, 26 to 29 February
    "passed on a day late": ("2024-03-01", without(), PASSED, [("passed-on-late", "32 ¶2", "2024-02-29")]),
    "passed on in time": ("2024-02-29", without(), PASSED, []),
    "posted to the organ, and passed on in time after it came": (
        "2024-03-01", without(), {**PASSED, "organ_received_on": "2024-02-23"}, []),
    "sent on in time, in transit afterwards": ("2024-03-01", without(), {**PASSED, "passed_on": "2024-02-29"}, []),
    "an order to perform without a period": (
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", PERFORM)), {},
        [("order-without-period", "66", "2024-05-06")]),
    "an order to perform of 2017 without a period": (
        "2023-03-01", without_2017(decide=(Act.CONCLUDE, "2023-05-04", PERFORM)), {},
        [("order-without-period", "28 ¶1(2), 条例44", "2023-05-04")]),
    "compensation claimed and not decided": (
        "2024-03-01", without(), CLAIMED, [("compensation-not-decided", "72 ¶1", "2024-05-06")]),
    "compensation claimed and dismissed": (
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", {**DECIDED, "compensation_granted": Decimal(0)})),
        CLAIMED, []),
    "compensation claimed and not decided where a decision of 2017 revokes": (
        "2023-03-01", without_2017(decide=(Act.CONCLUDE, "2023-05-04", REVOKED)), CLAIMED,
        [("compensation-not-decided", "29 ¶1", "2023-05-04")]),
    "2017 decides on compensation only where it is due": ("2023-03-01", without_2017(), CLAIMED, []),
    "compensation of a case that was withdrawn": (
        "2024-03-01",
        without(decide=(Act.CONCLUDE, "2024-05-06", GIVEN_UP)), CLAIMED, []),
    "a withdrawal without how it came": (
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", {**GIVEN_UP, "how": None})), {},
        [("outcome-without-ground", "41(1), 74", "2024-05-06")]),
    "a termination of 2017 without its cause": (
        "2023-03-01",
        without_2017(decide=(Act.CONCLUDE, "2023-05-04", {"outcome": Outcome.TERMINATED, "approved": "head"})),
        {}, [("outcome-without-ground", "条例42", "2023-05-04")]),
    "an applicant who left, and not why": (
        "2024-03-01", without(more=[(Act.WITHDRAW_PARTY, "2024-04-03", LEFT)]), TWO_APPLY,
        [("left-without-ground", "41(1)-(3)", "2024-04-03")]),
    "an applicant of 2017 who left, and not why": (
        "2023-03-01", without_2017(more=[(Act.WITHDRAW_PARTY, "2023-04-03", LEFT)]), TWO_APPLY,
        [("left-without-ground", "25, 条例42", "2023-04-03")]),
    "an applicant who withdrew": (
        "2024-03-01", without(more=[(Act.WITHDRAW_PARTY, "2024-04-03", {**LEFT, "ground": PartyGround.VOLUNTARY})]),
        TWO_APPLY, []),
    "a complex case neither heard nor laid before the committee": (
        "2024-03-01", without(), {"complex": True},
        [("complex-not-heard", "50 ¶1", "2024-05-06"), ("complex-no-committee", "52 ¶2(1)", "2024-05-06")]),
    "a case found complex at acceptance": (
        "2024-03-01", without(accept=(Act.ACCEPT, "2024-03-05", {**TWO, "complex": True})), {},
        [("complex-not-heard", "50 ¶1", "2024-05-06"), ("complex-no-committee", "52 ¶2(1)", "2024-05-06")]),
    "a complex case heard and laid before the committee": (
        "2024-03-01",
        without(more=[(Act.HOLD_HEARING, "2024-04-15", HEARD), (Act.CONSULT_COMMITTEE, "2024-04-16")]),
        {"complex": True}, []),
    "2017 leaves a hearing of a complex case to the organ": ("2023-03-01", without_2017(), {"complex": True}, []),
    "a penalty on the spot upheld that did not tell where to turn first": (
        "2024-03-01", without(), ON_THE_SPOT, [("prior-not-told", "23 ¶2", "2024-05-06")]),
    "a penalty on the spot that told it": ("2024-03-01", without(), TOLD, []),
    "a penalty on the spot revoked": (
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", REVOKED)), ON_THE_SPOT, []),
    "natural resources of 2017, not told": (
        "2023-03-01", without_2017(), {"matters": ("rights_adjudication",)},
        [("prior-not-told", "30 ¶1, 条例17", "2023-05-04")]),
    "disclosure of 2017 has no 复议前置": ("2023-03-01", without_2017(), {"matters": ("information_disclosure",)}, []),
    "a paper left, with a note of why": (
        "2024-03-01", without(serve=(Act.SERVE, "2024-05-07", {"how": "left", "note": "拒收，村委会见证"})), {}, []),
    "sent by post, which needs no note": (
        "2024-03-01", without(serve=(Act.SERVE, "2024-05-07", {"how": "post"})), {}, []),
    "disclosure given, said so with its reason": (
        "2024-03-01", without(),
        {"matters": ("information_disclosure",), "prior_mandatory": False, "prior_reason": "已经公开，争的是形式"}, []),
    "said otherwise without a reason": (
        "2024-03-01", without(), {"matters": ("information_disclosure",), "prior_mandatory": False},
        [("prior-without-reason", "23 ¶1", "2024-03-01")]),
    "another law that makes it come first, not named": (
        "2023-03-01", without_2017(), {"prior_mandatory": True, **TOLD},
        [("prior-without-reason", "16, 30 ¶1", "2023-03-01")]),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_what_a_fact_of_the_case_asks_for_is_reported_where_it_lacks(name):
    received, acts, keys, expected = ASKED[name]
    assert found(received, acts, **{key: dated(value) for key, value in keys.items()}) == expected


GOVERNMENT, OTHER_COUNTY = 21, 22
PLACES = {
    GOVERNMENT: Place(GOVERNMENT, "测试县人民政府", Level.COUNTY, OrganKind.GOVERNMENT),
    OTHER_COUNTY: Place(OTHER_COUNTY, "另县人民政府", Level.COUNTY, OrganKind.GOVERNMENT),
    POLICE: Place(POLICE, "测试县公安局", Level.COUNTY, OrganKind.DEPARTMENT, (GOVERNMENT,)),
    TOWN: Place(TOWN, "测试镇人民政府", Level.TOWNSHIP, OrganKind.GOVERNMENT, (GOVERNMENT,)),
}


def decided_by(own: int, *acts: Said, received: str = "2024-03-01", **keys: Any) -> Any:
    """A case played where it is known which organ decides, and where the others stand."""
    organs = Organs(PLACES[own], lambda wanted: {pk: PLACES[pk] for pk in wanted if pk in PLACES})
    return play(RecordKind.RECONSIDERATION, history(received, *acts, **keys), Setting(NATIONAL, organs))


def not_copied(life: Any) -> list[date | None]:
    """The days of the papers that were not copied."""
    return [gap.since for gap in gaps(life, AsAt(AS_AT)) if (gap.rule, gap.article) == ("not-copied", "79 ¶2")]


def test_a_decision_and_an_opinion_letter_on_a_department_are_copied_to_its_superior():
    acts = without(more=[(Act.ISSUE_OPINION, "2024-05-06", {"to": POLICE})])
    copied: Said = (Act.SEND_TO_SUPERIOR_DEPARTMENT, "2024-05-07")
    too_early: Said = (Act.SEND_TO_SUPERIOR_DEPARTMENT, "2024-05-06")
    assert not_copied(decided_by(GOVERNMENT, *acts)) == [day("2024-05-07"), day("2024-05-06")]
    assert not_copied(decided_by(GOVERNMENT, *acts, too_early)) == [day("2024-05-07")]
    assert not_copied(decided_by(GOVERNMENT, *acts, copied)) == []
    assert not_copied(decided_by(GOVERNMENT, *acts, respondents=(TOWN,))) == []
    assert not_copied(decided_by(OTHER_COUNTY, *acts)) == []  # no department of its own
    assert not_copied(decided_by(GOVERNMENT, *without_2017(), received="2023-03-01")) == []
