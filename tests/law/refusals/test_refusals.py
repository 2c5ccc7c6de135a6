"""Refusals: each names its rule and its article, says in one sentence what to do, and changes nothing."""

from __future__ import annotations

import pytest

from casework.law.history import Unlawful
from casework.law.names import Act, ExclusionKind, Outcome, Procedure, ReferKind, State
from tests.law.played import POLICE, STRANGER, TOWN, case, complained
from tests.law.refusals.cases import (
    ACCEPTED_2017,
    ASKED,
    GIVEN_UP,
    SIMPLY,
    SIXTY,
    SUSPENDED,
    after_acceptance,
    decided,
    new,
    old,
)

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
        (Act.DECLINE, "2024-03-05", {"reason": 8}), rule="decline-reason", article="30 ¶1"
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
