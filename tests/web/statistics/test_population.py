"""件/万人: applications by the inhabitants of the year in which the period ends, or the words that none are kept."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from casework.actions.counting.rollup import rebuild
from casework.actions.reference.populations import keep_population
from casework.errors import NotPermitted
from casework.exports.report import figure_line
from casework.law.names import Role
from casework.models import Population, PopulationEntry, Rollup
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.rollup import counting_of, differences, year_window
from tests.management.calls import COUNTY, call, wrong
from tests.statistics.test_rollup import NOW

KEY = "reconsideration.per_10000"
LIST = "/statistics/records/?organ=141021&from=2024-01-01&to=2024-12-31&figure=reconsideration.per_10000"


def figure(office, short="甲县", *, subtree=False, window=None):
    scope = Scope(office[short], subtree=subtree)
    return compute(scope, window or year_window(2024), office.reference.vocabulary, tables=[]).figures[KEY]


@pytest.fixture
def three(office):
    """Three applications of 2024 in a county of 24,000 that was of 30,000 the year before."""
    for on in ("2024-01-03", "2024-06-04", "2024-12-31"):
        office.register(on)
    Population.objects.create(organ=office["甲县"], year=2023, inhabitants=30_000)
    Population.objects.create(organ=office["甲县"], year=2024, inhabitants=24_000)
    return office


def test_applications_are_told_by_10000_inhabitants(three):
    found = figure(three)  # 3 / 24,000 × 10,000
    assert (found.value, found.numerator, found.denominator, found.missing) == (1.25, 3, 24_000, None)


@pytest.mark.parametrize(
    ("start", "end", "as_of", "inhabitants", "received"),
    [
        ("2023-12-11", "2024-12-10", "2024-12-10", 24_000, 2),
        ("2023-01-01", "2023-12-31", "2024-12-31", 30_000, 0),
        ("2023-07-01", "2024-06-30", "2023-12-31", 30_000, 0),  # the state of a day before the end ends the period
    ],
)
def test_the_year_is_that_in_which_the_period_ends(start, end, as_of, inhabitants, received, three):
    found = figure(three, window=Window(*map(date.fromisoformat, (start, end, as_of))))
    assert (found.numerator, found.denominator) == (received, inhabitants)


def test_a_subtree_is_told_by_the_inhabitants_of_its_top_which_hold_those_below(three):
    Population.objects.create(organ=three["市"], year=2024, inhabitants=60_000)
    found = figure(three, "市", subtree=True)
    assert (found.value, found.numerator, found.denominator) == (0.5, 3, 60_000)


def test_without_inhabitants_of_the_year_there_are_words_and_no_number(three):
    Population.objects.filter(year=2024).delete()  # those of 2023 stand in for no other year
    found = figure(three)
    assert (found.value, found.numerator, found.denominator) == (None, 3, 0)
    assert found.missing is not None
    assert found.missing == ("没有2024年的人口数", "no population for 2024")
    assert "没有2024年的人口数 (3/0)" in figure_line(found, "zh-hans")
    said = json.loads(call("report", *COUNTY, "--format", "json", "--table", "T1").out)["figures"][KEY]
    assert (said["value"], said["definition"].endswith("；没有2024年的人口数")) == (None, True)


def test_pages_say_the_rate_with_both_counts_and_what_is_missing(three, personas, browse):
    client = browse(personas.supervisor)
    for page in ("indicators/", "tables/R1/"):
        told = client.get(f"/statistics/{page}?organ=141021&from=2024-01-01&to=2024-12-31").content.decode()
        assert "1.25" in told
        assert "24,000" in told
        told = client.get(f"/statistics/{page}?organ=141021&from=2022-01-01&to=2022-12-31").content.decode()
        assert "没有2022年的人口数" in told


def test_the_applications_open_and_the_inhabitants_which_are_no_records_are_refused_by_name(three, personas, browse):
    client = browse(personas.supervisor)
    assert client.get(f"{LIST}&side=numerator").content.decode().count("<tr>") >= 3
    refused = client.get(f"{LIST}&side=denominator")
    assert refused.status_code == 400
    assert "人口数是基础数据" in refused.content.decode()
    assert (
        "denominator" not in client.get("/statistics/tables/R1/?organ=141021").content.decode().partition(KEY)[2][:300]
    )
    assert "人口数是基础数据" in wrong("records", *COUNTY, "--figure", KEY, "--side", "denominator")


def test_inhabitants_entered_after_a_roll_up_are_told_and_break_no_check(three):
    list(rebuild(three.reference.vocabulary, NOW, [2024]))
    Population.objects.create(organ=three["国"], year=2024, inhabitants=10_000)
    counting = counting_of(Scope(three["国"], subtree=True), year_window(2024), three.reference.vocabulary)
    assert counting.counted_at == NOW
    assert counting.figures("own")[KEY].value == 3
    assert list(differences(Rollup.objects.get(), three.reference.vocabulary)) == []


PAGE = "/statistics/populations/"
R1 = "/statistics/tables/R1/?organ=141021&from={year}-01-01&to={year}-12-31"


@pytest.mark.parametrize("year", [2024, 2021])  # of which inhabitants are kept, and of which none are
def test_the_rate_of_the_yearly_report_leads_whoever_keeps_them_to_its_inhabitants(year, three, personas, browse):
    Population.objects.filter(year=2021).delete()
    address = f'href="{PAGE}?organ=141021&amp;year={year}"'
    assert address in browse(personas.supervisor).get(R1.format(year=year)).content.decode()
    assert PAGE not in browse(personas.clerk).get(R1.format(year=year)).content.decode()


def entered(client, of, **said):
    sent = {"organ": of.division_code or f"id:{of.pk}", "year": "2022", "inhabitants": "24,500", "source": "公报"}
    return client.post(PAGE, sent | said, follow=True)


def test_a_supervisor_enters_and_corrects_the_inhabitants_of_the_own_division_and_those_below(three, personas, browse):
    client = browse(personas.city_supervisor)
    for typed, kept in (("24,500", 24_500), ("2.4万", 24_000), ("２３０００", 23_000)):
        said = entered(client, three["甲县"], inhabitants=typed).content.decode()
        assert f"甲县人民政府2022年常住人口{kept:,}人" in said
        assert Population.objects.get(organ=three["甲县"], year=2022).inhabitants == kept
    form = client.get(f"{PAGE}?organ=141021&year=2022").content.decode()
    assert 'value="23000"' in form
    assert 'value="公报"' in form
    offered = form.partition("<select")[2].partition("</select>")[0]
    assert ("甲县人民政府" in offered, "甲县公安局" in offered) == (True, False)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("year", "2027", "“2027”还没有到，至多2026"),
        ("year", "1900", "1900"),
        ("year", "去年", "去年"),
        ("inhabitants", "0", "“0”要在1到2,000,000,000之间"),
        ("inhabitants", "", "必填"),
        ("inhabitants", "很多", "很多"),
        ("inhabitants", "30亿", "“3000000000”要在1到2,000,000,000之间"),
        ("organ", "999999", "999999"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_kept(field, typed, told, three, personas, browse):
    answer = entered(browse(personas.supervisor), three["甲县"], **{field: typed})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Population.objects.filter(year=2022).exists()


def history(client, query=""):
    """Who set which number, the latest first, as the page tells it."""
    page = client.get(f"{PAGE}{query}").content.decode().partition('id="entries"')[2].partition("</table>")[0]
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S) for row in page.split("<tr>")[2:]]
    hidden = re.compile(r'<span class="hidden">.*?</span>|<[^>]*>')
    return [[" ".join(hidden.sub(" ", cell).split()) for cell in row] for row in cells]


def test_who_set_which_number_when_stands_on_the_page_and_what_changes_nothing_is_no_entry(three, personas, browse):
    client = browse(personas.supervisor)
    for typed, source in (("24,500", "公报"), ("24,500", "公报"), ("2.6万", "公报"), ("2.6万", "年鉴")):
        entered(client, three["甲县"], inhabitants=typed, source=source)
    entered(browse(personas.city_supervisor), three["甲县"], inhabitants="27000", year="2021", source="")
    told = history(client)
    assert [row[2:] for row in told] == [
        ["甲县人民政府", "2021", "— → 27,000", "—"],
        ["甲县人民政府", "2022", "26,000 → 26,000", "公报 → 年鉴"],
        ["甲县人民政府", "2022", "24,500 → 26,000", "公报"],
        ["甲县人民政府", "2022", "— → 24,500", "公报"],
    ]
    assert [row[1] for row in told] == [str(personas.city_supervisor), *[str(personas.supervisor)] * 3]
    assert all("年" in row[0] and ":" in row[0] for row in told)
    assert len(history(client, "?organ=141021&year=2021")) == 1
    assert history(browse(personas.add("other", Role.SUPERVISOR, "乙县"))) == []


def test_what_the_administration_sets_moves_or_takes_away_is_noted_as_well(three, personas, browse):
    county, client = three["甲县"], browse(personas.administrator)
    row = Population.objects.get(organ=county, year=2024)
    sent = {"name": county.name, "word": county.word, "number_at": county.number_at}
    sent |= {"former_names-TOTAL_FORMS": "0", "former_names-INITIAL_FORMS": "0"}
    sent |= {"populations-TOTAL_FORMS": "1", "populations-INITIAL_FORMS": "1", "populations-0-organ": county.pk}
    sent |= {"populations-0-id": row.pk, "populations-0-year": 2025, "populations-0-inhabitants": 25000}
    address = f"/admin/casework/organ/{county.pk}/change/"
    assert client.post(address, sent | {"populations-0-source": "公报"}).status_code == 302
    moved = Population.objects.get(organ=county, year=2025)
    assert not Population.objects.filter(organ=county, year=2024).exists()
    sent |= {"populations-0-id": moved.pk, "populations-0-DELETE": "on"}
    assert client.post(address, sent).status_code == 302
    assert not Population.objects.filter(organ=county, year=2025).exists()
    noted = [(one.year, one.before, one.after, one.person) for one in PopulationEntry.objects.order_by("id")]
    assert noted == [
        (2024, 24_000, None, personas.administrator),
        (2025, None, 25_000, personas.administrator),
        (2025, 25_000, None, personas.administrator),
    ]


def test_an_entry_is_never_changed_or_removed(three, personas, browse):
    entered(browse(personas.supervisor), three["甲县"])
    entries = PopulationEntry.objects.all()
    for change in (lambda: entries.update(after=1), entries.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert [one.after for one in entries] == [24_500]


def test_nobody_else_keeps_inhabitants_and_no_supervisor_those_of_another_county(three, personas, browse):
    for who in ("clerk", "report_team", "administrator"):
        assert browse(getattr(personas, who)).get(PAGE).status_code == 403, who
    assert entered(browse(personas.supervisor), three["乙县"]).status_code == 422
    with pytest.raises(NotPermitted, match="乙县人民政府的常住人口由它或者上级的机构负责人填写"):
        keep_population(three["乙县"], 2022, 1, actor=three.actor("甲县", Role.SUPERVISOR))
    with pytest.raises(NotPermitted):
        keep_population(three["甲县"], 2022, 1, actor=three.actor("甲县", Role.CLERK))
    assert not Population.objects.filter(year=2022).exists()


def test_a_rate_that_is_not_known_leads_to_where_what_it_lacks_is_entered(three, personas, browse):
    asked = "/statistics/indicators/?organ=141021&from=2022-01-01&to=2022-12-31"
    assert f'href="{PAGE}?organ=141021&amp;year=2022"' in browse(personas.supervisor).get(asked).content.decode()
    told = browse(personas.clerk).get(asked).content.decode()
    assert PAGE not in told
    assert "由机构负责人填写常住人口" in told
