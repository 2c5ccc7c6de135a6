"""Adding organs to the tree: reference data, checked before it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from casework.errors import FaultyInput, named
from casework.folding import fold, official
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


Row = Mapping[str, Any]
"""An organ as fixtures/organs.json has it: name, level, kind, under (a name that stands before), code, word, former."""


def around(rows: Iterable[Row], wanted: str) -> tuple[str, list[Row]]:
    """Of a list of organs, the present name of the wanted one, and the rows that its office works with.

    `wanted` is a name, a former name or a division code. Its office works with the organs above it, all below it,
    and the departments and courts of those above; other governments and what lies below them are left out.
    Raises FaultyInput for one that the list does not hold.
    """
    listed = {row["name"]: row for row in rows}
    found = next((row for row in listed.values() if fold(wanted) in _said(row)), None)
    if found is None:
        raise named("机关", "organ", wanted, listed, where="organ")
    line, under = {found["name"]}, found["under"]
    while under in listed:
        line.add(under)
        under = listed[under]["under"]
    below: set[str] = set()
    kept = []
    for row in listed.values():
        name, under = row["name"], row["under"]
        if under == found["name"] or under in below:
            below.add(name)
        if name in line or name in below or (row["kind"] != OrganKind.GOVERNMENT and under in line):
            kept.append(row)
            line |= {name} - below
    return found["name"], kept


def _said(row: Row) -> set[str]:
    return {fold(one) for one in (row["name"], row["code"], *(x["name"] for x in row["former"])) if one}


@transaction.atomic
def load_organs(rows: Iterable[Mapping[str, Any]]) -> int:
    """Add the organs of fixtures/organs.json that are not there yet; gives how many were added."""
    known = {organ.name: organ for organ in Organ.objects.all()}
    added = 0
    for row in rows:
        if row["name"] in known:
            continue
        under = row["under"]
        if under is not None and under not in known:
            raise FaultyInput(f"{row['name']}的上级「{under}」不在前面", f"{row['name']}: no organ {under!r} before it")
        facts = {key: row[key] for key in ("name", "level", "kind", "code", "word", "former") if row.get(key)}
        known[row["name"]] = add_organ(under=known.get(under) if under else None, **facts)
        added += 1
    return added
