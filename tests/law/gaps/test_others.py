"""What a suit and a mediated agreement lack is reported, each with its article."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.gaps import AsAt, gaps
from casework.law.keys import Disputant
from casework.law.names import Act, AgreementForm, InstanceLevel, MediationResult, RecordKind
from casework.law.refusals import ActRefused
from tests.law.gaps.complete import AS_AT
from tests.law.played import POLICE, TOWN, Said, day, record

SUED: dict[str, Any] = {
    "court": "测试县人民法院",
    "court_number": "（2024）测0101行初1号",
    "cause": "",
    "defendants": (POLICE,),
}
SuedFor = tuple[str, dict[str, Any], str, list[tuple[str, str]]]
SUITS: dict[str, SuedFor] = {
    "a direct suit over inaction": (
        "2024-05-06", {}, "inaction", [("direct-suit", "行政复议法23, 行政诉讼法44 ¶2")]),
    "a direct suit over natural resources before 2024": (
        "2023-05-08", {}, "rights_adjudication", [("direct-suit", "行政复议法30, 行政诉讼法44 ¶2")]),
    "a direct suit over inaction before 2024": ("2023-05-08", {}, "inaction", []),
    "a suit after reconsideration": ("2024-05-06", {"after_reconsideration": -1}, "inaction", []),
    "a direct suit over a penalty": ("2024-05-06", {}, "administrative_penalty", []),
    "a penalty on the spot": (
        "2024-05-06", {"prior_mandatory": True, "prior_reason": "当场处罚"}, "administrative_penalty",
        [("direct-suit", "行政复议法23, 行政诉讼法44 ¶2")]),
    "said otherwise with a reason": (
        "2024-05-06", {"prior_mandatory": False, "prior_reason": "已经公开"}, "information_disclosure", []),
    "said otherwise without a reason": (
        "2024-05-06", {"prior_mandatory": False}, "information_disclosure",
        [("prior-without-reason", "行政复议法23, 行政诉讼法44 ¶2")]),
    # six months from 31 August 2023 end on the last day of February
    "a direct suit a day after six months": (
        "2024-03-01", {"act_known_on": "2023-08-31"}, "", [("suit-late", "行政诉讼法46 ¶1")]),
    "a direct suit on the last day of six months": ("2024-02-29", {"act_known_on": "2023-08-31"}, "", []),
    "six months bind no suit after reconsideration": (
        "2024-03-01", {"act_known_on": "2023-08-31", "after_reconsideration": -1}, "", []),
}  # fmt: skip


@pytest.mark.parametrize("name", SUITS)
def test_what_a_suit_lacks_is_reported(name):
    received, keys, matter, expected = SUITS[name]
    filed = [(act, received) for act in (Act.FILE_DEFENCE, Act.FILE_EVIDENCE)]
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, received, {**SUED, **keys}), *filed)
    assert [(gap.rule, gap.article) for gap in gaps(suit, AsAt(AS_AT, matter=matter))] == expected


def filings(as_at: str, *acts: Said, received: str = "2024-05-06", **keys: Any) -> list[str]:
    """What is reported of the defence and evidence in a suit: fifteen days from 6 May to 21 May."""
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, received, {**SUED, **keys}), *acts)
    return [gap.rule for gap in gaps(suit, AsAt(day(as_at)))]


def test_defence_and_evidence_are_reported_once_their_term_is_over():
    both: list[Said] = [(Act.FILE_DEFENCE, "2024-05-21"), (Act.FILE_EVIDENCE, "2024-05-22")]
    assert filings("2024-05-21") == []
    assert filings("2024-05-22") == ["defence-not-filed", "evidence-not-filed"]
    assert filings("2024-12-31", *both) == ["evidence-late"]
    for_one: list[Said] = [(Act.FILE_DEFENCE, "2024-05-10", {"organ": POLICE}), (Act.FILE_EVIDENCE, "2024-05-10")]
    assert filings("2024-12-31", *for_one, defendants=(POLICE, TOWN)) == ["defence-not-filed"]
    on_appeal = {"instance": InstanceLevel.SECOND}
    assert filings("2024-12-31", **on_appeal) == []  # whoever appeals owes no defence
    assert filings("2024-12-31", (Act.FILE_DEFENCE, "2024-05-22"), **on_appeal) == ["defence-late"]


MEDIATED: dict[str, Any] = {
    "body": "测试村人民调解委员会",
    "source": "on_request",
    "disputants": (Disputant("申请人甲"), Disputant("申请人乙")),
}
# the agreement of 9 April took effect at once: thirty days to 9 May
CONFIRMED: dict[str, tuple[str, str, dict[str, Any], list[tuple[str, str]]]] = {
    "asked on the last day": ("contract", "2024-05-09", {}, []),
    "asked a day late": ("contract", "2024-05-10", {}, [("confirmation-late", "人民调解法33 ¶1")]),
    "on a marriage": ("marriage_family", "2024-05-09", {}, [("confirmation-of-status", "司法确认规定4")]),
    "on money between spouses": ("marriage_family", "2024-05-09", {"of_status": False}, []),
    "on an adoption": ("other", "2024-05-09", {"of_status": True}, [("confirmation-of-status", "司法确认规定4")]),
}


@pytest.mark.parametrize("name", CONFIRMED)
def test_a_request_for_confirmation_that_the_court_would_not_take_is_reported(name):
    dispute, asked_on, keys, expected = CONFIRMED[name]
    concluded = {"result": MediationResult.SUCCEEDED, "form": AgreementForm.WRITTEN}
    mediation = record(
        RecordKind.MEDIATION,
        (Act.REGISTER, "2024-04-01", {**MEDIATED, "dispute_type": dispute}),
        (Act.CONCLUDE, "2024-04-09", concluded),
        (Act.ASK_CONFIRMATION, asked_on, keys),
    )
    assert [(gap.rule, gap.article) for gap in gaps(mediation, AsAt(AS_AT))] == expected


def test_a_mediation_that_names_nobody_is_reported_from_its_first_day():
    nobody = {**MEDIATED, "dispute_type": "contract", "disputants": ()}
    mediation = record(RecordKind.MEDIATION, (Act.REGISTER, "2024-04-01", nobody))
    (gap,) = gaps(mediation, AsAt(AS_AT))
    assert (gap.rule, gap.article, gap.since) == ("no-parties", "人民调解法27, 29", day("2024-04-01"))


def test_a_dispute_taken_as_recorded_against_the_law_says_so():
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, "2024-12-30", SUED))
    suit.broken.append(ActRefused("edition", "行政诉讼法26", "测试", "a test"))
    assert [(gap.rule, gap.article) for gap in gaps(suit, AsAt(AS_AT))] == [("as-recorded:edition", "行政诉讼法26")]
