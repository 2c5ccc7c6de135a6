"""The pages of records and their lists: readable, and masked by role."""

from __future__ import annotations

import dataclasses
import html
import re
import typing

import pytest

from casework.law.acts import RULES
from casework.law.keys import Marker
from casework.law.names import Act, RecordKind, Role
from casework.masking import Names, masked
from casework.models import Event, Membership
from casework.registry import keys_of
from casework.registry.annotations import fields_of, parts_of
from casework.vocabulary import shipped_kinds
from casework.web.record.changes import DERIVED_TWICE
from casework.web.record.history import annotation_of
from casework.web.shell.keys import MARKED, STRUCTURES
from casework.web.shell.labels import KEYS, SUBJECTS, act_key_words, column_words
from tests.web.county import SECRETS

NAMES = ("欧阳测试", "司徒代表", "上官代理", "慕容第三人", "测试商贸公司")


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


# ---- What a page tells ----


def test_a_case_tells_its_facts_terms_and_events(county, personas, browse):
    text = text_of(browse(personas.clerk), county.ended.get_absolute_url())
    for words in (county.ended.number, "申请人甲 诉 甲县公安局", "已审结", "撤销", "1,200.50元", "普通程序", "审理期限",
                  "62条1款", "按期", "意见书", "行政处罚"):  # fmt: skip
        assert words in text, words
    acts = re.findall(r"<strong>(\w+)</strong>", text.partition('<ol class="events"')[2])
    assert acts == ["制发意见书", "送达", "结案", "受理", "登记"]


def test_the_same_case_in_english_has_no_chinese_interface_words(county, personas, browse):
    text = text_of(browse(personas.clerk, "en"), county.ended.get_absolute_url())
    for words in (
        "Events, newest first",
        "concluded",
        "revoked",
        "term of decision",
        "art. 62 ¶1",
        "in time",
        "5 Mar 2024",
    ):
        assert words in text, words
    assert not re.search("事实|期限|经过|状态", text)


def test_every_last_day_opens_its_steps(county, personas, browse):
    text = text_of(browse(personas.clerk), county.ended.get_absolute_url())
    terms = text.partition('class="list terms"')[2].partition("</tbody>")[0]
    assert terms.count("<details>") == terms.count("<tr>") - 1  # without the row of heads
    assert "受理之日起算，当日不计入（民事诉讼法85条2款）" in terms


def test_a_clock_that_stands_still_says_so(county, personas, browse):
    text = text_of(browse(personas.clerk), county.suspended.get_absolute_url())
    assert "停止计算" in text
    assert "法律适用问题" in text
    assert "李某、王某" in text


def test_a_correction_says_what_stood_before_what_stands_now_and_why(county, personas, browse):
    text = text_of(browse(personas.clerk), county.corrected.get_absolute_url())
    assert "结案 · 日期" in text
    assert "2024年6月5日 → 2024年6月6日" in text
    assert "录错" in text


def test_a_change_says_old_and_new_in_words(county, personas, browse):
    text = text_of(browse(personas.clerk), county.suspended.get_absolute_url())
    changes = re.findall(r'class="keys changes">(.*?)</dl>', text, re.DOTALL)
    words = [" ".join(re.sub(r"<[^>]*>", " ", change).split()) for change in changes]
    assert any("状态 审理中 → 变为 中止" in change for change in words)


def test_a_suit_tells_its_instances_hearings_and_who_came(county, personas, browse):
    text = text_of(browse(personas.clerk), county.suit.get_absolute_url())
    for words in ("一审", "二审", "测试省高级人民法院", "甲县人民政府 副职", "驳回诉讼请求", "答辩举证期限", "审理中",
                  county.ended.number):  # fmt: skip
        assert words in text, words
    assert f'href="{county.ended.get_absolute_url()}"' in text
    case = text_of(browse(personas.clerk), county.ended.get_absolute_url())
    assert f'href="{county.suit.get_absolute_url()}"' in case


def test_a_mediation_case_and_a_ledger_entry_tell_their_facts(county, personas, browse):
    client = browse(personas.clerk)
    mediation = text_of(client, county.mediation.get_absolute_url())
    for words in ("邻里", "东村人民调解委员会", "20,500.00元", "成功", "书面", "申请司法确认期限", "已届满"):
        assert words in mediation, words
    entry = text_of(client, county.entry.get_absolute_url())
    for words in ("主题宣传活动", "宪法宣传", "广场", "1场次"):
        assert words in entry, words


def test_a_case_as_respondent_tells_its_facts_and_its_terms_with_the_name_for_who_reads_names(county, personas, browse):
    url = county.response.get_absolute_url()
    told = text_of(browse(personas.clerk), url)
    late = "意见书办理情况应在2024年9月2日前反馈，没有反馈的记录"
    facts = (
        "测试市人民政府",
        "测政复〔2024〕9号",
        "欧阳测试",
        "甲县人民政府",
        "2024年5月17日",
        "撤销",
        "测政复决〔2024〕9号",
    )
    for words in (*facts, "答复期限", "意见书反馈期限", "收到决定", late):
        assert words in told, words
    masked = text_of(browse(personas.report_team), url)
    assert "欧**" in masked
    assert "欧阳测试" not in masked


def test_a_voided_record_has_a_page_and_stands_in_no_list(county, office, personas, browse):
    office.do(county.entry, "void", "2024-06-01", reason="重复登记")
    client = browse(personas.clerk)
    assert "重复登记" in text_of(client, county.entry.get_absolute_url())
    assert "宪法宣传" not in text_of(client, "/ledger/")


def test_what_people_write_is_shown_and_never_run(office, personas, browse):
    script = "<script>alert(1)</script>"
    case = office.register(applicants=[{"kind": "citizen", "name": script}])
    for url in (case.get_absolute_url(), "/reconsiderations/"):
        answer = browse(personas.clerk).get(url).content.decode()
        assert script not in answer
        assert html.escape(script) in answer


def test_a_case_that_is_not_decided_in_time_tells_until_when_it_may_be_sued(office, personas, browse):
    case = office.accept("2024-03-05")  # the decision by 6 May
    text = text_of(browse(personas.clerk), case.get_absolute_url())
    assert "起诉期限" in text
    assert "2024年5月21日" in text


# ---- Masks ----


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_may_not_read_names_reads_none_anywhere(language, county, office, personas, browse):
    office.do(
        county.named, "correct", "2024-05-01", fact="applicants", reason="欧阳测试来电更正",
        value=[{"kind": "citizen", "name": "诸葛更名", **SECRETS}],
    )  # fmt: skip
    client = browse(personas.report_team, language)
    pages = [county.named.get_absolute_url(), county.ended.get_absolute_url(), "/reconsiderations/", "/statistics/",
             "/statistics/records/?from=2024-01-01&to=2024-12-31&cell=T1.received.count"]  # fmt: skip
    for url in pages:
        text = text_of(client, url)
        for hidden in (*NAMES, "诸葛更名", *SECRETS.values(), "v1:"):
            assert hidden not in text, (url, hidden)
    case = text_of(client, county.named.get_absolute_url())
    assert "诸**" in case
    assert "欧**" in case


CHANGED = ("诸葛退出", "司马接替", "慕容接替", "测试退出公司")


@pytest.fixture
def changed(office):
    """A case in which one applicant left and another was replaced, each with a reason in words."""
    named = [{"kind": "citizen", "name": name} for name in ("诸葛退出", "司马接替", "申请人丙")]
    case = office.accept("2024-03-05", applicants=[*named, {"kind": "legal_person", "name": "测试退出公司"}])
    case = office.do(case, "withdraw_party", "2024-03-20", party="诸葛退出", ground="voluntary")
    case = office.do(case, "withdraw_party", "2024-03-21", party="测试退出公司")
    case = office.do(case, "replace_party", "2024-03-22", party="司马接替", by=["慕容接替"])
    return office.do(case, "replace_party", "2024-03-25", party="甲县公安局", by=["甲县东镇人民政府"])


def test_the_page_tells_who_left_and_when_and_lists_name_those_who_stayed(changed, personas, browse):
    client = browse(personas.clerk)
    page = text_of(client, changed.get_absolute_url())
    facts, _, events = page.partition('<ol class="events"')
    for said in ("2024年3月20日退出（自愿撤回）", "2024年3月22日退出（由他人接替）", "自2024年3月22日起"):
        assert said in facts, said
    for name in (*CHANGED, "甲县东镇人民政府"):
        assert name in events, name
    listed = text_of(client, "/reconsiderations/")
    assert "慕容接替" in listed
    for gone in ("诸葛退出", "司马接替", "测试退出公司"):
        assert gone not in listed, gone
    found = text_of(client, "/reconsiderations/?q=诸葛退出")
    assert "慕容接替" in found  # whoever left is still found by name


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_may_not_read_names_reads_none_of_those_who_came_and_went(language, changed, personas, browse):
    client = browse(personas.report_team, language)
    text = text_of(client, changed.get_absolute_url())
    for hidden in CHANGED:
        assert hidden not in text, hidden
    for shown in ("诸**", "慕**", "甲县东镇人民政府"):
        assert shown in text, shown


def test_who_may_read_names_reads_them_and_no_event_writes_out_an_identity_number(county, personas, browse):
    text = text_of(browse(personas.clerk), county.named.get_absolute_url())
    facts, _, events = text.partition('<ol class="events"')
    for name in NAMES:
        assert name in events, name
    assert SECRETS["identity_number"] in facts
    assert SECRETS["telephone"] not in events
    assert "v1:" not in text


def test_names_are_masked_by_the_role_held_at_the_organ_of_each_record(county, office, personas, browse):
    """Report team of the city and clerk of one county: the other county's names stay masked."""
    person = personas.add("both", Role.REPORT_TEAM, "市")
    Membership.objects.create(person=person, organ=office["乙县"], role=Role.CLERK.value)
    mine = office.register(
        "2024-04-01", actor=office.actor("乙县"), applicants=[{"kind": "citizen", "name": "司马测试"}]
    )
    client = browse(person)
    masked_page, clear_page, both = (
        text_of(client, url) for url in (county.named.get_absolute_url(), mine.get_absolute_url(), "/reconsiderations/")
    )
    assert "司马测试" in clear_page
    assert "司马测试" in both
    for name in NAMES:
        assert name not in masked_page + both, name


def test_a_mask_keeps_the_first_character():
    assert [masked(name) for name in ("申请人甲", "𠮷某", "")] == ["申**", "𠮷**", ""]
    assert Names(clear=True).said("name", "张三") == "张三"


def test_a_linked_case_out_of_reach_stays_unnamed(office, personas, browse):
    case = office.conclude("2024-02-01")
    suit = office.sue(after_reconsideration=case.number, defendants=["甲县人民政府", "乙县人民政府"])
    text = text_of(browse(personas.sister_clerk), suit.get_absolute_url())
    assert case.number not in text
    assert "一件你看不到的案件" in text


# ---- Lists ----


def test_a_list_is_newest_first_and_filtered_by_state(county, personas, browse):
    client = browse(personas.clerk)
    days = re.findall(r'class="day[^"]*">(\d+年\d+月\d+日)', text_of(client, "/reconsiderations/"))
    assert days == ["2024年5月6日", "2024年4月1日", "2024年3月4日", "2024年2月1日", "2023年12月4日"]
    for state in ("suspended", "中止"):
        text = text_of(client, f"/reconsiderations/?state={state}")
        assert text.count("<tbody>") == 1
        assert county.suspended.number in text
        assert county.ended.number not in text
    assert "没有符合的记录" in text_of(client, "/reconsiderations/?state=declined")


def test_a_list_holds_its_own_organs_records_only(county, personas, browse):
    for url in ("/reconsiderations/", "/litigations/", "/mediations/", "/ledger/"):
        assert "<tbody>" in text_of(browse(personas.clerk), url)
        assert "<tbody>" not in text_of(browse(personas.sister_clerk), url)


def test_a_case_page_says_what_the_term_to_apply_runs_by(office, personas, browse):
    case = office.register(
        "2026-06-22",
        matters=["inaction"],
        requested_on="2026-02-02",
        perform_by="2026-03-30",
        obstacle={"from": "2026-04-01", "to": "2026-04-08"},
        longer_term={"days": 90, "law": "测试法12条"},
        real_estate=False,
    )
    text = text_of(browse(personas.clerk), case.get_absolute_url())
    for said in (
        "收到履行申请日期",
        "履行期限届满日期",
        "2026年4月1日—4月8日",
        "90日（测试法12条）",
        "条例16条1款1项",
    ):
        assert said in text, said


# ---- Completeness ----


def test_every_key_of_every_act_and_every_mark_has_its_words():
    wordless, unmarked = set(), set()
    for kind, rules in RULES.items():
        for act in rules:
            for key in keys_of(kind, act).values():
                if act_key_words(kind, act, key.name) == key.name:
                    wordless.add((kind, act, key.name))
                base, mark = parts_of(key.annotation)
                if isinstance(mark, Marker):
                    unmarked |= {mark.name} - set(MARKED)
                inner = next(iter(typing.get_args(base)), base)
                if dataclasses.is_dataclass(inner):
                    unmarked |= {inner} - set(STRUCTURES)
    for structure in STRUCTURES:
        wordless |= set(fields_of(structure)) - set(KEYS)
    assert (wordless, unmarked) == (set(), set())


def test_every_column_that_an_act_changes_has_its_words(county):
    changed = {
        (RecordKind(kind), name) for kind, changes in Event.objects.values_list("kind", "changes") for name in changes
    }
    assert [
        (kind, name) for kind, name in changed if column_words(name, kind) == name and name not in DERIVED_TWICE
    ] == []


def test_every_subject_that_a_kind_names_has_its_words():
    assert {code for kind in shipped_kinds().values() for code in kind.subjects} <= set(SUBJECTS)


def test_an_argument_has_an_annotation():
    assert annotation_of(RecordKind.RECONSIDERATION, Act.EXTEND, "days") is int
