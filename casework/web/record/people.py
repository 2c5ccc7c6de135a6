"""一个人的其他记录: where else the parties of a record stand, over all kinds, for who reads their names there.

Found by identity number, telephone or name as names are compared. No address holds any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Applicant, Participant
from casework.web.record.belongings.common import find
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import day_words
from casework.web.shell.labels import column_words
from casework.web.shell.pages import page
from casework.web.shell.states import Badge, badge_of

MOST = 200
"""Records that the page shows of each table of people, the latest first."""
ROLES = {"applicant": "applicants", "third_party": "third_parties", "plaintiff": "plaintiffs", "party": "disputants"}
"""Part in a record -> the fact that names it; a case as respondent has one `applicant`."""


class Known(NamedTuple):
    """What a person is known by; "" where it is not on record."""

    name: str
    alike: str
    identity: str
    telephone: str


class Elsewhere(NamedTuple):
    """Another record of a person: who, how the two were found to be one, as what, and the record."""

    person: str
    found_by: str | Promise
    part: str
    kind: str
    number: str
    url: str
    received: str
    state: Badge
    organ: str


def people(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/people/`: the other records of the parties of a record. Raises PermissionDenied without their names."""
    read(request.GET, ())
    record = find(visit, kind, pk)
    known = list(_known(record, kind))
    found = sorted(_elsewhere(known, record, visit), key=lambda one: one[0], reverse=True)
    context = {"record": record, "found": [line for _day, line in found], "none_named": not known, "most": MOST}
    return page(request, "record/people.html", context)


def _known(record: Any, kind: RecordKind) -> Iterator[Known]:
    rows: Any = record.applicants.all() if kind is RecordKind.RECONSIDERATION else record.participants.all()
    for row in rows:
        yield Known(row.name, row.alike, getattr(row, "identity_index", ""), row.telephone_index)


def _elsewhere(known: list[Known], record: Any, visit: Visit) -> Iterator[tuple[Any, Elsewhere]]:
    """The other records, each with its day of receipt."""
    if not known:
        return
    for row, owner in _rows(known, visit):
        there = getattr(row, owner)
        if there.voided_on is None and (there.kind, there.pk) != (record.kind, record.pk):
            yield there.received_on, _line(row, there, known, visit)


def _rows(known: list[Known], visit: Visit) -> Iterator[tuple[Any, str]]:
    """The people that may be the same, with the name of their way to their record."""
    names = {one.alike for one in known} - {""}
    telephones = {one.telephone for one in known} - {""}
    identities = {one.identity for one in known} - {""}
    same = Q(alike__in=names) | Q(telephone_index__in=telephones)
    applicants = Applicant.objects.within(visit.names).filter(same | Q(identity_index__in=identities))
    yield from ((row, "case") for row in _latest(applicants, "case"))
    participants = Participant.objects.within(visit.names).filter(same)
    yield from ((row, row.kind) for row in _latest(participants, "litigation", "mediation", "respondent"))


def _latest(rows: QuerySet[Any], *owners: str) -> Iterable[Any]:
    return rows.select_related(*(f"{owner}__organ" for owner in owners)).order_by("-pk")[:MOST]


def _line(row: Any, there: Any, known: list[Known], visit: Visit) -> Elsewhere:
    kind = RecordKind(there.kind)
    fact = "applicant" if kind is RecordKind.RESPONDENT else ROLES[row.role]
    return Elsewhere(
        row.name,
        _found_by(row, known),
        column_words(fact, kind),
        KINDS[kind].title.of(visit.language),
        str(there),
        there.get_absolute_url(),
        day_words(there.received_on, visit.language),
        badge_of(kind, there.state, visit.language),
        there.organ.name,
    )


def _found_by(row: Any, known: list[Known]) -> str | Promise:
    """The surest of what the two have in common."""
    if getattr(row, "identity_index", "") in {one.identity for one in known} - {""}:
        return _("same identity number")
    if getattr(row, "telephone_index", "") in {one.telephone for one in known} - {""}:
        return _("same telephone")
    return _("same name")
