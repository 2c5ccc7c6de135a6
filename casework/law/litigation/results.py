"""裁判结果 as data: in which instance a court may rule so, whether it can be appealed, whom it may go against.

Sources: 行政诉讼法 (2017) art. 22, 51, 58, 60, 62, 69-78, 85, 89; 解释 (2018) art. 69, 101, 109, 119, 121-123.
"""

from __future__ import annotations

from typing import NamedTuple

from casework.law.names import InstanceLevel

FIRST, SECOND, RETRIAL = InstanceLevel
ANYWHERE = (FIRST, SECOND, RETRIAL)
REVIEWED = (SECOND, RETRIAL)


class CourtResult(NamedTuple):
    """One result: its article, the instances that may end so, the term to appeal where it is given at first instance.

    `appeal` is "" for what cannot be appealed; `against`: it may go against a defendant.
    """

    code: str
    zh: str
    en: str
    article: str
    levels: tuple[InstanceLevel, ...]
    appeal: str = ""
    against: bool = False


JUDGMENT, RULING = "appeal_judgment", "appeal_ruling"

RESULTS: dict[str, CourtResult] = {
    one.code: one
    for one in (
        CourtResult("dismiss_claims", "驳回诉讼请求", "claims dismissed", "行政诉讼法69", (FIRST,), JUDGMENT),
        CourtResult("revoke", "全部撤销", "revoked", "行政诉讼法70", (FIRST,), JUDGMENT, True),
        CourtResult(
            "revoke_redo", "全部撤销并责令重作", "revoked and to be redone", "行政诉讼法70", (FIRST,), JUDGMENT, True
        ),
        CourtResult("revoke_part", "部分撤销", "revoked in part", "行政诉讼法70", (FIRST,), JUDGMENT, True),
        CourtResult(
            "revoke_part_redo",
            "部分撤销并责令重作",
            "revoked in part and to be redone",
            "行政诉讼法70",
            (FIRST,),
            JUDGMENT,
            True,
        ),
        CourtResult(
            "perform_duty", "履行法定职责", "ordered to perform a duty", "行政诉讼法72", (FIRST,), JUDGMENT, True
        ),
        CourtResult("pay", "给付", "ordered to pay", "行政诉讼法73", (FIRST,), JUDGMENT, True),
        CourtResult("remedy", "采取补救措施", "ordered to remedy", "行政诉讼法76, 78", (FIRST,), JUDGMENT, True),
        CourtResult("confirm_illegal", "确认违法", "confirmed illegal", "行政诉讼法74", (FIRST,), JUDGMENT, True),
        CourtResult("confirm_void", "确认无效", "confirmed void", "行政诉讼法75", (FIRST,), JUDGMENT, True),
        CourtResult("alter", "变更", "altered", "行政诉讼法77", (FIRST,), JUDGMENT, True),
        CourtResult(
            "agreement_perform", "协议履行", "agreement to be performed", "行政诉讼法78", (FIRST,), JUDGMENT, True
        ),
        CourtResult(
            "agreement_compensate",
            "协议补偿",
            "compensation under the agreement",
            "行政诉讼法78",
            (FIRST,),
            JUDGMENT,
            True,
        ),
        CourtResult("compensate", "判决赔偿", "damages awarded", "行政诉讼法76", (FIRST,), JUDGMENT, True),
        CourtResult(
            "dismiss_compensation",
            "驳回赔偿请求",
            "damages refused",
            "行政诉讼法69, 行诉解释109",
            ANYWHERE,
            JUDGMENT,
        ),
        CourtResult(
            "appeal_dismissed", "驳回上诉维持原判", "appeal dismissed", "行政诉讼法89", REVIEWED, JUDGMENT, True
        ),
        CourtResult(
            "judgment_changed", "改判", "judgment changed", "行政诉讼法89, 行诉解释122", REVIEWED, JUDGMENT, True
        ),
        CourtResult("not_docketed", "不予立案", "not docketed", "行政诉讼法51", (FIRST,), RULING),
        CourtResult("suit_dismissed", "驳回起诉", "suit dismissed", "行诉解释69, 123", ANYWHERE, RULING),
        CourtResult("withdrawn_voluntary", "准许撤诉(主动)", "withdrawn by the plaintiff", "行政诉讼法62", ANYWHERE),
        CourtResult(
            "withdrawn_after_change",
            "准许撤诉(被告改变行为)",
            "withdrawn after the act was changed",
            "行政诉讼法62",
            ANYWHERE,
        ),
        CourtResult("deemed_withdrawn", "按撤诉处理", "treated as withdrawn", "行政诉讼法58", ANYWHERE),
        CourtResult("transferred", "移送", "transferred", "行政诉讼法22", (FIRST,)),
        CourtResult("ended", "终结", "ended", "行诉解释101, 121", ANYWHERE),
        CourtResult("remanded", "发回重审", "remanded", "行政诉讼法89, 行诉解释122", REVIEWED),
        CourtResult("ordered_to_hear", "指令立案或继续审理", "ordered to docket or hear", "行诉解释109, 123", REVIEWED),
        CourtResult("ruling_upheld", "维持裁定", "ruling upheld", "行政诉讼法89", REVIEWED, RULING),
        CourtResult("mediated", "调解", "mediated", "行政诉讼法60", ANYWHERE),
        CourtResult("other", "其他", "other", "", ANYWHERE, "", True),
    )
}
"""The results of the list `result` that the law knows; a place's own code is held to no instance."""

OF_LEVEL = {
    FIRST: "行政诉讼法69-78",
    SECOND: "行政诉讼法89",
    RETRIAL: "行政诉讼法89, 行诉解释122, 123, 124",
}
"""Where the law says how an instance may end."""

SUBSTANTIVE_RESULTS = frozenset(code for code, one in RESULTS.items() if FIRST in one.levels and one.appeal == JUDGMENT)
"""实体判决: the results of a first instance that decide on the claims (行政诉讼法 art. 69-78)."""
LOSING_RESULTS = frozenset(code for code in SUBSTANTIVE_RESULTS if RESULTS[code].against)
"""败诉: the results of a first instance that go against the organ (行政诉讼法 art. 70-78)."""
TO_BE_PERFORMED = frozenset(code for code, one in RESULTS.items() if one.against) | {"mediated"}
"""Results that may oblige an organ (行政诉讼法 art. 94, 96: 判决、裁定、调解书)."""
OF_RULINGS_ALONE = frozenset({"ordered_to_hear", "ruling_upheld"})
"""What a second instance may say only of a ruling (行政诉讼法 art. 89; 解释 (2018) art. 109 ¶1)."""
