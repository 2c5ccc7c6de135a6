"""Balances of all tables, and the yearly roll-up."""

from __future__ import annotations

from datetime import date
from itertools import islice

from django.db.models import Max, Min

from casework.integrity.rule import Only, Result
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Event, Organ, Rollup
from casework.reference import Reference
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.rollup import differences, is_read

MOST_DIFFERENCES = 5


def check_balances(reference: Reference, _today: date, _only: Only) -> Result:
    """Every balance of every table, for each organ with records and each year of them."""
    result = Result()
    years_of = _years()
    organs = Organ.objects.in_bulk(years_of)
    for organ_id, years in sorted(years_of.items()):
        organ = organs[organ_id]
        for year in sorted(years):
            window = Window(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))
            report = compute(Scope(organ), window, reference.vocabulary)
            for key, table in report.tables.items():
                for check in table.checks:
                    gap = f"{check.left}≠{check.right}"
                    result.look(f"{organ.name} {year} {key}.{check.id}", "" if check.holds else gap)
    return result


def check_rollup(reference: Reference, _today: date, _only: Only) -> Result:
    """What was counted beforehand equals a count made now, as long as nothing has been recorded since."""
    result = Result()
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    for stored in Rollup.objects.select_related("organ"):
        if not is_read(stored, reference.vocabulary):
            result.notes.append((f"{stored.organ.name} {stored.year}", OLDER))
            continue
        if stored.last_event != last:
            continue
        found = list(islice(differences(stored, reference.vocabulary), MOST_DIFFERENCES))
        result.look(f"{stored.organ.name} {stored.year}", "；".join(found))
    return result


OLDER = "按旧口径汇总的，没有使用也没有比较：运行rebuild_rollup"


def _years() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for kind, each in KINDS.items():
        if kind is RecordKind.LEDGER:
            continue
        organ = "defendants" if kind is RecordKind.LITIGATION else "organ_id"
        rows = (
            each.model.objects.standing().order_by().values_list(organ).annotate(Min("received_on"), Max("received_on"))
        )
        for organ_id, first, last in rows:
            found.setdefault(organ_id, set()).update(range(first.year, last.year + 1))
    return found
