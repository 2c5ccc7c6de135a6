"""The kinds of groups that numbers are told apart by: organs, handlers, fields; their order, words and lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from casework.models import Organ
from casework.statistics.datasets import Scope
from casework.statistics.groups import BY_FIELD, BY_HANDLER, BY_ORGAN, Group, Grouping
from casework.web.shell.access import Visit
from casework.web.shell.asked import Question
from casework.web.statistics.behind.grouped import NONE, field_words, handler_words, sees_handlers
from casework.web.statistics.tables import side_url

Link = Callable[[str, str], str]
"""The address of the list behind a figure and its side."""


class Groups(NamedTuple):
    """A kind of groups: how rows fall into them, which there are in order, their words and their lists."""

    key: str
    title: str
    note: str
    grouping: Grouping
    ordered: Callable[[set[Any]], list[Group]]
    words: Callable[[Any], str]
    link: Callable[[Any], Link]


def link_of(question: Question, **more: str) -> Link:
    """The lists of a question, or of one group of it alone."""
    return lambda key, side: side_url(question, key, side, **more)


def kinds_of(question: Question, visit: Visit) -> list[Groups]:
    """The kinds that the person may see: by organ over a subtree, by handler for supervisors, by field."""
    organs = _Organs(question)
    found = [organs.by_organ()] if question.scope.subtree else []
    if sees_handlers(visit, question.scope.organ):
        found.append(organs.by_handler())
    return [*found, _by_field(question, visit)]


class _Organs:
    """Groups by organ, and by organ and handler: each opens the list of that organ by itself."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.known: dict[int, Organ] = {}

    def by_organ(self) -> Groups:
        note = _("each organ by itself, without those below it")
        return Groups("organ", _("By organ"), note, BY_ORGAN, self._in_order, self._name, self._link)

    def by_handler(self) -> Groups:
        note = _("a case of several handlers counts for each of them")
        return Groups(
            "handler",
            _("By handler"),
            note,
            BY_HANDLER,
            self._handlers_in_order,
            self._handler,
            lambda group: self._link(group[0], handler=group[1] or NONE),
        )

    def _find(self, keys: set[int]) -> None:
        self.known.update(Organ.objects.in_bulk(keys - self.known.keys()))

    def _in_order(self, groups: set[Any]) -> list[Group]:
        self._find(groups)
        return sorted(groups, key=lambda organ: self.known[organ].path)

    def _handlers_in_order(self, groups: set[Any]) -> list[Group]:
        self._find({organ for organ, _name in groups})
        return sorted(groups, key=lambda group: (self.known[group[0]].path, not group[1], group[1]))

    def _name(self, organ: int) -> str:
        return self.known[organ].name

    def _handler(self, group: tuple[int, str]) -> str:
        organ, name = group
        words = handler_words(name or NONE)
        return f"{words} · {self._name(organ)}" if self.question.scope.subtree else words

    def _link(self, organ: int, **more: str) -> Link:
        return link_of(Question(Scope(self.known[organ]), self.question.window), **more)


def _by_field(question: Question, visit: Visit) -> Groups:
    places = {code: place for place, code in enumerate(visit.reference.vocabulary.labels("field"))}
    return Groups(
        "field",
        _("By field of administration"),
        "",
        BY_FIELD,
        lambda groups: sorted(groups, key=lambda code: places.get(code, len(places))),
        lambda code: field_words(code or NONE, visit),
        lambda code: link_of(question, field=code or NONE),
    )
