"""The terms as data: what each edition has, in which unit, and what is refused."""

from __future__ import annotations

from collections import Counter

import pytest

from casework.law.names import Act, Edition, Procedure
from casework.law.terms.terms import TERM_CODES, TERMS, Start, TermCode, Unit, UnknownTerm, get_term, terms_of

OLD, NEW = Edition.E2017, Edition.E2023

CODES = [
    "apply",
    "apply_cap_known",
    "apply_cap_act",
    "apply_cap_real_estate",
    "examine",
    "request_correction",
    "correct",
    "pass_on_application",
    "refer",
    "send_copy",
    "reply",
    "hearing_notice",
    "decide",
    "handle_document_review",
    "pass_on_document_review",
    "ask_issuer",
    "issuer_answer",
    "organ_document_review",
    "end_suspension",
    "redo",
    "opinion_feedback",
    "sue",
    "litigation_defence",
    "appeal_judgment",
    "appeal_ruling",
    "judicial_confirmation",
]


def test_the_codes_are_those_that_programs_outside_rely_on():
    assert list(TERM_CODES) == CODES
    assert {term.code for term in TERMS} == set(TermCode)


def test_a_code_edition_and_procedure_name_one_term_only():
    assert max(Counter((t.code, t.edition, t.procedure) for t in TERMS).values()) == 1
    for edition in Edition:
        for code in CODES:
            found = [t for t in terms_of(edition) if t.code == code]
            assert {t.procedure for t in found} in (set(), {None}, set(Procedure)), code


def test_every_term_names_its_article_and_has_a_name_and_a_start_in_both_languages():
    for term in TERMS:
        assert any(character.isdigit() for character in term.article)
        assert term.zh
        assert term.en.isascii()
        assert term.starts.zh
        assert term.starts.en.isascii()


def test_three_five_seven_and_ten_days_of_the_2023_edition_are_working_days_and_no_others():
    for term in TERMS:
        if term.edition is NEW and term.unit in (Unit.CALENDAR_DAY, Unit.WORKING_DAY):
            assert (term.unit is Unit.WORKING_DAY) == (term.length in (3, 5, 7, 10)), term


def test_only_five_and_seven_days_of_the_2017_edition_are_working_days():
    for term in TERMS:
        if term.edition is OLD and term.length is not None:
            assert (term.unit is Unit.WORKING_DAY) == (term.length in (5, 7)), term


def test_the_days_of_other_laws_are_calendar_days_in_both_editions():
    for code in ("sue", "litigation_defence", "appeal_judgment", "appeal_ruling", "judicial_confirmation"):
        old, new = get_term(code, OLD), get_term(code, NEW)
        assert old.unit is new.unit is Unit.CALENDAR_DAY
        assert (old.length, old.article) == (new.length, new.article)


def test_a_term_of_another_law_is_given_as_of_the_edition_asked_for():
    assert get_term("sue", OLD).edition is OLD
    assert get_term("sue", NEW).edition is NEW


@pytest.mark.parametrize(
    ("asked", "length", "unit", "article"),
    [
        (("decide", NEW, Procedure.ORDINARY), 60, Unit.CALENDAR_DAY, "62 ¶1"),
        (("decide", NEW, Procedure.SIMPLIFIED), 30, Unit.CALENDAR_DAY, "62 ¶2"),
        (("decide", OLD, Procedure.ORDINARY), 60, Unit.CALENDAR_DAY, "31 ¶1"),
        (("reply", NEW, Procedure.ORDINARY), 10, Unit.WORKING_DAY, "48"),
        (("reply", NEW, Procedure.SIMPLIFIED), 5, Unit.WORKING_DAY, "54 ¶1"),
        (("reply", OLD, Procedure.ORDINARY), 10, Unit.CALENDAR_DAY, "23 ¶1"),
        (("send_copy", NEW, Procedure.SIMPLIFIED), 3, Unit.WORKING_DAY, "54 ¶1"),
        (("examine", NEW, Procedure.SIMPLIFIED), 5, Unit.WORKING_DAY, "30 ¶1"),
        (("request_correction", OLD, Procedure.ORDINARY), 5, Unit.WORKING_DAY, "条例29"),
        (("correct", OLD, Procedure.ORDINARY), None, Unit.CALENDAR_DAY, "条例29"),
        (("apply_cap_real_estate", NEW, Procedure.ORDINARY), 20, Unit.YEAR, "21"),
    ],
)
def test_a_term_is_found_by_code_edition_and_procedure(asked, length, unit, article):
    term = get_term(*asked)
    assert (term.length, term.unit, term.article, term.edition) == (length, unit, article, asked[1])


def test_only_deciding_may_be_extended_and_not_in_the_simplified_procedure():
    extendable = {(t.edition, t.procedure) for t in TERMS if t.extendable}
    assert extendable == {(NEW, Procedure.ORDINARY), (OLD, None)}
    assert {t.code for t in TERMS if t.extendable} == {"decide"}
    assert {t.extendable for t in TERMS} == {0, 30}


def test_the_clock_stops_for_deciding_and_for_applying_only():
    assert [t for t in TERMS if t.stoppable] == [t for t in TERMS if t.code in ("decide", "apply")]


def test_the_hearing_notice_alone_is_counted_back_and_does_not_roll():
    (notice,) = [t for t in TERMS if t.backwards]
    assert (notice.code, notice.starts, notice.edition) == ("hearing_notice", Start.HEARING, NEW)
    assert [t.code for t in TERMS if not t.rolls] == ["hearing_notice"]


def test_time_alone_proposes_acceptance_and_abandonment_and_nothing_else():
    lapses = {(t.code, t.lapse) for t in TERMS if t.lapse is not None}
    assert lapses == {("examine", Act.DEEM_ACCEPTED), ("correct", Act.DEEM_ABANDONED)}


@pytest.mark.parametrize(
    ("code", "edition", "other"),
    [
        ("refer", NEW, "2017"),
        ("pass_on_application", OLD, "2023"),
        ("hearing_notice", OLD, "2023"),
        ("ask_issuer", OLD, "2023"),
        ("issuer_answer", OLD, "2023"),
        ("apply_cap_act", OLD, "2023"),
        ("apply_cap_real_estate", OLD, "2023"),
    ],
)
def test_a_term_that_the_edition_lacks_is_refused_and_says_where_it_exists(code, edition, other):
    with pytest.raises(UnknownTerm) as caught:
        get_term(code, edition)
    for text in (caught.value.zh, caught.value.en):
        assert code in text
        assert str(edition) in text
        assert other in text


def test_an_unknown_code_is_refused_and_the_allowed_ones_are_named():
    with pytest.raises(UnknownTerm) as caught:
        get_term("decision", NEW)
    for text in (caught.value.zh, caught.value.en):
        assert "decision" in text
        assert all(code in text for code in CODES)


@pytest.mark.parametrize("code", ["decide", "reply", "examine"])
def test_the_2017_edition_knows_no_simplified_procedure(code):
    with pytest.raises(UnknownTerm, match=f"简易程序.*{code}.*ordinary"):
        get_term(code, OLD, Procedure.SIMPLIFIED)
