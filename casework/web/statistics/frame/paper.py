"""What every page of the statistics has in common: it can be taken away as a file, and says when it counts nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from casework.errors import named
from casework.exports.grids import Grid, grids_csv, grids_xlsx, is_empty
from casework.web.shell.pages import page

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The forms of a file with their media types."""


def answer(
    request: HttpRequest, asked: dict[str, str], template: str, context: dict[str, Any], grids: Sequence[Grid]
) -> HttpResponseBase:
    """The page, or what it shows as the file that its address asks for. Raises FaultyInput."""
    if "format" in asked:
        return file_of(asked["format"], file_name(context, grids), grids)
    nothing = is_empty(grids)
    return page(request, template, context | {"files": files_of(request), "counts_nothing": nothing})


def file_of(form: str, name: str, grids: Sequence[Grid]) -> HttpResponseBase:
    """A file of grids. Raises FaultyInput for a form that there is not."""
    data = data_of(form, grids)
    attached = content_disposition_header(as_attachment=True, filename=f"{name}.{form}") or "attachment"
    return HttpResponse(data, content_type=FORMATS[form], headers={"Content-Disposition": attached})


def data_of(form: str, grids: Sequence[Grid]) -> bytes:
    """What the file of grids holds. Raises FaultyInput for a form that there is not."""
    if form not in FORMATS:
        raise named("导出格式", "format", form, FORMATS, where="format")
    return b"".join(grids_csv(grids)) if form == "csv" else grids_xlsx(grids)


def file_name(context: dict[str, Any], grids: Sequence[Grid]) -> str:
    """T2-曲沃县人民政府-2024-01-01-2024-12-31: what was asked, so that files beside one another are told apart."""
    parts = [grids[0].name if len(grids) == 1 else context["page_name"], context["organ_name"], *context["days"]]
    return "-".join(str(part).replace("/", " ").strip() for part in parts if part)


def files_of(request: HttpRequest) -> list[tuple[str, str]]:
    """The forms in which this very page can be taken away, with their addresses; a file holds all of its pages."""
    query = request.GET.copy()
    query.pop("page", None)
    found = []
    for form in FORMATS:
        query["format"] = form
        found.append((form.upper(), f"?{query.urlencode(safe=':,')}"))
    return found


def said_of(context: dict[str, Any], basis: str) -> list[str]:
    """What the caption of a grid says: organ, period, basis, day of the state."""
    said = [context["organ_name"], context["period"]]
    if basis:
        said.append(_("Basis: %(basis)s") % {"basis": basis})
    return [*said, _("as at %(as_of)s") % {"as_of": context["as_of"]}]
