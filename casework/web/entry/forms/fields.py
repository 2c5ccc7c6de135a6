"""Fields of forms: text as it is typed in, the value that the registry reads out; one sentence where it cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.errors import CaseworkError
from casework.law.terms.calendar import WorkCalendar
from casework.models.reference.organs import spelled
from casework.registry.codecs import read_decimal
from casework.registry.texts import NOTE_LENGTH, NUMBER_LENGTH, TEXT_LENGTH
from casework.text.folding import fold, one_line
from casework.text.papers import compact_number, papers_fit
from casework.web.entry.forms.days import day_echo, parse_birthday, parse_day

BRACKETS = str.maketrans({"[": "〔", "]": "〕", "【": "〔", "】": "〕", "［": "〔", "］": "〕"})


def document_number(text: str) -> str:
    """文号: half width, no spaces, 〔〕 around the year however it was bracketed."""
    folded = unicodedata.normalize("NFKC", one_line(text)).replace(" ", "").translate(BRACKETS)
    return re.sub(r"\((\d{4})\)", r"〔\1〕", folded)


COURT_YEAR = re.compile(r"[(〔](\d{4})[)〕]")


def court_number(text: str) -> str:
    """案号 of a court: （2024）晋10行初1号, however it was bracketed, spaced or left without 号."""
    found = document_number(text)
    if COURT_YEAR.match(found) is None:
        return found
    return COURT_YEAR.sub(r"（\1）", found, count=1) + ("号" if found[-1].isdigit() else "")


class Uncut(forms.CharField):
    """A text that the browser does not cut at its limit without a word: what is too long is said."""

    def widget_attrs(self, _widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`; the script keeps back what is so long that the whole form would be too large."""
        return {"data-longest": self.max_length}


class Text(Uncut):
    """One line of text."""

    def __init__(self, *, longest: int = TEXT_LENGTH, clean: Callable[[str], str] = one_line, **more: Any) -> None:
        super().__init__(max_length=longest, **more)
        self.cleaner = clean

    def to_python(self, value: Any) -> str:
        """The text, tidied before its length is judged."""
        return self.cleaner(str(value or ""))


class CaseNumber(Text):
    """The number of a reconsideration case, however it was bracketed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(longest=NUMBER_LENGTH, clean=document_number, **more)


class Note(Uncut):
    """A text of several lines."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), **more)


class Several(Text):
    """Several short texts in one line, apart by 、 or ；."""

    def clean(self, value: Any) -> Any:
        """The texts as a list, each once."""
        text: str = super().clean(value)
        return list(dict.fromkeys(part.strip() for part in re.split(r"[、；;，,\n]", text) if part.strip()))


class Day(forms.CharField):
    """A day, in any of the ways in which people type one."""

    def __init__(self, *, today: date, ahead: bool = False, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.today, self.ahead = today, ahead
        self.widget.attrs.update(
            {"class": "day-field", "autocomplete": "off", "data-day": "ahead" if ahead else "past"}
        )

    def clean(self, value: Any) -> Any:
        """The date, or None."""
        text: str = super().clean(value)
        return in_words(lambda: parse_day(text, self.today, ahead=self.ahead)) if text else None

    def prepare_value(self, value: Any) -> Any:
        """A date in ISO, what was typed as it was typed."""
        return value.isoformat() if isinstance(value, date) else value

    def understood(self, value: Any, calendar: WorkCalendar) -> str:
        """What was typed as the day that it became, its weekday and whether it is worked on; "" for what is none."""
        try:
            day = value if isinstance(value, date) else parse_day(str(value or ""), self.today, ahead=self.ahead)
        except CaseworkError:
            return ""
        return day_echo(day, calendar, get_language() or "zh-hans")


def birthday(today: date, said: Mapping[str, Any]) -> Text:
    """A day of birth as people type one, kept as ISO; no weekday stands beside it."""

    def clean(text: str) -> str:
        typed = one_line(text)
        return str(in_words(lambda: parse_birthday(typed, today))) if typed else ""

    return Text(clean=clean, **said)


HALVES = {"上午": 0, "早上": 0, "下午": 12, "晚上": 12, "am": 0, "pm": 12}
NOON = 12
NOONDAY, AFTER_NOON = "中午", 4
"""The hours about noon are named by one word on both sides of it: 中午11点半, 中午1点."""
EITHER = ("上午", "早上", "晚上")
"""With twelve these may mean noon or midnight."""
RUN = re.compile(r"(?<![0-9:.时点])([0-9]{1,2})([0-9]{2})(?![0-9:.时点])")
HOUR = re.compile(r"(上午|早上|中午|下午|晚上)?([0-9]{1,2})(?:[:.时点]([0-9]{1,2}|半)?)?分?(am|pm)?")


def _of_the_day(half: str, hour: int) -> int:
    """The hour from 0 to 23 that is meant with such a word before or after it; 24 for what may mean either of two."""
    if half == NOONDAY:
        return hour + NOON if hour < AFTER_NOON else hour
    if not half or hour > NOON:
        return hour
    return 24 if hour == NOON and half in EITHER else hour % NOON + HALVES[half]


class Hour(forms.CharField):
    """An hour of the day as people type it: 14:30, 1430, 9点, 下午2点半, 2pm."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=20, **more)
        self.widget.attrs.update({"class": "short", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The hour as the registry reads it, 14:30; "" for none."""
        text = re.sub(r"\s", "", fold(super().clean(value)).lower())
        if not text:
            return ""
        found = HOUR.fullmatch(RUN.sub(r"\1:\2", text))
        hour, minute = (int(found[2]), 30 if found[3] == "半" else int(found[3] or 0)) if found else (24, 0)
        hour = _of_the_day((found[1] or found[4] or "") if found else "", hour)
        if hour > 23 or minute > 59:
            raise forms.ValidationError(
                _("“%(value)s” is no time of day; write for example 9:00, 1430, 14:30") % {"value": value}
            )
        return f"{hour:02}:{minute:02}"

    def prepare_value(self, value: Any) -> Any:
        """A time as 14:30, what was typed as it was typed."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


def in_words(read: Callable[[], Any]) -> Any:
    """What `read` gives; its refusal as an error of the field, in the language of the page."""
    try:
        return read()
    except CaseworkError as problem:
        raise forms.ValidationError(problem.sentence(get_language() or "zh-hans")) from None


class Whole(forms.CharField):
    """A whole number, full width too."""

    def __init__(self, *, least: int = 0, **more: Any) -> None:
        super().__init__(max_length=12, **more)
        self.least = least
        self.widget.attrs.update({"inputmode": "numeric", "class": "short", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The number, or None."""
        text = fold(super().clean(value)).replace(",", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) < self.least:
            raise forms.ValidationError(
                _("“%(value)s” must be a whole number of %(least)s or more") % {"value": text, "least": self.least}
            )
        return int(text)


MULTIPLES = {"万": 10_000, "亿": 100_000_000}
MULTIPLE = re.compile(r"([0-9,.]+)([万亿])")


class Amount(forms.CharField):
    """A number of zero or more with at most so many decimals: 1,200.50, 20万, full width too."""

    def __init__(self, *, decimals: int = 2, **more: Any) -> None:
        super().__init__(max_length=20, **more)
        self.decimals = decimals
        self.widget.attrs.update({"inputmode": "decimal", "class": "short", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """The number as a Decimal, or None."""
        text = "".join(fold(super().clean(value)).split()).replace("元", "").removeprefix("¥")
        if not text:
            return None
        number = self._number(text)
        if number != round(number, self.decimals):
            raise forms.ValidationError(
                _("“%(value)s” has more than %(decimals)s decimals") % {"value": text, "decimals": self.decimals}
            )
        return number

    def _number(self, text: str) -> Decimal:
        many = MULTIPLE.fullmatch(text)
        plain, multiple = (many[1], MULTIPLES[many[2]]) if many else (text, 1)
        number: Decimal = in_words(lambda: read_decimal(plain, str(self.label or "")))
        found: Decimal = in_words(lambda: read_decimal(number * multiple, str(self.label or "")))
        return found


class Yuan(Amount):
    """An amount of money; its label says the unit."""

    def __init__(self, *, label: Any, **more: Any) -> None:
        super().__init__(label=_("%(what)s (yuan)") % {"what": label}, **more)


Choices = Iterable[tuple[str, Any]]
NOT_CHOSEN = ("", "—")


@lru_cache(maxsize=2048)
def _typed(label: str) -> str:
    return spelled(label.strip())


class TypedSelect(forms.Select):
    """A list whose entries are found by typing initials or pinyin (`xzcf` finds 行政处罚)."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **more: Any) -> dict[str, Any]:
        """The option with what is typed for it."""
        option = super().create_option(name, value, label, *args, **more)
        if value:
            option["attrs"]["data-typed"] = _typed(str(label))
        return option


def offering(field: forms.Field, texts: Iterable[str], typed: Callable[[str], str] = _typed) -> forms.Field:
    """The field of a text with those that it mostly holds: found by a part or by what `typed` gives, never forced."""
    field.widget.attrs.update({"autocomplete": "off", "data-picker": "list"})
    field.offered = [(text, typed(text)) for text in texts]  # type: ignore[attr-defined]  # ours
    return field


def lead_to_lists(fields: Mapping[str, forms.Field]) -> None:
    """Each field that offers texts names the list of the page that holds them."""
    for name, field in fields.items():
        if getattr(field, "offered", ()):
            field.widget.attrs["list"] = f"{name}-offered"


class Choice(forms.ChoiceField):
    """One of a list; nothing chosen stands first."""

    widget = TypedSelect

    def __init__(self, choices: Choices, **more: Any) -> None:
        super().__init__(choices=[NOT_CHOSEN, *choices], **more)


class YesNo(forms.ChoiceField):
    """Yes, no, or not known; "true" and "false" as the registry reads them, so that a no is given too."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=[NOT_CHOSEN, ("true", gettext_lazy("yes")), ("false", gettext_lazy("no"))], **more)


class Tick(forms.BooleanField):
    """A box that is ticked or not; not ticked is no."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{**more, "required": False})


class OrganName(forms.CharField):
    """An organ by name, code, pinyin or initials; ambiguous typing names the organs that fit."""

    def __init__(self, find: Callable[[str], Any], **more: Any) -> None:
        super().__init__(max_length=200, **more)
        self.find = find
        self.widget.attrs.update({"class": "organ-field", "autocomplete": "off", "data-picker": "organs"})

    def clean(self, value: Any) -> Any:
        """The organ, or None."""
        text = one_line(super().clean(value))
        return in_words(lambda: self.find(text)) if text else None

    def prepare_value(self, value: Any) -> Any:
        """An organ by its name, what was typed as it was typed."""
        return getattr(value, "name", value)


class IdentityNumber(Text):
    """证件号: a number that looks like an identity number or a social credit code has its check digit checked."""

    def __init__(self, **more: Any) -> None:
        super().__init__(longest=NUMBER_LENGTH, clean=compact_number, **more)
        self.widget.attrs.update({"autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        """The number in half width and capitals. Other papers (passports, military cards) are taken as they are."""
        text: str = super().clean(value)
        if not papers_fit(text):
            raise forms.ValidationError(_misfit(text))
        return text


def _misfit(text: str) -> str:
    """Why a number of eighteen places is neither an identity number nor a credit code."""
    strange = next((letter for letter in text if letter in NOT_USED), "")
    if strange:
        said = {"value": text, "place": text.index(strange) + 1, "letter": strange}
        return (
            _(
                "“%(value)s”: place %(place)s is the letter %(letter)s, which identity numbers and unified social "
                "credit codes do not use"
            )
            % said
        )
    return _(
        "“%(value)s” is neither an identity number nor a unified social credit code: the check digit does not fit"
    ) % {"value": text}


NOT_USED = "IOSVZ"
"""Letters that GB 32100 leaves out because they look like digits."""
