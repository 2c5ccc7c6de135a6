"""Dates as they are typed: one parser, on the server, for every field of a day."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from casework.errors import FaultyInput
from casework.law.terms.calendar import CalendarMissing, WorkCalendar
from casework.law.words.languages import is_chinese
from casework.text.days import SERIAL, day_parts, plain_day, written_day
from casework.web.shell.formatting import day_words

WORDS = {
    "今": 0,
    "今天": 0,
    "today": 0,
    "昨": -1,
    "昨天": -1,
    "yesterday": -1,
    "前天": -2,
    "明": 1,
    "明天": 1,
    "tomorrow": 1,
}
AGO = re.compile(r"[+-]\d{1,4}")
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIRST_YEAR, LAST_YEAR = 1990, 2100
EXAMPLES = "0315、3.15、240315、2024-03-15、今、-3"


def parse_day(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that was typed: `0315 315 3.15 3-15 3月15日 240315 20240315 2024-03-15 今 昨 -3`, full width too.

    Without a year it is the latest such day up to today; with `ahead` (plans) the next one from today on.
    Raises FaultyInput.
    """
    said = plain_day(text)
    if not said:
        raise FaultyInput(
            f"要写日期，比如：{EXAMPLES}", "A date is needed, for example 0315, 3.15, 2024-03-15, today, -3"
        )
    if said in WORDS:
        return today + timedelta(WORDS[said])
    try:
        if AGO.fullmatch(said):
            return today + timedelta(int(said))
        if SERIAL.fullmatch(said):
            return written_day(said)
        return _with_year(*day_parts(said), today, ahead=ahead)
    except (ValueError, OverflowError):
        raise FaultyInput(
            f"「{text}」不是日期，可以写：{EXAMPLES}",
            f"{text!r} is no date; write for example 0315, 3.15, 2024-03-15, today, -3",
        ) from None


FIRST_BIRTH = 1900


def parse_birthday(text: str, today: date) -> date:
    """The day of birth that was typed: `1985-03-02 1985.3.2 1985年3月2日 19850302 850302`, full width too.

    Two digits of a year are the latest such year up to today. Raises FaultyInput, also for a day without its year.
    """
    said = plain_day(text)
    try:
        year, month, day = day_parts(said)
        born = date(int(year) + (0 if len(year) > 2 else today.year // 100 * 100), month, day)
        if len(year) == 2 and born > today:
            born = date(born.year - 100, month, day)
        if born.year < FIRST_BIRTH or born > today:
            raise ValueError(said)
        return born
    except ValueError:
        raise FaultyInput(
            f"「{text}」不是出生日期，写年月日，比如：1985-03-02、1985.3.2、19850302；从{FIRST_BIRTH}年到今天",
            f"{text!r} is no day of birth; write year, month and day, as 1985-03-02 or 19850302, from {FIRST_BIRTH} to"
            " today",
        ) from None


def _with_year(year: str, month: int, day: int, today: date, *, ahead: bool) -> date:
    if year:
        found = date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # 24 means 2024
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise ValueError(year)
        return found
    step: Callable[[int], int] = (lambda n: today.year + n) if ahead else (lambda n: today.year - n)
    for n in range(9):  # 29 February comes every four years, at a turn of the century after eight
        try:
            found = date(step(n), month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise ValueError(day)


def day_echo(day: date, calendar: WorkCalendar, language: str) -> str:
    """2024年3月15日 星期五 工作日: the day as it was understood, 休 or 班 where the calendar moved it."""
    weekday = (WEEKDAYS if is_chinese(language) else WEEKDAYS_EN)[day.weekday()]
    return f"{day_words(day, language)} {weekday} {_standing(day, calendar, language)}".strip()


def _standing(day: date, calendar: WorkCalendar, language: str) -> str:
    try:
        works = calendar.is_working_day(day)
    except CalendarMissing:
        return ""
    weekend = day.weekday() >= SATURDAY
    words = {
        (True, False): ("工作日", "working day"),
        (True, True): ("班（调休）", "make-up working day"),
        (False, True): ("休息日", "rest day"),
        (False, False): ("休（放假）", "public holiday"),
    }[works, weekend]
    return words[0 if is_chinese(language) else 1]


SATURDAY = 5
