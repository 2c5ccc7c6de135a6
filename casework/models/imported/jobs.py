"""导入任务: an import under way, kept so that work goes on after a restart; and how an organ's files are read."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from casework.law.names import Name, RecordKind
from casework.models.fields import CodeField
from casework.models.imported.batches import ImportBatch
from casework.models.reference.organs import Organ


class ImportStep(Name):
    """步骤 of an import: what is being done with its file, or came of it."""

    READING = "reading", "试读", "dry run"
    JUDGED = "judged", "已试读", "dry run done"
    COMMITTING = "committing", "写入", "being written"
    UNDOING = "undoing", "撤销", "being undone"
    REFUSED = "refused", "没有成功", "refused"
    DONE = "done", "完成", "done"
    CANCELLED = "cancelled", "已取消", "cancelled"


WORKING = (ImportStep.READING, ImportStep.COMMITTING, ImportStep.UNDOING)
"""Steps in which a process has something to do."""
OPEN = (*WORKING, ImportStep.JUDGED, ImportStep.REFUSED)
"""Steps after which the person still has something to do."""


class ImportJob(models.Model):
    """导入任务: a file and what is done with it; the file itself, its findings and its progress lie in a folder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = CodeField(RecordKind, blank=False, help_text="The kind of record.")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ whose records they are.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Whose it is.")
    name = models.CharField(max_length=200, help_text="The name of the file, without folders.")
    step = CodeField(ImportStep, blank=False, help_text="What is being done with it.")
    mapping = models.JSONField(default=dict, help_text="How its columns and values are read.")
    counts = models.JSONField(default=dict, help_text="Rows, and what came or would come of them, by name.")
    problem = models.JSONField(default=list, help_text="Why it was refused: [zh, en].")
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, related_name="+", help_text="What it wrote, or is to undo."
    )
    begun_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")

    class Meta:
        ordering = ("-begun_at", "-id")

    def __str__(self) -> str:
        return self.name


class ImportMapping(models.Model):
    """导入对照: how the files of an organ are read, as somebody said of the last one."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    kind = CodeField(RecordKind, blank=False, help_text="The kind of record.")
    mapping = models.JSONField(default=dict, help_text="Headings, values, and whether the end is the performance.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "kind"), name="mapping_once"),)

    def __str__(self) -> str:
        return f"{self.organ_id}.{self.kind}"
