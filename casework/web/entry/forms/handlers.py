"""承办人 named in a form who are not known at its organ: asked about once, then on its list."""

from __future__ import annotations

from django.utils.translation import gettext as _

from casework.actions.reference.staff import known, take_on, unknown
from casework.law.names import Act
from casework.law.organs.handing import HANDLED_BY
from casework.web.entry.beside.staff import told_of
from casework.web.entry.forms.act_form import DONE_ON, ActForm
from casework.web.shell.formatting import joined

HANDLERS, SUCCESSOR = "handlers", "to"
NEW = "new_handlers"
"""The box that says that the names in it are new handlers."""
MOST_NAMED = 8
HANDING = frozenset((Act.HAND_OVER, kind) for kind, fact in HANDLED_BY.items() if fact == HANDLERS)


def _naming(form: ActForm) -> str:
    """The field in which a form names who handles the record; "" where it has none. Mediators are a body's own."""
    if (form.making.act, form.making.kind) in HANDING:
        return SUCCESSOR
    return HANDLERS if HANDLERS in form.fields else ""


def _named(form: ActForm) -> list[str]:
    """The handlers named in a form that was read."""
    said = form.cleaned_data.get(_naming(form)) or []
    return [said] if isinstance(said, str) else said


def _unknown(form: ActForm) -> list[str]:
    """Those of them who are not known at its organ."""
    return unknown(form.making.organ, _named(form), form.making.today)


def not_there(form: ActForm) -> list[str]:
    """What is told of handlers who do not serve on the day of the act, or are on leave on it, and who stands in."""
    return told_of(form.making.organ, _named(form), form.cleaned_data[DONE_ON], form.making.language)


def asks_about(form: ActForm) -> bool:
    """Whether a handler has to be asked about: nobody knows the name, and nobody said that it is a new one."""
    names = "、".join(_unknown(form))
    if not names or form.data.get(NEW) == names:
        return False
    form.new_handlers = names
    there = joined(known(form.making.organ, form.making.today)[:MOST_NAMED], form.making.language)
    form.add_error(_naming(form), _("%(names)s: not on the list of handlers.") % {"names": names})
    asked = _("On it are %(known)s. Correct the name, or say that it is a new handler.") % {"known": there}
    form.add_error(_naming(form), asked)  # beside the field alone: above the form stands the first sentence
    return True


def take_on_new(form: ActForm) -> None:
    """Put on the list who was said to be new."""
    if form.data.get(NEW):
        take_on(form.making.organ, _unknown(form))
