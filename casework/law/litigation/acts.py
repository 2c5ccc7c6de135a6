"""行政应诉: the acts of a dispute in court.

Sources: 行政诉讼法 (2017); 解释 (2018); 法释〔2020〕3号 (appearance of the responsible person).
"""

from __future__ import annotations

from datetime import date

from casework.law.keys import (
    AbsenceReason,
    Field,
    FlagOrCase,
    FlagOrOrgans,
    Hour,
    Matter,
    Note,
    Number,
    Official,
    OrganId,
    PastDate,
    Plaintiff,
    Rank,
    Result,
)
from casework.law.litigation.appearance import NOBODY, RANKS
from casework.law.litigation.order import refuse_against, refuse_result, refuse_sequence
from casework.law.litigation.results import TO_BE_PERFORMED
from casework.law.litigation.suit import Advice, Appearance, Filing, Hearing, Instance, Suit, SuitFacts, filed_on
from casework.law.names import Act, DefendantRole, InstanceLevel
from casework.law.parts import mended


def register(
    suit: Suit,
    *,
    on: date,
    court: str,
    court_number: str,
    cause: str,
    defendants: tuple[OrganId, ...],
    instance: InstanceLevel = InstanceLevel.FIRST,
    after_reconsideration: FlagOrCase = 0,
    role: DefendantRole | None = None,
    act_known_on: PastDate | None = None,
    prior_mandatory: bool | None = None,
    prior_reason: Note = "",
    plaintiffs: tuple[Plaintiff, ...] = (),
    third_parties: tuple[str, ...] = (),
    claims: Note = "",
    matter: Matter = "",
    field: Field = "",
    compensation_claimed: bool = False,
    handlers: tuple[str, ...] = (),
    lawyers: tuple[str, ...] = (),
) -> None:
    """登记: the copy of the complaint was received on that day (行政诉讼法 art. 67).

    `matter` says what the act sued against is where the cause does not; `handlers` and `lawyers` are the keeper's.
    """
    suit.begin(SuitFacts(
        on, cause, tuple(dict.fromkeys(defendants)), after_reconsideration, role,
        instances=(Instance(instance, court, court_number, on),), act_known_on=act_known_on,
        prior_mandatory=prior_mandatory, prior_reason=prior_reason, plaintiffs=plaintiffs, third_parties=third_parties,
        claims=claims, matter=matter, field=field, compensation_claimed=compensation_claimed, handlers=handlers,
        lawyers=lawyers,
    ))  # fmt: skip
    _refuse_impossible(suit)


def _refuse_impossible(suit: Suit) -> None:
    known, received = suit.facts.act_known_on, suit.facts.received_on
    if known is not None and known > received:
        suit.refuse(
            "date-order",
            "行政诉讼法46",
            f"知道行政行为之日{known}晚于收到起诉状副本之日{received}",
            f"The act became known on {known}, after the copy of the complaint came on {received}",
        )
    if not suit.facts.defendants:
        suit.refuse("missing", "行政诉讼法26", "没有被告机关", "No defendant organ is named")


def confirm_link(suit: Suit, *, on: date, reconsideration: FlagOrCase, number: Number = "") -> None:
    """核实复议案号: the organ whose number a suit gives says which case it is, or that it is none of its own.

    Until then the suit counts at none of that organ's decisions (行政诉讼法 art. 26 ¶2, 45).
    """
    if not isinstance(suit.facts.after_reconsideration, str):
        suit.refuse(
            "answer",
            "行政诉讼法26",
            "没有写明别的机关的复议案号，不用核实",
            "It gives no number of another organ's reconsideration: there is nothing to confirm",
        )
    if isinstance(reconsideration, str) or reconsideration < 0:
        suit.refuse("missing", "", "核实要写本机关的案号，或者填否", "Give the number of a case of one's own, or no")
        return
    suit.say(confirmed={**suit.facts.confirmed, number: reconsideration})


def open_instance(suit: Suit, *, on: date, instance: InstanceLevel, court: str, court_number: str) -> None:
    """进入审级: an appeal, a retrial, or a new first instance after a remand (行政诉讼法 art. 85, 89, 90)."""
    earlier = suit.facts.instances[-1]
    if on < earlier.received_on:
        suit.refuse(
            "date-order",
            "行政诉讼法85",
            f"日期{on}早于上一审级收到之日{earlier.received_on}",
            f"{on} lies before the earlier instance was received on {earlier.received_on}",
        )
    if earlier.closed_on is None or earlier.closed_on > on:
        suit.refuse(
            "state",
            "行政诉讼法85",
            f"{earlier.level.zh}尚未结案，不能进入{instance.zh}",
            f"The {earlier.level.en} is not closed: the {instance.en} cannot be opened",
        )
    refuse_sequence(suit, instance, on)
    suit.say(instances=(*suit.facts.instances, Instance(instance, court, court_number, on)))


def hold_hearing(
    suit: Suit,
    *,
    on: date,
    called_again: bool = False,
    at: Hour | None = None,
    room: str = "",
    panel: tuple[str, ...] = (),
    instance: InstanceLevel | None = None,
) -> None:
    """开庭 of the open instance; `panel` 合议庭 are the judges."""
    found = suit.instance(instance, on)
    _refuse_closed(suit, found, on)
    held = Hearing(on, called_again, at=at, room=room, panel=panel)
    hearings = sorted((*found.hearings, held), key=lambda hearing: hearing.on)
    suit.amend(found, hearings=tuple(hearings))


def _refuse_closed(suit: Suit, instance: Instance, on: date) -> None:
    if instance.closed_on is not None and on > instance.closed_on:
        suit.refuse(
            "state",
            "",
            f"{instance.level.zh}已于{instance.closed_on}结案",
            f"The {instance.level.en} was closed on {instance.closed_on}",
        )


def record_appearance(
    suit: Suit,
    *,
    on: date,
    organ: OrganId,
    rank: Rank,
    absence_reason: AbsenceReason = "",
    by_agreement: bool = False,
    appeared: Official | None = None,
    instance: InstanceLevel | None = None,
) -> None:
    """负责人出庭 at the hearing of that day, or the latest before it (法释〔2020〕3号 art. 1, 7)."""
    found = suit.instance(instance, on)
    held = [hearing for hearing in found.hearings if hearing.on <= on]
    if not held:
        suit.refuse("state", "行政诉讼法3 ¶3", f"到{on}为止没有开庭", f"No hearing was held up to {on}")
    sued = organ in suit.facts.defendants
    agreed = by_agreement and sued  # only a co-defendant's head (art. 3)
    if appeared is not None and rank == NOBODY:
        suit.refuse(
            "appeared",
            "行政诉讼法3 ¶3",
            f"写了「{appeared.name}」出庭，出庭人员却是无人出庭",
            f"{appeared.name} is named as having come, but nobody is said to have",
        )
    came = Appearance(organ, rank, absence_reason, agreed, sued, appeared)
    for_organ = [came, *(a for a in held[-1].appearances if a.organ == organ)]
    others = [a for a in held[-1].appearances if a.organ != organ]
    appearances = (*others, min(for_organ, key=lambda a: RANKS.index(a.rank)))
    suit.amend(found, hearings=mended(found.hearings, held[-1], appearances=appearances))


def close_instance(
    suit: Suit,
    *,
    on: date,
    result: Result,
    against_organ: FlagOrOrgans | None = None,
    ruling_on: PastDate | None = None,
    instance: InstanceLevel | None = None,
) -> None:
    """审级结案 with its result (行政诉讼法 art. 69-79, 89)."""
    found = suit.instance(instance, on)
    if found.closed_on is not None:
        suit.refuse(
            "state",
            "",
            f"{found.level.zh}已于{found.closed_on}结案",
            f"The {found.level.en} was already closed on {found.closed_on}",
        )
    last = found.hearings[-1].on if found.hearings else found.received_on
    if on < last:
        suit.refuse(
            "date-order",
            "",
            f"结案日期{on}早于最后一次开庭{last}",
            f"The closing day {on} lies before the last hearing on {last}",
        )
    instances = suit.facts.instances
    upto = instances[: next(n for n, one in enumerate(instances) if one is found) + 1]
    refuse_result(suit, upto, result)
    refuse_against(suit, result, against_organ)
    if ruling_on is not None and ruling_on < found.received_on:
        suit.refuse(
            "date-order",
            "行政诉讼法85",
            f"裁判送达日期{ruling_on}早于该审级收到之日{found.received_on}",
            f"The ruling was received on {ruling_on}, before the instance on {found.received_on}",
        )
    suit.amend(found, closed_on=on, result=result, against_organ=against_organ, ruling_on=ruling_on)


def file_defence(suit: Suit, *, on: date, organ: OrganId | None = None, instance: InstanceLevel | None = None) -> None:
    """提交答辩状, by one defendant or by all (行政诉讼法 art. 67; 解释 art. 108 ¶2); late or wanting it is a gap."""
    _file(suit, "defences", on, organ, instance)


def file_evidence(suit: Suit, *, on: date, organ: OrganId | None = None, instance: InstanceLevel | None = None) -> None:
    """提交证据和依据, by one defendant or by all (行政诉讼法 art. 34, 67); late or wanting it is a gap."""
    _file(suit, "evidence", on, organ, instance)


def _file(suit: Suit, kind: str, on: date, organ: int | None, level: InstanceLevel | None) -> None:
    found = suit.instance(level, on)
    _refuse_closed(suit, found, on)
    _add_filing(suit, found, kind, on, organ, "行政诉讼法67")


def _add_filing(suit: Suit, instance: Instance, kind: str, on: date, organ: int | None, article: str) -> None:
    """Add what a defendant did once; a day that was recorded wrongly is corrected."""
    filings: tuple[Filing, ...] = getattr(instance, kind)
    sued = suit.facts.defendants
    if organ is not None and organ not in sued:
        suit.refuse("not-sued", article, "这个机关不是本案被告", "This organ is not sued")
    days = [filed_on(filings, one) for one in (sued if organ is None else (organ,))]
    if days and None not in days:
        suit.refuse(
            "state",
            article,
            f"已于{days[0]}记录，改日期用更正",
            f"It was recorded on {days[0]}: correct that day instead",
            instead=(Act.CORRECT,),
        )
    suit.amend(instance, **{kind: (*filings, Filing(on, organ))})


def perform_judgment(
    suit: Suit, *, on: date, organ: OrganId | None = None, instance: InstanceLevel | None = None
) -> None:
    """履行裁判 by the defendants: the last that obliges them, or that of one instance (行政诉讼法 art. 94, 96)."""
    closed = [
        one
        for one in suit.facts.instances
        if instance in (None, one.level) and one.closed_on is not None and one.closed_on <= on
    ]
    if not closed:
        suit.refuse("state", "行政诉讼法94", f"到{on}为止没有裁判", f"Nothing had been ruled by {on}")
    obliging = [one for one in closed if one.result in TO_BE_PERFORMED]
    if not obliging:
        suit.refuse("obligation", "行政诉讼法94", "裁判没有要机关履行的内容", "The result obliges no organ to anything")
    found = (obliging or closed)[-1]
    _add_filing(suit, found, "performances", on, organ, "行政诉讼法94, 96")


def receive_advice(suit: Suit, *, on: date, number: str = "", summary: Note = "") -> None:
    """收到司法建议 of a court (行政诉讼法 art. 66, 96(4); 解释 art. 149)."""
    suit.say(advice=(*suit.facts.advice, Advice(on, number, summary)))


def answer_advice(suit: Suit, *, on: date, number: str = "") -> None:
    """回复司法建议: the one of that number, else the oldest not yet answered (行政诉讼法 art. 96(4); 解释 art. 149)."""
    waiting = [one for one in suit.facts.advice if one.answered_on is None and one.received_on <= on]
    meant = [one for one in waiting if number in ("", one.number)]
    if not meant:
        said, said_en = (f"「{number}」", f" {number}") if number else ("", "")
        known = "、".join(one.number for one in waiting if one.number)
        others, others_en = (f"；未回复的有：{known}", f"; unanswered: {known}") if known else ("", "")
        suit.refuse(
            "state",
            "行政诉讼法96(4)",
            f"到{on}为止没有收到而未回复的司法建议{said}{others}",
            f"No judicial advice{said_en} was received and unanswered by {on}{others_en}",
        )
    suit.amend(meant[0], answered_on=on)
