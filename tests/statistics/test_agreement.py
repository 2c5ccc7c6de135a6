"""The tables of one base agree with one another and with the figures; and all agree with the facts of the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from casework.law.history import play
from casework.law.names import AT_INTAKE, PENDING, Outcome, RecordKind, State
from casework.models import Litigation, Mediation, Reconsideration
from casework.registry import recorded_acts
from casework.statistics.compute import Report
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from tests.factories import Office
from tests.lives import Lives
from tests.statistics.asked import BASES, WHOLE, Asked, asked_of

pytestmark = pytest.mark.django_db


def cell(report: Report, name: str) -> Any:
    table, row, column = name.split(".")
    return report.tables[table].values[row, column]


CLASSES = ("T3.total.count", "T4.total.count", "T5.total.count", "T6.total.count")
AGREE: dict[str | None, tuple[tuple[str, ...], ...]] = {
    None: (
        (
            *CLASSES, "T2.accepted.total", "T1.accepted.count", "reconsideration.accepted", "T10.total.accepted",
            "T11.total.accepted",
        ),
        (
            "T2.concluded.total", "T7.concluded.value", "reconsideration.concluded", "T9.total.total",
            "T10.total.concluded", "T11.total.concluded",
        ),
        ("T1.received.count", "reconsideration.received", "T10.total.received", "T11.total.received"),
        ("T1.at_intake_end.count", "reconsideration.at_intake"),
        ("T2.carried_over.total", "reconsideration.carried_over", "T11.total.carried_over"),
        ("T2.pending.total", "reconsideration.pending", "T10.total.pending_end", "T11.total.pending"),
        ("T6.total.applicants", "T11.total.applicants"),
        ("T8.document_review.value", "T11.total.document_review"),
        ("T8.compensation_granted.value", "T11.total.compensation_cases"),
        ("T8.opinion_answered.value", "T11.total.opinion_answered"),
        ("T3.information_disclosure.count", "T11.total.matter_information_disclosure"),
        ("T3.land_expropriation.count", "T11.total.matter_land_expropriation"),
        ("T4.public_security.count", "T11.public_security.accepted"),
        ("T4.land.count", "T11.land.accepted"),
        ("L1.received.total", "L3.total.total", "litigation.received"),
        ("L1.closed.total", "litigation.closed"),
        ("L1.open.total", "litigation.open"),
        ("L2.heard.count", "litigation.heard"),
        ("L2.attended.count", "litigation.attended"),
        ("L3.direct.total", "litigation.direct"),
        ("M1.concluded.count", "M2.total.count", "M3.total.total", "mediation.concluded"),
        ("M1.concluded.amount", "mediation.amount"),
        ("M1.concluded.parties", "mediation.parties"),
        ("T7.mean_days.value", "reconsideration.mean_days"),
        ("T7.late.value", "reconsideration.late"),
        ("T8.opinion_issued.value", "reconsideration.opinion_issued", "T11.total.opinion_issued"),
        (
            "T8.compensation_amount.value", "reconsideration.compensation_amount",
            "T11.total.compensation_amount",
        ),
        *(
            (f"T2.{outcome.value}.total", f"reconsideration.outcome.{outcome.value}", f"T9.{outcome.value}.total")
            for outcome in Outcome
        ),
    ),
    "received": ((*CLASSES, "T1.received.count"), ("M1.received.count", "M2.total.count", "M3.total.total")),
    "accepted": ((*CLASSES, "T2.accepted.total"),),
    "concluded": (
        (*CLASSES, "T2.concluded.total", "T7.concluded.value", "T9.total.total"),
        ("T3.inaction.count", "T9.total.inaction", "T11.total.matter_inaction"),
    ),
    "cohort": (
        ("T9.total.total", "T11.total.concluded", "reconsideration.concluded"),
        ("T11.total.opinion_issued", "reconsideration.opinion_issued"),
        ("T11.total.carried_over", "reconsideration.carried_over"),
        (*CLASSES, "T2.accepted.total", "T1.accepted.count", "reconsideration.accepted"),
        ("T1.received.count", "reconsideration.received"),
        ("T2.concluded.total", "T7.concluded.value", "reconsideration.concluded"),
        ("T2.carried_over.total", "T1.at_intake_start.count", "reconsideration.carried_over"),
    ),
}  # fmt: skip
"""Basis -> groups of cells and figures that are the same number."""


def test_the_tables_of_one_base_agree_with_one_another_and_with_the_figures(lives):
    for asked in asked_of(lives, 7):
        for basis in BASES:
            report = asked.report(basis)
            for group in AGREE[basis]:
                values = {
                    name: cell(report, name) if name[0].isupper() else report.figures[name].value for name in group
                }
                assert len(set(values.values())) == 1, f"{asked} {basis}: {values}"


def test_of_what_flowed_into_review_no_more_is_concluded_than_there_is(lives):
    for asked in asked_of(lives, 7):
        for basis in (None, "cohort"):
            report = asked.report(basis)
            rate = report.figures["reconsideration.conclusion_rate"]
            inflow = [cell(report, f"T2.{row}.total") for row in ("carried_over", "accepted", "reopened", "taken_over")]
            assert (rate.numerator, rate.denominator) == (cell(report, "T2.concluded.total"), sum(inflow)), asked
            assert rate.numerator <= rate.denominator


def test_in_a_cohort_every_application_is_in_one_place(lives):
    for asked in asked_of(lives, 7):
        report = asked.report("cohort")
        ends = ("accepted", "declined", "referred", "abandoned", "withdrawn_early", "at_intake_end")
        assert cell(report, "T1.received.count") == sum(cell(report, f"T1.{end}.count") for end in ends), asked
        after = ("concluded", "transferred", "pending")
        assert cell(report, "T2.accepted.total") == sum(cell(report, f"T2.{end}.total") for end in after), asked
        assert cell(report, "T2.carried_over.total") == 0


def test_a_month_is_counted_as_the_report_of_that_month_and_a_year_before_as_its_own(lives):
    office = lives.office
    for start, end in ((date(2023, 12, 10), date(2024, 3, 15)), (date(2024, 2, 1), date(2024, 2, 29))):
        window = Window(start, end, end)
        whole = Asked(Scope(office["甲县"], subtree=True), window, office.reference.vocabulary)
        table = whole.report().tables["T10"]
        months = [row for row in table.table.rows if row.days is not None]
        assert months[0].days[0] == start
        assert months[-1].days[1] == end
        for row in months:
            first, last = row.days
            before = first.replace(year=first.year - 1)
            until = date(2023, 2, 28) if (last.month, last.day) == (2, 29) else last.replace(year=last.year - 1)
            for prefix, days in (("", (first, last)), ("previous_", (before, until))):
                alone = whole._replace(window=Window(*days, days[1])).report()
                expected = [alone.figures[f"reconsideration.{key}"].value for key in FLOWS]
                found = [table.values[row.key, f"{prefix}{key}"] for key in ("received", "accepted", "concluded")]
                assert [*found, table.values[row.key, f"{prefix}pending_end"]] == expected, f"{row.key} {prefix}"


FLOWS = ("received", "accepted", "concluded", "pending")


# ---- Counted again from the facts, without phases, tables or conditions ----


def played(model: Any, kind: RecordKind, office: Office) -> Iterator[Any]:
    for record in model.objects.standing().filter(organ=office["甲县"]).order_by("pk"):
        yield play(kind, recorded_acts(record), office.reference.calendar).facts


def moves(facts: Any) -> Iterator[tuple[State | None, State, date]]:
    before: State | None = None
    for stay in facts.stays:
        yield before, stay.state, stay.since
        before = stay.state


def counted_cases(office: Office, window: Window) -> Counter[str]:
    """Cells of T1 and T2 from the states that each case was in, day by day."""
    found: Counter[str] = Counter()
    ends = {State.DECLINED, State.REFERRED, State.ABANDONED, State.WITHDRAWN_EARLY}
    for facts in played(Reconsideration, RecordKind.RECONSIDERATION, office):
        first, last = facts.state_on(window.start - timedelta(1)), facts.state_on(window.upto)
        found["T1.at_intake_start.count"] += first in AT_INTAKE
        found["T1.at_intake_end.count"] += last in AT_INTAKE
        found["T2.carried_over.total"] += first in PENDING
        found["T2.pending.total"] += last in PENDING
        found["T1.received.count"] += window.start <= facts.received_on <= window.upto
        for before, after, day in moves(facts):
            if window.start <= day <= window.upto:
                found["T1.accepted.count"] += before in AT_INTAKE and after is State.REVIEWING
                found["T2.concluded.total"] += after is State.CONCLUDED
                found["T2.transferred.total"] += after is State.TRANSFERRED
                found.update(f"T1.{end.value}.count" for end in ends if after is end)
        for phase in facts.phases:
            if phase.decision is not None and window.start <= phase.decision.on <= window.upto:
                found[f"T2.{phase.decision.outcome.value}.total"] += 1
    return found


def counted_mediations(office: Office, window: Window) -> Counter[str]:
    """Cells of M1 from the facts."""
    found: Counter[str] = Counter()
    for facts in played(Mediation, RecordKind.MEDIATION, office):
        ended = facts.concluded_on or date.max
        found["M1.carried_over.count"] += facts.received_on < window.start <= ended
        found["M1.received.count"] += window.start <= facts.received_on <= window.upto
        found["M1.open.count"] += facts.received_on <= window.upto < ended
        if window.start <= ended <= window.upto:
            found[f"M1.{facts.result}.count"] += 1
            found["M1.concluded.amount"] += facts.amount
            found["M1.concluded.parties"] += facts.parties
    return found


def counted_instances(office: Office, window: Window) -> Counter[str]:
    """Cells of L1 from the facts of every dispute in which the county is a defendant, whoever keeps it."""
    found: Counter[str] = Counter()
    county = office["甲县"].pk
    for suit in Litigation.objects.standing().order_by("pk"):
        facts = play(RecordKind.LITIGATION, recorded_acts(suit), office.reference.calendar).facts
        for instance in facts.instances if county in facts.defendants else ():
            closed = instance.closed_on or date.max
            found["L1.carried_over.total"] += instance.received_on < window.start <= closed
            found["L1.received.total"] += window.start <= instance.received_on <= window.upto
            found["L1.open.total"] += instance.received_on <= window.upto < closed
            found["L1.closed.total"] += window.start <= closed <= window.upto
            heard = min((hearing.on for hearing in instance.hearings), default=date.max)
            found["L2.heard.count"] += window.start <= heard <= window.upto
    return found


@pytest.mark.parametrize("counted", [counted_cases, counted_mediations, counted_instances], ids=lambda f: f.__name__)
def test_the_tables_equal_what_is_counted_from_the_facts(
    lives: Lives, counted: Callable[[Office, Window], Counter[str]]
) -> None:
    office = lives.office
    scope = Scope(office["甲县"])
    periods = [asked.window for asked in asked_of(lives, 5)]
    for window in [*periods, WHOLE]:
        report = Asked(scope, window, office.reference.vocabulary).report()
        for name, expected in counted(office, window).items():
            assert cell(report, name) == expected, f"{window} {name}"
