"""Which act comes next in law, so that its button stands first; and what else a lapsed term may mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.law.litigation import all_filed_on
from casework.law.names import Act, Edition, InstanceLevel, LapseRule, Procedure, RecordKind, State
from casework.law.reconsideration.jurisdiction import outside
from casework.law.reconsideration.service import unserved
from casework.worklist import SETTLED_BY

STEPS: Mapping[State, tuple[Act, ...]] = {
    State.EXAMINING: (Act.ACCEPT, Act.DEEM_ACCEPTED),
    State.CORRECTING: (Act.RECEIVE_CORRECTION, Act.DEEM_ABANDONED),
    State.REVIEWING: (Act.CONCLUDE,),
    State.SUSPENDED: (Act.RESUME,),
    State.CONCLUDED: (Act.ARCHIVE,),
    State.DECLINED: (Act.ARCHIVE,),
    State.REFERRED: (Act.ARCHIVE,),
    State.ABANDONED: (Act.ARCHIVE,),
    State.WITHDRAWN_EARLY: (Act.ARCHIVE,),
    State.TRANSFERRED: (Act.ARCHIVE,),
}
"""State -> the acts that the law has next, where no term that runs asks for another (Act art. 30-75)."""


def _of_case(record: Any, life: Any) -> list[Act]:
    facts = life.facts
    running = SETTLED_BY.get(record.next_term)
    asked = [running] if running is not None else []
    served = [Act.SERVE] if unserved(facts) else []  # it takes effect by its service (Act art. 75 ¶2)
    return [*served, *not_competent(life), *_before_the_decision(life), *asked, *STEPS[facts.state]]


def not_competent(life: Any) -> list[Act]:
    """What ends the intake of a case that another organ has to review (Act art. 30 ¶2; 2017 Act art. 17 ¶1, 18).

    Nothing where the record says on which ground the organ is competent.
    """
    facts = life.facts
    if facts.state is not State.EXAMINING or facts.application.jurisdiction:
        return []
    respondents = [exchange.organ for exchange in facts.respondents]
    if not any(outside(life.organs, life.edition, respondents)):
        return []
    return [Act.DECLINE if life.edition is Edition.E2023 else Act.REFER]


def _before_the_decision(life: Any) -> list[Act]:
    """What a review still lacks: copies (Act art. 48), replies (48), the parties' opinions (49; ordinary procedure)."""
    facts = life.facts
    if facts.state is not State.REVIEWING:
        return []
    done = done_with(life)
    return [act for act in (Act.SEND_COPY, Act.RECEIVE_REPLY, Act.HEAR_OPINIONS) if act not in done]


def done_with(life: Any) -> frozenset[Act]:
    """Acts of a review that nothing asks for any more, though they may be done again: they stand behind the others."""
    exchanges, review = getattr(life.facts, "respondents", ()), getattr(life.facts, "review", None)
    if review is None:
        return frozenset()
    wanted = life.edition is Edition.E2023 and review.procedure is Procedure.ORDINARY
    done = {
        Act.SEND_COPY: all(each.sent_on is not None for each in exchanges),
        Act.RECEIVE_REPLY: all(each.replied_on is not None for each in exchanges),
        Act.HEAR_OPINIONS: not wanted or review.opinions_on is not None or review.heard_on is not None,
    }
    return frozenset(act for act, over in done.items() if over)


def _of_suit(_record: Any, life: Any) -> list[Act]:
    last = life.facts.instances[-1]
    if last.closed_on is not None:
        return [Act.PERFORM_JUDGMENT, Act.OPEN_INSTANCE]
    filed = all_filed_on(last.defences, life.facts.defendants) is not None
    heard = [] if last.hearings or last.level is not InstanceLevel.FIRST else [Act.HOLD_HEARING]
    return [*([] if filed else [Act.FILE_DEFENCE]), *heard, Act.CLOSE_INSTANCE]


def _of_mediation(_record: Any, _life: Any) -> list[Act]:
    return [Act.CONCLUDE, Act.CONFIRM, Act.PERFORM, Act.ASK_CONFIRMATION, Act.VISIT_BACK]


def _of_response(_record: Any, life: Any) -> list[Act]:
    facts = life.facts
    wanted = [] if facts.replied_on is not None or not facts.is_open else [Act.REPLY]
    letter = [Act.ANSWER_OPINION] if facts.opinion_received_on is not None else []
    return [*wanted, Act.CONCLUDE, Act.SERVE, *letter]


NEXT: Mapping[RecordKind, Callable[[Any, Any], list[Act]]] = {
    RecordKind.RECONSIDERATION: _of_case,
    RecordKind.LITIGATION: _of_suit,
    RecordKind.MEDIATION: _of_mediation,
    RecordKind.LEDGER: lambda _record, _life: [],
    RecordKind.RESPONDENT: _of_response,
}
"""Kind -> the acts that come next, the nearest first; those that cannot be done are passed over by who asks."""


class Late(NamedTuple):
    """What a lapsed term may mean beside its lapse: an act done in time and logged late; both said in a sentence."""

    act: Act
    in_time: str | Promise
    lapsed: str | Promise


LOGGED_LATE: Mapping[LapseRule, Late] = {
    LapseRule.DEEMED_ACCEPTANCE: Late(
        Act.ACCEPT,
        _("It was accepted within the term and is only logged late: enter that earlier day."),
        _("Nobody decided within the term: it counts as accepted from the last day of the term."),
    ),
    LapseRule.DEEMED_ABANDONMENT: Late(
        Act.RECEIVE_CORRECTION,
        _("The papers came or were posted within the term and are only logged late: enter those days."),
        _("No papers came within the term and none are on their way: the application counts as abandoned."),
    ),
}
"""Lapse -> the act that may stand in its place (Act art. 30 ¶3, 31 ¶3)."""
