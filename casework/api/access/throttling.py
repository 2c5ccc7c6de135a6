"""How much a token may ask: so many requests a minute, said in every answer; then 429 with `Retry-After`."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

MINUTE = 60


class Quota(NamedTuple):
    """What of a limit is left, and the seconds until it begins anew."""

    limit: int
    left: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers writes it."""
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={MINUTE}',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


class PerToken(BaseThrottle):
    """`API_REQUESTS_A_MINUTE` requests of one token, or of one signed-in person, in each minute of the clock.

    Counted in the memory of each process of the server: several processes allow so much more, never less.
    """

    seconds = 0

    def allow_request(self, request: Any, view: Any) -> bool:
        """Count the request, and tell the view what is left; whether it is within the limit."""
        now = timezone.now().timestamp()
        minute = math.floor(now / MINUTE)
        self.seconds = math.ceil((minute + 1) * MINUTE - now)
        key = f"api:{view.sight.known_as}:{minute}"
        cache.add(key, 0, 2 * MINUTE)
        try:
            count = int(cache.incr(key))
        except ValueError:  # dropped from the memory in between
            count = 1
        limit = settings.API_REQUESTS_A_MINUTE
        view.quota = Quota(limit, max(0, limit - count), self.seconds)
        return count <= limit

    def wait(self) -> float:
        """The seconds until the next minute."""
        return self.seconds
