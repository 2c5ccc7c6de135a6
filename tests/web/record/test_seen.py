"""A record opened by its id: the same records, with the same values, as every list gives a reader."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import Http404

from casework.kinds import KINDS
from casework.law.names import Act, RecordKind
from casework.models import Applicant, Event, Membership, Respondent
from casework.models.written import objects_of
from casework.web.shell.access import Visit
from tests.factories import fresh

PERSONS = ("clerk", "sister_clerk", "supervisor", "city_supervisor", "nation_supervisor", "report_team", "auditor",
           "administrator", "stranger")  # fmt: skip


def opens(visit: Visit, kind: RecordKind, pk: int) -> bool:
    try:
        return bool(visit.record(kind, pk).pk == pk)
    except Http404:
        return False


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_opens_what_the_lists_show_and_nothing_else(office, personas, county, name):
    office.sue(defendants=["乙县人民政府"], actor=office.actor("乙县"))
    both = ["乙县人民政府", "甲县人民政府"]
    office.sue(defendants=both, actor=office.actor("乙县"))  # a defendant of 甲县 in a dispute that 乙县 keeps
    void = office.do(office.mediation(), Act.VOID, "2024-06-03", reason="重复登记")
    visit = Visit(getattr(personas, name), office.today)
    for kind, each in KINDS.items():
        model = each.model
        seen = set(model.objects.visible_to(visit.reach).values_list("pk", flat=True))
        assert {pk for pk in model.objects.values_list("pk", flat=True) if opens(visit, kind, pk)} == seen, kind
    assert not opens(visit, RecordKind.MEDIATION, void.pk)


@pytest.mark.parametrize("pk", [0, 10**18, 2**63, 10**40])
def test_no_record_has_an_id_that_no_database_keeps(office, personas, browse, pk):
    client = browse(personas.nation_supervisor)
    for kind in RecordKind:
        assert not opens(Visit(personas.nation_supervisor, office.today), kind, pk)
    for page in ("reconsiderations", "litigations", "mediations", "ledger"):
        assert client.get(f"/{page}/{pk}/").status_code == 404, page


def values_of(row) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_statement_written_out_gives_what_its_queryset_gives(county, personas):
    case = county.named
    Membership.objects.filter(person=personas.clerk).update(valid_from=date(2020, 1, 1))
    of = {
        "events": (_events, case.pk, ("organ", "person")),
        "parties": (lambda pk: Applicant.objects.filter(case=pk), case.pk, ()),
        "respondents": (lambda pk: Respondent.objects.filter(case=pk).select_related("organ"), case.pk, ("organ",)),
        "memberships": (
            lambda pk: Membership.objects.filter(person=pk).select_related("organ"), personas.clerk.pk, ("organ",)
        ),
    }  # fmt: skip
    for name, (queryset, pk, beside) in of.items():
        wanted, found = list(queryset(pk)), objects_of(queryset, pk)
        assert wanted, name
        assert [values_of(row) for row in found] == [values_of(row) for row in wanted], name
        for one, other in zip(found, wanted, strict=True):
            assert not one._state.adding
            assert set(one._state.fields_cache) == set(beside), name
            assert [getattr(one, each) for each in beside] == [getattr(other, each) for each in beside], name


def _events(pk: int):
    return Event.objects.filter(reconsideration=pk).select_related("organ", "person").order_by("version")


def test_an_organ_renamed_or_moved_is_read_anew_with_the_next_page(office, personas, county, browse):
    client, organ = browse(personas.clerk), office["甲局"]
    url = county.named.get_absolute_url()
    assert "甲县公安局" in client.get(url).content.decode()
    organ.name = "甲县治安局"
    organ.save()
    text = client.get(url).content.decode()
    assert "甲县治安局" in text
    assert "甲县公安局" not in text
    assert fresh(county.named).organ.name in text
