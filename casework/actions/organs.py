"""Adding organs to the tree: reference data, checked before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from casework.errors import FaultyInput
from casework.folding import official
from casework.law.divisions import check_division
from casework.law.names import Level, OrganKind
from casework.models import FormerName, Organ
from casework.vocabulary import name_of

LONGEST_NAME = 120


def add_organ(
    *,
    name: str,
    level: str,
    kind: str = OrganKind.GOVERNMENT,
    under: Organ | None = None,
    code: str | None = None,
    word: str = "",
    former: Iterable[Mapping[str, Any]] = (),
) -> Organ:
    """A new organ below `under`. Raises FaultyInput for a division code that is not the organ's (GB/T 2260)."""
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
    refuse_twin(name, under)
    organ = Organ.add(
        under,
        name=name,
        level=level_of.value,
        kind=kind_of.value,
        division_code=code or None,
        word=word or "",
    )
    names = [FormerName(organ=organ, name=official(x["name"]), until=x.get("until")) for x in former]
    if names:
        FormerName.objects.bulk_create(names)
        organ.respell()
    return organ


def refuse_twin(name: str, under: Organ | None) -> None:
    """Refuse a name that another organ below the same one bears. Raises FaultyInput."""
    if Organ.objects.filter(parent=under, name=name).exists():
        above, above_en = (
            (f"{under.name}下", f" below {under.name}") if under is not None else ("最上层", " at the top")
        )
        raise FaultyInput(f"{above}已有机关「{name}」", f"There is an organ {name!r}{above_en} already", where="name")


Row = Mapping[str, Any]
"""An organ as fixtures/organs.json has it: name, level, kind, under (a name that stands before), code, word, former."""


@transaction.atomic
def load_organs(rows: Iterable[Mapping[str, Any]]) -> int:
    """Add the organs that are not there yet, each below one that is or stands before; gives how many were added.

    A government that has been renamed since is known by its division code.
    """
    organs = list(Organ.objects.all())
    known = {organ.name: organ for organ in organs}
    coded = {organ.division_code: organ for organ in organs if organ.division_code}
    added = 0
    for row in rows:
        if row["name"] in known:
            continue
        if row.get("code") in coded:
            known[row["name"]] = coded[row["code"]]
            continue
        under = row["under"]
        if under is not None and under not in known:
            raise FaultyInput(f"{row['name']}的上级「{under}」不在前面", f"{row['name']}: no organ {under!r} before it")
        facts = {key: row[key] for key in ("name", "level", "kind", "code", "word", "former") if row.get(key)}
        known[row["name"]] = add_organ(under=known.get(under) if under else None, **facts)
        added += 1
    return added
