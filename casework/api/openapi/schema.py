"""The description of the interface (OpenAPI 3.1), from what each address declares of itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from drf_spectacular.openapi import AutoSchema

from casework.api.base import Operation
from casework.api.openapi import acts, schemas
from casework.api.parameters import Parameter
from casework.api.problems import CONTENT_TYPE, KINDS

Json = dict[str, Any]
EXAMPLES = Path(__file__).with_name("examples.json")
"""Answers over the demo data; tests/api/openapi/examples.py takes them anew."""
ALWAYS = ("invalid", "unauthenticated", "not_permitted", "not_found", "method_not_allowed", "not_acceptable",
          "too_large", "too_many_requests")  # fmt: skip
"""The problems that any address may answer with."""
HEADERS: dict[str, Json] = {"ETag": {"description": "版本标记 · Mark of this version", "schema": {"type": "string"}}}
RETRY: dict[str, Json] = {"Retry-After": {"description": "秒 · Seconds", "schema": {"type": "integer"}}}
QUOTA: dict[str, Json] = {
    "RateLimit": {
        "description": "还剩多少次、多少秒后重计 · What is left, and until when",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {"description": "限额 · The limit", "schema": {"type": "string"}},
}


class Described(AutoSchema):
    """An address described by its own `operations`, and not by guessing."""

    def is_excluded(self) -> bool:
        """What declares nothing is not described: the pages of the description itself."""
        return self.method.lower() not in getattr(self.view, "operations", {})

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> Json | None:
        """The operation as OpenAPI writes it."""
        self.method, self.path, self.path_prefix, self.path_regex = method.upper(), path, path_prefix, path_regex
        self.registry = registry
        if self.is_excluded():
            return None
        return operation_data(getattr(self.view, "operations", {})[method.lower()], path)


def operation_data(said: Operation, path: str) -> Json:
    """One operation with its parameters, answers and problems."""
    found: Json = {"operationId": said.id, "summary": said.summary, "tags": [said.tag], "security": SECURITY}
    if said.description:
        found["description"] = said.description
    parameters = [*_of_the_path(path), *[_parameter(each) for each in said.parameters], *_conditions(said)]
    if parameters:
        found["parameters"] = parameters
    if said.body is not None:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": said.body}}}
    found["responses"] = _responses(said)
    return found


SECURITY: list[Json] = [{"token": []}, {"session": []}]


def _of_the_path(path: str) -> list[Json]:
    names = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    kinds: dict[str, Json] = {"id": {"type": "integer", "minimum": 1}}
    return [
        {"name": name, "in": "path", "required": True, "schema": kinds.get(name, {"type": "string"})} for name in names
    ]


def _parameter(said: Parameter) -> Json:
    words = f"{said.zh} · {said.en}"
    return {"name": said.name, "in": "query", "required": said.required, "description": words, "schema": said.schema}


def _conditions(said: Operation) -> list[Json]:
    names = ["If-None-Match"] if said.conditional else []
    return [
        *[{"name": name, "in": "header", "required": False, "schema": {"type": "string"}} for name in names],
        *[{"name": name, "in": "header", **schema} for name, schema in said.headers.items()],
    ]


@cache
def examples() -> Json:
    """Operation -> an answer to it."""
    found: Json = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def _responses(said: Operation) -> Json:
    whole: Json = {"schema": said.answer}
    if said.id in examples():
        whole["example"] = examples()[said.id]
    media = {"application/json": whole} if said.answer is not None else {}
    media |= {name: {"schema": schemas.BYTES if said.answer is None else schemas.TEXT} for name in said.media}
    more = HEADERS if said.conditional else {}
    done: Json = {"description": "答复 · The answer", "content": media, "headers": QUOTA | more}
    found: Json = {str(said.status): done}
    if said.conditional:
        found["304"] = {"description": "没有变化 · Nothing has changed", "headers": HEADERS}
    codes = (*ALWAYS, *said.problems)
    for kind in sorted((KINDS[code] for code in dict.fromkeys(codes)), key=lambda kind: kind.status):
        earlier = found.get(str(kind.status), {}).get("description")
        found[str(kind.status)] = {
            "description": "; ".join(filter(None, (earlier, f"{kind.zh} · {kind.en}"))),
            "content": {CONTENT_TYPE: {"schema": schemas.ref("Problem")}},
        } | ({"headers": RETRY} if kind.status == 429 else {})
    return found


def with_components(result: Json, generator: Any, request: Any, public: bool) -> Json:
    """The description with the named schemas and the ways to sign in."""
    result["components"] = {
        "schemas": dict(sorted((schemas.COMPONENTS | acts.act_schemas()).items())),
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        },
    }
    return result
