"""The description of the interface, as a file and as a page; open to visitors, for it holds no record."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from casework.api.problems import Problem, answer

FILE = settings.BASE_DIR / "docs" / "openapi.json"


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """`schema/`: OpenAPI 3.1, the file that is kept in docs/ and compared with the code by the tests."""
    return HttpResponse(FILE.read_bytes(), content_type="application/vnd.oai.openapi+json; charset=utf-8")


@require_safe
def front(_request: HttpRequest) -> HttpResponse:
    """`/api/v1/`: to the page that describes the rest."""
    return redirect("api_docs")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """`docs/`: the same to read and to try, without a word from another host."""
    return render(request, "api/docs.html")


@csrf_exempt  # a program that posts to no address is told so, and not of a form; nothing is done here
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below `/api/`."""
    return answer(Problem("not_found"))


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
