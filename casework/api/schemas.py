"""JSON schemas of what the interface gives, as data (OpenAPI 3.1 takes JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def thing(properties: Mapping[str, Json], *, optional: tuple[str, ...] = ()) -> Json:
    """An object with these properties and no others."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
    }


def many(item: Json) -> Json:
    """A list."""
    return {"type": "array", "items": item}


def by_key(item: Json) -> Json:
    """An object whose keys are codes."""
    return {"type": "object", "additionalProperties": item}


def ref(name: str) -> Json:
    """One of the named schemas."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Json) -> Json:
    """The same, or null."""
    return {**schema, "type": [schema["type"], "null"]}


TEXT: Json = {"type": "string"}
INT: Json = {"type": "integer"}
FLAG: Json = {"type": "boolean"}
NUMBER: Json = {"type": "number"}
DATE: Json = {"type": "string", "format": "date"}
TIME: Json = {"type": "string", "format": "date-time"}
UNIT: Json = maybe(TEXT)

# ---- Reports ----

HEAD: dict[str, Json] = {
    "organ": thing({"code": maybe(TEXT), "name": TEXT}),
    "subtree": FLAG,
    "period": thing({"from": DATE, "to": DATE}),
    "basis": maybe(TEXT),
    "as_of": DATE,
    "generated_at": TIME,
    "definitions": TEXT,
}
CHECK: dict[str, Json] = {
    "id": TEXT,
    "label": TEXT,
    "holds": FLAG,
    "left": NUMBER,
    "right": NUMBER,
    "gap": NUMBER,
}
TABLE: dict[str, Json] = {
    "title": TEXT,
    "basis": TEXT,
    "columns": many(thing({"key": TEXT, "label": TEXT, "unit": UNIT})),
    "rows": many(thing({"key": TEXT, "label": TEXT, "unit": UNIT, "values": by_key(maybe(NUMBER))})),
    "checks": many(thing(CHECK)),
}
FIGURE: dict[str, Json] = {
    "label": TEXT,
    "value": maybe(NUMBER),
    "unit": TEXT,
    "numerator": maybe(NUMBER),
    "denominator": maybe(NUMBER),
    "definition": TEXT,
}
REPORT = thing({**HEAD, "tables": by_key(thing(TABLE)), "figures": by_key(thing(FIGURE))})
ONE_TABLE = thing({**HEAD, "key": TEXT, **TABLE})
ONE_FIGURE = thing({**HEAD, "key": TEXT, **FIGURE})
BALANCES = thing({**HEAD, "holds": FLAG, "balances": many(thing({"table": TEXT, **CHECK}))})
RULES = thing(
    {
        **HEAD,
        "holds": FLAG,
        "rules": many(
            thing({"id": TEXT, "title": TEXT, "checked": INT, "broken": many(thing({"record": TEXT, "detail": UNIT}))})
        ),
    }
)

# ---- Sealed reports ----

SEALED: dict[str, Json] = {
    "id": INT,
    "url": TEXT,
    "organ": thing({"code": maybe(TEXT), "name": TEXT}),
    "subtree": FLAG,
    "period": thing({"from": DATE, "to": DATE}),
    "as_of": DATE,
    "basis": maybe(TEXT),
    "definitions": TEXT,
    "state": {"type": "string", "enum": ["sealed", "confirmed"]},
    "version": INT,
    "checksum": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "sealed_at": TIME,
    "confirmed_at": maybe(TIME),
    "restates": maybe(INT),
    "restated_by": maybe(INT),
    "reason": TEXT,
    "content": TEXT,
}
ONE_SEALED = thing(SEALED)

# ---- Reference data ----

ORGAN = thing(
    {
        "id": INT,
        "url": TEXT,
        "code": maybe(TEXT),
        "name": TEXT,
        "level": TEXT,
        "kind": TEXT,
        "organ_class": TEXT,
        "parent": maybe(INT),
        "former_names": many(thing({"name": TEXT, "until": maybe(DATE)})),
    }
)
TERM = thing(
    {
        "id": maybe(INT),
        "list": TEXT,
        "code": TEXT,
        "zh": TEXT,
        "en": TEXT,
        "parent": maybe(TEXT),
        "maps_to": maybe(TEXT),
        "valid_from": maybe(DATE),
        "valid_to": maybe(DATE),
        "reference": TEXT,
    }
)
COLUMN = thing(
    {
        "name": TEXT,
        "type": TEXT,
        "unit": UNIT,
        "zh": TEXT,
        "en": TEXT,
        "article": TEXT,
        "personal": FLAG,
        "masked": FLAG,
        "list": UNIT,
    }
)


def page_of(item: Json) -> Json:
    """A page of a list."""
    return thing({"next": maybe(TEXT), "previous": maybe(TEXT), "results": many(item), "updated_since": maybe(TEXT)})


# ---- Problems ----

PROBLEM: Json = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": TEXT,
        "status": INT,
        "detail": TEXT,
        "errors": many(thing({"name": TEXT, "detail": TEXT, "nearest": TEXT}, optional=("nearest",))),
    },
    "required": ["type", "title", "status", "detail"],
}

COMPONENTS: dict[str, Json] = {
    "Report": REPORT,
    "Table": ONE_TABLE,
    "Figure": ONE_FIGURE,
    "Balances": BALANCES,
    "Rules": RULES,
    "SealedReport": ONE_SEALED,
    "Organ": ORGAN,
    "Term": TERM,
    "Column": COLUMN,
    "Problem": PROBLEM,
}
"""The schemas that stand under a name."""
