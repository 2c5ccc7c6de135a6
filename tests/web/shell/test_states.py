"""The words beside a last day: how far off it is."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from casework.web.shell.states import due_badge
from casework.worklist import Left


@pytest.mark.parametrize(
    ("left", "zh", "en"),
    [
        (Left(-2, 0, True), "逾期2天", "2 days overdue"),  # on the Sunday after a Friday
        (Left(-3, -1, True), "逾期1个工作日", "1 working day overdue"),
        (Left(-3, -1, False), "逾期3天", "3 days overdue"),
        (Left(0, 0, True), "今天到期", "due today"),
        (Left(4, 2, True), "还剩2个工作日", "2 working days left"),
    ],
)
def test_a_last_day_is_told_in_the_days_of_its_term_and_in_days_where_no_working_day_lies_between(left, zh, en):
    with override("zh-hans"):
        assert due_badge(left).word == zh
    with override("en"):
        assert due_badge(left).word == en
