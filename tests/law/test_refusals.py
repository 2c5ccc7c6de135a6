"""Refusals: each names its rule and its article, says in one sentence what to do, and changes nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from casework.law.facts import single
from casework.law.history import Unlawful, play_until
from casework.law.keys import Applicant, TakenStop
from casework.law.life import Life, review_of
from casework.law.litigation import Appearance, Hearing, Instance, lost, standing
from casework.law.names import (
    Act,
    AgreementForm,
    ComplainedOf,
    Edition,
    ExclusionKind,
    InstanceLevel,
    MediationResult,
    Outcome,
    Procedure,
    RecordKind,
    ReferKind,
    State,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.organs.bodies import body_kind_of
from casework.law.refusals import ActRefused
from casework.law.terms.others import due_of
from casework.law.words.articles import article_en, article_zh
from casework.law.words.messages import gaps_said, refusals_said
from tests.law.played import (
    NATIONAL,
    NO_CALENDAR,
    POLICE,
    STRANGER,
    TOWN,
    Said,
    case,
    complained,
    day,
    done,
    history,
    record,
    register,
)

CASE = RecordKind.RECONSIDERATION
ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")
ACCEPTED_2017: Said = (Act.ACCEPT, "2023-03-03")
SIMPLY: Said = (Act.ACCEPT, "2024-03-05", {"procedure": Procedure.SIMPLIFIED, "ground": "art53_1"})
ASKED: Said = (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("身份材料",), "notice_received_on": "2024-03-05"})
SUSPENDED: Said = (Act.SUSPEND, "2024-04-01", {"ground": "death"})
GIVEN_UP: dict[str, Any] = {"outcome": Outcome.WITHDRAWN, "how": WithdrawnHow.VOLUNTARY}
SIXTY: dict[str, Any] = {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.SUSPENDED_60_DAYS}


class Refused(NamedTuple):
    """A life and the act that the law refuses in it: the last one; rule and article."""

    received: str
    acts: tuple[Said, ...]
    rule: str
    article: str
    keys: dict[str, Any] = {}


def new(*acts: Said, rule: str, article: str, **keys: Any) -> Refused:
    return Refused("2024-03-01", acts, rule, article, keys)


def old(*acts: Said, rule: str, article: str, **keys: Any) -> Refused:
    return Refused("2023-03-01", acts, rule, article, keys)


def after_acceptance(*acts: Said, rule: str, article: str) -> Refused:
    return new(ACCEPTED, *acts, rule=rule, article=article)


def decided(rule: str, article: str, on: str = "2024-04-30", **keys: Any) -> Refused:
    return after_acceptance((Act.CONCLUDE, on, keys), rule=rule, article=article)


REFUSED = {
    # registration
    "no applicant": new(applicants=(), rule="missing", article="30 ¶1(1)"),
    "no respondent": new(respondents=(), rule="missing", article="30 ¶1(1)"),
    "no matter of 2017": old(matters=(), rule="missing", article="条例28"),
    "a channel of 2017 only": new(channel="fax", rule="edition", article="条例18"),
    "a matter of 2023 only": old(matters=("administrative_agreement",), rule="edition", article="11"),
    "through the respondent without a penalty": new(
        channel="through_respondent", matters=("licensing",), rule="channel", article="32"
    ),
    "filed after it was received": new(filed_on="2024-03-04", rule="date-order", article="20"),
    "the act made after the filing": new(
        complained_of=complained(made_on="2024-03-04"), rule="date-order", article="20"
    ),
    "known before it was made": new(
        complained_of=complained(made_on="2024-02-04", known_on="2024-02-01"), rule="date-order", article="20"
    ),
    # correction
    "a notice without items": new(
        (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ()}), rule="missing", article="31 ¶1"
    ),
    "a notice after the examination": new(
        (Act.REQUEST_CORRECTION, "2024-03-11", {"items": ("身份材料",)}), rule="examination-over", article="30 ¶3"
    ),
    "a second notice of what was asked": new(
        ASKED, (Act.RECEIVE_CORRECTION, "2024-03-06"),
        (Act.REQUEST_CORRECTION, "2024-03-07", {"items": ("身份材料",)}), rule="second-notice", article="31 ¶1",
    ),
    "a second notice of what was asked of 2017": old(
        (Act.REQUEST_CORRECTION, "2023-03-02", {"items": ("身份材料",)}), (Act.RECEIVE_CORRECTION, "2023-03-06"),
        (Act.REQUEST_CORRECTION, "2023-03-07", {"items": ("身份材料",)}), rule="second-notice", article="条例29",
    ),
    "a notice received before it was given": new(
        (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",), "notice_received_on": "2024-03-03"}),
        rule="date-order", article="",
    ),
    "a notice that fixes another day than the law": new(
        (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",), "due": "2024-03-29"}),
        rule="edition", article="31 ¶2",
    ),
    "an extension of the correction to an earlier day": new(
        ASKED, (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-19", "reason": "住院"}),
        rule="not-later", article="31 ¶2",
    ),
    "an extension of the correction into the past": new(
        (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",)}),
        (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-08", "reason": "住院"}),
        rule="not-later", article="31 ¶2",
    ),
    "papers posted after they came": new(
        ASKED, (Act.RECEIVE_CORRECTION, "2024-03-11", {"posted_on": "2024-03-12"}), rule="date-order", article="88",
    ),
    "abandoned without a last day": new(
        (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",)}), (Act.DEEM_ABANDONED, "2024-06-03"),
        rule="no-notice-date", article="31 ¶2",
    ),
    "abandoned without a last day of 2017": old(
        (Act.REQUEST_CORRECTION, "2023-03-02", {"items": ("材料",)}), (Act.DEEM_ABANDONED, "2023-06-05"),
        rule="no-notice-date", article="条例29",
    ),
    "abandoned on the last day": new(
        ASKED, (Act.DEEM_ABANDONED, "2024-03-19"), rule="correction-running", article="31 ¶2"
    ),
    # the end of the intake
    "accepted after the examination": new((Act.ACCEPT, "2024-03-11"), rule="examination-over", article="30 ¶3"),
    "simplified procedure in 2017": old(
        (Act.ACCEPT, "2023-03-03", {"procedure": Procedure.SIMPLIFIED}), rule="edition", article="53"
    ),
    "a ground without simplified procedure": new(
        (Act.ACCEPT, "2024-03-05", {"ground": "art53_1"}), rule="procedure", article="53"
    ),
    "deemed accepted on the last day": new(
        (Act.DEEM_ACCEPTED, "2024-03-08"), rule="examination-running", article="30 ¶3"
    ),
    "deemed accepted on the last day of 2017": old(
        (Act.DEEM_ACCEPTED, "2023-03-08"), rule="examination-running", article="17 ¶2"
    ),
    "declined after the examination": new(
        (Act.DECLINE, "2024-03-11", {"reason": 1}), rule="examination-over", article="30 ¶3"
    ),
    "declined for no reason of the law": new(
        (Act.DECLINE, "2024-03-05", {"reason": 8}), rule="missing", article="30 ¶1"
    ),
    "declined as another's without saying whose": new(
        (Act.DECLINE, "2024-03-05", {"reason": 6}), rule="competent-organ", article="30 ¶2"
    ),
    "referred in 2023": new((Act.REFER, "2024-03-05", {"how": ReferKind.TOLD}), rule="edition", article="30 ¶2"),
    # review
    "assigned to nobody": after_acceptance(
        (Act.ASSIGN, "2024-03-06", {"handlers": ()}), rule="missing", article="36"
    ),
    "a copy received before it was sent": after_acceptance(
        (Act.SEND_COPY, "2024-03-06", {"received_on": "2024-03-05"}), rule="date-order", article="48"
    ),
    "a copy to an organ that is no respondent": after_acceptance(
        (Act.SEND_COPY, "2024-03-06", {"respondent": STRANGER}), rule="missing", article="48"
    ),
    "notice of a hearing after it": after_acceptance(
        (Act.HOLD_HEARING, "2024-04-15", {"notice_on": "2024-04-16"}), rule="date-order", article="51"
    ),
    "excluded time that ends before it starts": after_acceptance(
        (Act.EXCLUDE, "2024-04-15", {"kind": ExclusionKind.APPRAISAL, "start": "2024-04-15", "end": "2024-04-14"}),
        rule="date-order", article="条例34, 37",
    ),
    "excluded time before acceptance": after_acceptance(
        (Act.EXCLUDE, "2024-04-15", {"kind": ExclusionKind.APPRAISAL, "start": "2024-03-04", "end": "2024-04-14"}),
        rule="date-order", article="条例34, 37",
    ),
    "a stay on no ground of the law": after_acceptance(
        (Act.STAY_EXECUTION, "2024-03-06", {"ground": 5}), rule="missing", article="42"
    ),
    "an ordinary case converted": after_acceptance(
        (Act.CONVERT_PROCEDURE, "2024-03-06"), rule="procedure", article="55"
    ),
    # 30 days: 4 April, 清明节 to the 6th; Sunday 7 April was worked
    "converted after the simplified term": new(
        SIMPLY, (Act.CONVERT_PROCEDURE, "2024-04-08"), rule="term-over", article="55"
    ),
    "simplified procedure extended": new(
        SIMPLY, (Act.EXTEND, "2024-04-01", {"days": 10}), rule="procedure", article="62 ¶1"
    ),
    "an extension by no day": after_acceptance(
        (Act.EXTEND, "2024-04-01", {"days": 0}), rule="extension-days", article="62 ¶1"
    ),
    "extensions over thirty days in sum": after_acceptance(
        (Act.EXTEND, "2024-04-01", {"days": 20}), (Act.EXTEND, "2024-04-02", {"days": 11}),
        rule="extension-sum", article="62 ¶1",
    ),
    "an extension over thirty days of 2017": old(
        ACCEPTED_2017, (Act.EXTEND, "2023-04-03", {"days": 31}), rule="extension-days", article="31"
    ),
    "an extension after the last day": after_acceptance(
        (Act.EXTEND, "2024-05-07", {"days": 10}), rule="term-over", article="62 ¶1"
    ),
    "suspended on ground 11": after_acceptance(
        (Act.SUSPEND, "2024-04-01", {"ground": "11"}), rule="missing", article="39"
    ),
    "suspended on ground 9 of 2017": old(
        ACCEPTED_2017, (Act.SUSPEND, "2023-04-03", {"ground": "9"}), rule="missing", article="条例41"
    ),
    "suspended for mediation in 2017": old(
        ACCEPTED_2017, (Act.SUSPEND, "2023-04-03", {"ground": "mediation"}), rule="edition", article="条例41"
    ),
    "resumed without suspension": after_acceptance((Act.RESUME, "2024-04-01"), rule="state", article="39"),
    # the decision
    "a request dismissed where no inaction is claimed": decided(
        "no-inaction-claimed", "69", outcome=Outcome.DISMISS_REQUEST
    ),
    "an act confirmed illegal to be made again": decided(
        "redo", "64 ¶1", outcome=Outcome.CONFIRM_ILLEGAL, redo_ordered=True
    ),
    "confirmed void in 2017": old(
        ACCEPTED_2017, (Act.CONCLUDE, "2023-04-03", {"outcome": Outcome.CONFIRM_VOID}),
        rule="edition", article="67, 70",
    ),
    "permitted to withdraw before it was accepted": decided(
        "date-order", "41(1), 74", **GIVEN_UP, permitted_on="2024-03-04"
    ),
    "permitted to withdraw after it was terminated": decided(
        "date-order", "41(1), 74", **GIVEN_UP, permitted_on="2024-05-01"
    ),
    "permitted to withdraw before it was received, in 2017": old(
        ACCEPTED_2017, (Act.CONCLUDE, "2023-04-03", {**GIVEN_UP, "permitted_on": "2023-02-28"}),
        rule="date-order", article="25, 条例38",
    ),
    "permitted to withdraw after it was terminated, in 2017": old(
        ACCEPTED_2017, (Act.CONCLUDE, "2023-04-03", {**GIVEN_UP, "permitted_on": "2023-04-04"}),
        rule="date-order", article="25, 条例38",
    ),
    "permitted to withdraw before the review was reopened": after_acceptance(
        (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.DISMISS_APPLICATION}),
        (Act.REOPEN, "2024-06-03", {"to": State.REVIEWING, "by_order_of": "市"}),
        (Act.CONCLUDE, "2024-06-17", {**GIVEN_UP, "permitted_on": "2024-04-08"}),
        rule="date-order", article="41(1), 74",
    ),
    "upheld while suspended": after_acceptance(
        SUSPENDED, (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.UPHOLD}), rule="state", article="39"
    ),
    "upheld while suspended in 2017": old(
        ACCEPTED_2017, (Act.SUSPEND, "2023-04-03", {"ground": "death"}),
        (Act.CONCLUDE, "2023-04-28", {"outcome": Outcome.UPHOLD}), rule="state", article="条例41",
    ),
    "sixty days without suspension": decided("sixty-days", "41(5)", **SIXTY),
    "sixty days after it was resumed": after_acceptance(
        SUSPENDED, (Act.RESUME, "2024-04-08"), (Act.CONCLUDE, "2024-09-02", SIXTY), rule="sixty-days", article="41(5)"
    ),
    # 29 days of April, 31 of May: 31 May
    "sixty days on the sixtieth": after_acceptance(
        SUSPENDED, (Act.CONCLUDE, "2024-05-31", SIXTY), rule="sixty-days", article="41(5)"
    ),
    "sixty days on another ground of 2017": old(
        ACCEPTED_2017, (Act.SUSPEND, "2023-04-03", {"ground": "4"}), (Act.CONCLUDE, "2023-09-04", SIXTY),
        rule="sixty-days", article="条例42 ¶2",
    ),
    "reopened to be concluded": after_acceptance(
        (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.UPHOLD}),
        (Act.REOPEN, "2024-05-06", {"to": State.CONCLUDED, "by_order_of": "市"}), rule="missing", article="35",
    ),
    "reopened but never closed": after_acceptance(
        (Act.REOPEN, "2024-05-06", {"to": State.REVIEWING, "by_order_of": "市"}), rule="state", article="35, 行诉解释89"
    ),
    "a letter received before it was issued": after_acceptance(
        (Act.ISSUE_OPINION, "2024-04-01", {"to": POLICE, "received_on": "2024-03-31"}), rule="date-order", article="76"
    ),
    "told of a suspension before it": after_acceptance(
        (Act.SUSPEND, "2024-04-01", {"ground": "death", "told_on": "2024-03-29"}), rule="told-early", article="39"
    ),
    "told of an extension before it": after_acceptance(
        (Act.EXTEND, "2024-04-30", {"days": 10, "told_on": "2024-04-29"}), rule="told-early", article="62 ¶1"
    ),
    "told of a suspension before it, in 2017": old(
        ACCEPTED_2017, (Act.SUSPEND, "2023-04-03", {"ground": "4", "told_on": "2023-04-02"}),
        rule="told-early", article="条例41",
    ),
    "feedback before the letter came": after_acceptance(
        (Act.ISSUE_OPINION, "2024-04-01", {"to": POLICE, "received_on": "2024-04-08"}),
        (Act.RECORD_FEEDBACK, "2024-04-07"), rule="no-letter", article="76",
    ),
    "feedback by another organ than the one written to": after_acceptance(
        (Act.ISSUE_OPINION, "2024-04-01", {"to": POLICE, "received_on": "2024-04-08"}),
        (Act.RECORD_FEEDBACK, "2024-04-15", {"by": TOWN}), rule="no-letter", article="76",
    ),
    "feedback to a letter that there is not": after_acceptance(
        (Act.ISSUE_OPINION, "2024-04-01", {"to": POLICE, "received_on": "2024-04-08"}),
        (Act.RECORD_FEEDBACK, "2024-04-15", {"letter": 2}), rule="no-letter", article="76",
    ),
    "feedback to no letter in 2017": old(
        ACCEPTED_2017, (Act.RECORD_FEEDBACK, "2023-04-03"), rule="no-letter", article="条例57 ¶1"
    ),
    "feedback to no letter": after_acceptance((Act.RECORD_FEEDBACK, "2024-04-01"), rule="no-letter", article="76"),
    # any act
    "before the record began": new((Act.ASSIGN, "2024-02-29", {"handlers": ("甲",)}), rule="date-order", article="36"),
    "before the act that moved the case": after_acceptance(
        (Act.SUSPEND, "2024-03-04", {"ground": "death"}), rule="date-order", article=""
    ),
    "in a state that the act does not know": new((Act.INVESTIGATE, "2024-03-04"), rule="state", article="45"),
    "to a void record": new(
        (Act.VOID, "2024-03-04", {"reason": "重复登记"}), (Act.ACCEPT, "2024-03-05"), rule="void", article=""
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_law_makes_impossible_is_refused_with_its_rule_and_article(name):
    refused = REFUSED[name]
    with pytest.raises(Unlawful) as caught:
        case(refused.received, *refused.acts, **refused.keys)
    refusal = caught.value.refusal
    assert caught.value.position == len(refused.acts)
    assert (refusal.rule, refusal.article) == (refused.rule, refused.article)
    assert refusal.sentence("zh-hans").endswith("。")
    assert refusal.sentence("en").endswith(".")
    assert refusal.sentence("en").isascii() or any(law in refusal.article for law in ("条例", "¶"))


SOFT = {"extension-sum", "term-over", "redo", "sixty-days", "no-letter"}


@pytest.mark.parametrize("name", [n for n, r in REFUSED.items() if r.rule in SOFT])
def test_what_is_taken_as_recorded_goes_on_and_is_kept_as_broken(name):
    refused = REFUSED[name]
    life = case(refused.received, *refused.acts, lenient=True, **refused.keys)
    assert [refusal.rule for refusal in life.broken] == [refused.rule]
    assert refused.acts[-1][0] in life.done_on


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


# ---- How a refusal reads ----


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("31 ¶2", "31条2款"),
        ("41(5)", "41条5项"),
        ("41(2)-(5)", "41条2-5项"),
        ("28 ¶1(4)", "28条1款4项"),
        ("48, 54", "48条、54条"),
        ("条例42 ¶2", "条例42条2款"),
        ("行政诉讼法45", "行政诉讼法45条"),
        ("30, 2017年法17, 18", "30条、2017年法17条、18条"),
        ("行政诉讼法3, 法释〔2020〕3号1-7", "行政诉讼法3条、法释〔2020〕3号1条-7条"),
        ("", ""),
    ],
)
def test_an_article_is_said_in_chinese_as_lawyers_say_it(article, said):
    assert article_zh(article) == said


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("62 ¶1", "art. 62 ¶1"),
        ("48, 54", "art. 48, 54"),
        ("36, 条例32", "art. 36, Regulation art. 32"),
        ("30, 2017年法17, 18", "art. 30, Act (2017) art. 17, 18"),
        ("法释〔2020〕3号1-7", "Appearance Rules (2020) art. 1-7"),
        ("行政诉讼法89, 行诉解释109 ¶1", "Administrative Litigation Law art. 89, Interpretation (2018) art. 109 ¶1"),
    ],
)
def test_an_article_is_said_in_english_with_its_law(article, said):
    assert article_en(article) == said


def test_every_article_that_a_refusal_or_gap_may_bear_is_said_in_english_without_chinese():
    said = {article for each in (*refusals_said(), *gaps_said()) for article in each.articles}
    assert len(said) > 50
    assert [article for article in said if re.search("[\u4e00-\u9fff]", article_en(article))] == []


def test_a_refusal_names_its_article_and_what_may_be_done_instead_in_both_languages():
    refusal = ActRefused("term-over", "62 ¶1", "不能再延期。", "No more.", instead=[Act.CONCLUDE, Act.SUSPEND])
    assert str(refusal) == refusal.sentence() == "不能再延期（62条1款）。可以：结案、中止。"
    assert refusal.sentence("en") == "No more (art. 62 ¶1). Instead: conclude or suspend."
    assert ActRefused("state", "", "不能办理", "Impossible").sentence("en") == "Impossible."


def test_only_what_cannot_have_happened_is_hard():
    hard = {rule for rule in ("state", "date-order", "future", "missing", "void", "term-over", "redo", "edition")
            if ActRefused(rule, "", "", "").hard}  # fmt: skip
    assert hard == {"state", "date-order", "future", "missing", "void"}


def test_a_record_that_has_not_begun_has_no_facts_and_one_at_intake_no_review():
    with pytest.raises(ActRefused, match="记录尚未登记"):
        _ = Life(NATIONAL).facts
    assert not Life(NATIONAL).begun
    with pytest.raises(ActRefused, match="案件尚未受理") as refused:
        review_of(case("2024-03-01"))
    assert refused.value.article == "30"


def test_two_headings_are_other_and_a_child_stands_only_alone():
    parents = {"complaint_local": "complaint_handling", "injury": "confirmation", "injury_2": "confirmation"}
    assert single(["injury"], parents) == ("confirmation", "injury")
    assert single(["injury", "injury_2"], parents) == ("confirmation", "")
    assert single(["injury", "complaint_local"], parents) == ("other", "")
    assert single([], parents) == ("other", "")


def test_a_case_taken_over_runs_on_from_the_first_acceptance():
    keys = {**register("2024-03-01").keys, "respondents": (POLICE, POLICE)}
    said = {"accepted_on": day("2024-03-05"), "received_on": day("2023-12-29"), "procedure": Procedure.SIMPLIFIED}
    taken: Any = play_until(CASE, [done(Act.TAKE_OVER, "2024-04-01", {**keys, **said})], NATIONAL, day("2024-12-31"))
    facts = taken.facts
    assert (facts.edition, facts.received_on, facts.filed_on) == (Edition.E2017, day("2024-04-01"), day("2023-12-29"))
    assert facts.review.decide_from == day("2024-03-05")
    assert [exchange.organ for exchange in facts.respondents] == [POLICE]


def test_stops_and_extensions_before_the_transfer_are_carried_to_the_superior():
    said = {
        "accepted_on": day("2024-03-05"),
        "excluded": (TakenStop(day("2024-03-11"), day("2024-03-18")),),
        "extended_days": 10,
    }
    taken: Any = play_until(
        CASE,
        [done(Act.TAKE_OVER, "2024-04-01", {**register("2024-03-01").keys, **said})],
        NATIONAL,
        day("2024-12-31"),
    )
    assert taken.decision_due(taken.facts.review) == day("2024-05-21")  # 4 May, ten and seven days


@pytest.mark.parametrize(
    "said",
    [
        {"accepted_on": "2024-04-02"},
        {"received_on": "2024-03-06", "accepted_on": "2024-03-05"},
    ],
)
def test_a_case_is_received_accepted_and_taken_over_in_that_order(said):
    keys = {**register("2024-03-01").keys, **{name: day(value) for name, value in said.items()}}
    with pytest.raises(ActRefused) as refused:
        play_until(CASE, [done(Act.TAKE_OVER, "2024-04-01", keys)], NATIONAL, day("2024-12-31"))
    assert refused.value.rule == "date-order"


def test_an_act_recorded_late_belongs_to_the_review_of_its_day():
    life = case(
        "2024-03-01",
        ACCEPTED,
        (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.UPHOLD}),
        (Act.REOPEN, "2024-06-03", {"to": State.REVIEWING, "by_order_of": "市"}),
        (Act.HEAR_OPINIONS, "2024-03-20"),
    )
    first, second = [phase for phase in life.facts.phases if phase.kind == "review"]
    assert (first.opinions_on, second.opinions_on) == (day("2024-03-20"), None)


# ---- As known on a past day ----


def correction(on: str, target: int, key: str, value: Any) -> Any:
    mending = done(Act.CORRECT, on)
    return type(mending)(Act.CORRECT, mending.on, {}, target=target, key=key, value=value)


def test_a_correction_counts_from_its_own_day():
    acts = [*history("2024-03-01", ACCEPTED), correction("2024-04-10", 1, "on", day("2024-03-04"))]
    before: Any = play_until(CASE, acts, NATIONAL, day("2024-04-09"))
    after: Any = play_until(CASE, acts, NATIONAL, day("2024-04-10"))
    assert (before.facts.review.accepted_on, after.facts.review.accepted_on) == (day("2024-03-05"), day("2024-03-04"))


def test_an_act_that_only_a_later_correction_made_possible_was_not_known_before():
    acts = [
        register("2024-03-11"),
        correction("2024-04-10", 0, "on", day("2024-03-01")),
        done(Act.ACCEPT, "2024-03-05"),
    ]
    before: Any = play_until(CASE, acts, NATIONAL, day("2024-03-20"))
    after: Any = play_until(CASE, acts, NATIONAL, day("2024-04-10"))
    assert (before.facts.state, after.facts.state) == (State.EXAMINING, State.REVIEWING)


def test_a_history_that_cannot_have_happened_is_refused_on_a_past_day_too():
    acts = [*history("2024-03-01"), done(Act.RESUME, "2024-03-05")]
    with pytest.raises(ActRefused):
        play_until(CASE, acts, NATIONAL, day("2024-03-20"))


def test_an_exclusion_that_lies_ahead_does_not_stop_the_clock_yet():
    appraised = {"kind": ExclusionKind.APPRAISAL, "start": "2024-04-10", "end": "2024-04-20"}
    acts = history("2024-03-01", ACCEPTED, (Act.EXCLUDE, "2024-04-01", appraised))
    before: Any = play_until(CASE, acts, NATIONAL, day("2024-04-09"))
    after: Any = play_until(CASE, acts, NATIONAL, day("2024-04-10"))
    assert before.decision_due(before.facts.review) == day("2024-05-06")
    assert after.decision_due(after.facts.review) == day("2024-05-14")  # 4 May and ten days


def test_an_acceptance_recorded_late_stands_from_the_day_on_which_it_took_effect():
    acts = history("2024-03-01", (Act.DEEM_ACCEPTED, "2024-03-25"))
    for on, state in (("2024-03-07", State.EXAMINING), ("2024-03-08", State.REVIEWING)):
        life: Any = play_until(CASE, acts, NATIONAL, day(on))
        assert life.facts.state is state


def test_a_stop_that_begins_after_the_last_day_does_not_count():
    life = case(
        "2024-03-01",
        ACCEPTED,
        (Act.SUSPEND, "2024-04-01", {"ground": "legal_question"}),
        (Act.RESUME, "2024-04-11"),
        (Act.SUSPEND, "2024-06-03", {"ground": "legal_question"}),
    )
    review = life.facts.review
    assert life.decision_due(review) == day("2024-05-14")  # 4 May and ten days
    assert [stop.start for stop in life.counted_stops(review)] == [day("2024-04-01")]
    running = case("2024-03-01", ACCEPTED, (Act.SUSPEND, "2024-04-01", {"ground": "legal_question"}))
    assert [stop.start for stop in running.counted_stops(running.facts.review)] == [day("2024-04-01")]


def test_the_decision_that_has_not_begun_to_run_has_no_last_day():
    life = case("2024-03-01")
    assert life.decision_due(life.facts.phase) is None
    past = case("2023-03-01", ACCEPTED_2017, calendar=NO_CALENDAR)
    assert past.decision_due(past.facts.review) is None


# ---- Litigation, mediation, ledger ----

SUED = {"court": "测试法院", "court_number": "1号", "cause": "治安处罚", "defendants": (POLICE, TOWN)}
BEGUN: Said = (Act.REGISTER, "2024-05-06", SUED)
CLOSED: Said = (Act.CLOSE_INSTANCE, "2024-06-17", {"result": "revoke"})
HEARD: Said = (Act.HOLD_HEARING, "2024-06-03")
APPEAL = {"instance": InstanceLevel.SECOND, "court": "中院", "court_number": "2号"}
CAME = {"organ": POLICE, "rank": "chief"}
MEDIATING: Said = (
    Act.REGISTER, "2024-01-15", {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"},
)  # fmt: skip
AGREED: Said = (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.SUCCEEDED, "form": AgreementForm.ORAL})
FAILED: Said = (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.FAILED})
SUIT, MEDIATION, LEDGER = RecordKind.LITIGATION, RecordKind.MEDIATION, RecordKind.LEDGER
OTHERS: dict[str, tuple[RecordKind, tuple[Said, ...], str, str]] = {
    "sued by nobody": (SUIT, ((Act.REGISTER, "2024-05-06", {**SUED, "defendants": ()}),), "missing", "行政诉讼法26"),
    "an instance that is not there": (
        SUIT, (BEGUN, (Act.HOLD_HEARING, "2024-06-03", {"instance": InstanceLevel.RETRIAL})), "state", "",
    ),
    "an act before the instance": (
        SUIT, (BEGUN, CLOSED, (Act.OPEN_INSTANCE, "2024-07-01", APPEAL),
               (Act.HOLD_HEARING, "2024-06-20")), "date-order", "",
    ),
    "an appeal before the first instance": (
        SUIT, (BEGUN, CLOSED, (Act.OPEN_INSTANCE, "2024-07-01", APPEAL),
               (Act.OPEN_INSTANCE, "2024-06-28", APPEAL)), "date-order", "行政诉讼法85",
    ),
    "an appeal while the first instance is open": (
        SUIT, (BEGUN, (Act.OPEN_INSTANCE, "2024-07-01", APPEAL)), "state", "行政诉讼法85",
    ),
    "a hearing of a closed instance": (SUIT, (BEGUN, CLOSED, (Act.HOLD_HEARING, "2024-06-18")), "state", ""),
    "an appearance without a hearing": (
        SUIT, (BEGUN, (Act.RECORD_APPEARANCE, "2024-06-03", CAME)), "state", "行政诉讼法3 ¶3",
    ),
    "closed twice": (SUIT, (BEGUN, CLOSED, (Act.CLOSE_INSTANCE, "2024-06-18", {"result": "pay"})), "state", ""),
    "closed before its hearing": (
        SUIT, (BEGUN, HEARD, (Act.CLOSE_INSTANCE, "2024-05-31", {"result": "pay"})), "date-order", "",
    ),
    "ended twice": (MEDIATION, (MEDIATING, AGREED, FAILED), "state", "人民调解法26"),
    "an agreement without success": (
        MEDIATION,
        (MEDIATING, (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.FAILED, "form": AgreementForm.ORAL})),
        "particulars", "人民调解法28",
    ),
    "an agreement before the case": (
        MEDIATION,
        (MEDIATING, (Act.CONCLUDE, "2024-01-22", {"result": MediationResult.SUCCEEDED, "effective_on": "2024-01-12"})),
        "date-order", "人民调解法29",
    ),
    "performed without an agreement": (
        MEDIATION, (MEDIATING, FAILED, (Act.PERFORM, "2024-01-23")), "state", "人民调解法31",
    ),
    "performed before the agreement": (
        MEDIATION, (MEDIATING, AGREED, (Act.PERFORM, "2024-01-19")), "date-order", "人民调解法31",
    ),
    "an oral agreement in force after it was concluded": (
        MEDIATION,
        (
            MEDIATING,
            (
                Act.CONCLUDE, "2024-01-22",
                {"result": MediationResult.SUCCEEDED, "form": AgreementForm.ORAL, "effective_on": "2024-01-23"},
            ),
        ),
        "oral-effect", "人民调解法30",
    ),
    "confirmation asked without an agreement": (
        MEDIATION, (MEDIATING, (Act.ASK_CONFIRMATION, "2024-01-23")), "state", "人民调解法33",
    ),
    "confirmed though nobody asked": (
        MEDIATION, (MEDIATING, AGREED, (Act.CONFIRM, "2024-01-23")), "state", "人民调解法33",
    ),
    "confirmed before it was asked": (
        MEDIATION, (MEDIATING, AGREED, (Act.ASK_CONFIRMATION, "2024-01-26"), (Act.CONFIRM, "2024-01-25")),
        "date-order", "人民调解法33",
    ),
    "performed twice": (
        MEDIATION, (MEDIATING, AGREED, (Act.PERFORM, "2024-01-23"), (Act.PERFORM, "2024-01-24")),
        "state", "人民调解法31",
    ),
    "an entry without quantities": (
        LEDGER, ((Act.RECORD, "2024-05-06", {"kind": "publicity_event", "quantities": {}}),), "missing", "",
    ),
    "a negative quantity": (
        LEDGER, ((Act.RECORD, "2024-05-06", {"kind": "publicity_event", "quantities": {"count": Decimal(-1)}}),),
        "missing", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_an_act_of_another_kind_of_record_is_refused_where_it_cannot_be(name):
    kind, acts, rule, article = OTHERS[name]
    with pytest.raises(Unlawful) as caught:
        record(kind, *acts)
    assert caught.value.position == len(acts) - 1
    assert (caught.value.refusal.rule, caught.value.refusal.article) == (rule, article)


def test_a_mediation_that_succeeded_is_performed_asked_and_confirmed_in_order():
    asked: Said = (Act.ASK_CONFIRMATION, "2024-02-05")
    life = record(MEDIATION, MEDIATING, AGREED, (Act.PERFORM, "2024-01-22"), asked, (Act.CONFIRM, "2024-02-20"))
    facts = life.facts
    assert (facts.performed_on, facts.asked_on, facts.ruled_on) == (
        day("2024-01-22"), day("2024-02-05"), day("2024-02-20"),
    )  # fmt: skip
    life.say(concluded_on=None)
    assert due_of(MEDIATION, life, "judicial_confirmation") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("东村人民调解委员会", "village"),
        ("城关社区调委会", "community"),
        ("新城街道人民调解委员会", "street"),
        ("东镇人民政府", "township"),
        ("曲沃纺织厂", "enterprise"),
        ("县总工会", "social_group"),
        ("县医疗纠纷人民调解委员会", "professional"),
    ],
)
def test_the_kind_of_a_mediation_body_is_told_by_its_name(name, kind):
    assert body_kind_of(name) == kind


def instance(**keys: Any) -> Instance:
    return Instance(InstanceLevel.FIRST, "测试法院", "1号", day("2024-05-06"), **keys)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (instance(), False),
        (instance(closed_on=day("2024-06-17"), result="dismiss_claims"), False),
        (instance(closed_on=day("2024-06-17"), result="revoke"), True),
        (instance(closed_on=day("2024-06-17"), result="revoke", against_organ=False), False),
        (instance(closed_on=day("2024-06-17"), result="revoke", against_organ=(POLICE,)), True),
        (instance(closed_on=day("2024-06-17"), result="revoke", against_organ=(TOWN,)), False),
        (Instance(InstanceLevel.SECOND, "中院", "2号", day("2024-05-06"), (), day("2024-06-17"), "revoke"), False),
    ],
)
def test_only_a_first_instance_that_went_against_the_organ_is_lost(found, expected):
    assert lost(found, POLICE) is expected


def heard(on: str, *appearances: Appearance, again: bool = False) -> Hearing:
    return Hearing(day(on), again, appearances)


@pytest.mark.parametrize(
    ("hearings", "expected"),
    [
        ([], None),
        ([heard("2024-07-01")], None),  # not yet held on the day asked for
        ([heard("2024-06-03")], "nobody"),
        ([heard("2024-06-03", Appearance(POLICE, "nobody"))], "nobody"),
        ([heard("2024-06-03", Appearance(POLICE, "staff"))], "staff_only"),
        ([heard("2024-06-03", Appearance(POLICE, "deputy"), Appearance(POLICE, "staff"))], "deputy"),
        ([heard("2024-06-03", Appearance(TOWN, "chief"))], "nobody"),
        ([heard("2024-06-03", Appearance(TOWN, "chief", by_agreement=True))], "chief"),
        ([heard("2024-06-03", Appearance(STRANGER, "chief", defendant=False))], "staff_only"),
        ([heard("2024-06-03", Appearance(POLICE, "chief")), heard("2024-06-10")], "chief"),
        ([heard("2024-06-03", Appearance(POLICE, "chief")), heard("2024-06-10", again=True)], "nobody"),
        # called again, a head of lower rank came: the highest of the instance stands
        (
            [
                heard("2024-06-03", Appearance(POLICE, "chief")),
                heard("2024-06-10", Appearance(POLICE, "deputy"), again=True),
            ],
            "chief",
        ),
        (
            [
                heard("2024-06-03", Appearance(POLICE, "chief")),
                heard("2024-06-10", Appearance(POLICE, "staff"), again=True),
            ],
            "staff_only",
        ),
        (
            [heard("2024-06-03"), heard("2024-06-10", Appearance(POLICE, "other_leader"), again=True)],
            "other_leader",
        ),
    ],
)
def test_one_attendance_serves_an_instance_unless_the_head_was_called_again(hearings, expected):
    assert standing(instance(hearings=hearings), POLICE, day("2024-06-17")) == expected


def test_the_highest_who_came_to_a_hearing_is_kept_and_only_a_co_defendants_head_by_agreement():
    life = record(
        SUIT, BEGUN, HEARD, (Act.HOLD_HEARING, "2024-06-10"),
        (Act.RECORD_APPEARANCE, "2024-06-04", {"organ": POLICE, "rank": "staff"}),
        (Act.RECORD_APPEARANCE, "2024-06-05", {"organ": POLICE, "rank": "deputy", "by_agreement": True}),
        (Act.RECORD_APPEARANCE, "2024-06-05", {"organ": STRANGER, "rank": "chief", "by_agreement": True}),
        lenient=True,
    )  # fmt: skip
    came = {a.organ: (a.rank, a.by_agreement, a.defendant) for a in life.facts.instances[0].hearings[0].appearances}
    assert came == {POLICE: ("deputy", True, True), STRANGER: ("chief", False, False)}
    assert life.facts.instances[0].hearings[1].appearances == ()
