"""Who does not serve on a day, or is on leave on it, where somebody is named a handler: told, never refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from casework.actions.reference.staff import not_serving
from casework.actions.reference.standins import away
from casework.models import Staff, StandIn
from casework.web.shell.formatting import day_words, span_words


def told_of(organ: Any, names: Sequence[str], day: date, language: str) -> list[str]:
    """One sentence for each of the names that does not serve on the day, or is on leave on it."""
    found = [_not_there(each, day, language) for each in not_serving(organ, names, day)]
    return found + [away_words(each, language) for each in away(organ, names, day)]


def _not_there(staff: Staff, day: date, language: str) -> str:
    said = {"name": staff.name, "day": day_words(day, language)}
    if staff.valid_from is not None and day < staff.valid_from:
        said["first"] = day_words(staff.valid_from, language)
        return _("%(name)s does not serve yet on %(day)s: only from %(first)s on.") % said
    said["last"] = day_words(staff.valid_to, language)
    return _("%(name)s does not serve any more on %(day)s: only to %(last)s.") % said


def away_words(leave: StandIn, language: str) -> str:
    """Who is on leave from when to when, and who stands in."""
    said = {
        "name": str(leave.staff),
        "span": span_words(leave.valid_from, leave.valid_to, language),
        "stand_in": str(leave.stand_in),
    }
    return _("%(name)s is on leave %(span)s; %(stand_in)s stands in.") % said
