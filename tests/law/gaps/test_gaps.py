"""Gaps: what the law wants and the record lacks is reported with its article, and only where it is lacking."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from casework.law.gaps import AsAt, gaps
from casework.law.names import Act, ExclusionKind, Outcome, Procedure, ReferKind, State
from tests.law.gaps.complete import (
    AS_AT,
    DECIDED,
    GIVEN_UP,
    HEARD,
    PANEL,
    REVOKED,
    SIMPLY,
    TWO,
    found,
    without,
    without_2017,
)
from tests.law.played import NO_CALENDAR, POLICE, TOWN, Said, case, day


def test_a_complete_life_has_no_gap_in_either_edition():
    assert found("2024-03-01", without()) == []
    assert found("2023-03-01", without_2017()) == []


class Lacking(NamedTuple):
    """A life in which one thing lacks: what is reported."""

    received: str
    acts: list[Said]
    gap: tuple[str, str, str | None]


APPRAISED = {"kind": ExclusionKind.APPRAISAL, "start": "2024-04-01", "end": "2024-04-08"}
LACKING = {
    "one handler": Lacking(
        "2024-03-01", without(accept=(Act.ACCEPT, "2024-03-05", {"handlers": ("承办人甲",)})),
        ("handlers", "36, 条例32", "2024-03-05"),
    ),
    "no handler of 2017": Lacking(
        "2023-03-01", without_2017(accept=(Act.ACCEPT, "2023-03-08")), ("handlers", "条例32", "2023-03-01"),
    ),
    "a copy a day late": Lacking(
        "2024-03-01", without(copy=(Act.SEND_COPY, "2024-03-15", {"received_on": "2024-03-15"})),
        ("copy-late", "48, 54", "2024-03-14"),
    ),
    "a copy never sent": Lacking(
        "2024-03-01", without("copy", "reply", decide=(Act.CONCLUDE, "2024-05-06", REVOKED)),
        ("copy-not-sent", "48, 54", "2024-03-14"),
    ),
    "a copy never sent of 2017": Lacking(
        "2023-03-01", without_2017("copy", "reply", decide=(Act.CONCLUDE, "2023-05-04", REVOKED)),
        ("copy-not-sent", "23", "2023-03-10"),
    ),
    # the copy received on 15 March: ten working days to the 29th
    "a reply a day late": Lacking(
        "2024-03-01", without(reply=(Act.RECEIVE_REPLY, "2024-04-01")), ("reply-late", "48, 54", "2024-03-29"),
    ),
    "a reply a day late in simplified procedure": Lacking(  # five working days from the 8th
        "2024-03-01",
        without(
            "opinions",
            accept=(Act.ACCEPT, "2024-03-05", SIMPLY),
            copy=(Act.SEND_COPY, "2024-03-08", {"received_on": "2024-03-08"}),
            reply=(Act.RECEIVE_REPLY, "2024-03-18"),
            decide=(Act.CONCLUDE, "2024-04-03", DECIDED),
        ),
        ("reply-late", "48, 54", "2024-03-15"),
    ),
    "a reply a day late of 2017": Lacking(  # ten days, which are calendar days in that edition
        "2023-03-01", without_2017(reply=(Act.RECEIVE_REPLY, "2023-03-21")), ("reply-late", "23", "2023-03-20"),
    ),
    "upheld without a reply": Lacking(
        "2024-03-01", without("reply"), ("upheld-without-reply", "70", "2024-05-06"),
    ),
    "upheld without a reply of 2017": Lacking(
        "2023-03-01", without_2017("reply"), ("upheld-without-reply", "28 ¶1(4), 条例46", "2023-05-04"),
    ),
    "a copy late in simplified procedure": Lacking(  # three days: 6, 7, 8 March; the decision by 7 April, worked
        "2024-03-01",
        without(
            "opinions",
            accept=(Act.ACCEPT, "2024-03-05", SIMPLY),
            copy=(Act.SEND_COPY, "2024-03-11", {"received_on": "2024-03-11"}),
            reply=(Act.RECEIVE_REPLY, "2024-03-15"),
            decide=(Act.CONCLUDE, "2024-04-03", DECIDED),
        ),
        ("copy-late", "48, 54", "2024-03-08"),
    ),
    "opinions not heard": Lacking("2024-03-01", without("opinions"), ("opinions-not-heard", "49", "2024-05-06")),
    "one investigator": Lacking(
        "2024-03-01", without(more=[(Act.INVESTIGATE, "2024-03-27", {"investigators": 1})]),
        ("investigators", "45 ¶2", "2024-03-27"),
    ),
    "one investigator of 2017": Lacking(
        "2023-03-01", without_2017(more=[(Act.INVESTIGATE, "2023-03-27", {"investigators": 1})]),
        ("investigators", "条例34 ¶2", "2023-03-27"),
    ),
    # five working days back from Monday 15 April: 12, 11, 10, 9, 8
    "notice of a hearing too short": Lacking(
        "2024-03-01", without(more=[(Act.HOLD_HEARING, "2024-04-15", {**HEARD, "notice_on": "2024-04-09"})]),
        ("hearing-notice", "51 ¶1", "2024-04-08"),
    ),
    "no notice of a hearing": Lacking(
        "2024-03-01", without(more=[(Act.HOLD_HEARING, "2024-04-15", {"head_attended": True, **PANEL})]),
        ("hearing-notice", "51 ¶1", "2024-04-08"),
    ),
    "the head did not come": Lacking(
        "2024-03-01", without(more=[(Act.HOLD_HEARING, "2024-04-15", {**HEARD, "head_attended": False})]),
        ("head-absent", "51 ¶3", "2024-04-15"),
    ),
    "one hearing officer, and no recorder": Lacking(
        "2024-03-01",
        without(more=[(Act.HOLD_HEARING, "2024-04-15", {**HEARD, "officers": ("承办人乙",), "recorder": ""})]),
        ("hearing-panel", "50 ¶3", "2024-04-15"),
    ),
    "nobody told of a suspension": Lacking(
        "2024-03-01",
        without(more=[(Act.SUSPEND, "2024-04-01", {"ground": "legal_question"}), (Act.RESUME, "2024-04-08")]),
        ("suspension-not-told", "39 ¶3", "2024-04-01"),
    ),
    "nobody told of a suspension of 2017": Lacking(
        "2023-03-01",
        without_2017(more=[(Act.SUSPEND, "2023-04-03", {"ground": "death"}), (Act.RESUME, "2023-04-10")]),
        ("suspension-not-told", "条例41 ¶3", "2023-04-03"),
    ),
    "nobody told of an extension": Lacking(
        "2024-03-01", without(more=[(Act.EXTEND, "2024-05-06", {"days": 5})]),
        ("extension-not-told", "62 ¶1", "2024-05-06"),
    ),
    "nobody told of an extension of 2017": Lacking(
        "2023-03-01", without_2017(more=[(Act.EXTEND, "2023-04-20", {"days": 5})]),
        ("extension-not-told", "31 ¶1", "2023-04-20"),
    ),
    "simplified without a ground": Lacking(
        "2024-03-01",
        without(
            "opinions",
            accept=(Act.ACCEPT, "2024-03-05", {**TWO, "procedure": Procedure.SIMPLIFIED}),
            copy=(Act.SEND_COPY, "2024-03-08", {"received_on": "2024-03-08"}),
            reply=(Act.RECEIVE_REPLY, "2024-03-15"),
            decide=(Act.CONCLUDE, "2024-04-03", DECIDED),
        ),
        ("simplified-ground", "53", "2024-03-05"),
    ),
    "simplified for a small amount that nobody knows": Lacking(
        "2024-03-01",
        without(
            "opinions",
            accept=(Act.ACCEPT, "2024-03-05", {**TWO, "procedure": Procedure.SIMPLIFIED, "ground": "art53_3"}),
            copy=(Act.SEND_COPY, "2024-03-08", {"received_on": "2024-03-08"}),
            reply=(Act.RECEIVE_REPLY, "2024-03-15"),
            decide=(Act.CONCLUDE, "2024-04-03", DECIDED),
        ),
        ("amount-not-said", "53 ¶1(3)", "2024-03-05"),
    ),
    "a decision a day late": Lacking(
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-07", DECIDED), serve=(Act.SERVE, "2024-05-08")),
        ("late-decision", "62", "2024-05-06"),
    ),
    "a decision a day late of 2017": Lacking(
        "2023-03-01", without_2017(decide=(Act.CONCLUDE, "2023-05-05", DECIDED)),
        ("late-decision", "31", "2023-05-04"),
    ),
    "not approved": Lacking(
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", {"outcome": Outcome.UPHOLD})),
        ("not-approved", "61 ¶1", "2024-05-06"),
    ),
    "not approved of 2017": Lacking(
        "2023-03-01", without_2017(decide=(Act.CONCLUDE, "2023-05-04", {"outcome": Outcome.UPHOLD})),
        ("not-approved", "28 ¶1", "2023-05-04"),
    ),
    "performance within days of a decision that orders none": Lacking(
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", {**DECIDED, "perform_within_days": 30})),
        ("performance-not-ordered", "66, 71", "2024-05-06"),
    ),
    "performance within days of a decision of 2017 that orders none": Lacking(
        "2023-03-01", without_2017(decide=(Act.CONCLUDE, "2023-05-04", {**DECIDED, "perform_within_days": 30})),
        ("performance-not-ordered", "28 ¶1(2)", "2023-05-04"),
    ),
    "compensation beside a decision that upholds": Lacking(
        "2024-03-01", without(decide=(Act.CONCLUDE, "2024-05-06", {**DECIDED, "compensation_granted": Decimal(1)})),
        ("compensation-not-due", "72 ¶1", "2024-05-06"),
    ),
    "compensation beside a decision of 2017 that upholds": Lacking(
        "2023-03-01",
        without_2017(decide=(Act.CONCLUDE, "2023-05-04", {**DECIDED, "compensation_granted": Decimal(1)})),
        ("compensation-not-due", "29 ¶1", "2023-05-04"),
    ),
    "a withdrawal that nobody permitted": Lacking(
        "2024-03-01",
        without(decide=(Act.CONCLUDE, "2024-05-06", {**GIVEN_UP, "permitted_on": None})),
        ("withdrawal-not-permitted", "41(1), 74", "2024-05-06"),
    ),
    "a withdrawal of 2017 that nobody permitted": Lacking(
        "2023-03-01",
        without_2017(decide=(Act.CONCLUDE, "2023-05-04", {**GIVEN_UP, "permitted_on": None})),
        ("withdrawal-not-permitted", "25, 条例38, 42", "2023-05-04"),
    ),
    "not served": Lacking("2024-03-01", without("serve"), ("not-served", "75 ¶2, 88 ¶1", "2024-05-06")),
    "a paper left without a note of why": Lacking(
        "2024-03-01", without(serve=(Act.SERVE, "2024-05-07", {"how": "left"})),
        ("service-not-noted", "88 ¶1, 民事诉讼法89", "2024-05-07"),
    ),
    "a public notice without a note of why, of 2017": Lacking(
        "2023-03-01", without_2017(serve=(Act.SERVE, "2023-05-05", {"how": "notice"})),
        ("service-not-noted", "40 ¶1, 民事诉讼法95 ¶2", "2023-05-05"),
    ),
    "not served of 2017": Lacking(
        "2023-03-01", without_2017("serve"), ("not-served", "31 ¶3, 40 ¶1", "2023-05-04")
    ),
    # 2, 3, 6, 7, 8 March 2023
    "a late examination of 2017": Lacking(
        "2023-03-01", without_2017(accept=(Act.ACCEPT, "2023-03-09", TWO)), ("late-examination", "17", "2023-03-08"),
    ),
    "a late refusal of 2017": Lacking(
        "2023-03-01", [(Act.DECLINE, "2023-03-09", {"reason": 1})], ("late-examination", "17", "2023-03-08"),
    ),
    "a late referral of 2017": Lacking(
        "2023-03-01", [(Act.REFER, "2023-03-09", {"how": ReferKind.TOLD})], ("late-examination", "17", "2023-03-08"),
    ),
    "a late notice of correction of 2017": Lacking(
        "2023-03-01", [(Act.REQUEST_CORRECTION, "2023-03-09", {"items": ("身份材料",), "due": "2023-03-20"})],
        ("late-correction-notice", "条例29", "2023-03-08"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LACKING)
def test_what_lacks_is_reported_alone_with_its_article_and_its_day(name):
    lacking = LACKING[name]
    assert found(lacking.received, lacking.acts) == [lacking.gap]


MENDED: dict[str, tuple[str, list[Said]]] = {
    "handlers assigned later": ("2024-03-01", without(
        accept=(Act.ACCEPT, "2024-03-05"), more=[(Act.ASSIGN, "2024-03-06", TWO)])),
    "the copy sent on its last day": ("2024-03-01", without()),
    "why opinions could not be heard": ("2024-03-01", without(
        opinions=(Act.HEAR_OPINIONS, "2024-03-25", {"why_not": "下落不明"}))),
    "a reply on its last day": ("2024-03-01", without(reply=(Act.RECEIVE_REPLY, "2024-03-29"))),
    "revoked without a reply": ("2024-03-01", without("reply", decide=(Act.CONCLUDE, "2024-05-06", REVOKED))),
    "the head said why he did not come": ("2024-03-01", without(
        more=[(Act.HOLD_HEARING, "2024-04-15", {**HEARD, "head_attended": False, "head_why_not": "会议，委托副职"})])),
    "opinions are not wanted in simplified procedure": ("2024-03-01", without(
        "opinions", "reply", accept=(Act.ACCEPT, "2024-03-05", SIMPLY), copy=(Act.SEND_COPY, "2024-03-08"),
        more=[(Act.RECEIVE_REPLY, "2024-03-15")],
        decide=(Act.CONCLUDE, "2024-04-03", DECIDED))),
    "opinions are not wanted where the case is withdrawn": ("2024-03-01", without(
        "opinions", decide=(Act.CONCLUDE, "2024-04-03", GIVEN_UP))),
    "two investigators, or how many was not said": ("2024-03-01", without(
        more=[(Act.INVESTIGATE, "2024-03-27", {"investigators": 2}), (Act.INVESTIGATE, "2024-03-28")])),
    "notice on the fifth working day before": ("2024-03-01", without(
        more=[(Act.HOLD_HEARING, "2024-04-15", {**HEARD, "notice_on": "2024-04-08"})])),
    "a hearing of 2017 has no term of notice": ("2023-03-01", without_2017(
        more=[(Act.HOLD_HEARING, "2023-04-15", {"head_attended": False})])),
    "the parties were told": ("2024-03-01", without(more=[
        (Act.SUSPEND, "2024-04-01", {"ground": "legal_question", "told_on": "2024-04-02"}),
        (Act.RESUME, "2024-04-08"),
        (Act.EXTEND, "2024-05-06", {"days": 5, "told_on": "2024-05-06"})])),
    "a stop moves the last day": ("2024-03-01", without(  # seven days of it: 11 May, a Saturday that was worked
        more=[(Act.EXCLUDE, "2024-04-01", APPRAISED)],
        decide=(Act.CONCLUDE, "2024-05-11", DECIDED), serve=(Act.SERVE, "2024-05-13"))),
    "the copy is no longer wanted where the case ended before": ("2024-03-01", without(
        "copy", "reply", "opinions",
        decide=(Act.CONCLUDE, "2024-03-14", GIVEN_UP))),
    "declined in time": ("2023-03-01", [(Act.DECLINE, "2023-03-08", {"reason": 1})]),
    "a notice of correction in time": ("2023-03-01", [
        (Act.REQUEST_CORRECTION, "2023-03-08", {"items": ("身份材料",), "due": "2023-03-20"})]),
    "performance and compensation where they are ordered": ("2024-03-01", without(
        decide=(Act.CONCLUDE, "2024-05-06", {
            "outcome": Outcome.ORDER_PERFORMANCE, "approved": "head", "perform_within_days": 30,
            "compensation_granted": Decimal(100),
        }))),
    "no compensation beside a decision that upholds": ("2024-03-01", without(
        decide=(Act.CONCLUDE, "2024-05-06", {**DECIDED, "compensation_granted": Decimal(0)}))),
    "not yet examined": ("2023-03-01", []),
}  # fmt: skip


@pytest.mark.parametrize("name", MENDED)
def test_nothing_is_reported_where_nothing_lacks(name):
    received, acts = MENDED[name]
    assert found(received, acts) == []


def test_a_copy_not_yet_due_is_no_gap_and_one_is_from_the_day_after_its_last():
    acts: list[Said] = [(Act.ACCEPT, "2024-03-05", TWO)]
    assert found("2024-03-01", acts, day("2024-03-14")) == []
    assert found("2024-03-01", acts, day("2024-03-15")) == [("copy-not-sent", "48, 54", "2024-03-14")]


def test_each_respondent_wants_its_own_copy():
    acts: list[Said] = [
        (Act.ACCEPT, "2024-03-05", TWO),
        (Act.SEND_COPY, "2024-03-06", {"respondent": POLICE}),
    ]
    assert found("2024-03-01", acts, day("2024-03-15"), respondents=(POLICE, TOWN)) == [
        ("copy-not-sent", "48, 54", "2024-03-14")
    ]


def test_a_converted_case_keeps_its_ground_of_simplified_procedure():
    acts = without(
        accept=(Act.ACCEPT, "2024-03-05", {**TWO, "procedure": Procedure.SIMPLIFIED}),
        copy=(Act.SEND_COPY, "2024-03-08", {"received_on": "2024-03-08"}),
        reply=(Act.RECEIVE_REPLY, "2024-03-15"),
        more=[(Act.CONVERT_PROCEDURE, "2024-04-03", {"approver": "机构负责人"})],
    )
    assert found("2024-03-01", acts) == [("simplified-ground", "53", "2024-03-05")]


def test_a_second_examination_of_2017_that_is_late_is_reported_although_the_first_was_not():
    acts: list[Said] = [
        (Act.ACCEPT, "2023-03-02", TWO),
        (Act.CONCLUDE, "2023-03-09", {**DECIDED, "outcome": Outcome.DISMISS_APPLICATION}),
        (Act.REOPEN, "2023-04-10", {"to": State.EXAMINING, "by_order_of": "测试市人民政府"}),
        (Act.DECLINE, "2023-04-18", {"reason": 1}),  # 11, 12, 13, 14, 17 April
    ]
    assert ("late-examination", "17", "2023-04-17") in found("2023-03-01", acts)


def test_a_decision_after_reopening_wants_its_own_service():
    acts: list[Said] = [
        *without(),
        (Act.REOPEN, "2024-06-03", {"to": State.REVIEWING, "by_order_of": "测试县人民法院"}),
        (Act.HEAR_OPINIONS, "2024-06-05"),
        (Act.CONCLUDE, "2024-07-01", DECIDED),
    ]
    assert found("2024-03-01", acts) == [("not-served", "75 ¶2, 88 ¶1", "2024-07-01")]


def test_what_was_taken_as_recorded_against_the_law_is_reported_with_the_rule_it_breaks():
    acts = without(accept=(Act.ACCEPT, "2024-03-11", TWO), copy=(Act.SEND_COPY, "2024-03-12"))
    life = case("2024-03-01", *acts, lenient=True)
    assert [(gap.rule, gap.article, gap.since) for gap in gaps(life, AsAt(AS_AT))] == [
        ("as-recorded:examination-over", "30 ¶3", None)
    ]


def test_a_void_record_has_no_gaps():
    acts: list[Said] = [(Act.ACCEPT, "2024-03-05"), (Act.VOID, "2024-04-01", {"reason": "重复登记"})]
    assert found("2024-03-01", acts) == []


def test_without_a_calendar_only_what_needs_no_day_is_reported():
    acts: list[Said] = [*without_2017("copy", "reply", "serve")]
    life = case("2023-03-01", *acts, calendar=NO_CALENDAR)
    assert [gap.rule for gap in gaps(life, AsAt(AS_AT))] == ["upheld-without-reply", "not-served"]
