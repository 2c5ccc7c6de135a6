"""Organs that a story names and that do not exist: made for it, without division code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.actions.reference.organs import add_organ
from casework.law.acts import RULES
from casework.law.names import Act, Level, OrganKind, RecordKind
from casework.models import Organ
from casework.reference import Reference
from casework.registry import organ_keys

GOVERNMENT_LEVELS: tuple[tuple[tuple[str, ...], Level], ...] = (
    (("省人民政府", "自治区人民政府"), Level.PROVINCE),
    (("县人民政府", "旗人民政府", "区人民政府"), Level.COUNTY),
    (("市人民政府", "自治州人民政府", "盟行政公署", "地区行政公署"), Level.CITY),
    (("镇人民政府", "乡人民政府", "苏木人民政府"), Level.TOWNSHIP),
)


def government_level(name: str) -> Level | None:
    """The level of a people's government by its name, None for another organ."""
    return next((level for endings, level in GOVERNMENT_LEVELS if name.endswith(endings)), None)


class StoryOrgans:
    """The organs of one story, found or made by name."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._found = reference.organ_or_none

    def declare(self, organs: tuple[dict[str, str], ...], acting: str) -> None:
        """Make the organs that the story declares, and the acting one before what may stand under it."""
        if acting not in [organ["name"] for organ in organs]:
            self.acting(acting)
        for organ in organs:
            if self._found(organ["name"]) is None:
                self._declared(organ, acting)

    def _declared(self, organ: dict[str, str], acting: str) -> None:
        """One declared organ: under the one that it names, else a department under the acting organ."""
        name = organ["name"]
        kind = organ.get("kind") or _kind(name).value
        if "under" in organ:
            parent: Organ | None = self.acting(organ["under"])
        else:
            parent = None if kind in (OrganKind.GOVERNMENT, OrganKind.GOVERNMENT.zh) else self._found(acting)
        by_name = government_level(name)
        level = by_name.value if by_name else parent.level if parent else Level.COUNTY.value
        self._add(name, organ.get("level") or level, kind, parent)

    def acting(self, name: str) -> Organ:
        """The acting organ, made by its name where it does not exist."""
        found = self._found(name)
        if found is not None:
            return found
        level = government_level(name) or Level.COUNTY
        return self._add(name, level.value, _kind(name).value, None)

    def ensure(self, kind: RecordKind, act: Act, keys: Mapping[str, Any], acting: Organ) -> None:
        """Make the organs that an act names and that do not exist, under the acting organ."""
        values = [keys.get(key) for key in organ_keys(kind, act)]
        if act is Act.CORRECT and _names_organs(kind, str(keys.get("fact")).rpartition(".")[2]):
            values.append(keys.get("value"))
        if act is Act.REPLACE_PARTY and self._found(str(keys.get("party"))) is not None:  # a respondent by another
            values.append(keys.get("by"))
        for value in values:
            for name in _names(value):
                if self._found(name) is None:
                    self._add_below(name, acting)

    def _add_below(self, name: str, acting: Organ) -> None:
        if name.endswith("街道办事处"):
            self._add(name, Level.TOWNSHIP.value, OrganKind.STREET_OFFICE.value, acting)
            return
        level = government_level(name)
        self._add(name, level.value if level else acting.level, _kind(name).value, acting)

    def _add(self, name: str, level: str, kind: str, parent: Organ | None) -> Organ:
        organ = add_organ(name=name, level=level, kind=kind, under=parent)
        self.reference.remember(organ)
        return organ


def _names_organs(kind: RecordKind, fact: str) -> bool:
    """Whether a fact that is corrected names organs."""
    return any(fact in organ_keys(kind, act) for act in RULES[kind])


def _kind(name: str) -> OrganKind:
    if name == "国务院" or name.endswith(("人民政府", "行政公署")):
        return OrganKind.GOVERNMENT
    return OrganKind.COURT if name.endswith("人民法院") else OrganKind.DEPARTMENT


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [one.strip() for one in values if isinstance(one, str) and one.strip() and not one.strip().isdigit()]
