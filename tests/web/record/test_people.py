"""The other records of the parties: found over all kinds, for those alone who read the names, in no address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casework.law.names import Act, RecordKind, Role
from casework.models import Membership
from tests.factories import Office

TELEPHONE, IDENTITY = "13900012345", "TEST00000000000001"


@pytest.fixture
def met(office: Office) -> dict[str, Any]:
    """One person in three records of two kinds, another who shares the name alone, one who stands alone."""
    applicant = {"kind": "citizen", "name": "申请人甲", "telephone": TELEPHONE, "identity_number": IDENTITY}
    return {
        "case": office.register(applicants=[applicant]),
        "by identity": office.register(applicants=[{**applicant, "name": "申请人甲甲"}]),
        "by telephone": office.mediation(parties=[{"name": "申请人乙", "telephone": "139-0001-2345"}]),
        "by name": office.sue(plaintiffs=[{"name": "申请人甲"}]),
        "other": office.mediation(parties=[{"name": "申请人丙"}]),
    }


def shown(client: Client, record: Any) -> str:
    answer = client.get(f"{record.get_absolute_url()}people/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def clerk(client, office):
    Membership.objects.create(person=office.person, organ=office["甲县"], role=Role.CLERK)
    client.force_login(office.person)
    return client


def test_each_other_record_of_a_person_stands_once_with_the_surest_reason(clerk, met):
    page = shown(clerk, met["case"])
    for name, reason in (("by identity", "证件号相同"), ("by telephone", "电话相同"), ("by name", "姓名相同")):
        assert page.count(f'href="{met[name].get_absolute_url()}"') == 1
        row = page[page.index(met[name].get_absolute_url()) :]
        assert reason in row[: row.index("</tr>")]
    assert met["other"].get_absolute_url() not in page


def test_the_applicant_of_a_case_as_respondent_is_found_as_names_are_compared_and_finds_the_others(clerk, met, office):
    keys = {"deciding_organ": "测试市人民政府", "matter": "administrative_penalty", "field": "public_security"}
    case = office.do(RecordKind.RESPONDENT, Act.REGISTER, "2024-05-06", **keys, applicant="申请人 甲")
    row = shown(clerk, met["case"]).partition(case.get_absolute_url())[2]
    assert "姓名相同" in row[: row.index("</tr>")]
    assert met["by name"].get_absolute_url() in shown(clerk, case)
    office.do(case, Act.CORRECT, "2024-05-07", fact="applicant", value="申请人丁", reason="录错")
    assert case.get_absolute_url() not in shown(clerk, met["case"])


def test_the_page_holds_no_number_of_a_person_and_its_address_none_of_them(clerk, met):
    page = shown(clerk, met["case"])
    assert TELEPHONE not in page
    assert IDENTITY not in page


def test_a_record_leads_to_the_page_and_says_where_its_parties_stand_nowhere_else(clerk, met):
    page = clerk.get(met["other"].get_absolute_url()).content.decode()
    assert f"{met['other'].get_absolute_url()}people/" in page
    assert "当事人没有其他记录" in shown(clerk, met["other"])


def test_a_record_that_names_nobody_says_so(clerk, office):
    assert "没有写当事人" in shown(clerk, office.mediation())


def test_who_reads_no_names_is_not_let_in_and_sees_no_link(clerk, met, office):
    Membership.objects.filter(person=office.person).update(role=Role.REPORT_TEAM)
    url = met["case"].get_absolute_url()
    assert clerk.get(f"{url}people/").status_code == 403
    assert f"{url}people/" not in clerk.get(url).content.decode()


def test_a_void_record_is_not_among_them(clerk, met, office):
    office.do(met["by name"], Act.VOID, "2024-06-01", reason="录错")
    assert met["by name"].get_absolute_url() not in shown(clerk, met["case"])
