"""Pages of other sites ask the interface only where the setting names them, and never by a cookie."""

from __future__ import annotations

import pytest

ELSEWHERE = "https://report.test"
PREFLIGHT = {"Origin": ELSEWHERE, "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "authorization, idempotency-key, if-match"}  # fmt: skip
ALLOWED = "Access-Control-Allow-Origin"


@pytest.fixture
def named(settings):
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]


def test_no_other_site_is_let_in_unless_it_is_named(client, county, personas, program):
    assert ALLOWED not in client.options("/api/v1/mediations/", headers=PREFLIGHT)
    assert ALLOWED not in program(personas.clerk)("mediations/", Origin=ELSEWHERE)


def test_a_named_site_asks_with_a_token_and_reads_the_headers_that_it_needs(client, county, personas, program, named):
    before = client.options("/api/v1/mediations/acts/", headers=PREFLIGHT)
    assert before[ALLOWED] == ELSEWHERE
    assert {"authorization", "idempotency-key", "if-match"} <= set(before["Access-Control-Allow-Headers"].split(", "))
    answer = program(personas.clerk)("mediations/", Origin=ELSEWHERE)
    assert answer[ALLOWED] == ELSEWHERE
    needed = {"ETag", "Updated-Since", "Retry-After", "Out-Of-Reach"}
    assert needed <= set(answer["Access-Control-Expose-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_pages_of_the_site_are_open_to_no_other(client, named):
    assert ALLOWED not in client.get("/login/", headers={"Origin": ELSEWHERE})
