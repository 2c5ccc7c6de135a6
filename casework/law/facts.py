"""The dated facts of a reconsideration case, as the acts leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from casework.law.documents.papers import DECISIONS, Paper
from casework.law.keys import Applicant, Application
from casework.law.names import OPEN, Edition, Outcome, PartyKind, Planned, Procedure, ReviewFinding, State
from casework.law.parts import Part
from casework.law.reconsideration.prior import comes_first
from casework.law.words.people import ThirdPartyAgent


@dataclass(frozen=True)
class Suspension(Part):
    """中止: from `on` to `until` (the day of resumption, not suspended itself); open while `until` is None."""

    on: date
    ground: str
    until: date | None = None
    told_on: date | None = None


@dataclass(frozen=True)
class Exclusion(Part):
    """扣除期间: appraisal or on-site inspection (条例 art. 34, 37), or a 2017 correction (条例 art. 29).

    Open while `until` is None: the corrected papers are not in yet.
    """

    kind: str
    on: date
    until: date | None


@dataclass(frozen=True)
class Extension(Part):
    """延期 (Act (2023) art. 62 ¶1); `inherited`: by the organ from which the case was taken over."""

    on: date
    days: int
    approver: str = ""
    told_on: date | None = None
    inherited: bool = False


@dataclass(frozen=True)
class Decision(Part):
    """结案: the decision with the facts of its outcome (Act art. 33, 41, 63-74), and how it was performed (77)."""

    on: date
    outcome: Outcome
    detail: str = ""
    permitted_on: date | None = None
    redo_ordered: bool = False
    redo_within_days: int | None = None
    perform_within_days: int | None = None
    procedure_only: bool = False
    number: str = ""
    compensation_granted: Decimal = Decimal(0)
    approved: str = ""
    compensation_decided: bool = False
    ordered_on: date | None = None
    talked_on: date | None = None
    criticised_on: date | None = None
    performed_on: date | None = None
    facts_found: str = ""
    reasons: str = ""
    operative_part: str = ""


@dataclass(frozen=True)
class Phase(Part):
    """A stretch of a case that opens and closes by an act: at intake, or under review.

    `opened_by`: received, reopened (intake); accepted, taken_over, reopened (review).
    `closed_by`: accepted, declined, referred, abandoned, withdrawn_early (intake); concluded, transferred (review).
    The table of stocks and flows reads nothing else: a stock on day D is the phases open at the end of D.
    """

    kind: str
    opened_on: date
    opened_by: str
    closed_on: date | None = None
    closed_by: str = ""
    accepted_on: date | None = None
    decide_from: date | None = None
    procedure: Procedure = Procedure.ORDINARY
    ground: str = ""
    converted_on: date | None = None
    heard_on: date | None = None
    opinions_on: date | None = None
    committee_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    extensions: tuple[Extension, ...] = ()
    decision: Decision | None = None

    @property
    def extension_days(self) -> int:
        """The sum of all extensions, in calendar days."""
        return sum(extension.days for extension in self.extensions)


@dataclass(frozen=True)
class Supplement(Part):
    """补正: one notice, its term and what came back (Act (2023) art. 31)."""

    on: date
    items: tuple[str, ...]
    notice_received_on: date | None = None
    due: date | None = None
    received_on: date | None = None


@dataclass(frozen=True)
class Party(Part):
    """申请人 while it takes part: from the day it joined until the day it left, and why (`replaced`, or a ground)."""

    applicant: Applicant
    since: date
    until: date | None = None
    ground: str = ""


@dataclass(frozen=True)
class Exchange(Part):
    """被申请人: the copy sent to one respondent and its reply, in brief `answer` (Act (2023) art. 17, 48).

    `joined_on`: it took the place of another, or was added, after the application was received (条例 art. 22).
    """

    organ: int
    sent_on: date | None = None
    received_on: date | None = None
    replied_on: date | None = None
    joined_on: date | None = None
    representative: str = ""
    agent: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Letter(Part):
    """意见书或建议书: to which organ, received when, answered when (Act (2023) art. 76; 条例 art. 57).

    `n`: which time its act was done, as the record names it (`issue_opinion#2`).
    """

    kind: str
    organ: int
    on: date
    received_on: date | None = None
    answered_on: date | None = None
    n: int = 1

    def waits_for(self, day: date) -> bool:
        """Whether an answer that came on that day could be one to this letter (Act (2023) art. 76)."""
        return self.kind == "opinion" and self.answered_on is None and (self.received_on or self.on) <= day


@dataclass(frozen=True)
class Service(Part):
    """送达 of a paper: on all parties where `party` is None, on those of one part where it has no `name`.

    `received_on` is the day on which it counts as received, None while a public notice still stands; a `paper` of
    None is the decision from the day of the end on, and a notice before it.
    """

    on: date
    received_on: date | None
    party: PartyKind | None = None
    name: str = ""
    paper: Paper | None = None
    how: str = ""


@dataclass(frozen=True)
class DocumentReview(Part):
    """附带审查 of one document: competent or not (None: not said), the suspension for it, each exchange, its result.

    `answered_on` is the issuer's answer, `replied_on` the reply of the organ that it was passed on to (Act art. 56-60).
    `inherited`, `result_inherited`: opened, and ended, at the organ from which the case was taken over.
    """

    on: date
    document: str = ""
    competent: bool | None = None
    own_motion: bool = False
    suspended_on: date | None = None
    passed_on: date | None = None
    transfer_received_on: date | None = None
    asked_on: date | None = None
    question_received_on: date | None = None
    answered_on: date | None = None
    replied_on: date | None = None
    result: ReviewFinding | None = None
    result_on: date | None = None
    inherited: bool = False
    result_inherited: bool = False

    @property
    def last_on(self) -> date:
        """The day that the next act of the review may not lie before."""
        return max(day for day in (self.on, self.transfer_received_on, self.question_received_on, self.answered_on,
                                   self.replied_on) if day is not None)  # fmt: skip


@dataclass(frozen=True)
class Step(Part):
    """Any other dated fact of the case: the act that recorded it, its day, and its particulars."""

    act: str
    on: date
    particulars: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan(Part):
    """排期: what, on which day, at what hour and place, who is to come; done, called off, or standing.

    `n` is its number in the record, counted from one in the order of recording; those struck keep theirs.
    `planned_then`: the number of the last plan when this one was called off; one after it may stand in its place.
    """

    what: Planned
    on: date
    at: time | None = None
    place: str = ""
    who: tuple[str, ...] = ()
    done_on: date | None = None
    called_off_on: date | None = None
    n: int = field(default=1, compare=False)
    planned_then: int = field(default=0, compare=False)

    @property
    def stands(self) -> bool:
        """Whether it was neither done nor called off."""
        return self.done_on is None and self.called_off_on is None


@dataclass(frozen=True)
class Stay(Part):
    """The state that the case was in from a day on."""

    state: State
    since: date


@dataclass(frozen=True)
class Facts(Part):
    """All facts of one reconsideration case.

    `headings` are the national headings of its matters; `matters` and `fields` those of the application with the
    headings above them. Every rule of the law asks these, so that what a place has named is what it stands under.
    """

    edition: Edition
    received_on: date
    filed_on: date
    application: Application
    claims_inaction: bool = False
    headings: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    parties: tuple[Party, ...] = ()
    respondents: tuple[Exchange, ...] = ()
    third_parties: tuple[str, ...] = ()
    third_party_agents: tuple[ThirdPartyAgent, ...] = ()
    number: str = ""
    began_by: str = "received"
    intake_reason: str = ""
    competent_organ: int | None = None
    handlers: tuple[str, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    phases: tuple[Phase, ...] = ()
    stays: tuple[Stay, ...] = ()
    letters: tuple[Letter, ...] = ()
    services: tuple[Service, ...] = ()
    document_reviews: tuple[DocumentReview, ...] = ()
    steps: tuple[Step, ...] = ()
    plans: tuple[Plan, ...] = ()
    examine_from: date | None = None
    archived_on: date | None = None
    shelf: str = ""
    voided_on: date | None = None
    organ_received_on: date | None = None
    passed_on: date | None = None
    complex: bool = False
    transferred_to: int | None = None
    taken_from: int | None = None
    referred_from: int | None = None
    batch: str = ""
    joined_to: int | None = None
    joined_on: date | None = None

    @property
    def state(self) -> State:
        """The state after the last act."""
        return self.stays[-1].state

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state in OPEN

    @property
    def prior_mandatory(self) -> bool:
        """复议前置: as the record says it, else as its matter makes it (Act art. 23; 2017 Act art. 30)."""
        said = self.application.prior_mandatory
        return comes_first(self) if said is None else said

    @property
    def passed_to(self) -> int | None:
        """The organ to which the application was sent or the applicant told to go, or which took the case up."""
        if self.state is State.TRANSFERRED:
            return self.transferred_to
        return self.competent_organ if self.state in (State.DECLINED, State.REFERRED) else None

    @property
    def standing(self) -> list[Party]:
        """The applicants who have not left."""
        return [party for party in self.parties if party.until is None]

    @property
    def applicants(self) -> tuple[Applicant, ...]:
        """What is known of them."""
        return tuple(party.applicant for party in self.standing)

    def applicants_on(self, day: date) -> tuple[Applicant, ...]:
        """The applicants at the end of a day; whoever left on it no longer counts."""
        return tuple(
            party.applicant
            for party in self.parties
            if party.since <= day and (party.until is None or party.until > day)
        )

    @property
    def phase(self) -> Phase:
        """The phase that the last act left the case in."""
        return self.phases[-1]

    @property
    def review(self) -> Phase | None:
        """The latest phase of review, or None before acceptance."""
        return next((phase for phase in reversed(self.phases) if phase.kind == "review"), None)

    def state_on(self, day: date) -> State | None:
        """The state at the end of that day by legal dates, None before the record began.

        A later act outranks an earlier one even where its legal date lies before it: a 2017 acceptance takes
        effect on the day of receipt (2017 Act art. 17 ¶2).
        """
        known = [stay.state for stay in self.stays if stay.since <= day]
        return known[-1] if known else None

    def states_during(self, day: date) -> set[State]:
        """Every state that the case was in at some moment of that day."""
        entered = {stay.state for stay in self.stays if stay.since == day}
        before = [stay.state for stay in self.stays if stay.since < day]
        return entered | set(before[-1:])

    @property
    def decision_services(self) -> list[Service]:
        """送达 of the decision that ended the case and stands; none while the case is open."""
        ended_on = self.phase.closed_on if self.state in DECIDED else None
        if ended_on is None:
            return []
        served = (None, *DECISIONS)
        return [service for service in self.services if service.on >= ended_on and service.paper in served]

    @property
    def served_on(self) -> date | None:
        """送达之日: the first day on which a party received the decision (Act (2023) art. 75 ¶2)."""
        return received_on(self.decision_services)


DECIDED = frozenset({State.CONCLUDED, State.DECLINED, State.REFERRED})
"""The ends that a paper of the organ gives; transfer, abandonment and early withdrawal are none of its decisions."""


def received_on(services: Iterable[Service]) -> date | None:
    """The first day on which one of the services was received."""
    return min((service.received_on for service in services if service.received_on is not None), default=None)


def single(codes: Iterable[str], parents: Mapping[str, str]) -> tuple[str, str]:
    """The single heading and child of several codes: two or more headings count as `other`.

    Gives (heading, child); child is "" unless every code that has a parent agrees on one.
    """
    headings = {parents.get(code, code) for code in codes}
    children = {code for code in codes if code in parents}
    if len(headings) != 1:
        return "other", ""
    return headings.pop(), children.pop() if len(children) == 1 else ""
