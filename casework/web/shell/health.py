"""Whether the site works, for what watches over it: no sign-in, nothing about anybody."""

from __future__ import annotations

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.models import Organ


@require_safe
@never_cache
def health(_request: HttpRequest) -> JsonResponse:
    """`/health/`: 200 where the database answers a question about one of our tables, else 503."""
    try:
        Organ.objects.exists()
    except Error:
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})
