"""Pulls: what changed since the last one, and whole lists as files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any

import orjson
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from casework.api.parameters import Asked
from casework.api.resources import FORMATS, PAGES
from casework.errors import FaultyInput, named
from casework.exports import bulk
from casework.exports.columns.shape import RowReading
from casework.exports.resources import CHUNK, Resource
from casework.exports.titles import TITLES
from casework.filters import changes
from casework.filters.asked import Sight
from casework.filters.changes import WHERE, Mark

APART = frozenset({WHERE, "cursor", "page_size", "fields", "format", "ordering", "count"})
"""Parameters that do not say which records are meant."""
HEADER = "Updated-Since"
"""Where a file gives the token for the next pull."""


OF_MEDIA = {content.partition(";")[0]: form for form, content in bulk.FORMATS.items()}
"""Media type -> format."""


def format_of(asked: Asked, accepted: str, forms: Sequence[str] = FORMATS) -> str:
    """The format asked for, else that of the media type which is accepted. Raises FaultyInput."""
    form = asked.get("format", OF_MEDIA.get(accepted, PAGES))
    if form not in forms:
        raise named("格式", "format", form, forms, where="format")
    return form


class Since:
    """The pull of a list: the mark that it began at, and what it has to give since an earlier one."""

    def __init__(self, resource: Resource, sight: Sight, reading: RowReading, path: str, asked: Asked) -> None:
        self.resource, self.sight = resource, sight
        said = sorted((name, value) for name, value in asked.items() if name not in APART)
        self.question = hashlib.sha256(repr((path, said)).encode()).hexdigest()[:32]
        self.names = reading.names
        self.token = asked.get(WHERE, "")

    @property
    def ground(self) -> str:
        """What the rows rest on beside events."""
        return changes.ground_of(self.sight, self.names)

    def mark(self) -> Mark | None:
        """The mark of the token that was given; None for a whole pull. Raises FaultyInput and Outdated."""
        return changes.read_token(self.token, self.question, self.ground) if self.token else None

    def following(self, mark: Mark) -> str:
        """The token for the pull after one that began at a mark."""
        return changes.token_of(mark, self.question, self.ground)

    def changed(self, mark: Mark) -> QuerySet[Any]:
        """All that changed since a mark, seen or not seen any more."""
        kind = self.resource.kind or self.resource.below
        if kind is not None:
            return changes.changed(kind, mark, self.sight.reach)
        return changes.changed_events(mark, self.sight.reach)


def tombstone(pk: int, name: str = "id") -> dict[str, Any]:
    """What stands for a record that the list holds no more, or for all rows of a record that were given before."""
    return {name: pk, "deleted": True}


# ---- Files ----


def file(
    resource: Resource, rows: QuerySet[Any], reading: RowReading, fields: list[str], form: str, day: str
) -> HttpResponseBase:
    """A whole list as a file, with a name in Chinese, sent as it is written."""
    content_type = bulk.FORMATS[form]
    response: HttpResponseBase
    if form == "xlsx":
        response = FileResponse(bulk.xlsx(resource, rows, reading, fields), content_type=content_type)
    else:
        write = bulk.csv_file if form == "csv" else bulk.ndjson
        response = StreamingHttpResponse(write(resource, rows, reading, fields), content_type=content_type)
    return _named(response, resource, form, day, reading.base)


def changes_file(
    resource: Resource, rows: QuerySet[Any], changed: QuerySet[Any], reading: RowReading, fields: list[str], day: str
) -> HttpResponseBase:
    """What changed as NDJSON: the records as they are now, then one tombstone for each that is gone.

    Of rows below records a tombstone for each record that changed, then their rows as they are now.
    """
    below, ids = resource.below is not None, changed.order_by().values("pk")
    write = partial(
        bulk.ndjson, resource, rows.filter(**{f"{resource.owner or 'pk'}__in": ids}).order_by("pk"), reading, fields
    )
    gone = changed if below else changed.exclude(pk__in=rows.order_by().values("pk"))

    def tombstones() -> Iterator[bytes]:
        for pk in gone.order_by("pk").values_list("pk", flat=True).iterator(CHUNK):
            yield orjson.dumps(tombstone(pk, "record" if below else "id"), option=orjson.OPT_APPEND_NEWLINE)

    lines = chain(tombstones(), write()) if below else chain(write(), tombstones())
    answer = StreamingHttpResponse(lines, content_type=bulk.FORMATS["ndjson"])
    return _named(answer, resource, "ndjson", day, reading.base)


def _named(response: HttpResponseBase, resource: Resource, form: str, day: str, base: str) -> HttpResponseBase:
    disposition = content_disposition_header(as_attachment=True, filename=f"{TITLES[resource.key][0]}-{day}.{form}")
    response["Content-Disposition"] = disposition or "attachment"
    response["Link"] = f'<{base}/api/v1/{resource.key}/describe/>; rel="describedby"'
    return response


def refuse_misfits(asked: Asked, form: str, *, lined: bool) -> None:
    """Raises FaultyInput for parameters that do not go together."""
    if form != PAGES:
        for name in (name for name in ("cursor", "page_size", "count") if name in asked):
            raise FaultyInput(f"{name}只用于分页，文件一次给全", f"{name} goes with pages; a file is whole", where=name)
    if WHERE in asked and form in ("csv", "xlsx"):
        raise FaultyInput(
            f"{WHERE}只用于json和ndjson，删除的记录别的格式写不出",
            f"{WHERE} goes with json and ndjson; no other format can say what was deleted",
            where=WHERE,
        )
    if "ordering" in asked and (WHERE in asked or lined):
        other = WHERE if WHERE in asked else "cell、figure"
        raise FaultyInput(f"ordering不能和{other}一起写", f"ordering does not go with {other}", where="ordering")
    if "count" in asked and WHERE in asked:
        raise FaultyInput(f"count不能和{WHERE}一起写", f"count does not go with {WHERE}", where="count")
    if WHERE in asked and lined:
        raise FaultyInput(f"{WHERE}不能和cell、figure一起写", f"{WHERE} does not go with cell or figure", where=WHERE)
