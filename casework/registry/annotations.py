"""What the annotation of a key says: its plain type, its mark, and of a structure the keys within."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from casework.law.keys import Listed, Marker, outward


def parts_of(annotation: Any) -> tuple[Any, Listed | Marker | None]:
    """The plain type of an annotation and its mark; `X | None` reads as X."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        base, *marks = typing.get_args(annotation)
        return base, next((mark for mark in marks if isinstance(mark, Listed | Marker)), None)
    if origin in (types.UnionType, typing.Union):
        inner = [part for part in typing.get_args(annotation) if part is not types.NoneType]
        return parts_of(inner[0])
    return annotation, None


def fields_of(structure: Any) -> Mapping[str, Any]:
    """Field, by its outward name, -> annotation of a structure."""
    return _fields_of(structure)


@cache
def _fields_of(structure: type[Any]) -> Mapping[str, Any]:
    return {outward(name): hint for name, hint in typing.get_type_hints(structure, include_extras=True).items()}


def needed_of(structure: Any) -> list[str]:
    """The fields of a structure, by outward name, that must be given."""
    return [outward(field.name) for field in dataclasses.fields(structure) if field.default is dataclasses.MISSING]
