"""Sealed figures on a page: tables out of a seal's content, and what differs since, in words and with addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from casework.actions.reports.annualfiles import SEALED
from casework.actions.reports.yearly import Reworded
from casework.choices import act_label, label_of
from casework.law.names import Act, RecordKind
from casework.law.words.languages import is_chinese, spoken
from casework.models import AnnualDraft, SealedReport, SealState
from casework.permissions import organs_of
from casework.sealing.canonical import Json
from casework.sealing.difference import Difference, Numbered, Ref, acts_since, records_named, touched
from casework.sealing.seal import content_of, question_of
from casework.sealing.view import BELOW, sealed_views
from casework.statistics.counting.rates import unplain
from casework.statistics.view import Opens
from casework.statistics.words.numbers import number_words
from casework.web.record.history import EventLine
from casework.web.record.record import histories_told
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words, size_words, span_words, time_words
from casework.web.shell.states import DONE, RUNNING, WAITING, Badge
from casework.web.statistics.frame.described import basis_words
from casework.web.statistics.tables import LISTS, Number, TableShown, shown

FORMS = {SealState.DRAFT: RUNNING, SealState.SEALED: WAITING, SealState.CONFIRMED: DONE}
MOST_NAMED = 20
"""Records named beside a number; all stand in the list of records below it."""


def badge(report: SealedReport, language: str) -> Badge:
    """How far a report is."""
    state = SealState(report.state)
    return Badge(FORMS[state], label_of(state, language))


def subtree_words(report: Any) -> str:
    """The organ of a report or a draft, and whether all below it counts."""
    organ: str = report.organ.name
    return _("%(organ)s with all below it") % {"organ": organ} if report.subtree else organ


def heading_of(report: SealedReport, language: str) -> dict[str, Any]:
    """What every page and caption says of a report: organ, period, day of the state, basis."""
    return {
        "report": report,
        "organ_name": subtree_words(report),
        "period": span_words(report.period_from, report.period_to, language),
        "as_of": day_words(report.as_of, language),
        "basis": basis_words(report.basis, language) if report.basis else _("as each table prescribes"),
        "badge": badge(report, language),
        "sealed_at": time_words(report.sealed_at, language) if report.sealed_at else "",
        "confirmed_at": time_words(report.confirmed_at, language) if report.confirmed_at else "",
        "checksum_short": f"{report.checksum[:4]}…{report.checksum[-2:]}" if report.checksum else "",
    }


def heading_of_draft(draft: AnnualDraft, visit: Visit) -> dict[str, Any]:
    """What every page says of a draft."""
    return {
        "draft": draft,
        "organ_name": subtree_words(draft),
        "period": span_words(draft.period_from, draft.period_to, visit.language),
        "as_of": day_words(draft.as_of, visit.language),
        "changed_at": time_words(draft.changed_at, visit.language),
    }


def file_name(report: SealedReport, form: str) -> str:
    """What a sealed file is called: 甲县2024年法治政府建设年度报告 第1版.docx."""
    annual = content_of(report).get("annual")
    title = annual["title"] if annual else f"{report.organ} {report.period_from} {report.period_to} 统计表"
    return f"{title} 第{report.version}版.{form}"


def files_of(report: SealedReport) -> list[dict[str, str]]:
    """The sealed files of a report: format, address, size, checksum."""
    return [
        {
            "form": each.form.upper(),
            "url": reverse("report_file", args=[report.pk, each.form]),
            "size": size_words(each.size),
            "checksum": each.checksum,
        }
        for each in report.files.all()
    ]


def unmade(report: SealedReport, content: Json) -> list[str]:
    """The files that belong to a sealed text and were not made with it: a machine may lack what makes a PDF."""
    if not content.get("annual") or not content.get("files"):
        return []
    made = {each.form for each in report.files.all()}
    return [form.upper() for form in SEALED if form not in made]


# ---- Tables


def sealed_tables(report: SealedReport, content: Json, language: str, *, linked: bool = True) -> list[TableShown]:
    """The tables of a content; where they are `linked`, a number leads to the records that were behind it."""
    begin = reverse("report_records", args=[report.pk]) if linked else ""

    def url(opens: Opens) -> str:
        if not begin or not opens:
            return ""
        *key, side = (*opens, "") if BELOW not in opens else opens
        return f"{begin}?{urlencode({'number': '.'.join(key)} | ({'side': side} if side else {}))}"

    return [shown(view, view.basis_words, url, _undefined) for view in sealed_views(content, language)]


def _undefined(_key: str, **_of: bool) -> str:
    """A sealed table leads to no definition: those of today may be others."""
    return ""


# ---- Records and differences


@dataclass(frozen=True)
class RecordNamed:
    """A record as it is named: number and address, no address where the reader does not see it or it was voided."""

    number: str
    url: str
    kind: str


@dataclass(frozen=True)
class NumberChanged:
    """A number that differs: its words, both values, the change, the records that entered, left, count otherwise."""

    words: str
    sealed: str
    present: Number
    change: str
    entered: list[RecordNamed]
    left: list[RecordNamed]
    altered: list[RecordNamed]
    more: int


@dataclass(frozen=True)
class Cause:
    """A record that made numbers differ, and the acts on it since the seal."""

    record: RecordNamed
    acts: list[EventLine]


class Differing:
    """The differences of a report, of numbers (`found`) and of the text, as one reader is shown them."""

    def __init__(
        self, report: SealedReport, found: list[Difference], text: list[Reworded], last_event: int, visit: Visit
    ) -> None:
        self.report, self.found, self.text, self.visit = report, found, text, visit
        self.question = question_of(report)
        refs = touched(found)
        self._acts = acts_since(refs, last_event)
        self._records = records_named(refs)
        self.names = names_of(refs, self._records, visit)

    def __bool__(self) -> bool:
        return bool(self.found or self.text)

    @property
    def begun(self) -> bool:
        """Whether all of the text was written since: none was sealed."""
        return not any(block.sealed for block in self.text)

    @property
    def figures(self) -> list[NumberChanged]:
        """The figures that differ."""
        return [self._changed(one) for one in self.found if not is_cell(one.sealed)]

    @property
    def cells(self) -> list[NumberChanged]:
        """The cells of tables that differ."""
        return [self._changed(one) for one in self.found if is_cell(one.sealed)]

    @property
    def causes(self) -> list[Cause]:
        """Each record that entered, left or changed a number, with the acts on it since."""
        histories = self._histories()
        return [
            Cause(self.names[ref], self._told(histories.get(ref, []), events)) for ref, events in self._acts.items()
        ]

    def _histories(self) -> dict[Ref, list[EventLine]]:
        """The events of the records that the reader sees and that somebody did something on since."""
        found: dict[Ref, list[EventLine]] = {}
        for kind in RecordKind:
            changed = [ref for ref, events in self._acts.items() if events and ref[0] == kind.value]
            records = [self._records[ref] for ref in changed if self._seen(self._records.get(ref))]
            told = histories_told(kind, records, self.visit)
            found |= {(kind.value, pk): lines for pk, lines in told.items()}
        return found

    def _seen(self, record: Any) -> bool:
        return record is not None and any(self.visit.reach.covers(organ) for organ in organs_of(record))

    def _told(self, history: list[EventLine], events: list[Any]) -> list[EventLine]:
        """The acts on a record since, in the order of recording, each with its reason and what it changed.

        What an act changed stands once: of a correction its own words say it. Other keys stand on the record.
        """
        if not history:
            return [self._act(event) for event in events]
        last = history[-len(events) :] if events else []
        return [_briefly(event, line) for event, line in zip(events, last, strict=True)]

    def _act(self, event: Any) -> EventLine:
        """An act without its keys: of a record that the reader does not see."""
        language = self.visit.language
        return EventLine(
            act=act_label(Act(event.act), RecordKind(event.kind), language),
            article="",
            on=day_words(event.on, language),
            person=str(event.person or "—"),
            organ=event.organ.name,
            recorded=time_words(event.recorded_at, language),
            keys=[],
            changes=[],
            as_recorded=event.as_recorded,
        )

    def _changed(self, one: Difference) -> NumberChanged:
        language = self.visit.language
        old, new = unplain(one.sealed.value), unplain(one.present.value)
        change = "—" if old is None or new is None else f"{new - old:+}".replace("-", "−")
        named = [[self.names[ref] for ref in refs[:MOST_NAMED]] for refs in (one.entered, one.left, one.altered)]
        url = "" if new is None else self._url(one.sealed)
        return NumberChanged(
            words=spoken(one.sealed, language),
            sealed=_value_words(one.sealed),
            present=Number(_value_words(one.present), url),
            change="0" if change in ("+0", "−0") else change,
            entered=named[0],
            left=named[1],
            altered=named[2],
            more=sum(max(0, len(refs) - MOST_NAMED) for refs in (one.entered, one.left, one.altered)),
        )

    def _url(self, one: Numbered) -> str:
        asked = {"cell" if is_cell(one) else "figure": one.key}
        return f"{reverse(LISTS)}?{self.question.query(**asked)}"


def _briefly(event: Any, line: EventLine) -> EventLine:
    """An act without what stands on its record: the keys of one that gives no reason, what follows a correction."""
    if event.act == Act.CORRECT:
        return replace(line, changes=[])
    return line if "reason" in event.keys else replace(line, keys=[])


def _value_words(one: Numbered) -> str:
    """A value, a percentage with both counts."""
    text = number_words(unplain(one.value), one.unit)
    if not one.sides or one.value is None:
        return text
    return f"{text}% ({'/'.join(number_words(unplain(side)) for side in one.sides)})"


def is_cell(one: Numbered) -> bool:
    """Whether a number is a cell of a table: `T2.uphold.total`; figures begin with their kind."""
    return one.key[:1].isupper()


def names_of(refs: Iterable[Ref], found: Mapping[Ref, Any], visit: Visit) -> dict[Ref, RecordNamed]:
    """The records by number, with the addresses of those that the reader sees; `found` are those that are there."""
    wanted = list(refs)
    seen: set[Ref] = set()
    for kind in {of for of, _pk in wanted}:
        rows = [found[ref] for ref in wanted if ref[0] == kind and ref in found]
        if rows:
            visible = type(rows[0]).objects.visible_to(visit.reach)
            seen |= {(kind, pk) for pk in visible.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)}
    return {ref: _named(ref, found.get(ref), ref in seen, visit.language) for ref in wanted}


def _named(ref: Ref, record: Any, seen: bool, language: str) -> RecordNamed:
    number = str(record) if record is not None else f"#{ref[1]}"
    kind = label_of(RecordKind(ref[0]), language)
    return RecordNamed(number, record.get_absolute_url() if seen else "", kind)


def explanations_of(content: Json, language: str) -> list[dict[str, Any]]:
    """What did not hold when the report was sealed, and how it was explained."""
    side = "zh" if is_chinese(language) else "en"
    return [
        {"title": one["title"][side], "broken": one["broken"], "explanation": one["explanation"]}
        for one in content["explanations"]
    ]
