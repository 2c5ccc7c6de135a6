"""Kinds of ledger entries: what is refused in which words, and what stays once entries rest on it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from casework.actions.reference.kinddefinition import WantedKind, WantedQuantity, WantedRate
from casework.actions.reference.ledgerkinds import change_kind, make_kind
from casework.errors import ActRefused, FaultyInput, NotPermitted, StaleVersion
from casework.integrity.rules import check_all
from casework.law.names import Role
from casework.models import EntryKind, EntryKindChange, EntryKindQuantity, LedgerEntry, LedgerQuantity
from casework.reference import ledger_kinds, reading_once
from casework.vocabulary import shipped_kinds

KEEPER = frozenset({Role.SUPERVISOR})
HEARINGS = WantedQuantity("听证场次", "hearings held", "", "场", "hearing")
ATTENDED = WantedQuantity("负责人参加", "attended by leaders", "attended", "场", "hearing", part_of="听证场次")
SHARE = WantedRate("参加率", "attendance", "", "负责人参加", "", "听证场次")
KIND = WantedKind("立法听证", "legislative hearings", "", (HEARINGS, ATTENDED), (SHARE,))


def of(*quantities):
    return KIND._replace(quantities=quantities)


def make(wanted=KIND):
    return make_kind(wanted, by=None, roles=KEEPER)


def change(wanted, code="legislative_hearings", seen=1):
    return change_kind(code, wanted, seen, by=None, roles=KEEPER)


def record(office, **said):
    day = said.pop("on", date(2026, 3, 2))
    return office.entry(day, **{"kind": "立法听证", "quantities": {"听证场次": 3}, **said})


def faults(wanted, code="", seen=1):
    with pytest.raises(FaultyInput) as raised:
        change(wanted, code, seen) if code else make(wanted)
    return {fault.where: fault.zh for fault in (raised.value, *raised.value.others)}


@pytest.fixture(autouse=True)
def _stored(db):
    """The kinds stand in the database."""


def test_a_site_begins_with_the_kinds_that_are_shipped():
    assert dict(ledger_kinds()) == dict(shipped_kinds())
    assert {"司法建议", "检察建议", "法律意见书", "领导干部学法", "行政执法案卷评查", "包容审慎监管"} <= {
        kind.zh for kind in ledger_kinds().values()
    }


def test_a_kind_takes_its_codes_from_the_english_labels_and_stands_behind_the_others():
    made = make()
    assert ledger_kinds()["legislative_hearings"] == made
    assert list(ledger_kinds())[-1] == "legislative_hearings"
    assert list(made.quantities) == ["hearings_held", "attended"]
    assert made.parts == (("attended", "hearings_held"),)
    assert made.rates[0][3:] == ("attended", "hearings_held")


def test_what_another_process_stores_is_seen_at_once_but_not_in_the_middle_of_a_request():
    with reading_once():
        before = ledger_kinds()
        kind = EntryKind.objects.create(code="by_another", zh="别处所建", en="by another", position=99)
        EntryKindQuantity.objects.create(
            kind=kind, code="n", zh="数", en="n", unit="item", unit_zh="项", adds_up="sum", position=0
        )
        assert ledger_kinds() is before
    assert "by_another" in ledger_kinds()


@pytest.mark.parametrize(
    ("wanted", "where", "said"),
    [
        (KIND._replace(zh=""), "zh", "名称没有填写，或者只有空格"),
        (KIND._replace(zh=" \u3000 "), "zh", "名称没有填写，或者只有空格"),
        (KIND._replace(en="\u200b"), "en", "名称没有填写，或者只有空格"),
        (KIND._replace(zh="长" * 5000), "zh", "有5000字，至多60字"),
        (KIND._replace(zh="立法{听证"), "zh", "「立法{听证」里不能有{"),
        (KIND._replace(zh="司法建议"), "zh", "名称「司法建议」已经使用（judicial_advice）"),
        (KIND._replace(zh="行政复议"), "zh", "「行政复议」是案件的种类"),
        (KIND._replace(code="judicial_advice"), "code", "代码「judicial_advice」已由「司法建议」使用"),
        (KIND._replace(code="Judicial_Advice"), "code", "要由小写字母、数字和下划线组成"),
        (KIND._replace(code="new"), "code", "不能是new"),
        (KIND._replace(code="1a"), "code", "以字母开头"),
        (KIND._replace(code="a" * 49), "code", "至多48个"),
        (KIND._replace(en="听证"), "code", "以字母开头"),
        (KIND._replace(quantities=(), rates=()), "quantities", "有0个数量，要有1至12个"),
        (of(HEARINGS, HEARINGS), "quantities-1-code", "代码「hearings_held」已由「听证场次」使用"),
        (of(HEARINGS, HEARINGS._replace(code="b")), "quantities-1-zh", "名称「听证场次」已经使用"),
        (of(HEARINGS._replace(decimals="-1")), "quantities-0-decimals", "小数位数「-1」要是0至4"),
        (of(HEARINGS._replace(decimals="99")), "quantities-0-decimals", "小数位数「99」要是0至4"),
        (of(HEARINGS._replace(adds_up="乘")), "quantities-0-adds_up", "汇总办法「乘」不存在"),
        (of(HEARINGS._replace(unit_zh=" ")), "quantities-0-unit_zh", "名称没有填写"),
        (of(HEARINGS._replace(part_of="听证场次")), "quantities-0-part_of", "它自己的一部分"),
        (KIND._replace(rates=(SHARE._replace(over="听证场次"),)), "rates-0-over", "拿一个数量和它自己相比"),
        (KIND._replace(rates=(SHARE._replace(less="负责人参加"),)), "rates-0-over", "拿一个数量和它自己相比"),
        (KIND._replace(rates=(SHARE._replace(under="人数"),)), "rates-0-under", "可用：听证场次、负责人参加"),
        (KIND._replace(rates=(SHARE._replace(code="attended"),)), "rates-0-code", "已由「负责人参加」使用"),
        (KIND._replace(valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 1)), "valid_to", "期间倒了"),
        (KIND._replace(single=True), "single", "只有一个数量"),
    ],
)  # fmt: skip
def test_a_definition_that_does_not_hold_is_refused_at_its_field_and_nothing_is_kept(wanted, where, said):
    assert said in faults(wanted)[where]
    assert dict(ledger_kinds()) == dict(shipped_kinds())
    assert not EntryKindChange.objects.exists()


def test_all_that_is_wrong_is_told_at_once():
    wanted = KIND._replace(zh="", quantities=(HEARINGS._replace(decimals="9", zh=""),), rates=())
    assert set(faults(wanted)) == {"zh", "quantities-0-zh", "quantities-0-decimals"}


def test_a_kind_without_entries_may_become_another_and_keeps_its_code():
    make()
    change(KIND._replace(zh="听证", quantities=(HEARINGS._replace(unit_zh="次", decimals="2"),), rates=()))
    kind = ledger_kinds()["legislative_hearings"]
    assert (kind.zh, list(kind.quantities), kind.rates) == ("听证", ["hearings_held"], ())
    assert (kind.quantities["hearings_held"].unit_zh, kind.quantities["hearings_held"].decimals) == ("次", 2)


@pytest.mark.parametrize(
    ("wanted", "where", "said"),
    [
        (of(HEARINGS._replace(unit_zh="次"), ATTENDED), "quantities-0-unit_zh",
         "「听证场次」已有2条台账使用，计量单位不能改"),
        (of(HEARINGS._replace(unit="session"), ATTENDED), "quantities-0-unit", "计量单位不能改"),
        (of(HEARINGS._replace(decimals="1"), ATTENDED), "quantities-0-decimals", "小数位数不能改"),
        (of(HEARINGS, ATTENDED._replace(adds_up="last")), "quantities-1-adds_up", "汇总办法不能改"),
        (KIND._replace(quantities=(HEARINGS,), rates=()), "quantities", "已有2条台账使用，不能去掉「负责人参加」"),
        (KIND._replace(rates=()), "rates", "不能去掉「参加率」"),
        (KIND._replace(rates=(SHARE._replace(less="听证场次", under="负责人参加"),)), "rates-0-over", "算法不能改"),
        (KIND._replace(valid_to=date(2026, 3, 1)), "valid_to", "末日2026-03-01早于2026-03-02的台账，至早2026-03-02"),
        (KIND._replace(valid_from=date(2026, 2, 2)), "valid_from", "晚于2026-02-01的台账，至晚2026-02-01"),
    ],
)  # fmt: skip
def test_what_entries_rest_on_stays_and_the_refusal_says_how_many_they_are(wanted, where, said, office):
    before = make()
    record(office)
    record(office, on=date(2026, 2, 1))
    assert said in faults(wanted, "legislative_hearings")[where]
    assert ledger_kinds()["legislative_hearings"] == before


def test_a_used_kind_takes_new_labels_a_further_quantity_a_further_rate_and_a_last_day(office):
    make()
    record(office)
    people = WantedQuantity("旁听人数", "listeners", "", "人", "person")
    each = WantedRate("场均旁听", "listeners a hearing", "", "旁听人数", "", "听证场次")
    change(KIND._replace(zh="听证", quantities=(HEARINGS, ATTENDED, people), rates=(SHARE, each),
                         valid_to=date(2026, 3, 2)))  # fmt: skip
    kind = ledger_kinds()["legislative_hearings"]
    assert (kind.zh, list(kind.quantities)) == ("听证", ["hearings_held", "attended", "listeners"])
    assert kind.valid_to == date(2026, 3, 2)
    assert LedgerQuantity.objects.get().value == 3


def test_what_every_site_has_is_fixed_although_nobody_used_it():
    wanted = WantedKind("列席法院旁听", "observation of court hearings", quantities=(HEARINGS,))
    with pytest.raises(FaultyInput, match="「列席法院旁听」是各系统共有的种类，不能去掉「旁听次数」"):
        change(wanted, "court_observation", seen=0)


def test_no_entry_is_recorded_or_moved_outside_the_days_of_its_kind(office):
    make(KIND._replace(valid_from=date(2026, 2, 1), valid_to=date(2026, 4, 30)))
    for day in (date(2026, 1, 31), date(2026, 5, 1)):
        with pytest.raises(ActRefused, match=f"台账种类「立法听证」自2026-02-01起用到2026-04-30，{day}不能登记"):
            record(office, on=day)
    entry = record(office, on=date(2026, 4, 30))
    with pytest.raises(ActRefused, match="2026-05-02不能登记"):
        office.do(entry, "correct", date(2026, 5, 3), fact="received_on", value="2026-05-02", reason="写错")
    assert LedgerEntry.objects.get().received_on == date(2026, 4, 30)


def test_an_entry_of_a_kind_of_single_things_counts_one_and_nothing_else(office):
    make(WantedKind("信访督办", "petitions urged", single=True))
    entry = office.entry(date(2026, 3, 2), kind="petitions_urged", quantities=None, subject="东关")
    assert [(row.quantity, row.value) for row in entry.quantities.all()] == [("count", 1)]
    with pytest.raises(FaultyInput, match="「信访督办」每条就是一件，数量是1，不用填写"):
        office.entry(date(2026, 3, 2), kind="petitions_urged", quantities={"件数": 2})
    assert LedgerEntry.objects.count() == 1


def test_who_saw_an_older_state_is_told_and_overwrites_nothing():
    make()
    change(KIND._replace(zh="听证"))
    with pytest.raises(StaleVersion, match="「听证」在你打开以后有人改过"):
        change(KIND._replace(zh="公听"), seen=1)
    assert ledger_kinds()["legislative_hearings"].zh == "听证"


def test_every_change_is_noted_and_what_changes_nothing_is_none():
    make()
    change(KIND)
    change(KIND._replace(zh="听证"))
    noted = [(each.before and each.before["zh"], each.after["zh"]) for each in EntryKindChange.objects.order_by("id")]
    assert noted == [(None, "立法听证"), ("立法听证", "听证")]


def test_no_note_of_a_change_is_altered_or_removed():
    make()
    notes = EntryKindChange.objects.all()
    for alter in (lambda: notes.update(person=None), notes.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            alter()
    assert notes.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR)])
def test_nobody_but_supervisors_and_administrators_keeps_kinds(role):
    with pytest.raises(NotPermitted, match="台账种类由机构负责人或者管理员维护"):
        make_kind(KIND, by=None, roles={role})
    assert "legislative_hearings" not in ledger_kinds()


def test_the_database_refuses_what_no_kind_can_be():
    kind = EntryKind.objects.get(code="legal_aid")
    quantity = kind.quantities.get(code="cases")
    for row, name, value in (
        (kind, "zh", ""), (kind, "valid_to", date(1, 1, 1)), (quantity, "adds_up", "product"),
        (quantity, "decimals", 5), (quantity, "code", "criminal_assignments"), (quantity, "part_of", quantity),
        (kind, "code", "legal_opinion"),
    ):  # fmt: skip
        kind.valid_from = date(2026, 1, 1)
        before = getattr(row, name)
        setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
        setattr(row, name, before)


def test_the_check_finds_entries_without_a_kind_without_a_quantity_and_with_decimals_too_many(office):
    make()
    entries = [record(office) for _n in range(3)]
    LedgerEntry.objects.filter(pk=entries[0].pk).update(entry_kind="gone")
    entries[1].quantities.update(quantity="gone")
    entries[2].quantities.update(value="1.5")
    found = next(result for rule, result in check_all(office.reference, office.today) if rule.id == "ledger-quantities")
    assert [words for _record, words in found.broken] == [
        "没有种类gone", "没有数量gone", "hearings_held的1.5多于0位小数"
    ]  # fmt: skip
