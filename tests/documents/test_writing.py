"""Writing a draft: who may, what is refused, what is kept, and figures adopted anew."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from casework.actions.reports.annual import Written, adopt, discard_draft, open_draft, write_block
from casework.actions.reports.annualfiles import tables_kept
from casework.documents.figures import Figures, Taken, counted, styles_of
from casework.documents.language import Bound
from casework.documents.marking import typed_over
from casework.documents.report import Paper, in_keys, in_names, question_of
from casework.documents.since import notes
from casework.documents.typed import compared, typed_numbers
from casework.errors import FaultyInput, NotPermitted, StaleVersion
from casework.filters.asked import Question
from casework.law.names import Role
from casework.models import AnnualDraft
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope

pytestmark = pytest.mark.django_db
"""The kinds of the work ledger stand in the database."""

RECEIVED = "reconsideration.received"


@pytest.fixture
def hand(office, when):
    return {"actor": office.actor("甲县"), "when": when}


def written(**more) -> Written:
    return Written(**{"heading": "人民调解。", "text": "开展调解。", "styles": {}, "keep_zeros": False, **more})


def fresh(draft: AnnualDraft) -> AnnualDraft:
    return AnnualDraft.objects.select_related("organ").get(pk=draft.pk)


def test_one_question_has_one_draft(office, opened):
    first, again = opened(), opened()
    assert first.pk == again.pk
    assert opened(subtree=True).pk != first.pk
    assert opened(window=Window(date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 8))).pk != first.pk


def test_a_period_that_is_not_over_is_refused(office, opened):
    later = Window(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))
    with pytest.raises(FaultyInput, match="晚于今天"):
        opened(window=later)
    assert not AnnualDraft.objects.exists()


@pytest.mark.parametrize("role", [Role.REPORT_TEAM, Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_role_that_does_no_act_writes_no_report(role, office, opened):
    with pytest.raises(NotPermitted, match="编写年度报告由"):
        opened(actor=office.actor("甲县", role))


def test_another_organ_and_a_subtree_beyond_ones_sight_are_refused(office, opened, hand, when):
    draft = opened()
    clerk = office.actor("甲县", Role.CLERK)
    with pytest.raises(NotPermitted, match="含下级"):
        opened(subtree=True, actor=clerk)
    with pytest.raises(NotPermitted):
        open_draft(Question(Scope(office["乙县"]), question_of(draft).window), actor=clerk, when=when)
    for act in (
        lambda: write_block(draft, "mediation", written(), actor=office.actor("乙县"), when=when),
        lambda: adopt(draft, actor=office.actor("乙县"), when=when),
        lambda: discard_draft(draft, actor=office.actor("乙县")),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert fresh(draft).version == 1


def test_a_block_keeps_what_was_written_and_its_figures_by_key(office, opened, hand):
    office.mediation()
    draft = write_block(
        opened(), "mediation",
        written(text=" 收到纠纷{人民调解：收到纠纷}件。 \n\n二是{mediation.concluded}件。", keep_zeros=True), **hand,
    )  # fmt: skip
    kept = fresh(draft)
    assert kept.texts == {"mediation": {"text": "收到纠纷{mediation.received}件。\n二是{mediation.concluded}件。"}}
    assert (kept.version, kept.zeros) == (2, ["mediation"])
    piece = next(piece for piece in Paper(kept).pieces if piece.block.key == "mediation")
    assert piece.text == "（二）人民调解。收到纠纷1件。\n二是0件。"


def test_the_standard_text_written_again_is_not_kept(office, opened, hand):
    draft = write_block(opened(), "mediation", written(styles={RECEIVED: "over"}, keep_zeros=True), **hand)
    heading, text = Paper(AnnualDraft(edition=draft.edition)).said("mediation")
    draft = write_block(draft, "mediation", Written(heading, in_names(text), {RECEIVED: "exact"}, False), **hand)
    assert (draft.texts, draft.styles, draft.zeros) == ({}, {}, [])


def test_names_and_keys_are_two_ways_to_say_one_text():
    text = "{机关}收到{reconsideration.received}件，{reconsideration.received~件}"
    assert in_keys(in_names(text)) == text
    assert in_keys("{行政复议:受理}") == "{reconsideration.accepted}"
    assert "reconsideration" not in in_names(text)


def test_a_block_without_text_is_left_out_and_the_numbers_go_on(office, opened, hand):
    draft = write_block(opened(), "coordination", written(heading="统筹推进。", text=""), **hand)
    numbers = {piece.block.key: piece.number for piece in Paper(draft).shown}
    assert "coordination" not in numbers
    assert numbers["first_responsible"] == "（二）"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"text": "收到{received}件"}, "text"),
        ({"text": "第一行\n收到[甲件"}, "text"),
        ({"heading": "{两件"}, "heading"),
        ({"text": "甲" * 10_001}, "text"),
        ({"text": "响铃\a"}, "text"),
        ({"styles": {RECEIVED: "whole"}}, "styles"),
        ({"styles": {"received": "over"}}, "styles"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(wrong, where, office, opened, hand):
    draft = opened()
    with pytest.raises(FaultyInput) as problem:
        write_block(draft, "mediation", written(**wrong), **hand)
    assert problem.value.where == where
    assert fresh(draft).version == 1


def test_a_report_needs_its_title_and_a_block_must_be_one_of_its_own(office, opened, hand):
    with pytest.raises(FaultyInput, match="报告要有标题"):
        write_block(opened(), "title", written(heading=" ", text=""), **hand)
    with pytest.raises(FaultyInput, match="段落"):
        write_block(opened(), "nothing", written(), **hand)


def test_a_stale_change_is_refused_and_changes_nothing(office, opened, hand):
    draft = opened()
    mine, theirs = fresh(draft), fresh(draft)
    write_block(theirs, "mediation", written(text="别人写的。"), **hand)
    for act in (
        lambda: write_block(mine, "mediation", written(text="我写的。"), **hand),
        lambda: adopt(mine, **hand),
        lambda: discard_draft(mine, actor=hand["actor"]),
    ):
        with pytest.raises(StaleVersion, match="没有保存：hand在你打开以后改了草稿"):
            act()
    assert fresh(draft).texts == {"mediation": {"text": "别人写的。"}}
    discard_draft(fresh(draft), actor=hand["actor"])
    with pytest.raises(StaleVersion, match="草稿已经删除"):
        adopt(mine, **hand)


def test_figures_stay_as_they_were_taken_until_they_are_adopted(office, opened, hand, when):
    office.conclude("2024-03-01", "uphold")
    draft = opened()
    office.conclude("2024-04-01", "revoke")
    text = Paper(fresh(draft)).pieces
    assert any("收到行政复议申请1件" in piece.text for piece in text)
    every = adopt(draft, **hand)
    present = counted(question_of(draft), office.reference.vocabulary, office.today)
    assert Paper(fresh(every)).figures.taken == present.figures


# ---- Numbers typed over figures


def over(text: str, *changes: tuple[str, str]) -> str:
    """The standard text of reconsideration, by the names of figures, with some of it written otherwise."""
    for was, now in changes:
        assert was in text, was
        text = text.replace(was, now, 1)
    return text


@pytest.fixture
def reconsideration(office, opened):
    """A draft with two applications, and its text of reconsideration as people edit it."""
    office.conclude("2024-03-01", "uphold")
    office.accept("2024-05-06")
    draft = opened()
    return draft, in_names(Paper(draft).said("reconsideration")[1])


def saved(draft, text, hand):
    return Paper(fresh(write_block(draft, "reconsideration", written(text=text, heading="行政复议。"), **hand)))


TYPED_RECEIVED, TYPED_ACCEPTED = "{行政复议：收到行政复议申请}", "{行政复议：受理}"


def test_a_number_typed_over_a_figure_is_kept_with_it_and_compared(reconsideration, hand):
    draft, text = reconsideration
    paper = saved(draft, over(text, (TYPED_RECEIVED, "3"), (TYPED_ACCEPTED, "２")), hand)
    assert "收到行政复议申请{行政复议：收到行政复议申请=3}件，受理{行政复议：受理=２}件" in in_names(
        paper.said("reconsideration")[1]
    )
    assert "收到行政复议申请3件，受理２件" in next(p.text for p in paper.shown if p.block.key == "reconsideration")
    assert [(each.words, each.same) for each in typed_numbers(paper)] == [
        ("收到行政复议申请写作3，指标为2", False),
        ("受理写作２，指标为2", True),
    ]


def test_the_mark_stays_through_later_edits_and_goes_with_the_figure_put_back(reconsideration, hand):
    draft, text = reconsideration
    paper = saved(draft, over(text, (TYPED_RECEIVED, "3")), hand)
    kept = in_names(paper.said("reconsideration")[1])
    paper = saved(paper.draft, kept.replace("{行政复议：收到行政复议申请=3}", "4"), hand)
    assert [each.bound.typed for each in typed_numbers(paper)] == ["4"]
    paper = saved(paper.draft, text, hand)
    assert typed_numbers(paper) == []


def test_a_text_written_wholly_anew_marks_the_numbers_that_stand_where_figures_stood(reconsideration, hand):
    draft, _text = reconsideration
    paper = saved(draft, "全年收到行政复议申请3件，受理2件，召开会议5次。", hand)
    assert [(each.words, each.same) for each in typed_numbers(paper)] == [
        ("收到行政复议申请写作3，指标为2", False),
        ("受理写作2，指标为2", True),
    ]


def test_a_text_of_before_such_numbers_were_kept_with_their_figures_is_marked_as_it_is_read(reconsideration, hand):
    draft, text = reconsideration
    kept = in_keys(over(text, (TYPED_RECEIVED, "3")))
    draft.texts = {"reconsideration": {"text": kept}}
    draft.save()
    paper = Paper(fresh(draft))
    assert [each.words for each in typed_numbers(paper)] == ["收到行政复议申请写作3，指标为2"]
    assert saved(paper.draft, in_names(paper.said("reconsideration")[1]), hand).said("reconsideration") == paper.said(
        "reconsideration"
    )


@pytest.mark.parametrize(
    ("key", "styles"),
    [
        (RECEIVED, ["exact", "over", "near"]),
        ("reconsideration.compensation_amount", ["exact", "over", "near"]),
        ("reconsideration.correction_rate", ["exact", "whole"]),
        ("reconsideration.per_10000", ["exact", "whole"]),
        ("litigation.per_application", ["exact", "whole"]),
        ("reconsideration.mean_days", ["exact", "whole"]),
    ],
)
def test_counts_are_printed_as_about_so_many_rates_and_means_whole(key, styles):
    assert [style.value for style in styles_of(key)] == styles


@pytest.mark.parametrize("text", ["召开会议3次，培训5件次。", "2024年开展工作。", "收到来信3封。"])
def test_a_number_of_something_else_is_left_as_it_is(text, reconsideration, hand):
    draft, _text = reconsideration
    paper = saved(draft, text, hand)
    assert paper.said("reconsideration")[1] == text


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("2213", True),
        ("2,213", True),
        ("２２１３", True),
        ("2200余", True),
        ("近2300", True),
        ("2300", False),
        ("2200", False),
    ],
)
def test_a_typed_number_is_the_same_in_every_way_that_the_figure_may_be_printed(typed, same):
    taken = Taken(Decimal(2213), None, None, date(2025, 1, 8))
    figures = Figures({"now": {RECEIVED: taken}, "before": {}}, {}, {})
    assert compared(Bound(RECEIVED, None, typed), figures).same is same


def test_a_rate_and_a_comparison_that_were_typed_are_compared_too():
    rate = "reconsideration.correction_rate"
    taken = Taken(Decimal("52.73"), Decimal(29), Decimal(55), date(2025, 1, 8))
    figures = Figures({"now": {rate: taken}, "before": {rate: taken}}, {}, {})
    said = [compared(Bound(rate, None, typed), figures).same for typed in ("52.73%", "53%", "52.7%")]
    assert said == [True, True, False]
    text = "率{reconsideration.correction_rate}，{reconsideration.correction_rate~}。"
    assert typed_over(text, "率50%，比上年提高3个百分点。") == (
        "率{reconsideration.correction_rate=50%}，{reconsideration.correction_rate~=比上年提高3个百分点}。"
    )


def test_the_notes_of_a_file_name_what_was_typed_and_differs(reconsideration, hand, office):
    draft, text = reconsideration
    paper = saved(draft, over(text, (TYPED_RECEIVED, "3")), hand)
    kept = tables_kept(paper.draft)
    present = counted(question_of(paper.draft), office.reference.vocabulary, office.today, kept.tables)
    assert "正文中手填的数字1项，与指标不同的1项：收到行政复议申请写作3，指标为2" in notes(paper, kept, present)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("受理", "行政复议：受理"), ("行政复议：受里", "行政复议：受理"), ("reconsideration.acepted", "行政复议：受理")],
)
def test_a_wrong_name_is_refused_with_the_nearest_right_one_and_no_code(wrong, right, opened, hand):
    with pytest.raises(FaultyInput) as problem:
        write_block(opened(), "mediation", written(text=f"{{{wrong}}}件"), **hand)
    first = problem.value.zh.partition("可用：")[2].split("、")
    assert right in first[:3]
    assert not any(name.isascii() for name in first if name != "…")
