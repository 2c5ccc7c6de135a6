"""How much a token may ask: so many requests a minute, then 429 with `Retry-After`."""

from __future__ import annotations

import math
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

MINUTE = 60


class PerToken(BaseThrottle):
    """`API_REQUESTS_A_MINUTE` requests of one token, or of one signed-in person, in each minute of the clock.

    Counted in the memory of each process of the server: several processes allow so much more, never less.
    """

    left = 0.0

    def allow_request(self, request: Any, view: Any) -> bool:
        """Count the request; whether it is within the limit."""
        now = timezone.now().timestamp()
        minute = math.floor(now / MINUTE)
        self.left = (minute + 1) * MINUTE - now
        key = f"api:{view.sight.known_as}:{minute}"
        cache.add(key, 0, 2 * MINUTE)
        try:
            return bool(cache.incr(key) <= settings.API_REQUESTS_A_MINUTE)
        except ValueError:  # dropped from the memory in between
            return True

    def wait(self) -> float:
        """The seconds until the next minute."""
        return math.ceil(self.left)
