"""One act for the records that were ticked in a list: its form once, what of them the law refuses, and the doing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.actions.actors import hand_on, needed_hand
from casework.actions.many import (
    MANY,
    MOST,
    Choice,
    Outcome,
    Problem,
    act_for_many,
    check_number,
    perform_many,
    requests_for,
    tried,
)
from casework.actions.recording import Request
from casework.choices import act_label
from casework.errors import CaseworkError, FaultyInput, StaleVersion
from casework.filters import lists
from casework.filters.asked import read, read_number
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Organ
from casework.registry import histories
from casework.web.entry.acting import Sent, answer, opened_form
from casework.web.entry.forms.act_form import DONE_ON
from casework.web.entry.forms.handlers import HANDLERS, asks_about, not_there, take_on_new
from casework.web.entry.forms.making import Making
from casework.web.lists.address import address_of
from casework.web.lists.columns import LISTABLE, ListColumn, Look, shown_first
from casework.web.record.record import played
from casework.web.shell.access import Visit
from casework.web.shell.formatting import said_words

ACT, RECORD, ALL, LIST = "act", "record", "all", "list"
"""What the list sends: the act, a record for each tick, or all that the list shows by its own address."""
CHOICE, SHOWN = "choice", "shown"
EACH, WHOLE = "each", "whole"
LARGEST_ID = 10**12
COLUMNS = 4
"""Columns of the list by which a record is told."""
Ask = Callable[[date, Mapping[str, Any], Iterable[Any]], list[Request]]
"""The requests for these records, on a day with these keys."""


class Row(NamedTuple):
    """A ticked record: what its box sends, whether it is ticked, its cells, and why it is refused ("" if it is not)."""

    value: str
    number: str
    ticked: bool
    cells: SafeString
    refused: str


@dataclass
class Ticked:
    """The records of a page for many: `seen` has the version of each that is ticked, by id."""

    visit: Visit
    kind: RecordKind
    records: list[Any]
    ask: Ask
    seen: dict[int, int]
    choice: Choice = field(default_factory=Choice)
    found: dict[int, Problem] | None = None
    """What was refused when it was to be done."""

    @property
    def chosen(self) -> list[Any]:
        """The ticked ones, each in the version in which it was seen."""
        found = [copy(record) for record in self.records if record.pk in self.seen]
        for record in found:
            record.version = self.seen[record.pk]
        return found

    @cached_property
    def refused(self) -> dict[int, Problem]:
        """What is refused, by id: when it was to be done, else as things stand today."""
        if self.found is not None:
            return self.found
        asked = self.ask(self.visit.today, {}, self.records)
        return {one.record.pk: one.problem for one in tried(asked, self.visit)}

    @property
    def shown(self) -> str:
        """The ids of the refused, as the form sends them back: these the person has seen."""
        return " ".join(str(pk) for pk in self.refused)

    @property
    def going(self) -> int:
        """How many of the ticked are not refused."""
        return sum(pk not in self.refused for pk in self.seen)

    @property
    def staying(self) -> int:
        """How many of the ticked are refused."""
        return len(self.seen) - self.going

    @cached_property
    def columns(self) -> list[ListColumn]:
        """The columns by which the records are told."""
        known = {column.key: column for column in LISTABLE[self.kind]}
        return [known[key] for key in shown_first(self.kind, self.visit)[:COLUMNS]]

    @property
    def rows(self) -> list[Row]:
        """The refused first, for they want to be read."""
        look = Look(self.visit)
        rows = [self._row(record, look) for record in self.records]
        return sorted(rows, key=lambda row: not row.refused)

    def _row(self, record: Any, look: Look) -> Row:
        problem, language = self.refused.get(record.pk), self.visit.language
        cells = mark_safe("".join(column.cell(record, look) for column in self.columns))  # noqa: S308  # each cell escapes what it says
        why = said_words(problem.sentence(language), language) if problem is not None else ""
        return Row(f"{record.pk}:{record.version}", str(record), record.pk in self.seen, cells, why)


def many(request: HttpRequest, visit: Visit, kind: RecordKind) -> HttpResponse:
    """`/<kind>/many/?act=accept&record=12&record=13`, or `&all=1&list=<query of the list>`."""
    act = act_for_many(kind, str(request.POST.get(ACT) or request.GET.get(ACT, "")))
    records = read_records(kind, [*_ticked_in_list(request, visit, kind), *_posted(request)], visit)
    ticked = ticked_of(request, visit, kind, records, partial(requests_for, kind, act))
    organ, *others = _organs(ticked, visit)
    lives = _lives(kind, records, visit) if act is Act.HAND_OVER else ()
    making = Making(visit, kind, act, organ, without=MANY[kind][act], lives=lives, others=others)
    initial = {HANDLERS: str(visit.person)} if act is Act.ASSIGN else {}
    return form_for_many(request, ticked, making, initial)


def _organs(ticked: Ticked, visit: Visit) -> list[Organ]:
    """The organs whose ticked records the reader may act on; where there are none, that of the first record."""
    found = {record.organ.pk: record.organ for record in ticked.chosen if hand_on(record, visit) is not None}
    return list(found.values()) or [ticked.records[0].organ]


def _lives(kind: RecordKind, records: list[Any], visit: Visit) -> list[Any]:
    """The lives of the records, of which the form offers something; one that cannot be played offers nothing."""
    known = histories(kind, [record.pk for record in records])
    found = (played(record, known[record.pk], visit) for record in records)
    return [life for life in found if life is not None]


def _ticked_in_list(request: HttpRequest, visit: Visit, kind: RecordKind) -> list[int]:
    """The ids that the address names, or those of the list that it describes. Raises FaultyInput, Http404."""
    query = request.GET.copy()
    texts, query_of_list = query.pop(RECORD, []), query.pop(LIST, [""])[-1]
    asked = read(query, (ACT, ALL))
    if ALL not in asked:
        return [read_number(text, RECORD, 1, LARGEST_ID) for text in texts]
    address = address_of(QueryDict(query_of_list), reverse(KINDS[kind].place), visit, kind)
    rows = lists.listed(kind, dict(address.asked), visit)
    return list(rows.order_by().values_list("pk", flat=True)[: MOST + 1])


def _posted(request: HttpRequest) -> dict[int, int]:
    """The boxes that were sent: ids with the versions in which the records were seen. Raises FaultyInput."""
    found = {}
    for text in request.POST.getlist(RECORD):
        pk, _colon, version = str(text).partition(":")
        found[read_number(pk, RECORD, 1, LARGEST_ID)] = read_number(version, RECORD, 1, LARGEST_ID)
    return found


def read_records(kind: RecordKind, ids: Iterable[int], visit: Visit) -> list[Any]:
    """The records with these ids, void ones too, as the list orders them.

    Raises FaultyInput for none and for too many, Http404 for one that the reader does not see.
    """
    wanted = set(ids)
    check_number(len(wanted))
    rows = KINDS[kind].model.objects.within(visit.reach).filter(pk__in=wanted).select_related("organ")
    known = {column.key: column for column in LISTABLE[kind]}
    needs = [need for key in shown_first(kind, visit)[:COLUMNS] for need in known[key].needs]
    if kind is RecordKind.LITIGATION:
        needs.append("defendants")
    found = list(rows.prefetch_related(*dict.fromkeys(needs)).order_by("-received_on", "-pk"))
    if len(found) < len(wanted):
        raise Http404
    return found


def ticked_of(request: HttpRequest, visit: Visit, kind: RecordKind, records: list[Any], ask: Ask) -> Ticked:
    """The records with what was sent about them; where nothing was sent yet, all are ticked. Raises FaultyInput."""
    if request.method != "POST":
        return Ticked(visit, kind, records, ask, {record.pk: record.version for record in records})
    shown = {int(pk) for pk in str(request.POST.get(SHOWN, "")).split() if pk.isdecimal()}
    choice = Choice(request.POST.get(CHOICE) == WHOLE, shown)
    return Ticked(visit, kind, records, ask, _posted(request), choice)


def form_for_many(
    request: HttpRequest, ticked: Ticked, making: Making, initial: dict[str, Any], head: dict[str, Any] | None = None
) -> HttpResponse:
    """The form of an act with the records that it is for, or what came of sending it."""
    visit, kind = ticked.visit, ticked.kind
    hands = (hand_on(record, visit) for record in ticked.records)
    actor = next((hand for hand in hands if hand is not None), None) or needed_hand(ticked.records[0], visit)
    sent = opened_form(request, making, actor, initial=initial)
    context = {
        "ticked": ticked,
        "what": making.act.value,
        "title": act_label(making.act, kind, visit.language),
        "list_title": KINDS[kind].title.of(visit.language),
        "list_url": reverse(KINDS[kind].place),
        "choices": ((EACH, _("do the others")), (WHOLE, _("do none of them"))),
        "choice": WHOLE if ticked.choice.whole else EACH,
        **(head or {}),
    }
    return answer(request, sent, "entry/many.html", context, "", partial(_do, ticked=ticked), _then)


def _do(sent: Sent, ticked: Ticked) -> Outcome | None:
    """Do the act to the ticked records; None with what is wrong said in the form and beside the records."""
    form = sent.form
    if not form.is_valid() or asks_about(form):
        sent.status = 422
        return None
    try:
        asked = ticked.ask(form.cleaned_data[DONE_ON], form.keys(), ticked.chosen)
        outcome = perform_many(asked, sent.token, reader=ticked.visit, choice=ticked.choice)
    except FaultyInput as problem:
        form.refuse(problem)
        sent.status = 422
        return None
    if outcome.mark is not None:
        take_on_new(form)
        return outcome
    ticked.found = {one.record.pk: one.problem for one in outcome.refused}
    stale = any(isinstance(one.problem, StaleVersion) for one in outcome.refused)
    sent.refusal, sent.status = _withheld(ticked), 409 if stale else 422
    return None


def _withheld(ticked: Ticked) -> CaseworkError:
    """Why nothing was done, in one sentence."""
    going, staying = ticked.going, ticked.staying
    if not going:
        return CaseworkError(
            f"勾选的{staying}件都不能办理，原因在下表", f"None of the {staying} ticked can be done: the table says why"
        )
    if ticked.choice.whole:
        return CaseworkError(
            f"有{staying}件不能办理，原因在下表，所以一件也没有办理：去掉它们的勾，或者选择办理其余的",
            f"{staying} cannot be done, as the table says, so none was done: untick them, or choose to do the others",
        )
    return CaseworkError(
        f"照填写的内容有{staying}件不能办理，原因在下表，先看清楚；再点一次就办理其余{going}件",
        f"With what was typed {staying} cannot be done: read why in the table; once more does the other {going}",
    )


def _then(request: HttpRequest, sent: Sent, outcome: Outcome) -> HttpResponse:
    """To the page of what was done, with how many there were."""
    making = sent.making
    label = act_label(making.act, making.kind, making.language)
    count = len(outcome.done)
    said = ngettext("%(act)s: %(n)s record.", "%(act)s: %(n)s records.", count) % {"act": label, "n": count}
    if outcome.refused:
        left = len(outcome.refused)
        said += " " + ngettext("%(n)s was refused.", "%(n)s were refused.", left) % {"n": left}
    messages.success(request, said)
    for told in not_there(sent.form):
        messages.warning(request, told)
    name = KINDS[making.kind].model.page
    return HttpResponseRedirect(reverse(f"{name}_together", args=[outcome.mark]))
