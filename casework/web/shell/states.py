"""States and days as badges: a word, a shape, a colour, in that order of weight."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.kinds import KINDS
from casework.kinds.facts import labels_of
from casework.law.names import RecordKind, State
from casework.worklist import Left

RUNNING, WAITING, DONE, LATE, SOON, OVER = "running", "waiting", "done", "late", "soon", "over"
CONFIRM = "confirm"
SOON_DAYS = 3
"""Working days within which a last day is near, as on the desk."""


class Badge(NamedTuple):
    """A badge: its form (which says shape and colour) and its word."""

    form: str
    word: str

    @property
    def html(self) -> SafeString:
        """The badge as the pages show it."""
        return _drawn(self)


@lru_cache(maxsize=256)
def _drawn(badge: Badge) -> SafeString:
    return SafeString(render_to_string("shell/badge.html", {"badge": badge}).strip())


FORMS: dict[State, str] = {
    State.EXAMINING: RUNNING,
    State.REVIEWING: RUNNING,
    State.CORRECTING: WAITING,
    State.SUSPENDED: WAITING,
}
"""Every other state is an end."""
OF_OTHERS = {"open": RUNNING}
WORDS = {kind: labels_of(each.states) for kind, each in KINDS.items()}
"""What the states of each kind are called."""


def badge_of(kind: RecordKind, state: str, language: str) -> Badge:
    """The badge of a record's state."""
    form = FORMS.get(State(state), DONE) if kind is RecordKind.RECONSIDERATION else OF_OTHERS.get(state, DONE)
    return Badge(form, WORDS[kind][state].of(language))


def due_badge(left: Left) -> Badge:
    """How far off a last day is, in the days that its term is counted in; in days where only rest days lie between."""
    working = left.in_working_days and left.working_days != 0
    days = left.working_days if working else left.days
    if left.days == 0:
        return Badge(SOON, _("due today"))
    if left.days < 0:
        return Badge(LATE, _overdue(-days, working=working))
    return Badge(SOON if left.working_days <= SOON_DAYS else RUNNING, _left(days, working=working))


def _overdue(days: int, *, working: bool) -> str:
    if working:
        said = ngettext("%(days)d working day overdue", "%(days)d working days overdue", days)
    else:
        said = ngettext("%(days)d day overdue", "%(days)d days overdue", days)
    return said % {"days": days}


def _left(days: int, *, working: bool) -> str:
    if working:
        return ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def settled_badge(due: date | None, settled_on: date) -> Badge:
    """Whether a term was met on the day that settled it."""
    late = (settled_on - due).days if due is not None else 0
    if late > 0:
        return Badge(LATE, ngettext("met %(days)d day late", "met %(days)d days late", late) % {"days": late})
    return Badge(DONE, _("in time"))
