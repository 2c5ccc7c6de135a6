"""人民调解 (人民调解法 2010; 最高人民法院关于人民调解协议司法确认程序的若干规定 2011)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.law.facts import Plan
from casework.law.keys import BodyKind, Disputant, DisputeType, ExplicitInt, Note, PastDate, Source, Yuan
from casework.law.life import Day, Doing
from casework.law.names import Act, AgreementForm, MediationResult, Ruling
from casework.law.organs.bodies import body_kind_of
from casework.law.parts import Part
from casework.law.words.languages import Text


@dataclass(frozen=True)
class MediationFacts(Part):
    """All facts of one mediation case."""

    received_on: date
    body: str
    body_kind: str
    dispute_type: str
    source: str
    parties: int = 2
    amount: Decimal = Decimal(0)
    difficult: bool = False
    concluded_on: date | None = None
    result: str = ""
    agreement_form: str = ""
    agreement_effective_on: date | None = None
    performed_on: date | None = None
    asked_on: date | None = None
    of_status: bool | None = None
    ruled_on: date | None = None
    ruling: str = ""
    voided_on: date | None = None
    plans: tuple[Plan, ...] = ()
    disputants: tuple[Disputant, ...] = ()
    mediators: tuple[str, ...] = ()
    summary: str = ""
    place: str = ""
    agreement_number: str = ""
    agreement_text: str = ""
    visited_on: date | None = None
    visited_by: str = ""
    satisfied: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.concluded_on is None

    @property
    def agreed_on(self) -> date | None:
        """The day from which the agreement binds, the closing day where none is known."""
        return self.agreement_effective_on or self.concluded_on


@dataclass
class Mediating(Doing[MediationFacts]):
    """A mediation case between two acts."""

    def agreement_from(self, article: str) -> Day:
        """The day from which there is an agreement; refused where the mediation did not succeed."""
        facts = self.facts
        if facts.result != MediationResult.SUCCEEDED or facts.concluded_on is None:
            self.refuse("state", article, "没有达成调解协议", "No agreement was reached")
        day = facts.agreed_on or facts.received_on
        return Day(day, "协议生效之日", "the effect of the agreement")


ASKED = Text("申请司法确认之日", "the request for judicial confirmation")


def register(
    case: Mediating,
    *,
    on: date,
    body: str,
    dispute_type: DisputeType,
    source: Source,
    body_kind: BodyKind = "",
    parties: ExplicitInt | None = None,
    amount: Yuan | None = None,
    difficult: bool = False,
    disputants: tuple[Disputant, ...] = (),
    mediators: tuple[str, ...] = (),
    summary: Note = "",
    place: str = "",
) -> None:
    """登记: asked for by a party, or taken up by the committee (人民调解法 art. 17, 19).

    `parties` says how many the dispute concerns: two, or as many more as are named, where it is not said.
    """
    case.begin(
        MediationFacts(
            on,
            body,
            body_kind or body_kind_of(body),
            dispute_type,
            source,
            parties or max(2, len(disputants)),
            amount if amount is not None else Decimal(0),
            difficult,
            disputants=disputants,
            mediators=mediators,
            summary=summary,
            place=place,
        )
    )
    _refuse_parties(case, parties)


def _refuse_parties(case: Mediating, parties: int | None) -> None:
    """Who is named takes part in the dispute, once, and mediates it not (人民调解法 art. 13, 15, 19, 23)."""
    names = [one.name for one in case.facts.disputants]
    if parties is not None and parties < len(names):
        case.refuse(
            "parties",
            "",
            f"写了{len(names)}个当事人，涉及人数却是{parties}",
            f"{len(names)} parties are named, but only {parties} take part",
        )
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        case.refuse("parties", "", f"当事人「{twice}」写了两次", f"The party {twice} is named twice")
    both = next((name for name in case.facts.mediators if name in names), None)
    if both is not None:
        case.refuse(
            "partial",
            "人民调解法15",
            f"「{both}」是当事人，不能同时是调解员",
            f"{both} is a party and cannot be a mediator too",
        )


def conclude(
    case: Mediating,
    *,
    on: date,
    result: MediationResult,
    form: AgreementForm | None = None,
    effective_on: PastDate | None = None,
    number: str = "",
    text: Note = "",
) -> None:
    """结案 with exactly one result (人民调解法 art. 26, 28-30); `number` and `text` are those of the agreement."""
    facts = case.facts
    if facts.concluded_on is not None:
        case.refuse(
            "state",
            "人民调解法26",
            f"调解已于{facts.concluded_on}结束",
            f"The mediation already ended on {facts.concluded_on}",
        )
    if result is not MediationResult.SUCCEEDED and (form is not None or effective_on is not None or number or text):
        case.refuse("particulars", "人民调解法28", "没有调解成功，不会有协议", "Without success there is no agreement")
    if effective_on is not None:
        _refuse_effect(case, effective_on, on, oral=form is AgreementForm.ORAL)
    case.say(
        concluded_on=on,
        result=result.value,
        agreement_form=form or "",
        agreement_effective_on=effective_on,
        agreement_number=number,
        agreement_text=text,
    )


def _refuse_effect(case: Mediating, effective_on: date, on: date, *, oral: bool) -> None:
    """When an agreement takes effect: an oral one as it is reached, none before the case (人民调解法 art. 29, 30)."""
    received_on = case.facts.received_on
    if oral and effective_on > on:
        case.refuse(
            "oral-effect",
            "人民调解法30",
            f"口头协议自达成之日生效，生效日期{effective_on}不能晚于结案日期{on}；等签章生效的是书面协议",
            f"An oral agreement binds from the day it is reached: {effective_on} cannot lie after the closing day {on}"
            "; one that waits for signatures is written",
        )
    if effective_on < received_on:
        case.refuse(
            "date-order",
            "人民调解法30" if oral else "人民调解法29",
            f"协议生效日期{effective_on}早于收到日期{received_on}",
            f"The agreement took effect on {effective_on}, before the case was received on {received_on}",
        )


def perform(case: Mediating, *, on: date) -> None:
    """履行协议 (人民调解法 art. 31)."""
    done = Day(on, "履行协议之日", "performance")
    case.refuse_order(done, case.agreement_from("人民调解法31"), "人民调解法31")
    _refuse_again(case, case.facts.performed_on, "人民调解法31")
    case.say(performed_on=on)


def visit_back(case: Mediating, *, on: date, visited_by: str = "", satisfied: bool | None = None) -> None:
    """回访 after the end: whether the agreement is kept (人民调解法 art. 31 ¶2) and the parties are satisfied; the last
    visit stands.
    """
    if case.facts.concluded_on is None:
        case.refuse(
            "state", "人民调解法31", "调解还没有结束，不能回访", "The mediation has not ended: visit back later"
        )
    ended = Day(case.facts.concluded_on or on, "结案日期", "the closing day")
    case.refuse_order(Day(on, "回访之日", "the visit back"), ended, "人民调解法31")
    case.say(visited_on=on, visited_by=visited_by, satisfied=satisfied)


def ask_confirmation(case: Mediating, *, on: date, of_status: bool | None = None) -> None:
    """申请司法确认 within 30 days of the agreement (人民调解法 art. 33 ¶1).

    A late request is a gap, and so is one that concerns status, adoption or marriage (2011 rules art. 4 ¶2).
    """
    asked = Day(on, ASKED.zh, ASKED.en)
    case.refuse_order(asked, case.agreement_from("人民调解法33"), "人民调解法33")
    _refuse_again(case, case.facts.asked_on, "人民调解法33")
    case.say(asked_on=on, of_status=of_status)


def confirm(case: Mediating, *, on: date, ruling: Ruling = Ruling.VALID) -> None:
    """司法确认裁定 (人民调解法 art. 33 ¶2, ¶3)."""
    if case.facts.asked_on is None:
        case.refuse("state", "人民调解法33", "还没有申请司法确认", "Judicial confirmation has not been asked for")
    asked = Day(case.facts.asked_on or on, ASKED.zh, ASKED.en)
    case.refuse_order(Day(on, "司法确认裁定之日", "the ruling"), asked, "人民调解法33")
    _refuse_again(case, case.facts.ruled_on, "人民调解法33")
    case.say(ruled_on=on, ruling=ruling.value)


def _refuse_again(case: Mediating, recorded_on: date | None, article: str) -> None:
    """What was recorded once is mended by a correction, so that its period keeps it."""
    if recorded_on is not None:
        case.refuse(
            "state",
            article,
            f"已于{recorded_on}记录，改日期用更正",
            f"It was recorded on {recorded_on}: correct that day instead",
            instead=(Act.CORRECT,),
        )
