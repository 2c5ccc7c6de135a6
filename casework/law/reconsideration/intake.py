"""Acts at intake, from registration to acceptance or another end (Act (2023) art. 20-35; 2017 Act art. 9-20)."""

from __future__ import annotations

from datetime import date

from casework.law.facts import Exclusion, Phase, Supplement
from casework.law.keys import Note, Number, OrganId, PastDate, SimplifiedGround
from casework.law.life import Life
from casework.law.names import (
    Act,
    Edition,
    Procedure,
    ReferKind,
    State,
)
from casework.law.reconsideration import jurisdiction
from casework.law.reconsideration.procedure import lawful_procedure


def _refuse_after_examination(life: Life, on: date, what_zh: str, what_en: str, instead: tuple[Act, ...]) -> None:
    """Act (2023) art. 30 ¶3: once the term has run out the application counts as accepted.

    In the 2017 edition a late examination is reported as a gap, not refused (2017 Act art. 17 ¶2).
    """
    due = life.examination_due()
    if life.edition is Edition.E2023 and due is not None and on > due:
        life.refuse(
            "examination-over",
            "30 ¶3",
            f"审查期限{due}已届满，不能办理「{what_zh}」",
            f"The examination term ended on {due}: {what_en} is no longer possible",
            instead=instead,
        )


def request_correction(
    life: Life,
    *,
    on: date,
    items: tuple[str, ...],
    notice_received_on: PastDate | None = None,
    due: date | None = None,
) -> None:
    """通知补正: all items at once (Act art. 31 ¶1; 条例 art. 29)."""
    facts = life.facts
    if not items:
        life.refuse("missing", "31 ¶1", "没有写明需要补正的事项", "No item to be corrected is named")
    _refuse_after_examination(life, on, "通知补正", "asking for correction", (Act.DEEM_ACCEPTED,))
    named = {item for earlier in facts.supplements for item in earlier.items}
    if facts.supplements and not set(items) - named:
        life.refuse(
            "second-notice",
            "31 ¶1" if life.edition is Edition.E2023 else "条例29",
            "补正通知应当一次性载明事项；第二次通知要写明补正材料中新出现的事项",
            "A notice names all items at once; a second one must name an item that arose from the corrected papers",
            instead=(Act.ACCEPT, Act.DECLINE),
        )
    _refuse_before(life, notice_received_on, on, "收到补正通知", "receipt of the notice")
    _refuse_before(life, due, notice_received_on or on, "补正期限", "the last day for correction")
    if due is not None and life.edition is Edition.E2023:
        life.refuse(
            "edition",
            "31 ¶2",
            "补正期限由法律规定为10个工作日，通知不能另定",
            "The Act itself gives 10 working days; the notice cannot fix another term",
            instead=(Act.EXTEND_CORRECTION,),
        )
    life.say(supplements=(*facts.supplements, Supplement(on, items, notice_received_on, due)))
    life.move(State.CORRECTING, on)


def _refuse_before(life: Life, later: date | None, earlier: date, zh: str, en: str, article: str = "") -> None:
    if later is not None and later < earlier:
        life.refuse("date-order", article, f"{zh}的日期{later}早于{earlier}", f"{en} on {later} lies before {earlier}")


def extend_correction(life: Life, *, on: date, due: date, reason: Note) -> None:
    """延长补正期限 for a proper reason (Act art. 31 ¶2)."""
    current = life.supplement_due()
    if due < on or (current is not None and due <= current):
        life.refuse(
            "not-later",
            "31 ¶2",
            f"新的补正期限{due}要晚于原期限{current or on}",
            f"The new last day {due} must lie after {current or on}",
        )
    life.amend(life.facts.supplements[-1], due=due)
    life.record("extend_correction", on, due=due, reason=reason)


def receive_correction(life: Life, *, on: date, posted_on: PastDate | None = None) -> None:
    """收到补正: the papers came back; a new examination term starts (Act art. 31 ¶3).

    Papers posted in time bring an abandoned case back (民事诉讼法 art. 85 ¶4): reopened, the end stays as it was.
    """
    facts = life.facts
    supplement = facts.supplements[-1]
    _refuse_before(life, on, posted_on or on, "收到补正材料", "receipt of the papers", "88")
    if facts.state is State.ABANDONED:
        due = life.supplement_due()
        if posted_on is None or (due is not None and posted_on > due):
            life.refuse(
                "posted-late",
                "31 ¶2, 88" if life.edition is Edition.E2023 else "条例29, 40",
                f"补正材料没有在补正期限{due}以前寄出的记录，案件已视为放弃",
                f"The papers are not known to have been posted by {due}, the last day to correct: it is abandoned",
            )
        life.open_phase(Phase("intake", on, "reopened"))
    life.amend(supplement, received_on=on)
    life.say(examine_from=on)
    life.record("receive_correction", on, posted_on=posted_on)
    life.move(State.EXAMINING, on)


def deem_abandoned(life: Life, *, on: date) -> None:
    """视为放弃 once the correction term has run out (Act art. 31 ¶2; 条例 art. 29).

    It bears the day on which it is put on record. Without the day on which the notice was received the term has no
    end, and nothing can be deemed.
    """
    due = life.supplement_due()
    article = "31 ¶2" if life.edition is Edition.E2023 else "条例29"
    if due is None:
        life.refuse(
            "no-notice-date",
            article,
            "还没有补正期限：先记录申请人收到补正通知的日期（2017年版为通知所定期限）",
            "There is no last day yet: record when the applicant received the notice (2017: the day it fixed)",
            instead=(Act.CORRECT, Act.EXTEND_CORRECTION),
        )
    elif on <= due:
        life.refuse(
            "correction-running",
            article,
            f"补正期限到{due}为止，{on}还没有届满",
            f"The correction term runs until {due}; it has not ended on {on}",
            instead=(Act.RECEIVE_CORRECTION, Act.EXTEND_CORRECTION),
        )
    life.close_phase(on, "abandoned")
    life.move(State.ABANDONED, on)


def accept(
    life: Life,
    *,
    on: date,
    procedure: Procedure = Procedure.ORDINARY,
    ground: SimplifiedGround = "",
    handlers: tuple[str, ...] = (),
    complex: bool | None = None,  # noqa: A002  # the key's name in the contract
    number: Number = "",
) -> None:
    """受理 within the examination term (Act art. 30 ¶1); 2017: from the day of receipt (2017 Act art. 17 ¶2).

    A reopened examination of the 2017 edition is accepted from the day of the reopening (our reading).
    """
    _refuse_after_examination(life, on, "受理", "acceptance", (Act.DEEM_ACCEPTED,))
    refuse_own_respondent(life)
    procedure, ground = lawful_procedure(life, procedure, ground)
    facts = life.facts
    life.say(
        handlers=handlers or facts.handlers,
        number=number or facts.number,
        complex=facts.complex if complex is None else complex,
    )
    _take_in(life, facts.phase.opened_on if life.edition is Edition.E2017 else on, procedure, ground)


def refuse_own_respondent(life: Life) -> None:
    """An application against the organ itself goes to its superior (Act art. 24, 25; 2017 Act art. 13, 14)."""
    respondents = [exchange.organ for exchange in life.facts.respondents]
    if jurisdiction.against_itself(life.organs, respondents):
        old = life.edition is Edition.E2017
        life.refuse(
            "own-organ",
            "13, 14" if old else "24",
            "被申请人是本机关，由上一级机关管辖，不能受理",
            "The respondent is this very organ: its superior is competent, and the application cannot be accepted here",
            instead=(Act.REFER if old else Act.DECLINE,),
        )


def _take_in(life: Life, accepted_on: date, procedure: Procedure, ground: str) -> None:
    life.close_phase(accepted_on, "accepted")
    old = life.edition is Edition.E2017  # 条例 art. 29: the time of correction does not count
    supplements = life.facts.supplements if old else ()
    life.open_phase(
        Phase(
            "review",
            accepted_on,
            "accepted",
            accepted_on=accepted_on,
            decide_from=accepted_on,
            procedure=procedure,
            ground=ground,
            exclusions=tuple(Exclusion("correction", one.on, one.received_on) for one in supplements),
        )
    )
    life.move(State.REVIEWING, accepted_on)


def deem_accepted(life: Life, *, on: date) -> None:
    """视为受理 from the last day of the examination term (Act art. 30 ¶3); 2017: from receipt (2017 Act art. 17 ¶2)."""
    due = life.examination_due()
    if due is not None and on <= due:
        life.refuse(
            "examination-running",
            "30 ¶3" if life.edition is Edition.E2023 else "17 ¶2",
            f"审查期限到{due}为止，{on}还没有届满",
            f"The examination term runs until {due}; it has not ended on {on}",
            instead=(Act.ACCEPT, Act.DECLINE),
        )
    # never after its record: a calendar changed since then may have moved the last day past it
    accepted_on = life.facts.phase.opened_on if life.edition is Edition.E2017 else min(due or on, on)
    _take_in(life, accepted_on, Procedure.ORDINARY, "")


DECLINE_REASONS = range(1, 8)
NOT_COMPETENT = 6
"""Item (6) of art. 30 ¶1: not within the competence of the organ."""


def decline(life: Life, *, on: date, reason: int, organ: OrganId | None = None) -> None:
    """不予受理: which of the conditions of art. 30 ¶1 (1)-(7) fails (Act art. 30 ¶2)."""
    _refuse_after_examination(life, on, "不予受理", "declining", (Act.DEEM_ACCEPTED, Act.CONCLUDE))
    if not reason:  # older books do not say
        life.refuse(
            "decline-reason", "30 ¶1", "没有写是第1项至第7项中的哪一项理由", "Which of the reasons 1 to 7 is not given"
        )
    elif reason not in DECLINE_REASONS:
        life.refuse(
            "decline-reason", "30 ¶1", f"理由{reason}不在第1项至第7项之中", f"Reason {reason} is not one of 1 to 7"
        )
    if reason == NOT_COMPETENT and organ is None:
        life.refuse(
            "competent-organ",
            "30 ¶2",
            "不属于本机关管辖的，要写明有管辖权的行政复议机关",
            "Where another organ is competent, it must be named",
        )
    life.say(intake_reason=str(reason or ""), competent_organ=organ)
    life.close_phase(on, "declined")
    life.move(State.DECLINED, on)


def refer(life: Life, *, on: date, how: ReferKind, organ: OrganId | None = None) -> None:
    """告知或转送: only in the 2017 edition (2017 Act art. 17 ¶1, 18)."""
    if life.edition is Edition.E2023:
        life.refuse(
            "edition",
            "30 ¶2",
            "2023年版没有告知或转送：以第6项理由不予受理，并告知有管辖权的机关",
            "The 2023 edition knows no referral: decline with reason (6) and name the competent organ",
            instead=(Act.DECLINE,),
        )
    life.say(intake_reason=how.value, competent_organ=organ)
    life.close_phase(on, "referred")
    life.move(State.REFERRED, on)


def withdraw_early(life: Life, *, on: date, how: str = "") -> None:
    """受理前撤回或案前化解: an end of the intake, never an outcome."""
    life.say(intake_reason=how)
    life.close_phase(on, "withdrawn_early")
    life.move(State.WITHDRAWN_EARLY, on)
