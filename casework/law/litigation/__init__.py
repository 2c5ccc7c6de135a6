"""行政应诉: disputes in court, their instances and results, and the appearance of the responsible person.

Sources: 行政诉讼法 (2017); 解释 (2018); 法释〔2020〕3号 (appearance of the responsible person).
"""

from casework.law.litigation.acts import (
    answer_advice,
    close_instance,
    confirm_link,
    file_defence,
    file_evidence,
    hold_hearing,
    open_instance,
    perform_judgment,
    receive_advice,
    record_appearance,
    register,
)
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
    "answer_advice",
    "appeal_against",
    "before_decision",
    "close_instance",
    "confirm_link",
    "file_defence",
    "file_evidence",
    "filed_on",
    "hold_hearing",
    "lost",
    "may_follow",
    "open_instance",
    "perform_judgment",
    "receive_advice",
    "record_appearance",
    "register",
    "standing",
]
