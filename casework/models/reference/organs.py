"""机关: a tree of organs from the State Council down to townships, with the names they once had."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from casework.law.names import Level, OrganKind
from casework.models.fields import CodeField
from casework.querysets import OrganQuerySet
from casework.text.pinyin import whole

ORGAN_CLASSES: dict[tuple[str, str], str] = {
    (OrganKind.GOVERNMENT, Level.NATION): "state_council",
    (OrganKind.GOVERNMENT, Level.PROVINCE): "province_government",
    (OrganKind.GOVERNMENT, Level.CITY): "city_government",
    (OrganKind.GOVERNMENT, Level.COUNTY): "county_government",
    (OrganKind.GOVERNMENT, Level.TOWNSHIP): "township",
    (OrganKind.STREET_OFFICE, Level.TOWNSHIP): "township",
    (OrganKind.STREET_OFFICE, Level.COUNTY): "township",
    (OrganKind.DEPARTMENT, Level.NATION): "state_council_department",
    (OrganKind.DEPARTMENT, Level.PROVINCE): "province_department",
    (OrganKind.DEPARTMENT, Level.CITY): "city_department",
    (OrganKind.DEPARTMENT, Level.COUNTY): "county_department",
}
"""机关类别 from kind and level; an agency counts with the department that set it up."""


SPELLED_LENGTH = 1000
LONGEST_PATH = 255


def spelled(*names: str) -> str:
    """Names as they are typed: initials and whole pinyin of each, apart by spaces; other letters as they stand.

    曲沃县公安局 gives `qwxgaj quwoxiangonganju`.
    """
    return " ".join(word for name in names for word in whole(name))[:SPELLED_LENGTH]


class Organ(models.Model):
    """机关: a reconsideration organ, respondent, court or mediation body."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("organ above"),
        null=True,
        blank=True,
        related_name="children",
        help_text=_("The organ above it."),
    )
    path = models.CharField(
        max_length=LONGEST_PATH,
        unique=True,
        editable=False,
        help_text="The ids from the root down, `/1/5/`; the subtree of an organ is a prefix.",
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("The present full name."))
    level = CodeField(Level, verbose_name=_("level"), help_text="nation, province, city, county or township.")
    kind = CodeField(
        OrganKind, verbose_name=_("kind"), help_text="government, department, street_office, agency, court …"
    )
    organ_class = CodeField(help_text="机关类别 (list organ_class), derived from kind and level.")
    division_code = models.CharField(
        _("division code"),
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        help_text=_("GB/T 2260, nine digits for a township (GB/T 10114); of the people's government alone."),
    )
    word = models.CharField(
        _("word in numbers"), max_length=20, blank=True, help_text=_("The organ's word in its case numbers.")
    )
    number_at = models.CharField(
        _("numbers given at"),
        max_length=10,
        default="register",
        help_text=_("The act at which a case number is given: register or accept."),
    )

    spelled = models.CharField(
        max_length=SPELLED_LENGTH,
        blank=True,
        editable=False,
        help_text="Pinyin of the names, whole and by initials, for finding it by typing (derived).",
    )

    objects = OrganQuerySet.as_manager()

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organs")
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=("parent", "name"), name="organ_name_once_under_a_parent"),
            models.CheckConstraint(condition=~models.Q(name=""), name="organ_has_a_name"),
        )
        indexes = (models.Index(fields=("name",), name="organ_by_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def is_root(self) -> bool:
        """Whether every organ is in its subtree."""
        return self.parent_id is None and self.level == Level.NATION

    def derived_class(self, parent: Organ | None) -> str:
        """机关类别: an agency counts with its department; authorised and vertically led organs are 其他."""
        if self.kind == OrganKind.AGENCY and parent is not None:
            return str(parent.organ_class)
        return ORGAN_CLASSES.get((self.kind, self.level), "other")

    def respell(self) -> None:
        """Derive `spelled` anew after a name was changed or a former one added, and store it."""
        self.spelled = spelled(self.name, *(former.name for former in self.former_names.all()))
        self.save(update_fields=["spelled"])

    @classmethod
    def new(cls, parent: Organ | None, **facts: Any) -> Organ:
        """An organ with its derived class, not stored and without a place in the tree yet."""
        organ = cls(parent=parent, **facts)
        organ.organ_class = organ.derived_class(parent)
        organ.spelled = spelled(organ.name)
        return organ


class Population(models.Model):
    """常住人口: the inhabitants of an organ's division in a year, the base of what is told by 10,000 of them."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="populations", help_text="The organ of the division.")
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(1949), MaxValueValidator(2100)],
        help_text=_("The year that it was published for."),
    )
    inhabitants = models.PositiveIntegerField(
        _("inhabitants"), validators=[MinValueValidator(1)], help_text=_("Permanent residents, in persons.")
    )
    source = models.CharField(
        _("published in"),
        max_length=200,
        blank=True,
        help_text=_("Where it was published, for example in the statistical communiqué."),
    )

    class Meta:
        verbose_name = _("number of inhabitants")
        verbose_name_plural = _("numbers of inhabitants")
        ordering = ("organ", "year")
        constraints = (
            models.UniqueConstraint(fields=("organ", "year"), name="one_population_an_organ_and_year"),
            models.CheckConstraint(condition=models.Q(inhabitants__gte=1), name="population_of_one_or_more"),
        )

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year}"


class PopulationEntry(models.Model):
    """常住人口填写记录: who set which number of inhabitants when, appended and never changed.

    The database refuses it.
    """

    recorded_at = models.DateTimeField(db_default=Now(), editable=False, help_text="The database's clock.")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="Who set it."
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ of the division.")
    year = models.PositiveSmallIntegerField(help_text="The year that it was published for.")
    before = models.PositiveIntegerField(null=True, help_text="The number until then; none where there was none.")
    after = models.PositiveIntegerField(null=True, help_text="The number since; none where it was taken away.")
    source_before = models.CharField(max_length=200, blank=True, help_text="Where that was published.")
    source = models.CharField(max_length=200, blank=True, help_text="Where this was published.")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.organ_id} {self.year} {self.before} → {self.after}"


class OrganChanges(models.Model):
    """机关变更计数: how often an organ was renamed or moved, in one row that a trigger keeps (casework/triggers.py).

    Lists tell organs by name and place, and no event tells that these changed: a token for changes names this number.
    """

    count = models.PositiveBigIntegerField(help_text="How many names and places were changed.")

    def __str__(self) -> str:
        return str(self.count)


class FormerName(models.Model):
    """曾用名: a name that an organ bore until a day."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=120, help_text=_("The former full name."))
    until = models.DateField(
        _("borne until"), null=True, blank=True, help_text=_("The last day on which it was borne.")
    )

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ("organ", "until")
        indexes = (models.Index(fields=("name",), name="former_name"),)

    def __str__(self) -> str:
        return self.name
