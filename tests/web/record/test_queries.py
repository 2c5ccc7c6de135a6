"""Pages of records and lists ask the database as often however many rows there are."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Person

QUERIES = Path(__file__).parents[1] / "query_counts.json"


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def fill(office, rows):
    """So many records of each kind, the reconsideration and litigation ones with several events and parties."""
    for n in range(rows):
        case = office.accept("2024-03-01", respondents=["甲县公安局", "甲县东镇人民政府"])
        case = office.do(case, "conclude", "2024-04-01", outcome="uphold")
        suit = office.sue("2024-05-06", court_number=f"（2024）测01行初{n}号", after_reconsideration=case.number)
        suit = office.do(suit, "hold_hearing", "2024-05-20")
        office.do(suit, "record_appearance", "2024-05-20", organ="甲县人民政府", rank="chief")
        office.register("2026-06-25")
        office.mediation("2024-05-06")
        office.response("2024-05-06")
        office.entry("2024-05-06", kind="legal_consultation", quantities={"count": 2, "satisfied": 1})


LISTS = {
    "home": "/?whose=organ",
    "statistics": "/statistics/",
    "statistics_records of cases": "/statistics/records/?from=2024-01-01&to=2024-12-31&cell=T2.uphold.total",
    "statistics_records of instances": "/statistics/records/?from=2024-01-01&to=2024-12-31&cell=L1.received.total",
    "statistics_records of mediations": "/statistics/records/?from=2024-01-01&to=2024-12-31&cell=M1.open.parties",
    "statistics_records of the ledger": "/statistics/records/?from=2024-01-01&to=2024-12-31"
    "&figure=ledger.legal_consultation.count",
    "reconsiderations": "/reconsiderations/",
    "litigations": "/litigations/",
    "mediations": "/mediations/",
    "ledger": "/ledger/",
    "respondent-cases": "/respondent-cases/",
    "statistics_records of responses": "/statistics/records/?from=2024-01-01&to=2024-12-31&cell=B1.received.count",
}


def counted(office: object, client: object, auditor: Person, browse) -> dict[str, int]:
    found = {name: queries(client, url) for name, url in LISTS.items()}
    return found | {"audit": queries(browse(auditor), "/audit/")}


def test_the_number_of_queries_of_a_list_does_not_depend_on_its_length(office, personas, browse):
    expected = json.loads(QUERIES.read_text(encoding="utf-8"))["lists"]
    rows = 0
    for wanted in (1, 10, 50):
        fill(office, wanted - rows)
        rows = wanted
        assert counted(office, browse(personas.clerk), personas.auditor, browse) == expected, wanted


def test_the_number_of_queries_of_a_record_does_not_depend_on_its_events(office, county, personas, browse):
    expected = json.loads(QUERIES.read_text(encoding="utf-8"))["records"]
    client = browse(personas.clerk)
    long = office.accept("2024-03-01", respondents=["甲县公安局", "甲县东镇人民政府", "测试市公安局"])
    for n in range(12):
        long = office.do(long, "hear_opinions", f"2024-03-{n + 2:02}", how="电话")
        long = office.do(long, "issue_opinion", f"2024-03-{n + 2:02}", to="甲县公安局")
    urls = {
        "reconsideration": county.ended.get_absolute_url(),
        "reconsideration with many events": long.get_absolute_url(),
        "litigation": county.suit.get_absolute_url(),
        "mediation": county.mediation.get_absolute_url(),
        "ledger_entry": county.entry.get_absolute_url(),
        "respondent_case": county.response.get_absolute_url(),
    }
    found = {name: queries(client, url) for name, url in urls.items()}
    assert found == expected
    suits = 1  # who may see a case's suits is asked only where it has any
    above = 1  # and what lies above a respondent only where one is of another place
    assert found["reconsideration"] - suits == found["reconsideration with many events"] - above
