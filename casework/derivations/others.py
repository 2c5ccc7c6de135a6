"""行政应诉、人民调解、工作台账: from their facts to their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from casework.derivations.values import told
from casework.kinds import ledger, litigation, mediation, respondent
from casework.law.facts import single
from casework.law.ledger import EntryFacts
from casework.law.litigation import Advice, Appearance, Hearing, Instance, SuitFacts, all_filed_on, lost, standing
from casework.law.mediation import MediationFacts
from casework.law.names import DefendantRole, Outcome
from casework.law.organs.organs import Organs
from casework.law.reconsideration.jurisdiction import may_have_reviewed
from casework.law.respondent import ResponseFacts
from casework.models.base import OPEN_END
from casework.models.litigation import Litigation
from casework.models.reconsideration import Phase as StoredPhase
from casework.models.reconsideration import Reconsideration
from casework.reference import Reference

Row = dict[str, Any]


# ---- Litigation ---------------------------------------------------------------------------------------------------


def suit_row(facts: SuitFacts, reference: Reference) -> Row:
    """The columns of a dispute; a cause that names a matter counts under its heading."""
    vocabulary = reference.vocabulary
    named = [facts.matter] if facts.matter else vocabulary.matters_of(facts.cause)
    matter, matter_child = single(named, vocabulary.parents("matter")) if named else ("", "")
    field, field_child = single([facts.field], vocabulary.parents("field")) if facts.field else ("", "")
    return {
        **told(facts, litigation.FACTS),
        "state": "open" if facts.is_open else "closed",
        "voided_on": facts.voided_on,
        "matter": matter,
        "matter_child": matter_child,
        "field": field,
        "field_child": field_child,
        "handlers": "、".join(facts.handlers),
        "lawyers": "、".join(facts.lawyers),
        **decision_before(facts),
    }


JOINT_AFTER = frozenset({Outcome.UPHOLD, Outcome.DISMISS_REQUEST, Outcome.REVOKE_PART})
"""Decisions after which the reconsideration organ is a joint defendant: it kept the act, whole or in part."""
NO_DECISION = frozenset({Outcome.WITHDRAWN, Outcome.TERMINATED, Outcome.MEDIATED})
"""What a case may stand at without a decision on the merits or a dismissal: a suit then is direct."""


def decision_before(facts: SuitFacts) -> Row:
    """Whether a decision was made before the suit, by which case, and whether the organ is sole or joint defendant.

    行政诉讼法 art. 26 ¶2; 解释 (2018) art. 22, 133, 134. A flag or a role that was recorded stands. How many are sued
    says nothing where the decision is known, and nothing of a direct suit: organs sued together for an act that they
    made together (art. 26 ¶4) are no reconsideration organ and the one whose act it reviewed. Where the decision is
    not known, several are sued only after one that kept the act: one that changed it is sued alone.
    """
    case_id = _standing(facts.linked)
    if case_id is None:
        decided = facts.after_reconsideration != 0 and not facts.linked
        joint = decided and len(facts.defendants) > 1
    else:
        made = _decision_in_force(case_id, facts.received_on)
        decided = made is not None and made["outcome"] not in NO_DECISION
        joint = made is not None and _keeps_the_act(made)
    derived = DefendantRole.JOINT if joint else DefendantRole.SOLE
    return {
        "after_reconsideration": decided,
        "reconsideration_id": case_id,
        "named": facts.unverified,
        "role": (facts.role or derived).value,
    }


def _keeps_the_act(decision: Row) -> bool:
    """Whether the original act stands; a breach of procedure alone changes nothing of it (解释 art. 22 ¶3)."""
    breach: bool = decision["outcome"] == Outcome.CONFIRM_ILLEGAL and decision["procedure_only"]
    return breach or decision["outcome"] in JOINT_AFTER


def _standing(case_id: int) -> int | None:
    """The case that a suit names; None where it names none, and for one that was voided: nobody knows its decision."""
    return case_id if case_id > 0 and Reconsideration.objects.standing().filter(pk=case_id).exists() else None


def _decision_in_force(case_id: int, day: date) -> Row | None:
    """The decision of a case that stood when the dispute began; what came later does not change the dispute."""
    decided = StoredPhase.objects.filter(case=case_id, closed_on__lte=day, superseded_on__gt=day).exclude(outcome="")
    row: Row | None = decided.order_by("-closed_on", "-position").values("outcome", "procedure_only").first()
    return row


def instance_row(instance: Instance, defendants: Sequence[int]) -> Row:
    """The columns of an instance; what its defendants file is there on the day of the last of them."""
    return {
        "level": instance.level.value,
        "court": instance.court,
        "court_number": instance.court_number,
        "received_on": instance.received_on,
        "first_heard_on": instance.hearings[0].on if instance.hearings else OPEN_END,
        "closed_on": instance.closed_on or OPEN_END,
        "result": instance.result,
        "ruling_on": instance.ruling_on,
        "defence_on": all_filed_on(instance.defences, defendants),
        "evidence_on": all_filed_on(instance.evidence, defendants),
        "performed_on": all_filed_on(instance.performances, defendants),
    }


def hearing_row(hearing: Hearing) -> Row:
    """The columns of a hearing."""
    return {
        "on": hearing.on,
        "called_again": hearing.called_again,
        "at": hearing.at,
        "room": hearing.room,
        "panel": "、".join(hearing.panel),
    }


def appearance_row(came: Appearance) -> Row:
    """The columns of who came for an organ."""
    return {
        "rank": came.rank,
        "absence_reason": came.absence_reason,
        "by_agreement": came.by_agreement,
        "appeared": came.appeared.name if came.appeared is not None else "",
        "post": came.appeared.post if came.appeared is not None else "",
    }


def advice_row(advice: Advice) -> Row:
    """The columns of an advice."""
    return {
        "number": advice.number,
        "received_on": advice.received_on,
        "answered_on": advice.answered_on or OPEN_END,
    }


def joint_reviewer(suit: Litigation, defendants: Sequence[int], organs: Organs) -> int | None:
    """The defendant that is sued jointly because it reviewed the other's act (行政诉讼法 art. 26 ¶2); None if nobody.

    It is the organ of the linked case; without a link, the defendant that may have reviewed the acts of all others.
    """
    if not suit.after_reconsideration or suit.role != DefendantRole.JOINT:
        return None
    if suit.reconsideration_id is not None:
        kept_by: int = Reconsideration.objects.values_list("organ_id", flat=True).get(pk=suit.reconsideration_id)
        return kept_by
    sued = organs.places(defendants)
    able = [one for one in sued.values() if may_have_reviewed(organs, one, [x for x in sued.values() if x != one])]
    return able[0].id if len(able) == 1 else None


def side_row(instance: Instance, organ: int, reviewer: int | None) -> Row:
    """The columns of one defendant's side; `reviewer` is the organ that `joint_reviewer` gives."""
    return {
        "organ_id": organ,
        "lost": lost(instance, organ),
        "reviewer": organ == reviewer,
        "received_on": instance.received_on,
        "closed_on": instance.closed_on or OPEN_END,
    }


def standing_rows(instance: Instance, organ: int) -> list[Row]:
    """From which hearing to which other the highest attendee of a side was the same."""
    days = sorted({hearing.on for hearing in instance.hearings})
    return [
        {"from_on": day, "until_on": until, "standing": standing(instance, organ, day)}
        for day, until in pairwise([*days, OPEN_END])
    ]


# ---- Mediation, ledger, as respondent ------------------------------------------------------------------------------


def mediation_row(facts: MediationFacts, reference: Reference) -> Row:
    """The columns of a mediation case."""
    source, source_child = single([facts.source], reference.vocabulary.parents("source"))
    concluded_on = facts.concluded_on or OPEN_END
    return {
        **told(facts, mediation.FACTS),
        "state": "open" if facts.is_open else "concluded",
        "voided_on": facts.voided_on,
        "source": source,
        "source_child": source_child,
        "concluded_on": concluded_on,
        "mediators": "、".join(facts.mediators),
        "last_on": max(x for x in (concluded_on, facts.performed_on, facts.ruled_on) if x),
    }


def entry_row(facts: EntryFacts) -> Row:
    """The columns of a ledger entry."""
    return {
        **told(facts, ledger.FACTS),
        "state": "recorded",
        "voided_on": facts.voided_on,
        "entry_kind": facts.kind,
    }


def response_row(facts: ResponseFacts, reference: Reference) -> Row:
    """The columns of a case as its respondent knows it."""
    vocabulary = reference.vocabulary
    matter, matter_child = single([facts.matter], vocabulary.parents("matter"))
    field, field_child = single([facts.field], vocabulary.parents("field"))
    said = told(facts, respondent.FACTS)
    said.pop("respondent", None)
    return {
        **said,
        "respondent_id": facts.respondent,
        "state": "open" if facts.is_open else "concluded",
        "voided_on": facts.voided_on,
        "matter": matter,
        "matter_child": matter_child,
        "field": field,
        "field_child": field_child,
        "procedure": facts.procedure.value,
        "concluded_on": facts.concluded_on or OPEN_END,
    }
