"""JSON schemas of what the interface gives, as data (OpenAPI 3.1 takes JSON Schema 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.actions.reports import annualfiles
from casework.exports.columns.shape import Given
from casework.exports.resources import RESOURCES, Resource
from casework.kinds import KINDS

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
BYTES: Json = {"type": "string", "format": "binary"}
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

SHA: Json = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
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
    "checksum": SHA,
    "sealed_at": TIME,
    "confirmed_at": maybe(TIME),
    "restates": maybe(INT),
    "restated_by": maybe(INT),
    "reason": maybe(TEXT),
    "content": TEXT,
    "files": many(
        thing(
            {"format": {"type": "string", "enum": list(annualfiles.SEALED)}, "url": TEXT, "size": INT, "checksum": SHA}
        )
    ),
}
ONE_SEALED = thing(SEALED)

# ---- Resources ----

COLUMN = thing(
    {
        "name": TEXT,
        "type": {
            "type": "string",
            "enum": ["integer", "decimal", "date", "datetime", "boolean", "string", "code", "list"],
        },
        "items": UNIT,
        "unit": UNIT,
        "label": thing({"zh": TEXT, "en": TEXT}),
        "meaning": thing({"zh": TEXT, "en": TEXT}),
        "source": UNIT,
        "personal": FLAG,
        "masked": UNIT,
        "terms": UNIT,
        "codes": {
            "type": ["array", "null"],
            "items": thing({"code": TEXT, "zh": TEXT, "en": TEXT}),
        },
    }
)
DICTIONARY = thing({"resource": TEXT, "columns": many(COLUMN)})
TYPES: dict[str, Json] = {
    "integer": INT,
    "decimal": NUMBER,
    "date": DATE,
    "datetime": TIME,
    "boolean": FLAG,
    "string": TEXT,
    "code": TEXT,
}
NEVER_NULL = frozenset({"id", "url", "version", "organ", "organ_id", "state", "year", "inhabitants"})


def _column(column: Given) -> Json:
    """A value of a column, with its meaning; what is personal says how it is masked."""
    words = f"{column.label.zh}：{column.meaning.zh} · {column.meaning.en}"
    if column.personal:
        words += "（个人信息，无权时隐去 · personal: masked for who may not read names）"
    if column.type == "list":
        return {"type": "array", "items": _item(column), "description": words}
    if isinstance(column.codes, type):
        code = ref(f"{column.codes.__name__}Code")
        return {**(code if column.name in NEVER_NULL else {"oneOf": [code, {"type": "null"}]}), "description": words}
    schema = TYPES[column.type]
    return {**(schema if column.name in NEVER_NULL else maybe(schema)), "description": words}


def _item(column: Given) -> Json:
    """An item of a list; null keeps the place of a row that has none, where the rows stand beside one another."""
    schema = DATE if column.items == "date" else TEXT
    return maybe(schema) if column.beside else schema


DELETED: Json = {**FLAG, "const": True, "description": "不再在列表中，只用于updated_since · The list holds it no more"}


def item(resource: Resource) -> Json:
    """A record of a resource; `fields` may leave any column out."""
    properties = {column.name: _column(column) for column in resource.columns} | {"deleted": DELETED}
    return thing(properties, optional=tuple(properties))


NAMES = {
    **{kind.resource: kind.model.__name__ for kind in KINDS.values()},
    "parties": "Party",
    "respondents": "Respondent",
    "suspensions": "Suspension",
    "extensions": "Extension",
    "services": "Service",
    "letters": "Letter",
    "instances": "Instance",
    "hearings": "Hearing",
    "appearances": "Appearance",
    "quantities": "Quantity",
    "events": "Event",
    "organs": "Organ",
    "populations": "Population",
    "terms": "Term",
}
"""Resource -> the name of its schema."""


def page_of(item: Json) -> Json:
    """A page of a list; `count` where it is asked for."""
    marks = {"next": maybe(TEXT), "previous": maybe(TEXT), "updated_since": maybe(TEXT)}
    return thing({"count": INT, **marks, "results": many(item)}, optional=("count",))


NAMED_CASE: Json = thing(
    {
        "id": INT,
        "version": INT,
        "reconsideration": TEXT,
        "court": TEXT,
        "court_number": maybe(TEXT),
        "received_on": DATE,
        "defendants": many(TEXT),
    }
)
"""A dispute that gives the number of a case: what its organ is told of it."""

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

TABLE_ENTRY: Json = thing(
    {"key": TEXT, "name": TEXT, "units": many(TEXT), "basis": TEXT, "bases": many(TEXT), "basis_label": TEXT,
     "url": TEXT}
)  # fmt: skip
FIGURE_ENTRY: Json = thing(
    {"key": TEXT, "name": TEXT, "unit": TEXT, "definition": TEXT, "has_denominator": FLAG, "denominators": many(TEXT),
     "url": TEXT}
)  # fmt: skip

COMPONENTS: dict[str, Json] = {
    "Report": REPORT,
    "Table": ONE_TABLE,
    "Figure": ONE_FIGURE,
    "TableEntry": TABLE_ENTRY,
    "FigureEntry": FIGURE_ENTRY,
    "Balances": BALANCES,
    "Rules": RULES,
    "SealedReport": ONE_SEALED,
    **{name: item(RESOURCES[key]) for key, name in NAMES.items()},
    "NamedCase": NAMED_CASE,
    "Dictionary": DICTIONARY,
    "Problem": PROBLEM,
}
"""The schemas that stand under a name."""
