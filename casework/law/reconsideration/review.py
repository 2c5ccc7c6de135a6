"""Acts under review, before the decision (Act (2023) art. 36-60; 2017 Act art. 21-27; 条例 art. 32-42)."""

from __future__ import annotations

from datetime import date

from casework.law.facts import Exchange, Exclusion, Extension, Suspension
from casework.law.keys import ExplicitInt, Note, OrganId, PastDate, SuspensionGroundKey
from casework.law.life import Life, refuse_without_party, review_of
from casework.law.names import (
    GROUND_NUMBERS,
    Act,
    Edition,
    ExclusionKind,
    Procedure,
    State,
    SuspensionGround,
)
from casework.law.reconsideration import document_review
from casework.law.words.people import AgentPowers, ThirdPartyAgent

EXTENSION_LIMIT = 30
"""Act art. 62 ¶1; 2017 Act art. 31: all extensions together, in calendar days."""
STAY_GROUNDS = range(1, 5)


def assign(life: Life, *, on: date, handlers: tuple[str, ...]) -> None:
    """确定承办人: two or more (条例 art. 32; Act art. 36); one alone is a gap."""
    if not handlers:
        life.refuse("missing", "36", "没有写承办人", "No handler is named")
    life.say(handlers=handlers)
    life.record("assign", on, handlers=list(handlers))


def send_copy(life: Life, *, on: date, respondent: OrganId | None = None, received_on: PastDate | None = None) -> None:
    """发送副本 to one respondent, or to all (Act art. 48, 54; 2017 Act art. 23).

    Within a review the first copy counts: one sent again starts no second term, and gives the day of receipt where
    none was known.
    """
    if received_on is not None and received_on < on:
        life.refuse(
            "date-order",
            "48",
            f"收到副本日期{received_on}早于发送日期{on}",
            f"The copy was received on {received_on}, before it was sent on {on}",
        )
    for exchange in _exchanges(life, respondent):
        anew = exchange.sent_on is not None and exchange.sent_on < _review_began(life)
        known = Exchange(exchange.organ) if anew else exchange
        life.amend(
            exchange,
            sent_on=_first(known.sent_on, on),
            received_on=_first(known.received_on, received_on),
            replied_on=known.replied_on,
        )


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _review_began(life: Life) -> date:
    review = life.facts.review
    began = review.decide_from if review is not None else None  # before the opening where the case was taken over
    return began or life.facts.received_on


def _exchanges(life: Life, respondent: int | None) -> list[Exchange]:
    found = [e for e in life.facts.respondents if respondent in (None, e.organ)]
    if not found:
        life.refuse("missing", "48", "该机关不是本案的被申请人", "That organ is no respondent of this case")
    return found


def receive_reply(
    life: Life,
    *,
    on: date,
    respondent: OrganId | None = None,
    representative: str = "",
    agent: str = "",
    answer: Note = "",
) -> None:
    """收到答复 of one respondent, or of all (Act art. 48, 54, 70); within a review the first reply counts.

    `representative`, `agent`: who acts for it (Act art. 17); `answer`: what it replies, in brief.
    """
    for exchange in _exchanges(life, respondent):
        _refuse_before_copy(life, exchange, on)
        anew = exchange.replied_on is not None and exchange.replied_on < _review_began(life)
        life.amend(
            exchange,
            replied_on=on if anew else _first(exchange.replied_on, on),
            representative=representative or exchange.representative,
            agent=agent or exchange.agent,
            answer=answer or exchange.answer,
        )


def _refuse_before_copy(life: Life, exchange: Exchange, on: date) -> None:
    """A reply answers the copy: none before it was sent and received (Act art. 48; 2017 Act art. 23)."""
    copied = exchange.received_on or exchange.sent_on
    if copied is not None and on >= copied:
        return
    article = "48" if life.edition is Edition.E2023 else "23"
    name = life.organs.name(exchange.organ)  # looked up for a refusal alone: every life with a reply is played often
    if copied is None:
        life.refuse(
            "reply-before-copy",
            article,
            f"还没有向{name}发送副本，不会有答复",
            f"No copy was sent to {name}: there is nothing to reply to",
            instead=(Act.SEND_COPY,),
        )
    life.refuse(
        "reply-before-copy",
        article,
        f"答复日期{on}早于{name}收到副本之日{copied}",
        f"The reply on {on} lies before {name} had the copy on {copied}",
    )


def join_third_party(
    life: Life, *, on: date, name: str, agent: str = "", agent_firm: str = "", agent_powers: AgentPowers | None = None
) -> None:
    """第三人参加, with who acts for it (Act art. 16, 17 ¶1; 条例 art. 10)."""
    life.say(third_parties=(*life.facts.third_parties, name))
    if agent:
        acting = ThirdPartyAgent(name, agent, agent_firm, agent_powers)
        life.say(third_party_agents=(*life.facts.third_party_agents, acting))
    life.record("join_third_party", on, name=name)


def hear_opinions(life: Life, *, on: date, how: str = "", why_not: Note = "") -> None:
    """听取意见, or why they could not be heard (Act art. 49)."""
    if not why_not:
        life.amend(review_of(life, on), opinions_on=on)
    life.record("hear_opinions", on, how=how, why_not=why_not)


def investigate(life: Life, *, on: date, investigators: ExplicitInt | None = None) -> None:
    """调查取证 by two or more (Act art. 45; 条例 art. 34 ¶2)."""
    life.record("investigate", on, investigators=investigators)


def hold_hearing(
    life: Life,
    *,
    on: date,
    notice_on: PastDate | None = None,
    head_attended: bool | None = None,
    head_why_not: Note = "",
    host: str = "",
    officers: tuple[str, ...] = (),
    recorder: str = "",
) -> None:
    """听证; short notice and an incomplete panel are gaps (Act art. 50, 51)."""
    if notice_on is not None and notice_on > on:
        life.refuse(
            "date-order",
            "51",
            f"听证通知日期{notice_on}晚于听证日期{on}",
            f"Notice of the hearing was given on {notice_on}, after it was held on {on}",
        )
    phase = review_of(life, on)
    life.amend(phase, heard_on=phase.heard_on or on)
    life.record(
        "hold_hearing",
        on,
        notice_on=notice_on,
        head_attended=head_attended,
        head_why_not=head_why_not,
        host=host,
        officers=list(officers),
        recorder=recorder,
    )


def consult_committee(life: Life, *, on: date, ground: str = "") -> None:
    """提请行政复议委员会咨询 (Act art. 52)."""
    phase = review_of(life, on)
    life.amend(phase, committee_on=phase.committee_on or on)
    life.record("consult_committee", on, ground=ground)


def mediate(life: Life, *, on: date) -> None:
    """调解 (Act art. 5, 73; 条例 art. 50)."""
    life.record("mediate", on)


def exclude(
    life: Life,
    *,
    on: date,
    kind: ExclusionKind,
    start: date,
    end: date,
) -> None:
    """扣除鉴定、现场勘验所用时间 (条例 art. 34, 37): day `start` does not count, day `end` does."""
    if end < start:
        life.refuse(
            "date-order",
            "条例34, 37",
            f"扣除期间的结束{end}早于开始{start}",
            f"The excluded time ends on {end}, before it starts on {start}",
        )
    phase = review_of(life, on)
    began = _review_began(life)
    if start < began:
        life.refuse(
            "date-order",
            "条例34, 37",
            f"扣除期间从{start}开始，早于审理开始之日{began}",
            f"The excluded time starts on {start}, before the review began on {began}",
        )
    life.amend(phase, exclusions=(*phase.exclusions, Exclusion(kind.value, start, end)))


def stay_execution(life: Life, *, on: date, ground: int) -> None:
    """停止执行 on ground (1)-(4) (Act art. 42; 2017 Act art. 21)."""
    if ground not in STAY_GROUNDS:
        life.refuse("missing", "42", f"事由{ground}不在第1项至第4项之中", f"Ground {ground} is not one of 1 to 4")
    life.record("stay_execution", on, ground=ground)


def convert_procedure(life: Life, *, on: date, approver: str = "") -> None:
    """简易转普通 on or before the simplified due date (Act art. 55); the ordinary term counts from acceptance."""
    phase = review_of(life, on)
    if phase.procedure is not Procedure.SIMPLIFIED:
        life.refuse(
            "procedure",
            "55",
            "案件不适用简易程序，不能转为普通程序",
            "The case is not in simplified procedure",
        )
    due = life.decision_due(phase)
    if due is not None and on > due:
        life.refuse(
            "term-over",
            "55",
            f"简易程序的审理期限{due}已届满，不能转为普通程序",
            f"The simplified term ended on {due}; the procedure can no longer be converted",
            instead=(Act.CONCLUDE,),
        )
    life.amend(phase, procedure=Procedure.ORDINARY, converted_on=on)
    life.record("convert_procedure", on, approver=approver)


def extend(life: Life, *, on: date, days: int, approver: str = "", told_on: PastDate | None = None) -> None:
    """延期: ordinary procedure only, decided on or before the last day, 30 days in sum.

    Act art. 62 ¶1; 2017 Act art. 31.
    """
    phase = review_of(life, on)
    article = "62 ¶1" if life.edition is Edition.E2023 else "31"
    if phase.procedure is Procedure.SIMPLIFIED:
        life.refuse(
            "procedure",
            article,
            "简易程序不能延期",
            "Simplified procedure cannot be extended",
            instead=(Act.CONVERT_PROCEDURE, Act.CONCLUDE),
        )
    refuse_days(life, days, article)
    total = phase.extension_days + days
    if total > EXTENSION_LIMIT:
        life.refuse(
            "extension-sum",
            article,
            f"延期合计{total}日，不能超过30日",
            f"Extensions come to {total} days; together they may not exceed 30",
            instead=(Act.CONCLUDE, Act.SUSPEND),
        )
    due = life.decision_due(phase)
    if due is not None and on > due:
        life.refuse(
            "term-over",
            article,
            f"审理期限{due}已届满，不能再延期",
            f"The decision term ended on {due}; it can no longer be extended",
            instead=(Act.CONCLUDE,),
        )
    _refuse_told_early(life, told_on, on, article)
    life.amend(phase, extensions=(*phase.extensions, Extension(on, days, approver, told_on)))


def _refuse_told_early(life: Life, told_on: date | None, on: date, article: str) -> None:
    """Nobody is told of a suspension or an extension before it is decided."""
    if told_on is not None and told_on < on:
        life.refuse(
            "told-early",
            article,
            f"告知日期{told_on}早于作出之日{on}",
            f"The parties were told on {told_on}, before it was decided on {on}",
        )


def refuse_days(life: Life, days: int, article: str) -> None:
    """Refuse an extension of no days, and one that alone is longer than all may be; no record holds either."""
    if not 1 <= days <= EXTENSION_LIMIT:
        life.refuse(
            "extension-days",
            article,
            f"延期{days}日，要在1日至{EXTENSION_LIMIT}日之间",
            f"An extension of {days} days: it must be of 1 to {EXTENSION_LIMIT}",
            instead=(Act.CONCLUDE, Act.SUSPEND),
        )


def suspend(life: Life, *, on: date, ground: SuspensionGroundKey, told_on: PastDate | None = None) -> None:
    """中止 (Act art. 39; 条例 art. 41); a bare number is read in the edition of the case."""
    phase = review_of(life, on)
    article = "39" if life.edition is Edition.E2023 else "条例41"
    code = ground
    numbers = GROUND_NUMBERS[life.edition]
    if ground.isdigit():
        if not 1 <= int(ground) <= len(numbers):
            life.refuse(
                "missing",
                article,
                f"中止事由第{ground}项不存在，只有第1项至第{len(numbers)}项",
                f"Ground {ground} does not exist; there are 1 to {len(numbers)}",
            )
        code = numbers[int(ground) - 1]
    elif code == SuspensionGround.MEDIATION and life.edition is Edition.E2017:
        life.refuse(
            "edition",
            article,
            "2017年版没有因调解、和解中止",
            "The 2017 edition does not suspend for mediation or settlement",
        )
    refuse_without_party(life, str(code), article)
    _refuse_told_early(life, told_on, on, article)
    life.amend(phase, suspensions=(*phase.suspensions, Suspension(on, str(code), told_on=told_on)))
    life.move(State.SUSPENDED, on)
    if code == SuspensionGround.DOCUMENT_REVIEW:
        document_review.suspended_for(life, on)


def resume(life: Life, *, on: date) -> None:
    """恢复审理: the day itself counts again (Act art. 39 ¶2)."""
    life.end_suspension(review_of(life, on), on)
    life.move(State.REVIEWING, on)


def transfer_up(life: Life, *, on: date, organ: OrganId) -> None:
    """提级审理: a superior takes the case, suspended or not (Act art. 38; 2017 Act art. 20)."""
    if life.organs.is_superior(organ) is False:
        life.refuse(
            "superior",
            "38" if life.edition is Edition.E2023 else "20",
            f"{life.organs.name(organ)}不是本机关的上级，提级审理只由上级行政复议机关",
            f"{life.organs.name(organ)} stands not above this organ: only a superior can take its case",
        )
    review = review_of(life)
    if life.facts.state is State.SUSPENDED:
        life.end_suspension(review, on)
    life.say(transferred_to=organ)
    life.close_phase(on, "transferred")
    life.move(State.TRANSFERRED, on)
