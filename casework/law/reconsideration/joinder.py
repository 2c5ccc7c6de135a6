"""并案审理 and 分案审理: cases that one organ reviews together.

Neither the Act nor the Regulation speaks of joinder: it is practice, after the model of what courts may do with suits
over one act or acts of one kind (行政诉讼法 art. 27, 行诉解释 art. 73). It merges nothing: each application stays a
case with terms, a decision and a place in every table of its own. What no single case can tell (that the leading case
is of the same organ, is under review and leads alone) is checked where both are at hand
(`casework.actions.links.joinder`).
"""

from __future__ import annotations

from datetime import date

from casework.law.keys import FellowCase, Note
from casework.law.life import Day, Life
from casework.law.names import Act


def join_cases(life: Life, *, on: date, lead: FellowCase, reason: Note = "") -> None:
    """并案审理 under a leading case; one that is joined already is separated first."""
    if life.facts.joined_to is not None:
        life.refuse(
            "joined",
            "",
            f"本案已于{life.facts.joined_on}并案，先分案再并入其他案件",
            f"The case was joined to another on {life.facts.joined_on}: separate it first",
            instead=(Act.SEPARATE_CASES,),
        )
    life.say(joined_to=lead, joined_on=on)
    life.record("join_cases", on, reason=reason)


def separate_cases(life: Life, *, on: date, reason: Note = "") -> None:
    """分案审理: the case goes on by itself; nothing that was done while it was joined is undone."""
    joined_on = life.facts.joined_on
    if joined_on is None:
        life.refuse("not-joined", "", "本案没有并案，不用分案", "The case is joined to none: nothing to separate")
        return
    life.refuse_order(Day(on, "分案之日", "separating"), Day(joined_on, "并案之日", "joining"), "")
    life.say(joined_to=None, joined_on=None)
    life.record("separate_cases", on, reason=reason)
