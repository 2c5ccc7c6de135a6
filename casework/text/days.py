"""A day as people and spreadsheets write it, brought to digits: one reading for forms and imports."""

from __future__ import annotations

import re
from datetime import date, timedelta

from casework.text.folding import fold

PARTS = re.compile(r"(?:(\d{4}|\d{2})[-./。,年])?(\d{1,2})[-./。,月](\d{1,2})[日号]?")
DIGITS = re.compile(r"\d{3,4}|\d{6}|\d{8}")
MIDNIGHT = re.compile(
    r"(?:[T\s]+|(?<=[日号]))(?:上午|下午)?\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点](?:\d{1,2}分)?)$"
    r"|(?<=[\s\d日号])(?:上午|下午|中午|晚上)$"
)
"""The hour that a spreadsheet, a database or a person writes behind a day."""
WEEKDAY = re.compile(r"(?<=[\s\d日号(])[(]?(?:星期|周)[一二三四五六日天][)]?")
NUMERALS = {sign: n for n, signs in enumerate(("〇零○", "一", "二两", *"三四五六七八九")) for sign in signs}
CHINESE = re.compile(f"[{''.join(NUMERALS)}十廿卅]+(?=[年月日号])")
LONGEST = 64
"""Characters of a written day at most: what is longer is none, and is not looked through."""
SERIAL = re.compile(r"\d{5}(\.\d+)?")
SERIALS = range(20_000, 80_000)
"""Days of a spreadsheet from 1954 to 2119, as numbers."""
FIRST_SERIAL, FIRST_SERIAL_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""Day 0 of the two systems in which spreadsheets count days."""


def plain_day(text: object) -> str:
    """A written day without what is no part of it: space, the hour, the weekday, a last stop; numerals become digits.

    `二〇二四年三月五日` gives `2024年3月5日`, `2024.03.05.` gives `2024.03.05`, `2024-03-05 00:00:00` and
    `2024-03-05（星期二）` their first part.
    """
    said = fold(text)
    if len(said) > LONGEST:
        return said
    said = MIDNIGHT.sub("", WEEKDAY.sub("", said.replace("。", ".")).strip())
    said = re.sub(r"\s", "", said).rstrip(".")
    return CHINESE.sub(lambda found: in_digits(found[0]), said)


def in_digits(numerals: str) -> str:
    """The number of Chinese numerals below a hundred, or digit by digit: 二〇二四 is 2024, 二十一 is 21, 廿一 too.

    What is no number, as 十十, stays as it is.
    """
    spelt = numerals.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = spelt.rpartition("十")
    if not ten:
        return str(int("".join(str(NUMERALS[sign]) for sign in spelt)))
    if {tens, ones} <= NUMERALS.keys() | {""}:
        return str(10 * NUMERALS.get(tens, 1) + NUMERALS.get(ones, 0))
    return numerals


def day_parts(said: str) -> tuple[str, int, int]:
    """Year as it was written ("" for none), month and day of what `plain_day` gives. Raises ValueError."""
    apart = PARTS.fullmatch(said)
    if apart:
        return apart[1] or "", int(apart[2]), int(apart[3])
    if not DIGITS.fullmatch(said):
        raise ValueError(said)
    return said[:-4], int(said[-4:-2]), int(said[-2:])


def serial_day(number: float, first: date = FIRST_SERIAL) -> date | None:
    """The day that a spreadsheet means by a number, 45356 for 5 March 2024; None for any other number."""
    return first + timedelta(int(number)) if int(number) in SERIALS else None


def written_day(text: object, first: date = FIRST_SERIAL) -> date:
    """The day of a text that names its year, or of the number of a spreadsheet. Raises ValueError.

    `2024-03-05 2024/3/5 2024.3.5 2024,3,5 2024.03.05. 2024年3月5日 二〇二四年三月五日
    20240305 240305 45356`, of any width.
    """
    said = plain_day(text)
    if SERIAL.fullmatch(said) and (day := serial_day(float(said), first)) is not None:
        return day
    year, month, day_of_month = day_parts(said)
    if not year:
        raise ValueError(text)
    return date(int(year) + (2000 if len(year) == 2 else 0), month, day_of_month)
