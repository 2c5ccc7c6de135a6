"""作废: a void record leaves every list and count, and stays in the trail."""

from __future__ import annotations

import pytest

from casework.errors import ActRefused
from casework.law.names import Role
from casework.models import Reconsideration
from casework.permissions import held_on, reach_of
from casework.statistics.records import figure_keys, listing_of_cell, listing_of_figure
from tests.factories import Personas, events_of
from tests.statistics.asked import BASES, WHOLE, Asked, Scope


def counted(office) -> set[str]:
    """Every cell and figure that is not zero, under whichever basis."""
    asked = Asked(Scope(office["甲县"]), WHOLE, office.reference.vocabulary)
    found = set()
    for basis in BASES:
        report = asked.report(basis)
        for key, table in report.tables.items():
            found |= {f"{key}.{row}.{column}" for (row, column), value in table.values.items() if value}
        found |= {key for key, figure in report.figures.items() if figure.value}
    return found


def full_case(office):
    case = office.conclude(
        compensation_claimed=True, outcome="revoke", redo_ordered=True, compensation_granted=100, how=None
    )
    case = office.do(case, "issue_opinion", "2024-04-01", to="甲县公安局")
    return office.do(case, "publish", "2024-04-02")


def full_suit(office):
    suit = office.do(office.sue(), "hold_hearing", "2024-06-01")
    suit = office.do(suit, "record_appearance", "2024-06-01", organ="甲县人民政府", rank="chief")
    return office.do(suit, "close_instance", "2024-07-01", result="revoke")


def full_mediation(office):
    case = office.do(office.mediation(amount=100), "conclude", "2024-06-01", result="succeeded")
    return office.do(case, "perform", "2024-06-02")


@pytest.mark.parametrize(
    "make",
    [full_case, full_suit, full_mediation, lambda office: office.entry()],
    ids=["case", "suit", "mediation", "entry"],
)
def test_a_void_record_leaves_every_count_and_stays_in_the_trail(office, make):
    assert counted(office) == set()
    record = make(office)
    assert counted(office)
    events = len(events_of(record))
    void = office.do(record, "void", "2024-08-01", reason="重复登记")
    assert counted(office) == set()
    assert void.voided_on.isoformat() == "2024-08-01"
    assert len(events_of(void)) == events + 1
    assert events_of(void)[-1].keys == {"reason": "重复登记"}
    assert void not in type(void).objects.standing()
    assert type(void).objects.filter(pk=void.pk).exists()


def test_a_void_record_opens_in_no_list(office):
    case = full_case(office)
    office.do(case, "void", "2024-08-01", reason="重复登记")
    scope, vocabulary = Scope(office["国"], subtree=True), office.reference.vocabulary
    assert not any(listing_of_figure(key, scope, WHOLE).queryset.exists() for key in figure_keys())
    assert not listing_of_cell("T2.revoke.total", scope, WHOLE, vocabulary).queryset.exists()
    personas = Personas(office)
    assert list(Reconsideration.objects.visible_to(reach_of(held_on(personas.clerk, office.today)))) == []


def test_a_voided_suit_no_longer_counts_against_the_case_that_it_names(office):
    case = office.conclude()
    suit = office.sue("2024-05-06", after_reconsideration=case.number)
    asked = Asked(Scope(office["甲县"]), WHOLE, office.reference.vocabulary)
    assert asked.report().figures["reconsideration.suit_rate"].value == 100
    office.do(suit, "void", "2024-08-01", reason="重复登记")
    assert asked.report().figures["reconsideration.suit_rate"].value == 0


def test_voiding_needs_a_supervisor_and_is_done_once(office):
    case = full_case(office)
    void = office.do(case, "void", "2024-08-01", actor=office.actor(roles=Role.SUPERVISOR), reason="重复登记")
    with pytest.raises(ActRefused):
        office.do(void, "void", "2024-08-02", reason="重复登记")
