"""台账种类: kept by supervisors and administrators. A used kind may get labels, quantities and an end, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min

from casework.actions.reference.kinddefinition import WantedKind, read_kind
from casework.errors import FaultyInput, Gathered, NotPermitted, StaleVersion
from casework.law.names import Role
from casework.law.words.languages import Text
from casework.models import (
    AnnualDraft,
    EntryKind,
    EntryKindChange,
    EntryKindQuantity,
    EntryKindRate,
    LedgerEntry,
    LedgerQuantity,
    Person,
)
from casework.permissions import KEEPS_LEDGER_KINDS
from casework.reference import ledger_kinds
from casework.vocabulary import LedgerKind, LedgerKinds, QuantityKind, shipped_kinds

FIXED = {"unit": ("计量单位", "unit"), "unit_zh": ("计量单位", "unit"), "decimals": ("小数位数", "decimals"),
         "adds_up": ("汇总办法", "way to add up")}  # fmt: skip
"""What numbers that were given by it rest on -> its words."""


class Uses(NamedTuple):
    """What rests on a kind: entries with their days and by quantity, drafts that name it, whether every site has it."""

    entries: int
    first: Any
    last: Any
    by_quantity: Mapping[str, int]
    drafts: int
    shipped: bool

    @property
    def stands(self) -> bool:
        """Whether what the kind means is fixed."""
        return bool(self.entries or self.drafts or self.shipped)

    @property
    def words(self) -> Text:
        """By what the kind is used."""
        if self.entries:
            return Text(f"已有{self.entries}条台账使用", f"{self.entries} entries use it")
        if self.drafts:
            return Text(f"已有{self.drafts}份年度报告草稿使用", f"{self.drafts} drafts of yearly reports use it")
        return Text("是各系统共有的种类", "every site has this kind")


def uses_of(code: str) -> Uses:
    """What rests on a kind."""
    days = LedgerEntry.objects.filter(entry_kind=code).aggregate(
        n=Count("pk"), a=Min("received_on"), z=Max("received_on")
    )
    rows = LedgerQuantity.objects.filter(entry__entry_kind=code).values_list("quantity").annotate(Count("pk"))
    named = f"{{ledger.{code}."
    drafts = sum(named in str(texts) for texts in AnnualDraft.objects.values_list("texts", flat=True))
    return Uses(days["n"], days["a"], days["z"], dict(rows.order_by()), drafts, code in shipped_kinds())


def make_kind(wanted: WantedKind, *, by: Person | None, roles: Iterable[Role]) -> LedgerKind:
    """A new kind behind the others. Raises FaultyInput with all that is wrong, NotPermitted."""
    _check(roles)
    kind = read_kind(wanted, ledger_kinds())
    last = EntryKind.objects.aggregate(last=Max("position"))["last"]
    with _once(kind), transaction.atomic():
        row = EntryKind(code=kind.code, position=0 if last is None else last + 1)
        _store(row, kind, by, before=None)
    return kind


def change_kind(code: str, wanted: WantedKind, seen: int, *, by: Person | None, roles: Iterable[Role]) -> LedgerKind:
    """The kind as it is wanted now; `seen` is the number of its changes that whoever changes it has seen.

    Raises FaultyInput with all that is wrong, also with what entries rest on; StaleVersion where somebody else changed
    the kind in between, NotPermitted, EntryKind.DoesNotExist.
    """
    _check(roles)
    with _once(wanted), transaction.atomic():
        row = EntryKind.objects.select_for_update().get(code=code)
        if row.changes.count() != seen:
            raise StaleVersion(
                f"没有保存：「{row.zh}」在你打开以后有人改过，先看现在的内容",
                f"Not saved: {row.en} was changed after you opened it; look at it as it is now",
            )
        kinds = ledger_kinds()
        before = kinds[code]
        others = LedgerKinds(kind for kind in kinds.values() if kind.code != code)
        after = read_kind(wanted._replace(code=code, subjects=before.subjects), others)
        gathered = Gathered()
        gathered.faults += _unsettled(before, after, uses_of(code))
        gathered.refuse()
        if after != before:
            _store(row, after, by, before=before)
    return after


@contextmanager
def _once(kind: LedgerKind | WantedKind) -> Iterator[None]:
    """Refuse a kind whose code or label another process stored meanwhile."""
    try:
        yield
    except IntegrityError:
        raise FaultyInput(
            f"「{kind.zh}」的名称或者代码刚被使用",
            f"The label or the code of {kind.en!r} has just been taken",
            where="zh",
        ) from None


def _check(roles: Iterable[Role]) -> None:
    if not KEEPS_LEDGER_KINDS & frozenset(roles):
        raise NotPermitted(
            "台账种类由机构负责人或者管理员维护", "The kinds of the ledger are kept by supervisors and administrators"
        )


# ---- What stays once it is used ------------------------------------------------------------------------------------


def _unsettled(before: LedgerKind, after: LedgerKind, uses: Uses) -> Iterator[FaultyInput]:
    """What a change would take from under what rests on a kind."""
    yield from _days(after, uses)
    if uses.stands:
        yield from _of_quantities(before, after, uses)
        yield from _of_rates(before, after, uses)


def _of_quantities(before: LedgerKind, after: LedgerKind, uses: Uses) -> Iterator[FaultyInput]:
    if before.single != after.single:
        yield _stays("single", ("每条就是一件", "one thing each"), before, uses)
    places = {code: n for n, code in enumerate(after.quantities)}
    for code, quantity in before.quantities.items():
        if code not in after.quantities:
            yield _gone("quantities", quantity, before, uses)
            continue
        moved = (name for name in FIXED if getattr(quantity, name) != getattr(after.quantities[code], name))
        if (name := next(moved, None)) is not None:
            yield _stays(f"quantities-{places[code]}-{name}", FIXED[name], quantity, _of(uses, code))


def _of_rates(before: LedgerKind, after: LedgerKind, uses: Uses) -> Iterator[FaultyInput]:
    rates = {rate.code: rate for rate in after.rates}
    for rate in before.rates:
        if rate.code not in rates:
            yield _gone("rates", rate, before, uses)
        elif rate[3:] != rates[rate.code][3:]:
            yield _stays(f"rates-{list(rates).index(rate.code)}-over", ("算法", "formula"), rate, uses)


def _of(uses: Uses, quantity: str) -> Uses:
    return uses._replace(entries=uses.by_quantity.get(quantity, 0) or uses.entries)


def _stays(where: str, what: tuple[str, str], of: Any, uses: Uses) -> FaultyInput:
    zh, en = uses.words
    return FaultyInput(f"「{of.zh}」{zh}，{what[0]}不能改", f"The {what[1]} of {of.en} stays: {en}", where=where)


def _gone(where: str, gone: Any, kind: LedgerKind, uses: Uses) -> FaultyInput:
    zh, en = uses.words
    return FaultyInput(
        f"「{kind.zh}」{zh}，不能去掉「{gone.zh}」，可以给整个种类写末日",
        f"{gone.en} of {kind.en} stays: {en}; the whole kind may be ended",
        where=where,
    )


def _days(after: LedgerKind, uses: Uses) -> Iterator[FaultyInput]:
    if after.valid_to is not None and uses.last is not None and uses.last > after.valid_to:
        yield FaultyInput(
            f"末日{after.valid_to}早于{uses.last}的台账，至早{uses.last}",
            f"The last day {after.valid_to} lies before an entry of {uses.last}; the earliest is {uses.last}",
            where="valid_to",
        )
    if after.valid_from is not None and uses.first is not None and uses.first < after.valid_from:
        yield FaultyInput(
            f"首日{after.valid_from}晚于{uses.first}的台账，至晚{uses.first}",
            f"The first day {after.valid_from} lies after an entry of {uses.first}; the latest is {uses.first}",
            where="valid_from",
        )


# ---- Storing -------------------------------------------------------------------------------------------------------


def _store(row: EntryKind, kind: LedgerKind, by: Person | None, *, before: LedgerKind | None) -> None:
    """Write a kind with all below it, and note who did."""
    for name in ("zh", "en", "single", "valid_from", "valid_to"):
        setattr(row, name, getattr(kind, name))
    row.subjects = list(kind.subjects)
    row.save()
    EntryKindRate.objects.filter(kind=row).delete()
    known = {each.code: each for each in row.quantities.all()}
    row.quantities.update(part_of=None)
    row.quantities.exclude(code__in=kind.quantities).delete()
    for place, (code, quantity) in enumerate(kind.quantities.items()):
        known[code] = _put(known.get(code) or EntryKindQuantity(kind=row), quantity, place)
    for part, whole in kind.parts:
        row.quantities.filter(code=part).update(part_of=known[whole])
    for place, rate in enumerate(kind.rates):
        over, _minus, less = rate.numerator.partition("-")
        EntryKindRate.objects.create(
            kind=row, code=rate.code, zh=rate.zh, en=rate.en, position=place,
            over=known[over], less=known.get(less), under=known[rate.denominator],
        )  # fmt: skip
    EntryKindChange.objects.create(person=by, kind=row, before=before and as_data(before), after=as_data(kind))


def _put(row: EntryKindQuantity, quantity: QuantityKind, place: int) -> EntryKindQuantity:
    for name, value in quantity._asdict().items():
        setattr(row, name, value)
    row.position, row.part_of = place, None
    row.save()
    return row


def as_data(kind: LedgerKind) -> dict[str, Any]:
    """A kind as its changes keep it, in the form of fixtures/ledger_kinds.json."""
    days = {name: getattr(kind, name) and getattr(kind, name).isoformat() for name in ("valid_from", "valid_to")}
    return {
        "code": kind.code,
        "zh": kind.zh,
        "en": kind.en,
        "quantities": [each._asdict() for each in kind.quantities.values()],
        "rates": [each._asdict() for each in kind.rates],
        "parts": [list(each) for each in kind.parts],
        "single": kind.single,
        **days,
    }
