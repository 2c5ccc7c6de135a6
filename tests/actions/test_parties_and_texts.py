"""Who takes part and what was written stand beside a record: found, masked, corrected and counted anew with it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from django.db import transaction

from casework.actions.counting.recount import recount_all
from casework.errors import FaultyInput
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, records
from casework.filters.search import found
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.law.refusals import ActRefused
from casework.models import Appearance, Hearing, Mediation, Participant, Writing
from casework.permissions import Reach
from casework.registry.texts import NOTE_LENGTH
from tests.factories import TODAY, broken_rules

EVERYTHING = Reach(everything=True)
QUARREL: dict[str, Any] = {
    "parties": [
        {"name": "申请人甲", "kind": "citizen", "telephone": "13900000001"},
        {"name": "测试有限公司", "kind": "legal_person"},
    ],
    "mediators": ["调解员甲", "调解员乙"],
    "summary": "两家因排水沟发生争执。\n\n一方要求修复围墙。",
    "place": "东村村委会",
}


class Reader(NamedTuple):
    """What a reader sees, and in whose records names."""

    reach: Reach
    names: Reach


def seen(kind: RecordKind, asked: str, *, names: bool = True) -> set[int]:
    """The ids of the records that a reader finds, who reads names or does not."""
    reader: Any = Reader(EVERYTHING, EVERYTHING if names else Reach())
    return set(found(KINDS[kind].model.objects.all(), asked, reader).values_list("pk", flat=True))


def given(record: Any, resource: str, reading: RowReading) -> dict[str, Any]:
    """A record as files and programs get it."""
    rows = RESOURCES[resource]
    (row,) = records(rows, rows.model.objects.filter(pk=record.pk), reading)
    return row


def test_a_quarrel_keeps_its_parties_mediators_and_paragraphs(office):
    case = office.mediation(**QUARREL)
    people = Participant.objects.filter(mediation=case)
    assert [(one.name, one.party_kind, one.telephone) for one in people] == [
        ("申请人甲", "citizen", "13900000001"),
        ("测试有限公司", "legal_person", ""),
    ]
    assert (case.parties, case.mediators, case.place) == (2, "调解员甲、调解员乙", "东村村委会")
    assert Writing.objects.get(mediation=case).content == QUARREL["summary"]
    assert broken_rules(office) == {}


def test_a_bare_number_of_parties_is_how_many_there_are(office):
    assert office.mediation(parties=7).parties == 7
    assert office.mediation(parties=7, disputants=[{"name": "申请人甲"}]).parties == 7
    assert office.mediation().parties == 2
    assert office.mediation(disputants=[{"name": "申请人甲"}]).parties == 2  # the other side is only not named


def test_parties_named_under_both_keys_are_refused_and_none_is_dropped(office):
    with pytest.raises(FaultyInput, match="parties和disputants"):
        office.mediation(parties=[{"name": "申请人甲"}], disputants=[{"name": "申请人乙"}])
    assert not Mediation.objects.exists()


def test_a_text_and_a_party_are_found_by_those_alone_who_read_names(office):
    case = office.mediation(**QUARREL)
    for asked in ("排水沟", "围墙", "申请人甲", "13900000001", "sqrj"):
        assert case.pk in seen(RecordKind.MEDIATION, asked), asked
        assert case.pk not in seen(RecordKind.MEDIATION, asked, names=False), asked
    assert case.pk in seen(RecordKind.MEDIATION, "调解员甲", names=False)
    assert not seen(RecordKind.MEDIATION, "排水渠")


def test_words_that_stand_in_very_many_texts_are_looked_through(office, monkeypatch):
    monkeypatch.setattr("casework.filters.search.ENOUGH", 1)
    cases = {office.mediation(summary=f"第{n}次因排水沟发生争执").pk for n in range(3)}
    assert seen(RecordKind.MEDIATION, "排水沟") == cases


def test_files_give_names_and_texts_to_those_who_read_names_and_leave_them_out_for_others(office):
    case = office.do(office.mediation(**QUARREL), Act.CONCLUDE, "2024-05-08", result="succeeded", text="各自修复")
    clear, masked = (given(case, "mediations", RowReading(reach)) for reach in (EVERYTHING, Reach()))
    assert (clear["party"], clear["summary"], clear["agreement_text"]) == (
        ["申请人甲", "测试有限公司"],
        QUARREL["summary"],
        "各自修复",
    )
    assert masked["party"] == ["申**", "测**"]
    assert [text for text in ("排水沟", "各自修复", "村委会") if text in str(masked)] == []
    assert masked["mediators"] == ["调解员甲", "调解员乙"]


def test_a_corrected_text_is_found_by_its_new_words_alone(office):
    case = office.mediation(**QUARREL)
    keys = {"fact": "summary", "value": "两家因采光发生争执", "reason": "写错"}
    case = office.do(case, Act.CORRECT, "2024-05-09", keys=keys)
    assert case.pk in seen(RecordKind.MEDIATION, "采光")
    assert case.pk not in seen(RecordKind.MEDIATION, "排水沟")
    assert broken_rules(office) == {}


def test_the_texts_of_a_case_follow_the_decision_in_force(office):
    case = office.accept("2024-03-01", request_text="请求撤销", facts_and_reasons="事实不清", evidence="决定书")
    case = office.do(case, Act.CONCLUDE, "2024-03-20", outcome="uphold", facts_found="查明属实", operative_part="维持")
    assert list(Writing.objects.filter(reconsideration=case).values_list("name", flat=True)) == [
        "request_text", "facts_and_reasons", "evidence", "facts_found", "operative_part",
    ]  # fmt: skip
    case = office.do(case, Act.REOPEN, "2024-04-20", to="reviewing", by_order_of="测试市人民政府")
    names = Writing.objects.filter(reconsideration=case).values_list("name", flat=True)
    assert list(names) == ["request_text", "facts_and_reasons", "evidence"]
    assert broken_rules(office) == {}


def test_a_reply_names_who_acts_for_the_respondent_and_what_it_answers(office):
    case = office.do(office.accept("2024-03-01"), Act.SEND_COPY, "2024-03-04", received_on="2024-03-04")
    case = office.do(
        case, Act.RECEIVE_REPLY, "2024-03-12", representative="负责人甲", agent="代理人甲", answer="处罚适当"
    )
    respondent = case.respondents.get()
    assert (respondent.representative, respondent.agent, respondent.answer) == ("负责人甲", "代理人甲", "处罚适当")
    assert case.pk in seen(RecordKind.RECONSIDERATION, "处罚适当")
    assert "处罚适当" not in str(given(case, "reconsiderations", RowReading(Reach())))


def test_a_suit_keeps_who_sues_who_judges_and_who_came(office):
    suit = office.sue(
        cause="其他",
        plaintiffs=[{"name": "原告甲", "count": 3}],
        third_parties=["第三人甲"],
        claims="撤销处罚",
        matter="administrative_penalty",
        field="public_security",
        compensation_claimed=True,
        handlers=["承办人甲"],
        lawyers=["律师甲"],
    )
    assert (suit.matter, suit.field, suit.compensation_claimed) == ("administrative_penalty", "public_security", True)
    suit = office.do(
        suit, Act.HOLD_HEARING, "2024-06-03", at="09:30", room="第二法庭", panel=["审判员甲", "审判员乙", "审判员丙"]
    )
    suit = office.do(
        suit, Act.RECORD_APPEARANCE, "2024-06-03", organ="甲县人民政府", rank="deputy",
        appeared={"name": "负责人甲", "post": "副县长"},
    )  # fmt: skip
    hearing, came = Hearing.objects.get(), Appearance.objects.get()
    assert (f"{hearing.at:%H:%M}", hearing.room, hearing.panel) == ("09:30", "第二法庭", "审判员甲、审判员乙、审判员丙")
    assert (came.appeared, came.post) == ("负责人甲", "副县长")
    assert [one.role for one in Participant.objects.filter(litigation=suit)] == ["plaintiff", "third_party"]
    assert suit.pk in seen(RecordKind.LITIGATION, "原告甲")
    assert suit.pk in seen(RecordKind.LITIGATION, "律师甲", names=False)
    assert broken_rules(office) == {}


def test_a_text_of_a_megabyte_is_refused_with_its_length_and_the_most_allowed(office):
    with pytest.raises(FaultyInput, match=f"summary.*1000000.*{NOTE_LENGTH}"):
        office.mediation(summary="字" * 1_000_000)
    assert not Mediation.objects.exists()


def test_a_mediator_who_is_a_party_is_refused_with_the_name(office):
    with pytest.raises(ActRefused, match="申请人乙"):
        office.mediation(parties=[{"name": "申请人甲"}, {"name": "申请人乙"}], mediators=["申请人乙"])


@pytest.mark.parametrize("model", [Participant, Writing])
def test_rows_that_were_lost_are_found_by_the_check_and_made_again_by_counting_anew(model, office):
    case = office.mediation(**QUARREL)
    before = list(model.objects.filter(mediation=case).values_list("position", flat=True))
    model.objects.all().delete()
    assert broken_rules(office)
    with transaction.atomic():
        list(recount_all(TODAY, office.reference))
    assert list(model.objects.filter(mediation=case).values_list("position", flat=True)) == before
    assert broken_rules(office) == {}


WHOLE = {
    "kind": "citizen", "name": "申请人甲", "sex": "女", "born_on": "1985-03-02", "post_code": "043400",
    "representative": "代表人甲", "representative_post": "总经理",
    "agent": "代理人甲", "agent_firm": "测试律师事务所", "agent_powers": "特别授权",
}  # fmt: skip


def test_an_applicant_keeps_all_that_the_application_says_and_its_personal_part_encrypted(office):
    case = office.register(applicants=[WHOLE])
    one = case.applicants.get()
    assert (one.sex, one.born_on, one.post_code) == ("female", "1985-03-02", "043400")
    assert (one.representative_post, one.agent_firm, one.agent_powers) == ("总经理", "测试律师事务所", "special")
    (told,) = case.events.get().keys["applicants"]
    assert "1985" not in str(told)
    assert "043400" not in str(told)
    office.do(case, "correct", TODAY, fact="register#1.applicants",
              value=[{**WHOLE, "agent_powers": "general"}], reason="看错")  # fmt: skip
    assert case.applicants.get().agent_powers == "general"
    assert broken_rules(office) == {}


@pytest.mark.parametrize("day", ["2026-07-01", "1985-13-02", "一九八五年", "1885-03-02"])
def test_a_day_of_birth_that_cannot_be_is_refused_with_its_value_and_its_field(office, day):
    with pytest.raises(FaultyInput) as refused:
        office.register(applicants=[{**WHOLE, "born_on": day}])
    assert refused.value.where == "applicants.born_on"
    assert day in refused.value.zh
    assert day in refused.value.en


def test_who_acts_for_a_third_party_stands_in_its_row_is_found_and_goes_when_it_is_replaced(office):
    agent = {"agent": "律师甲某", "agent_firm": "某律师事务所", "agent_powers": "special"}
    case = office.do(office.accept("2024-03-04"), Act.JOIN_THIRD_PARTY, "2024-03-08", name="第三人甲", **agent)
    row = case.applicants.get(role="third_party")
    assert (row.name, row.agent, row.agent_firm, row.agent_powers) == ("第三人甲", *agent.values())
    asked = RecordKind.RECONSIDERATION, "律师甲某"
    assert (seen(*asked), seen(*asked, names=False)) == ({case.pk}, set())
    case = office.do(case, Act.REPLACE_PARTY, "2024-03-11", party="第三人甲", by="第三人乙")
    row = case.applicants.get(role="third_party")
    assert (row.name, row.agent, row.agent_firm, row.agent_powers) == ("第三人乙", "", "", "")
