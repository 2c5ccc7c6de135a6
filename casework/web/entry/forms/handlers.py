"""承办人 named in a form who are not known at an organ of its records: asked about once, then on its list."""

from __future__ import annotations

from django.utils.translation import gettext as _

from casework.actions.reference.staff import known_to_all, take_on, unknown
from casework.law.names import Act
from casework.law.organs.handing import HANDLED_BY
from casework.models import Organ
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


def _unknown(form: ActForm) -> dict[Organ, list[str]]:
    """Those of them who are not known at an organ of its records, by the organ."""
    found = {organ: unknown(organ, _named(form), form.making.today) for organ in form.making.keepers}
    return {organ: names for organ, names in found.items() if names}


def not_there(form: ActForm) -> list[str]:
    """What is told of handlers who do not serve on the day of the act, or are on leave on it, and who stands in."""
    on, language = form.cleaned_data[DONE_ON], form.making.language
    told = (each for organ in form.making.keepers for each in told_of(organ, _named(form), on, language))
    return list(dict.fromkeys(told))


def asks_about(form: ActForm) -> bool:
    """Whether a handler has to be asked about: nobody knows the name, and nobody said that it is a new one."""
    strangers, making = _unknown(form), form.making
    names = "、".join(dict.fromkeys(name for each in strangers.values() for name in each))
    if not names or form.data.get(NEW) == names:
        return False
    form.new_handlers = names
    for organ, missing in strangers.items():
        said = {"names": "、".join(missing), "organ": organ.name}
        which = _("%(names)s: not on the list of handlers of %(organ)s.") if making.others else ""
        form.add_error(_naming(form), (which or _("%(names)s: not on the list of handlers.")) % said)
    there = joined(known_to_all(making.keepers, making.today)[:MOST_NAMED], making.language)
    asked = _("On it are %(known)s. Correct the name, or say that it is a new handler.") % {"known": there}
    if making.others:
        asked = _everywhere(there)
    form.add_error(_naming(form), asked)  # beside the field alone: above the form stands the first sentence
    return True


def _everywhere(there: str) -> str:
    """What may be done where the records are of several organs; `there` are those whom all of them know."""
    if not there:
        return _(
            "Nobody is on the lists of all these organs: tick the records of one, or say that it is a new handler."
        )
    said = {"known": there}
    return _("On the lists of all of them are %(known)s. Correct the name, or say that it is a new handler.") % said


def take_on_new(form: ActForm) -> None:
    """Put on the list who was said to be new."""
    if form.data.get(NEW):
        for organ, names in _unknown(form).items():
            take_on(organ, names)
