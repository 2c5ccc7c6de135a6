"""行政应诉: disputes in court, their instances and results, and the appearance of the responsible person.

Sources: 行政诉讼法 (2017); 解释 (2018); 法释〔2020〕3号 (appearance of the responsible person).
"""

from casework.law.litigation.appearance import HEADS, RANKS, STANDINGS, standing
from casework.law.litigation.order import appeal_against, before_decision, lost, may_follow
from casework.law.litigation.results import LOSING_RESULTS, RESULTS, SUBSTANTIVE_RESULTS
from casework.law.litigation.suit import (
    Advice,
    Appearance,
    Filing,
    Hearing,
    Instance,
    Suit,
    SuitFacts,
    all_filed_on,
    filed_on,
)

__all__ = [
    "HEADS",
    "LOSING_RESULTS",
    "RANKS",
    "RESULTS",
    "STANDINGS",
    "SUBSTANTIVE_RESULTS",
    "Advice",
    "Appearance",
    "Filing",
    "Hearing",
    "Instance",
    "Suit",
    "SuitFacts",
    "all_filed_on",
    "appeal_against",
    "before_decision",
    "filed_on",
    "lost",
    "may_follow",
    "standing",
]
