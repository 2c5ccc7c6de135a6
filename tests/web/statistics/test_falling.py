"""What falls due: every open term of every kind of record with what settles it, what is planned, in any period."""

from __future__ import annotations

import html
import re

import pytest

PAGE = "/statistics/due/"


def page_of(client, query=""):
    answer = client.get(f"{PAGE}?organ=141021{query}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def rows(page, table):
    """The texts of the cells of a table, row by row; `table` is how it is marked."""
    found = page.partition(f"<table {table}")[2].partition("</table>")[0]
    bodies = found.partition("<tbody>")[2]
    return [
        [
            " ".join(re.sub(r"<[^>]*>", " ", cell).split())
            for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", bodies, re.S)
    ]


TERMS = 'class="list desk"'
COUNTS = 'class="figures"'


@pytest.fixture
def open_terms(office):
    """On 30 June 2026, a Tuesday: a term of each kind of record, two of them earlier than this month."""
    agreed = office.mediation("2026-06-10")
    office.do(agreed, "conclude", "2026-06-15", result="succeeded", form="oral", effective_on="2026-06-15")
    return {
        # received Thursday 25 June: five working days to examine it, to Thursday 2 July (art. 30)
        "examined": office.register("2026-06-25"),
        # accepted in March: the sixty days to decide it ended in May (art. 62)
        "late": office.accept("2026-03-02"),
        # copy received on 22 June: fifteen days for the defence, to 7 July (行政诉讼法 67)
        "suit": office.sue("2026-06-22"),
        # agreed on 15 June: thirty days to ask for confirmation, to 15 July (人民调解法 33)
        "mediation": agreed,
    }


def test_open_terms_of_every_kind_of_record_stand_with_their_act_and_article(open_terms, personas, browse):
    told = rows(page_of(browse(personas.supervisor), "&from=2026-07-01&to=2026-07-31"), TERMS)
    by_record = {(row[2], row[1].split()[0]): row for row in told}
    examined = by_record[str(open_terms["examined"]), "审查期限"]
    assert "7月2日 30条1款" in examined[1]
    assert "受理" in examined[5].split()
    suit = by_record[str(open_terms["suit"]), "答辩举证期限"]
    assert "7月7日 行政诉讼法67条1款" in suit[1]
    assert suit[5] == "提交答辩状"
    mediation = by_record[str(open_terms["mediation"]), "申请司法确认期限"]
    assert "7月15日 人民调解法33条" in mediation[1]
    assert mediation[5] == "申请司法确认"


def test_what_ended_before_the_period_and_is_open_stands_apart_and_each_number_opens_its_lines(
    open_terms, personas, browse
):
    client = browse(personas.supervisor)
    page = page_of(client, "&from=2026-07-01&to=2026-07-31")
    counts = {row[0]: row[1:3] for row in rows(page, COUNTS)}
    assert counts["审理期限"] == ["1", "0"]
    assert counts["审查期限"] == ["0", "1"]
    whole = rows(page, TERMS)
    assert sum(map(int, counts["合计"])) == len(whole)
    assert [int(n) for n in counts["合计"]] == [
        sum(int(row[place]) for term, row in counts.items() if term != "合计") for place in (0, 1)
    ]
    links = re.findall(r'<a href="(\?[^"]*when=[^"]*)"[^>]*>(\d+)</a>', page)
    assert len(links) == 2 * len(counts)
    for url, shown in links:
        answer = client.get(f"{PAGE}{url}")
        assert len(rows(html.unescape(answer.content.decode()), TERMS)) == int(shown), url


def test_this_month_is_asked_for_where_no_day_is(open_terms, personas, browse):
    page = page_of(browse(personas.supervisor))
    assert 'value="2026-06-01"' in page
    assert 'value="2026-06-30"' in page
    assert not any(row[1].startswith("审查期限") for row in rows(page, TERMS))  # it ends in July


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("&from=7.15", "2026-07-15", "2026-07-31"),  # a coming day, as of a plan
        ("&from=6.15&to=8.1", "2026-06-15", "2026-08-01"),
        ("&to=2026-09-10", "2026-06-01", "2026-09-10"),
        ("&to=2026-03-10", "2026-03-01", "2026-03-10"),
        ("&from=今&to=12.31", "2026-06-30", "2026-12-31"),
        ("&from=2028-02-03", "2028-02-03", "2028-02-29"),
    ],
)
def test_any_period_may_be_asked_for_by_short_days_that_are_coming_ones(query, start, end, office, personas, browse):
    page = page_of(browse(personas.supervisor), query)
    assert (f'name="from" value="{start}"' in page, f'name="to" value="{end}"' in page) == (True, True)


@pytest.mark.parametrize(
    ("query", "said"),
    [("&from=13.45", "13.45"), ("&from=2026-08-01&to=2026-07-01", "2026-07-01"), ("&when=soon", "soon")],
)
def test_what_cannot_be_read_is_refused_by_name(query, said, office, personas, browse):
    answer = browse(personas.supervisor).get(f"{PAGE}?organ=141021{query}")
    assert answer.status_code in (400, 422)
    assert said in answer.content.decode()


def test_what_is_planned_in_the_period_stands_beside_the_terms(office, personas, browse):
    case = office.do(office.accept("2026-06-01"), "plan", "2026-07-02", what="hearing", at="9:00", place="三楼会议室")
    client = browse(personas.supervisor)
    for query, there in (("&from=2026-07-01&to=2026-07-03", True), ("&from=2026-07-03&to=2026-07-31", False)):
        planned = rows(page_of(client, query), 'class="list plans"')
        assert any(row[2] == str(case) and "9:00" in row[0] for row in planned) is there


def test_the_file_holds_every_term_and_plan_that_the_page_counts(open_terms, personas, browse):
    client = browse(personas.supervisor)
    query = "&from=2026-07-01&to=2026-07-31"
    lines = rows(page_of(client, query), TERMS)
    answer = client.get(f"{PAGE}?organ=141021{query}&format=csv")
    table = answer.getvalue().decode().partition("未办期限")[2].partition("排期")[0]
    for row in lines:
        assert any(row[2] in line and row[1].split()[0] in line for line in table.splitlines()), row


def test_readers_with_masked_names_find_no_party_and_no_place_there(office, personas, browse):
    case = office.accept("2026-06-01", applicants=[{"kind": "citizen", "name": "钱明月"}])
    office.do(case, "plan", "2026-07-02", what="hearing", at="9:00", place="钱明月家", who=["钱明月"])
    reader = browse(personas.report_team)
    for form in ("", "&format=csv"):
        answer = reader.get(f"{PAGE}?organ=141021&from=2026-07-01&to=2026-08-31{form}")
        said = (answer.getvalue() if form else answer.content).decode()
        assert case.number in said
        assert "钱明月" not in said
        assert "钱**" in said


def test_who_records_no_act_reads_which_one_settles_a_term(open_terms, personas, browse):
    told = rows(page_of(browse(personas.report_team), "&from=2026-07-01&to=2026-07-31"), TERMS)
    assert {row[5] for row in told} >= {"受理", "提交答辩状", "申请司法确认"}
