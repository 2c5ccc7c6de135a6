"""Working days: the State Council's yearly arrangements, and what is known of a year that has none yet.

A working day, "不含法定休假日" (Act (2023) art. 88 ¶2; 2017 Act art. 40 ¶2), follows the yearly notice of
public holidays and make-up working days (调休). Nothing here reads a clock or a file.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from casework.law.words.languages import Text

ONE_DAY = timedelta(days=1)
SATURDAY = 5

HOLIDAY_NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th Anniversary of Victory",
}
"""The names used in the notices, in English; a holiday of several names joins them with `、`."""

FIXED_DAYS: tuple[tuple[int, int, int, str], ...] = (
    (1, 1, 1949, "元旦"),
    (5, 1, 1949, "劳动节"),
    (5, 2, 2025, "劳动节"),
    (10, 1, 1949, "国庆节"),
    (10, 2, 1949, "国庆节"),
    (10, 3, 1949, "国庆节"),
)
"""Month, day, first year and name of the statutory days with a fixed date.

全国年节及纪念日放假办法; its revision of 2024 added 2 May from 2025 on.
"""


class LawError(ValueError):
    """A question that cannot be answered as put; `zh` and `en` are one sentence each."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.text = Text(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return self.zh


class FaultyCalendar(LawError):
    """An arrangement that cannot be right; nothing of it is taken."""


class CalendarMissing(LawError):
    """A past year whose arrangement has not been loaded."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year}年放假安排未导入，不能计算涉及该年的期限；请先导入该年放假安排（load_calendar）",
            f"The holiday arrangement of {year} has not been loaded, so no term that touches it can be"
            " counted; load it first (load_calendar)",
        )
        self.year = year

    def __reduce__(self) -> tuple[type[CalendarMissing], tuple[int]]:
        return (CalendarMissing, (self.year,))


@dataclass(frozen=True, slots=True)
class YearArrangement:
    """放假安排: one year's holidays and make-up working days, for the nation or a part of it.

    `region` is None or a division code; `holidays` maps each day off to its holiday's name,
    weekends within the holiday included.
    """

    year: int
    number: str
    issued_on: date | None
    holidays: Mapping[date, str]
    workdays: frozenset[date]
    region: str | None = None


# --- reading an arrangement ---

_KEYS = frozenset({"year", "notice", "holidays", "workdays", "region"})


def _fault(where: str, value: object, zh: str, en: str) -> FaultyCalendar:
    return FaultyCalendar(f"{where}：{value!r} {zh}", f"{where}: {value!r} {en}")


def _only(data: object, allowed: frozenset[str], where: str) -> Mapping[str, object]:
    """`data` as a mapping that has exactly the allowed keys (`region` and `issued_on` may be left out)."""
    if not isinstance(data, Mapping):
        raise _fault(where, data, "应为对象", "is not an object")
    unknown = [key for key in data if key not in allowed]
    if unknown:
        names = "、".join(sorted(allowed))
        raise _fault(where, unknown[0], f"不是可用的键，可用：{names}", f"is not a key; allowed: {names}")
    lacking = sorted(allowed - set(data) - {"region", "issued_on"})
    if lacking:
        raise _fault(where, lacking[0], "缺少此键", "is a key that is missing")
    return data


def _list(value: object, where: str) -> Sequence[object]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Sequence):
        raise _fault(where, value, "应为列表", "is not a list")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _fault(where, value, "应为非空文字", "is not a non-empty text")
    return value


def _day(value: object, where: str) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str) and len(value) == len("2024-01-01"):  # `fromisoformat` takes 20240101 and 2024-W01 too
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise _fault(where, value, "不是 YYYY-MM-DD 格式的日期", "is not a date of the form YYYY-MM-DD")


def _day_of(value: object, year: int, where: str) -> date:
    """A day of the arrangement's year; a notice may begin in the December before (2018-12-30)."""
    day = _day(value, where)
    if not date(year - 1, 12, 25) <= day <= date(year, 12, 31):
        raise _fault(where, day.isoformat(), f"不在{year}年内", f"is not in {year}")
    return day


def _holidays(value: object, year: int) -> dict[date, str]:
    days: dict[date, str] = {}
    for entry in _list(value, "holidays"):
        holiday = _only(entry, frozenset({"name", "days"}), "holidays")
        name = _text(holiday["name"], "holidays.name")
        for raw in _list(holiday["days"], "holidays.days"):
            day = _day_of(raw, year, "holidays.days")
            if day in days:
                raise _fault("holidays.days", day.isoformat(), "重复", "stands twice")
            days[day] = name
    return days


def _workdays(value: object, year: int, holidays: Mapping[date, str]) -> frozenset[date]:
    days: set[date] = set()
    for raw in _list(value, "workdays"):
        day = _day_of(raw, year, "workdays")
        if day in days or day in holidays:
            raise _fault("workdays", day.isoformat(), "重复", "stands twice")
        if day.weekday() < SATURDAY:
            raise _fault(
                "workdays",
                day.isoformat(),
                "不是周六或周日，不能是调休上班日",
                "is not a Saturday or Sunday, so no make-up working day",
            )
        days.add(day)
    return frozenset(days)


def _region(value: object) -> str | None:
    if value is None:
        return None
    code = _text(value, "region")
    if not (len(code) == len("141021") and code.isascii() and code.isdigit()):
        raise _fault("region", value, "不是六位行政区划代码", "is not a division code of six digits")
    return code


def parse_arrangement(data: Mapping[str, object]) -> YearArrangement:
    """The arrangement that a JSON file describes (`{"year", "notice", "holidays", "workdays", "region"}`).

    Raises FaultyCalendar, naming the value, for an unknown or missing key, a day that stands twice, a make-up
    working day that is no weekend, and a day outside the year; nothing is taken then.
    """
    fields = _only(data, _KEYS, "calendar")
    year = fields["year"]
    if type(year) is not int or not date.min.year < year < date.max.year:
        raise _fault("year", year, "不是年份", "is not a year")
    notice = _only(fields["notice"], frozenset({"number", "issued_on"}), "notice")
    issued = notice.get("issued_on")
    holidays = _holidays(fields["holidays"], year)
    return YearArrangement(
        year=year,
        number=_text(notice["number"], "notice.number"),
        issued_on=None if issued is None else _day(issued, "notice.issued_on"),
        holidays=holidays,
        workdays=_workdays(fields["workdays"], year, holidays),
        region=_region(fields.get("region")),
    )


# --- the calendar ---


def holiday_text(name: str) -> Text:
    """A holiday's name in both languages; a name that no notice has used stays Chinese."""
    return Text(name, ", ".join(HOLIDAY_NAMES.get(part, part) for part in name.split("、")))


def covers(area: str | None, region: str | None) -> bool:
    """Whether an arrangement of `area` holds in `region`: the nation's always, a division's within it."""
    if area is None:
        return True
    return region is not None and region.startswith(area.rstrip("0") or area)


class _Year(NamedTuple):
    """The working days of one year, in order."""

    days: tuple[date, ...]
    members: frozenset[date]


class WorkCalendar:
    """工作日历: which days are working days, by all arrangements that are loaded.

    Immutable. A year before the first loaded one, or in a gap, is missing (CalendarMissing); a later year
    is computed with weekends and the fixed-date statutory days, and is provisional. With `this_year` given,
    a year before it that is not loaded is missing too. `region` (a division code) adds the arrangements of
    that region.
    """

    def __init__(
        self,
        arrangements: Iterable[YearArrangement],
        *,
        this_year: int | None = None,
        region: str | None = None,
    ) -> None:
        known = sorted((a for a in arrangements if covers(a.region, region)), key=_order)
        self._loaded = frozenset(a.year for a in known if a.region is None)
        self._holidays, self._workdays = _merge(known)
        self._years: dict[int, _Year] = {}
        last = max(self._loaded) + 1 if self._loaded else None
        candidates = [year for year in (last, this_year) if year is not None]
        self._provisional_from = max(candidates) if candidates else date.max.year + 1

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years whose national arrangement is loaded, in order."""
        return tuple(sorted(self._loaded))

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day. Raises CalendarMissing."""
        return day in self._year(day.year).members

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is a working day, else the first one after it. Raises CalendarMissing."""
        days = self._year(day.year).days
        at = bisect_left(days, day)
        return days[at] if at < len(days) else self._year(day.year + 1).days[0]

    def add_working_days(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; before it if negative, `start` itself if 0.

        `start` is not counted. Raises CalendarMissing if a missing year would have to be counted through.
        """
        if count == 0:
            return start
        first = start + ONE_DAY if count > 0 else start
        year = first.year
        days = self._year(year).days
        at = bisect_left(days, first) + (count - 1 if count > 0 else count)
        while at >= len(days):
            at -= len(days)
            year += 1
            days = self._year(year).days
        while at < 0:
            year -= 1
            days = self._year(year).days
            at += len(days)
        return days[at]

    def count_working_days(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both included; 0 if `last` is before `first`."""
        if last < first:
            return 0
        total = -bisect_left(self._year(first.year).days, first)
        for year in range(first.year, last.year):
            total += len(self._year(year).days)
        return total + bisect_right(self._year(last.year).days, last)

    def reason(self, day: date) -> Text | None:
        """Why `day` is not a working day, or that it is a make-up one; None for an ordinary working day."""
        if self.is_working_day(day):
            return Text("调休上班", "make-up working day") if day.weekday() >= SATURDAY else None
        name = self._holidays.get(day) or (_fixed(day.year).get(day) if self.provisional(day) else None)
        return holiday_text(name) if name else Text("周末", "weekend")

    def provisional(self, day: date) -> bool:
        """Whether the arrangement of the day's year is not out yet, so that it was only computed."""
        return day.year not in self._loaded and day.year >= self._provisional_from

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = self._build(year)
        return found

    def _build(self, year: int) -> _Year:
        if year not in self._loaded and year < self._provisional_from:
            raise CalendarMissing(year)
        off = self._holidays if year in self._loaded else {**_fixed(year), **self._holidays}
        first, count = date(year, 1, 1).toordinal(), date(year, 12, 31).timetuple().tm_yday
        days = tuple(
            day
            for day in map(date.fromordinal, range(first, first + count))
            if day in self._workdays or (day.weekday() < SATURDAY and day not in off)
        )
        return _Year(days, frozenset(days))


def _order(arrangement: YearArrangement) -> tuple[int, str]:
    return (arrangement.year, arrangement.region or "")


def _fixed(year: int) -> dict[date, str]:
    return {date(year, month, day): name for month, day, since, name in FIXED_DAYS if year >= since}


def _merge(arrangements: Iterable[YearArrangement]) -> tuple[dict[date, str], set[date]]:
    """All holidays and make-up days; where two arrangements differ, the later year's or a region's holds.

    A make-up day outweighs a holiday wherever they are read, so only the make-up days have to give way.
    """
    holidays: dict[date, str] = {}
    workdays: set[date] = set()
    seen: set[tuple[int, str | None]] = set()
    for one in arrangements:
        if (one.year, one.region) in seen:
            raise _fault("year", one.year, "有两份放假安排", "has two arrangements")
        seen.add((one.year, one.region))
        workdays = (workdays - one.holidays.keys()) | one.workdays
        holidays.update(one.holidays)
    return holidays, workdays
