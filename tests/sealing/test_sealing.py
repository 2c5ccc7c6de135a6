"""Sealing, confirming, restating: who may, what stays as it was, and what a difference names."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from casework.actions.reference.kinddefinition import WantedKind, WantedQuantity
from casework.actions.reference.ledgerkinds import change_kind, make_kind
from casework.actions.reports.sealing import NotSealed, Sealing, discard
from casework.errors import FaultyInput, NotPermitted
from casework.law.names import Role
from casework.models import Phase, SealedReport
from casework.sealing.content import report_content
from casework.sealing.difference import acts_since, differences, touched
from casework.sealing.seal import content_of, problem_of, question_of
from casework.statistics.conditions import Window
from tests.sealing.desk import Room
from tests.web.county import make_county


def present(room: Room, report: SealedReport) -> dict:
    return report_content(question_of(report), room.office.reference.vocabulary)


def value(content: dict, key: str) -> object:
    return next(figure["value"] for figure in content["figures"] if figure["key"] == key)


def test_the_sealed_figures_stay_when_a_record_is_corrected(room):
    report = room.confirmed()
    room.office.do(room.revoked, "correct", "2026-06-20", fact="received_on", value="2023-12-29", reason="录错")
    report.refresh_from_db()
    sealed = content_of(report)["report"]
    assert [value(sealed, f"reconsideration.{name}") for name in ("received", "concluded", "pending")] == [3, 2, 1]
    assert problem_of(report) == ""


def test_a_difference_names_exactly_the_figures_the_records_and_the_acts(room):
    """The decision of `upheld` is corrected from uphold to revoke, without another date."""
    report = room.confirmed()
    room.office.do(room.open, "assign", "2026-06-20", handlers=["李某", "王某"])  # moves no figure
    corrected = room.office.do(room.upheld, "correct", "2026-06-21", fact="outcome", value="revoke", reason="录错")
    found = differences(content_of(report)["report"], present(room, report))
    case, other = ("reconsideration", corrected.pk), ("reconsideration", room.revoked.pk)
    figures = {one.sealed.key: one for one in found if not one.sealed.key[:2].isupper()}
    figures = {key: one for key, one in figures.items() if key.startswith("reconsideration.")}
    said = {key: (one.sealed.value, one.present.value, one.entered, one.left) for key, one in figures.items()}
    assert said == {
        "reconsideration.outcome.uphold": (1, 0, (), (case,)),
        "reconsideration.outcome.revoke": (1, 2, (case,), ()),
        "reconsideration.corrected": (1, 2, (case,), ()),
        "reconsideration.correction_rate": (50, 100, (case,), ()),  # 1 and 2 of the 2 concluded
        "reconsideration.comprehensive_correction_rate": (50, 100, (case,), ()),
        "reconsideration.uphold_rate": (50, 0, (), (case,)),
    }
    assert touched(found) == [case]
    assert other not in touched(found)
    acts = acts_since(touched(found), content_of(report)["sealed"]["last_event"])
    assert [(event.act, event.on) for event in acts[case]] == [("correct", date(2026, 6, 21))]


def test_a_record_that_leaves_the_year_leaves_every_number_that_held_it(room):
    report = room.confirmed()
    sealed = content_of(report)["report"]
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    for one in differences(sealed, present(room, report)):
        assert one.left == (("reconsideration", room.upheld.pk),), one.sealed.key
        assert one.entered == one.altered == ()
    keys = {one.sealed.key for one in differences(sealed, present(room, report))}
    assert {
        "reconsideration.received",
        "T1.received.count",
        "T2.uphold.total",
        "R1.reconsideration:received.value",
    } <= keys
    assert "reconsideration.pending" not in keys


def test_a_sum_that_changed_names_the_record_whose_part_changed(room):
    report = room.confirmed()
    room.office.do(room.revoked, "correct", "2026-06-21", fact="compensation_granted", value="1300.00", reason="录错")
    found = {one.sealed.key: one for one in differences(content_of(report)["report"], present(room, report))}
    one = found["reconsideration.compensation_amount"]
    assert (one.sealed.value, one.present.value) == ("1200.5", 1300)
    assert (one.entered, one.left, one.altered) == ((), (), (("reconsideration", room.revoked.pk),))
    assert {key.partition(".")[0] for key in found} <= {"reconsideration", "T8", "T11", "T11E", "R1"}


def test_without_a_change_there_is_no_difference(room):
    report = room.confirmed()
    assert differences(content_of(report)["report"], present(room, report)) == []
    with pytest.raises(NotSealed, match="数字和封存的一样"):
        room.restate(report)


@pytest.mark.parametrize("gone", ["row", "table", "figure"])
def test_what_came_into_use_after_the_seal_is_no_difference(gone, room):
    report = room.confirmed()
    now = present(room, report)
    sealed = present(room, report)
    if gone == "row":  # a field of administration in which no case was received
        fields = next(table for table in sealed["tables"] if table["key"] == "T4")
        fields["rows"] = [row for row in fields["rows"] if row["key"] != "tobacco"]
    elif gone == "table":
        sealed["tables"] = [table for table in sealed["tables"] if table["key"] != "T2"]
    else:
        sealed["figures"] = [one for one in sealed["figures"] if one["key"] != "reconsideration.received"]
    assert sealed != now
    assert differences(sealed, now) == []


def test_a_kind_of_ledger_entry_that_is_renamed_or_made_since_leaves_the_sealed_report_as_it_was(room):
    hearings = WantedKind("立法听证", "hearings", "", (WantedQuantity("场次", "held", "", "场", "hearing"),))
    keeper = {"by": None, "roles": {Role.SUPERVISOR}}
    make_kind(hearings, **keeper)
    report = room.confirmed()
    sealed, content = bytes(report.content), content_of(report)["report"]
    change_kind("hearings", hearings._replace(zh="听证会"), 1, **keeper)
    make_kind(WantedKind("信访督办", "petitions urged", single=True), **keeper)
    report.refresh_from_db()
    assert (bytes(report.content), problem_of(report)) == (sealed, "")
    labels = {figure["key"]: figure["label"]["zh"] for figure in content["figures"]}
    assert labels["ledger.hearings.held"] == "立法听证：场次"
    assert "ledger.petitions_urged.count" not in labels
    assert differences(content, present(room, report)) == []


def test_a_restatement_is_a_version_of_its_own_and_both_stay(room):
    first = room.confirmed()
    room.office.do(room.upheld, "correct", "2026-06-21", fact="outcome", value="revoke", reason="录错")
    second = room.restate(first, "裁决结果录错，已更正")
    assert (second.version, second.state, second.predecessor) == (2, "sealed", first)
    second = room.confirm(second)
    first.refresh_from_db()
    assert [problem_of(report) for report in (first, second)] == ["", ""]
    assert [value(content_of(r)["report"], "reconsideration.corrected") for r in (first, second)] == [1, 2]
    assert content_of(second)["restates"] == {
        "id": first.pk,
        "checksum": first.checksum,
        "reason": "裁决结果录错，已更正",
    }
    with pytest.raises(NotSealed, match="已有第2版"):
        room.restate(first)


def test_a_report_that_is_not_confirmed_is_not_restated(room):
    for report in (room.opened(), room.seal()):
        with pytest.raises(NotSealed, match="还没有封存确认"):
            room.restate(report)
    assert SealedReport.objects.count() == 1


def test_a_restatement_needs_its_reason(room):
    report = room.confirmed()
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    with pytest.raises(FaultyInput) as problem:
        room.restate(report, " \n ")
    assert problem.value.where == "reason"
    assert SealedReport.objects.count() == 1


def test_who_sealed_does_not_confirm_though_holding_both_roles(room):
    both = room.hand("both", Role.SUPERVISOR, Role.APPROVER)
    report = room.seal(actor=both)
    with pytest.raises(NotPermitted, match="由另一人确认"):
        room.confirm(report, actor=both)
    report.refresh_from_db()
    assert report.state == "sealed"


@pytest.mark.parametrize("role", [Role.CLERK, Role.REPORT_TEAM, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_but_a_supervisor_opens_seals_restates_or_discards(role, room):
    other = room.hand("other", role)
    report = room.opened()
    said = room.said(report)
    for attempt in (
        lambda: room.opened(actor=other),
        lambda: room.seal(report, said, actor=other),
        lambda: discard(report, actor=other),
    ):
        with pytest.raises(NotPermitted, match="机构负责人"):
            attempt()
    report.refresh_from_db()
    assert report.state == "draft"


@pytest.mark.parametrize("role", [Role.CLERK, Role.REPORT_TEAM, Role.SUPERVISOR, Role.AUDITOR])
def test_nobody_but_an_approver_confirms(role, room):
    report = room.seal()
    with pytest.raises(NotPermitted, match="机关负责人"):
        room.confirm(report, actor=room.hand("other", role))


def test_the_roles_of_another_organ_do_not_count(room):
    report = room.seal()
    above = room.hand("above", Role.APPROVER, organ="市")
    with pytest.raises(NotPermitted):
        room.confirm(report, actor=above)
    with pytest.raises(NotPermitted):
        room.seal(report, actor=room.hand("city", Role.SUPERVISOR, organ="市"))


def test_figures_that_changed_between_view_and_seal_are_not_sealed(room):
    report = room.opened()
    said = room.said(report)
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    with pytest.raises(NotSealed, match="看过以后数字变了"):
        room.seal(report, said)
    report.refresh_from_db()
    assert (report.state, report.checksum) == ("draft", "")


def test_figures_that_changed_between_seal_and_confirmation_are_sealed_anew(room):
    report = room.seal()
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    with pytest.raises(NotSealed, match=r"封存以后有\d+个数字变了"):
        room.confirm(report)
    again = room.seal(report)
    with pytest.raises(NotSealed, match="又重新封存了"):
        room.confirm(again, checksum=report.checksum)
    assert room.confirm(again).state == "confirmed"


def test_a_confirmed_report_is_neither_sealed_nor_confirmed_nor_discarded_again(room):
    report = room.confirmed()
    for attempt in (
        lambda: room.seal(report),
        lambda: room.confirm(report),
        lambda: discard(report, actor=room.supervisor),
    ):
        with pytest.raises(NotSealed, match="已由room-approver确认封存"):
            attempt()
    assert room.opened() == report  # the same question leads to the report that is there


def test_a_draft_is_thrown_away_and_not_confirmed(room):
    report = room.opened()
    with pytest.raises(NotSealed, match="还没有封存"):
        room.confirm(report)
    discard(report, actor=room.supervisor)
    assert not SealedReport.objects.exists()
    with pytest.raises(NotSealed, match="已经删除"):
        room.seal(report, Sealing("", {}))


def test_a_period_or_a_day_of_the_state_in_the_future_is_refused(room):
    for window, where in (
        (Window(date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31)), "to"),
        (Window(date(2024, 1, 1), date(2024, 12, 31), date(2026, 7, 1)), "as_of"),
    ):
        with pytest.raises(FaultyInput) as problem:
            room.opened(window=window)
        assert problem.value.where == where
    assert not SealedReport.objects.exists()


def test_what_fails_is_explained_in_writing_and_the_explanation_is_sealed(room):
    Phase.objects.filter(case=room.upheld, kind="review").update(days=99)
    report = room.opened()
    with pytest.raises(FaultyInput) as problem:
        room.seal(report)
    assert problem.value.where == "reconsideration-derivations"
    report.refresh_from_db()
    assert report.state == "draft"
    sealed = room.seal(report, room.said(report)._replace(explanations={"reconsideration-derivations": "系统迁移遗留"}))
    (kept,) = content_of(sealed)["explanations"]
    assert (kept["id"], kept["explanation"]) == ("reconsideration-derivations", "系统迁移遗留")
    assert [record for record, _detail in kept["broken"]] == [f"reconsideration:{room.upheld.pk} {room.upheld.number}"]


def test_what_fails_in_the_records_of_others_hinders_nobody(room):
    away = room.office.conclude("2024-03-01", "uphold", actor=room.office.actor("乙县"), respondents=["乙县自然资源局"])
    Phase.objects.filter(case=away, kind="review").update(days=99)
    assert room.seal().state == "sealed"


def sql(statement: str, *values: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_sealedreport SET checksum = 'x' WHERE id = %s",
        "UPDATE casework_sealedreport SET state = 'draft' WHERE id = %s",
        "DELETE FROM casework_sealedreport WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_or_delete_a_confirmed_report(statement, room):
    report = room.confirmed()
    with pytest.raises(DatabaseError, match="confirmed reports are never changed"), transaction.atomic():
        sql(statement, report.pk)
    report.refresh_from_db()
    assert problem_of(report) == ""


def test_sqlite_replaces_no_confirmed_report(room):
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's own")
    report = room.confirmed()
    columns = [field.column for field in SealedReport._meta.concrete_fields]
    names = ", ".join(columns)
    for own_id in ("id", "id + 1000"):  # by its key, and by the question that is asked once
        rest = ", ".join([own_id, *columns[1:]])
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            sql(f"INSERT OR REPLACE INTO casework_sealedreport ({names}) SELECT {rest} FROM casework_sealedreport")
    assert SealedReport.objects.get() == report


def test_the_database_takes_no_confirmation_by_who_sealed(room):
    report = room.seal()
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedReport.objects.filter(pk=report.pk).update(
            state="confirmed", confirmed_by=report.sealed_by, confirmed_at=report.sealed_at
        )


def test_a_county_with_every_kind_of_record_is_sealed_and_verified(office):
    make_county(office)
    room = Room(office)
    report = room.confirmed()
    assert problem_of(report) == ""
    kinds = {one["kind"] for one in content_of(report)["report"]["sets"]}
    assert kinds == {"reconsideration", "litigation", "mediation", "ledger", "respondent"}


def test_the_checksum_that_was_noted_at_the_seal_is_the_one_that_is_confirmed(room):
    report = room.seal()
    noted = report.checksum
    assert room.confirm(report).checksum == noted
    assert problem_of(report) == ""
