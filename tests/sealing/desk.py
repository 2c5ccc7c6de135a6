"""The people who seal, and a small county whose numbers can be counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from casework.actions.reach import Actor
from casework.actions.reports.sealing import Sealing, confirm, counted_now, open_report, restate, seal
from casework.filters.asked import Question
from casework.law.names import Role
from casework.models import Organ, Person, SealedReport
from casework.sealing.seal import question_of
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from tests.factories import Office

NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 30, 2, 0, tzinfo=UTC)
YEAR = Window(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31))


class Room:
    """The supervisor's room of 甲县: three cases of 2024, and who seals and confirms.

    - `upheld`: received 1 March, upheld 31 March;
    - `revoked`: received 1 April, revoked 1 May with 1,200.50 yuan granted;
    - `open`: received 1 May, pending.
    """

    def __init__(self, office: Office) -> None:
        self.office = office
        self.upheld = office.conclude("2024-03-01", "uphold")
        self.revoked = office.conclude("2024-04-01", "revoke", compensation_granted="1200.50")
        self.open = office.accept("2024-05-06")
        self.supervisor = self.hand("supervisor", Role.SUPERVISOR)
        self.approver = self.hand("approver", Role.APPROVER)

    def hand(self, name: str, *roles: Role, organ: str = "甲县") -> Actor:
        """A person in roles at an organ."""
        person, _made = Person.objects.get_or_create(username=f"room-{name}")
        return Actor(person, self.office[organ], frozenset(roles))

    def opened(self, organ: Organ | None = None, **more: Any) -> SealedReport:
        """A draft for 2024."""
        asked = Question(Scope(organ or self.office["甲县"]), more.pop("window", YEAR), more.pop("basis", None))
        return open_report(asked, actor=more.pop("actor", self.supervisor), today=self.office.today)

    def said(self, report: SealedReport, **explanations: str) -> Sealing:
        """What somebody says who has looked at the figures as they are."""
        counted = counted_now(question_of(report), self.office.reference, self.office.today)
        return Sealing(counted.seen, explanations)

    def seal(self, report: SealedReport | None = None, said: Sealing | None = None, **more: Any) -> SealedReport:
        """A report sealed by the supervisor."""
        report = report or self.opened()
        return seal(report, said or self.said(report), actor=more.pop("actor", self.supervisor), **self.when(NOW))

    def confirm(self, report: SealedReport, **more: Any) -> SealedReport:
        """A report confirmed by the approver."""
        checksum = more.pop("checksum", report.checksum)
        return confirm(report, checksum, actor=more.pop("actor", self.approver), **self.when(LATER))

    def restate(self, report: SealedReport, reason: str = "记录更正", said: Sealing | None = None) -> SealedReport:
        """A restatement by the supervisor."""
        return restate(report, reason, said or self.said(report), actor=self.supervisor, **self.when(LATER))

    def confirmed(self) -> SealedReport:
        """A report sealed and confirmed."""
        return self.confirm(self.seal())

    def when(self, now: datetime) -> dict[str, Any]:
        """The day, the time and the reference data of an action."""
        return {"today": self.office.today, "now": now, "reference": self.office.reference}
