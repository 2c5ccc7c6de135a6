"""政府信息公开工作年度报告, table 四: reconsiderations and suits about disclosure (D1)."""

from __future__ import annotations

from casework.law.litigation import LOSING_RESULTS
from casework.law.names import CORRECTING_OUTCOMES, Outcome
from casework.statistics.conditions import (
    END,
    START,
    After,
    AnyOf,
    Condition,
    Is,
    NotBefore,
    OneOf,
    SideOwn,
    Stayed,
    UpTo,
)
from casework.statistics.datasets import DISCLOSED, DISCLOSED_ELSEWHERE, DISCLOSURE, INSTANCES
from casework.statistics.model import COUNT, OWN, Column, Conditions, Label, Row, Table
from casework.statistics.tables.common import across
from casework.statistics.tables.litigation import AFTER_RECONSIDERATION
from casework.statistics.tables.national import mapped
from casework.vocabulary import Vocabulary

CORRECTING = tuple(sorted(outcome.value for outcome in CORRECTING_OUTCOMES))
OUTCOMES: dict[str, tuple[str, ...]] = {"uphold": ("uphold", "dismiss_request"), "correct": CORRECTING, "other": ()}
RESULTS: dict[str, tuple[str, ...]] = {
    "uphold": ("dismiss_claims", "dismiss_compensation"),
    "correct": tuple(sorted(LOSING_RESULTS)),
    "other": (),
}
"""Column -> outcomes, results; all others are 其他结果."""
OUTCOME_LIST, RESULT_LIST = "disclosure_outcome", "disclosure_result"
"""Lists of classifications that move a code to another column: code an outcome or result, maps_to a column."""

ENDED = UpTo("closed_on", END)
ENDS = frozenset({"concluded", "declined", "referred", "abandoned", "withdrawn_early"})
STANDING: Conditions = (
    UpTo("opened_on", END),
    After("superseded_on", END),
    NotBefore("closed_on", START),
    Stayed(),
    AnyOf(
        (
            (After("closed_on", END),),
            (
                ENDED,
                OneOf("closed_by", ENDS),
            ),
        )
    ),
)
"""Each case once, by the phase that it is in at the end, unless it had ended before the period.

One that went to another organ counts there: transferred and taken over, told or sent on and received.
"""
ELSEWHERE: Conditions = (UpTo("received_on", END), NotBefore("concluded_on", START))
IN_COURT: Conditions = (UpTo("received_on", END), NotBefore("closed_on", START), SideOwn())
SUED: Conditions = (Is("litigation__matter", DISCLOSURE), *IN_COURT)
UNTOLD: Conditions = (Is("litigation__matter", ""), *IN_COURT)
"""Suits of which nobody can say from their cause whether they are about disclosure."""


def _result(key: str, zh: str, en: str, outcome: Condition, result: Condition) -> Column:
    sets = {
        DISCLOSED.name: (ENDED, outcome),
        DISCLOSED_ELSEWHERE.name: (UpTo("concluded_on", END), outcome),
        INSTANCES.name: (ENDED, result),
    }
    return Column(key, Label(zh, en), (), COUNT, sets=sets)


def _columns(vocabulary: Vocabulary) -> tuple[Column, ...]:
    """How the cases stand at the end of the period."""
    of_outcomes = mapped(OUTCOMES, OUTCOME_LIST, vocabulary)
    of_results = mapped(RESULTS, RESULT_LIST, vocabulary)
    kept = {code for key in ("uphold", "correct") for code in of_outcomes[key]}
    other = frozenset({"", *(o.value for o in Outcome)} - kept)
    known = {code for key in ("uphold", "correct") for code in of_results[key]}
    other_results = frozenset(vocabulary.labels("result")) - known
    return (
        _result(
            "uphold", "结果维持", "upheld",
            OneOf("outcome", frozenset(of_outcomes["uphold"])), OneOf("result", frozenset(of_results["uphold"])),
        ),
        _result(
            "correct", "结果纠正", "corrected",
            OneOf("outcome", frozenset(of_outcomes["correct"])), OneOf("result", frozenset(of_results["correct"])),
        ),
        _result("other", "其他结果", "other results", OneOf("outcome", other), OneOf("result", other_results)),
        Column(
            "pending", Label("尚未审结", "pending"), (), COUNT,
            sets={"": (After("closed_on", END),), DISCLOSED_ELSEWHERE.name: (After("concluded_on", END),)},
        ),
        Column("total", Label("总计", "total"), (), COUNT),
    )  # fmt: skip


ROWS = (
    Row("reconsideration", Label("行政复议", "reconsideration"), DISCLOSED, {"": STANDING}, unit="case"),
    Row(
        "reconsideration_elsewhere",
        Label("行政复议（复议机关不在本系统登记）", "reconsideration (kept elsewhere by its organ)"),
        DISCLOSED_ELSEWHERE, {"": ELSEWHERE}, unit="case",
        definition=Label(
            "登记为被复议案件、复议机关在本系统里没有同一案号的案件的，与上一行相加是年报的行政复议一行；"
            "复议机关在本系统登记了同一案号的，只计入上一行",
            "cases as respondent of which the organ that decides keeps none of that number on this site: "
            "with the row above they make the row of the report; one that it keeps here counts above alone",
        ),
    ),
    Row(
        "direct_suit", Label("未经复议直接起诉", "sued directly"), INSTANCES,
        {"": (*SUED, Is(AFTER_RECONSIDERATION, value=False))}, unit="instance",
    ),
    Row(
        "after_reconsideration", Label("复议后起诉", "sued after reconsideration"), INSTANCES,
        {"": (*SUED, Is(AFTER_RECONSIDERATION, value=True))}, unit="instance",
    ),
    Row(
        "matter_untold",
        Label("案由看不出事项的应诉（未计入以上）", "suits whose cause names no matter (not above)"),
        INSTANCES, {"": UNTOLD}, unit="instance", missing=True,
        definition=Label(
            "案由没有写明申请事项，或者写了几个，看不出是不是信息公开的；更正案由以后归入以上各行或者不列",
            "the cause names no matter, or several, and does not tell whether it is about disclosure; once "
            "the cause is corrected it stands in the rows above or in none",
        ),
    ),
)  # fmt: skip


def d1(vocabulary: Vocabulary) -> Table:
    """D1: the organ as respondent or defendant, whoever decided; state at the end of the period."""
    return Table(
        "D1",
        Label("信息公开行政复议、行政诉讼情况", "Reconsiderations and suits about disclosure"),
        OWN,
        _columns(vocabulary),
        ROWS,
        definition=Label(
            "本机关作被申请人、被告的信息公开案件，不论谁审理：期初未结和期内收到（含恢复）的，按期末状态；作共同被告的复议机关不计",
            "cases of disclosure in which the organ is respondent or defendant, whoever decides: open at the start, "
            "received or reopened in the period, in their state at its end; a joint reconsideration organ does not "
            "count",
        ),
        across=(across(("uphold", "correct", "other", "pending")),),
    )  # fmt: skip
