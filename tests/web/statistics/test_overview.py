"""The overview: figures beside the year before, breakdowns as tables with bars, every number its list."""

from __future__ import annotations

import html
import re

import pytest

URL = "/statistics/overview/?organ=141021&from=2024-01-01&to=2024-12-31"


def row(page, label):
    found = re.search(rf'<th scope="row">(?:<a [^>]*>)?{label}(?:</a>)?</th>(.*?)</tr>', page, re.S)
    assert found is not None, label
    return found[1]


def numbers(cells):
    return [html.unescape(re.sub(r"<[^>]*>|\s", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells, re.S)]


@pytest.fixture
def page(county, personas, browse):
    return browse(personas.supervisor).get(URL).content.decode()


def test_a_figure_stands_beside_the_same_days_a_year_before(page):
    # of the small county: one application came in December 2023 and four in 2024
    received = numbers(row(page, "收到行政复议申请"))
    assert received[0] == "4"
    assert received[2] == "1"
    assert received[3] == "+3"


def test_the_figures_of_both_years_open_their_lists(page):
    for label in ("收到行政复议申请", "受理", "审结"):
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row(page, label), re.S)
        assert ["from=2024-01-01" in cells[0], "from=2023-01-01" in cells[2]] == [True, True], label


def test_a_rate_of_nothing_is_no_number_in_either_year(personas, browse, office):
    cells = numbers(row(browse(personas.supervisor).get(URL).content.decode(), "直接纠错率"))
    assert [cells[0], cells[2]] == ["—", "—"]


def test_every_number_opens_the_list_that_it_counts(page, personas, browse):
    client = browse(personas.supervisor)
    links = re.findall(r'<a href="(/statistics/records/[^"]*)"[^>]*>(\d+)</a>', page)
    assert len(links) > 10
    for link, shown in links:
        opened = client.get(html.unescape(link)).content.decode()
        counted = re.search(r'class="count">\s*([\d,]+)', opened)
        assert counted is not None
        assert counted[1] == shown, link


def test_the_bars_are_as_long_as_the_counts_say_and_never_alone(page):
    chart = page.partition('id="chart-T2"')[2].partition("</section>")[0]
    rows = re.findall(r'<th scope="row">.*?</tr>', chart, re.S)
    drawn = {}
    for each in rows:
        count = int(re.sub(r"<[^>]*>|\s", "", re.findall(r'<td class="n">(.*?)</td>', each, re.S)[0]))
        drawn[count] = int(re.findall(r'width="(\d+)" height="11"', each)[0])
    assert drawn
    longest = max(drawn)
    assert all(length == 240 * count // longest for count, length in drawn.items())


def test_months_stand_in_the_order_of_time_beside_the_same_month_a_year_before(page):
    chart = page.partition('id="chart-T10"')[2].partition("</section>")[0]
    months = re.findall(r'<th scope="row">([^<]*)</th>', chart)
    assert len(months) == 12
    assert months == sorted(months, key=lambda month: int(re.findall(r"(\d+)月", month)[0]))
    # received in February, March, April and May 2024; in December 2023 one
    counts = [numbers(row(chart, month)) for month in months]
    assert [int(cells[0]) for cells in counts] == [0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    assert int(counts[11][3]) == 1


def test_few_cases_have_no_percentage_without_their_counts(page):
    assert "%" not in row(page, "调解成功率").partition("<td")[2].partition("</td>")[0]
    assert "1/2" in "".join(numbers(row(page, "调解成功率"))[:1])


def test_a_leap_day_has_its_year_before(personas, browse, office):
    client = browse(personas.supervisor)
    page = client.get("/statistics/overview/?organ=141021&from=2024-02-29&to=2024-02-29").content.decode()
    assert "2023年2月28日" in page


@pytest.mark.parametrize(
    "query", ["from=2024-12-31&to=2024-01-01", "from=x", "year=2024", "from=2024-01-01&from=2024-01-02"]
)
def test_a_question_that_cannot_be_read_is_refused_with_a_sentence(query, personas, browse, office):
    assert browse(personas.supervisor).get(f"/statistics/overview/?{query}").status_code == 400


def test_a_county_without_records_says_so(personas, browse, office):
    assert "都没有数据" in browse(personas.supervisor).get(URL).content.decode()


def test_the_basis_is_asked_for_and_said_and_every_number_follows_it(county, personas, browse):
    # of the three that ended in 2024 one had come in December 2023
    client = browse(personas.supervisor)
    cohort = client.get(f"{URL}&basis=cohort").content.decode()
    assert "口径：期内收到的申请及其结果" in cohort
    assert numbers(row(cohort, "审结"))[0] == "2"
    assert numbers(row(client.get(URL).content.decode(), "审结"))[0] == "3"
    opened = html.unescape(re.findall(r'<a href="(/statistics/records/[^"]*)"', row(cohort, "审结"))[0])
    assert re.search(r'class="count">\s*2\b', client.get(opened).content.decode())
    assert client.get(f"{URL}&basis=all").status_code == 400


def of_ten(office, year, upheld, *, of=10):
    """So many concluded cases of a year, of which some are upheld and all others revoked."""
    for n in range(of):
        office.conclude(f"{year}-0{n % 8 + 1}-03", "uphold" if n < upheld else "revoke")


@pytest.mark.parametrize(
    ("before", "change"),
    [(10, "+20个百分点"), (9, "—")],  # 6/10 beside 4/10; beside 5 of 9, which are few
)
def test_rates_differ_in_percentage_points_and_not_where_one_is_of_few(before, change, office, personas, browse):
    of_ten(office, 2024, 4)  # six of ten corrected
    of_ten(office, 2023, 6 if before == 10 else 4, of=before)
    client = browse(personas.supervisor)
    assert numbers(row(client.get(URL).content.decode(), "直接纠错率"))[3] == change
    compared = client.get("/statistics/compare/?table=R1&organ=141021&from=2024-01-01&to=2024-12-31").content.decode()
    found = re.search(r'<th scope="row"[^>]*><a[^>]*>直接纠错率</a></th>(.*?)</tr>', compared, re.S)
    assert found is not None
    assert numbers(found[1])[-1].removeprefix("≠") == change


def test_shares_differ_in_percentage_points(office, personas, browse):
    of_ten(office, 2024, 0)
    of_ten(office, 2023, 0)
    office.accept("2024-08-08", matters=["licensing"])
    address = "/statistics/compare/?table=T3&organ=141021&from=2024-01-01&to=2024-12-31"
    compared = browse(personas.supervisor).get(address).content.decode()
    found = re.search(r'<th scope="row"[^>]*><a[^>]*>行政许可</a></th>(.*?)</tr>', compared, re.S)
    assert found is not None
    cells = numbers(found[1])
    assert cells[2].removeprefix("≠") == "+1"  # cases
    assert cells[5].removeprefix("≠") == "+9.09个百分点"  # 1 of 11 beside 0 of 10
