"""The types of the keys that acts take; `casework.registry` reads them from the signatures of the acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from casework.law.documents.papers import Paper
from casework.law.names import ComplainedOf, ReviewFinding
from casework.law.words.people import AgentPowers, Sex


class Listed(NamedTuple):
    """A code of one of the lists of classifications."""

    name: str


class Marker(NamedTuple):
    """A key that needs more than its Python type says."""

    name: str


Matter = Annotated[str, Listed("matter")]
Field = Annotated[str, Listed("field")]
Channel = Annotated[str, Listed("channel")]
Request = Annotated[str, Listed("request")]
ApplicantKind = Annotated[str, Listed("applicant_kind")]
SimplifiedGround = Annotated[str, Listed("simplified_ground")]
SuspensionGroundKey = Annotated[str, Marker("suspension_ground")]
"""A ground's code, its label, or its bare number in the edition of the case."""
Result = Annotated[str, Listed("result")]
Rank = Annotated[str, Listed("rank")]
AbsenceReason = Annotated[str, Listed("absence_reason")]
DisputeType = Annotated[str, Listed("dispute_type")]
BodyKind = Annotated[str, Listed("body_kind")]
Source = Annotated[str, Listed("source")]

OrganId = Annotated[int, Marker("organ")]
"""An organ: its name, a former name or its division code on the way in, its id in the record."""
CaseId = Annotated[int, Marker("case")]
"""A reconsideration case: a story's handle or a number on the way in, its id in the record."""
ReferredId = Annotated[int, Marker("referred")]
"""The case of another organ that sent or told an applicant here: a handle or a number in, its id in the record."""
FellowCase = Annotated[int, Marker("fellow")]
"""A case that the same organ keeps: a story's handle or a number on the way in, its id in the record."""
FlagOrCase = Annotated[int | str, Marker("flag_or_case")]
"""0 no, -1 yes without a linked case, the id of a linked reconsideration case, or the number of another organ's."""
FlagOrOrgans = Annotated[tuple[int, ...] | bool, Marker("flag_or_organs")]
"""Whether a result goes against the defendants (true, false), or against which of them."""
PlanNumber = Annotated[int, Marker("plan")]
"""排期: which plan of the record, counted from one in the order of recording."""
Hour = Annotated[time, Marker("hour")]
"""The hour of a day: 14:30."""
PartyNamed = Annotated[str, Marker("party")]
"""A party of the case: the code of a part in it, `organ:` with an organ's id, or a name; empty: all parties."""
PaperServed = Annotated[Paper, Marker("paper")]
"""A paper that is served on parties: `law.documents.papers.SERVED`."""
ServiceHowKey = Annotated[str, Marker("service_how")]
"""A way of service by its code; what older records say in other words stays as it was written."""
LetterNumber = Annotated[int, Marker("letter")]
"""意见书: which opinion letter of the case, counted from one in the order of recording."""
OptionalApproval = Annotated[str, Marker("approval")]
"""head, collective, or true for a decision approved in one of these ways (Act (2023) art. 61)."""


def outward(name: str) -> str:
    """The name by which a key is known outside: without the underscore that sets a word of Python apart."""
    return name.removesuffix("_")


class Named(NamedTuple):
    """A party as it was named: its name, and the organ that bears it, if one does."""

    name: str
    organ: int | None = None


PartyName = Annotated[Named, Marker("named_party")]
"""A party of the case, or who takes its place: a name on the way in."""
PastDate = Annotated[date, Marker("past")]
"""A day that must have come: it may not lie after today."""
Yuan = Annotated[Decimal, Marker("yuan")]
"""An amount in yuan, not negative, two decimals."""
Secret = Annotated[str, Marker("secret")]
"""Personal data that are kept encrypted."""
Birthday = Annotated[str, Marker("birthday")]
"""A day of birth as ISO, kept encrypted."""
ExplicitInt = Annotated[int, Marker("count")]
"""A number of one or more."""
Note = Annotated[str, Marker("note")]
"""A text of any sensible length."""
Number = Annotated[str, Marker("number")]
"""A case number given by hand."""
Batch = Annotated[str, Marker("batch")]
"""同批登记: what the applications that were registered together have in common: letters, digits and hyphens."""
Quantities = Annotated[Mapping[str, Decimal], Marker("quantities")]
Names = Annotated[Mapping[str, Any], Marker("names")]
"""Quantity -> the names of the units that an entry counts."""
AnyValue = Annotated[Any, Marker("any")]


@dataclass(frozen=True)
class Applicant:
    """申请人: one applicant as stated in the application, or a group that acts together (`count` persons)."""

    kind: ApplicantKind
    name: str
    count: ExplicitInt = 1
    identity_number: Secret = ""
    telephone: Secret = ""
    address: Secret = ""
    representative: str = ""
    agent: str = ""
    sex: Sex | None = None
    born_on: Birthday = ""
    post_code: Secret = ""
    representative_post: str = ""
    agent_firm: str = ""
    agent_powers: AgentPowers | None = None


@dataclass(frozen=True)
class Disputant:
    """纠纷当事人: a party of a mediation (人民调解法 art. 23)."""

    name: str
    kind: ApplicantKind = ""
    telephone: Secret = ""


@dataclass(frozen=True)
class Plaintiff:
    """原告, or a group that sues together (`count` persons; 行政诉讼法 art. 25, 27, 28)."""

    name: str
    kind: ApplicantKind = ""
    count: ExplicitInt = 1


@dataclass(frozen=True)
class Official:
    """出庭人员: who came for an organ, and in which post (法释〔2020〕3号 art. 2, 7)."""

    name: str
    post: str = ""


@dataclass(frozen=True)
class ActComplainedOf:
    """被申请复议的行政行为: what is complained of, when it was made and known."""

    kind: ComplainedOf = ComplainedOf.ACT
    number: str = ""
    made_on: PastDate | None = None
    known_on: PastDate | None = None
    told: bool | None = None
    amount: Yuan | None = None
    on_the_spot: bool = False


@dataclass(frozen=True)
class Obstacle:
    """耽误申请期限的障碍: the term to apply stands still from `from` until the day on which it was gone (20 ¶2)."""

    from_: PastDate
    to: PastDate


@dataclass(frozen=True)
class LongerTerm:
    """法律规定的更长申请期限: its days, and the law that gives it (Act (2023) art. 20 ¶1; 2017 Act art. 9 ¶1)."""

    days: ExplicitInt
    law: str


@dataclass(frozen=True)
class TakenStop:
    """A time in which the decision term stood still before a case was taken over: `until` counts again."""

    on: date
    until: date


@dataclass(frozen=True)
class TakenCopy:
    """What was exchanged with a respondent before a case was taken over."""

    organ: OrganId
    sent_on: date | None = None
    received_on: date | None = None
    replied_on: date | None = None


@dataclass(frozen=True)
class TakenReview:
    """附带审查 of a document that was opened before a case was taken over, and how far it came (Act art. 56-60)."""

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


@dataclass(frozen=True)
class TakenCourse:
    """What the organ before had done in the review by the day of the transfer (Act art. 35, 49-52).

    `reopened_on`: the review was reopened, and the decision term runs from that day. `why_not`: why opinions could not
    be heard.
    """

    reopened_on: PastDate | None = None
    opinions_on: PastDate | None = None
    why_not: Note = ""
    heard_on: PastDate | None = None
    committee_on: PastDate | None = None


NOTHING_DONE = TakenCourse()
NOTHING_SAID = ActComplainedOf()


@dataclass(frozen=True)
class Application:
    """行政复议申请: what the application says, whoever takes the case in (Act (2023) art. 11, 22)."""

    channel: Channel
    applicants: tuple[Applicant, ...]
    respondents: tuple[OrganId, ...]
    matters: tuple[Matter, ...]
    field: Field
    complained_of: ActComplainedOf = NOTHING_SAID
    request: Request = ""
    enterprise_related: bool = False
    compensation_claimed: bool = False
    prior_mandatory: bool | None = None
    prior_reason: Note = ""
    document_review: bool = False
    jurisdiction: str = ""
    complex: bool = False
    right_known_on: PastDate | None = None
    obstacle: Obstacle | None = None
    longer_term: LongerTerm | None = None
    requested_on: PastDate | None = None
    perform_by: date | None = None
    urgent: bool = False
    real_estate: bool | None = None
    request_text: Note = ""
    facts_and_reasons: Note = ""
    evidence: Note = ""
    handed_over_by: str = ""
    handed_over_on: PastDate | None = None
