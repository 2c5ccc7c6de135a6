"""What cannot be is refused by the database itself, whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from casework.law.names import State
from casework.models import (
    Appearance,
    CalendarYear,
    Event,
    Extension,
    FormerName,
    Instance,
    LedgerQuantity,
    Mediation,
    Membership,
    NumberSeries,
    Organ,
    Phase,
    Reconsideration,
    Respondent,
    Standing,
    Stop,
    Term,
)
from tests.factories import Office, events_of

DAY = date(2024, 3, 1)


def copy_of(row: Any, **changes: Any) -> None:
    """The row once more, with changes, by the ORM alone."""
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def phase_of(office: Office, state: State = State.REVIEWING) -> Phase:
    return office.case_in(state).phases.order_by("position").last()


def suspended_stop(office: Office) -> Stop:
    return office.case_in(State.SUSPENDED).stops.get()


def extension(office: Office) -> Extension:
    return office.do(office.case_in(State.REVIEWING), "extend", "2024-03-10", days=10).extensions.get()


def instance(office: Office) -> Instance:
    suit = office.do(office.sue(), "hold_hearing", "2024-06-01")
    return office.do(suit, "record_appearance", "2024-06-01", organ="甲县人民政府", rank="chief").instances.get()


def twice_in_force(office: Office) -> None:
    phase = phase_of(office, State.CONCLUDED)
    copy_of(phase, position=9)


BREAKS: dict[str, Callable[[Office], Any]] = {
    "a phase that closes before it opens": lambda o: copy_of(
        phase_of(o), position=9, closed_on=date(2024, 2, 1), closed_by="concluded"
    ),
    "a closed phase without the act that closed it": lambda o: copy_of(
        phase_of(o), position=9, closed_on=date(2024, 4, 1)
    ),
    "an open phase with an act that closed it": lambda o: Phase.objects.filter(pk=phase_of(o).pk).update(
        closed_by="concluded"
    ),
    "two open phases of a case": lambda o: copy_of(phase_of(o), position=9),
    "two decisions in force of a case": twice_in_force,
    "two phases at one position": lambda o: copy_of(phase_of(o, State.CONCLUDED), outcome=""),
    "compensation below zero": lambda o: Phase.objects.filter(pk=phase_of(o).pk).update(compensation_granted=-1),
    "two open suspensions": lambda o: copy_of(suspended_stop(o), position=9),
    "a stop that ends before it begins": lambda o: Stop.objects.filter(pk=suspended_stop(o).pk).update(
        until=date(2024, 1, 1)
    ),
    "an extension of 31 days": lambda o: Extension.objects.filter(pk=extension(o).pk).update(days=31),
    "an extension of no days": lambda o: Extension.objects.filter(pk=extension(o).pk).update(days=0),
    "an application filed after its receipt": lambda o: Reconsideration.objects.filter(pk=o.register().pk).update(
        filed_on=date(2024, 3, 2)
    ),
    "a decision before acceptance": lambda o: Reconsideration.objects.filter(pk=o.conclude().pk).update(
        concluded_on=date(2024, 2, 1)
    ),
    "an outcome without a date": lambda o: Reconsideration.objects.filter(pk=o.conclude().pk).update(concluded_on=None),
    "one number twice": lambda o: Reconsideration.objects.filter(pk=o.register().pk).update(number=o.register().number),
    "one respondent twice": lambda o: copy_of(o.register().respondents.get(), position=9),
    "a copy received before it was sent": lambda o: Respondent.objects.filter(
        pk=o.do(o.case_in(State.REVIEWING), "send_copy", "2024-03-08", received_on="2024-03-09").respondents.get().pk
    ).update(copy_received_on=date(2024, 3, 1)),
    "nobody under a name": lambda o: o.register().applicants.update(count=0),
    "an instance closed before its receipt": lambda o: Instance.objects.filter(pk=instance(o).pk).update(closed_on=DAY),
    "one organ twice at a hearing": lambda o: copy_of(Appearance.objects.get(hearing__instance=instance(o))),
    "one side twice": lambda o: copy_of(instance(o).sides.get()),
    "two standings from one day": lambda o: copy_of(Standing.objects.get(side__instance=instance(o))),
    "a mediation ended before its receipt": lambda o: Mediation.objects.filter(pk=o.mediation().pk).update(
        concluded_on=DAY, result="failed"
    ),
    "a mediation ended without a result": lambda o: Mediation.objects.filter(pk=o.mediation().pk).update(
        concluded_on=date(2024, 6, 1)
    ),
    "a result without an end": lambda o: Mediation.objects.filter(pk=o.mediation().pk).update(result="failed"),
    "an amount below zero": lambda o: Mediation.objects.filter(pk=o.mediation().pk).update(amount=Decimal("-0.01")),
    "a quantity below zero": lambda o: LedgerQuantity.objects.filter(entry=o.entry()).update(value=-1),
    "one quantity twice": lambda o: copy_of(o.entry().quantities.get()),
    "an event of two records": lambda o: copy_of(events_of(o.register())[0], version=9, mediation=o.mediation()),
    "an event of no record": lambda o: copy_of(events_of(o.register())[0], version=9, reconsideration=None),
    "two events of one version": lambda o: copy_of(events_of(o.register())[0]),
    "two series of one year": lambda o: copy_of(NumberSeries.objects.get(organ=o.register().organ)),
    "two organs of one code": lambda o: Organ.objects.filter(pk=o["甲局"].pk).update(division_code="141021"),
    "two organs of one name under one organ": lambda o: Organ.objects.filter(pk=o["甲镇"].pk).update(name="甲县公安局"),
    "an organ without a name": lambda o: Organ.objects.filter(pk=o["甲镇"].pk).update(name=""),
    "two organs on one path": lambda o: Organ.objects.filter(pk=o["甲镇"].pk).update(path=o["甲局"].path),
    "a code twice in a list": lambda o: copy_of(Term.objects.first()),
    "two arrangements of a year": lambda o: copy_of(CalendarYear.objects.first()),
    "a membership that ends before it begins": lambda o: Membership.objects.create(
        person=o.person, organ=o["甲县"], role="clerk", valid_from=DAY, valid_to=date(2024, 2, 1)
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_the_database_refuses(office, what):
    with pytest.raises(IntegrityError), transaction.atomic():
        BREAKS[what](office)


def test_what_records_rest_on_cannot_be_deleted(office):
    case = office.register()
    for row in (office["甲局"], office["甲县"], office.person):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        case.delete()
    assert Event.objects.of_record(case).count() == 1


def test_a_former_name_goes_with_its_organ(office):
    FormerName.objects.create(organ=office["丙县"], name="丙旧县人民政府")
    office["丙县"].delete()
    assert not FormerName.objects.exists()
