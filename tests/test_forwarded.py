"""What a server in front says of TLS, and who is believed."""

from __future__ import annotations

from typing import Any

import pytest

from config.forwarded import Forwarded


def scheme(**environ: str) -> str:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: Any) -> list[bytes]:
        seen.update(environ)
        return []

    Forwarded(application)({"wsgi.url_scheme": "http", **environ}, None)
    return str(seen["wsgi.url_scheme"])


@pytest.mark.parametrize(
    ("address", "said", "found"),
    [
        ("127.0.0.1", "https", "https"),
        ("::1", "https", "https"),
        ("10.1.2.3", "https", "https"),
        ("10.2.2.3", "https", "http"),
        ("", "https", "http"),
        ("a socket", "https", "http"),
        ("127.0.0.1", "http", "http"),
        ("127.0.0.1", "https, http", "http"),
    ],
)
def test_tls_is_believed_from_this_machine_and_from_the_servers_named(settings, address, said, found):
    settings.TRUSTED_PROXIES = ["10.1.0.0/16"]
    assert scheme(REMOTE_ADDR=address, HTTP_X_FORWARDED_PROTO=said) == found


def test_without_a_word_the_scheme_is_the_connections_own():
    assert scheme(REMOTE_ADDR="127.0.0.1") == "http"
