"""Words that a person understands: what stands beside them is left out, and where there is doubt it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from casework.imports.columns.shape import Wrong
from casework.imports.mapping import ColumnMapping
from casework.law.names import Act, RecordKind
from casework.models import Instance, Reconsideration, RespondentCase
from tests.imports.sheets import CASES, HEADS
from tests.imports.test_kinds import SUITS, come, wrong_in
from tests.imports.test_values import read
from tests.web.imports.sent import cells

pytestmark = pytest.mark.django_db
CASE, SUIT, MEDIATION, RESPONDENT = (
    RecordKind.RECONSIDERATION,
    RecordKind.LITIGATION,
    RecordKind.MEDIATION,
    RecordKind.RESPONDENT,
)


@pytest.mark.parametrize(
    ("kind", "column", "said", "code"),
    [
        (CASE, "matter", "行政处罚（治安）", ["administrative_penalty"]),
        (CASE, "matter", "不服行政处罚决定", ["administrative_penalty"]),
        (CASE, "matter", "罚款", ["administrative_penalty"]),
        (CASE, "matter", "行政拘留", ["administrative_penalty"]),
        (CASE, "matter", "投诉举报", ["complaint_handling"]),
        (CASE, "matter", "不服信息公开答复", ["information_disclosure"]),
        (CASE, "matter", "强制拆除", ["administrative_coercion"]),
        (CASE, "matter", "强制拆除房屋", ["administrative_coercion"]),
        (CASE, "matter", "土地确权", ["rights_adjudication"]),
        (CASE, "matter", "土地征收", ["land_expropriation"]),
        (CASE, "matter", "履行法定职责", ["inaction"]),
        (CASE, "matter", "工伤认定案", ["administrative_confirmation"]),
        (CASE, "matter", "其它", ["other"]),
        (MEDIATION, "dispute_type", "借贷纠纷", "contract"),
        (MEDIATION, "dispute_type", "土地纠纷", "mountain_land"),
        (MEDIATION, "dispute_type", "劳资纠纷", "other_labour"),
        (MEDIATION, "dispute_type", "家庭矛盾", "marriage_family"),
        (MEDIATION, "dispute_type", "买卖合同纠纷", "contract"),
        (MEDIATION, "dispute_type", "其它", "other"),
        (MEDIATION, "dispute_type", "其他纠纷", "other"),
        (CASE, "channel", "邮政EMS", "mail"),
        (CASE, "channel", "当场递交", "in_person"),
        (CASE, "field", "治安", "public_security"),
        (CASE, "field", "公安类", "public_security"),
        (CASE, "outcome", "终止（申请人撤回）", "withdrawn"),
        (CASE, "outcome", "撤销并责令重新作出", "revoke"),
        (CASE, "outcome", "部分维持、部分撤销", "revoke_part"),
        (CASE, "outcome", "维持原处罚", "uphold"),
        (CASE, "outcome", "调解书结案", "mediated"),
        (CASE, "outcome", "确认违法并责令采取补救措施", "confirm_illegal"),
        (CASE, "outcome", "驳回申请人的行政复议请求", "dismiss_request"),
        (CASE, "outcome", "不予受理", "declined"),
        (CASE, "outcome", "不予受理决定", "declined"),
        (CASE, "outcome", "移送", "referred"),
        (CASE, "outcome", "未结", None),
        (CASE, "outcome", "办理中", None),
        (CASE, "concluded_on", "未结", None),
        (RESPONDENT, "outcome", "维持原行政处罚决定", "uphold"),
        (SUIT, "result", "驳回上诉，维持原判", ["appeal_dismissed"]),
        (SUIT, "result", "判决驳回上诉、维持一审判决", ["appeal_dismissed"]),
        (SUIT, "result", "驳回原告诉讼请求", ["dismiss_claims"]),
        (SUIT, "result", "判决驳回原告的诉讼请求", ["dismiss_claims"]),
        (SUIT, "result", "裁定驳回原告起诉", ["suit_dismissed"]),
        (SUIT, "result", "裁定准许撤诉", ["withdrawn_voluntary"]),
        (SUIT, "result", "准许原告撤回起诉", ["withdrawn_voluntary"]),
        (SUIT, "result", "按自动撤诉处理", ["deemed_withdrawn"]),
        (SUIT, "result", "撤销被诉行政行为", ["revoke"]),
        (SUIT, "result", "撤销并责令重新作出", ["revoke_redo"]),
        (SUIT, "result", "在审", None),
        (SUIT, "heard_on", "书面审理", None),
        (MEDIATION, "result", "正在调解", None),
        (MEDIATION, "result", "达成调解协议", "succeeded"),
    ],
)
def test_what_a_person_understands_is_understood(office, kind, column, said, code):
    assert read(office, kind, column, said) == code


@pytest.mark.parametrize(
    ("kind", "column", "said"),
    [
        (CASE, "matter", "行政许可不作为"),
        (CASE, "matter", "非行政处罚"),
        (MEDIATION, "dispute_type", "劳动合同纠纷"),
        (MEDIATION, "dispute_type", "房屋买卖合同纠纷"),
        (CASE, "outcome", "胜诉"),
        (SUIT, "result", "胜诉"),
        (SUIT, "result", "败诉"),
        (SUIT, "result", "撤销一审判决，责令重新审理"),
        (CASE, "outcome", "是"),
    ],
)
def test_what_may_mean_several_things_or_none_is_asked(office, kind, column, said):
    with pytest.raises(Wrong):
        read(office, kind, column, said)


@pytest.mark.parametrize(("kind", "column", "said"), [(CASE, "outcome", "终审"), (CASE, "matter", "行政仲裁")])
def test_what_only_begins_alike_is_not_offered_as_the_nearest(office, kind, column, said):
    with pytest.raises(Wrong) as refused:
        read(office, kind, column, said)
    assert refused.value.nearest == ""


HEADED = ["办理结果" if head == "outcome" else "结案时间" if head == "concluded_on" else head for head in HEADS]


def test_a_case_that_was_declined_may_say_so_under_its_result(office, tmp_path):
    row = cells(CASES, outcome="不予受理", concluded_on="2024-01-12", intake="", intake_on="", procedure="")[1]
    assert wrong_in(come(office, tmp_path, CASE, [HEADED, row])) == []
    case = Reconsideration.objects.get()
    assert case.state == "declined"
    event = case.events.get(act=Act.DECLINE)
    assert event.on == date(2024, 1, 12)


def test_a_result_that_says_another_intake_than_its_column_is_refused(office, tmp_path):
    row = cells(CASES, outcome="不予受理", concluded_on="")[1]
    assert wrong_in(come(office, tmp_path, CASE, [HEADED, row])) == [(2, "outcome", "和审查结果不一致")]


def test_a_reason_that_is_not_given_is_told_as_such(office, tmp_path):
    row = cells(CASES, outcome="不予受理", concluded_on="2024-01-12", intake="", intake_on="", procedure="")[1]
    outcome = come(office, tmp_path, CASE, [HEADED, row])
    said = " ".join(odd.problem.zh for odd in outcome.warnings.kept)
    assert "没有写是第1项至第7项中的哪一项理由" in said
    assert "理由0" not in said


def test_a_kind_of_applicant_that_follows_from_the_name_is_said(office, tmp_path):
    outcome = come(office, tmp_path, CASE, cells(CASES[:2], applicant="测试有限公司", applicant_kind=""))
    assert "没有写申请人类型，「测试有限公司」按名称记为法人" in [odd.problem.zh for odd in outcome.warnings.kept]


def test_a_space_within_a_name_of_two_characters_makes_it_no_company(office, tmp_path):
    outcome = come(office, tmp_path, CASE, cells(CASES[:2], applicant="张 三", applicant_kind=""))
    assert wrong_in(outcome) == []
    assert "没有写申请人类型，「张 三」按名称记为公民" in [odd.problem.zh for odd in outcome.warnings.kept]


@pytest.mark.parametrize("heading", ["裁判时间", "判决时间", "裁定时间", "判决日期"])
def test_the_day_of_the_ruling_closes_an_instance_that_has_no_other_and_that_is_said(office, tmp_path, heading):
    heads = [heading if head == "结案日期" else head for head in SUITS[0]]
    outcome = come(office, tmp_path, SUIT, [heads, SUITS[1]])
    assert wrong_in(outcome) == []
    days = [(str(one.closed_on), str(one.ruling_on)) for one in Instance.objects.order_by("position")]
    assert days == [("2024-05-01", "2024-05-01"), ("2024-10-08", "2024-10-08")]
    assert "没有写结案日期，按裁判日期2024-05-01记" in [odd.problem.zh for odd in outcome.warnings.kept]


@pytest.mark.parametrize(
    ("kind", "heading", "column"),
    [
        (CASE, "办理结果", "outcome"),
        (CASE, "案件号", "number"),
        (CASE, "决定时间", "concluded_on"),
        (SUIT, "收到应诉通知书时间", "received_on"),
        (SUIT, "是否败诉", "against_organ"),
        (SUIT, "出庭负责人职务", "post"),
        (MEDIATION, "调解日期", "concluded_on"),
        (MEDIATION, "人数", "parties"),
        (RESPONDENT, "收到答复通知书日期", "received_on"),
        (RESPONDENT, "收到决定书日期", "decision_received_on"),
        (RecordKind.LEDGER, "培训时间", "on"),
        (RecordKind.LEDGER, "培训主题", "subject"),
    ],
)
def test_a_heading_that_people_write_is_known(kind, heading, column):
    assert ColumnMapping().place_of(kind, heading) == column


@pytest.mark.parametrize(
    ("received", "intake", "concluded", "day"),
    [
        ("2024-04-18", "2024-04-19", "4月20日", "2024-04-20"),
        ("2024-04-18", "2024-04-19", "五月三日", "2024-05-03"),
        ("4月18日", "2024-04-19", "2024-05-03", "2024-05-03"),
    ],
)
def test_a_day_without_a_year_is_of_the_year_of_the_rows_other_days_and_that_is_said(
    office, tmp_path, received, intake, concluded, day
):
    rows = cells(CASES[:2], received_on=received, intake_on=intake, concluded_on=concluded)
    outcome = come(office, tmp_path, CASE, rows)
    assert wrong_in(outcome) == []
    case = Reconsideration.objects.get()
    assert (str(case.concluded_on), case.received_on) == (day, date(2024, 4, 18))
    assert any("没有写年份，按同一行的日期记为2024-04-" in odd.problem.zh or "2024-05-03" in odd.problem.zh
               for odd in outcome.warnings.kept)  # fmt: skip


@pytest.mark.parametrize(
    ("received", "intake", "concluded"),
    [
        ("2023-12-20", "2024-01-05", "2月9日"),
        ("2024-04-18", "2024-04-19", "1月20日"),
        ("2024-04-18", "2024-04-19", "5.2"),
    ],
)
def test_a_day_without_a_year_is_refused_where_its_year_is_in_doubt(office, tmp_path, received, intake, concluded):
    rows = cells(CASES[:2], received_on=received, intake_on=intake, concluded_on=concluded)
    outcome = come(office, tmp_path, CASE, rows)
    assert wrong_in(outcome) == [(2, "concluded_on", "没有年份")]


@pytest.mark.parametrize("text", ["2022年3月9日上午", "2022，3，9", "2022-03-09 下午"])
def test_a_day_may_be_written_with_commas_or_a_part_of_the_day(office, text):
    assert read(office, CASE, "received_on", text) == date(2022, 3, 9)


def test_a_ledger_of_cases_as_respondent_with_a_countys_own_words_comes_in(office, tmp_path):
    rows = [
        ["案号", "收到答复通知书日期", "复议机关", "申请人", "被申请人", "案由", "管理类别", "提交答复日期", "办理结果",
         "复议决定日期", "收到决定书日期"],
        ["甲被复1", "2024.4.9", "市政府", "甲某", "县公安局", "行政拘留", "治安", "2024.4.25", "撤销",
         "2024.6.1", "2024.6.5"],
    ]  # fmt: skip
    assert wrong_in(come(office, tmp_path, RESPONDENT, rows)) == []
    case = RespondentCase.objects.get()
    assert (case.respondent.name, case.outcome, str(case.decision_received_on)) == (
        "甲县公安局",
        "revoke",
        "2024-06-05",
    )


def test_what_is_allowed_is_told_by_labels_and_not_by_codes(office, tmp_path):
    rows = [
        ("kind", "on", "quantity", "value"),
        ("行政执法人员培训", "2024-05-01", "人头", 3),
        ("执法大练兵", "2024-05-01", "", ""),
    ]
    quantity, kind = come(office, tmp_path, RecordKind.LEDGER, rows).errors.kept
    assert quantity.row == 2 or kind.row == 2
    allowed = {each.column: each.allowed.zh for each in (quantity, kind)}
    assert "参训单位、培训人次、参训人数" in allowed.values()
    assert "行政执法人员培训" in allowed["kind"]
    assert not any(character.isascii() and character.isalpha() for text in allowed.values() for character in text)
