"""A record as a story: its facts, acts, deadlines with their steps, what may be done now and by whom, what not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q

from casework.derivations import ROWS, gaps_of
from casework.derivations.values import json_value
from casework.errors import FaultyInput
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.history import Done, do, play_until, refuse_void
from casework.law.keys import Named
from casework.law.names import (
    Act,
    MediationResult,
    Outcome,
    Planned,
    RecordKind,
    ReferKind,
    ReviewFinding,
    Role,
    Ruling,
)
from casework.law.organs.handing import handling
from casework.law.planning import standing
from casework.law.refusals import ActRefused
from casework.law.terms.deadlines import Deadline, deadline_json
from casework.law.terms.lapses import Lapse, lapses
from casework.law.terms.others import TERMS_OF, WITH_TERMS, explained_other
from casework.law.terms.schedule import (
    Running,
    article_of,
    explained,
    last_day,
    open_terms,
    orders,
    schedule,
)
from casework.law.transitions import Rule
from casework.law.words.languages import spoken
from casework.models import Event
from casework.permissions import roles_for
from casework.reference import Reference
from casework.registry import recorded_acts

Json = dict[str, Any]
KIND = RecordKind.RECONSIDERATION

Keys = dict[str, Any]


def _one_applicant(life: Any) -> Keys:
    """One person of those who apply: where the case has no other, it ends instead."""
    name = next((one.name for one in life.facts.applicants), "")
    return {"party": Named(name), "count": 1}


def _one_with_a_copy(life: Any) -> Keys:
    """A respondent that a copy was sent to, where there is one: each replies by itself."""
    copied = [exchange.organ for exchange in life.facts.respondents if exchange.sent_on is not None]
    return {"respondent": copied[0]} if copied else {}


def _one_that_stands(life: Any) -> Keys:
    """One of the plans that stand, where several do."""
    left = standing(life.facts)
    return {"plan": left[0]} if left else {}


def _posted_in_time(life: Any) -> Keys:
    """Papers posted on the first day of the term: only such bring an abandoned case back."""
    return {"posted_on": life.facts.supplements[-1].on}


def _one_handler(life: Any) -> Keys:
    """One of who handles the record, to somebody who does not."""
    return {"giver": "".join(handling(life.facts)[:1]), "to": "?", "reason": "?"}


OF_PLANS: dict[Act, Keys | Callable[[Any], Keys]] = {
    Act.PLAN: {"what": Planned.HEARING},
    Act.CALL_OFF: _one_that_stands,
}
"""What every kind that plans has."""
PROBES: dict[RecordKind, dict[Act, Keys | Callable[[Any], Keys]]] = {
    RecordKind.RECONSIDERATION: {
        Act.REQUEST_CORRECTION: {"items": ("?",)},
        Act.RECEIVE_CORRECTION: _posted_in_time,
        Act.DEEM_ABANDONED: {},
        Act.ACCEPT: {},
        Act.DEEM_ACCEPTED: {},
        Act.DECLINE: {"reason": 1},
        Act.REFER: {"how": ReferKind.TOLD},
        Act.CONVERT_PROCEDURE: {},
        Act.EXTEND: {"days": 1},
        Act.RECEIVE_REPLY: _one_with_a_copy,
        Act.WITHDRAW_PARTY: _one_applicant,
        Act.JOIN_CASES: {"lead": 0},
        Act.SEPARATE_CASES: {},
        Act.PASS_ON_DOCUMENT_REVIEW: {},
        Act.ASK_ISSUER: {},
        Act.ISSUER_ANSWER: {},
        Act.DOCUMENT_REVIEW_REPLY: {},
        Act.DOCUMENT_REVIEW_RESULT: {"result": ReviewFinding.LAWFUL},
        Act.RECORD_FEEDBACK: {},
        Act.RECORD_ENFORCEMENT: {},
        Act.ARCHIVE: {},
        Act.HAND_OVER: _one_handler,
        **OF_PLANS,
    },
    RecordKind.LITIGATION: {
        Act.HOLD_HEARING: {},
        Act.CONFIRM_LINK: {"reconsideration": 0},
        Act.CLOSE_INSTANCE: {"result": "ended"},
        Act.FILE_DEFENCE: {},
        Act.FILE_EVIDENCE: {},
        Act.PERFORM_JUDGMENT: {},
        Act.ANSWER_ADVICE: {},
        Act.HAND_OVER: _one_handler,
        **OF_PLANS,
    },
    RecordKind.MEDIATION: {
        Act.CONCLUDE: {"result": MediationResult.FAILED},
        Act.PERFORM: {},
        Act.VISIT_BACK: {},
        Act.ASK_CONFIRMATION: {},
        Act.CONFIRM: {"ruling": Ruling.VALID},
        Act.HAND_OVER: _one_handler,
        **OF_PLANS,
    },
    RecordKind.RESPONDENT: {
        Act.REPLY: {},
        Act.CONCLUDE: {"outcome": Outcome.WITHDRAWN},
        Act.SERVE: {},
        Act.RECEIVE_OPINION: {},
        Act.ANSWER_OPINION: {},
        **OF_PLANS,
    },
    RecordKind.LEDGER: {},
}
"""Acts that the law may refuse although the state allows them, with the least keys to try them with, or how to find
these in the record."""


def record_numbered(number: str) -> Any:
    """The case, dispute or mediation that bears a number. Raises FaultyInput."""
    found = [
        record
        for kind in RecordKind
        if kind in WITH_TERMS
        for record in KINDS[kind].model.objects.filter(number=number).select_related("organ")[:2]
    ]
    if len(found) > 1:
        organs = "、".join(record.organ.name for record in found)
        raise FaultyInput(f"几件记录都有「{number}」这个号：{organs}", f"Several records bear {number!r}: {organs}")
    if not found:
        raise FaultyInput(
            f"没有「{number}」这件复议、应诉或者调解案件：写案号",
            f"There is no reconsideration, dispute or mediation {number!r}: give its number",
        )
    return found[0]


def explain_record(record: Any, on: date, reference: Reference, language: str = "zh-hans") -> Json:
    """The whole story of a record as at the end of a day. Raises FaultyInput for a day before it began."""
    kind = RecordKind(record.kind)
    life: Any = play_until(kind, recorded_acts(record), reference.setting_of(record.organ), on)
    if life is None:
        raise FaultyInput(
            f"{record.number}于{record.received_on}收到，{on}还没有",
            f"{record.number} began on {record.received_on}, after {on}",
        )
    may, may_not = _possibilities(kind, life, on, language)
    facts = ROWS[kind](life, reference)
    return {
        "number": record.number,
        "kind": kind.value,
        "organ": record.organ.name,
        "on": on.isoformat(),
        "state": facts["state"],
        "facts": {key: json_value(value) for key, value in facts.items()},
        "acts": list(_acts(record, kind, on)),
        "deadlines": list(_deadlines(kind, life, language)),
        "may": may,
        "may_not": may_not,
        "lapses": [_finding(lapse, language, lapse.due) for lapse in _lapses(kind, life, on)],
        "gaps": [_finding(gap, language, gap.since) for gap in gaps_of(record, life, on, reference)],
    }


def _lapses(kind: RecordKind, life: Any, on: date) -> Sequence[Lapse]:
    return lapses(life, on) if kind is RecordKind.RECONSIDERATION else ()


def _finding(found: Any, language: str, day: date | None) -> Json:
    sentence = spoken(found, language)
    return {"rule": found.rule, "article": found.article, "day": json_value(day), "sentence": sentence}


def _acts(record: Any, kind: RecordKind, on: date) -> Iterator[Json]:
    known = Q(on__lte=on) | Q(act=Act.PLAN)  # a plan is told of before its day
    events = Event.objects.of_record(record).filter(known).select_related("person").order_by("version")
    struck = {event.keys["version"] for event in events if event.act == Act.STRIKE}
    for event in events:
        act = Act(event.act)
        by = str(event.person) if event.person is not None else ""
        said = {"version": event.version, "on": event.on.isoformat(), "act": act.value, "label": act.zh, "by": by}
        yield said | ({"struck": True} if event.version in struck else {})


def _deadlines(kind: RecordKind, life: Any, language: str) -> Iterator[Json]:
    for running, deadline, due in _terms(kind, life):
        said = deadline_json(deadline, language) if deadline is not None else {"term": running.code, "steps": []}
        whose = {"party": running.party} if running.party else {}
        yield {**said, **whose, "due": json_value(due), "settled_on": json_value(running.settled_on)}


Term = tuple[Running, Deadline | None, date | None]
"""A term that runs or ran, the steps to its last day, and that day."""


def _terms_of_case(life: Any) -> Iterator[Term]:
    for running in (*schedule(life), *orders(life)):
        yield running, explained(life, running), last_day(life, running)


def _terms(kind: RecordKind, life: Any) -> Iterator[Term]:
    if kind is KIND:
        yield from _terms_of_case(life)
    elif kind in TERMS_OF:
        for running in TERMS_OF[kind].schedule(life):
            yield running, explained_other(life, running), running.fixed


def _possibilities(kind: RecordKind, life: Any, on: date, language: str) -> tuple[list[Json], list[Json]]:
    may, may_not = [], []
    for act, refusal in possibilities(kind, life, on):
        rule = RULES[kind][act]
        roles = sorted(roles_for(act, kind, life.edition), key=list(Role).index)
        label = spoken(act, language)
        said: Json = {"act": act.value, "label": label, "article": rule.article(life.edition)}
        if refusal is None:
            may.append({**said, "roles": [role.value for role in roles]})
        else:
            may_not.append({**said, "article": refusal.article or said["article"], "why": refusal.sentence(language)})
    return may, may_not


def possibilities(kind: RecordKind, life: Any, on: date) -> Iterator[tuple[Act, ActRefused | None]]:
    """Every act that goes on with a record, and why it would be refused on that day (None: it may be done)."""
    for act, rule in RULES[kind].items():
        if not rule.begins:
            yield act, refused_now(kind, life, act, rule, on)


def _trial(life: Any) -> Any:
    """The record to try an act on, judged strictly; what was said of it is shared, for no act changes it in place."""
    return replace(life, lenient=False, broken=[])


def refused_now(kind: RecordKind, life: Any, act: Act, rule: Rule, on: date) -> ActRefused | None:
    """Why an act would be refused on that day, None where it may be done; the record stays as it is."""
    trial = _trial(life)
    try:
        refuse_void(trial, act, on)
        trial.check(rule, on)
        keys = tried_with(kind, act, life)
        if keys is not None:
            do(trial, kind, Done(act, on, keys), checked=True)
    except ActRefused as refusal:
        return refusal
    return None


def tried_with(kind: RecordKind, act: Act, life: Any) -> Keys | None:
    """The least keys to try an act with on a record; None where its state and day alone decide."""
    probe = PROBES[kind].get(act)
    return probe(life) if callable(probe) else probe


def foreseen(kind: RecordKind, life: Any, done: Done) -> list[tuple[str, str, date]]:
    """The terms that would run after an act, as (term, article, last day), the nearest first.

    Nothing is written. Raises ActRefused where the law would refuse the act.
    """
    trial = _trial(life)
    do(trial, kind, done)
    if kind is not KIND:
        return []
    found = [(r.code, article_of(trial, r), last_day(trial, r)) for r in open_terms(trial)]
    return sorted(((code, article, due) for code, article, due in found if due is not None), key=lambda one: one[2])
