"""人员: who may sign in, and the roles they hold at organs from a day to a day."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casework.choices import label_of
from casework.law.names import Role
from casework.models.fields import CodeField
from casework.models.reference.organs import Organ
from casework.models.written import objects_of


class Person(AbstractUser):
    """用户: a person who signs in."""

    is_demo = models.BooleanField(
        _("demo user"), default=False, help_text=_("A demo user with a known password; never in the open.")
    )
    one_time_password = models.BooleanField(
        default=False, help_text="Signed in with a password that somebody else knows: a new one is asked for first."
    )
    density = models.CharField(max_length=8, default="normal", help_text="Row height: compact, normal or wide.")
    single_keys = models.BooleanField(default=True, help_text="Single letters move and open (`/`, `n`, `j`, `k` …).")

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        verbose_name = _("person")  # type: ignore[assignment]  # stubs inherit AbstractUser's plain text
        verbose_name_plural = _("persons")  # type: ignore[assignment]  # as above

    def __str__(self) -> str:
        return f"{self.last_name}{self.first_name}" or self.username  # 姓 before 名, as names are written here

    def held(self) -> list[Membership]:
        """The memberships, with their organs."""
        return objects_of(_memberships, self.pk)


def _memberships(pk: int) -> models.QuerySet[Any]:
    return Membership.objects.filter(person=pk).select_related("organ")


class Membership(models.Model):
    """任职: a role of a person at an organ."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="memberships")
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"), related_name="memberships")
    role = CodeField(
        Role,
        verbose_name=_("role"),
        blank=False,
        help_text="clerk, supervisor, approver, report_team, auditor, administrator.",
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day; empty: from the beginning.")
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("Last day; empty: still held."))

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ("person", "organ", "role")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=("person", "organ", "role", "valid_from"), name="membership_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {label_of(Role(self.role), get_language() or 'zh-hans')} · {self.organ}"
