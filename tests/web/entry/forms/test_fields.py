"""What fields make of what is typed or pasted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from casework.web.entry.forms.fields import Amount, IdentityNumber, Several, Text, Whole, Yuan, document_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("曲公罚[2024]1号", "曲公罚〔2024〕1号"),
        ("曲公罚（2024）1号", "曲公罚〔2024〕1号"),
        (" 曲公罚【２０２４】 1 号\n", "曲公罚〔2024〕1号"),
        ("曲公罚〔2024〕1号", "曲公罚〔2024〕1号"),
    ],
)
def test_a_document_number_has_one_form_however_it_was_bracketed(typed, kept):
    assert document_number(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  申请人\n甲 ", "申请人甲"), ("申请人\u200b 甲", "申请人 甲"), ("申请人\t甲", "申请人 甲"), ("A\nB", "A B")],
)
def test_pasted_breaks_spaces_and_invisible_characters_leave_one_line(typed, kept):
    assert Text(required=False).clean(typed) == kept


@pytest.mark.parametrize("name", ["𠮷田测试", "测试䶮", "😀", "<script>alert(1)</script>", "O'测试\"; --"])
def test_rare_characters_and_scripts_are_kept_as_they_are(name):
    assert Text().clean(name) == name


def test_several_texts_stand_apart_by_any_common_mark_each_once():
    assert Several().clean("李某、王某；李某,张某") == ["李某", "王某", "张某"]


@pytest.mark.parametrize("number", ["11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"])
def test_an_identity_number_is_kept_in_half_width_and_capitals(number):
    assert IdentityNumber().clean(number) == "11010519491231002X"


CODES = ["91110000600037341L", "91141021MA0K12345K", "52141000MJ1234567K"]


@pytest.mark.parametrize("number", [*CODES, "G12345678", "军字第123号"])
def test_credit_codes_and_other_papers_are_taken(number):
    assert IdentityNumber().clean(number) == number


@pytest.mark.parametrize("number", ["110105194912310021", "110105194913310021", "91110000600037341X"])
def test_a_wrong_check_digit_or_an_impossible_birthday_is_refused_with_the_number(number):
    with pytest.raises(forms.ValidationError, match=number):
        IdentityNumber().clean(number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("14102119900101O01X", "第15位是字母O"),
        ("1410211990010I001X", "第14位是字母I"),
        ("91141021MAOK12345K", "第11位是字母O"),
        ("9114102SMA0K12345K", "第8位是字母S"),
        ("ABCDEFGHIJKLMNOPQR", "第9位是字母I"),
        ("14102119900101A01X", "校验码不符"),
        ("91141021MA0K12345-", "校验码不符"),
    ],
)
def test_a_letter_where_a_digit_stands_is_named_in_one_sentence(number, said):
    with pytest.raises(forms.ValidationError) as refused:
        IdentityNumber().clean(number)
    (sentence,) = refused.value.messages
    assert number in sentence
    assert said in sentence


@pytest.mark.parametrize("typed", ["-1", "1.5", "二", "1e3"])
def test_what_is_no_whole_number_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        Whole(label="人数").clean(typed)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("20万", "200000"), ("１．５万元", "15000"), ("1.2亿", "120000000"), ("1,200.50", "1200.50"), ("¥3000", "3000"),
     ("０．０１万", "100"), ("1,234万", "12340000")],
)  # fmt: skip
def test_an_amount_is_read_in_tens_of_thousands_with_separators_and_in_full_width(typed, amount):
    assert Amount().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["万", "20万5", "2万3万", "-1万", "1.2.3万", "0.0000001万", "999999999亿"])
def test_what_is_no_amount_is_refused_with_a_sentence(typed):
    with pytest.raises(forms.ValidationError):
        Amount(label="金额").clean(typed)


def test_an_amount_of_money_says_its_unit():
    with translation.override("zh-hans"):
        assert Yuan(label="金额").label == "金额（元）"


def test_an_amount_takes_full_width_separators_and_the_word_yuan_and_refuses_a_third_decimal():
    assert str(Amount().clean("１２，３４５．６０元")) == "12345.60"
    with pytest.raises(forms.ValidationError):
        Amount().clean("1.234")
