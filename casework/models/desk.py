"""What a desk needs beside the records: drafts, sent forms, saved views, notes, attachments."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from casework.law.names import RecordKind
from casework.models.base import of_one_record
from casework.models.events import Event
from casework.models.fields import CodeField, EncryptedTextField
from casework.models.ledger import LedgerEntry
from casework.models.litigation import Litigation
from casework.models.mediation import Mediation
from casework.models.reconsideration import Reconsideration
from casework.models.reference.organs import Organ
from casework.models.respondent import RespondentCase
from casework.querysets import BelongingQuerySet

OF_ONE_RECORD = of_one_record(*RecordKind)


class Draft(models.Model):
    """草稿: a form as it was typed, kept on the server for the person who typed it, until it is sent.

    `values` is the form's JSON, encrypted: names and identity numbers stand in it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    token = models.UUIDField(help_text="The one key of the form; the same when it is sent.")
    page = models.CharField(max_length=200, help_text="The address of the form.")
    title = models.CharField(max_length=200, blank=True, help_text="What the desk calls it.")
    values = EncryptedTextField(help_text="The form's fields as JSON, encrypted.")
    saved_at = models.DateTimeField(auto_now=True, help_text="When it was last saved.")

    class Meta:
        ordering = ("-saved_at",)
        constraints = (models.UniqueConstraint(fields=("person", "token"), name="draft_once"),)

    def __str__(self) -> str:
        return self.title or self.page


class Submission(models.Model):
    """已提交的表单: a form, or an act of a program, that was sent, by its one key: sent twice it records one event."""

    token = models.UUIDField(help_text="The one key of the form.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what a program sent.")
    answer = EncryptedTextField(
        blank=True,
        default="",
        help_text="What the program was answered, or which of many records were refused; encrypted.",
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "token"), name="submission_once"),)

    def __str__(self) -> str:
        return str(self.token)


class SavedView(models.Model):
    """视图: a list with its filters, columns and order under a name; shared with an organ, or one's own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="views")
    organ = models.ForeignKey(
        Organ, models.CASCADE, null=True, blank=True, related_name="+", help_text="Shared with this organ's people."
    )
    page = CodeField(RecordKind, blank=False, help_text="The kind of record that it lists.")
    name = models.CharField(max_length=40, help_text="What it is called.")
    query = models.TextField(help_text="The query of its address.")

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("person", "page", "name"), name="view_name_once"),)

    def __str__(self) -> str:
        return self.name


class Belonging(models.Model):
    """What belongs to one record of any kind, and who put it there; taken away, it stays readable as taken away."""

    kind = CodeField(RecordKind, blank=False, help_text="The kind of record.")
    reconsideration = models.ForeignKey(Reconsideration, models.PROTECT, null=True, related_name="+")
    litigation = models.ForeignKey(Litigation, models.PROTECT, null=True, related_name="+")
    mediation = models.ForeignKey(Mediation, models.PROTECT, null=True, related_name="+")
    ledger = models.ForeignKey(LedgerEntry, models.PROTECT, null=True, related_name="+")
    respondent = models.ForeignKey(RespondentCase, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")
    removed_at = models.DateTimeField(null=True, blank=True, help_text="When it was taken away.")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = BelongingQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def record(self) -> Any:
        """The record that it belongs to."""
        return getattr(self, self.kind)


class Note(Belonging):
    """备注: a working note on a record; no fact, no part of the figures."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="None: a command imported it."
    )
    text = models.TextField(help_text="The note.")

    class Meta:
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=OF_ONE_RECORD, name="note_of_one_record"),)

    def __str__(self) -> str:
        return self.text[:40]


def attachments() -> Any:
    """The storage of the files, which no address serves."""
    return storages["attachments"]


class Attachment(Belonging):
    """附件: a file of a record, named by its checksum in the storage."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="The name it was given, without folders.")
    description = models.CharField(max_length=200, blank=True, help_text="文书名称, as the table of contents lists it.")
    dated_on = models.DateField(null=True, blank=True, help_text="The date of the document.")
    pages = models.PositiveIntegerField(null=True, blank=True, help_text="页数, for the table of contents.")
    content_type = models.CharField(max_length=100, help_text="Found in the content, never taken from the name.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    checksum = models.CharField(max_length=64, help_text="SHA-256 of the content.")
    file = models.FileField(upload_to="", storage=attachments, max_length=200, help_text="Where it lies.")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=OF_ONE_RECORD, name="attachment_of_one_record"),
            models.CheckConstraint(condition=Q(size__gte=1), name="attachment_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.description or self.name
