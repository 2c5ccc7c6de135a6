"""The organs directly below one, each with its subtree, side by side: one scan of each base set for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Q

from casework.models import Organ, Population
from casework.statistics.compute import FigureValue
from casework.statistics.conditions import Window
from casework.statistics.counting.scans import Columns, Scope, raw_columns
from casework.statistics.datasets import (
    INSTANCES,
    POPULATIONS,
    SIDE_COLUMNS,
    BaseSet,
    one_row_an_instance,
    population_year,
    sides_open,
)
from casework.statistics.figures import FIGURES
from casework.statistics.groups import Group, Grouped, Grouping

BY_ITSELF, TOGETHER = 0, -1
"""Stand beside the ids of the organs below: the organ by itself, and it with all below it."""
GROUP = "group"

Groups = Mapping[int, tuple[Group, ...]]
"""Organ -> the groups that its records count in."""


def groups_below(organ: Organ) -> Groups:
    """Each organ of a subtree -> the organ directly below the top that it belongs to, and all together."""
    found: dict[int, tuple[Group, ...]] = {}
    for pk, path in Organ.objects.under(organ).order_by().values_list("pk", "path"):
        below = path.removeprefix(organ.path).partition("/")[0]
        found[pk] = (int(below) if below else BY_ITSELF, TOGETHER)
    return found


def _sides(groups: Groups, base: BaseSet, scope: Scope, window: Window) -> Columns:
    """One row an instance and group: an instance with defendants in two groups counts once in each, once in all."""
    columns = raw_columns(sides_open, (*SIDE_COLUMNS.values(), "organ_id"), scope, window)
    parted: dict[Group, list[Sequence[Any]]] = defaultdict(list)
    for *row, organ in zip(*columns, strict=True):
        for group in groups[organ]:
            parted[group].append(row)
    rows = [[*row, group] for group, sides in parted.items() for row in one_row_an_instance(sides, INSTANCES)]
    return list(zip(*rows, strict=True)) if rows else [()] * len(base.columns)


def _inhabitants(base: BaseSet, scope: Scope, window: Window) -> Columns:
    """Those of the organ stand for it by itself and for all together; each below has its own."""
    top = scope.organ.pk
    kept = Population.objects.filter(Q(organ=top) | Q(organ__parent=top), year=population_year(window))
    rows = [
        (inhabitants, group)
        for organ, inhabitants in kept.values_list("organ", "inhabitants")
        for group in ((BY_ITSELF, TOGETHER) if organ == top else (organ,))
    ]
    return list(zip(*rows, strict=True)) if rows else [()] * len(base.columns)


def compared(organ: Organ, window: Window, keys: Iterable[str]) -> dict[str, dict[Group, FigureValue]]:
    """Figures of an organ by itself, of all together, and of each organ directly below with its subtree, by key.

    A group without a row of a figure is left out of it.
    """
    groups = groups_below(organ)
    figures = [FIGURES[key] for key in keys]
    sides = replace(INSTANCES, columns=(*INSTANCES.columns, GROUP), scan=partial(_sides, groups))
    by_organ = Grouping(("organ_id",), groups.__getitem__)
    populations = replace(POPULATIONS, columns=(*POPULATIONS.columns, GROUP), scan=_inhabitants)
    by_side = Grouping((GROUP,), lambda group: (group,))
    bases = {each.name: each for each in (sides, populations)}
    grouped = Grouped(Scope(organ, subtree=True), window, figures, [by_organ], bases)
    of_base = dict.fromkeys(bases, by_side)
    return {figure.key: grouped.figure(figure, by_organ, of_base) for figure in figures}
