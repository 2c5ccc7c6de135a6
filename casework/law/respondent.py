"""被复议案件: a case before another organ in which this organ, or one below it, is the respondent.

The organ that decides keeps the case itself; what is kept here is the respondent's side of it: the copy, the reply, the
decision, the opinion letter (Act (2023) art. 48, 54, 70, 75-77; 2017 Act art. 23, 28, 31; 条例 art. 57).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.law.facts import Plan
from casework.law.keys import ApplicantKind, Field, Matter, OrganId
from casework.law.life import Day, Doing
from casework.law.names import Act, Edition, Outcome, Procedure, edition_on
from casework.law.parts import Part
from casework.law.reconsideration.decision import OUTCOMES

AGREEMENT = "administrative_agreement"


@dataclass(frozen=True)
class ResponseFacts(Part):
    """All facts of one case as its respondent knows them."""

    received_on: date
    deciding_organ: str
    applicant: str
    matter: str
    field: str
    respondent: int | None = None
    deciding_number: str = ""
    applicant_kind: str = ""
    act_number: str = ""
    procedure: Procedure = Procedure.ORDINARY
    replied_on: date | None = None
    concluded_on: date | None = None
    outcome: str = ""
    document_number: str = ""
    decision_received_on: date | None = None
    opinion_received_on: date | None = None
    opinion_answered_on: date | None = None
    voided_on: date | None = None
    plans: tuple[Plan, ...] = ()

    @property
    def edition(self) -> Edition:
        """The edition that binds the case: that of the day of the copy, our reading, as nothing else is known here."""
        return edition_on(self.received_on)

    @property
    def is_open(self) -> bool:
        """Whether nothing was decided."""
        return self.concluded_on is None


@dataclass
class Responding(Doing[ResponseFacts]):
    """A case of the respondent between two acts."""

    @property
    def edition(self) -> Edition:
        """The edition that binds the case."""
        return self.facts.edition


def article_of(case: Responding, article_2023: str, article_2017: str) -> str:
    """The article in the edition that binds the case."""
    return article_2023 if case.edition is Edition.E2023 else article_2017


def register(
    case: Responding,
    *,
    on: date,
    deciding_organ: str,
    applicant: str,
    matter: Matter,
    field: Field,
    deciding_number: str = "",
    applicant_kind: ApplicantKind = "",
    respondent: OrganId | None = None,
    act_number: str = "",
    procedure: Procedure = Procedure.ORDINARY,
) -> None:
    """登记: the copy of the application was received (Act art. 48, 54; 2017 Act art. 23)."""
    case.begin(
        ResponseFacts(
            on,
            deciding_organ,
            applicant,
            matter,
            field,
            respondent,
            deciding_number,
            applicant_kind,
            act_number,
            procedure,
        )
    )
    if procedure is Procedure.SIMPLIFIED and case.edition is Edition.E2017:
        case.refuse(
            "edition",
            "53",
            "2017年版没有简易程序，程序写普通程序",
            "The 2017 edition has no simplified procedure: the procedure is ordinary",
        )


def reply(case: Responding, *, on: date) -> None:
    """提交答复: in writing, with the evidence; late or not (Act art. 48, 54, 70; 2017 Act art. 23, 28 ¶1(4))."""
    facts = case.facts
    article = article_of(case, "48, 54", "23")
    _refuse_again(case, facts.replied_on, article)
    if facts.concluded_on is not None:
        case.refuse_order(
            Day(facts.concluded_on, "复议决定之日", "the decision"), Day(on, "提交答复之日", "the reply"), article
        )
    case.say(replied_on=on)


def conclude(case: Responding, *, on: date, outcome: Outcome, number: str = "") -> None:
    """结案: what the reconsideration organ decided, on the date of its decision (Act art. 33, 41, 61-74)."""
    facts = case.facts
    _refuse_again(case, facts.concluded_on, article_of(case, "61", "28"))
    rule = OUTCOMES[outcome]
    if not article_of(case, rule.article_2023, rule.article_2017):
        case.refuse(
            "edition",
            rule.article_2023,
            f"2017年版没有{outcome.zh}",
            f"The 2017 edition does not know the outcome {outcome.en}",
        )
    matters = (facts.matter, case.headings.matters.get(facts.matter))
    if outcome is Outcome.AGREEMENT_LIABILITY and AGREEMENT not in matters:
        case.refuse(
            "no-agreement",
            "71",
            "申请复议的不是行政协议，不能决定承担行政协议责任",
            "The application is not about an administrative agreement: there is no liability under one",
        )
    decided = Day(on, "复议决定之日", "the decision")
    if facts.replied_on is not None:
        case.refuse_order(decided, Day(facts.replied_on, "提交答复之日", "the reply"), article_of(case, "48, 54", "23"))
    case.say(concluded_on=on, outcome=outcome.value, document_number=number)


def serve(case: Responding, *, on: date) -> None:
    """收到决定: the decision takes effect by its service (Act art. 75 ¶2; 2017 Act art. 31 ¶3)."""
    facts = case.facts
    article = article_of(case, "75 ¶2", "31 ¶3")
    if facts.concluded_on is None:
        case.refuse("state", article, "还没有登记复议决定，先办理结案", "No decision is recorded: conclude first")
    _refuse_again(case, facts.decision_received_on, article)
    decided = Day(facts.concluded_on or on, "复议决定之日", "the decision")
    case.refuse_order(Day(on, "收到决定之日", "the receipt of the decision"), decided, article)
    case.say(decision_received_on=on)


def receive_opinion(case: Responding, *, on: date) -> None:
    """收到意见书: the organ that decides asks to put right what it found (Act art. 76; 条例 art. 57 ¶1)."""
    _refuse_again(case, case.facts.opinion_received_on, article_of(case, "76", "条例57 ¶1"))
    case.say(opinion_received_on=on)


def answer_opinion(case: Responding, *, on: date) -> None:
    """反馈: what was put right is reported within 60 days of the letter (Act art. 76; 条例 art. 57 ¶1)."""
    facts = case.facts
    article = article_of(case, "76", "条例57 ¶1")
    if facts.opinion_received_on is None:
        case.refuse("state", article, "没有收到意见书的记录", "No opinion letter is recorded")
    _refuse_again(case, facts.opinion_answered_on, article)
    received = Day(facts.opinion_received_on or on, "收到意见书之日", "the receipt of the opinion letter")
    case.refuse_order(Day(on, "反馈之日", "the answer"), received, article)
    case.say(opinion_answered_on=on)


def _refuse_again(case: Responding, recorded_on: date | None, article: str) -> None:
    """What was recorded once is mended by a correction, so that its period keeps it."""
    if recorded_on is not None:
        case.refuse(
            "state",
            article,
            f"已于{recorded_on}记录，改日期用更正",
            f"It was recorded on {recorded_on}: correct that day instead",
            instead=(Act.CORRECT,),
        )
