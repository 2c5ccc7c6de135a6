"""The log of the server: one line for a refusal, a traceback for a fault of the program."""

from __future__ import annotations

import io
import logging
from logging.config import dictConfig

import pytest
from django.conf import settings


@pytest.fixture
def log():
    """The log as the settings lay it out, written to memory; the project's own way of logging is back afterwards."""
    read = io.StringIO()
    laid_out = {**settings.LOGGING, "handlers": {"stderr": settings.LOGGING["handlers"]["stderr"] | {"stream": read}}}
    dictConfig(laid_out)
    yield read
    dictConfig(settings.LOGGING)


def test_a_refused_page_is_one_line_of_the_log(personas, browse, log):
    assert browse(personas.clerk).get("/audit/").status_code == 403
    assert browse(personas.clerk).get("/nothing/").status_code == 404
    assert [line.partition("django.request: ")[2] for line in log.getvalue().splitlines()] == [
        "Forbidden (Permission denied): /audit/",
        "Not Found: /nothing/",
    ]


def test_a_fault_of_the_program_is_logged_with_its_traceback(log):
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert "Traceback" in log.getvalue()
    assert "ZeroDivisionError" in log.getvalue()
