"""records: the list behind a cell or a figure, as many lines as the report says."""

from __future__ import annotations

import pytest

from tests.lives import Lives
from tests.management.calls import COUNTY, YEAR, call, run, wrong

LINE = {"id", "number", "organ", "received_on", "accepted_on", "concluded_on", "state", "outcome", "url"}


@pytest.fixture
def lives(office) -> Lives:
    return Lives(office, 5).play(cases=14, suits=8, mediations=16, entries=5)


def test_the_list_of_a_cell_has_the_shape_of_the_contract(office):
    case = office.conclude("2024-03-01", days=30, compensation_granted="12.5", outcome="revoke")
    data = call("records", *COUNTY, "--cell", "T2.revoke.total", "--format", "json").json()
    (line,) = data.pop("records")
    assert data == {
        "cell": "T2.revoke.total", "kind": "reconsideration", "unit": "case", "count": 1, "sum": None,
    }  # fmt: skip
    assert line == {
        "id": case.pk, "number": case.number, "organ": "甲县人民政府", "received_on": "2024-03-01",
        "accepted_on": "2024-03-01", "concluded_on": "2024-03-31", "state": "concluded", "outcome": "revoke",
        "url": case.get_absolute_url(),
    }  # fmt: skip
    summed = call("records", *COUNTY, "--cell", "T8.compensation_amount.value", "--format", "json").json()
    assert (summed["unit"], summed["count"], summed["sum"]) == ("yuan", 1, 12.5)


def test_an_earlier_decision_is_listed_as_it_was(office):
    case = office.conclude("2024-03-01", days=30)
    case = office.do(case, "reopen", "2024-06-03", to="reviewing", by_order_of="甲县人民法院")
    office.do(case, "conclude", "2024-07-01", outcome="revoke")
    data = call("records", *COUNTY, "--cell", "T2.concluded.total", "--format", "json").json()
    assert [(line["concluded_on"], line["outcome"]) for line in data["records"]] == [
        ("2024-03-31", "uphold"),
        ("2024-07-01", "revoke"),
    ]


def test_the_list_of_the_disputes_names_each_dispute_once(office):
    suit = office.do(office.sue("2024-05-06"), "close_instance", "2024-06-03", result="dismiss_claims")
    office.do(suit, "open_instance", "2024-07-01", instance="second", court="测试市中级人民法院", court_number="终1")
    data = call("records", *COUNTY, "--figure", "litigation.disputes", "--format", "json").json()
    assert [line["id"] for line in data["records"]] == [suit.pk]  # two instances, one dispute
    assert (data["kind"], data["unit"], data["count"]) == ("litigation", "case", 1)


@pytest.mark.parametrize(
    "cell", ["T1.received.count", "T3.total.count", "T7.mean_days.value", "L1.received.total", "L2.heard.count",
             "M1.concluded.amount", "M3.total.total", "T6.total.applicants"],
)  # fmt: skip
def test_as_many_lines_as_the_report_says(lives, cell):
    scope = ("--organ", "测试市人民政府", "--subtree", *YEAR)
    table, row, column = cell.split(".")
    report = call("report", *scope, "--format", "json", "--table", table).json()["tables"][table]
    value = next(r["values"][column] for r in report["rows"] if r["key"] == row)
    data = call("records", *scope, "--cell", cell, "--format", "json").json()
    assert data["count"] == len(data["records"]) > 0
    assert all(set(line) == LINE for line in data["records"])
    assert value in (data["count"], data["sum"], round((data["sum"] or 0) / data["count"] + 1e-9, 2))
    text = call("records", *scope, "--cell", cell)
    assert len(text.out.splitlines()) == data["count"] + 1
    assert f"{data['count']}条" in text.err


def test_both_sides_of_a_rate(lives):
    scope = ("--organ", "测试市人民政府", "--subtree", *YEAR)
    figures = call("report", *scope, "--format", "json", "--table", "T1").json()["figures"]
    for key in ("reconsideration.acceptance_rate", "litigation.appearance_rate", "mediation.success_rate"):
        for side in ("numerator", "denominator"):
            data = call("records", *scope, "--figure", key, "--side", side, "--format", "json").json()
            assert data["figure"] == key
            assert data["count"] == figures[key][side]


def test_labels_stand_for_keys(lives):
    scope = ("--organ", "测试市人民政府", "--subtree", *YEAR)
    by_key = call("records", *scope, "--cell", "T3.administrative_penalty.count", "--format", "json").json()
    by_label = call("records", *scope, "--cell", "T3.行政处罚.件数", "--format", "json").json()
    assert by_key["records"] == by_label["records"]


def test_the_basis_changes_the_list(office):
    office.conclude("2023-12-20", days=30)
    found = {
        basis: call("records", *COUNTY, "--cell", "T3.total.count", "--basis", basis, "--format", "json").json()[
            "count"
        ]
        for basis in ("received", "accepted", "concluded", "cohort")
    }
    assert found == {"received": 0, "accepted": 0, "concluded": 1, "cohort": 0}


WRONG = [
    (("--cell", "T2.uphold"), "T2.uphold"),
    (("--cell", "T99.uphold.total"), "T99"),
    (("--cell", "T2.won.total"), "won"),
    (("--cell", "T2.uphold.sideways"), "sideways"),
    (("--cell", "W1.goats:count.value"), "goats"),
    (("--cell", "W1.publicity_event:count.share"), "share"),
    (("--cell", "R1.goats.value"), "goats"),
    (("--cell", "T5.organ:999.count"), "organ:999"),
    (("--figure", "reconsideration.goats"), "goats"),
    (("--figure", "ledger.goats.count"), "goats"),
    (("--figure", "reconsideration.received", "--side", "denominator"), "reconsideration.received"),
    (("--figure", "reconsideration.uphold_rate", "--side", "middle"), "middle"),
    (("--cell", "T2.uphold.total", "--side", "numerator"), "--side"),
    (("--cell", "T2.uphold.total", "--figure", "reconsideration.received"), "--figure"),
    ((), "--cell"),
]


@pytest.mark.parametrize(("words", "named"), WRONG, ids=lambda value: value if isinstance(value, str) else "")
def test_a_wrong_call_names_the_value_in_one_line(office, words, named):
    assert named in wrong("records", *COUNTY, *words)


def test_the_exit_status_and_the_two_outputs(site):
    asked = ("--organ", "试县人民政府", *YEAR)
    good = run(site, "records", *asked, "--cell", "T2.uphold.total")
    assert good.returncode == 0
    assert "试县人民政府复〔2024〕1号" in good.stdout
    bad = run(site, "records", *asked, "--cell", "T2.won.total")
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (2, "", 1)
