"""TLS ends at the server in front: its word for it, believed from those alone whom the settings name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Forwarded:
    """A WSGI application that takes a request as sent over TLS where a trusted server in front says so."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on, with its scheme as it reached the server in front."""
        if environ.get("HTTP_X_FORWARDED_PROTO") == "https" and trusted(environ.get("REMOTE_ADDR", "")):
            environ["wsgi.url_scheme"] = "https"
        return self.application(environ, start_response)


def trusted(text: str) -> bool:
    """Whether an address is this machine's or one of `CASEWORK_TRUSTED_PROXIES`."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return address.is_loopback or any(address in ip_network(one, strict=False) for one in settings.TRUSTED_PROXIES)
