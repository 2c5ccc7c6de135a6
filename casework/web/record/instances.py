"""The instances of a dispute: court, days, hearings with who came, result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.law.litigation import HEADS, filed_on, standing
from casework.law.names import InstanceLevel
from casework.law.words.languages import is_chinese
from casework.models import Litigation
from casework.web.shell.access import Visit
from casework.web.shell.formatting import article_words, code_words, day_words, joined, listed_words


@dataclass(frozen=True)
class InstanceLine:
    """One instance (审级)."""

    level: str
    court: str
    court_number: str
    received: str
    hearings: list[str]
    closed: str
    result: str
    sides: list[tuple[str, str, str]]
    filed: list[tuple[str, str]]


REGULATION = "法释〔2020〕3号"
RULES: tuple[tuple[str | Promise, str], ...] = (
    (_("Counted once for each defendant organ in each instance that had a hearing."), "1, 7 ¶2"),
    (_("The responsible persons are the chief, the deputies and others in charge of the matter."), "2 ¶1"),
    (_("Staff, and heads of subordinate or entrusted organs, do not count as responsible persons."), "2 ¶2"),
    (_("One attendance serves all hearings of an instance, unless the court called the head again."), "7 ¶1"),
    (_("A co-defendant's head counts for the others where they agreed on it or the court fixed it."), "3"),
)
"""How the appearance of the responsible person is counted, each rule with its article."""
SERVES = {"chief": "2 ¶1", "deputy": "2 ¶1", "other_leader": "2 ¶1", "staff_only": "2 ¶2", "nobody": "1"}


def rule_words(language: str) -> list[tuple[str, str]]:
    """The counting rules with their articles."""
    return [(str(rule), _of_regulation(article, language)) for rule, article in RULES]


def _of_regulation(article: str, language: str) -> str:
    return f"{REGULATION} {article_words(article, language)}"


def instances_of(suit: Litigation, life: Any, visit: Visit) -> list[InstanceLine]:
    """The instances in order; hearings, appearances and organs are prefetched."""
    language = visit.language
    played = life.facts.instances if life is not None else []
    return [
        InstanceLine(
            level=code_words(InstanceLevel, instance.level, language),
            court=instance.court,
            court_number=instance.court_number,
            received=day_words(instance.received_on, language),
            hearings=[_hearing(h, visit) for h in sorted(instance.hearings.all(), key=lambda h: (h.on, h.position))],
            closed=day_words(instance.closed_on, language),
            result=listed_words(visit.reference.vocabulary, "result", instance.result, language),
            sides=_sides(suit, played[instance.position], visit) if instance.position < len(played) else [],
            filed=_filed(suit, played[instance.position], visit) if instance.position < len(played) else [],
        )
        for instance in sorted(suit.instances.all(), key=lambda instance: instance.position)
    ]


def _sides(suit: Litigation, instance: Any, visit: Visit) -> list[tuple[str, str, str]]:
    """Each defendant with how its appearance counts as of today, and the article that says so."""
    found = []
    for organ in suit.defendants.all():
        stands = standing(instance, organ.pk, visit.today)
        if stands is None:
            found.append((organ.name, str(_("no hearing yet")), ""))
            continue
        rank = "staff" if stands == "staff_only" else stands
        who = listed_words(visit.reference.vocabulary, "rank", rank, visit.language)
        counts = _("%(who)s: counted as appeared") if stands in HEADS else _("%(who)s: counted as not appeared")
        found.append((organ.name, str(counts) % {"who": who}, _of_regulation(SERVES[stands], visit.language)))
    return found


FILED: tuple[tuple[Promise, str], ...] = (
    (_("Defence filed"), "defences"),
    (_("Evidence filed"), "evidence"),
    (_("Judgment performed"), "performances"),
)
"""What a defendant does in an instance, and where its facts keep it."""


def _filed(suit: Litigation, instance: Any, visit: Visit) -> list[tuple[str, str]]:
    """What the defendants filed and performed: the word, and the days with the organ where there are several."""
    defendants = list(suit.defendants.all())
    found = []
    for word, name in FILED:
        days = [(organ.name, filed_on(getattr(instance, name), organ.pk)) for organ in defendants]
        told = [(organ, day) for organ, day in days if day is not None]
        if not told:
            continue
        same = len(told) == len(defendants) and len({day for _organ, day in told}) == 1
        each = [day_words(day, visit.language) + ("" if same else f" {organ}") for organ, day in told]
        found.append((str(word), joined(each[:1] if same else each, visit.language)))
    return found


def advice_of(life: Any, visit: Visit) -> list[tuple[str, str]]:
    """The judicial advice on a dispute: its number or day, and whether it was answered."""
    found = []
    for advice in life.facts.advice if life is not None else ():
        received = f"{advice.number} {day_words(advice.received_on, visit.language)}".strip()
        answered = _("answered on %(day)s") if advice.answered_on else _("not answered")
        found.append((received, str(answered) % {"day": day_words(advice.answered_on or visit.today, visit.language)}))
    return found


def _hearing(hearing: Any, visit: Visit) -> str:
    words = " ".join(filter(None, (day_words(hearing.on, visit.language), _hour(hearing.at), hearing.room)))
    if hearing.panel:
        words = str(_("%(hearing)s (judges: %(panel)s)")) % {"hearing": words, "panel": hearing.panel}
    came = [_appearance(appearance, visit) for appearance in hearing.appearances.all()]
    gap = "：" if is_chinese(visit.language) else ": "
    return f"{words}{gap}{joined(came, visit.language)}" if came else words


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at is not None else ""


def _appearance(appearance: Any, visit: Visit) -> str:
    vocabulary = visit.reference.vocabulary
    rank = listed_words(vocabulary, "rank", appearance.rank, visit.language)
    who = " ".join(filter(None, (appearance.organ.name, rank, appearance.post, appearance.appeared)))
    if not appearance.absence_reason:
        return who
    reason = listed_words(vocabulary, "absence_reason", appearance.absence_reason, visit.language)
    return f"{who}（{reason}）" if is_chinese(visit.language) else f"{who} ({reason})"
