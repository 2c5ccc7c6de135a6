"""行政应诉: disputes, instances, hearings and the appearance of the responsible person.

Sources: 行政诉讼法 (2017); 法释〔2020〕3号 (appearance of the responsible person).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from casework.law.keys import AbsenceReason, FlagOrCase, FlagOrOrgans, OrganId, PastDate, Rank, Result
from casework.law.life import Doing
from casework.law.names import DefendantRole, InstanceLevel

HEADS = ("chief", "deputy", "other_leader")
"""The ranks of a responsible person (法释〔2020〕3号 art. 2)."""
RANKS = (*HEADS, "staff", "nobody")
"""Who may have come for an organ, best first."""
STANDINGS = (*HEADS, "staff_only", "nobody")
"""What the highest attendee of an instance was, best first."""

LOSING_RESULTS = frozenset(
    {
        "revoke",
        "revoke_redo",
        "revoke_part",
        "revoke_part_redo",
        "perform_duty",
        "pay",
        "remedy",
        "confirm_illegal",
        "confirm_void",
        "alter",
        "agreement_perform",
        "agreement_compensate",
        "compensate",
    }
)
"""败诉: the results of a first instance that go against the organ (domain section 6)."""
SUBSTANTIVE_RESULTS = LOSING_RESULTS | {"dismiss_claims", "dismiss_compensation"}
"""实体判决: the results of a first instance that decide on the claims (行政诉讼法 art. 69-78)."""


@dataclass
class Appearance:
    """出庭: the highest who came for one organ to one hearing; `defendant`: that organ is sued too."""

    organ: int
    rank: str
    absence_reason: str = ""
    by_agreement: bool = False
    defendant: bool = True


@dataclass
class Hearing:
    """开庭: `called_again` where the court called the head once more (法释〔2020〕3号 art. 7 ¶1)."""

    on: date
    called_again: bool = False
    appearances: list[Appearance] = field(default_factory=list)


@dataclass
class Instance:
    """审级: the unit (件) that is counted."""

    level: InstanceLevel
    court: str
    court_number: str
    received_on: date
    hearings: list[Hearing] = field(default_factory=list)
    closed_on: date | None = None
    result: str = ""
    against_organ: bool | tuple[int, ...] | None = None
    ruling_on: date | None = None


@dataclass
class SuitFacts:
    """All facts of one dispute."""

    received_on: date
    cause: str
    defendants: tuple[int, ...]
    after_reconsideration: int
    role: DefendantRole | None
    instances: list[Instance] = field(default_factory=list)
    voided_on: date | None = None


@dataclass
class Suit(Doing[SuitFacts]):
    """A dispute between two acts."""

    def instance(self, level: InstanceLevel | None, on: date) -> Instance:
        """The instance that an act means: the one named, else the open one, else the last."""
        instances = self.facts.instances
        fitting = [i for i in instances if level in (None, i.level)]
        still_open = [i for i in fitting if i.closed_on is None or on <= i.closed_on]
        if not fitting:
            self.refuse("state", "", "没有这个审级", "There is no such instance")
        found = (still_open or fitting)[-1]
        if on < found.received_on:
            self.refuse(
                "date-order",
                "",
                f"日期{on}早于该审级收到之日{found.received_on}",
                f"{on} lies before the instance was received on {found.received_on}",
            )
        return found


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
) -> None:
    """登记: the copy of the complaint was received on that day (行政诉讼法 art. 67)."""
    suit.begin(SuitFacts(on, cause, tuple(dict.fromkeys(defendants)), after_reconsideration, role))
    if not defendants:
        suit.refuse("missing", "行政诉讼法26", "没有被告机关", "No defendant organ is named")
    suit.facts.instances.append(Instance(instance, court, court_number, on))


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
    suit.facts.instances.append(Instance(instance, court, court_number, on))


def hold_hearing(suit: Suit, *, on: date, called_again: bool = False, instance: InstanceLevel | None = None) -> None:
    """开庭 of the open instance."""
    found = suit.instance(instance, on)
    _refuse_closed(suit, found, on)
    found.hearings.append(Hearing(on, called_again))
    found.hearings.sort(key=lambda hearing: hearing.on)


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
    instance: InstanceLevel | None = None,
) -> None:
    """负责人出庭 at the hearing of that day, or the latest before it (法释〔2020〕3号 art. 1, 7)."""
    found = suit.instance(instance, on)
    held = [hearing for hearing in found.hearings if hearing.on <= on]
    if not held:
        suit.refuse("state", "行政诉讼法3 ¶3", f"到{on}为止没有开庭", f"No hearing was held up to {on}")
    sued = organ in suit.facts.defendants
    agreed = by_agreement and sued  # only a co-defendant's head (art. 3)
    came = Appearance(organ, rank, absence_reason, agreed, sued)
    for_organ = [came, *(a for a in held[-1].appearances if a.organ == organ)]
    others = [a for a in held[-1].appearances if a.organ != organ]
    held[-1].appearances = [*others, min(for_organ, key=lambda a: RANKS.index(a.rank))]


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
    found.closed_on, found.result = on, result
    found.against_organ, found.ruling_on = against_organ, ruling_on


def lost(instance: Instance, organ: int) -> bool:
    """败诉: whether a closed first instance went against that organ's part (domain section 6)."""
    if instance.level is not InstanceLevel.FIRST or instance.closed_on is None:
        return False
    if instance.result not in LOSING_RESULTS:
        return False
    if isinstance(instance.against_organ, tuple):
        return organ in instance.against_organ
    return instance.against_organ is not False


def standing(instance: Instance, organ: int, day: date) -> str | None:
    """The highest attendee for an organ up to a day, one of STANDINGS; None before the first hearing.

    One attendance serves all hearings of an instance, unless the court called the head again and no head came
    (法释〔2020〕3号 art. 7 ¶1); a co-defendant's head counts where agreed on or fixed by the court (art. 3).
    The head of a subordinate organ counts as staff (art. 2 ¶2, 10 ¶2); a co-defendant's comes for that one alone.
    """
    held = [hearing for hearing in instance.hearings if hearing.on <= day]
    if not held:
        return None
    seen = [_seen(hearing, organ) for hearing in held]
    unanswered = [s for hearing, s in zip(held, seen, strict=True) if hearing.called_again and s not in HEADS]
    return min(unanswered or seen, key=STANDINGS.index)


def _seen(hearing: Hearing, organ: int) -> str:
    standings = ["nobody"]
    for appearance in hearing.appearances:
        own = appearance.organ == organ
        if appearance.rank in HEADS and (own or appearance.by_agreement):
            standings.append(appearance.rank)
        elif appearance.rank != "nobody" and (own or not appearance.defendant):
            standings.append("staff_only")
    return min(standings, key=STANDINGS.index)
