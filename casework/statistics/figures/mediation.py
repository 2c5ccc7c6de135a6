"""人民调解: the figures of the yearly report."""

from __future__ import annotations

from casework.law.names import MediationResult
from casework.statistics.conditions import Is, Within
from casework.statistics.datasets import MEDIATIONS
from casework.statistics.figures.common import Family
from casework.statistics.model import ByBasis, Measure
from casework.statistics.sets import MEDIATIONS_OPEN_AT_END, MEDIATIONS_OPEN_AT_START, narrowed
from casework.statistics.words.words import CARRIED_OVER, COLUMNS, both

CASES = Family("mediation", MEDIATIONS)
CONCLUDED: ByBasis = {"": (Within("concluded_on"),)}
SUCCEEDED = narrowed(CONCLUDED, Is("result", MediationResult.SUCCEEDED.value))

MEDIATION = (
    CASES.count(
        "received", "收到纠纷 | received", {"": (Within("received_on"),)}, "期内收到的纠纷 | received in the period"
    ),
    CASES.count(
        "carried_over",
        both(CARRIED_OVER),
        {"": MEDIATIONS_OPEN_AT_START},
        "期间前一日未结的纠纷 | open on the day before the period",
    ),
    CASES.count("concluded", "调解各类矛盾纠纷 | concluded", CONCLUDED, "期内办结的纠纷 | concluded in the period"),
    *[
        CASES.count(
            result.value,
            f"调解{result.zh} | {result.en}",
            narrowed(CONCLUDED, Is("result", result.value)),
            f"期内办结且{result.zh}的 | concluded in the period: {result.en}",
        )
        for result in MediationResult
    ],
    CASES.count("open", "期末未结 | open at the end", {"": MEDIATIONS_OPEN_AT_END}, "期末未结的纠纷 | open at the end"),
    CASES.rate("success_rate", "调解成功率 | success rate", SUCCEEDED, CONCLUDED, "成功/办结 | succeeded / concluded"),
    CASES.measured(
        "parties",
        both(COLUMNS["parties"]),
        CONCLUDED,
        Measure("sum", "parties"),
        "person",
        "期内办结的纠纷的当事人之和 | sum over the cases concluded in the period",
    ),
    CASES.measured(
        "amount",
        both(COLUMNS["amount"]),
        CONCLUDED,
        Measure("sum", "amount"),
        "yuan",
        "期内办结的纠纷的金额之和 | sum over the cases concluded in the period",
    ),
    CASES.count(
        "performed",
        "履行协议 | performed",
        {"": (Within("performed_on"),)},
        "期内履行的协议 | agreements performed in the period",
    ),
    CASES.count(
        "judicially_confirmed",
        "司法确认 | judicially confirmed",
        {"": (Within("ruled_on"), Is("ruling", "valid"))},
        "期内裁定确认有效的协议（人民调解法33条） | agreements confirmed valid in the period",
    ),
)
