"""A dispute while an act is done to it: its instances, hearings, and who came.

Sources: 行政诉讼法 (2017); 法释〔2020〕3号 (appearance of the responsible person).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from casework.law.facts import Plan
from casework.law.keys import Official, Plaintiff
from casework.law.life import Doing
from casework.law.names import DefendantRole, InstanceLevel
from casework.law.parts import Part


@dataclass(frozen=True)
class Appearance(Part):
    """出庭: the highest who came for one organ to one hearing; `defendant`: that organ is sued too."""

    organ: int
    rank: str
    absence_reason: str = ""
    by_agreement: bool = False
    defendant: bool = True
    appeared: Official | None = None


@dataclass(frozen=True)
class Hearing(Part):
    """开庭: `called_again` where the court called the head once more (法释〔2020〕3号 art. 7 ¶1).

    `at`, `room`, `panel`: at which hour, where, before which judges.
    """

    on: date
    called_again: bool = False
    appearances: tuple[Appearance, ...] = ()
    at: time | None = None
    room: str = ""
    panel: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filing(Part):
    """提交: what the court got from one defendant on a day, from all of them together where `organ` is None."""

    on: date
    organ: int | None = None


@dataclass(frozen=True)
class Instance(Part):
    """审级: the unit (件) that is counted.

    `defences` 答辩状, `evidence` 证据 and `performances` 履行裁判: by whom and when (行政诉讼法 art. 67, 94, 96).
    """

    level: InstanceLevel
    court: str
    court_number: str
    received_on: date
    hearings: tuple[Hearing, ...] = ()
    closed_on: date | None = None
    result: str = ""
    against_organ: bool | tuple[int, ...] | None = None
    ruling_on: date | None = None
    defences: tuple[Filing, ...] = ()
    evidence: tuple[Filing, ...] = ()
    performances: tuple[Filing, ...] = ()


def filed_on(filings: Sequence[Filing], organ: int) -> date | None:
    """When one defendant filed, alone or with the others; None before."""
    return min((one.on for one in filings if one.organ in (None, organ)), default=None)


def all_filed_on(filings: Sequence[Filing], defendants: Sequence[int]) -> date | None:
    """When the last of the defendants had filed; None while one has not."""
    days = [filed_on(filings, organ) for organ in defendants]
    return None if None in days else max((day for day in days if day is not None), default=None)


@dataclass(frozen=True)
class Advice(Part):
    """司法建议 of a court: received, and answered once that was done (行政诉讼法 art. 66, 96(4); 解释 art. 149)."""

    received_on: date
    number: str = ""
    summary: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class SuitFacts(Part):
    """All facts of one dispute."""

    received_on: date
    cause: str
    defendants: tuple[int, ...]
    after_reconsideration: int | str
    role: DefendantRole | None
    instances: tuple[Instance, ...] = ()
    advice: tuple[Advice, ...] = ()
    act_known_on: date | None = None
    prior_mandatory: bool | None = None
    prior_reason: str = ""
    plaintiffs: tuple[Plaintiff, ...] = ()
    third_parties: tuple[str, ...] = ()
    claims: str = ""
    matter: str = ""
    compensation_claimed: bool = False
    handlers: tuple[str, ...] = ()
    lawyers: tuple[str, ...] = ()
    voided_on: date | None = None
    confirmed: Mapping[str, int] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    field: str = ""  # below the last call of the function of that name

    @property
    def is_open(self) -> bool:
        """Whether an instance has not been closed."""
        return any(instance.closed_on is None for instance in self.instances)

    @property
    def linked(self) -> int:
        """The id of the case that it names, one of another organ once that confirmed it; 0 where there is none."""
        said = self.after_reconsideration
        return self.confirmed.get(said, 0) if isinstance(said, str) else max(said, 0)

    @property
    def unverified(self) -> str:
        """The number of another organ's case about which that organ has said nothing yet."""
        said = self.after_reconsideration
        return said if isinstance(said, str) and said not in self.confirmed else ""


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
