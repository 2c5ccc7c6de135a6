"""Every line of the desk offers the act that settles it: done as it is offered, the line is gone."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.law.names import Act, LapseRule
from casework.law.terms.others import TERMS_OF
from casework.law.terms.schedule import PERFORM, TERMS_IN
from casework.statistics.datasets import Scope
from casework.worklist import SETTLED_BY, worklist
from tests.factories import TODAY, Office, fresh
from tests.web.sending import act as send_act

BOTH = {"respondents": ["甲县公安局", "甲县东镇人民政府"]}
OF_OTHERS = {term: act for each in TERMS_OF.values() for term, act in each.settled_by.items()}
"""Terms of disputes and mediation cases; those of a reconsideration case stand in TERMS_IN."""
SECOND = {"instance": "second", "court": "测试省高级人民法院", "court_number": "（2026）测行终2号"}
NEEDED: dict[str, dict[str, str]] = {
    "accept": {"procedure": "ordinary"},
    "decline": {"reason": "6", "organ": "测试市人民政府"},
    "conclude": {"outcome": "uphold"},
    "document_review_result": {"result": "lawful"},
    "open_instance": SECOND,
}
"""What a form cannot do without."""


def reviewed(office: Any, **keys: Any) -> Any:
    """Suspended since 25 June for the review of a document."""
    case = office.do(office.accept("2026-06-01"), "suspend", "2026-06-25", ground="document_review")
    return office.do(case, "open_document_review", "2026-06-25", document="甲县办法", **keys)


def copied(office: Any, sent: str, **keys: Any) -> Any:
    case = office.accept("2026-06-01", **keys)
    return office.do(case, "send_copy", sent, respondent="甲县公安局", received_on=sent)


def lettered(office: Any, *received: str) -> Any:
    case = office.conclude("2026-03-02", "revoke", **BOTH)
    for organ, day in zip(BOTH["respondents"], received, strict=False):
        case = office.do(case, "issue_opinion", "2026-04-02", to=organ, received_on=day)
    return case


def ordered(office: Any, served: str) -> Any:
    case = office.accept("2026-03-02")
    keys = {"outcome": "order_performance", "perform_within_days": 30}
    return office.do(office.do(case, "conclude", "2026-04-01", keys=keys), "serve", served)


def aside(office: Any, case: Any, rule: LapseRule) -> Any:
    return office.do(case, "set_aside_lapse", TODAY, lapse=rule.value, reason="另有安排")


def closed(office: Any, result: str) -> Any:
    return office.do(office.sue("2026-05-06"), "close_instance", "2026-06-24", result=result, ruling_on="2026-06-24")


def agreed(office: Any) -> Any:
    keys = {"result": "succeeded", "form": "written", "effective_on": "2026-06-03"}
    return office.do(office.mediation("2026-06-01"), "conclude", "2026-06-03", keys=keys)


def written_to(office: Office, on: str) -> Any:
    """A case as respondent with an opinion letter to answer."""
    case = office.do(office.response("2026-04-01"), "reply", "2026-04-08")
    return office.do(case, "receive_opinion", on)


Case = Callable[[Any], Any]
LINES: dict[tuple[str, str, str], Case] = {
    ("examine", "due", "accept"): lambda o: o.register("2026-06-25"),
    ("examine", "to_confirm", "deem_accepted"): lambda o: o.register("2026-06-01"),
    ("examine", "overdue", "deem_accepted"): lambda o: aside(o, o.register("2026-06-01"), LapseRule.DEEMED_ACCEPTANCE),
    ("examine", "due", "decline"): lambda o: o.register("2026-06-25", respondents=["甲县人民政府"]),
    ("correct", "waiting", "receive_correction"): lambda o: o.do(
        o.register("2026-06-24"), "request_correction", "2026-06-25", items=["甲"], notice_received_on="2026-06-25"
    ),
    ("correct", "to_confirm", "deem_abandoned"): lambda o: o.do(
        o.register("2026-06-01"), "request_correction", "2026-06-03", items=["甲"], notice_received_on="2026-06-03"
    ),
    ("hearing_notice", "due", "serve"): lambda o: o.do(
        o.accept("2026-06-01"), "plan", "2026-07-10", what="hearing", today=TODAY
    ),
    ("send_copy", "due", "send_copy"): lambda o: o.accept("2026-06-25", **BOTH),
    ("send_copy", "overdue", "send_copy"): lambda o: o.accept("2026-06-01"),
    ("reply", "waiting", "receive_reply"): lambda o: copied(o, "2026-06-23", **BOTH),
    ("reply", "to_confirm", "receive_reply"): lambda o: copied(o, "2026-06-03"),
    ("reply", "overdue", "receive_reply"): lambda o: aside(o, copied(o, "2026-06-03"), LapseRule.NO_REPLY),
    ("decide", "due", "conclude"): lambda o: o.accept("2026-05-06"),
    ("decide", "overdue", "conclude"): lambda o: o.accept("2026-04-01"),
    ("end_suspension", "due", "resume"): lambda o: o.do(
        o.accept("2026-04-01"), "suspend", "2026-05-06", ground="death"
    ),
    ("end_suspension", "to_confirm", "conclude"): lambda o: o.do(
        o.accept("2026-04-01"), "suspend", "2026-04-20", ground="death"
    ),
    ("opinion_feedback", "waiting", "record_feedback"): lambda o: lettered(o, "2026-05-06", "2026-05-07"),
    ("opinion_feedback", "to_confirm", "record_feedback"): lambda o: lettered(o, "2026-04-03", "2026-04-07"),
    ("handle_document_review", "overdue", "document_review_result"): lambda o: o.do(
        o.do(o.accept("2026-05-06"), "suspend", "2026-05-20", ground="document_review"),
        "open_document_review",
        "2026-05-20",
        competent=True,
    ),
    ("ask_issuer", "due", "ask_issuer"): lambda o: reviewed(o, competent=True),
    ("issuer_answer", "waiting", "issuer_answer"): lambda o: o.do(
        o.do(
            o.do(o.accept("2026-06-01"), "suspend", "2026-06-15", ground="document_review"),
            "open_document_review",
            "2026-06-15",
            competent=True,
        ),
        "ask_issuer",
        "2026-06-18",
        received_on="2026-06-24",
    ),
    ("pass_on_document_review", "due", "pass_on_document_review"): lambda o: reviewed(o, competent=False),
    ("organ_document_review", "overdue", "document_review_reply"): lambda o: o.do(
        o.do(
            o.do(o.accept("2026-03-25"), "suspend", "2026-04-01", ground="document_review"),
            "open_document_review",
            "2026-04-01",
            competent=False,
        ),
        "pass_on_document_review",
        "2026-04-02",
        received_on="2026-04-03",
    ),
    (PERFORM, "waiting", "record_performance"): lambda o: ordered(o, "2026-06-03"),
    (PERFORM, "to_confirm", "record_performance"): lambda o: ordered(o, "2026-05-06"),
    ("litigation_defence", "due", "file_defence"): lambda o: o.sue(
        "2026-06-22", defendants=["甲县人民政府", "甲县公安局"]
    ),
    ("litigation_defence", "overdue", "file_defence"): lambda o: o.sue("2026-06-01"),
    ("appeal_judgment", "due", "open_instance"): lambda o: closed(o, "dismiss_claims"),
    ("appeal_ruling", "due", "open_instance"): lambda o: closed(o, "suit_dismissed"),
    ("judicial_confirmation", "waiting", "ask_confirmation"): agreed,
    ("reply", "due", "reply"): lambda o: o.response("2026-06-22"),
    ("reply", "overdue", "reply"): lambda o: o.response("2026-06-01"),
    ("opinion_feedback", "due", "answer_opinion"): lambda o: written_to(o, "2026-05-06"),
    ("opinion_feedback", "overdue", "answer_opinion"): lambda o: written_to(o, "2026-04-20"),
}
"""Term, standing and the act offered first -> a record with such a line on the desk of 30 June 2026."""


def rows(page: str, record: Any, term: str) -> list[str]:
    """The lines of a record about a term."""
    why = "#terms" if term == PERFORM else f"deadlines/{term}/"
    return [row for row in re.findall(r"<tr>(.*?)</tr>", page, re.S) if f'{record.get_absolute_url()}{why}"' in row]


def offers(row: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'<a href="([^"]*/acts/[^"]*)"', row)]


def of(office: Any, record: Any, term: str) -> list[Any]:
    found = worklist(Scope(office["甲县"]), TODAY, office.reference)
    return [item for item in found if item.record == record and item.term == term]


@pytest.mark.parametrize("line", LINES, ids="-".join)
def test_the_act_that_a_line_offers_first_is_done_as_offered_and_takes_the_line_away(office, personas, browse, line):
    term, state, act = line
    record = LINES[line](office)
    client = browse(personas.clerk)
    assert state in {item.state for item in of(office, record, term)}
    waiting = len(rows(client.get("/").content.decode(), record, term))
    while waiting:
        row = rows(client.get("/").content.decode(), record, term)[0]
        url = urlsplit(offers(row)[0])
        assert url.path == f"{record.get_absolute_url()}acts/{act}/"
        assert client.get(offers(row)[0]).status_code == 200
        given = dict(parse_qsl(url.query)) | typed(act, term, state)
        answer = send_act(client, fresh(record), Act(act), on=TODAY.isoformat(), **given)
        assert answer.status_code == 302, answer.content.decode()
        left = len(rows(client.get("/").content.decode(), record, term))
        assert left == waiting - 1
        waiting = left


def typed(act: str, term: str, state: str) -> dict[str, str]:
    if (term, state, act) == ("end_suspension", "to_confirm", "conclude"):
        return {"outcome": "terminated", "cause": "suspended_60_days"}
    return NEEDED.get(act, {})


def test_every_term_that_the_desk_may_show_and_every_proposal_is_tried():
    terms = {term for running in TERMS_IN.values() for term in running} | {PERFORM} | set(OF_OTHERS)
    assert {term for term, _state, _act in LINES} == terms == set(SETTLED_BY | OF_OTHERS)
    assert sum(state == "to_confirm" for _term, state, _act in LINES) == len(LapseRule)


def acts_offered(client: Any, record: Any, term: str) -> list[str]:
    (row,) = rows(client.get("/").content.decode(), record, term)
    return [url.rsplit("/", 2)[1] for url in offers(row)]


def test_an_extension_is_offered_to_who_carries_it_and_only_while_the_law_allows_one(office, personas, browse):
    """Act art. 62: ordinary procedure, thirty days in sum, before the term has ended."""
    client = browse(personas.supervisor)
    case = office.accept("2026-05-06")
    assert acts_offered(client, case, "decide") == ["conclude", "extend", "suspend"]
    assert acts_offered(browse(personas.clerk), case, "decide") == ["conclude", "suspend"]
    extended = office.do(office.accept("2026-04-07"), "extend", "2026-05-20", days=30)
    assert acts_offered(client, extended, "decide") == ["conclude", "suspend"]
    late = office.accept("2026-04-01")
    assert acts_offered(client, late, "decide") == ["conclude", "suspend"]
    simple = office.accept("2026-06-03", procedure="simplified", ground="art53_1")
    assert acts_offered(client, simple, "decide") == ["conclude", "convert_procedure", "suspend"]


def test_an_acceptance_is_not_offered_where_the_organ_itself_is_the_respondent(office, personas, browse):
    """Act art. 24: the superior is competent."""
    case = office.register("2026-06-25", respondents=["甲县人民政府"])
    assert acts_offered(browse(personas.clerk), case, "examine") == ["decline", "request_correction"]


def test_the_command_names_the_act_that_the_law_allows(office):
    case = aside(office, office.register("2026-06-01"), LapseRule.DEEMED_ACCEPTANCE)
    (item,) = of(office, case, "examine")
    assert item.as_json()["act"] == "deem_accepted"


def test_where_respondents_stand_is_read_once_however_many_cases_wait(office, personas, browse):
    client = browse(personas.clerk)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/")
        return len(found)

    organs = ["甲县公安局", "乙县自然资源局", "乙县人民政府", "测试市公安局", "测试省人民政府"]
    for organ in organs[:2]:
        office.register("2026-06-25", respondents=[organ])
        replied(office, organ)
    few = asked()
    for organ in organs[2:]:
        office.register("2026-06-25", respondents=[organ])
        replied(office, organ)
    assert asked() == few


def replied(office: Office, respondent: str) -> None:
    """A case about to be decided, to which the respondent gave its reply."""
    case = office.accept("2026-05-06", respondents=[respondent])
    office.do(case, "send_copy", "2026-05-07", received_on="2026-05-08")
    office.do(fresh(case), "receive_reply", "2026-05-12")
