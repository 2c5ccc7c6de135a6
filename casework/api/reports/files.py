"""Tables, figures and indexes as files: CSV that begins with its headings, and workbooks laid out for A4."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from casework.api.parameters import Parameter
from casework.api.resources import PAGES
from casework.exports import bulk
from casework.exports.grids import Grid, grids_csv, grids_xlsx

FORMS = (PAGES, "csv", "xlsx")
MEDIA = tuple(bulk.FORMATS[form].partition(";")[0] for form in FORMS[1:])
FORM = Parameter("format", {"type": "string", "enum": list(FORMS), "default": PAGES}, "JSON或者文件", "JSON, or a file")


def file(form: str, name: str, grid: Grid) -> HttpResponse:
    """A grid as a file; a CSV holds headings and rows alone, so that programs read it as it is."""
    data = grids_xlsx([grid]) if form == "xlsx" else b"".join(grids_csv([replace(grid, said=())]))
    return sent(form, name, data)


def sent(form: str, name: str, data: bytes | str) -> HttpResponse:
    """A file under its name."""
    attached = content_disposition_header(as_attachment=True, filename=f"{name}.{form}") or "attachment"
    return HttpResponse(data, content_type=bulk.FORMATS[form], headers={"Content-Disposition": attached})
