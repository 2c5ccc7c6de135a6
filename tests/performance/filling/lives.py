"""Random lawful lives: the acts of a record from its beginning to the horizon, as they would have been recorded."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from casework.law.history import Done
from casework.law.keys import ActComplainedOf, Applicant
from casework.law.litigation.results import JUDGMENT
from casework.law.litigation.results import RESULTS as COURT_RESULTS
from casework.law.names import (
    Act,
    AgreementForm,
    ComplainedOf,
    DefendantRole,
    Edition,
    ExclusionKind,
    InstanceLevel,
    MediationResult,
    Outcome,
    Procedure,
    ReferKind,
    ReviewFinding,
    State,
    WithdrawnHow,
    edition_on,
)
from casework.law.terms.calendar import WorkCalendar

MATTERS = {
    "administrative_penalty": 30, "administrative_coercion": 6, "expropriation": 3, "land_expropriation": 4,
    "licensing": 5, "rights_adjudication": 2, "administrative_confirmation": 8, "information_disclosure": 14,
    "complaint_handling": 12, "inaction": 8, "state_compensation": 2, "other": 3,
}  # fmt: skip
FIELDS = {
    "public_security": 30, "human_resources": 8, "civil_affairs": 2, "natural_resources": 4, "land": 8,
    "real_estate_registration": 2, "ecology": 2, "agriculture": 3, "housing_expropriation": 4,
    "market_regulation": 9, "food_drug": 6, "transport": 5, "health": 3, "medical_security": 2, "education": 2,
    "urban_management": 4, "township_government": 5, "other": 3,
}  # fmt: skip
CHANNELS = {"in_person": 50, "mail": 30, "internet": 12, "oral": 8}
OUTCOMES = {
    Outcome.DISMISS_APPLICATION: 8, Outcome.UPHOLD: 40, Outcome.ALTER: 1, Outcome.REVOKE: 10,
    Outcome.REVOKE_PART: 1, Outcome.CONFIRM_ILLEGAL: 8, Outcome.ORDER_PERFORMANCE: 4, Outcome.MEDIATED: 5,
    Outcome.WITHDRAWN: 20, Outcome.TERMINATED: 2, Outcome.OTHER: 1,
}  # fmt: skip
RANKS = {"chief": 20, "deputy": 45, "other_leader": 15, "staff": 15, "nobody": 5}
RESULTS = {"dismiss_claims": 45, "revoke": 10, "confirm_illegal": 8, "suit_dismissed": 15, "withdrawn_voluntary": 22}
DISPUTES = {"neighbours": 30, "marriage_family": 20, "contract": 15, "traffic": 15, "migrant_wages": 10, "other": 10}
BODIES = {"village": 50, "community": 20, "township": 20, "professional": 10}
SOURCES = {"active": 40, "on_request": 40, "entrusted_court": 10, "entrusted_police": 10}
ENTRIES = {
    "normative_document_review": ("count",),
    "decision_review": ("count",),
    "enforcement_training": ("units", "person_times", "persons"),
    "legal_consultation": ("count", "satisfied"),
    "publicity_event": ("count",),
}


@dataclass
class Chance:
    """The source of chance, with the calendar that lawful days are counted by and the last day that is known."""

    seed: int
    calendar: WorkCalendar
    horizon: date
    random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # chance for test data, not for secrets

    def happens(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random.random() < share

    def one_of(self, weights: dict[Any, int]) -> Any:
        """One of the keys by weight."""
        return self.random.choices(list(weights), list(weights.values()))[0]

    def after(self, day: date, least: int, most: int) -> date:
        """A calendar day between so many days after another."""
        return day + timedelta(days=self.random.randint(least, most))

    def worked(self, day: date, least: int, most: int) -> date:
        """A working day, so many working days after another."""
        return self.calendar.add_working_days(day, self.random.randint(least, most))


@dataclass
class Script:
    """The acts of one record, in the order of recording."""

    horizon: date
    acts: list[Done] = field(default_factory=list)

    def add(self, act: Act, on: date, **keys: Any) -> None:
        """One more act."""
        self.acts.append(Done(act, on, keys))

    def known(self) -> list[Done]:
        """The acts up to the first that lies beyond the horizon, itself or by one of its days."""
        for position, done in enumerate(self.acts):
            days = [done.on, *(value for value in done.keys.values() if isinstance(value, date))]
            if max(days) > self.horizon and done.keys.get("due") != max(days):
                return self.acts[:position]
        return self.acts


def case_acts(chance: Chance, respondents: Sequence[int], received_on: date) -> list[Done]:
    """The acts of a reconsideration case received on that day."""
    script = Script(chance.horizon)
    edition = edition_on(received_on)
    said = _application(chance, respondents, received_on)
    script.add(Act.REGISTER, received_on, **said)
    examined_from = _correction(chance, script, edition, received_on)
    if examined_from is None:
        return script.known()
    taken_in = _examination(chance, script, edition, examined_from)
    if taken_in is not None:
        on, procedure = taken_in
        _review(chance, script, edition, said, on, procedure)
    return script.known()


def _application(chance: Chance, respondents: Sequence[int], received_on: date) -> dict[str, Any]:
    made_on = chance.after(received_on, -50, -10)
    matter = chance.one_of(MATTERS)
    serial = chance.random.randrange(10**6)
    citizen = chance.happens(0.85)
    kind = ComplainedOf.INACTION if matter == "inaction" else ComplainedOf.ACT
    said: dict[str, Any] = {
        "channel": chance.one_of(CHANNELS),
        "applicants": tuple(
            Applicant(
                kind="citizen" if citizen else "legal_person",
                name=f"申请人{serial}-{n}" if citizen else f"示例{serial}有限公司",
                count=chance.random.choice((1, 1, 1, 1, 1, 1, 3)),
                identity_number=f"TEST{serial:014d}" if chance.happens(0.5) else "",
                telephone=f"000{serial:08d}" if chance.happens(0.5) else "",
            )
            for n in range(chance.random.choice((1, 1, 1, 1, 2)))
        ),
        "respondents": tuple(respondents),
        "matters": (matter,),
        "field": chance.one_of(FIELDS),
        "complained_of": ActComplainedOf(kind, f"示例罚〔{made_on.year}〕{serial}号", made_on, made_on, told=True),
        "request": "perform" if matter == "inaction" else "revoke",
        "enterprise_related": not citizen,
        "compensation_claimed": chance.happens(0.04),
        "filed_on": chance.after(received_on, -3, 0),
    }
    return said


def _correction(chance: Chance, script: Script, edition: Edition, received_on: date) -> date | None:
    """The day from which the examination counts; None where the application was abandoned."""
    if not chance.happens(0.1):
        return received_on
    asked_on = chance.worked(received_on, 1, 4)
    noticed_on = chance.after(asked_on, 1, 3)
    fixed = {"due": chance.worked(noticed_on, 10, 10)} if edition is Edition.E2017 else {}
    items = ("被申请人身份材料",)
    script.add(Act.REQUEST_CORRECTION, asked_on, items=items, notice_received_on=noticed_on, **fixed)
    if chance.happens(0.3):
        script.add(Act.DEEM_ABANDONED, chance.worked(noticed_on, 11, 13))
        return None
    corrected_on = chance.worked(noticed_on, 2, 9)
    script.add(Act.RECEIVE_CORRECTION, corrected_on)
    return corrected_on


def _examination(
    chance: Chance, script: Script, edition: Edition, examined_from: date
) -> tuple[date, Procedure] | None:
    """The day of acceptance and the procedure; None where the case was not taken in."""
    on = chance.worked(examined_from, 1, 5)
    roll = chance.random.random()
    if roll < 0.06:
        script.add(Act.DECLINE, on, reason=chance.random.choice((1, 2, 3, 4, 5, 7)))
        return None
    if roll < 0.09:
        script.add(Act.WITHDRAW_EARLY, on)
        return None
    if roll < 0.11 and edition is Edition.E2017:
        script.add(Act.REFER, on, how=ReferKind.TOLD)
        return None
    if roll < 0.13:
        deemed_on = chance.worked(examined_from, 6, 8)
        script.add(Act.DEEM_ACCEPTED, deemed_on)
        return deemed_on, Procedure.ORDINARY
    simplified = edition is Edition.E2023 and chance.happens(0.2)
    procedure = Procedure.SIMPLIFIED if simplified else Procedure.ORDINARY
    ground = {"ground": "art53_1"} if simplified else {}
    script.add(Act.ACCEPT, on, procedure=procedure, handlers=("承办人甲", "承办人乙"), **ground)
    return on, procedure


def _review(
    chance: Chance, script: Script, edition: Edition, said: dict[str, Any], on: date, procedure: Procedure
) -> None:
    simplified = procedure is Procedure.SIMPLIFIED
    sent_on = chance.after(on, 1, 3)
    script.add(Act.SEND_COPY, sent_on, received_on=chance.after(sent_on, 0, 2))
    script.add(Act.RECEIVE_REPLY, chance.after(sent_on, 3, 5 if simplified else 9))
    _proceedings(chance, script, on, simplified)
    day = on + timedelta(days=20)
    if not simplified and chance.happens(0.05):
        script.add(Act.SUSPEND, day, ground="other")
        day = chance.after(day, 10, 40)
        script.add(Act.RESUME, day)
    last = 8 if simplified else 26
    if not simplified and chance.happens(0.08):
        day = chance.after(day, 3, 8)  # early enough even where the term counts from receipt (2017 Act)
        script.add(Act.EXTEND, day, days=30, approver="机构负责人")
        last = 45
    elif chance.happens(0.03):
        last = 60
    day = chance.after(day, 1, last)
    _decision(chance, script, edition, said, day)


def _proceedings(chance: Chance, script: Script, on: date, simplified: bool) -> None:
    """What is done between reply and decision, in the order of days."""
    day = on + timedelta(days=12)
    found: list[tuple[date, Act, dict[str, Any]]] = []
    if chance.happens(0.7):
        found.append((chance.after(day, 1, 7), Act.HEAR_OPINIONS, {"how": "电话"}))
    if not simplified and chance.happens(0.1):
        held_on = chance.after(day, 1, 7)
        found.append((held_on, Act.HOLD_HEARING, {"notice_on": held_on - timedelta(days=7)}))
    if not simplified and chance.happens(0.04):
        found.append((chance.after(day, 1, 7), Act.CONSULT_COMMITTEE, {}))
    if not simplified and chance.happens(0.02):
        keys = {"kind": ExclusionKind.APPRAISAL, "start": day, "end": day + timedelta(days=6)}
        found.append((day + timedelta(days=7), Act.EXCLUDE, keys))
    if not simplified and chance.happens(0.01):
        found.append((day, Act.OPEN_DOCUMENT_REVIEW, {}))
        finding = chance.random.choice(list(ReviewFinding))
        found.append((day + timedelta(days=7), Act.DOCUMENT_REVIEW_RESULT, {"result": finding}))
    for held, act, keys in sorted(found, key=lambda one: one[0]):
        script.add(act, held, **keys)


def _decision(chance: Chance, script: Script, edition: Edition, said: dict[str, Any], on: date) -> None:
    outcome = Outcome.DISMISS_REQUEST if said["request"] == "perform" else chance.one_of(OUTCOMES)
    keys: dict[str, Any] = {"outcome": outcome, "approved": "head"}
    if outcome is Outcome.WITHDRAWN:
        keys["how"] = chance.random.choice(list(WithdrawnHow))
    elif outcome is Outcome.REVOKE:
        keys["redo_ordered"] = chance.happens(0.5)
    elif outcome is Outcome.CONFIRM_ILLEGAL and chance.happens(0.1):
        keys["compensation_granted"] = Decimal(chance.random.randrange(1000, 99999)) / 100
    script.add(Act.CONCLUDE, on, **keys)
    _after_decision(chance, script, edition, said["respondents"][0], on)


def _after_decision(chance: Chance, script: Script, edition: Edition, respondent: int, on: date) -> None:
    found: list[tuple[date, Act, dict[str, Any]]] = [(chance.after(on, 1, 7), Act.SERVE, {"how": "邮寄"})]
    if chance.happens(0.05):
        issued_on = chance.after(on, 0, 5)
        found.append((issued_on, Act.ISSUE_OPINION, {"to": respondent, "received_on": issued_on}))
        if chance.happens(0.8):
            found.append((chance.after(issued_on, 10, 70), Act.RECORD_FEEDBACK, {}))
    if chance.happens(0.3):
        found.append((chance.after(on, 8, 30), Act.PUBLISH, {}))
    if chance.happens(0.02):
        found.append((chance.after(on, 8, 30), Act.SEND_TO_SUPERIOR_DEPARTMENT, {}))
    for day, act, keys in sorted(found, key=lambda one: one[0]):
        script.add(act, day, **keys)
    if chance.happens(0.004):
        day = chance.after(on, 80, 120)
        script.add(Act.REOPEN, day, to=State.REVIEWING, by_order_of="上级行政复议机关")
        script.add(Act.CONCLUDE, chance.after(day, 20, 50), outcome=Outcome.UPHOLD, approved="collective")


# ---- Litigation, mediation, ledger ----------------------------------------------------------------------------------


def suit_acts(chance: Chance, defendants: Sequence[int], case_id: int, received_on: date) -> list[Done]:
    """The acts of a dispute; `case_id` is the reconsideration case before it, 0 for a direct suit."""
    script = Script(chance.horizon)
    script.add(
        Act.REGISTER,
        received_on,
        court="示例人民法院",
        court_number=f"（{received_on.year}）示01行初{chance.random.randrange(9999)}号",
        cause="administrative_penalty",
        defendants=tuple(defendants),
        after_reconsideration=case_id,
        role=DefendantRole.JOINT if len(defendants) > 1 else DefendantRole.SOLE,
    )
    result = chance.one_of(RESULTS)
    closed_on = _instance(chance, script, defendants, received_on, result)
    if COURT_RESULTS[result].appeal == JUDGMENT and chance.happens(0.3):
        day = chance.after(closed_on, 20, 60)
        script.add(Act.OPEN_INSTANCE, day, instance=InstanceLevel.SECOND, court="示例中级法院", court_number="终1号")
        _instance(chance, script, defendants, day, "appeal_dismissed")
    return script.known()


def _instance(chance: Chance, script: Script, defendants: Sequence[int], day: date, result: str) -> date:
    if chance.happens(0.8):
        heard_on = chance.after(day, 30, 80)
        script.add(Act.HOLD_HEARING, heard_on)
        for organ in defendants:
            script.add(Act.RECORD_APPEARANCE, heard_on, organ=organ, rank=chance.one_of(RANKS))
    closed_on = chance.after(day, 90, 180)
    script.add(Act.CLOSE_INSTANCE, closed_on, result=result)
    return closed_on


def mediation_acts(chance: Chance, received_on: date) -> list[Done]:
    """The acts of a mediation case."""
    script = Script(chance.horizon)
    body = chance.one_of(BODIES)
    script.add(
        Act.REGISTER,
        received_on,
        body="示例人民调解委员会",
        body_kind=body,
        dispute_type=chance.one_of(DISPUTES),
        source=chance.one_of(SOURCES),
        parties=chance.random.choice((2, 2, 2, 3, 5)),
        amount=Decimal(chance.random.randrange(0, 10**6)),
    )
    on = chance.after(received_on, 0, 30)
    if chance.happens(0.08):
        script.add(Act.CONCLUDE, on, result=MediationResult.FAILED)
        return script.known()
    form = chance.random.choice(list(AgreementForm))
    script.add(Act.CONCLUDE, on, result=MediationResult.SUCCEEDED, form=form, effective_on=on)
    if chance.happens(0.6):
        script.add(Act.PERFORM, chance.after(on, 1, 60))
    return script.known()


def entry_acts(chance: Chance, on: date) -> list[Done]:
    """The act of a ledger entry."""
    kind = chance.random.choice(list(ENTRIES))
    quantities = {quantity: Decimal(chance.random.randint(1, 50)) for quantity in ENTRIES[kind]}
    return [Done(Act.RECORD, on, {"kind": kind, "quantities": quantities, "subject": "示例"})]


def days_between(chance: Chance, first: date, last: date) -> Iterable[date]:
    """Days of a period, each as likely as another, without end."""
    span = (last - first).days
    while True:
        yield first + timedelta(days=chance.random.randint(0, span))
