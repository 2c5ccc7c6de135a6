"""Random lawful lives: records of all kinds, played act by act; what the law refuses is left out.

The same seed gives the same lives. Days crowd around two ends of years, so that periods cut through them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from casework.actions.reach import Actor
from casework.errors import ActRefused, FaultyInput
from casework.law.names import Act, Edition, MediationResult, Outcome, RecordKind, State
from casework.models import Organ
from casework.registry import keys_of
from casework.vocabulary import shipped_kinds
from tests.conftest import LIVES
from tests.factories import Office
from tests.samples import Sampler

FIRST_DAYS = (date(2023, 7, 1), date(2023, 11, 20), date(2024, 3, 1), date(2024, 10, 20))
SPREAD = 60
TRIES = 3
A_WORLD = {"cases": 24, "suits": 10, "mediations": 8, "entries": 8, "responses": 6}
"""How many lives of each kind are played side by side."""
WORLDS = max(2, LIVES // sum(A_WORLD.values()))
"""How many worlds there are, so that all lives are played."""
DEFENDANTS = ("甲县人民政府", "甲县公安局", "甲县东镇人民政府", "乙县人民政府", "测试市人民政府")

STEPS: dict[State, dict[Act, int]] = {
    State.EXAMINING: {
        Act.ACCEPT: 10, Act.REQUEST_CORRECTION: 4, Act.DEEM_ACCEPTED: 2, Act.DECLINE: 2, Act.REFER: 1,
        Act.WITHDRAW_EARLY: 1, Act.ASSIGN: 1, Act.HAND_OVER: 1,
    },
    State.CORRECTING: {
        Act.RECEIVE_CORRECTION: 5, Act.DEEM_ABANDONED: 4, Act.EXTEND_CORRECTION: 2, Act.WITHDRAW_EARLY: 1,
    },
    State.REVIEWING: {
        Act.CONCLUDE: 14, Act.SUSPEND: 4, Act.EXTEND: 3, Act.CONVERT_PROCEDURE: 3, Act.EXCLUDE: 2,
        Act.HOLD_HEARING: 3, Act.HEAR_OPINIONS: 3, Act.CONSULT_COMMITTEE: 2, Act.TRANSFER_UP: 1, Act.MEDIATE: 1,
        Act.SEND_COPY: 2, Act.RECEIVE_REPLY: 2, Act.OPEN_DOCUMENT_REVIEW: 1, Act.DOCUMENT_REVIEW_RESULT: 1,
        Act.ISSUE_OPINION: 1, Act.JOIN_THIRD_PARTY: 1, Act.INVESTIGATE: 1, Act.ISSUE_RECOMMENDATION: 1,
        Act.STAY_EXECUTION: 1, Act.PASS_ON_DOCUMENT_REVIEW: 1, Act.ASK_ISSUER: 1, Act.ISSUER_ANSWER: 1,
        Act.DOCUMENT_REVIEW_REPLY: 1, Act.WITHDRAW_PARTY: 2, Act.REPLACE_PARTY: 2, Act.ASSIGN: 1, Act.HAND_OVER: 1,
        Act.JOIN_CASES: 2, Act.SEPARATE_CASES: 1,
    },
    State.SUSPENDED: {Act.RESUME: 6, Act.CONCLUDE: 2, Act.OPEN_DOCUMENT_REVIEW: 1, Act.DOCUMENT_REVIEW_RESULT: 1,
                      Act.JOIN_CASES: 1, Act.SEPARATE_CASES: 1},
    State.CONCLUDED: {
        Act.SERVE: 2, Act.ISSUE_OPINION: 4, Act.RECORD_FEEDBACK: 4, Act.REOPEN: 2, Act.PUBLISH: 1, Act.ARCHIVE: 1,
        Act.SEND_TO_SUPERIOR_DEPARTMENT: 1, Act.ISSUE_RECOMMENDATION: 1, Act.RECORD_PERFORMANCE: 1,
        Act.RECORD_ENFORCEMENT: 1,
    },
    State.DECLINED: {Act.REOPEN: 3, Act.SERVE: 1, Act.ARCHIVE: 1},
}  # fmt: skip
SUIT_STEPS = {Act.HOLD_HEARING: 4, Act.RECORD_APPEARANCE: 6, Act.CLOSE_INSTANCE: 3, Act.OPEN_INSTANCE: 2}
MEDIATION_STEPS = {Act.CONCLUDE: 4, Act.PERFORM: 2, Act.VISIT_BACK: 1, Act.ASK_CONFIRMATION: 2, Act.CONFIRM: 2}
RESPONSE_STEPS = {Act.REPLY: 4, Act.CONCLUDE: 3, Act.SERVE: 2, Act.RECEIVE_OPINION: 1, Act.ANSWER_OPINION: 1}
WAITS = {Act.DEEM_ABANDONED: (8, 30), Act.DEEM_ACCEPTED: (7, 15), Act.CONCLUDE: (0, 75), Act.CLOSE_INSTANCE: (0, 50)}
OUTCOMES = (*Outcome, Outcome.UPHOLD, Outcome.DISMISS_REQUEST, Outcome.WITHDRAWN, Outcome.REVOKE)
ALWAYS: dict[Act, frozenset[str]] = {
    Act.REQUEST_CORRECTION: frozenset({"notice_received_on"}),
    Act.RECORD: frozenset({"kind", "quantities"}),
}
"""Optional keys that are given whenever the act is done."""
NEVER = frozenset({"number", "received_on", "accepted_on", "claims_inaction", "body_kind", "names", "document",
                   "organ_received_on", "passed_on", "referred_from", "ordered_on", "talked_on", "criticised_on",
                   "performed_on", "disputants"})  # fmt: skip
"""Keys that stay at what the program derives."""


class Lives:
    """A player of random lives in an office; `done` counts the acts, `records` are those begun."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.seed = seed
        self.rng = random.Random(seed)
        self.sampler = Sampler(office, self.rng)
        self.done: Counter[tuple[RecordKind, Act]] = Counter()
        self.days: set[date] = set()
        self.records: list[Any] = []

    def play(self, after: Callable[[], None] = lambda: None, **many: int) -> Lives:
        """So many records of each kind, by two counties of one city and one of its neighbour.

        `after` is called at the end of each life.
        """
        kinds: dict[str, tuple[Callable[[Organ], None], tuple[str, ...]]] = {
            "cases": (self.case, ("甲县", "甲县", "乙县", "丙县")),
            "suits": (self.suit, ("甲县", "甲县", "乙县")),
            "mediations": (self.mediation, ("甲县", "甲镇", "乙县")),
            "entries": (self.entry, ("甲县", "甲镇", "乙县")),
            "responses": (self.response, ("甲县", "甲镇", "乙县")),
        }
        for name, number in {**A_WORLD, **many}.items():
            live, organs = kinds[name]
            for n in range(number):
                live(self.office[organs[n % len(organs)]])
                after()
        return self

    # ---- One record

    def case(self, organ: Organ) -> None:
        """A reconsideration case from its receipt on; the city takes what is transferred or referred to it."""
        record = self.begin(RecordKind.RECONSIDERATION, Act.REGISTER, organ)
        self.live(record)

    def live(self, record: Any) -> None:
        """Acts until the case rests or the dice are weary."""
        today = record.received_on
        for _ in range(self.rng.randrange(3, 16)):
            steps = STEPS.get(State(record.state), {})
            act = self.chosen({**steps, Act.CORRECT: 1})
            today = self.later(act, today)
            record = self.attempt(record, act, today) or record
        if record.state == State.TRANSFERRED and record.organ == self.office["甲县"]:
            taken = {"from": record.number}
            taking = self.attempt(RecordKind.RECONSIDERATION, Act.TAKE_OVER, today, self.office["市"], taken)
            if taking is not None:
                self.live(taking)
        if record.state in (State.REFERRED, State.DECLINED) and record.number:
            came = {"referred_from": record.number}  # refused unless it was referred there
            self.attempt(
                RecordKind.RECONSIDERATION, Act.REGISTER, self.later(Act.REFER, today), self.office["市"], came
            )
        if self.rng.random() < 0.06:
            self.attempt(record, Act.VOID, today)

    def suit(self, organ: Organ) -> None:
        """A dispute with its instances, hearings and appearances; the organ that keeps it is one of the defendants."""
        others = [name for name in DEFENDANTS if name != organ.name]
        defendants = [organ.name, *self.rng.sample(others, self.rng.choice((0, 0, 1, 2)))]
        record = self.begin(RecordKind.LITIGATION, Act.REGISTER, organ, {"defendants": defendants})
        self.steps(record, SUIT_STEPS, 12)

    def mediation(self, organ: Organ) -> None:
        """A mediation case."""
        self.steps(self.begin(RecordKind.MEDIATION, Act.REGISTER, organ), MEDIATION_STEPS, 6)

    def response(self, organ: Organ) -> None:
        """A case before another organ in which the organ is the respondent."""
        keys = {"respondent": organ.name, "procedure": "ordinary"}
        record = self.begin(RecordKind.RESPONDENT, Act.REGISTER, organ, keys)
        self.steps(record, RESPONSE_STEPS, 7)

    def entry(self, organ: Organ) -> None:
        """An entry of the work ledger."""
        kind = self.rng.choice(list(shipped_kinds()))
        quantities = self.sampler.quantities(kind)
        keys: dict[str, Any] = {"kind": kind, "quantities": quantities}
        if self.rng.random() < 0.4:
            keys["names"] = {name: self.rng.sample(["甲所", "乙所", "丙所"], 2) for name in quantities}
        record = self.begin(RecordKind.LEDGER, Act.RECORD, organ, keys)
        self.steps(record, {}, 1)

    def begin(self, kind: RecordKind, act: Act, organ: Organ, keys: dict[str, Any] | None = None) -> Any:
        """A new record; other keys are drawn until the law takes them."""
        while True:
            on = self.rng.choice(FIRST_DAYS) + timedelta(self.rng.randrange(SPREAD))
            record = self.attempt(kind, act, on, organ, keys)
            if record is not None:
                return record

    def steps(self, record: Any, steps: dict[Act, int], most: int) -> None:
        """Acts of a record whose state does not say which may come."""
        today = record.received_on
        for _ in range(self.rng.randrange(0, most + 1)):
            act = self.chosen({**steps, Act.CORRECT: 1})
            today = self.later(act, today)
            record = self.attempt(record, act, today) or record
        if self.rng.random() < 0.08:
            self.attempt(record, Act.VOID, today)

    def chosen(self, steps: dict[Act, int]) -> Act:
        """One of the acts by weight."""
        return self.rng.choices(list(steps), list(steps.values()))[0]

    def later(self, act: Act, today: date) -> date:
        """The day of the next act; sometimes an act is recorded late, under its earlier day."""
        first, last = WAITS.get(act, (0, 6))
        return today + timedelta(self.rng.randint(first, last) if self.rng.random() < 0.9 else -2)

    # ---- One act

    def attempt(
        self, target: Any, act: Act, on: date, organ: Organ | None = None, given: dict[str, Any] | None = None
    ) -> Any:
        """Do the act, with other keys where the first are refused; None where all were, which has changed nothing."""
        for _ in range(TRIES):
            record = self.trial(target, act, on, self.office.actor(organ or target.organ), given or {})
            if record is not None:
                return record
        return None

    def trial(self, target: Any, act: Act, on: date, actor: Actor, given: dict[str, Any]) -> Any:
        """Do the act once with drawn keys; None where it was refused."""
        kind = target if isinstance(target, RecordKind) else RecordKind(target.kind)
        keys = self.correction(target) if act is Act.CORRECT else self.keys(kind, act, on, target)
        try:
            record = self.office.do(target, act, on, actor=actor, keys={**keys, **given})
        except ActRefused:
            return None
        except FaultyInput:
            if act is not Act.CORRECT:
                raise
            return None
        self.done[kind, act] += 1
        self.days.add(on)
        if isinstance(target, RecordKind):
            self.records.append(record)
        return record

    def keys(self, kind: RecordKind, act: Act, on: date, target: Any) -> dict[str, Any]:
        """Keys of the act: what it needs, and some of what it may have."""
        always = ALWAYS.get(act, frozenset())
        if act is Act.TAKE_OVER:
            return {}
        drawn = {
            name: self.sampler.value(key.annotation, on)
            for name, key in keys_of(kind, act).items()
            if key.required or name in always or (name not in NEVER and self.rng.random() < 0.4)
        }
        return self.sensible(kind, act, on, target, drawn)

    def sensible(self, kind: RecordKind, act: Act, on: date, target: Any, drawn: dict[str, Any]) -> dict[str, Any]:
        """The drawn keys, with those made lawful that would hardly ever be so by chance."""
        if kind is RecordKind.RECONSIDERATION and act is Act.REGISTER:
            drawn["channel"] = self.rng.choice(("in_person", "mail", "internet", "oral"))
            drawn["complained_of"] = {"kind": self.rng.choice(("act", "inaction"))}
            drawn["filed_on"] = self.ahead(on, -2, 0)
        elif kind is RecordKind.RECONSIDERATION and act is Act.CONCLUDE:
            drawn = self.decision(drawn)
        elif kind is RecordKind.MEDIATION and act is Act.CONCLUDE:
            drawn = self.mediated(drawn)
        elif act in (Act.WITHDRAW_PARTY, Act.REPLACE_PARTY):
            drawn = self.parties(act, target)
        elif act is Act.SEND_COPY:
            drawn |= {"respondent": target.respondents.first().organ.name}
        drawn |= {name: self.ahead(on, 0, 12) for name in AHEAD.get(act, ())}
        drawn |= {name: self.rng.choice(values) for name, values in CHOICES.get(act, {}).items()}
        drawn.pop("told_on", None)
        if act is Act.REQUEST_CORRECTION and target.edition == Edition.E2023:
            drawn.pop("due", None)  # the Act itself fixes the term
        return drawn

    def parties(self, act: Act, record: Any) -> dict[str, Any]:
        """An applicant who leaves, or a party and who takes its place."""
        names = [party.name for party in record.applicants.filter(role="applicant", left_on=None)]
        if act is Act.WITHDRAW_PARTY:
            return {"party": self.rng.choice(names)}
        if self.rng.random() < 0.5:
            return {"party": self.rng.choice(names), "by": [f"接替人{self.rng.randrange(9)}"]}
        old = record.respondents.first().organ.name
        return {"party": old, "by": [self.rng.choice((old, "甲县公安局")), "甲县东镇人民政府"]}

    def ahead(self, on: date, least: int, most: int) -> str:
        """A day so many days after a day."""
        return (on + timedelta(self.rng.randint(least, most))).isoformat()

    def decision(self, drawn: dict[str, Any]) -> dict[str, Any]:
        """The keys of a decision that fit its outcome."""
        outcome = self.rng.choice(OUTCOMES)
        fitting = {Outcome.WITHDRAWN: "how", Outcome.TERMINATED: "cause"}.get(outcome)
        kept = {key: value for key, value in drawn.items() if key not in ("how", "cause") or key == fitting}
        return {**kept, "outcome": outcome.value, "redo_ordered": outcome is Outcome.REVOKE}

    def mediated(self, drawn: dict[str, Any]) -> dict[str, Any]:
        """The keys of a mediation's end; there is an agreement only where it succeeded."""
        result = self.rng.choice(("succeeded", "succeeded", *(r.value for r in MediationResult)))
        agreed = result == MediationResult.SUCCEEDED
        return {"result": result, **({key: drawn[key] for key in ("form",) if key in drawn} if agreed else {})}

    def correction(self, record: Any) -> dict[str, Any]:
        """A fact of the record and another value for it."""
        fact = self.rng.choice(CORRECTABLE[RecordKind(record.kind)])
        near = record.received_on + timedelta(self.rng.randrange(-8, 40))
        value = FIXED[fact] if fact in FIXED else near.isoformat()
        if fact in LISTED:
            value = self.sampler.code(LISTED[fact])
        return {"fact": fact, "value": [value] if fact == "matters" else value, "reason": "笔误"}


AHEAD: dict[Act, tuple[str, ...]] = {
    Act.REQUEST_CORRECTION: ("notice_received_on",),
    Act.EXTEND_CORRECTION: ("due",),
    Act.ISSUE_OPINION: ("received_on",),
    Act.EXCLUDE: ("from", "to"),
}
"""Keys with a day that lies on the day of the act, or after it."""
CHOICES: dict[Act, dict[str, tuple[Any, ...]]] = {
    Act.EXTEND: {"days": (5, 10, 15, 30)},
    Act.REOPEN: {"to": ("examining", "reviewing")},
    Act.TRANSFER_UP: {"organ": ("测试市人民政府",)},
    Act.REFER: {"organ": ("测试市人民政府",)},
    Act.RECORD_APPEARANCE: {"organ": DEFENDANTS},
}
"""Keys that take one of a few values."""
CORRECTABLE: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.RECONSIDERATION: (
        "received_on", "accepted_on", "concluded_on", "matters", "field", "respondents", "outcome",
        "issue_opinion#1.on", "compensation_granted", "compensation_claimed", "suspend#1.on", "reopen#1.on",
    ),
    RecordKind.LITIGATION: (
        "received_on", "concluded_on", "result", "record_appearance#1.rank", "hold_hearing#1.on", "defendants",
        "after_reconsideration", "role",
    ),
    RecordKind.MEDIATION: (
        "received_on", "concluded_on", "dispute_type", "source", "amount", "parties", "perform#1.on",
    ),
    RecordKind.LEDGER: ("received_on", "quantities"),
    RecordKind.RESPONDENT: ("received_on", "concluded_on", "field", "outcome", "reply#1.on", "matter"),
}  # fmt: skip
FIXED: dict[str, Any] = {
    "respondents": ["甲县公安局", "甲县东镇人民政府"],
    "outcome": "uphold",
    "compensation_granted": "88.8",
    "compensation_claimed": True,
    "defendants": ["乙县人民政府", "甲县人民政府"],
    "after_reconsideration": True,
    "role": "joint",
    "amount": "500",
    "parties": 3,
    "quantities": {"count": 5},
}
LISTED = {
    "matter": "matter",
    "matters": "matter",
    "field": "field",
    "result": "result",
    "record_appearance#1.rank": "rank",
    "dispute_type": "dispute_type",
    "source": "source",
}
