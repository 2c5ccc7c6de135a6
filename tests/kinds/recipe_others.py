"""What is asked of an act, a column, a figure and a screen that were just added: run in the copy of `test_recipes`."""

from __future__ import annotations

import json

import pytest

from casework.errors import ActRefused

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_act_is_done_told_and_described(office, personas, browse):
    case, client = office.mediation(), browse(personas.clerk)
    with pytest.raises(ActRefused):  # there is no agreement to look after
        office.do(case, "visit", "2024-05-10")
    case = office.do(case, "conclude", "2024-05-10", result="succeeded", form="written")
    form = page(client, f"{case.get_absolute_url()}acts/visit/")
    assert "走访" in form
    assert "上门回访之日" in form
    case = office.do(case, "visit", "2024-06-10")
    told = page(client, case.get_absolute_url())
    assert "走访" in told
    suit = office.do(office.sue(), "visit", "2024-06-10")
    assert "走访" in page(client, suit.get_absolute_url())
    schemas = json.loads(page(client, "/api/v1/schema/"))["components"]["schemas"]
    for schema in ("MediationVisit", "LitigationVisit"):
        assert "on" in schemas[schema]["required"]
    assert "上门回访之日" in page(client, "/help/fields/")


def test_the_column_is_counted_defined_and_opens_its_records(office, personas, browse):
    for difficult in (True, True, False):
        case = office.mediation(difficult=difficult)
        office.do(case, "conclude", "2024-05-10", result="failed")
    client = browse(personas.supervisor)
    table = json.loads(page(client, f"/api/v1/tables/M1/?{YEAR}"))
    assert next(row for row in table["rows"] if row["key"] == "concluded")["values"]["difficult"] == 2
    lines = page(client, f"/statistics/records/?{YEAR}&cell=M1.concluded.difficult")
    assert '<strong class="count">2</strong>' in lines
    assert 'id="M1.column.difficult"' in page(client, "/statistics/definitions/M1/")


def test_the_figure_is_counted_defined_and_opens_its_records(office, personas, browse):
    for kind in ("village", "village", "township"):
        case = office.mediation(body_kind=kind)
        office.do(case, "conclude", "2024-05-10", result="failed")
    client = browse(personas.supervisor)
    told = json.loads(page(client, f"/api/v1/figures/mediation.of_villages/?{YEAR}"))
    assert told["value"] == 2
    assert "村（居）调解" in page(client, f"/statistics/tables/R1/?{YEAR}")
    lines = page(client, f"/statistics/records/?{YEAR}&figure=mediation.of_villages")
    assert '<strong class="count">2</strong>' in lines


def test_the_screen_is_behind_its_door(personas, browse, client):
    assert "<h1>甲县人民政府</h1>" in page(browse(personas.clerk), "/help/office/")
    assert client.get("/help/office/").status_code == 302
