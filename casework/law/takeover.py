"""提级审理: the superior's own record of a case that it takes over (Act (2023) art. 38).

The facts of the transferred record are copied into the keys of the act when it is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from casework.law.facts import Exchange, Exclusion, Extension, Facts
from casework.law.intake import claims_failure_to_act
from casework.law.keys import Application, CaseId, Number, PastDate, TakenCopy, TakenStop
from casework.law.life import Life
from casework.law.names import Procedure, State, edition_on


def take_over(
    life: Life,
    *,
    on: date,
    application: Application,
    from_: CaseId | None = None,
    received_on: PastDate | None = None,
    accepted_on: PastDate | None = None,
    procedure: Procedure = Procedure.ORDINARY,
    excluded: tuple[TakenStop, ...] = (),
    extended_days: int = 0,
    exchanged: tuple[TakenCopy, ...] = (),
    claims_inaction: bool | None = None,
    third_parties: tuple[str, ...] = (),
    number: Number = "",
) -> None:
    """提级接收: the decision term runs on from the first acceptance (our reading of Act art. 38, 62)."""
    received = received_on or accepted_on or on
    claimed = claims_failure_to_act(application) if claims_inaction is None else claims_inaction
    facts = Facts(
        edition=edition_on(received),
        received_on=on,
        filed_on=received,
        application=application,
        claims_inaction=claimed,
        respondents=_respondents(application, exchanged),
        third_parties=list(third_parties),
        number=number,
        complex=application.complex,
        began_by="taken_over",
        taken_from=from_,
    )
    life.begin(facts)
    _refuse_disorder(life, [received_on, accepted_on, on])
    life.move(State.REVIEWING, on)
    phase = life.open_phase("review", on, "taken_over")
    phase.accepted_on = phase.decide_from = accepted_on or on
    phase.procedure = procedure
    phase.exclusions += [Exclusion("before_transfer", stop.on, stop.until) for stop in excluded]
    phase.extensions += [Extension(on, extended_days, inherited=True)] if extended_days else []


def _respondents(application: Application, exchanged: Sequence[TakenCopy]) -> list[Exchange]:
    """The respondents, with the copies sent and the replies received before the transfer."""
    before = {copy.organ: copy for copy in exchanged}
    asked = [before.get(organ, TakenCopy(organ)) for organ in dict.fromkeys(application.respondents)]
    return [Exchange(copy.organ, copy.sent_on, copy.received_on, copy.replied_on) for copy in asked]


def _refuse_disorder(life: Life, days: Sequence[date | None]) -> None:
    """Refuse a day that lies before one that it must follow."""
    for earlier, later in pairwise([day for day in days if day is not None]):
        life.refuse_order(later, earlier, "38")
