"""A case as a story: its facts, acts, deadlines with their steps, what may be done now and by whom, what not."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from casework.derivations import case_row, gaps_of
from casework.errors import FaultyInput
from casework.law.deadlines import deadline_json
from casework.law.history import Done, do, play_until, refuse_void
from casework.law.keys import Named
from casework.law.lapses import lapses
from casework.law.life import Life
from casework.law.names import Act, MediationResult, RecordKind, ReferKind, ReviewFinding, Role, Ruling
from casework.law.refusals import ActRefused
from casework.law.schedule import article_of, explained, last_day, open_terms, orders, schedule
from casework.law.transitions import RULES, Rule
from casework.models import Event, Reconsideration
from casework.permissions import roles_for
from casework.reference import Reference
from casework.registry import recorded_acts

Json = dict[str, Any]
KIND = RecordKind.RECONSIDERATION

Keys = dict[str, Any]


def _one_applicant(life: Any) -> Keys:
    """One person of those who apply: where the case has no other, it ends instead."""
    first = life.facts.applicants[0]
    return {"party": Named(first.name), "count": 1}


def _one_with_a_copy(life: Any) -> Keys:
    """A respondent that a copy was sent to, where there is one: each replies by itself."""
    copied = [exchange.organ for exchange in life.facts.respondents if exchange.sent_on is not None]
    return {"respondent": copied[0]} if copied else {}


def _posted_in_time(life: Any) -> Keys:
    """Papers posted on the first day of the term: only such bring an abandoned case back."""
    return {"posted_on": life.facts.corrections[-1].on}


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
        Act.PASS_ON_DOCUMENT_REVIEW: {},
        Act.ASK_ISSUER: {},
        Act.ISSUER_ANSWER: {},
        Act.DOCUMENT_REVIEW_REPLY: {},
        Act.DOCUMENT_REVIEW_RESULT: {"result": ReviewFinding.LAWFUL},
        Act.RECORD_FEEDBACK: {},
        Act.RECORD_ENFORCEMENT: {},
    },
    RecordKind.LITIGATION: {
        Act.HOLD_HEARING: {},
        Act.CONFIRM_LINK: {"reconsideration": 0},
        Act.CLOSE_INSTANCE: {"result": "ended"},
        Act.FILE_DEFENCE: {},
        Act.FILE_EVIDENCE: {},
        Act.PERFORM_JUDGMENT: {},
        Act.ANSWER_ADVICE: {},
    },
    RecordKind.MEDIATION: {
        Act.CONCLUDE: {"result": MediationResult.FAILED},
        Act.PERFORM: {},
        Act.ASK_CONFIRMATION: {},
        Act.CONFIRM: {"ruling": Ruling.VALID},
    },
    RecordKind.LEDGER: {},
}
"""Acts that the law may refuse although the state allows them, with the least keys to try them with, or how to find
these in the record."""


def case_numbered(number: str) -> Reconsideration:
    """The case that bears a number. Raises FaultyInput."""
    found: list[Reconsideration] = list(Reconsideration.objects.filter(number=number).select_related("organ")[:2])
    if len(found) > 1:
        organs = "、".join(case.organ.name for case in found)
        raise FaultyInput(f"几个机关都有案件「{number}」：{organs}", f"Several organs have a case {number!r}: {organs}")
    if not found:
        raise FaultyInput(
            f"没有复议案件「{number}」：写案号", f"There is no reconsideration case {number!r}: give its number"
        )
    return found[0]


def explain_case(case: Reconsideration, on: date, reference: Reference, language: str = "zh-hans") -> Json:
    """The whole story of a case as at the end of a day. Raises FaultyInput for a day before it began."""
    life: Any = play_until(KIND, recorded_acts(case), reference.setting_of(case.organ), on)
    if life is None:
        raise FaultyInput(
            f"案件{case.number}于{case.received_on}收到，{on}还没有",
            f"{case.number} began on {case.received_on}, after {on}",
        )
    may, may_not = _possibilities(life, on, language)
    return {
        "number": case.number,
        "organ": case.organ.name,
        "on": on.isoformat(),
        "state": life.facts.state.value,
        "facts": {key: _plain(value) for key, value in case_row(life, reference).items()},
        "acts": list(_acts(case, on)),
        "deadlines": list(_deadlines(life, language)),
        "may": may,
        "may_not": may_not,
        "lapses": [_finding(lapse, language, lapse.due) for lapse in lapses(life, on)],
        "gaps": [_finding(gap, language, gap.since) for gap in gaps_of(case, life, on)],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _finding(found: Any, language: str, day: date | None) -> Json:
    sentence = found.zh if language.startswith("zh") else found.en
    return {"rule": found.rule, "article": found.article, "day": _plain(day), "sentence": sentence}


def _acts(case: Reconsideration, on: date) -> Iterator[Json]:
    events = Event.objects.of_record(case).filter(on__lte=on).select_related("person").order_by("version")
    for event in events:
        act = Act(event.act)
        by = str(event.person) if event.person is not None else ""
        yield {"version": event.version, "on": event.on.isoformat(), "act": act.value, "label": act.zh, "by": by}


def _deadlines(life: Life, language: str) -> Iterator[Json]:
    for running in (*schedule(life), *orders(life)):
        deadline = explained(life, running)
        said = deadline_json(deadline, language) if deadline is not None else {"term": running.code, "steps": []}
        due = last_day(life, running)
        whose = {"party": running.party} if running.party else {}
        yield {**said, **whose, "due": _plain(due), "settled_on": _plain(running.settled_on)}


def _possibilities(life: Life, on: date, language: str) -> tuple[list[Json], list[Json]]:
    may, may_not = [], []
    for act, refusal in possibilities(KIND, life, on):
        rule = RULES[KIND][act]
        roles = sorted(roles_for(act, KIND, life.edition), key=list(Role).index)
        label = act.zh if language.startswith("zh") else act.en
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


def refused_now(kind: RecordKind, life: Any, act: Act, rule: Rule, on: date) -> ActRefused | None:
    """Why an act would be refused on that day, None where it may be done.

    State and day refuse most acts, and checking them changes no fact: only what is left is tried, on a copy.
    """
    judged = _strictly(life)
    try:
        refuse_void(judged)
        judged.check(rule, on)
        keys = tried_with(kind, act, life)
        if keys is not None:
            do(_trial(life), kind, Done(act, on, keys), checked=True)
    except ActRefused as refusal:
        return refusal
    return None


def tried_with(kind: RecordKind, act: Act, life: Any) -> Keys | None:
    """The least keys to try an act with on a record; None where its state and day alone decide."""
    probe = PROBES[kind].get(act)
    return probe(life) if callable(probe) else probe


def _strictly(life: Any) -> Any:
    """The record, its facts shared, as the law judges it strictly."""
    judged = copy.copy(life)
    judged.lenient, judged.broken, judged.done_on = False, [], dict(life.done_on)
    return judged


def _trial(life: Any) -> Any:
    """A copy of a record to try an act on, which the law judges strictly."""
    trial = _strictly(life)
    trial.begin(copy.deepcopy(life.facts))
    return trial


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
