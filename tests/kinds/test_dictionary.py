"""The data dictionary: what every stored column means, as its facts say it, in both languages."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from casework.exports.columns.made import words_of
from casework.kinds import KINDS
from casework.management.dictionary import data_dictionary, facts_by_column
from casework.models import Extension, Litigation, Mediation

ROW = re.compile(r"\| `(\w+)` \| (.*?) \| (.*?) \| (.*) \|")
OTHERS = {
    "casework_token": {"digest", "token_key", "created", "expiry"},
    "casework_person": {"password", "last_login", "first_name", "last_name", "email", "date_joined"},
}
"""Columns of models of Django and knox, which say no more of them than their names."""
TYPED = re.compile(r"不填|没有填|left empty|if empty")


@pytest.fixture(scope="module")
def told() -> dict[tuple[str, str], str]:
    """Table and column -> what the dictionary says."""
    found, table = {}, ""
    for line in data_dictionary().splitlines():
        if line.startswith("## "):
            table = line.removeprefix("## ")
        elif row := ROW.fullmatch(line):
            found[table, row[1]] = row[4]
    return found


def test_every_column_is_told_and_all_but_numbers_of_rows_have_a_meaning(told):
    tables = apps.get_app_config("casework").get_models(include_auto_created=True)
    assert set(told) == {(m._meta.db_table, field.column) for m in tables for field in m._meta.concrete_fields}
    untold = {at for at, meaning in told.items() if not meaning and at[1] != "id"}
    assert untold == {(table, column) for table, columns in OTHERS.items() for column in columns}


def test_every_fact_is_told_at_its_column_by_its_words_in_both_languages(told):
    found = 0
    for (model, column), facts in facts_by_column().items():
        row = told[model._meta.db_table, column]
        for kind, fact in facts:
            words = words_of(kind, fact)
            assert f"**{words.zh} {words.en}**" in row
            assert words.meaning_zh in row
            assert words.meaning_en in row
            found += 1
    assert found == sum(len(kind.facts.all) for kind in KINDS.values())


def test_no_fact_tells_a_reader_what_an_empty_field_of_a_form_means():
    said = {(kind, fact.name): words_of(kind, fact) for kind, each in KINDS.items() for fact in each.facts.all}
    assert {at: words for at, words in said.items() if any(TYPED.search(word) for word in words)} == {}


def test_a_model_says_of_a_fact_only_how_it_is_stored():
    """What it says beside the fact is no second meaning: it repeats none of the fact's words."""
    for (model, column), facts in facts_by_column().items():
        stored = next(str(f.help_text) for f in model._meta.concrete_fields if f.column == column)
        for kind, fact in facts:
            words = words_of(kind, fact)
            assert not stored or stored.rstrip(".").lower() not in words.meaning_en.lower(), (model, column)
            assert not any(word in stored for word in (words.zh, words.meaning_zh) if word), (model, column)


def test_what_a_record_reads_from_another_is_told_at_its_link(told):
    assert "关联复议案件的文号" in told["casework_litigation", "reconsideration_id"]
    assert "关联复议案件的文号" not in told["casework_reconsideration", "number"]


@pytest.mark.parametrize(
    ("model", "column", "said"),
    [
        (Mediation, "concluded_on", "9999-12-31: not yet."),
        (Mediation, "amount", "Unit: yuan."),
        (Mediation, "ruling", "`valid` 确认有效 agreement valid; `refused` 驳回申请 refused."),
        (Mediation, "dispute_type", "Codes of the list `dispute_type` 纠纷类型."),
        (Mediation, "body", "Source: 人民调解法 art. 7."),
        (Litigation, "cause", "Masked for whoever may not read names."),
        (Litigation, "matter", "Derived."),
        (Extension, "days", "每次延长的天数"),
    ],
)
def test_units_codes_articles_and_how_it_is_stored_stand_beside_the_meaning(told, model, column, said):
    assert said in told[model._meta.db_table, column]


def test_a_fact_of_some_rows_says_of_which_and_which_of_those_files_give(told):
    assert (
        "**中止日期 Suspended from** (where `kind` is `suspension`; files give the last)" in told["casework_stop", "on"]
    )
    assert "(where `role` is `third_party` and `left_on` is empty)" in told["casework_applicant", "name"]
