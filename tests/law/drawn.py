"""Acts drawn at random with the keys that they need, and lives played of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from casework.law.acts import LIVES, RULES
from casework.law.history import Done, do
from casework.law.keys import ActComplainedOf, Applicant, Named
from casework.law.names import (
    Act,
    AgreementForm,
    ComplainedOf,
    ExclusionKind,
    InstanceLevel,
    LapseRule,
    MediationResult,
    Outcome,
    PartyGround,
    Planned,
    Procedure,
    RecordKind,
    ReferKind,
    ReviewFinding,
    Ruling,
    State,
    SuspensionGround,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.refusals import ActRefused
from casework.law.words.people import Acting
from tests.law.played import APPLICATION, NATIONAL, POLICE, STRANGER, TOWN

CASE = RecordKind.RECONSIDERATION
MOST_LIVES = 6000
FIRST_DAYS = (date(2023, 3, 1), date(2023, 12, 20), date(2024, 3, 1), date(2024, 9, 10))
LONG_AFTER = date(2026, 12, 31)


class Draw:
    """Keys of an act, drawn near its day; some of them the law refuses."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def pick(self, *values: Any) -> Any:
        return self.rng.choice(values)

    def near(self, on: date, least: int = 0, most: int = 15) -> date:
        return on + timedelta(self.rng.randint(least, most))

    def keys(self, kind: RecordKind, act: Act, on: date) -> dict[str, Any]:
        drawn = KEYS[kind].get(act, lambda _draw, _on: {})(self, on)
        return {name: value for name, value in drawn.items() if value is not None}

    def application(self, on: date) -> dict[str, Any]:
        respondents = self.pick((POLICE,), (POLICE,), (POLICE, TOWN), (POLICE, POLICE), ())
        return {
            **APPLICATION,
            "applicants": (Applicant("citizen", "申请人甲"), Applicant("citizen", "申请人乙"))[: self.pick(1, 2)],
            "respondents": respondents if self.rng.random() < 0.97 else (),
            "matters": self.pick(("administrative_penalty",), ("inaction",), ("administrative_agreement",)),
            "channel": self.pick("in_person", "in_person", "fax", "through_respondent"),
            "complained_of": ActComplainedOf(
                self.pick(*ComplainedOf), made_on=self.pick(None, self.near(on, -90, 1)), told=self.pick(None, False)
            ),
            "request": self.pick("", "perform"),
        }

    def decision(self, _on: date) -> dict[str, Any]:
        outcome = self.pick(*Outcome, Outcome.WITHDRAWN, Outcome.TERMINATED, *[Outcome.ORDER_PERFORMANCE] * 3)
        return {
            "outcome": outcome,
            "how": self.pick(*WithdrawnHow) if outcome is Outcome.WITHDRAWN or self.rng.random() < 0.05 else None,
            "cause": self.pick(*TerminatedCause) if outcome is Outcome.TERMINATED else None,
            "redo_ordered": self.rng.random() < 0.3,
            "perform_within_days": 15 if outcome is Outcome.ORDER_PERFORMANCE else self.pick(None, 30),
            "compensation_granted": self.pick(None, Decimal("88.80")),
            "approved": self.pick("", "head", "collective"),
        }


Keys = Callable[[Draw, date], Mapping[str, Any]]
OF_PLANS: dict[Act, Keys] = {
    Act.PLAN: lambda d, _: {"what": d.pick(*Planned), "place": "三楼", "who": ("甲",)},
    Act.CALL_OFF: lambda d, _: {"plan": d.pick(None, 1, 2)},
}
HANDED_OVER: dict[Act, Keys] = {
    Act.HAND_OVER: lambda d, _: {"giver": d.pick("", "甲", "丙"), "to": d.pick("乙", "丁"), "reason": "调动"},
}
OF_A_CASE: dict[Act, Keys] = {
    **OF_PLANS,
    **HANDED_OVER,
    Act.JOIN_CASES: lambda d, _: {"lead": d.pick(7, 8)},
    Act.REGISTER: lambda d, on: {**d.application(on), "filed_on": d.pick(None, d.near(on, -3, 1))},
    Act.TAKE_OVER: lambda d, on: {**d.application(on), "accepted_on": d.pick(None, d.near(on, -30, 0))},
    Act.REQUEST_CORRECTION: lambda d, on: {
        "items": d.pick(("身份材料",), ("授权书",), ("身份材料", "授权书"), ()),
        "notice_received_on": d.pick(None, d.near(on, -1, 3)),
        "due": d.pick(None, d.near(on, 5, 20)),
    },
    Act.EXTEND_CORRECTION: lambda d, on: {"due": d.near(on, -2, 30), "reason": "住院"},
    Act.RECEIVE_CORRECTION: lambda d, on: {"posted_on": d.pick(None, d.near(on, -3, 1))},
    Act.ACCEPT: lambda d, _: {
        "procedure": d.pick(*Procedure), "ground": d.pick("", "", "art53_1"), "handlers": d.pick((), ("甲", "乙")),
    },
    Act.DECLINE: lambda d, _: {"reason": d.rng.randint(0, 8), "organ": d.pick(None, STRANGER)},
    Act.REFER: lambda d, _: {"how": d.pick(*ReferKind), "organ": d.pick(None, STRANGER)},
    Act.ASSIGN: lambda d, _: {"handlers": d.pick(("甲",), ("甲", "乙"), ())},
    Act.SEND_COPY: lambda d, on: {
        "respondent": d.pick(None, POLICE, STRANGER), "received_on": d.pick(None, d.near(on, -1, 4)),
    },
    Act.RECEIVE_REPLY: lambda d, _: {"respondent": d.pick(None, POLICE)},
    Act.JOIN_THIRD_PARTY: lambda _d, _on: {"name": "第三人甲"},
    Act.WITHDRAW_PARTY: lambda d, _: {
        "party": Named(d.pick("申请人甲", "申请人乙", "路人")), "ground": d.pick(None, *PartyGround),
    },
    Act.REPLACE_PARTY: lambda d, _: {
        "party": d.pick(Named("申请人甲"), Named("公安局", POLICE), Named("路人")),
        "by": d.pick((Named("申请人丙"),), (Named("镇政府", TOWN), Named("公安局", POLICE)), ()),
        "acting": d.pick(None, None, *Acting),
    },
    Act.HEAR_OPINIONS: lambda d, _: {"why_not": d.pick(None, "下落不明")},
    Act.INVESTIGATE: lambda d, _: {"investigators": d.pick(None, 1, 2)},
    Act.HOLD_HEARING: lambda d, on: {
        "notice_on": d.pick(None, d.near(on, -12, 1)), "head_attended": d.pick(None, True, False),
    },
    Act.EXCLUDE: lambda d, on: {"kind": d.pick(*ExclusionKind), "start": d.near(on, -3, 3), "end": d.near(on, 0, 12)},
    Act.OPEN_DOCUMENT_REVIEW: lambda d, _: {"competent": d.pick(None, True, False)},
    Act.DOCUMENT_REVIEW_RESULT: lambda d, _: {"result": d.pick(*ReviewFinding)},
    Act.STAY_EXECUTION: lambda d, _: {"ground": d.rng.randint(0, 5)},
    Act.EXTEND: lambda d, _: {"days": d.pick(0, 5, 15, 30, 31), "approver": "负责人"},
    Act.SUSPEND: lambda d, _: {"ground": d.pick(*[g.value for g in SuspensionGround], "0", "4", "9", "11")},
    Act.TRANSFER_UP: lambda _d, _on: {"organ": STRANGER},
    Act.REOPEN: lambda d, _: {
        "to": d.pick(State.EXAMINING, State.REVIEWING, State.CONCLUDED), "by_order_of": "测试市人民政府",
    },
    Act.CONCLUDE: Draw.decision,
    Act.SERVE: lambda _d, _on: {"how": "邮寄"},
    Act.ISSUE_OPINION: lambda d, on: {"to": POLICE, "received_on": d.pick(None, d.near(on, -1, 3))},
    Act.ISSUE_RECOMMENDATION: lambda _d, _on: {"to": POLICE},
    Act.SET_ASIDE_LAPSE: lambda d, _: {"lapse": d.pick(*LapseRule), "reason": "已说明"},
    Act.VOID: lambda _d, _on: {"reason": "重复登记"},
    Act.RESTORE: lambda _d, _on: {"reason": "并未重复"},
}  # fmt: skip
OF_A_SUIT: dict[Act, Keys] = {
    **HANDED_OVER,
    **OF_PLANS,
    Act.REGISTER: lambda d, _: {
        "court": "测试法院", "court_number": "1号", "cause": "治安处罚",
        "defendants": d.pick((POLICE,), (POLICE, TOWN), ()),
        "after_reconsideration": d.pick(0, "乙政复〔2024〕1号"),
        "handlers": d.pick((), ("甲",), ("甲", "丙")),
    },
    Act.OPEN_INSTANCE: lambda d, _: {"instance": d.pick(*InstanceLevel), "court": "中院", "court_number": "2号"},
    Act.HOLD_HEARING: lambda d, _: {"called_again": d.pick(True, False), "instance": d.pick(None, *InstanceLevel)},
    Act.RECORD_APPEARANCE: lambda d, _: {
        "organ": d.pick(POLICE, TOWN), "rank": d.pick("chief", "staff", "nobody"), "by_agreement": d.pick(True, False),
    },
    Act.CONFIRM_LINK: lambda d, _: {"reconsideration": d.pick(0, 7, -1), "number": d.pick("乙政复〔2024〕1号", "")},
    Act.CLOSE_INSTANCE: lambda d, _: {"result": d.pick("revoke", "uphold"), "instance": d.pick(None, *InstanceLevel)},
}  # fmt: skip
OF_A_MEDIATION: dict[Act, Keys] = {
    Act.REGISTER: lambda _d, _on: {
        "body": "东村人民调解委员会",
        "dispute_type": "neighbours",
        "source": "active",
        "mediators": ("甲", "丙"),
    },
    **HANDED_OVER,
    Act.CONCLUDE: lambda d, on: {
        "result": d.pick(*MediationResult, MediationResult.SUCCEEDED),
        "form": d.pick(None, *AgreementForm),
        "effective_on": d.pick(None, d.near(on, -3, 3)),
    },
    Act.CONFIRM: lambda d, _: {"ruling": d.pick(*Ruling)},
    **OF_PLANS,
}
OF_AN_ENTRY: dict[Act, Keys] = {
    Act.RECORD: lambda d, _: {"kind": "publicity_event", "quantities": d.pick({"count": Decimal(1)}, {})},
}
KEYS: dict[RecordKind, dict[Act, Keys]] = {
    CASE: OF_A_CASE,
    RecordKind.LITIGATION: OF_A_SUIT,
    RecordKind.MEDIATION: OF_A_MEDIATION,
    RecordKind.LEDGER: OF_AN_ENTRY,
}


def branch(life: Any) -> Any:
    """The record to try an act on: the same facts, which no act changes in place."""
    return replace(life, broken=list(life.broken))


class Played:
    """One random life: what was done, and the record as it stands; what the law refuses leaves it as it was."""

    def __init__(self, kind: RecordKind, seed: int) -> None:
        self.kind, self.rng = kind, random.Random(seed)
        self.draw = Draw(self.rng)
        self.history: list[Done] = []
        self.lives: list[Any] = []
        self.refused: Counter[str] = Counter()
        self.on = self.rng.choice(FIRST_DAYS) + timedelta(self.rng.randrange(12))

    @property
    def life(self) -> Any:
        return self.lives[-1]

    def play(self, acts: int) -> Played:
        while not self.history:
            self.attempt(self.rng.choice([act for act, rule in RULES[self.kind].items() if rule.begins]))
        for _ in range(acts):
            waits = self.kind is CASE and self.life.facts.state is State.CORRECTING
            self.on += timedelta(self.rng.choice((0, 25, 40) if waits else (0, 0, 1, 2, 5, 9, 25, 62, -4)))
            self.attempt(self.rng.choice(self.likely()))
        return self

    def likely(self) -> list[Act]:
        """Acts that fit the state, those that move it more often; now and then one that does not fit."""
        rules = {act: rule for act, rule in RULES[self.kind].items() if not rule.begins}
        if self.kind is not CASE or self.rng.random() < 0.05:
            return list(rules)
        fitting = [act for act, rule in rules.items() if self.life.facts.state in rule.sources]
        moving = [act for act in fitting if rules[act].moves]
        rare = {Act.VOID, Act.RESTORE, Act.WITHDRAW_EARLY, Act.TRANSFER_UP}
        if self.life.facts.phase.procedure is Procedure.SIMPLIFIED and Act.CONVERT_PROCEDURE in fitting:
            moving += [Act.CONVERT_PROCEDURE] * 5
        return [act for act in [*fitting, *moving, *moving] if act not in rare or self.rng.random() < 0.2] or fitting

    def attempt(self, act: Act) -> None:
        keys = self.draw.keys(self.kind, act, self.on)
        done = Done(act, self.on, keys)
        trial = branch(self.lives[-1]) if self.lives else LIVES[self.kind](NATIONAL)
        try:
            do(trial, self.kind, done)
        except ActRefused as refusal:
            self.refused[refusal.rule] += 1
            return
        self.history.append(done)
        self.lives.append(trial)
