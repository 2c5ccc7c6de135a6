"""Every number is defined in words with its article; a broken identity names the records that break it."""

from __future__ import annotations

import pytest

from casework.statistics.compute import compute
from casework.statistics.conditions import Is
from casework.statistics.counting.masks import Fold
from casework.statistics.datasets import PHASES, Scope
from casework.statistics.figures import FIGURES
from casework.statistics.records import breaking, figure_keys
from casework.statistics.tables import EXTENDED, TABLE_KEYS, tables_of
from casework.statistics.words.definitions import A_MONTH, anchor_of, changes, chapters
from casework.statistics.words.wording import Wording
from tests.statistics.asked import YEAR


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_row_column_and_figure_has_its_place_its_words_and_its_article(office, language):
    vocabulary = office.reference.vocabulary
    found = chapters(vocabulary, language)
    told = {definition.anchor: definition for c in found for definition in (*c.rows, *c.columns)}
    assert len(told) == sum(len(c.rows) + len(c.columns) for c in found), "two definitions share a place"
    assert {f"figure.{key}" for key in figure_keys()} <= set(told)
    for table in tables_of(vocabulary, {}, A_MONTH).values():
        assert {anchor_of(table.key, row.key) for row in table.rows} <= set(told)
        assert {anchor_of(table.key, column.key, column=True) for column in table.columns} <= set(told)
    for definition in told.values():
        assert definition.label
        if not definition.anchor.startswith("figure.ledger."):
            assert definition.article, definition.anchor
    assert {chapter.key for chapter in found} >= {*TABLE_KEYS, EXTENDED}
    assert all(told[f"figure.{key}"].readings for key in FIGURES)


@pytest.mark.django_db
def test_words_follow_the_conditions_and_name_every_code(office):
    vocabulary = office.reference.vocabulary
    table = tables_of(vocabulary, {}, A_MONTH)["T9"]
    row = next(row for row in table.rows if row.key == "uphold")
    words = Wording(vocabulary, "zh-hans").of(row.on("concluded"))
    assert words == "类：审理阶段；因何结束：审结；结束日期在期内；结案方式：维持"
    for chapter in chapters(vocabulary, "zh-hans"):
        for definition in (*chapter.rows, *chapter.columns):
            for _basis, said in definition.readings:
                assert not any(letter.isascii() and letter.isalpha() for letter in said), (definition.anchor, said)


@pytest.mark.django_db
def test_an_identity_that_does_not_hold_names_the_records_that_break_it(office):
    sound, crooked = office.conclude(), office.conclude("2024-04-08")
    crooked.phases.filter(kind="review").update(opened_by="received")
    scope = Scope(office["甲县"])
    value = compute(scope, YEAR, office.reference.vocabulary, tables=["T2"]).tables["T2"]
    broken = [check for check in value.checks if not check.holds]
    assert broken
    listing, differing = breaking(value, broken[0], scope, YEAR)
    cases = set(listing.queryset.values_list("case_id", flat=True))
    assert cases == {crooked.pk}
    assert sound.pk not in cases
    assert [times for _pk, times in differing] == [int(broken[0].left - broken[0].right)]


@pytest.mark.django_db
def test_an_identity_of_a_row_names_the_records_too(office):
    good, lost = office.accept(), office.accept("2024-04-08")
    lost.phases.filter(kind="review").update(matter="")
    scope = Scope(office["甲县"])
    value = compute(scope, YEAR, office.reference.vocabulary, tables=["T11"]).tables["T11"]
    (check,) = [check for check in value.checks if not check.holds]
    assert check.check.id == "matters"
    listing, differing = breaking(value, check, scope, YEAR)
    assert list(listing.queryset.values_list("case_id", flat=True)) == [lost.pk] != [good.pk]
    assert [times for _pk, times in differing] == [-1]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_change_of_definition_names_a_number_there_is_and_stands_by_its_day(office, language):
    found = changes(office.reference.vocabulary, language)
    places = {d.anchor for c in chapters(office.reference.vocabulary, language) for d in c.rows} | {"T11E"}
    assert {each.anchor for each in found} <= places
    assert [each.on for each in found] == sorted(each.on for each in found)
    assert all(each.label and each.words for each in found)


@pytest.mark.django_db
def test_figures_of_a_cohort_are_defined_over_the_cohort_wherever_they_stand(office):
    report = compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary, tables=["R1"], basis="cohort")
    rows = {row.key.replace(":", "."): row.definition.zh for row in report.tables["R1"].table.rows}
    for key, figure in report.figures.items():
        if key.startswith("reconsideration."):
            assert figure.definition.zh.startswith("期内收到的申请到状态日："), key
            assert "期内" not in figure.definition.zh.removeprefix("期内"), key
            assert figure.definition.en.startswith("of the applications received in the period"), key
            assert rows[key] == figure.definition.zh
        else:
            assert not figure.definition.zh.startswith("期内收到的申请到状态日"), key
    own = compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary, tables=[]).figures
    assert own["reconsideration.accepted"].definition.zh == "受理日期在期内的案件（30条）"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "formulas"),
    [
        ("zh-hans", {"（调整前事项－调整后事项）÷调整前事项", "满意件数÷咨询件数", "合格案卷÷评查案卷"}),
        ("en", {"(items before - items after) / items before", "consultations found satisfactory / consultations"}),
    ],
)
def test_a_rate_of_the_ledger_is_defined_in_the_words_of_its_quantities(office, language, formulas):
    ledger = next(chapter for chapter in chapters(office.reference.vocabulary, language) if chapter.key == "W1")
    assert {row.how for row in ledger.rows if row.anchor.endswith("_rate")} >= formulas


def test_a_condition_on_a_column_that_no_scan_reads_is_told_where_to_add_it():
    with pytest.raises(LookupError, match=r"'phases' does not scan 'telephone': add it to its columns, .*datasets\.py"):
        Fold(PHASES, [[] for _ in PHASES.columns], YEAR).subset((Is("telephone", "1"),))
