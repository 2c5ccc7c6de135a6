"""行政复议: from the facts of a case to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from casework.cipher import blind_index
from casework.derivations.values import compared, told
from casework.kinds import reconsideration
from casework.law.facts import Decision, Facts, Phase, Service, single
from casework.law.keys import Applicant
from casework.law.life import Life
from casework.law.names import CITIZEN, ReviewFinding, ServiceHow, State
from casework.law.reconsideration.service import ORGAN, receipt
from casework.law.terms.applying import concerns_real_estate
from casework.law.terms.calendar import ONE_DAY
from casework.law.terms.deadlines import Stop
from casework.law.terms.schedule import last_day, open_terms
from casework.law.words.people import ThirdPartyAgent
from casework.models.base import OPEN_END
from casework.reference import Reference

Row = dict[str, Any]
Rows = dict[str, list[Row]]

ENTITY = "legal_person_or_organisation"
ONLINE = "internet"
"""The channel of what is applied for over the internet (Act (2023) art. 22 ¶2)."""


# ---- Reconsideration ----------------------------------------------------------------------------------------------


def case_row(life: Life, reference: Reference) -> Row:
    """The columns of the case itself."""
    facts = life.facts
    review, said = facts.review, facts.application
    decision = review.decision if review is not None and facts.state is State.CONCLUDED else None
    row: Row = {
        **told(said, reconsideration.FACTS),
        **told(facts, reconsideration.FACTS),
        "number": facts.number,
        "state": facts.state.value,
        "voided_on": facts.voided_on,
        "edition": facts.edition.value,
        "act_number": said.complained_of.number,
        "act_made_on": said.complained_of.made_on,
        "act_known_on": said.complained_of.known_on,
        **applying_row(facts),
        "prior_mandatory": facts.prior_mandatory,
        "handlers": "、".join(facts.handlers),
        "procedure": review.procedure.value if review is not None else "",
        "accepted_on": review.accepted_on if review is not None else None,
        **decided_row(decision),
        "taken_from_id": facts.taken_from,
        "referred_from_id": facts.referred_from,
        "joined_to_id": facts.joined_to,
        "passed_to_id": facts.passed_to,
        "served_on": facts.served_on,
    }
    row |= classes(facts, reference) | applicants_row(facts.applicants)
    row["applicants_count"] = row.pop("applicants")
    row["next_term"], row["next_due_on"] = next_due(life)
    return row


def decided_row(decision: Decision | None) -> Row:
    """The decision in force; empty columns where there is none."""
    return {
        "concluded_on": decision.on if decision is not None else None,
        "outcome": decision.outcome.value if decision is not None else "",
        "outcome_detail": decision.detail if decision is not None else "",
        "permitted_on": decision.permitted_on if decision is not None else None,
        "document_number": decision.number if decision is not None else "",
    }


def applying_row(facts: Facts) -> Row:
    """What the terms to apply turn on (Act art. 20, 21; 条例 art. 15, 16)."""
    said = facts.application
    obstacle, longer = said.obstacle, said.longer_term
    return {
        "right_told": said.complained_of.told,
        "obstacle_from": obstacle.from_ if obstacle is not None else None,
        "obstacle_to": obstacle.to if obstacle is not None else None,
        "longer_days": longer.days if longer is not None else None,
        "longer_law": longer.law if longer is not None else "",
        "real_estate": concerns_real_estate(facts),
    }


def classes(facts: Facts, reference: Reference) -> Row:
    """The single statistical classes: several headings, or several kinds of respondent, are 其他."""
    said = facts.application
    matter, matter_child = single(said.matters, reference.vocabulary.parents("matter"))
    field, field_child = single([said.field] if said.field else [], reference.vocabulary.parents("field"))
    kinds = {reference.organ_class(exchange.organ) for exchange in facts.respondents}
    return {
        "matter": matter,
        "matter_child": matter_child,
        "field": field,
        "field_child": field_child,
        "respondent_class": kinds.pop() if len(kinds) == 1 else "other",
    }


def applicants_row(applicants: Sequence[Applicant]) -> Row:
    """How many apply, and as what: one legal person or organisation among them makes it their application."""
    citizens = all(applicant.kind == CITIZEN for applicant in applicants)
    return {
        "applicant_kind": CITIZEN if citizens else ENTITY,
        "applicants": sum(applicant.count for applicant in applicants),
    }


def respondent_ids(facts: Facts) -> str:
    """The respondent organs of a case as the narrow scan reads them."""
    return ",".join(str(exchange.organ) for exchange in facts.respondents)


def next_due(life: Life) -> tuple[str, date | None]:
    """The term that runs out first among those that still run, and its last day."""
    ends = [(last_day(life, term), term.code) for term in open_terms(life)]
    due = [(day, code) for day, code in ends if day is not None]
    return (min(due)[1], min(due)[0]) if due else ("", None)


def case_children(life: Life, reference: Reference) -> Rows:
    """The rows of a case by model name; a void case has no phases and no entries, so it counts nowhere."""
    facts = life.facts
    standing_phases = [] if facts.voided_on is not None else facts.phases
    return {
        "Applicant": _parties(facts),
        "Respondent": [
            {
                "organ_id": exchange.organ,
                "sent_on": exchange.sent_on,
                "copy_received_on": exchange.received_on,
                "replied_on": exchange.replied_on,
                "representative": exchange.representative,
                "agent": exchange.agent,
                "answer": exchange.answer,
            }
            for exchange in facts.respondents
        ],
        "Phase": _phases(life, standing_phases, classes(facts, reference)),
        "Stop": [row for phase in facts.phases for row in _stops(phase)],
        "Extension": [
            {"on": e.on, "days": e.days, "approver": e.approver, "told_on": e.told_on}
            for phase in facts.phases
            for e in phase.extensions
        ],
        "Service": [_service(service) for service in facts.services],
        "CaseEntry": [] if facts.voided_on is not None else _entries(facts),
    }


def _parties(facts: Facts) -> list[Row]:
    rows = [
        {
            "role": "applicant",
            "kind": party.kind,
            "name": party.name,
            "alike": compared(party.name),
            "count": party.count,
            "identity_number": party.identity_number,
            "identity_index": blind_index("applicant.identity_number", party.identity_number),
            "telephone": party.telephone,
            "telephone_index": blind_index("applicant.telephone", party.telephone),
            "address": party.address,
            "address_index": blind_index("applicant.address", party.address),
            "representative": party.representative,
            "agent": party.agent,
            "sex": party.sex or "",
            "born_on": party.born_on,
            "post_code": party.post_code,
            "representative_post": party.representative_post,
            "agent_firm": party.agent_firm,
            "agent_powers": party.agent_powers or "",
            "joined_on": one.since if one.since > facts.received_on else None,
            "left_on": one.until,
            "left_ground": one.ground,
            "decision_received_on": receipt(facts, party),
        }
        for one in facts.parties
        for party in (one.applicant,)
    ]
    agents = {one.of: one for one in facts.third_party_agents}
    return rows + [_third_party(name, agents.get(name)) for name in facts.third_parties]


def _third_party(name: str, acting: ThirdPartyAgent | None) -> Row:
    row = {**THIRD_PARTY, "name": name, "alike": compared(name)}
    if acting is not None:
        row |= {"agent": acting.agent, "agent_firm": acting.agent_firm, "agent_powers": acting.agent_powers or ""}
    return row


THIRD_PARTY: Row = {
    "role": "third_party",
    "kind": "",
    "count": 1,
    "identity_number": "",
    "identity_index": "",
    "telephone": "",
    "telephone_index": "",
    "address": "",
    "address_index": "",
    "representative": "",
    "agent": "",
    "sex": "",
    "born_on": "",
    "post_code": "",
    "representative_post": "",
    "agent_firm": "",
    "agent_powers": "",
    "joined_on": None,
    "left_on": None,
    "left_ground": "",
    "decision_received_on": None,
}


def _phases(life: Life, phases: Sequence[Phase], shared: Row) -> list[Row]:
    facts = life.facts
    nexts = [*(phase.opened_on for phase in phases[1:]), OPEN_END][: len(phases)]
    return [
        {
            "kind": phase.kind,
            "opened_on": phase.opened_on,
            "opened_by": phase.opened_by,
            "closed_on": phase.closed_on or OPEN_END,
            "closed_by": phase.closed_by,
            "superseded_on": superseded_on,
            "began_by": facts.began_by,
            "came_from_id": facts.taken_from or facts.referred_from,
            "received_on": facts.received_on,
            "accepted_on": phase.accepted_on,
            "procedure": phase.procedure.value,
            "converted": phase.converted_on is not None,
            "heard": phase.heard_on is not None,
            "opinions_heard": phase.opinions_on is not None,
            "committee": phase.committee_on is not None,
            "extended": bool(phase.extensions),
            "suspended": bool(phase.suspensions),
            "online": facts.application.channel == ONLINE,
            "enterprise_related": facts.application.enterprise_related,
            "compensation_claimed": facts.application.compensation_claimed,
            "respondent_ids": respondent_ids(facts),
            **_end(life, phase),
            **shared,
            **applicants_row(facts.applicants_on(phase.opened_on)),
        }
        for phase, superseded_on in zip(phases, nexts, strict=True)
    ]


def _end(life: Life, phase: Phase) -> Row:
    decision = phase.decision
    if decision is None or phase.decide_from is None:
        return {
            "outcome": "",
            "outcome_detail": "",
            "days": None,
            "late": False,
            "compensation_granted": Decimal(0),
            "procedure_only": False,
        }
    due = life.decision_due(phase)
    return {
        "outcome": decision.outcome.value,
        "outcome_detail": decision.detail,
        "days": days_taken(phase.decide_from, decision.on, life.counted_stops(phase)),
        "late": due is not None and decision.on > due,
        "compensation_granted": decision.compensation_granted,
        "procedure_only": decision.procedure_only,
    }


def days_taken(start: date, end: date, counted: Sequence[Stop]) -> int:
    """Calendar days from the start of the decision term to the decision, less the excluded days (Act art. 39, 62)."""
    excluded: set[int] = set()
    for stop in counted:
        first, last = max(stop.start, start + ONE_DAY), min(stop.end or end, end)
        excluded.update(range(first.toordinal(), last.toordinal()))
    return (end - start).days - len(excluded)


def _stops(phase: Phase) -> list[Row]:
    rows: list[Row] = [
        {"kind": "suspension", "ground": s.ground, "on": s.on, "until": s.until, "told_on": s.told_on}
        for s in phase.suspensions
    ]
    return rows + [
        {"kind": e.kind, "ground": "", "on": e.on, "until": e.until, "told_on": None} for e in phase.exclusions
    ]


def _service(service: Service) -> Row:
    organ = service.name if service.name.startswith(ORGAN) else ""
    return {
        "paper": service.paper.value if service.paper is not None else "",
        "party": service.party.value if service.party is not None else "",
        "organ_id": int(organ.removeprefix(ORGAN)) if organ else None,
        "how": service.how if service.how in set(ServiceHow) else "",
        "on": service.on,
        "received_on": service.received_on,
    }


ENTRY_ACTS = {
    "send_to_superior_department": "sent_to_superior",
    "publish": "published",
}


def _entries(facts: Facts) -> list[Row]:
    shared: Row = {"began_by": facts.began_by, "case_received_on": facts.received_on}
    rows: list[Row] = [
        {
            "kind": letter.kind,
            "on": letter.on,
            "to_organ_id": letter.organ,
            "received_on": letter.received_on,
            "answered_on": letter.answered_on or (OPEN_END if letter.kind == "opinion" else letter.on),
            **shared,
        }
        for letter in facts.letters
    ]
    return rows + [
        {"kind": kind, "on": on, "to_organ_id": None, "received_on": None, "answered_on": on, **shared}
        for kind, on in _events(facts)
    ]


def _events(facts: Facts) -> Iterator[tuple[str, date]]:
    """What counts by its day alone: each document reviewed, each found unlawful, decisions sent up and published.

    What happened before a case was taken over counts where it happened.
    """
    for review in facts.document_reviews:
        if not review.inherited:
            yield "document_review", review.on
        unlawful = review.result == ReviewFinding.UNLAWFUL and not review.result_inherited
        if unlawful and review.result_on is not None:
            yield "document_unlawful", review.result_on
    for step in facts.steps:
        if step.act in ENTRY_ACTS:
            yield ENTRY_ACTS[step.act], step.on
