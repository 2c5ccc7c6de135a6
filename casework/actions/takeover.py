"""提级审理: the facts of the transferred case, copied into the superior's own record (Act (2023) art. 38)."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.errors import FaultyInput
from casework.law.facts import Facts
from casework.law.history import APPLICATION_KEYS, corrected, play
from casework.law.keys import TakenCopy, TakenStop
from casework.law.names import Act, Procedure, RecordKind, State
from casework.law.refusals import ActRefused
from casework.models import Organ, Reconsideration
from casework.reference import Reference
from casework.registry import recorded_acts

KIND = RecordKind.RECONSIDERATION


def copied_facts(typed: dict[str, Any], organ: Organ, on: date, reference: Reference) -> dict[str, Any]:
    """The keys of take_over with the application, the days and the clock of the case that it names.

    Only the organ that the case was transferred to takes it over, once, and not before the transfer.
    """
    if "from_" not in typed:
        missing = [key for key in ("channel", "applicants", "respondents", "matters", "field") if key not in typed]
        if missing:
            raise FaultyInput(
                f"提级接收要写来源案件，或者写{'、'.join(missing)}",
                f"take_over needs the case it comes `from`, or {', '.join(missing)}",
                where=missing[0],
            )
        return typed
    source = Reconsideration.objects.standing().filter(pk=typed["from_"]).select_related("organ").first()
    acts = corrected(recorded_acts(source)) if source is not None else []
    transfer = next((done for done in reversed(acts) if done.act is Act.TRANSFER_UP), None)
    if source is None or transfer is None or source.state != State.TRANSFERRED or transfer.keys["organ"] != organ.pk:
        raise ActRefused(
            "state", "38", f"来源案件没有提级移到{organ.name}", f"The case was not transferred to {organ.name}"
        )
    if on < transfer.on:
        raise ActRefused("date-order", "38", f"接收日期{on}早于移出{transfer.on}", f"{on} lies before {transfer.on}")
    if Reconsideration.objects.standing().filter(taken_from=source).exists():
        raise ActRefused("state", "38", "来源案件已经接收过", "The case has been taken over already")
    copied = {key: value for key, value in acts[0].keys.items() if key in APPLICATION_KEYS or key in ALSO}
    facts = play(KIND, recorded_acts(source), reference.setting_of(source.organ)).facts
    return {**copied, **_parties(facts), **_clock(source), **typed}


def _parties(facts: Facts) -> dict[str, Any]:
    """Who takes part at the end: those who left stay behind, those who joined come along."""
    return {
        "applicants": facts.applicants,
        "respondents": tuple(exchange.organ for exchange in facts.respondents),
        "third_parties": tuple(facts.third_parties),
        "complex": facts.complex,
    }


def _clock(source: Reconsideration) -> dict[str, Any]:
    """What the terms run on from: acceptance, procedure, what was excluded, extended, exchanged (domain section 3)."""
    stops = [(stop.on, stop.until) for stop in source.stops.order_by("on") if stop.until is not None]
    return {
        "received_on": source.received_on,
        "accepted_on": source.accepted_on or source.received_on,
        "procedure": Procedure(source.procedure or Procedure.ORDINARY),
        "excluded": tuple(TakenStop(on, until) for on, until in stops),
        "extended_days": sum(source.extensions.values_list("days", flat=True)),
        "exchanged": tuple(
            TakenCopy(x.organ_id, x.sent_on, x.copy_received_on, x.replied_on)
            for x in source.respondents.order_by("position")
            if x.sent_on is not None or x.replied_on is not None
        ),
    }


ALSO = frozenset({"claims_inaction"})
