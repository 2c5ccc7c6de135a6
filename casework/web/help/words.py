"""What the help page says as lists: keys, and the words of states and badges."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.law.names import State
from casework.web.shell.states import CONFIRM, DONE, LATE, OVER, RUNNING, SOON, WAITING

Words = str | Promise

KEYS: tuple[tuple[Words, tuple[tuple[str, Words], ...]], ...] = (
    (
        _("Anywhere outside a field"),
        (
            ("/", _("to the search field")),
            ("?", _("this page")),
            ("n", _("register something new")),
            ("g 1 … g 8", _("to the screen with this digit in the bar")),
        ),
    ),
    (
        _("In a list"),
        (
            ("j", _("next row")),
            ("k", _("row before")),
            ("Enter", _("open the row")),
            ("f", _("to the filters")),
        ),
    ),
    (
        _("In a form"),
        (
            ("Ctrl+S", _("save the draft")),
            ("Ctrl+Enter", _("do the act that the filled button names")),
            ("Ctrl+/", _("what the field means, and close it again")),
            ("Alt+↓", _("open the list of organs")),
            ("Enter", _("next field; in a list, take the entry that is chosen")),
            ("↑ ↓ Tab Esc", _("move in the list, take one and go on, close it")),
        ),
    ),
    (
        _("In quick entry of mediation"),
        (
            ("Enter", _("next cell; the last one saves the row")),
            ("↑ ↓", _("row above, row below")),
            ("Ctrl+Enter", _("save the row")),
            ("Esc", _("the value that was there before")),
        ),
    ),
)
"""Where -> key, what it does."""

STATES: dict[State, Words] = {
    State.EXAMINING: _("received; within five working days it is accepted, declined, or correction is asked for"),
    State.CORRECTING: _("the applicant was asked to correct; the term runs from the notice being received"),
    State.REVIEWING: _("accepted; the decision term runs"),
    State.SUSPENDED: _("the decision term stands still until it is resumed"),
    State.CONCLUDED: _("decided or terminated; service, performance and filing follow"),
    State.TRANSFERRED: _("the superior took the case; it goes on there"),
    State.DECLINED: _("not accepted; the reason is on record"),
    State.REFERRED: _("the applicant was told where to apply, or it was sent there (2017 edition)"),
    State.ABANDONED: _("not corrected in time; put on record after a person confirmed it"),
    State.WITHDRAWN_EARLY: _("withdrawn or settled before acceptance; no outcome"),
}
"""State of a reconsideration case -> what it means."""

BADGES: tuple[tuple[str, Words, Words], ...] = (
    (LATE, _("overdue"), _("the last day has passed")),
    (SOON, _("due today"), _("today, or within three days")),
    (RUNNING, _("days left"), _("the term runs")),
    (WAITING, _("clock stopped"), _("suspended, or the day it runs from is not known")),
    (CONFIRM, _("to confirm"), _("time alone has made it due; a person confirms it or sets it aside with a reason")),
    (DONE, _("in time"), _("done on or before the last day")),
    (OVER, _("run out"), _("a term of others that has ended; nothing is late here")),
)
"""Form of a badge, its word, what it says."""
