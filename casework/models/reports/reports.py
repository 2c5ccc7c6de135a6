"""封存的报告: figures as they were published, with the records behind them, never changed again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.law.names import Name
from casework.models.desk import attachments
from casework.models.fields import CodeField
from casework.models.reference.organs import Organ
from casework.querysets import ReportQuerySet


class SealState(Name):
    """封存状态 of a report."""

    DRAFT = "draft", "草稿", "draft"
    SEALED = "sealed", "已封存，待确认", "sealed, to be confirmed"
    CONFIRMED = "confirmed", "已封存", "sealed and confirmed"


class SealedReport(models.Model):
    """封存报告: what an organ publishes for a period, sealed by one person and confirmed by another.

    `content` is canonical JSON, compressed: tables and figures, the records behind each number, explanations, the text
    of the yearly report, who sealed; `checksum` is its SHA-256, and stays when another confirms it. A confirmed report
    is never changed: the database refuses it. A restatement is a report of its own that names its predecessor.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that publishes.")
    subtree = models.BooleanField(default=False, help_text="With all organs below it.")
    period_from = models.DateField(help_text="First day of the period.")
    period_to = models.DateField(help_text="Last day of the period.")
    as_of = models.DateField(help_text="Day of the state, the first day or later.")
    basis = models.CharField(max_length=16, blank=True, help_text="Basis of counting; empty: each table's own.")
    definitions = models.CharField(max_length=16, blank=True, help_text="Version of the definitions that it counts by.")
    state = CodeField(SealState, default="draft", blank=False, help_text="How far it is:")
    version = models.PositiveIntegerField(default=1, help_text="1, and one more with every restatement.")
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="successor", help_text="What it restates."
    )
    reason = models.TextField(blank=True, help_text="Why it was restated.")
    content = models.BinaryField(null=True, help_text="What is sealed: canonical JSON, compressed (zlib).")
    checksum = models.CharField(max_length=64, blank=True, help_text="SHA-256 over the canonical JSON.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, help_text="When it was sealed.")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, help_text="When it was confirmed.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), as_of__gte=F("period_from")), name="report_period_runs"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", checksum="", content=None, sealed_by=None, sealed_at=None)
                | Q(content__isnull=False, sealed_by__isnull=False, sealed_at__isnull=False)
                & ~Q(state="draft")
                & ~Q(checksum=""),
                name="report_sealed_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_by=F("sealed_by"))
                | Q(confirmed_by=None, confirmed_at=None) & ~Q(state="confirmed"),
                name="report_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None, version=1) | Q(predecessor__isnull=False, version__gt=1) & ~Q(reason=""),
                name="report_restated_with_reason",
            ),
            models.UniqueConstraint(
                fields=("organ", "subtree", "period_from", "period_to", "as_of", "basis"),
                condition=Q(predecessor=None),
                name="report_asked_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organ} {self.period_from} — {self.period_to} v{self.version}"

    def get_absolute_url(self) -> str:
        """The page of the report."""
        return reverse("report", args=[self.pk])


class SealedFile(models.Model):
    """封存的文件: a sealed report in a format, as the bytes whose checksum its content names."""

    report = models.ForeignKey(SealedReport, models.CASCADE, related_name="files", help_text="The report it is of.")
    form = models.CharField(max_length=8, help_text="docx, pdf or xlsx.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the bytes.")
    file = models.FileField(upload_to="", storage=attachments, max_length=200, help_text="Where it lies.")

    class Meta:
        ordering = ("form",)
        constraints = (models.UniqueConstraint(fields=("report", "form"), name="sealed_file_once"),)

    def __str__(self) -> str:
        return f"{self.report}.{self.form}"
