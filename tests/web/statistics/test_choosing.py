"""Another denominator, another rounding: chosen by the address, said beside the rate, and its list opens."""

from __future__ import annotations

import html
import re

import pytest

from casework.statistics.compute import compute
from casework.statistics.datasets import Scope
from casework.statistics.figures.alternatives import ALTERNATIVES
from tests.statistics.asked import YEAR as WINDOW

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"


def line(page, label):
    found = re.search(rf'<th scope="row"><a[^>]*>{label}</a></th>(.*?)</tr>', page, re.S)
    assert found is not None, label
    return found[1]


def text(cells):
    return html.unescape(re.sub(r"<[^>]*>|\s", "", cells))


@pytest.fixture
def six(office):
    """Six accepted in 2024, of which three are concluded and two corrected; of three suits one is dismissed unheard."""
    for n, outcome in enumerate(("revoke", "revoke", "uphold")):
        office.conclude(f"2024-0{n + 2}-01", outcome)
    for n in range(3):
        office.accept(f"2024-0{n + 2}-08")
    for result in ("revoke", "dismiss_claims", "suit_dismissed"):
        office.do(office.sue("2024-05-06"), "close_instance", "2024-08-01", result=result)
    office.do(office.mediation("2024-05-06"), "conclude", "2024-06-01", result="succeeded")
    office.mediation("2024-07-01")
    return office


CHOICES = (
    ("correction_rate=accepted", "直接纠错率", "66.67% (2/3)", "33.33% (2/6)", "直接纠错/受理"),
    ("conclusion_rate=accepted", "审结率", "50% (3/6)", "50% (3/6)", "审结/受理"),
    ("loss_rate=substantive", "败诉率", "33.33% (1/3)", "50% (1/2)", "实体判决"),
    ("success_rate=received", "调解成功率", "100% (1/1)", "50% (1/2)", "期内收到的纠纷"),
)


@pytest.mark.parametrize(("choice", "label", "own", "chosen", "said"), CHOICES)
@pytest.mark.parametrize("path", [f"/statistics/tables/R1/?{YEAR}"])
def test_a_denominator_that_is_chosen_stands_beside_the_rate_with_its_formula(
    path, choice, label, own, chosen, said, six, personas, browse
):
    client = browse(personas.clerk)
    assert text(own) in text(line(client.get(path).content.decode(), label))
    page = client.get(f"{path}&{choice}").content.decode()
    assert text(chosen) in text(line(page, label))
    assert said in text(line(page, label))
    told = page.partition('class="chosen note"')[2].partition("</div>")[0]
    assert label in told
    assert said in told


@pytest.mark.parametrize(("choice", "label", "own", "chosen", "said"), CHOICES)
def test_the_denominator_that_is_chosen_opens_its_list(choice, label, own, chosen, said, six, personas, browse):
    client = browse(personas.clerk)
    page = client.get(f"/statistics/tables/R1/?{YEAR}&{choice}").content.decode()
    (link,) = re.findall(r'<a href="([^"]*side=denominator[^"]*)"', line(page, label))
    opened = client.get(html.unescape(link)).content.decode()
    counted = re.search(r'class="count">\s*(\d+)', opened)
    assert counted is not None
    assert counted[1] == re.findall(r"/(\d+)\)", chosen)[0]
    assert said in opened


def test_nothing_chosen_says_nothing_and_the_command_knows_no_choice(six, personas, browse):
    page = browse(personas.clerk).get(f"/statistics/tables/R1/?{YEAR}").content.decode()
    assert 'class="chosen note"' not in page
    rate = compute(Scope(six["甲县"]), WINDOW, six.reference.vocabulary).figures["reconsideration.correction_rate"]
    assert (rate.numerator, rate.denominator) == (2, 3)


def test_percentages_are_cut_where_that_is_chosen_and_it_is_said(six, personas, browse):
    client = browse(personas.clerk)
    page = client.get(f"/statistics/tables/R1/?{YEAR}&rounding=truncate").content.decode()
    assert "66.66%(2/3)" in text(line(page, "直接纠错率"))
    assert "截到两位小数" in page
    office = six
    office.accept("2024-04-01", matters=["licensing"])
    rounded = client.get(f"/statistics/tables/T3/?{YEAR}").content.decode()
    cut = client.get(f"/statistics/tables/T3/?{YEAR}&rounding=truncate").content.decode()
    assert "85.71%(6/7)" in text(line(cut, "行政处罚"))
    assert "14.29%(1/7)" in text(line(rounded, "行政许可"))
    assert "14.28%(1/7)" in text(line(cut, "行政许可"))
    assert "截到两位小数" in cut.partition("<caption>")[2].partition("</caption>")[0]


@pytest.mark.parametrize("query", ["correction_rate=received", "rounding=up", "uphold_rate=accepted"])
def test_a_choice_that_is_not_there_is_refused_by_name(query, county, personas, browse):
    assert browse(personas.clerk).get(f"/statistics/?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["figure=reconsideration.correction_rate&side=numerator&denominator=accepted",
     "figure=reconsideration.uphold_rate&side=denominator&denominator=accepted",
     "cell=T2.concluded.total&denominator=accepted"],
)  # fmt: skip
def test_a_list_of_another_denominator_is_of_a_rate_that_has_one(query, county, personas, browse):
    assert browse(personas.clerk).get(f"/statistics/records/?{YEAR}&{query}").status_code == 400


def test_every_rate_with_a_choice_is_asked_for_by_a_name_of_its_own():
    assert len({key.partition(".")[2] for key in ALTERNATIVES}) == len(ALTERNATIVES) == 4
