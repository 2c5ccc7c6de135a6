"""Events without a gap, numbers within their series, suits, organs, quantities, classifications, triggers."""

from __future__ import annotations

from datetime import date
from itertools import chain

from django.db.models import Count, Max, Min, Q

from casework import triggers
from casework.classification import GROWING, faults
from casework.integrity.rule import Only, Result, asked, batches, name_of
from casework.kinds import KINDS
from casework.law.documents.numbering import parse_number
from casework.law.names import RecordKind
from casework.models import LedgerEntry, Litigation, NumberSeries, Organ, Phase, Term
from casework.models.base import OPEN_END
from casework.models.numbers import pattern_of, word_of
from casework.reference import Reference, ledger_kinds
from casework.statistics.tables.mappings import mappings
from casework.vocabulary import LedgerKind, Vocabulary


def check_versions(_reference: Reference, _today: date, only: Only) -> Result:
    """Every record's events are numbered from 1 to its version without a gap."""
    result = Result()
    for kind, each in KINDS.items():
        first, last = Min("events__version"), Max("events__version")
        counted = each.model.objects.annotate(n=Count("events"), first=first, last=last)
        for record in chain.from_iterable(batches(counted, asked(only, kind))):
            sound = record.n == record.version == record.last and record.first == 1
            result.look(name_of(record), "" if sound else f"{kind.zh}第{record.version}版有{record.n}个事件")
    return result


def check_numbers(_reference: Reference, _today: date, _only: Only) -> Result:
    """No record bears a serial of the organ's pattern that its series has not given."""
    result = Result()
    of_records = NumberSeries.objects.filter(kind__in=[kind.value for kind in KINDS])
    for series in of_records.select_related("organ"):
        pattern, word = pattern_of(series.kind, series.organ) or "", word_of(series.organ)
        borne = KINDS[RecordKind(series.kind)].model.objects.filter(
            organ=series.organ, number__contains=str(series.year)
        )
        parsed = [parse_number(pattern, word, number) for number in borne.values_list("number", flat=True)]
        highest = max((found[1] for found in parsed if found is not None and found[0] == series.year), default=0)
        result.look(str(series), "" if highest <= series.last else f"编到{series.last}，却有{highest}号")
    return result


def check_suits(_reference: Reference, _today: date, only: Only) -> Result:
    """A decision counts as taken to court from the first linked first instance on that came while it stood."""
    result = Result()
    told = Q(case__litigations__isnull=False) | ~Q(sued_on=OPEN_END)
    decided = Phase.objects.exclude(outcome="").filter(told).distinct()
    cases = asked(only, RecordKind.RECONSIDERATION)
    for phase in decided if cases is None else chain.from_iterable(batches(decided, cases, "case_id")):
        received = Litigation.objects.filter(
            reconsideration=phase.case_id,
            voided_on__isnull=True,
            instances__level="first",
            instances__received_on__gte=phase.closed_on,
            instances__received_on__lt=phase.superseded_on,
        ).aggregate(first=Min("instances__received_on"))["first"]
        expected = received or OPEN_END
        result.look(str(phase), "" if phase.sued_on == expected else f"起诉日期{phase.sued_on}，应为{expected}")
    return result


def check_tree(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every organ's path is its superior's path and its own id."""
    result = Result()
    paths = dict(Organ.objects.values_list("pk", "path"))
    for organ in Organ.objects.all():
        expected = f"{paths[organ.parent_id] if organ.parent_id else '/'}{organ.pk}/"
        result.look(organ.name, "" if organ.path == expected else f"路径{organ.path}，应为{expected}")
    return result


def check_quantities(_reference: Reference, _today: date, only: Only) -> Result:
    """Every ledger entry is of a kind that there is, and has quantities of it with no more decimals than they take."""
    result, kinds = Result(), ledger_kinds()
    entries = LedgerEntry.objects.prefetch_related("quantities")
    for entry in chain.from_iterable(batches(entries, asked(only, RecordKind.LEDGER))):
        kind = kinds.get(entry.entry_kind)
        result.look(name_of(entry), f"没有种类{entry.entry_kind}" if kind is None else _misfit(entry, kind))
    return result


def _misfit(entry: LedgerEntry, kind: LedgerKind) -> str:
    """What is wrong with the quantities of an entry; empty where nothing is."""
    rows = list(entry.quantities.all())
    wrong = [f"没有数量{row.quantity}" for row in rows if row.quantity not in kind.quantities]
    wrong += [
        f"{row.quantity}的{row.value.normalize():f}多于{kind.quantities[row.quantity].decimals}位小数"
        for row in rows
        if row.quantity in kind.quantities and row.value != round(row.value, kind.quantities[row.quantity].decimals)
    ]
    return "、".join(wrong) if rows else "没有数量"


def check_classifications(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every term of a list that grows is one that the administration would take."""
    result = Result()
    rows = list(Term.objects.values(*Vocabulary.COLUMNS))
    known = mappings(Vocabulary.of_rows(rows))
    for row in rows:
        if row["list"] in GROWING or row["list"] in known:
            others = Vocabulary.of_rows(other for other in rows if other is not row)
            found = [said.zh for _, said in faults(row, others, known)]
            result.look(f"{row['list']}: {row['zh']}", "；".join(found))
    return result


def check_triggers(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every declared trigger stands in the database as it is declared."""
    result, problems = Result(), triggers.problems()
    for name, _, _ in triggers.wanted():
        result.look(name, problems.get(name, ""))
    return result
