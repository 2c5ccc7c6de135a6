"""导入任务: an import under way, kept so that work goes on after a restart; and how an organ's files are read."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from casework.law.names import Name, RecordKind
from casework.models.fields import CodeField
from casework.models.imported.batches import ImportBatch
from casework.models.jobs import Job
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


class ImportJob(Job):
    """导入任务: a file and what is done with it; the file itself, its findings and its progress lie in a folder."""

    kind = CodeField(RecordKind, blank=False, help_text="The kind of record.")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ whose records they are.")
    step = CodeField(ImportStep, blank=False, help_text="What is being done with it.")
    mapping = models.JSONField(default=dict, help_text="How its columns and values are read.")
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, related_name="+", help_text="What it wrote, or is to undo."
    )

    room, working, open, kept = "imports", WORKING, OPEN, timedelta(days=14)


class ImportMapping(models.Model):
    """导入对照: how the files of an organ are read, as somebody said of the last one."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    kind = CodeField(RecordKind, blank=False, help_text="The kind of record.")
    mapping = models.JSONField(default=dict, help_text="Headings, values, and whether the end is the performance.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "kind"), name="mapping_once"),)

    def __str__(self) -> str:
        return f"{self.organ_id}.{self.kind}"
