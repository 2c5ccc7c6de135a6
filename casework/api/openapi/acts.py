"""JSON schemas of the acts that programs send, made from the registry: each with its keys, their types, their codes.

What an act takes is read from the signature of the act in `casework.law`, and what a key means from its meanings: the
description cannot say anything else than the forms and the stories do.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings

from casework.api.openapi.schemas import DATE, FLAG, INT, NAMES, TEXT, Json, many, ref, thing
from casework.exports.resources import RESOURCES
from casework.law.acts import RULES
from casework.law.documents.papers import SERVED
from casework.law.keys import Listed, Marker
from casework.law.meanings import UNEXPLAINED, meaning_of, nested_meaning
from casework.law.meanings.meaning import Meaning
from casework.law.names import Act, Approval, Name, RecordKind, ServiceHow
from casework.registry import Key, keys_of
from casework.registry.annotations import fields_of, needed_of, parts_of
from casework.vocabulary import shipped_kinds

Code = tuple[str, str, str]
"""A code with both labels."""
KINDS = {resource.kind: NAMES[key] for key, resource in RESOURCES.items() if resource.kind is not None}
"""Kind of record -> how the names of its schemas begin."""
PLAIN: dict[type, Json] = {
    bool: FLAG,
    int: INT,
    str: TEXT,
    date: DATE,
    Decimal: {"type": "number", "minimum": 0},
}


def camel(code: str) -> str:
    """open_instance -> OpenInstance."""
    return "".join(part[:1].upper() + part[1:] for part in code.replace("-", "_").split("_"))


# ---- Codes ----


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[Code]]:
    """The lists of classifications that every site has, each code with its labels."""
    found: dict[str, list[Code]] = {}
    for row in json.loads((settings.BASE_DIR / "fixtures" / "classifications.json").read_text(encoding="utf-8")):
        found.setdefault(row["list"], []).append((row["code"], row["zh"], row["en"]))
    return found


def of_names(names: Iterable[Name]) -> list[Code]:
    """The members of an enumeration with their labels."""
    return [(each.value, each.zh, each.en) for each in names]


def enumerated(codes: list[Code]) -> Json:
    """A code of these; the label of each stands beside it."""
    said = [f"{zh} · {en}" for _code, zh, en in codes]
    return {"type": "string", "enum": [code for code, *_labels in codes], "x-enum-descriptions": said}


OWN_KINDS = (
    "每个系统一开始都有的种类；本地可以增加，见ledger-entries/describe/ · "
    "The kinds that every site begins with; a site may add its own: see ledger-entries/describe/"
)


def open_ended(codes: list[Code], words: str) -> Json:
    """A code of these or of those that a site has added."""
    schema = enumerated(codes)
    return {"x-extensible-enum" if name == "enum" else name: said for name, said in schema.items()} | {
        "description": words
    }


@lru_cache(maxsize=1)
def code_schemas() -> dict[str, Json]:
    """Every list of codes that a key or a column is of, by the name of its schema."""
    kinds = [(kind.code, kind.zh, kind.en) for kind in shipped_kinds().values()]
    found = {"PaperCode": enumerated(of_names(SERVED)), "LedgerKindCode": open_ended(kinds, OWN_KINDS)}
    columns = [column.codes for resource in RESOURCES.values() for column in resource.columns]
    enumerations: list[type[Name]] = [ServiceHow, Approval, *(codes for codes in columns if isinstance(codes, type))]
    for hint in _hints():
        if isinstance(hint, Listed):
            found[f"{camel(hint.name)}Code"] = enumerated(_lists()[hint.name])
        elif isinstance(hint, type) and issubclass(hint, Name):
            enumerations.append(hint)
    return {_name_of(cls): enumerated(of_names(cls)) for cls in enumerations} | found


# ---- Keys ----


MARKED: dict[str, Json] = {
    "organ": TEXT,
    "case": TEXT,
    "referred": TEXT,
    "fellow": TEXT,
    "batch": {"type": "string", "pattern": "^[0-9A-Za-z-]{1,64}$"},
    "flag_or_case": {"oneOf": [FLAG, TEXT]},
    "flag_or_organs": {"oneOf": [FLAG, many(TEXT)]},
    "named_party": TEXT,
    "approval": {"oneOf": [FLAG, ref("ApprovalCode")]},
    "suspension_ground": TEXT,
    "party": TEXT,
    "paper": ref("PaperCode"),
    "service_how": ref("ServiceHowCode"),
    "letter": {"type": "integer", "minimum": 1},
    "plan": {"type": "integer", "minimum": 1},
    "hour": {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$", "examples": ["14:30"]},
    "past": DATE,
    "yuan": PLAIN[Decimal],
    "secret": TEXT,
    "birthday": DATE,
    "count": {"type": "integer", "minimum": 1},
    "note": TEXT,
    "number": TEXT,
    "ledger_kind": ref("LedgerKindCode"),
    "quantities": {"type": "object", "additionalProperties": PLAIN[Decimal]},
    "names": {"type": "object", "additionalProperties": many(TEXT)},
    "any": {"description": " · ".join(UNEXPLAINED["value"])},
}
"""Marker of a key -> what is sent for it."""


def schema_of(hint: Any) -> Json:
    """The schema of a key's annotation; `X | None` is X, for a key that is not given is left out."""
    base, mark = parts_of(hint)
    if isinstance(mark, Listed):
        return ref(f"{camel(mark.name)}Code")
    if isinstance(mark, Marker):
        return MARKED[mark.name]
    if typing.get_origin(base) is tuple:
        return many(schema_of(typing.get_args(base)[0]))
    return PLAIN.get(base) or ref(_name_of(base))


def _name_of(cls: Any) -> str:
    """The name of the schema of a structure or an enumeration."""
    name: str = cls.__name__
    return f"{name}Key" if dataclasses.is_dataclass(cls) else f"{name}Code"


def _walk(hint: Any) -> Iterator[Any]:
    """An annotation and all that it is made of."""
    yield hint
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        for inner in typing.get_type_hints(hint, include_extras=True).values():
            yield from _walk(inner)
    for part in (*typing.get_args(hint), *getattr(hint, "__metadata__", ())):
        yield from _walk(part)


@lru_cache(maxsize=1)
def _hints() -> tuple[Any, ...]:
    """All that the keys of all acts are made of, each once."""
    found: dict[int, Any] = {}
    for kind, act in sent_acts():
        for key in keys_of(kind, act).values():
            found |= {id(hint): hint for hint in _walk(key.annotation)}
    return tuple(found.values())


def structures() -> dict[str, Json]:
    """The structures that keys hold, by the name of their schema."""
    return {_name_of(hint): _structure(hint) for hint in _hints() if dataclasses.is_dataclass(hint)}


def _structure(cls: Any) -> Json:
    properties = {name: told(schema_of(hint), nested_meaning(cls, name)) for name, hint in fields_of(cls).items()}
    return keyed(properties, needed_of(cls), (cls.__doc__ or "").splitlines()[0])


def told(schema: Json, meaning: Meaning | None) -> Json:
    """A schema with what the key means, and its article."""
    if meaning is None:
        return schema
    article = f" ({meaning.article})" if meaning.article else ""
    return schema | {"description": f"{meaning.zh} · {meaning.en}{article}"}


def keyed(properties: Json, required: Iterable[str], words: str) -> Json:
    """An object of these keys and no others, of which some must be given."""
    needed = set(required)
    optional = tuple(name for name in properties if name not in needed)
    return thing(properties, optional=optional) | {"description": words}


# ---- Acts ----


def sent_acts() -> Iterator[tuple[RecordKind, Act]]:
    """Every act that a program may send."""
    for kind, rules in RULES.items():
        for act in rules:
            yield kind, act


def name_of_act(kind: RecordKind, act: Act) -> str:
    """The name of the schema of an act."""
    return f"{KINDS[kind]}{camel(act.value)}"


def act_schema(kind: RecordKind, act: Act) -> Json:
    """An act with its day and its keys."""
    properties: Json = {
        "act": {"type": "string", "const": act.value},
        "on": told(DATE, meaning_of(kind, act, "on")),
    }
    keys: dict[str, Key] = keys_of(kind, act)
    for name, key in keys.items():
        properties[name] = told(schema_of(key.annotation), meaning_of(kind, act, name))
    required = ["act", "on", *[name for name, key in keys.items() if key.required]]
    return keyed(properties, required, f"{act.zh} · {act.en}")


def body_of(kind: RecordKind, *, begins: bool) -> Json:
    """What an address of a kind takes: one of the acts that begin a record, or that go on with one."""
    names = {act.value: name_of_act(kind, act) for act, rule in RULES[kind].items() if rule.begins is begins}
    if len(names) == 1:
        return ref(next(iter(names.values())))
    mapping = {act: ref(name)["$ref"] for act, name in names.items()}
    return {
        "oneOf": [ref(name) for name in names.values()],
        "discriminator": {"propertyName": "act", "mapping": mapping},
    }


def act_schemas() -> dict[str, Json]:
    """All that the bodies of acts are made of, by name."""
    acts = {name_of_act(kind, act): act_schema(kind, act) for kind, act in sent_acts()}
    return {**code_schemas(), **structures(), **acts}
