"""任务: work that takes longer than a page may, kept so that it goes on after a restart."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from casework.law.names import Name
from casework.models.fields import CodeField

DONE, REFUSED, CANCELLED = "done", "refused", "cancelled"
"""Steps that work of every sort may come to."""


class Job(models.Model):
    """任务: what a person has done outside the request; files and progress lie in a folder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Whose it is.")
    name = models.CharField(max_length=200, help_text="The name of the file, without folders.")
    step = CodeField(blank=False, help_text="What is being done with it.")
    counts = models.JSONField(default=dict, help_text="Rows, and what came or would come of them, by name.")
    problem = models.JSONField(default=list, help_text="Why it was refused: [zh, en].")
    begun_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")

    room: ClassVar[str]
    """The folder among those of attachments in which the folders of such jobs lie."""
    working: ClassVar[Sequence[str]]
    """Steps in which a process has something to do."""
    open: ClassVar[Sequence[str]]
    """Steps after which the person still has something to do, so that the folder stays."""
    kept: ClassVar[timedelta]
    """How long such a job is kept when nobody ends it."""

    class Meta:
        abstract = True
        ordering = ("-begun_at", "-id")

    def __str__(self) -> str:
        return self.name


class ExportStep(Name):
    """步骤 of an export: the file is being made, or what came of it."""

    MAKING = "making", "生成", "being made"
    DONE = DONE, "可以下载", "ready"
    REFUSED = REFUSED, "没有成功", "refused"
    CANCELLED = CANCELLED, "已取消", "cancelled"


class ExportJob(Job):
    """导出任务: a file of the rows of a page, made as its reader would get it; the file lies in a folder for a day."""

    step = CodeField(ExportStep, blank=False, help_text="Whether its file is being made, or can be fetched.")
    page = models.CharField(max_length=64, help_text="The page whose rows it holds: the name of its address.")
    query = models.TextField(help_text="What is asked of the page.")
    language = models.CharField(max_length=16, help_text="In which language.")
    rights = models.JSONField(help_text="Whose records the person read then, and in which of them names.")

    room, working, kept = "exports", (ExportStep.MAKING,), timedelta(days=1)
    open = (ExportStep.MAKING, ExportStep.DONE, ExportStep.REFUSED)
