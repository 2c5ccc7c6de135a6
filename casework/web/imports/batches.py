"""An import that was written: its records, what was taken as recorded and why, and the button that undoes it all."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.errors import FaultyInput
from casework.imports.jobs.queue import begin_undoing, hand_at
from casework.imports.jobs.work import start
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text, spoken
from casework.models import ImportBatch, ImportedRow
from casework.permissions import may_act
from casework.web.imports.uploading import batch_line, organs_of
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 100
ALL, ODD = "all", "odd"


def find_batch(visit: Visit, pk: int) -> ImportBatch:
    """A batch of an organ whose records the person imports. Raises Http404."""
    batches = ImportBatch.objects.filter(organ__in=organs_of(visit)).select_related("organ", "person", "undone_by")
    return get_object_or_404(batches, pk=pk)


def batch_page(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/imports/batches/<n>/`: what a file brought; `rows=odd`: only what was taken as recorded."""
    batch = find_batch(visit, pk)
    asked = read(request.GET, ("page", "rows"))
    rows = batch.lines.order_by("pk")
    if asked.get("rows", ALL) == ODD:
        rows = rows.filter(record__in=_as_recorded(batch))
    elif asked.get("rows", ALL) != ALL:
        raise FaultyInput("rows应为all或者odd", "rows is all or odd", where="rows")
    shown = one_page(rows, asked, PAGE_ROWS)
    context = {
        "batch": batch,
        "said": batch_line(batch, visit),
        "lines": _lines(batch, list(shown), visit),
        "shown": shown,
        "query": f"rows={ODD}" if asked.get("rows") == ODD else "",
        "odd": asked.get("rows") == ODD,
        "has_odd": bool(batch.as_recorded),
        "may_undo": batch.undone_at is None and _may_undo(batch, visit),
    }
    return page(request, "imports/batch.html", context)


def _as_recorded(batch: ImportBatch) -> Any:
    """The ids of the records of which it took an act as recorded; a mere remark on a row is none."""
    return batch.events.filter(as_recorded=True).values(batch.kind)


def _may_undo(batch: ImportBatch, visit: Visit) -> bool:
    """Whether the person voids records of the organ."""
    return may_act(Act.VOID, RecordKind(batch.kind), None, hand_at(batch.organ, visit).roles)


def _lines(batch: ImportBatch, rows: list[ImportedRow], visit: Visit) -> list[dict[str, Any]]:
    model: Any = KINDS[RecordKind(batch.kind)].model
    records = model.objects.select_related("organ").in_bulk([row.record for row in rows])
    return [
        {
            "row": row.row,
            "record": _called(records[row.record]),
            "url": records[row.record].get_absolute_url(),
            "began": row.began,
            "oddities": [spoken(Text(zh, en), visit.language) for _column, zh, en in row.oddities],
        }
        for row in rows
        if row.record in records
    ]


def _called(record: Any) -> str:
    """How a record is called in a line of its batch: one that gave its number back, as what it is."""
    if record.voided_on is not None and not record.number:
        return _("void record %(id)s, which gave its number back") % {"id": record.pk}
    return str(record)


def undo_page(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/imports/batches/<n>/undo/`: asks once more, then has the batch undone."""
    batch = find_batch(visit, pk)
    if request.method == "POST":
        job = begin_undoing(batch, visit)
        start(job, visit.today)
        return HttpResponseRedirect(reverse("import_job", args=[job.pk]))
    context = {"batch": batch, "said": batch_line(batch, visit), "may_undo": _may_undo(batch, visit)}
    return page(request, "imports/undo.html", context)
