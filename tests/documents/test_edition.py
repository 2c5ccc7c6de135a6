"""The standard text: it binds every figure of the published report, and says what its records say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.documents.edition import EDITION, EDITIONS, STYLES, Level
from casework.documents.figures import styles_of
from casework.documents.report import Paper, chinese, names, question_of, unbalanced
from casework.filters.asked import Question
from casework.law.names import RecordKind, State
from casework.models import AnnualDraft
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.words.order import PRINTED
from tests.documents.conftest import YEAR

pytestmark = pytest.mark.django_db
"""The kinds of the work ledger stand in the database."""

BLOCKS = EDITIONS[EDITION]
NOT_BY_ITSELF = {"ledger.legal_consultation.satisfied"}
"""A figure that the report prints as its rate alone."""


def text_of(draft: AnnualDraft, block: str) -> str:
    return next(piece.text for piece in Paper(draft).pieces if piece.block.key == block)


def test_the_text_binds_every_figure_of_the_published_report():
    bound = {each.key for found in Paper(AnnualDraft(edition=EDITION)).bound.values() for each in found}
    assert set(PRINTED) - bound == NOT_BY_ITSELF


def test_the_report_has_its_five_chapters_between_introduction_and_next_year():
    keys = [block.key for block in BLOCKS]
    assert len(set(keys)) == len(keys)
    assert sum(block.level is Level.CHAPTER for block in BLOCKS) == 5
    assert keys[:2] == ["title", "introduction"]
    assert keys[-2:] == ["shortcomings", "next_year"]
    assert all(style in styles_of(key) for key, style in STYLES.items())
    assert "new" not in keys  # the address of a new draft
    assert set(STYLES) <= set(names())


def test_numbers_are_written_in_characters():
    assert [chinese(n) for n in (1, 5, 10, 11, 20, 21, 99)] == ["一", "五", "十", "十一", "二十", "二十一", "九十九"]


def test_chapters_and_paragraphs_are_numbered_in_their_order(office, opened):
    numbers = [(piece.block.key, piece.number) for piece in Paper(opened()).shown if piece.number]
    assert numbers[:5] == [
        ("leadership", "一、"), ("study", "（一）"), ("coordination", "（二）"), ("first_responsible", "（三）"),
        ("business", "二、"),
    ]  # fmt: skip
    assert ("services", "五、") in numbers


def test_what_is_pending_is_said_and_all_concluded_only_where_nothing_is(office, opened):
    office.conclude("2024-03-01", "uphold")
    assert "已全部办结" in text_of(opened(), "reconsideration")
    office.accept("2024-12-03")
    office.register("2024-12-30")
    AnnualDraft.objects.all().delete()
    said = text_of(opened(), "reconsideration")
    assert "已全部办结" not in said
    assert "收到行政复议申请3件，受理2件，尚有1件正在审查、1件正在审理。审结1件，其中维持1件。" in said


def test_a_later_day_of_the_state_tells_what_was_concluded_since(office, opened):
    case = office.accept("2024-12-03")
    office.do(case, "conclude", "2025-01-06", outcome="uphold")
    assert "尚有1件正在审理" in text_of(opened(), "reconsideration")
    later = opened(window=Window(YEAR.start, YEAR.end, date(2025, 1, 8)))
    assert "已全部办结。审结1件，其中维持1件。" in text_of(later, "reconsideration")


def test_zero_categories_are_left_out_or_kept(office, opened):
    office.conclude("2024-03-01", "uphold")
    draft = opened()
    assert "撤销" not in text_of(draft, "reconsideration")
    draft.zeros = ["reconsideration"]
    said = text_of(draft, "reconsideration")
    assert "驳回复议申请0件、驳回复议请求0件、维持1件、变更0件、撤销0件" in said
    assert "不予受理0件" in said
    assert "已全部办结" in said


def test_every_way_to_end_at_intake_is_told(office, opened):
    office.do(office.register("2024-03-01"), "decline", "2024-03-05", reason="2")
    office.conclude("2024-03-01", "uphold")
    assert "收到行政复议申请2件，受理1件，不予受理1件，已全部办结。" in text_of(opened(), "reconsideration")


def test_the_year_before_is_compared_and_one_without_data_said(office, opened):
    for n in range(12):
        office.conclude(date(2024, 3, 1) + timedelta(n), "uphold")
    assert "上年同期没有可比的数据。" in text_of(opened(), "reconsideration")
    AnnualDraft.objects.all().delete()
    for n in range(10):
        office.conclude(date(2023, 3, 1) + timedelta(n), "uphold")
    assert "收到的申请比上年增加2件，增长20%。" in text_of(opened(), "reconsideration")


def test_a_year_without_data_says_so_and_prints_no_zero(office, opened):
    paper = Paper(opened())
    said = "\n".join(piece.text for piece in paper.shown)
    assert "没有收到行政复议申请。" in said
    assert "没有收到行政应诉案件。没有开庭的应诉案件，不计负责人出庭应诉率。" in said
    assert "没有审结的调解案件。" in said
    assert "0" not in said.replace("2024", "").replace("2025", "")
    assert paper.without_data == [RecordKind.RECONSIDERATION, RecordKind.LITIGATION, RecordKind.MEDIATION]


@pytest.mark.parametrize(
    ("start", "end", "title"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "甲县2024年法治政府建设年度报告"),
        (date(2023, 12, 11), date(2024, 12, 10), "甲县2023年12月11日至2024年12月10日法治政府建设年度报告"),
    ],
)
def test_the_title_is_made_of_place_and_period(start, end, title, office, opened):
    assert Paper(opened(window=Window(start, end, end))).title == title
    assert Paper(opened("甲局", Window(start, end, end))).title.startswith("甲县公安局")


def test_the_figures_of_a_subtree_are_those_of_all_below(office, opened):
    office.conclude("2024-03-01", "uphold")
    assert "收到行政复议申请1件" in text_of(opened("市", subtree=True), "reconsideration")
    assert "没有收到" in text_of(opened("市"), "reconsideration")


def test_figures_as_taken_that_no_longer_agree_are_found(office, opened):
    office.conclude("2024-03-01", "uphold")
    paper = Paper(opened())
    assert unbalanced(paper) == []
    paper.draft.figures["now"]["reconsideration.accepted"][0] = "2"
    assert unbalanced(Paper(paper.draft)) == [("reconsideration.received", "-1")]


def test_the_figures_of_a_report_agree_when_a_superior_took_a_case_up(office, opened):
    """Act (2023) art. 38: it was accepted here, and is neither concluded nor pending."""
    office.case_in(State.TRANSFERRED)
    assert unbalanced(Paper(opened())) == []


def test_a_draft_asks_each_table_by_its_own_basis(office, opened):
    assert question_of(opened()) == Question(Scope(office["甲县"]), YEAR)
