"""The rules of integrity: they hold over random lawful lives, and each finds what a script breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F

from casework.actions.counting.rollup import rebuild
from casework.actions.reference.organs import add_organ
from casework.integrity.rules import RULES, check_all
from casework.models import (
    Attachment,
    FieldKey,
    InstanceSide,
    LedgerQuantity,
    Mediation,
    NumberSeries,
    Organ,
    Phase,
    Reconsideration,
    Rollup,
    Term,
)
from casework.models.desk import attachments
from casework.triggers import TRIGGERS, Trigger
from tests.actions.belongings.test_attachments import put
from tests.factories import Office, broken_rules
from tests.lives import WORLDS, Lives
from tests.statistics.asked import BASES, asked_of

NOW = datetime(2026, 6, 30, 3, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize("seed", range(2000, 2000 + WORLDS))
def test_balances_hold_after_each_life_and_every_rule_when_all_are_over(office, seed):
    lives, broken = Lives(office, seed), list[str]()
    lives.play(after=lambda: broken.extend(unbalanced(lives)))
    assert broken == []
    assert broken_rules(office) == {}  # what is stored follows from the events, replayed from the first


def unbalanced(lives: Lives) -> Iterator[str]:
    """The balances that do not hold in a report of the lives so far, another one after each life."""
    (asked,) = asked_of(lives, 1)
    for basis in BASES:
        for value in asked.report(basis).tables.values():
            for check in value.checks:
                if not check.holds:
                    yield f"{asked} {basis} {value.table.key}.{check.id}: {check.left} and {check.right}"


PERSON = {"kind": "citizen", "name": "申请人甲", "telephone": "13800000001"}
BREAKS: dict[str, tuple[str, Callable[[Office], Any]]] = {
    "a column of a case": (
        "reconsideration-derivations",
        lambda o: Reconsideration.objects.filter(pk=o.conclude().pk).update(outcome="revoke"),
    ),
    "a phase of a case": (
        "reconsideration-derivations",
        lambda o: Phase.objects.filter(case=o.conclude(), kind="review").update(days=99),
    ),
    "a phase taken away": ("reconsideration-derivations", lambda o: o.register().phases.all().delete()),
    "a respondent taken away": ("reconsideration-derivations", lambda o: o.register().respondents.all().delete()),
    "a column of a mediation": (
        "mediation-derivations",
        lambda o: Mediation.objects.filter(pk=o.mediation().pk).update(parties=9),
    ),
    "a version": ("versions", lambda o: Reconsideration.objects.filter(pk=o.register().pk).update(version=7)),
    "a series turned back": ("numbers", lambda o: (o.register(), o.register(), NumberSeries.objects.update(last=1))),
    "the day of a suit": (
        "suits",
        lambda o: (
            o.sue("2024-05-06", after_reconsideration=o.conclude().number),
            Phase.objects.exclude(outcome="").update(sued_on=date(2024, 9, 9)),
        ),
    ),
    "a place in the tree": ("tree", lambda o: Organ.objects.filter(pk=o["甲局"].pk).update(path="/9/9/")),
    "a quantity taken away": ("ledger-quantities", lambda o: o.entry().quantities.all().delete()),
    "a number counted beforehand": (
        "rollup",
        lambda o: (roll_up(o), Rollup.objects.filter(year=2024).update(content=of_another_year(2025))),
    ),
    "a classification under no heading": (
        "classifications",
        lambda _o: Term.objects.filter(list="matter", code="licensing").update(parent="no_such"),
    ),
    "a file": ("files", lambda o: file_of(put(o, o.register())).write_bytes(b"another")),
    "a trigger": ("triggers", lambda _o: drop(TRIGGERS[connection.vendor][0])),
    "another field key": (
        "keys",
        lambda o: (o.register(applicants=[PERSON]), FieldKey.objects.update(fingerprint="x")),
    ),
    "a balance": (
        "balances",
        lambda o: Phase.objects.filter(case=o.conclude(), kind="review").update(opened_by="received"),
    ),
}


def drop(trigger: Trigger) -> None:
    """Take a trigger away, as SQLite does where it makes a table anew."""
    where = f" ON {trigger.tables[0]}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {trigger.name}{where}")


def file_of(attachment: Attachment) -> Path:
    """Where an attachment's file lies."""
    return Path(attachments().location) / str(attachment.file.name)


def roll_up(office: Office) -> list[Rollup]:
    """Every year of the nation."""
    return list(rebuild(office.reference.vocabulary, NOW))


def of_another_year(year: int) -> bytes:
    """What was counted of another year."""
    return bytes(Rollup.objects.get(year=year).content)


@pytest.mark.parametrize("what", BREAKS)
def test_a_rule_finds_what_a_script_broke_and_names_the_record(office, what):
    office.conclude()
    assert broken_rules(office) == {}
    rule, broken = BREAKS[what]
    broken(office)
    found = broken_rules(office)
    assert rule in found
    record, detail = found[rule][0]
    assert record
    assert detail


def test_a_roll_up_that_is_behind_breaks_no_rule(office):
    office.conclude()
    roll_up(office)
    office.conclude("2024-03-01", "uphold")
    assert broken_rules(office) == {}


def test_the_balances_of_every_organ_are_looked_at_however_many_there_are(office):
    for number in range(201):
        street = add_organ(name=f"第{number}街道办事处", level="township", kind="street_office", under=office["甲县"])
        office.mediation(actor=office.actor(street))
    last = add_organ(name="戊县人民政府", level="county", under=office["市"])
    case = office.conclude(actor=office.actor(last))
    Phase.objects.filter(case=case, kind="review").update(opened_by="received")
    assert all("戊县" in record for record, _ in broken_rules(office)["balances"])


def test_every_rule_has_a_test_that_breaks_it():
    tested = {rule for rule, _ in BREAKS.values()}
    alike = {f"{kind}-derivations" for kind in ("litigation", "ledger", "respondent")}  # the same as the other two'
    assert {rule.id for rule in RULES} - alike <= tested


def test_every_rule_looks_at_something(office):
    Lives(office, 4).play()
    office.sue("2024-05-06", after_reconsideration=office.conclude().number)
    put(office, office.register())
    roll_up(office)
    assert all(result.checked for _, result in check_all(office.reference, office.today))


@pytest.mark.parametrize(
    "broken",
    [
        lambda o: InstanceSide.objects.filter(instance__litigation=o.sue()).update(lost=True),
        lambda o: LedgerQuantity.objects.filter(entry=o.entry()).update(value=F("value") + 1),
    ],
    ids=["a side of an instance", "a quantity"],
)
def test_the_rows_below_disputes_and_entries_are_looked_at_too(office, broken):
    broken(office)
    assert broken_rules(office)
