"""One small county whose records give every kind of page something to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.actions.reference.populations import keep_population
from casework.actions.reference.staff import take_on
from casework.law.names import Role
from tests.factories import Office

SECRETS = {"identity_number": "142623199001010011", "telephone": "13800001234", "address": "东关大街12号"}
APPLICANTS = [
    {"kind": "citizen", "name": "欧阳测试", "count": 2, "representative": "司徒代表", "agent": "上官代理", **SECRETS},
    {"kind": "legal_person", "name": "测试商贸公司"},
]


@dataclass
class County:
    """The records of 甲县 that the pages are tried on."""

    office: Office
    named: Any
    ended: Any
    suspended: Any
    corrected: Any
    suit: Any
    mediation: Any
    entry: Any
    response: Any


def make_county(office: Office) -> County:
    """Cases in several states, a suit of two instances, mediation, ledger; the year is 2024."""
    take_on(office["甲县"], ["李某", "王某"])
    named = office.register("2024-03-04", applicants=APPLICANTS, third_parties=["慕容第三人"])
    named = office.do(named, "request_correction", "2024-03-06", items=["欧阳测试的身份证142623199001010011复印件"])
    ended = office.conclude("2024-02-01", "revoke", redo_ordered=True, compensation_granted="1200.50")
    named = office.do(named, "serve", "2024-03-07", to="欧阳测试", paper="correction_notice")
    ended = office.do(ended, "serve", "2024-03-05", to="申请人")
    ended = office.do(ended, "issue_opinion", "2024-03-06", to="甲县公安局", received_on="2024-03-08")
    suspended = office.do(office.accept("2024-04-01"), "assign", "2024-04-01", handlers=["李某", "王某"])
    suspended = office.do(suspended, "send_copy", "2024-04-03", received_on="2024-04-07")
    suspended = office.do(suspended, "extend", "2024-04-19", days=10, approver="周某")
    suspended = office.do(suspended, "suspend", "2024-04-20", ground="7")
    corrected = office.conclude("2024-05-06", "uphold")
    corrected = office.do(corrected, "correct", "2024-06-20", fact="concluded_on", value="2024-06-06", reason="录错")
    office.conclude("2023-12-04", "dismiss_application", days=40)
    return County(
        office,
        named,
        ended,
        suspended,
        corrected,
        _suit(office, ended),
        _mediation(office),
        _ledger(office),
        _response(office),
    )


def make_populations(office: Office) -> None:
    """The inhabitants of 甲县 in two years and of 乙县 in one."""
    for name, year, inhabitants in (("甲县", 2023, 241000), ("甲县", 2024, 240000), ("乙县", 2024, 310000)):
        actor = office.actor(name, Role.SUPERVISOR)
        keep_population(office[name], year, inhabitants, "统计公报" if year == 2024 else "", actor=actor)


def _suit(office: Office, case: Any) -> Any:
    suit = office.sue("2024-04-02", after_reconsideration=case.number)
    suit = office.do(suit, "hold_hearing", "2024-05-08")
    suit = office.do(suit, "record_appearance", "2024-05-08", organ="甲县人民政府", rank="deputy")
    suit = office.do(suit, "close_instance", "2024-06-03", result="dismiss_claims", ruling_on="2024-06-03")
    return office.do(
        suit,
        "open_instance",
        "2024-06-20",
        instance="second",
        court="测试省高级人民法院",
        court_number="（2024）测行终2号",
    )


def _mediation(office: Office) -> Any:
    case = office.mediation("2024-05-07", parties=3, amount="20500.00", source="entrusted_court")
    case = office.do(case, "conclude", "2024-05-20", result="succeeded", form="written")
    office.do(office.mediation("2024-05-08"), "conclude", "2024-05-09", result="failed")
    office.mediation("2024-12-20")
    return case


def _response(office: Office) -> Any:
    case = office.response(
        "2024-05-06", applicant="欧阳测试", deciding_number="测政复〔2024〕9号", act_number="甲许〔2024〕3号"
    )
    case = office.do(case, "reply", "2024-05-17")
    case = office.do(case, "conclude", "2024-07-01", outcome="revoke", number="测政复决〔2024〕9号")
    case = office.do(case, "serve", "2024-07-03")
    case = office.do(case, "receive_opinion", "2024-07-03")
    office.response("2024-12-20", matter="information_disclosure")
    return case


def _ledger(office: Office) -> Any:
    office.entry("2024-03-01", kind="township_item_list", quantities={"before": 50, "after": 26})
    office.entry("2024-03-02", kind="township_item_list", quantities={"before": 60, "after": 28})
    office.entry("2024-04-02", kind="legal_consultation", quantities={"count": 30, "satisfied": 29})
    return office.entry("2024-05-06", subject="宪法宣传", note="广场")
