"""The description of the interface, as a file and as a page; open to visitors, for it holds no record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from casework.api.openapi import reading
from casework.api.problems import Problem, answer
from casework.filters.reader import language

READ = "GET, HEAD, OPTIONS"
View = Callable[..., HttpResponse]


def read_only(view: View) -> View:
    """A view that is read; OPTIONS says so, and any other method is told so."""

    @csrf_exempt  # nothing is done here
    @wraps(view)
    def answered(request: HttpRequest, **which: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": READ})
        if request.method not in ("GET", "HEAD"):
            problem = Problem("method_not_allowed")
            problem.headers["Allow"] = READ
            return answer(problem)
        return view(request, **which)

    return answered


@read_only
def schema(request: HttpRequest) -> HttpResponse:
    """`schema/`: OpenAPI 3.1, the file that is kept in docs/ and compared with the code by the tests."""
    return HttpResponse(reading.FILE.read_bytes(), content_type="application/vnd.oai.openapi+json; charset=utf-8")


@read_only
def front(_request: HttpRequest) -> HttpResponse:
    """`/api/v1/`: to the page that describes the rest."""
    return redirect("api_docs")


@read_only
def docs(request: HttpRequest) -> HttpResponse:
    """`docs/`: the same to read, every address and what it gives."""
    return render(request, "api/docs.html", {"bar": None, "operations": reading.operations(language())})


@read_only
def operation(request: HttpRequest, name: str) -> HttpResponse:
    """`docs/{operation}/`: one address, what it may be asked, what it takes and answers."""
    told = reading.operation(name, language())
    if told is None:
        return answer(Problem("not_found"))
    base = request.build_absolute_uri("/").rstrip("/")
    return render(request, "api/operation.html", {"bar": None, "told": told, "address": f"{base}{told.path}"})


@read_only
def schema_page(request: HttpRequest, name: str) -> HttpResponse:
    """`docs/schemas/{name}/`: what is sent or answered, key by key."""
    told = reading.schema(name, language())
    if told is None:
        return answer(Problem("not_found"))
    words, fields = told
    return render(request, "api/schema.html", {"bar": None, "name": name, "words": words, "fields": fields})


@csrf_exempt  # a program that posts to no address is told so, and not of a form; nothing is done here
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below `/api/`; one that only lacks its last slash leads there, with its query and its body."""
    if not request.path.endswith("/") and _is_one(f"{request.path_info}/"):
        place = request.build_absolute_uri(f"{request.path}/")
        query = request.META.get("QUERY_STRING", "")
        # a client that follows 301 goes on with GET; 308 keeps method and body
        status = 301 if request.method in ("GET", "HEAD") else 308
        return HttpResponse(status=status, headers={"Location": f"{place}?{query}" if query else place})
    return answer(Problem("not_found"))


def _is_one(path: str) -> bool:
    """Whether an address is one of the interface."""
    try:
        return resolve(path).url_name != "api_nothing"
    except Resolver404:
        return False


def generated() -> dict[str, Any]:
    """The description as the code gives it now. Raises RuntimeError where something cannot be described."""
    from drf_spectacular.drainage import GENERATOR_STATS  # noqa: PLC0415  # it reads the settings when it is imported
    from drf_spectacular.generators import SchemaGenerator  # noqa: PLC0415  # so does this

    GENERATOR_STATS.reset()
    generator: Any = SchemaGenerator
    found: dict[str, Any] = generator(urlconf="config.urls").get_schema(request=None, public=True)
    if GENERATOR_STATS:
        raise RuntimeError("The description of the interface has warnings.")
    return found
