"""Finding by number, name, document, court: what is found, by whom, and that the index follows every act."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from casework.filters import search
from casework.filters.hidden import is_secret
from casework.kinds import KINDS
from casework.law.names import Role
from casework.models import Applicant, Membership, Reconsideration
from casework.text.search_terms import findable, phrases
from tests.factories import broken_rules

CASE = "reconsideration"
SECRET = "11010519491231002X"


def named(*names, **more):
    return [{"kind": "citizen", "name": name, **more} for name in names]


# ---- Words ----


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("曲政复〔2024〕12号", True),
        ("曲政复[2024]12号", True),
        ("曲政复２０２４ 12", True),
        ("政复", True),
        ("2024〕12", True),
        ("12号", True),
        ("2号", False),  # a number is whole
        ("202", False),
        ("复2024〕1", False),
        ("曲复", False),
        ("号曲", False),
        ("12 2024", True),  # words apart by spaces, in any order
        ("12 2023", False),
        ("复", True),
        ("号", True),
        ("政12", False),
    ],
)
def test_a_part_of_a_number_finds_it_and_nothing_else_does(asked, found):
    stored = findable("曲政复〔2024〕12号", "别的文字")
    assert all(phrase.part in stored for phrase in phrases(asked.split())) is found


@pytest.mark.parametrize("name", ["张三", "欧阳测试", "𠮷某", "䶮甲", "测试商贸（北京）有限公司", "é某"])
def test_a_name_is_found_whole_and_by_each_pair(name, office, ids):
    case = office.register(applicants=named(name))
    office.register(applicants=named("李四"))
    assert ids(CASE, q=name) == [case.pk]
    assert ids(CASE, q=name[:2]) == [case.pk]


def test_latin_letters_are_found_by_the_word_in_any_case_and_width(office, ids):
    case = office.register(applicants=named("Ｗａｎｇ Xiao"))
    assert [ids(CASE, q=words) for words in ("wang", "WANG xiao", "Ｘｉａｏ", "wa")] == [[case.pk]] * 3 + [[]]


def test_what_is_said_in_two_texts_is_not_found_as_one():
    assert "张李" not in findable("某张", "李某")
    assert [phrase.part in findable("某张", "李某") for phrase in phrases(["张李"])] == [False]


# ---- What each kind is found by ----


def test_a_case_is_found_by_number_parties_documents(office, ids):
    case = office.conclude(
        applicants=named("欧阳测试", representative="司徒代表", agent="上官代理"),
        third_parties=["慕容第三人"],
        complained_of={"number": "甲公罚〔2024〕7号"},
        number="甲政复决〔2024〕3号",
    )
    assert case.document_number == "甲政复决〔2024〕3号"
    office.register(applicants=named("另一人"))
    for words in (case.number, "欧阳", "司徒代表", "上官", "慕容第三人", "甲公罚〔2024〕7号", case.document_number):
        assert ids(CASE, q=words) == [case.pk], words
    assert ids(CASE, q="欧阳 慕容") == [case.pk]
    assert ids(CASE, q="欧阳 另一人") == []


def test_a_suit_a_mediation_and_an_entry_are_found_by_their_own_words(office, ids):
    suit = office.sue(court_number="（2024）测01行初1号")
    suit = office.do(suit, "close_instance", "2024-06-03", result="dismiss_claims", ruling_on="2024-06-03")
    suit = office.do(suit, "open_instance", "2024-06-20", instance="second", court="测试省高级人民法院",
                     court_number="（2024）测行终22号")  # fmt: skip
    for words in ("测01行初1号", "行终22号", "高级人民法院", suit.number):
        assert ids("litigation", q=words) == [suit.pk], words
    mediation = office.mediation(body="东村人民调解委员会")
    assert ids("mediation", q="东村") == ids("mediation", q=mediation.number) == [mediation.pk]
    entry = office.entry(subject="宪法宣传", note="广场活动")
    assert ids("ledger", q="宪法") == ids("ledger", q="广场") == [entry.pk]


def test_the_index_follows_corrections_and_later_facts(office, ids):
    case = office.register(applicants=named("旧名某"))
    case = office.do(case, "correct", "2024-03-20", fact="applicants", value=named("新名某"), reason="录错")
    assert (ids(CASE, q="旧名"), ids(CASE, q="新名")) == ([], [case.pk])
    case = office.do(case, "join_third_party", "2024-03-21", name="后来第三人") if case.state == "reviewing" else case
    assert broken_rules(office) == {}


def test_words_stored_otherwise_than_the_facts_say_are_found_by_the_check_of_integrity(office):
    case = office.register()
    Reconsideration.objects.filter(pk=case.pk).update(search_guarded=" 别人 人 ")
    assert [detail for found in broken_rules(office).values() for _record, detail in found] == [
        "与事实不符：search_guarded"
    ]


def test_the_migration_stores_the_same_words_as_the_acts(office, ids):
    office.conclude(
        applicants=named("欧阳测试", agent="上官代理", telephone="0357-4522345"),
        third_parties=["慕容第三人"],
        respondents=["甲县公安局", "甲县东镇人民政府"],
    )
    office.sue(defendants=["甲县公安局", "甲县人民政府"])
    office.mediation()
    office.entry(subject="宪法宣传", note="广场")
    columns = ("pk", "search_text", "search_guarded")
    records = {kind: each.model for kind, each in KINDS.items()}
    before = {kind: list(model.objects.values_list(*columns)) for kind, model in records.items()}
    for model in records.values():
        model.objects.update(search_text="", search_guarded="")
    assert ids(CASE, q="欧阳") == []
    import_module("casework.migrations.0008_search_index").fill(apps, None)
    assert {kind: list(model.objects.values_list(*columns)) for kind, model in records.items()} == before
    assert len(ids(CASE, q="欧阳")) == 1


def test_two_words_are_found_in_any_two_fields_and_in_any_order(office, ids):
    case = office.register(applicants=named("赵某"))
    case = office.do(case, "accept", "2024-03-04", handlers=["承办甲", "承办乙"])
    office.register(applicants=named("赵某"), respondents=["国家税务总局甲县税务局"])
    office.register(applicants=named("钱某"))
    for words in (
        "赵某 公安局",
        "公安局 赵某",
        f"{case.number} 赵",
        "赵 承办乙",
        "zm gaj",
        "gaj 赵某",
        "承办甲 zhao 公安",
    ):
        assert ids(CASE, q=words) == [case.pk], words
    suit = office.sue(court="测试市中级人民法院", defendants=["甲县公安局"])
    assert ids("litigation", q="公安局 中级人民法院") == ids("litigation", q="zjrmfy gaj") == [suit.pk]


def test_a_number_beside_a_name_counts_as_a_whole_number(office, ids):
    case = office.register(applicants=named("赵某", telephone="13800001234"))
    year = case.number.partition("〔")[2][:4]
    assert ids(CASE, q=f"{year} 赵") == ids(CASE, q=f"赵 {year}") == [case.pk]
    assert ids(CASE, q=f"{year[:3]} 赵") == []
    assert (ids(CASE, q="13800001234 赵"), ids(CASE, q="13800001234 钱")) == ([case.pk], [])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("赵某", "zhaomou zm zhao ZhaoMou"),
        ("赵某某", "zhaomoumou zmm zhaomou mm"),
        ("单某", "shanmou danmou sm dm"),
        ("重庆测试商贸有限公司", "chongqingceshishangmaoyouxiangongsi zhongqingceshishangmaoyouxiangongsi cqcssmyxgs"),
        ("尉迟某", "yuchimou ycm yuchi"),
        ("吕某", "lvmou lümou lm"),
        ("西安某", "xianmou xi'anmou xam"),
        ("甲县测试厂", "ceshichang csc jiaxianceshichang"),
        ("欧阳Ａ某", "ouyangmou ouyang oym"),
    ],
)
def test_a_name_is_found_by_the_common_readings_of_its_characters_whole_and_by_initials(name, typed, office, ids):
    case = office.register(applicants=named(name))
    office.register(applicants=named("钱某"))
    for words in typed.split():
        assert ids(CASE, q=words) == [case.pk], words
    assert ids(CASE, q=typed.split()[0][:-1]) == []  # a word is whole


def test_a_body_is_found_by_pinyin(office, ids):
    mediation = office.mediation(body="东村人民调解委员会")
    assert ids("mediation", q="dcrmtjwyh") == ids("mediation", q="dongcunrenmintiaojieweiyuanhui") == [mediation.pk]


def test_eighteen_letters_in_pinyin_are_words_and_no_identity_number(office, ids):
    case = office.register(applicants=named("张某双灵"))
    assert ids(CASE, q="zhangmoushuangling") == [case.pk]
    assert is_secret("91140000MA0ABCDE1X")


@pytest.mark.parametrize("stored", ["0357-4522345", "03574522345", "（0357）4522345", "0357 4522345转801"])
@pytest.mark.parametrize(
    "typed",
    [
        "0357-4522345",
        "03574522345",
        "（0357）4522345",
        "0357 4522345",
        "0357—4522345-801",
        "+86-357-4522345",
        "(0357) 4522345",
    ],
)
def test_a_landline_is_found_however_it_is_grouped_on_either_side(stored, typed, office, ids):
    case = office.register(applicants=named("甲某", telephone=stored))
    office.register(applicants=named("乙某", telephone="0357-4522346"))
    assert ids(CASE, q=typed) == ids(CASE, telephone=typed) == [case.pk]
    assert ids(CASE, q="0357-452234") == ids(CASE, q="0357") == []


def test_a_local_number_and_a_mobile_in_groups_are_found(office, ids):
    local = office.register(applicants=named("甲某", telephone="4522345"))
    mobile = office.register(applicants=named("乙某", telephone="138-0000-1234"))
    assert ids(CASE, q="4522345") == [local.pk]
    assert ids(CASE, q="13800001234") == ids(CASE, q="+86 138 0000 1234") == [mobile.pk]


@pytest.mark.parametrize("stored", ["0357-4522345", "4522345"])
@pytest.mark.parametrize("typed", ["4522345", "0357-4522345", "甲某 4522345"])
def test_a_landline_is_found_with_its_area_or_without_on_either_side(stored, typed, office, ids):
    case = office.register(applicants=named("甲某", telephone=stored))
    office.register(applicants=named("乙某", telephone="0357-4522346"))
    assert ids(CASE, q=typed) == [case.pk]
    assert ids(CASE, telephone=typed.split()[-1]) == [case.pk]
    assert ids(CASE, q="乙某 4522345") == ids(CASE, q="522345") == []


def test_a_landline_of_eight_digits_is_found_in_whatever_area_it_is(office, ids):
    cases = [office.register(applicants=named("甲某", telephone=t)) for t in ("010-66412345", "（0311）66412345")]
    assert ids(CASE, q="66412345") == sorted(case.pk for case in cases)
    assert ids(CASE, q="010 66412345") == [cases[0].pk]


def test_an_organisation_is_found_by_its_pinyin_and_by_the_beginning_of_it(office, ids):
    firm = office.register(applicants=named("曲沃县测试种植专业合作社"))
    office.register(applicants=named("翼城县测试种植专业合作社"))
    for typed in ("qwxcszzzyhzs", "qwxcs", "qwx", "quwoxian", "quwoxiance", "quwo"):
        assert ids(CASE, q=typed) == [firm.pk], typed
    assert len(ids(CASE, q="cszzzyhzs")) == len(ids(CASE, q="csz")) == 2  # what follows the place
    assert ids(CASE, q="quwoxi") == []  # no syllable is cut


def test_the_migration_finds_landlines_stored_before(office, ids):
    case = office.register(applicants=named("甲某", telephone="0357-4522345"))
    Applicant.objects.filter(case=case).update(telephone_index="0" * 64)
    assert ids(CASE, q="03574522345") == []
    import_module("casework.migrations.0029_pinyin_and_telephones").telephones_anew(apps, None)
    assert ids(CASE, q="03574522345") == [case.pk]


# ---- Who finds ----


def test_who_may_not_read_names_finds_by_numbers_alone(office, personas, ids):
    case = office.register(applicants=named("欧阳测试", identity_number=SECRET), third_parties=["慕容第三人"])
    masked = personas.report_team
    assert (
        ids(CASE, masked, q=case.number)
        == ids(CASE, masked, q="公安局 2024")
        == ids(CASE, masked, q="gaj")
        == [case.pk]
    )
    for words in (
        "欧阳",
        "欧阳测试",
        "慕容",
        SECRET,
        f"{case.number} 欧阳",
        "ouyang",
        "oycs",
        "公安局 oycs",
        f"{case.number} {SECRET}",
    ):
        assert ids(CASE, masked, q=words) == [], words
    assert ids(CASE, masked, identity_number=SECRET) == []


def test_names_are_found_in_the_records_of_organs_where_the_reader_reads_them(office, personas, ids):
    """Report team of the city and clerk of one county: the other county's cases are found by numbers alone."""
    person = personas.add("both", Role.REPORT_TEAM, "市")
    Membership.objects.create(person=person, organ=office["乙县"], role=Role.CLERK.value)
    mine = office.register(
        actor=office.actor("乙县"), respondents=["乙县自然资源局"], applicants=named("欧阳甲", identity_number=SECRET)
    )
    theirs = office.register(applicants=named("欧阳乙", identity_number=SECRET, telephone="13800001234"))
    assert ids(CASE, person, q="欧阳") == ids(CASE, person, q=SECRET) == ids(CASE, person, identity_number=SECRET)
    assert ids(CASE, person, q="欧阳") == [mine.pk]
    assert ids(CASE, person, q=theirs.number) == [theirs.pk]
    assert ids(CASE, person, q="2024") == [mine.pk, theirs.pk]
    assert (ids(CASE, person, q="oyj"), ids(CASE, person, q="oyy"), ids(CASE, person, q="gaj")) == (
        [mine.pk],
        [],
        [theirs.pk],
    )
    assert ids(CASE, person, q="13800001234") == []


def test_an_identity_number_or_a_telephone_finds_its_case_whole_and_never_by_a_part(office, ids):
    case = office.register(applicants=named("甲某", identity_number=SECRET, telephone="13800001234"))
    other = office.register(applicants=named("乙某"))
    for words in (SECRET, "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "13800001234"):
        assert ids(CASE, q=words) == [case.pk], words
    assert ids(CASE, identity_number=SECRET) == ids(CASE, telephone="13800001234") == [case.pk]
    assert ids(CASE, q="110105") == []
    assert ids("mediation", q=SECRET) == []
    assert other.pk not in ids(CASE, q=SECRET)


def test_nobody_finds_a_record_out_of_reach_or_void(office, personas, ids):
    case = office.register(applicants=named("欧阳测试"))
    assert ids(CASE, personas.sister_clerk, q="欧阳") == []
    office.do(case, "void", "2024-03-05", reason="重复登记")
    assert ids(CASE, q="欧阳") == []


@pytest.mark.parametrize(
    "words", ['"', "'", "%", "_", "*", "()", "AND", "NEAR(", '张" OR "1', "\\", "〔〕", "--", "{a}"]
)
def test_signs_that_mean_something_to_a_database_are_words_like_others(words, office, ids):
    office.register(applicants=named("张三"))
    assert ids(CASE, q=words) == []


def test_common_words_are_looked_through_with_the_same_result(office, ids, monkeypatch):
    cases = [office.register(applicants=named(name)) for name in ("张三", "张四", "李三")]
    by_index = [ids(CASE, q=words) for words in ("张", "张三", "三", "2024", "2024 张三")]
    monkeypatch.setattr(search, "ENOUGH", 0)
    assert [ids(CASE, q=words) for words in ("张", "张三", "三", "2024", "2024 张三")] == by_index
    assert by_index[1] == [cases[0].pk]


def test_the_index_of_the_database_is_asked_and_not_every_row(office):
    office.register(applicants=named("张三"))
    with connection.cursor() as cursor:
        statement, parameters = search.INDEXES[connection.vendor]("casework_reconsideration", "id", ["张三"])
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + statement, parameters)
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "casework_reconsideration_search" in plan or "VIRTUAL TABLE INDEX" in plan
