"""Gaps: what the law wants and the record lacks is reported with its article, and only where it is lacking."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from casework.law.gaps import AsAt, gaps
from casework.law.history import play
from casework.law.keys import Applicant, Named
from casework.law.names import (
    Act,
    AgreementForm,
    ExclusionKind,
    InstanceLevel,
    Level,
    MediationResult,
    OrganKind,
    Outcome,
    PartyGround,
    Procedure,
    RecordKind,
    ReferKind,
    State,
    WithdrawnHow,
)
from casework.law.organs.organs import Organs, Place, Setting
from casework.law.refusals import ActRefused
from tests.law.played import NATIONAL, NO_CALENDAR, POLICE, TOWN, Said, case, complained, dated, day, history, record

AS_AT = day("2024-12-31")
TWO = {"handlers": ("承办人甲", "承办人乙")}
SIMPLY = {**TWO, "procedure": Procedure.SIMPLIFIED, "ground": "art53_2"}
DECIDED: dict[str, Any] = {"outcome": Outcome.UPHOLD, "approved": "head"}
REVOKED: dict[str, Any] = {"outcome": Outcome.REVOKE, "approved": "head"}
GIVEN_UP: dict[str, Any] = {
    "outcome": Outcome.WITHDRAWN,
    "how": WithdrawnHow.VOLUNTARY,
    "approved": "head",
    "permitted_on": "2024-03-14",
}

# accepted on 5 March 2024: the copy by 14 March (6, 7, 8, 11 … 14), the decision by 6 May (4 May, Labour Day)
COMPLETE: dict[str, Said] = {
    "accept": (Act.ACCEPT, "2024-03-05", TWO),
    "copy": (Act.SEND_COPY, "2024-03-14", {"received_on": "2024-03-15"}),
    "reply": (Act.RECEIVE_REPLY, "2024-03-22"),
    "opinions": (Act.HEAR_OPINIONS, "2024-03-25", {"how": "电话"}),
    "decide": (Act.CONCLUDE, "2024-05-06", DECIDED),
    "serve": (Act.SERVE, "2024-05-07"),
}
# accepted from its receipt on 1 March 2023: the copy by 10 March, the decision by 4 May (30 April, Labour Day)
COMPLETE_2017: dict[str, Said] = {
    "accept": (Act.ACCEPT, "2023-03-08", TWO),
    "copy": (Act.SEND_COPY, "2023-03-10", {"received_on": "2023-03-10"}),
    "reply": (Act.RECEIVE_REPLY, "2023-03-20"),
    "decide": (Act.CONCLUDE, "2023-05-04", DECIDED),
    "serve": (Act.SERVE, "2023-05-05"),
}


def without(*names: str, **others: Said | list[Said]) -> list[Said]:
    """The complete life without some acts, or with others in their place; a list goes in before the decision."""
    return _changed(COMPLETE, names, others)


def without_2017(*names: str, **others: Said | list[Said]) -> list[Said]:
    return _changed(COMPLETE_2017, names, others)


def _changed(acts: dict[str, Said], left_out: tuple[str, ...], others: dict[str, Any]) -> list[Said]:
    more = others.pop("more", [])
    kept = {**{name: act for name, act in acts.items() if name not in left_out}, **others}
    order = [name for name in acts if name in kept]
    found: list[Said] = []
    for name in order:
        found += [*more, kept[name]] if name == "decide" else [kept[name]]
    return found if "decide" in order else [*found, *more]


def found(received: str, acts: list[Said], as_at: date = AS_AT, **keys: Any) -> list[tuple[str, str, str | None]]:
    """The gaps of a life: rule, article, since when."""
    listed = gaps(case(received, *acts, **keys), AsAt(as_at))
    for gap in listed:
        assert gap.zh.strip()
        assert gap.en.isascii()
    return [(gap.rule, gap.article, gap.since.isoformat() if gap.since else None) for gap in listed]


def test_a_complete_life_has_no_gap_in_either_edition():
    assert found("2024-03-01", without()) == []
    assert found("2023-03-01", without_2017()) == []


class Lacking(NamedTuple):
    """A life in which one thing lacks: what is reported."""

    received: str
    acts: list[Said]
    gap: tuple[str, str, str | None]


APPRAISED = {"kind": ExclusionKind.APPRAISAL, "start": "2024-04-01", "end": "2024-04-08"}
PANEL = {"host": "承办人甲", "officers": ("承办人乙", "承办人丙"), "recorder": "承办人丁"}
HEARD = {"notice_on": "2024-04-01", "head_attended": True, **PANEL}
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


# ---- Facts that make the law ask for more ----------------------------------------------------------------------------

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


# ---- Disputes in court and mediation ---------------------------------------------------------------------------------

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


MEDIATED: dict[str, Any] = {"body": "测试村人民调解委员会", "source": "on_request"}
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


def test_a_dispute_taken_as_recorded_against_the_law_says_so():
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, "2024-12-30", SUED))
    suit.broken.append(ActRefused("edition", "行政诉讼法26", "测试", "a test"))
    assert [(gap.rule, gap.article) for gap in gaps(suit, AsAt(AS_AT))] == [("as-recorded:edition", "行政诉讼法26")]
