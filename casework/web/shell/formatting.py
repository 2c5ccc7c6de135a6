"""Values for people: dates, numbers, units, codes, in the language of the page."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.choices import label_of
from casework.kinds import KINDS, Fact
from casework.kinds.facts import labels_of
from casework.law.names import Name, RecordKind
from casework.law.terms.schedule import PERFORM
from casework.law.terms.terms import TermCode
from casework.law.words.articles import article_en, article_zh
from casework.law.words.languages import is_chinese, spoken
from casework.models.base import OPEN_END
from casework.statistics.counting.rates import FEW
from casework.statistics.words.numbers import NOTHING, number_words
from casework.statistics.words.words import unit_words
from casework.vocabulary import Vocabulary

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: tuple[str | Promise, ...] = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
KILO = 1024


def day_words(day: date | None, language: str) -> str:
    """2024年3月15日, 15 Mar 2024; — for no day."""
    if day is None or day == OPEN_END:
        return NOTHING
    if is_chinese(language):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def near_day_words(day: date, today: date, language: str) -> str:
    """A day of this year without its year: 3月15日, 15 Mar."""
    if day.year != today.year:
        return day_words(day, language)
    return f"{day.month}月{day.day}日" if is_chinese(language) else f"{day.day} {MONTHS[day.month - 1]}"


ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
BRACKETED = re.compile(r"（([^（）]*\d[^（）]*)）$")


def said_words(text: str, language: str) -> str:
    """A sentence of the law as people read it: its days, and in Chinese the article at its end, in words."""
    text = ISO_DAY.sub(lambda found: day_words(date.fromisoformat(found[0]), language), text)
    if not is_chinese(language):
        return text
    return BRACKETED.sub(lambda found: f"（{article_words(found[1], language)}）", text)


def span_words(first: date, last: date, language: str) -> str:
    """A period, both ends included; the year once where both share it."""
    if is_chinese(language):
        end = f"{last.month}月{last.day}日" if first.year == last.year else day_words(last, language)
        return f"{day_words(first, language)}—{end}"
    begin = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day_words(first, language)
    return f"{begin} – {day_words(last, language)}"


def time_words(moment: datetime, language: str) -> str:
    """A recorded time, in the site's time zone."""
    local = timezone.localtime(moment)
    return f"{day_words(local.date(), language)} {local:%H:%M}"


def rate_words(value: Decimal | int | float | None, unit: str, language: str) -> str:
    """A rate where no column names its unit: 12.5%, 0.45件/件; — for none."""
    words = number_words(value)
    if value is None:
        return words
    between = "" if unit == "percent" or is_chinese(language) else " "
    return f"{words}{between}{unit_words(unit, language)}"


def change_words(now: Decimal | int | None, before: Decimal | int | None) -> str:
    """+1, −1, 0; nothing where one of the two is missing."""
    if now is None or before is None:
        return NOTHING
    change = Decimal(now) - Decimal(before)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{number_words(abs(change))}"


def points_words(now: Decimal | int | None, before: Decimal | int | None, *bases: Decimal | int | None) -> str:
    """The difference of two rates, +12.5个百分点; nothing where one of them is made of few."""
    if now is None or before is None or min(Decimal(base or 0) for base in bases) < FEW:
        return NOTHING
    return _("%(change)s percentage points") % {"change": change_words(now, before)}


def size_words(size: int) -> str:
    """The size of a file: 350 KB, 2.4 MB."""
    kilobytes = max(1, round(size / KILO))
    return f"{kilobytes} KB" if kilobytes < KILO else f"{kilobytes / KILO:.1f} MB"


def term_words(code: str, language: str) -> str:
    """The name of a term; the time that a decision sets for its own performance is none of the law's terms."""
    return _("performance of the decision") if code == PERFORM else label_of(TermCode(code), language)


def code_of(fact: Fact, code: str, vocabulary: Vocabulary, language: str) -> str:
    """A code of a declared fact in words."""
    if isinstance(fact.codes, str):
        return listed_words(vocabulary, fact.codes, code, language)
    if not code:
        return NOTHING
    labels = labels_of(fact.codes)
    return labels[code].of(language) if code in labels else code


def ended_words(kind: RecordKind, code: str, vocabulary: Vocabulary, language: str) -> str:
    """How a record ended, by its outcome or result; — where its kind has neither."""
    facts = KINDS[kind].facts.by_name
    fact = facts.get("outcome") or facts.get("result")
    return code_of(fact, code, vocabulary, language) if fact is not None else NOTHING


def code_words(names: type[Name], code: str, language: str) -> str:
    """The legal term of a code; — for none, the code itself where the list no longer has it."""
    if not code:
        return NOTHING
    found = next((name for name in names if name.value == code), None)
    if found is None:
        return code
    return spoken(found, language)


def listed_words(vocabulary: Vocabulary, name: str, code: str, language: str) -> str:
    """The label of a code of a list of classifications."""
    if not code:
        return NOTHING
    label = vocabulary.labels(name).get(code)
    return label.of(language) if label is not None else code


def article_words(article: str, language: str) -> str:
    """62条1款、条例33条; art. 62 ¶1, Regulation art. 33. An article without a law's name is of the Act."""
    if not article:
        return ""
    return article_zh(article) if is_chinese(language) else article_en(article)


def bracketed_article(article: str, language: str) -> str:
    """An article in brackets after what it belongs to; nothing where there is none."""
    words = article_words(article, language)
    if not words:
        return ""
    return f"（{words}）" if is_chinese(language) else f" ({words})"


def yes_no(value: bool) -> str:
    """是 or 否."""
    return _("yes") if value else _("no")


def joined(parts: list[str], language: str) -> str:
    """Several values as one enumeration."""
    return ("、" if is_chinese(language) else ", ").join(parts)
