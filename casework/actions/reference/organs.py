"""Adding organs to the tree: reference data, checked before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Coalesce, Concat

from casework.errors import FaultyInput
from casework.law.names import Level, OrganKind
from casework.law.organs.divisions import check_division
from casework.models import FormerName, Organ
from casework.models.reference.organs import LONGEST_PATH
from casework.text.folding import official
from casework.vocabulary import name_of

LONGEST_NAME = 120
BATCH = 1000
Row = Mapping[str, Any]
"""An organ as fixtures/organs.json has it: name, level, kind, under (a name that stands before), code, word, former."""
Told = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tells nobody."""


@transaction.atomic
def add_organ(*, under: Organ | None = None, former: Iterable[Mapping[str, Any]] = (), **facts: Any) -> Organ:
    """A new organ below `under`, of the facts of a `Row`.

    Raises FaultyInput for a division code that is not the organ's (GB/T 2260), a name that another one there bears, and
    a place too far down.
    """
    organ = _checked(under, **facts)
    refuse_twin(organ.name, under)
    _plant([organ])
    _name_formerly([organ], {organ.name: former})
    return organ


def _checked(
    under: Organ | None,
    *,
    name: str,
    level: str,
    kind: str = OrganKind.GOVERNMENT,
    code: str | None = None,
    word: str = "",
) -> Organ:
    """The organ that these facts make, not stored. Raises FaultyInput."""
    name = official(name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise FaultyInput(
            f"机关名称「{name[:20]}…」有{len(name)}字，要1到{LONGEST_NAME}字",
            f"The name of an organ has {len(name)} characters; it must have 1 to {LONGEST_NAME}",
            where="name",
        )
    level_of, kind_of = name_of(Level, level, where="level"), name_of(OrganKind, kind, where="kind")
    if code:
        problem = check_division(code, level_of, under.division_code if under is not None else None)
        if problem is not None:
            raise FaultyInput(f"{name}：{problem.zh}", f"{name}: {problem.en}", where="code")
    return Organ.new(
        under, name=name, level=level_of.value, kind=kind_of.value, division_code=code or None, word=word or ""
    )


def _plant(organs: Sequence[Organ]) -> None:
    """Store organs below those that are stored, each at its place in the tree. Raises FaultyInput for one too far down.

    The place names the id, which the database gives: until then a number stands for it.
    """
    for number, organ in enumerate(organs):
        organ.path = f"?{number}"
    Organ.objects.bulk_create(organs, batch_size=BATCH)
    for organ in organs:
        organ.path = f"{organ.parent.path if organ.parent else '/'}{organ.pk}/"
        _refuse_too_deep(organ)
    above = Subquery(Organ.objects.filter(pk=OuterRef("parent_id")).values("path")[:1])
    own = Concat(Coalesce(above, Value("/")), Cast(F("pk"), CharField()), Value("/"))
    Organ.objects.filter(path__startswith="?").update(path=own)


def _refuse_too_deep(organ: Organ) -> None:
    if len(organ.path) > LONGEST_PATH:
        depth = organ.path.count("/") - 1
        raise FaultyInput(
            f"「{organ.name}」在机关树的第{depth}层，太深，不能建立：请放在更高的上级之下",
            f"{organ.name!r} would stand {depth} levels down the tree of organs, which is too deep: put it higher up",
            where="parent",
        )


def _name_formerly(organs: Iterable[Organ], former: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    for organ in organs:
        names = [FormerName(organ=organ, name=official(x["name"]), until=x.get("until")) for x in former[organ.name]]
        if names:
            FormerName.objects.bulk_create(names)
            organ.respell()


def refuse_twin(name: str, under: Organ | None) -> None:
    """Refuse a name that another organ below the same one bears. Raises FaultyInput."""
    if Organ.objects.filter(parent=under, name=name).exists():
        above, above_en = (
            (f"{under.name}下", f" below {under.name}") if under is not None else ("最上层", " at the top")
        )
        raise FaultyInput(f"{above}已有机关「{name}」", f"There is an organ {name!r}{above_en} already", where="name")


@transaction.atomic
def load_organs(rows: Iterable[Row], told: Told = quiet) -> int:
    """Add the organs that are not there yet, each below one that is or stands before; gives how many were added.

    A government that has been renamed since is known by its division code.
    """
    organs, rows = list(Organ.objects.all()), list(rows)
    known = {organ.name: organ for organ in organs}
    coded = {organ.division_code: organ for organ in organs if organ.division_code}
    generations: dict[int, list[Organ]] = {}  # how far below the stored ones -> what is new there
    depths = dict.fromkeys(known, 0)
    former = {}
    for number, row in enumerate(rows):
        told("核对机关", number, len(rows))
        if row["name"] in known:
            continue
        if row.get("code") in coded:
            known[row["name"]], depths[row["name"]] = coded[row["code"]], 0
            continue
        organ = _checked(_above(row, known), **{key: row[key] for key in FACTS if row.get(key)})
        known[row["name"]], depths[row["name"]] = organ, depths.get(row["under"], 0) + 1
        generations.setdefault(depths[row["name"]], []).append(organ)
        former[organ.name] = row.get("former") or ()
    _plant_all(generations, told)
    _name_formerly((organ for new in generations.values() for organ in new), former)
    return len(former)


FACTS = ("name", "level", "kind", "code", "word")


def _above(row: Row, known: Mapping[str, Organ]) -> Organ | None:
    under = row["under"]
    if under is not None and under not in known:
        raise FaultyInput(f"{row['name']}的上级「{under}」不在前面", f"{row['name']}: no organ {under!r} before it")
    return known[under] if under else None


def _plant_all(generations: Mapping[int, Sequence[Organ]], told: Told) -> None:
    """Store every generation below the one before it."""
    done, number = 0, sum(map(len, generations.values()))
    for _depth, new in sorted(generations.items()):
        for start in range(0, len(new), BATCH):
            told("建立机关", done, number)
            _plant(new[start : start + BATCH])
            done += len(new[start : start + BATCH])
