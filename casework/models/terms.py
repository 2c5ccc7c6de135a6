"""分类: codes with labels, parents, validity and mappings (domain section 5)."""

from __future__ import annotations

from django.db import models


class Term(models.Model):
    """A code of one of the lists: matters, fields, organ classes, results, dispute types …"""

    list = models.CharField(max_length=32, help_text="The list that the code belongs to.")
    code = models.CharField(max_length=48, help_text="The stable code.")
    zh = models.CharField(max_length=120, help_text="The Chinese label.")
    en = models.CharField(max_length=160, help_text="The English label.")
    parent = models.CharField(max_length=48, blank=True, help_text="The code of the heading that it is part of.")
    valid_from = models.DateField(null=True, blank=True, help_text="First day on which it may be used.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day on which it may be used.")
    reference = models.CharField(max_length=160, blank=True, help_text="Statutory reference.")
    maps_to = models.CharField(
        max_length=48,
        blank=True,
        help_text="Of a local label: the national heading that it counts under. Of a list that moves codes to other "
        "columns of a printed form: the column. Empty everywhere else.",
    )
    position = models.PositiveIntegerField(help_text="Its place in the list.")

    class Meta:
        ordering = ("list", "position")
        constraints = (models.UniqueConstraint(fields=("list", "code"), name="term_code_once_in_a_list"),)

    def __str__(self) -> str:
        return f"{self.list}: {self.zh}"
