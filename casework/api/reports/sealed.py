"""Sealed reports: what was published, with its checksum, its content, and what restates it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from casework.actions.reports.annualfiles import SEALED, TYPES
from casework.api import pages
from casework.api.base import JSON, Endpoint, Json, Operation, answer, etags_of, not_modified
from casework.api.openapi import schemas
from casework.api.problems import Problem
from casework.errors import named
from casework.exports.sql import stamp
from casework.integrity.files import file_problem, path_of
from casework.models import SealedReport, SealState
from casework.sealing.canonical import unpack
from casework.sealing.seal import problem_of

TAG = "sealed-reports"


def visible(endpoint: Endpoint) -> Any:
    """The sealed reports that may be read; drafts are no reports yet."""
    sight = endpoint.sight
    seen = SealedReport.objects.visible_to(sight.reach).exclude(state=SealState.DRAFT)
    return seen.select_related("organ", "successor").prefetch_related("files")


def find(endpoint: Endpoint, pk: int) -> SealedReport:
    """One of them. Raises Http404."""
    found: SealedReport | None = visible(endpoint).filter(pk=pk).first()
    if found is None:
        raise Http404
    endpoint.records = 1
    return found


def sealed_data(request: Any, report: Any) -> Json:
    """A sealed report as it is given."""
    successor = getattr(report, "successor", None)
    return {
        "id": report.pk,
        "url": request.build_absolute_uri(reverse("api_sealed_report", args=[report.pk])),
        "organ": {"code": report.organ.division_code, "name": report.organ.name},
        "subtree": report.subtree,
        "period": {"from": report.period_from, "to": report.period_to},
        "as_of": report.as_of,
        "basis": report.basis or None,
        "definitions": report.definitions,
        "state": report.state,
        "version": report.version,
        "checksum": report.checksum,
        "sealed_at": stamp(report.sealed_at),
        "confirmed_at": stamp(report.confirmed_at) if report.confirmed_at is not None else None,
        "restates": report.predecessor_id,
        "restated_by": successor.pk if successor is not None else None,
        "reason": report.reason or None,
        "content": request.build_absolute_uri(reverse("api_sealed_content", args=[report.pk])),
        "files": [
            {
                "format": each.form,
                "url": request.build_absolute_uri(reverse("api_sealed_file", args=[report.pk, each.form])),
                "size": each.size,
                "checksum": each.checksum,
            }
            for each in report.files.all()
        ],
    }


class SealedReports(Endpoint):
    """`sealed-reports/`."""

    row = "api_statistics"
    operations = {
        "get": Operation(
            "sealed_reports",
            "封存的报告及其更正重报 · Sealed reports and their restatements",
            TAG,
            schemas.page_of(schemas.ref("SealedReport")),
            parameters=pages.PARAMETERS,
        )
    }

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """A page of those that may be read, without their content."""
        rows = visible(self).defer("content", "successor__content")
        return answer(pages.of_models(self, rows, partial(sealed_data, request)))


class OneSealedReport(Endpoint):
    """`sealed-reports/{id}/`."""

    row = "api_statistics"
    operations = {
        "get": Operation(
            "sealed_report", "一份封存的报告 · One sealed report", TAG, schemas.ref("SealedReport"), conditional=True
        )
    }

    def get(self, request: Any, pk: int) -> HttpResponse:
        """The report; its ETag is its state, its checksum and what restates it."""
        self.asked()
        said = sealed_data(request, find(self, pk))
        etag = f'"{said["state"]}-{said["checksum"]}-{said["restated_by"] or 0}"'
        return not_modified(etag) if etag in etags_of(request) else answer(said, etag=etag)


class SealedContent(Endpoint):
    """`sealed-reports/{id}/content/`."""

    row = "api_statistics"
    operations = {
        "get": Operation(
            "sealed_content",
            "封存的内容 · What was sealed, as the bytes whose SHA-256 is the checksum",
            TAG,
            {"type": "object", "additionalProperties": True},
            "每个数字连同其后的记录编号。Every number with the ids of the records behind it.",
            conditional=True,
        )
    }

    def get(self, request: Any, pk: int) -> HttpResponse:
        """The canonical JSON, byte for byte; a damaged one is not given out."""
        self.asked()
        report = find(self, pk)
        etag = f'"{report.checksum}"'
        if etag in etags_of(request):
            return not_modified(etag)
        if problem_of(report):
            raise Problem(
                "conflict", "封存的内容与校验值不符：运行verify_reports", "The content does not match its checksum"
            )
        return HttpResponse(unpack(report.content or b""), content_type=JSON, headers={"ETag": etag})


ANY_FILE = "application/octet-stream"
"""What a generated client takes a file of any kind for."""


class OneSealedFile(Endpoint):
    """`sealed-reports/{id}/files/{form}/`."""

    row = "api_statistics"
    operations = {
        "get": Operation(
            "sealed_file",
            "封存的文件 · A sealed file, as the bytes whose SHA-256 is its checksum",
            TAG,
            None,
            conditional=True,
            problems=("conflict",),
            media=(ANY_FILE, *(TYPES[form] for form in SEALED)),
        )
    }

    def get(self, request: Any, pk: int, form: str) -> HttpResponse:
        """The file as it was sealed; a damaged one is not given out."""
        self.asked()
        report = find(self, pk)
        files = {each.form: each for each in report.files.all()}
        if form not in files:
            raise Problem("not_found", faults=[named("格式", "format", form, files, where="form")])
        etag = f'"{files[form].checksum}"'
        if etag in etags_of(request):
            return not_modified(etag)
        problem = file_problem(files[form])
        if problem:
            raise Problem("conflict", f"封存的文件{problem}：运行check_integrity", "The file is missing or damaged")
        name = f"{report.organ}-{report.period_from}-{report.period_to}-{report.version}.{form}"
        attached = content_disposition_header(as_attachment=True, filename=name) or "attachment"
        headers = {"Content-Disposition": attached, "ETag": etag}
        return HttpResponse(path_of(files[form]).read_bytes(), content_type=TYPES[form], headers=headers)
