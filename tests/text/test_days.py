"""A day as people, databases and spreadsheets write it."""

from __future__ import annotations

from datetime import date

import pytest

from casework.text.days import FIRST_SERIAL_1904, written_day

WRITTEN = (
    "2024-03-05", "2024/3/5", "2024.3.5", "2024.03.05.", "2024年3月5日", "2024年3月5号", "二〇二四年三月五日",
    "二○二四年三月五日", "20240305", "240305", "45356", "45356.0", "２０２４－０３－０５", "2024-03-05 00:00:00",
    "2024-03-05T08:30", "2024年3月5日 8:30", " 2024 年 3 月 5 日\u200b", "2024。3。5",
)  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_every_way_in_which_spreadsheets_write_a_day_is_read(text):
    assert written_day(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二四年十月二十日", (2024, 10, 20)),
        ("二〇二三年十二月三十一日", (2023, 12, 31)),
        ("二〇二四年二月廿九日", (2024, 2, 29)),
    ],
)
def test_tens_in_numerals_are_read(text, day):
    assert written_day(text) == date(*day)


def test_a_number_counts_from_1904_where_the_spreadsheet_does():
    assert written_day("43894", FIRST_SERIAL_1904) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["3月5日", "2024年3月", "2024-02-30", "20241305", "123", "无", "2024", "", "十十年3月5日", "2024年一二十月5日"],
)
def test_what_names_no_day_of_a_year_is_no_day(text):
    with pytest.raises(ValueError):  # noqa: PT011  # its words are the caller's
        written_day(text)
