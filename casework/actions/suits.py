"""What a dispute or a case as respondent is refused for because of other organs: who is party, and who answers for the
case that a dispute names.
"""

from __future__ import annotations

from typing import Any

from casework.actions.naming import cases_reached
from casework.actions.reach import Actor, reaches
from casework.errors import ActRefused, NotPermitted
from casework.law.litigation import SuitFacts
from casework.law.names import Act, Role
from casework.law.respondent import ResponseFacts
from casework.models import Organ


def check_party(facts: SuitFacts, keeper: Organ, actor: Actor) -> None:
    """Refuse a dispute in which the organ that keeps it is no party (行政诉讼法 art. 26)."""
    defendants = list(Organ.objects.filter(pk__in=facts.defendants))
    if not any(organ.path.startswith(keeper.path) for organ in defendants):
        raise ActRefused(
            "party",
            "行政诉讼法26",
            f"被告里没有{keeper.name}及其下级机关，这件应诉不归{keeper.name}登记",
            f"Neither {keeper.name} nor an organ below it is a defendant: the dispute is not for {keeper.name} to keep",
        )
    if not any(reaches(actor._replace(organ=keeper), organ) for organ in defendants):
        raise NotPermitted(
            f"{keeper.name}不是被告；下级机关的应诉由{Role.SUPERVISOR.zh}登记",
            f"{keeper.name} is no defendant; a dispute of an organ below it is for the {Role.SUPERVISOR.en}",
        )


def check_respondent(facts: ResponseFacts, keeper: Organ) -> None:
    """Refuse a case of a respondent that is neither the organ that keeps it nor below it (Act art. 19)."""
    organ = Organ.objects.get(pk=facts.respondent or keeper.pk)
    if not organ.path.startswith(keeper.path):
        raise ActRefused(
            "party",
            "19",
            f"被申请人「{organ.name}」不是{keeper.name}或者它的下级机关，这件被复议案件不归{keeper.name}登记",
            f"The respondent {organ.name} is neither {keeper.name} nor below it: the case is not for {keeper.name} to"
            " keep",
        )


def check_corrected(act: Act, argument: str, facts: Any, keeper: Organ, actor: Actor) -> None:
    """A corrected dispute is held to the limits of the act that was mended."""
    if act is Act.CONFIRM_LINK:
        check_answer(facts, actor)
    if argument == "defendants":
        check_party(facts, keeper, actor)
    if isinstance(facts, ResponseFacts):
        check_respondent(facts, keeper)


def check_answer(facts: SuitFacts, actor: Actor, answer: int | str = 0) -> str:
    """The number that a dispute gives, where the hand may answer for the organ whose case bears it.

    Raises ActRefused where the answer is another case, NotPermitted where the hand reaches no case of that number.
    """
    number = facts.after_reconsideration
    if not isinstance(number, str):  # the act itself is refused by the law
        return ""
    own = [case.pk for case in cases_reached(number, actor)]
    if not own:
        raise NotPermitted(
            f"只有作出复议决定的机关核实「{number}」", f"Only the organ whose case {number!r} is confirms it"
        )
    if answer not in (0, *own):
        raise ActRefused(
            "state",
            "",
            f"应诉写明的是「{number}」：填这个案号，或者填否",
            f"The suit names {number!r}: give that number, or no",
        )
    return number
