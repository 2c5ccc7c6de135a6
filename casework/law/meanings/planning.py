"""The keys of plans, the same in every kind of record that has them."""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.meanings.meaning import Meaning

PLANNING: Mapping[str, Meaning] = {
    "plan.on": Meaning(
        "安排在哪一天，今天或者以后；不写年份的，是下一个这样的日子",
        "the day that it is for, today or later; without a year the next such day",
    ),
    "what": Meaning(
        "安排什么；到了那一天记录听证、听取意见这样的行为，这次排期就办了",
        "what is planned; recording the hearing, the talk … on or after the day does it",
    ),
    "at": Meaning("几点开始，24小时制", "when it begins, on the clock of 24 hours"),
    "place": Meaning(
        "在哪里；可能是当事人的住处，没有读姓名权限的看不到",
        "where; it may be a home, so it is shown only to who reads names",
    ),
    "who": Meaning("谁要到场，几个人用顿号隔开", "who is to come, several names apart by commas"),
    "call_off.on": Meaning("决定取消的日子", "the day on which it was called off"),
    "call_off.plan": Meaning(
        "取消第几次排期；只有一次没办的可以不填", "which plan is called off; may be left out where only one stands"
    ),
    "call_off.reason": Meaning(
        "为什么取消，写给以后查看的人；可以不写", "why, for whoever looks later; may be left out"
    ),
}
"""排期 and its calling off."""
