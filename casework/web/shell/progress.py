"""How far a job is, as its page says it, and the part of the page that follows it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casework.jobs.folder import folder_of, somebody_works
from casework.models.jobs import Job
from casework.web.shell.pages import page


def how_far(job: Job, name: str, step: str, leave: str, total: int) -> dict[str, Any]:
    """What the part shows: the step in words, the rows done, of `total` where that is known.

    `name` begins the names of the addresses of such jobs; `leave` says that the page may be left.
    """
    working = job.step in job.working
    return {
        "working": working,
        "step": step,
        "leave": leave,
        "done": folder_of(job).rows() if working else 0,
        "total": total,
        "somebody": not working or somebody_works(),
        "job_url": reverse(f"{name}_job", args=[job.pk]),
        "progress_url": reverse(f"{name}_progress", args=[job.pk]),
    }


def part(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The part alone; once the work is done, the browser reads the page anew."""
    answer = page(request, "shell/progress.html", context)
    if not context["working"]:
        answer["HX-Refresh"] = "true"
    return answer
