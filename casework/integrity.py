"""Rules that the stored data must keep: what is derived equals what the acts say, and the balances hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min

from casework.derivations import ROWS, case_children, instance_row, joint_reviewer, search_row, side_row, standing_rows
from casework.law.gaps import Gap, gaps
from casework.law.history import Done, Unlawful, play
from casework.law.ledger import EntryFacts
from casework.law.litigation import SuitFacts
from casework.law.names import RecordKind
from casework.law.numbering import parse_number
from casework.models import (
    MODELS,
    Applicant,
    CaseEntry,
    Event,
    Extension,
    LedgerEntry,
    LedgerQuantity,
    Litigation,
    Mediation,
    NumberSeries,
    Organ,
    Phase,
    Reconsideration,
    Respondent,
    Rollup,
    Stop,
)
from casework.models.base import OPEN_END
from casework.models.numbers import pattern_of, word_of
from casework.reference import Reference
from casework.registry import histories
from casework.statistics.bases import Scope
from casework.statistics.compute import DEFINITIONS, compute
from casework.statistics.conditions import Window
from casework.statistics.rollup import differences

CHILDREN: dict[str, Any] = {
    model.__name__: model for model in (Applicant, Respondent, Phase, Stop, Extension, CaseEntry)
}
BELOW: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.LITIGATION: ("instances__sides__standings", "instances__hearings__appearances"),
    RecordKind.LEDGER: ("quantities",),
}
"""What is read along with a record, besides the rows of a case."""
BATCH = 500


@dataclass
class Result:
    """What a rule found: how many things it looked at, those that break it as (record, detail), and gaps.

    A gap is what the law wants and a record lacks; it breaks no rule of integrity.
    """

    checked: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[tuple[str, Gap]] = field(default_factory=list)

    def look(self, record: str, problem: str) -> None:
        """Count one thing looked at; `problem` is empty where it is sound."""
        self.checked += 1
        if problem:
            self.broken.append((record, problem))


Only = Mapping[RecordKind, Collection[int]] | None
"""The records that are looked at, by kind and id; None for all."""


class Rule(NamedTuple):
    """A rule of integrity; `of_records` looks at each record by itself, and so at some alone where that is asked."""

    id: str
    zh: str
    en: str
    check: Callable[[Reference, date, Only], Result]
    of_records: bool = False


# ---- Stored derivations ---------------------------------------------------------------------------------------------


class Stored(NamedTuple):
    """A record as it is stored: its row, its events, and (of a case) its rows by model name."""

    record: Any
    acts: list[Done]
    children: dict[str, list[Any]]


def _batches(rows: Any, ids: Collection[int] | None, key: str = "pk") -> Iterator[list[Any]]:
    """Rows in the order of a key, so many at a time; those of some keys alone where `ids` are given."""
    if ids is not None:
        wanted = sorted(ids)
        for first in range(0, len(wanted), BATCH):
            yield list(rows.filter(**{f"{key}__in": wanted[first : first + BATCH]}).order_by(key))
        return
    last = 0
    while batch := list(rows.filter(**{f"{key}__gt": last}).order_by(key)[:BATCH]):
        last = getattr(batch[-1], key)
        yield batch


def _asked(only: Only, kind: RecordKind) -> Collection[int] | None:
    return None if only is None else only.get(kind, ())


def _stored(kind: RecordKind, only: Only) -> Iterator[Stored]:
    """The records of a kind, read in batches with what belongs to it."""
    for batch in _batches(MODELS[kind].objects.select_related("organ"), _asked(only, kind)):
        ids = [record.pk for record in batch]
        acts = histories(kind, ids)
        of_case = kind is RecordKind.RECONSIDERATION
        children = {
            name: _by_owner(model.objects.filter(case__in=ids).order_by("position"), lambda row: row.case_id)
            for name, model in (CHILDREN.items() if of_case else ())
        }
        for record in batch:
            mine = {name: owned.get(record.pk, []) for name, owned in children.items()}
            yield Stored(record, acts[record.pk], mine)


def _by_owner(rows: Iterable[Any], owner: Callable[[Any], int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(owner(row), []).append(row)
    return found


def _check_derivations(kind: RecordKind) -> Callable[[Reference, date, Only], Result]:
    def check(reference: Reference, today: date, only: Only) -> Result:
        result = Result()
        for stored in _stored(kind, only):
            result.look(_name(stored.record), _difference(kind, stored, reference, result, today))
        return result

    return check


def _difference(kind: RecordKind, stored: Stored, reference: Reference, result: Result, today: date) -> str:
    if not stored.acts:
        return "没有事件"
    try:
        life: Any = play(kind, stored.acts, reference.calendar_of(stored.record.organ))
    except Unlawful as problem:
        return f"「{problem.done.act.zh}」不能重演：{problem}"
    row = ROWS[kind](life, reference)
    row |= search_row(kind, row.get("number", stored.record.number), row, life.facts)
    wrong = [name for name, value in row.items() if getattr(stored.record, name) != value]
    if kind is RecordKind.RECONSIDERATION:
        found = gaps(life, today) if not wrong else []
        result.gaps += [(_name(stored.record), gap) for gap in found]
        wrong += _differing_children(stored.children, case_children(life, reference))
    elif kind is RecordKind.LITIGATION and _instances_stored(stored.record) != _instances_derived(
        stored.record, life.facts
    ):
        wrong.append("Instance")
    elif kind is RecordKind.LEDGER and _quantities_stored(stored.record) != _quantities_derived(life.facts):
        wrong.append("LedgerQuantity")
    return f"与事实不符：{'、'.join(wrong)}" if wrong else ""


def _differing_children(stored: dict[str, list[Any]], derived: dict[str, list[dict[str, Any]]]) -> list[str]:
    wrong = []
    for name, rows in derived.items():
        found = [{key: getattr(row, key) for key in rows[0]} if rows else row for row in stored[name]]
        if found != rows:
            wrong.append(name)
    return wrong


def _values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _instances_derived(suit: Litigation, facts: SuitFacts) -> list[Any]:
    """The instances of a dispute as the acts say: their columns, each side's, and who came to each hearing."""
    reviewer = joint_reviewer(suit.after_reconsideration, suit.role, suit.reconsideration_id, facts.defendants)
    return [
        (
            instance_row(instance),
            {
                organ: (side_row(instance, organ, reviewer), standing_rows(instance, organ))
                for organ in facts.defendants
            },
            [
                (h.on, h.called_again, {a.organ: (a.rank, a.absence_reason, a.by_agreement) for a in h.appearances})
                for h in instance.hearings
            ],
        )
        for instance in (facts.instances if facts.voided_on is None else ())
    ]


def _instances_stored(suit: Litigation) -> list[Any]:
    return [
        (
            _values(instance, INSTANCE_COLUMNS),
            {
                side.organ_id: (
                    _values(side, SIDE_COLUMNS),
                    [_values(x, STANDING_COLUMNS) for x in sorted(side.standings.all(), key=lambda x: x.from_on)],
                )
                for side in instance.sides.all()
            },
            [
                (
                    h.on,
                    h.called_again,
                    {a.organ_id: (a.rank, a.absence_reason, a.by_agreement) for a in h.appearances.all()},
                )
                for h in sorted(instance.hearings.all(), key=lambda h: h.position)
            ],
        )
        for instance in sorted(suit.instances.all(), key=lambda instance: instance.position)
    ]


INSTANCE_COLUMNS = (
    "level", "court", "court_number", "received_on", "first_heard_on", "closed_on", "result", "ruling_on",
)  # fmt: skip
SIDE_COLUMNS = ("organ_id", "lost", "reviewer", "received_on", "closed_on")
STANDING_COLUMNS = ("from_on", "until_on", "standing")


def _quantities_derived(facts: EntryFacts) -> dict[str, Any]:
    return {name: (value, sorted(set(facts.names.get(name, ())))) for name, value in facts.quantities.items()}


def _quantities_stored(entry: LedgerEntry) -> dict[str, Any]:
    return {row.quantity: (row.value, row.names) for row in entry.quantities.all()}


def _name(record: Any) -> str:
    return f"{record.kind}:{record.pk} {record.number}".strip()


# ---- Events, numbers, suits -----------------------------------------------------------------------------------------


def _check_versions(_reference: Reference, _today: date, only: Only) -> Result:
    """Every record's events are numbered from 1 to its version without a gap."""
    result = Result()
    for kind, model in MODELS.items():
        counted = model.objects.annotate(n=Count("events"), first=Min("events__version"), last=Max("events__version"))
        for record in chain.from_iterable(_batches(counted, _asked(only, kind))):
            sound = record.n == record.version == record.last and record.first == 1
            result.look(_name(record), "" if sound else f"{kind.zh}第{record.version}版有{record.n}个事件")
    return result


def _check_numbers(_reference: Reference, _today: date, _only: Only) -> Result:
    """No record bears a serial of the organ's pattern that its series has not given."""
    result = Result()
    of_records = NumberSeries.objects.filter(kind__in=[kind.value for kind in MODELS])
    for series in of_records.select_related("organ"):
        pattern, word = pattern_of(series.kind, series.organ) or "", word_of(series.organ)
        borne = MODELS[RecordKind(series.kind)].objects.filter(organ=series.organ, number__contains=str(series.year))
        parsed = [parse_number(pattern, word, number) for number in borne.values_list("number", flat=True)]
        highest = max((found[1] for found in parsed if found is not None and found[0] == series.year), default=0)
        result.look(str(series), "" if highest <= series.last else f"编到{series.last}，却有{highest}号")
    return result


def _check_suits(_reference: Reference, _today: date, only: Only) -> Result:
    """A decision counts as taken to court from the first linked first instance on."""
    result = Result()
    decided = Phase.objects.exclude(outcome="").filter(case__litigations__isnull=False).distinct()
    cases = _asked(only, RecordKind.RECONSIDERATION)
    for phase in decided if cases is None else chain.from_iterable(_batches(decided, cases, "case_id")):
        received = Litigation.objects.filter(
            reconsideration=phase.case_id,
            voided_on__isnull=True,
            instances__level="first",
            instances__received_on__gte=phase.closed_on,
        ).aggregate(first=Min("instances__received_on"))["first"]
        expected = received or OPEN_END
        result.look(str(phase), "" if phase.sued_on == expected else f"起诉日期{phase.sued_on}，应为{expected}")
    return result


def _check_tree(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every organ's path is its superior's path and its own id."""
    result = Result()
    paths = dict(Organ.objects.values_list("pk", "path"))
    for organ in Organ.objects.all():
        expected = f"{paths[organ.parent_id] if organ.parent_id else '/'}{organ.pk}/"
        result.look(organ.name, "" if organ.path == expected else f"路径{organ.path}，应为{expected}")
    return result


def _check_quantities(_reference: Reference, _today: date, only: Only) -> Result:
    """Every ledger entry has a quantity."""
    result = Result()
    bare = set(LedgerEntry.objects.exclude(pk__in=LedgerQuantity.objects.values("entry")).values_list("pk", flat=True))
    for entry in chain.from_iterable(_batches(LedgerEntry.objects.all(), _asked(only, RecordKind.LEDGER))):
        result.look(_name(entry), "没有数量" if entry.pk in bare else "")
    return result


# ---- Balances -------------------------------------------------------------------------------------------------------


def _check_balances(reference: Reference, _today: date, _only: Only) -> Result:
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


def _check_rollup(reference: Reference, _today: date, _only: Only) -> Result:
    """What was counted beforehand equals a count made now, as long as nothing has been recorded since."""
    result = Result()
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    for stored in Rollup.objects.filter(last_event=last, definitions=DEFINITIONS).select_related("organ"):
        found = list(islice(differences(stored, reference.vocabulary), MOST_DIFFERENCES))
        result.look(f"{stored.organ.name} {stored.year}", "；".join(found))
    return result


MOST_DIFFERENCES = 5


def _years() -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    sources: Iterable[tuple[Any, str]] = (
        (Reconsideration.objects, "organ_id"),
        (Mediation.objects, "organ_id"),
        (Litigation.objects, "defendants"),
    )
    for manager, organ in sources:
        rows = manager.standing().order_by().values_list(organ).annotate(Min("received_on"), Max("received_on"))
        for organ_id, first, last in rows:
            found.setdefault(organ_id, set()).update(range(first.year, last.year + 1))
    return found


RULES: tuple[Rule, ...] = (
    *[
        Rule(
            f"{kind.value}-derivations",
            f"{kind.zh}：存储的列等于由事件重演的事实",
            f"{kind.en}: stored columns equal the facts played from the events",
            _check_derivations(kind),
            of_records=True,
        )
        for kind in RecordKind
    ],
    Rule("versions", "事件序号连续，与记录版本一致", "event versions are gap-free", _check_versions, of_records=True),
    Rule("numbers", "号码不超过编号序列", "numbers do not exceed their series", _check_numbers),
    Rule(
        "suits", "复议后起诉日期与关联应诉一致", "suit dates equal the linked litigation", _check_suits, of_records=True
    ),
    Rule("tree", "机关路径与上下级一致", "organ paths equal the tree", _check_tree),
    Rule(
        "ledger-quantities",
        "台账记录都有数量",
        "ledger entries have quantities",
        _check_quantities,
        of_records=True,
    ),
    Rule("balances", "各表平衡关系成立", "all balances hold", _check_balances),
    Rule("rollup", "年度汇总等于现在的计数", "the roll-up of a year equals a count made now", _check_rollup),
)


def check_all(reference: Reference, today: date) -> Iterator[tuple[Rule, Result]]:
    """Every rule with what it found, as at a day."""
    for rule in RULES:
        yield rule, rule.check(reference, today, None)


def check_records(reference: Reference, today: date, only: Only) -> Iterator[tuple[Rule, Result]]:
    """The rules of records with what they found among some of them, as at a day."""
    for rule in RULES:
        if rule.of_records:
            yield rule, rule.check(reference, today, only)
