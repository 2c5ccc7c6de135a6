"""被复议: the cases before other organs in which an organ in scope is the respondent (B1)."""

from __future__ import annotations

from casework.law.names import Outcome
from casework.statistics.conditions import END, START, After, Before, Is, NotBefore, UpTo, Within
from casework.statistics.datasets import RESPONSES
from casework.statistics.model import OWN, Check, Conditions, Label, Row, Table
from casework.statistics.tables.common import COUNT_COLUMN
from casework.statistics.words.words import CARRIED_OVER

CONCLUDED: Conditions = (Within("concluded_on"),)
OPEN_AT_START: Conditions = (Before("received_on", START), NotBefore("concluded_on", START))
OPEN_AT_END: Conditions = (UpTo("received_on", END), After("concluded_on", END))


def _response(key: str, zh: str, en: str, conditions: Conditions) -> Row:
    return Row(key, Label(zh, en), RESPONSES, {"": conditions})


B1 = Table(
    "B1",
    Label("被复议情况", "Cases as respondent"),
    OWN,
    (COUNT_COLUMN,),
    (
        _response("carried_over", *CARRIED_OVER, OPEN_AT_START),
        _response("received", "收到", "received", (Within("received_on"),)),
        *[_response(o.value, o.zh, o.en, (*CONCLUDED, Is("outcome", o.value))) for o in Outcome],
        _response("concluded", "审结", "concluded", CONCLUDED),
        _response("pending", "期末未结", "pending at the end", OPEN_AT_END),
    ),
    checks=(
        Check(
            "response_balance",
            Label("上期结转+收到=审结+期末未结", "carried over + received = concluded + pending at the end"),
            ("carried_over", "received"), ("concluded", "pending"), "count",
        ),
        Check(
            "outcomes", Label("审结=各结案方式之和", "concluded = sum of outcomes"),
            ("concluded",), tuple(o.value for o in Outcome),
        ),
    ),
    definition=Label(
        "本机关登记的、由其他复议机关审理的案件，本机关或者下级机关是被申请人；收到按收到副本之日，审结按复议决定之日",
        "cases that the organ keeps as respondent, itself or an organ below it, before another organ: received by the "
        "day of the copy, concluded by the day of the decision",
    ),
)  # fmt: skip
