"""The description as pages to read, in one language: every address, what it takes and what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings

from casework.law.words.languages import is_chinese

FILE = settings.BASE_DIR / "docs" / "openapi.json"
Schema = Mapping[str, Any]
BETWEEN = " · "
"""Stands between the Chinese and the English words of the description."""
REF = "#/components/schemas/"
LIMITS = ("minimum", "maximum", "maxLength", "pattern", "default")
"""What JSON Schema says of a value beside its type."""


class Field(NamedTuple):
    """A parameter, a key or a column: its JSON type, the schemas that it leads to, the codes that it takes."""

    name: str
    type: str
    leads_to: list[str]
    codes: list[tuple[str, str]]
    required: bool
    words: str


class Operation(NamedTuple):
    """One method of an address; `takes` are the schemas of a body and their words, `gives` the fields of the rows."""

    id: str
    method: str
    path: str
    summary: str
    words: str
    parameters: list[Field]
    takes: list[tuple[str, str]]
    leads_to: list[str]
    gives: list[Field]
    forms: list[str]
    example: str


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The kept description (OpenAPI 3.1)."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def operations(language: str) -> list[tuple[str, str, str, str]]:
    """Id, method, path and summary of each operation, in the order of the description."""
    return [
        (told["operationId"], method.upper(), path, said(told["summary"], language))
        for path, method, told in _operations()
    ]


def operation(name: str, language: str) -> Operation | None:
    """One operation by its id; None where there is none of it."""
    found = next((each for each in _operations() if each[2]["operationId"] == name), None)
    if found is None:
        return None
    path, method, told = found
    answers = next(each for code, each in told["responses"].items() if code.startswith("2")).get("content", {})
    answered = answers.get("application/json", {})
    rows = _rows(answered.get("schema", {}))
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return Operation(
        name,
        method.upper(),
        path,
        said(told["summary"], language),
        said(told.get("description", ""), language),
        [_parameter(each, language) for each in told.get("parameters", ())],
        [(each, said(_schemas()[each].get("description", ""), language)) for each in schemas_in(body)],
        schemas_in(rows),
        fields_of(rows, language),
        list(answers),
        json.dumps(answered["example"], ensure_ascii=False, indent=2) if "example" in answered else "",
    )


def schema(name: str, language: str) -> tuple[str, list[Field]] | None:
    """What a schema is and its fields, or its codes as one field; None where there is none of that name."""
    told = _schemas().get(name)
    if told is None:
        return None
    words = said(told.get("description", ""), language)
    return words, fields_of(told, language) or [field(name, told, language, required=True)]


def fields_of(told: Schema, language: str) -> list[Field]:
    """The properties of an object."""
    needed = told.get("required", ())
    return [field(name, each, language, name in needed) for name, each in told.get("properties", {}).items()]


def field(name: str, told: Schema, language: str, required: bool) -> Field:
    """One property or parameter in words."""
    listed = told.get("enum", told.get("x-extensible-enum", ()))
    codes = list(zip(listed, told.get("x-enum-descriptions", ()), strict=False))
    named = [(str(code), said(words, language)) for code, words in codes]
    known = named or [(str(code), "") for code in listed]
    return Field(name, type_of(told), schemas_in(told), known, required, said(told.get("description", ""), language))


def type_of(told: Schema) -> str:
    """The JSON type with its format and limits; of a list that of its items in brackets."""
    if "const" in told:
        return json.dumps(told["const"], ensure_ascii=False)
    if "oneOf" in told:
        return " | ".join(filter(None, map(type_of, told["oneOf"])))
    kinds = told.get("type", "")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    items = type_of(told["items"]) if "items" in told else ""
    words = [f"[{items}]" if kind == "array" and items else kind for kind in kinds]
    limits = [f"{key}={told[key]}" for key in LIMITS if key in told]
    return " ".join(filter(None, [" | ".join(words), told.get("format", ""), *limits]))


def schemas_in(told: Schema) -> list[str]:
    """The names of the schemas that a property, a body or an answer is made of, each once."""
    return list(dict.fromkeys(_schemas_in(told)))


def said(text: str, language: str) -> str:
    """The half of a text of the description that is in a language."""
    zh, _, en = text.partition(BETWEEN)
    return zh if is_chinese(language) or not en else en


def _operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            yield path, method, told


def _schemas() -> dict[str, Schema]:
    found: dict[str, Schema] = description()["components"]["schemas"]
    return found


def _parameter(told: Schema, language: str) -> Field:
    described = {**told["schema"], "description": told.get("description", "")}
    return field(told["name"], described, language, told.get("required", False))


def _rows(told: Schema) -> Schema:
    """The schema of the rows of a page of a list, else of the answer."""
    return _resolved(told.get("properties", {}).get("results", {}).get("items", told))


def _resolved(told: Schema) -> Schema:
    return _schemas()[told["$ref"].removeprefix(REF)] if "$ref" in told else told


def _schemas_in(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping):
        if "$ref" in told:
            yield told["$ref"].removeprefix(REF)
        for key in ("oneOf", "items", "additionalProperties"):
            yield from _schemas_in(told.get(key))
    elif isinstance(told, list):
        for each in told:
            yield from _schemas_in(each)
