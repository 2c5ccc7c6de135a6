"""导入批次: a file that was imported, whose rows it held, and which records they became."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from casework.law.names import RecordKind
from casework.models.fields import CodeField
from casework.models.reference.organs import Organ


class ImportBatch(models.Model):
    """导入批次: one file, read by one mapping, written in one go; its events name it."""

    kind = CodeField(RecordKind, blank=False, help_text="The kind of record.")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ whose records they are.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who imported it; a command: none.",
    )
    name = models.CharField(max_length=200, help_text="The name of the file, without folders.")
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    mapping = models.JSONField(default=dict, help_text="How its columns and values were read.")
    rows = models.PositiveIntegerField(default=0, help_text="Rows that were records.")
    created = models.PositiveIntegerField(default=0, help_text="Records that it began.")
    changed = models.PositiveIntegerField(default=0, help_text="Records that it mended or went on with.")
    unchanged = models.PositiveIntegerField(default=0, help_text="Rows that said nothing new.")
    as_recorded = models.PositiveIntegerField(
        default=0, help_text="Rows taken although the law refuses an act of them."
    )
    committed_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")
    undone_at = models.DateTimeField(null=True, blank=True, help_text="When the whole batch was undone.")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class ImportedRow(models.Model):
    """导入的一行: which record a row of a file became, and what it said, by a keyed digest."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField(help_text="Its number in the sheet.")
    record = models.PositiveBigIntegerField(help_text="The id of the record, of the batch's kind.")
    digest = models.CharField(
        max_length=64, help_text="Keyed digest of what the row said, and the how-manieth such row."
    )
    began = models.BooleanField(default=True, help_text="Whether it began the record; else it changed it.")
    oddities = models.JSONField(default=list, help_text="Why it was taken as recorded: [column, zh, en].")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "record"), name="imported_once"),)
        indexes = (
            models.Index(fields=("digest",), name="imported_digest"),
            models.Index(fields=("record",), condition=~Q(oddities=[]), name="imported_oddities"),
        )

    def __str__(self) -> str:
        return f"{self.batch_id}.{self.row}"
