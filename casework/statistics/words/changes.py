"""口径变更: where a law that came into force changed what a number counts or what it is called, with its day.

A case follows the edition of its day of receipt (Act (2023) art. 90, our reading), so that a period around such a day
counts both.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from casework.statistics.model import Label

ACT_OF_2023 = date(2024, 1, 1)
"""Act (2023) art. 90: the day on which it came into force."""
RULES_OF_APPEARANCE = date(2020, 7, 1)
"""法释〔2020〕3号 art. 15."""


class Change(NamedTuple):
    """From a day on a number is defined otherwise; `anchor` is its place on the page of definitions."""

    on: date
    anchor: str
    words: Label


CHANGES: tuple[Change, ...] = (
    Change(
        RULES_OF_APPEARANCE,
        "L2.attended",
        Label(
            "到庭一次算整个审级，法院再次通知的除外；下级机关的负责人不算（法释〔2020〕3号2条、7条）。此前的开庭也照此计",
            "one attendance serves the instance unless the court called again, the head of a subordinate organ does "
            "not count (法释〔2020〕3号 arts. 2, 7); earlier hearings are counted alike",
        ),
    ),
    Change(
        ACT_OF_2023,
        "T1.referred",
        Label(
            "旧法告知、转送（2017年法17条、18条）；新法不属本机关管辖的不予受理并告知（30条2款），不再计入本行",
            "told or sent on under the old Act (2017 arts. 17, 18); since then out of competence is declined (30 ¶2)",
        ),
    ),
    Change(
        ACT_OF_2023,
        "T1.declined",
        Label("新法含不属本机关管辖的（30条1款6项）", "since then with those out of competence (30 ¶1 (6))"),
    ),
    Change(
        ACT_OF_2023,
        "T2.dismiss_request",
        Label(
            "旧法称驳回行政复议申请（条例48条1款1项）；新法称驳回行政复议请求（69条）",
            "before: dismissal of the application under 条例 48 ¶1 (1); since then dismissal of the request (69)",
        ),
    ),
    Change(
        ACT_OF_2023,
        "T2.dismiss_application",
        Label("旧法依条例48条1款2项；新法依33条", "before under 条例 48 ¶1 (2), since then under art. 33"),
    ),
    Change(ACT_OF_2023, "T2.confirm_void", Label("新法才有（67条）", "only since then (67)")),
    Change(ACT_OF_2023, "T2.agreement_liability", Label("新法才有（71条）", "only since then (71)")),
    Change(ACT_OF_2023, "T2.mediated", Label("旧法依条例50条；新法依73条", "before: 条例 50, since then 73")),
    Change(
        ACT_OF_2023,
        "T7.simplified",
        Label("新法才有简易程序（53条）；旧法案件都计普通程序", "only since then (53); older cases are all ordinary"),
    ),
    Change(ACT_OF_2023, "T7.committee", Label("新法才有（52条）", "only since then (52)")),
    Change(
        ACT_OF_2023,
        "T8.opinion_issued",
        Label("旧法依条例57条1款；新法依76条", "before under 条例 57 ¶1, since then under art. 76"),
    ),
    Change(
        ACT_OF_2023,
        "T11E",
        Label("新法的结案方式各成一列；T11仍按2015年表式", "each outcome a column; T11 keeps the form of 2015"),
    ),
)
