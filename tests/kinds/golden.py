"""What other programs, saved views and addresses rely on, without its words: kept while the house is rebuilt.

`python -m tests.kinds.golden` writes it anew, where a change of it was decided.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("golden.json")
Json = dict[str, Any]


def said() -> Json:
    """Filters, columns given, columns of lists, addresses and the schema, as they are now."""
    return {"filters": _filters(), "given": _given(), "lists": _lists(), "addresses": _addresses(), "schema": _schema()}


def kept() -> Json:
    """The same, as it was kept."""
    found: Json = json.loads(FILE.read_text("utf-8"))
    return found


def _filters() -> Json:
    from casework.filters.sets import FILTERS  # noqa: PLC0415  Django has to be set up first

    def one(each: Any) -> list[Any]:
        below = each.below and [each.below.model.__name__, each.below.owner, [list(pair) for pair in each.below.meant]]
        of = getattr(each, "of", None)
        pairs = [list(pair) for pair in getattr(each, "pairs", ())]
        more = {
            "codes": of if isinstance(of, str) else getattr(of, "__name__", None),
            "pairs": [pair[0] for pair in pairs],
            "ahead": getattr(each, "ahead", False),
            "field_name": each.field_name,
        }
        return [type(each).__name__, each.column, below, {name: value for name, value in more.items() if value}]

    return {
        kind.value: {name: one(each) for name, each in filters.base_filters.items()}
        for kind, filters in FILTERS.items()
    }


def _codes(codes: Any) -> Any:
    return (
        codes if isinstance(codes, str) else [each[0] for each in codes] if isinstance(codes, tuple) else codes.__name__
    )


def _given() -> Json:
    from casework.exports.resources import RESOURCES  # noqa: PLC0415

    return {
        key: [
            [
                *(column.name, column.type, column.items, column.unit, column.personal),
                *(_codes(column.codes), column.beside, column.standing, column.decimals, column.sorts),
            ]
            for column in resource.columns
        ]
        for key, resource in RESOURCES.items()
    }


def _lists() -> Json:
    from casework.kinds import KINDS  # noqa: PLC0415
    from casework.web.lists.columns import LISTABLE  # noqa: PLC0415

    return {
        kind.place: {
            "columns": [[each.key, each.sort, each.css, list(each.needs), each.unit] for each in LISTABLE[kind.kind]],
            "default": list(kind.listed),
        }
        for kind in KINDS.values()
    }


def _addresses() -> list[str]:
    from django.urls import get_resolver  # noqa: PLC0415

    def walk(resolver: Any, before: str) -> list[str]:
        found = []
        for each in resolver.url_patterns:
            path = before + str(each.pattern)
            found += walk(each, path) if hasattr(each, "url_patterns") else [f"{path} {each.name}"]
        return found

    return sorted(each for each in walk(get_resolver(), "") if not each.startswith("admin/"))


def _schema() -> Json:
    """The paths and schemas of the interface without what is said of them to people, each as its checksum."""
    data = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text("utf-8"))
    parts = {**data["paths"], **data["components"]["schemas"]}
    return {name: sha256(json.dumps(_bare(each), sort_keys=True).encode()).hexdigest() for name, each in parts.items()}


SAID = frozenset({"description", "summary", "title", "examples", "example", "x-enum-descriptions"})


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(each) for key, each in value.items() if key not in SAID}
    if not isinstance(value, list):
        return value
    found = [_bare(each) for each in value]
    return sorted(found, key=lambda each: each["name"]) if _are_named(found) else found


def _are_named(found: list[Any]) -> bool:
    """Whether these are parameters, whose order says nothing."""
    return all(isinstance(each, dict) and "name" in each for each in found)


def main() -> None:
    """Write it anew."""
    import os  # noqa: PLC0415

    import django  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    FILE.write_text(json.dumps(said(), ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
