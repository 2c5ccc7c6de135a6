"""On paper: a whole record, and 卷内目录, the table of contents of its file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.choices import label_of
from casework.law.acts.left import left_by
from casework.law.documents.papers import Author
from casework.law.names import Act, RecordKind
from casework.law.words.languages import is_chinese
from casework.models import Attachment
from casework.web.record.belongings.common import find
from casework.web.record.history import ActsTold
from casework.web.record.record import CONTEXTS, Opened, opened
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import day_words, joined
from casework.web.shell.pages import page


def printed(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/print/`: all that the record's page tells, for A4."""
    read(request.GET, ())
    context = CONTEXTS[kind](visit, pk)
    told = {"printed_on": day_words(visit.today, visit.language), "printed_by": str(visit.person)}
    return page(request, "record/print/record.html", context | told)


@dataclass(frozen=True)
class Item:
    """One line of the table of contents; `pages` is None where nobody counted them."""

    title: str
    day: date | None
    number: str = ""
    author: str = ""
    pages: int | None = None


@dataclass(frozen=True)
class ContentsLine:
    """A line as it is printed."""

    place: int
    number: str
    author: str
    title: str
    day: str
    at: str
    pages: str


def contents(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/contents/`: 卷内目录 of the documents that the acts left and of the attachments."""
    read(request.GET, ())
    record = find(visit, kind, pk, void=True)
    found = opened(record, visit)
    items = with_files(list(left_in(found)), list(Attachment.objects.of_record(record)))
    context = {
        "record": record,
        "number": str(record),
        "organ": record.organ.name,
        "lines": numbered(items, visit.language),
        "sheets": sum(item.pages or 0 for item in items) if all(item.pages for item in items) else None,
        "printed_on": day_words(visit.today, visit.language),
    }
    return page(request, "record/print/contents.html", context)


def left_in(found: Opened) -> Iterator[Item]:
    """The documents that the acts of a record left, as the acts stand after every correction, by their dates."""
    so_far = ActsTold(found.kind)
    for event in found.events:
        so_far.add(event)
    authors = Authors(found)
    acts = sorted(enumerate(so_far.acts), key=lambda pair: (pair[1][1]["on"], pair[0]))
    for place, (act, keys) in acts:
        left = left_by(found.kind, act, keys)
        if left is not None and place not in so_far.struck:
            paper, author = left
            yield Item(
                label_of(paper, found.visit.language),
                date.fromisoformat(keys["on"]),
                _number(found.kind, act, keys, found.record),
                authors.of(act, author, keys),
            )


def _number(kind: RecordKind, act: Act, keys: Any, record: Any) -> str:
    """文号: of the decision, or the court's own."""
    if kind is RecordKind.RECONSIDERATION:
        return str(record.document_number or keys.get("number", "")) if act is Act.CONCLUDE else ""
    return str(keys.get("court_number", ""))


class Authors:
    """Who made the documents of one record."""

    def __init__(self, found: Opened) -> None:
        self.found = found
        self.court = ""
        self.written_to: Any = None

    def of(self, act: Act, author: Author, keys: Any) -> str:
        """责任者 of a document that an act left; the acts are asked about in their order."""
        record, showing = self.found.record, self.found.showing
        self.court = str(keys.get("court", "")) or self.court
        if act is Act.ISSUE_OPINION:
            self.written_to = keys.get("to")
        if author is Author.ORGAN:
            return str(record.organ.name)
        if author is Author.COURT:
            return self.court or author.zh
        if author is Author.BODY:
            return str(record.body)
        if author is Author.APPLICANTS:
            names = [p.name for p in record.applicants.all() if p.role == "applicant" and p.left_on is None]
            return joined(names, showing.language)
        if author is Author.RESPONDENT:
            named = keys.get("respondent")
            respondents = [r.organ.name for r in record.respondents.select_related("organ")]
            return showing.organ(named) if named else joined(respondents, showing.language)
        organ = keys.get("organ") or self.written_to if author is Author.RECIPIENT else None
        return showing.organ(organ) if isinstance(organ, int) else label_of(author, showing.language)


def with_files(items: list[Item], files: list[Attachment]) -> list[Item]:
    """The items with the files that are theirs; a file of its own name is an item of its own, at its date."""
    open_items = dict(enumerate(items))
    merged: dict[int, Item] = dict(open_items)
    alone: list[Item] = []
    for file in files:
        place = _place_of(file, open_items)
        if place is None:
            alone.append(Item(title_of(file), file.dated_on, pages=file.pages))
        else:
            item = open_items.pop(place)
            merged[place] = replace(item, pages=file.pages, day=file.dated_on or item.day)
    return sorted([*merged.values(), *alone], key=lambda item: item.day or date.max)


def _place_of(file: Attachment, items: dict[int, Item]) -> int | None:
    """The item that a file is: called by its name, or by the end of it, and of its date or of none."""
    said = title_of(file)
    named = [place for place, item in items.items() if len(said) >= SHORTEST and item.title.endswith(said)]
    fitting = [place for place in named if file.dated_on in (None, items[place].day)]
    return fitting[0] if fitting else None


SHORTEST = 3
"""Characters that name a document: 申请书, 答复书."""


def title_of(file: Attachment) -> str:
    """What a file is called: its description, else its name without the ending."""
    return file.description or file.name.rpartition(".")[0] or file.name


def numbered(items: list[Item], language: str) -> list[ContentsLine]:
    """The items as lines; page numbers run on as long as every item before has its pages counted."""
    at: int | None = 1
    lines = []
    for place, item in enumerate(items, start=1):
        lines.append(
            ContentsLine(
                place=place,
                number=item.number,
                author=item.author,
                title=item.title,
                day=_day(item.day, language),
                at="" if at is None else str(at),
                pages=str(item.pages or ""),
            )
        )
        at = at + item.pages if at is not None and item.pages else None
    return lines


def _day(day: date | None, language: str) -> str:
    """20240315 as archives write a date (DA/T 22), 2024-03-15 in English."""
    if day is None:
        return ""
    return f"{day:%Y%m%d}" if is_chinese(language) else day.isoformat()
