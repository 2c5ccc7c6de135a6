"""Classifications that an administrator enters: checked whole, ended by a day, and no table loses a case by them."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from casework.classification import GROWING, LISTS
from casework.errors import ActRefused
from casework.integrity.records import check_classifications
from casework.models import Reconsideration, Term
from casework.reference import Reference
from casework.statistics.tables.mappings import mappings
from tests.factories import Office

ADD = "/admin/casework/term/add/"
WHOLE = {
    "list": "matter",
    "code": "work_injury_new",
    "zh": "工伤认定（新）",
    "en": "work injury",
    "parent": "administrative_confirmation",
}
TODAY = date(2026, 6, 30)


@pytest.fixture
def client(personas, browse):
    return browse(personas.administrator)


def sent(client, **said):
    empty = {"parent": "", "maps_to": "", "valid_from": "", "valid_to": "", "reference": "", "position": ""}
    return client.post(ADD, {**empty, **WHOLE, **said})


def faulty() -> list[str]:
    return [detail for _, detail in check_classifications(Reference(this_year=2026), TODAY, None).broken]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"code": "a.b"}, "a.b"),
        ({"code": "a b"}, "a b"),
        ({"code": "工伤"}, "工伤"),
        ({"code": "Upper"}, "Upper"),
        ({"code": "total"}, "total"),
        ({"code": "organ:1"}, "organ:1"),
        ({"code": "other"}, "other"),
        ({"zh": "行政处罚"}, "行政处罚"),
        ({"zh": "行政 处罚"}, "行政处罚"),
        ({"zh": "administrative_penalty"}, "administrative_penalty"),
        ({"zh": "工伤认定"}, "工伤认定"),
        ({"list": "local_matter", "code": "x", "zh": "行政处罚", "parent": "", "maps_to": "other"}, "行政处罚"),
        ({"parent": "no_such"}, "no_such"),
        ({"parent": "work_injury_new"}, "work_injury_new"),
        ({"parent": "land_expropriation"}, "land_expropriation"),
        ({"maps_to": "administrative_confirmation"}, "matter"),
        ({"list": "mater"}, "mater"),
        ({"list": "outcome"}, "outcome"),
        ({"list": "ledger_kind"}, "ledger_kind"),
        ({"list": "result"}, "result"),
        ({"list": "local_matter", "parent": ""}, "administrative_penalty"),
        ({"list": "local_matter", "parent": "", "maps_to": "no_such"}, "no_such"),
        ({"list": "dispute_type"}, "dispute_type"),
        ({"list": "national_outcome", "code": "withdrawn", "parent": "", "maps_to": "out_other"}, "withdrawn"),
        ({"list": "national_outcome", "code": "mediated", "parent": "", "maps_to": "out_nowhere"}, "out_nowhere"),
        ({"list": "disclosure_result", "code": "mediated", "parent": "", "maps_to": "out_other"}, "out_other"),
        ({"valid_from": "2026-05-01", "valid_to": "2026-04-30"}, "2026-04-30"),
    ],
)
def test_a_term_that_would_make_a_table_lose_cases_is_refused_by_name(said, named, client):
    before = Term.objects.count()
    answer = sent(client, **said)
    assert answer.status_code == 200
    assert named in answer.content.decode()
    assert Term.objects.count() == before


@pytest.mark.parametrize("heading", ["administrative_confirmation", "行政确认", " 行政确认\u200b"])
def test_a_term_under_a_heading_counts_there_and_in_a_row_of_its_own(heading, client, office):
    assert sent(client, parent=heading).status_code == 302
    fresh = Office.__new__(Office)
    fresh.__dict__.update(office.__dict__, reference=Reference(this_year=2026))
    fresh.accept("2026-05-06", matters=["工伤认定（新）"])
    case = Reconsideration.objects.get()
    assert (case.matter, case.matter_child) == ("administrative_confirmation", "work_injury_new")
    assert faulty() == []


def test_a_local_label_counts_under_the_national_heading_that_it_maps_to(client, office):
    assert (
        sent(client, list="local_matter", code="fence", zh="围墙纠纷处理", parent="", maps_to="行政确权").status_code
        == 302
    )
    assert Term.objects.get(code="fence").maps_to == "rights_adjudication"
    assert Reference(this_year=2026).vocabulary.code("matter", "围墙纠纷处理") == "rights_adjudication"


def test_an_outcome_moves_to_another_column_of_the_printed_form(client):
    assert (
        sent(
            client,
            list="national_outcome",
            code="confirm_void",
            zh="确认无效",
            parent="",
            maps_to="out_confirm_illegal",
        ).status_code
        == 302
    )
    assert faulty() == []


def test_a_term_is_ended_by_a_last_day_and_its_code_stays(client, office):
    term = Term.objects.get(list="matter", code="licensing")
    url = f"/admin/casework/term/{term.pk}/change/"
    said = {
        "zh": term.zh,
        "en": term.en,
        "valid_from": "",
        "valid_to": "2026-03-31",
        "reference": "",
        "position": term.position,
    }
    assert client.post(url, said).status_code == 302
    office.reference = Reference(this_year=2026)
    assert office.register("2026-03-31", matters=["行政许可"]).matter == "licensing"
    with pytest.raises(ActRefused, match=r"2026-03-31.*2026-04-01"):
        office.register("2026-04-01", matters=["行政许可"])
    case = office.register("2026-04-01")
    with pytest.raises(ActRefused, match="2026-04-01"):
        office.do(case, "correct", "2026-04-02", fact="matters", value=["行政许可"], reason="录错")


def test_a_label_that_is_changed_may_not_be_another_terms(client):
    term = Term.objects.get(list="matter", code="licensing")
    said = {
        "zh": "行政处罚",
        "en": term.en,
        "valid_from": "",
        "valid_to": "",
        "reference": "",
        "position": term.position,
    }
    assert client.post(f"/admin/casework/term/{term.pk}/change/", said).status_code == 200
    term.refresh_from_db()
    assert term.zh == "行政许可"


def test_a_heading_that_is_not_there_makes_no_class_of_its_own_and_is_told(office):
    Term.objects.create(list="matter", code="p1", zh="错父项", en="wrong", parent="no_such", position=99)
    office.reference = Reference(this_year=2026)
    assert office.register("2026-05-06", matters=["错父项"]).matter == "p1"
    assert any("no_such" in detail for detail in faulty())


def test_the_terms_that_are_shipped_are_whole(db):
    assert faulty() == []


def test_every_list_has_a_name_and_bears_it_in_the_administration(client, personas, browse):
    held = set(Term.objects.values_list("list", flat=True))
    assert held | set(GROWING) | set(mappings(Reference(this_year=2026).vocabulary)) == set(LISTS)
    for language, reader in (("zh", client), ("en", browse(personas.administrator, "en"))):
        page = reader.get("/admin/casework/term/?list=absence_reason").content.decode()
        assert not re.search(r">\s*(By )?absence_reason\s*<", page)
        for name in LISTS.values():
            assert f">{html.escape(name.of(language))}</a>" in page


def test_a_heading_and_a_list_are_told_in_words_where_a_term_is_shown(client):
    term = Term.objects.filter(list="field").exclude(parent="").first()
    heading = Term.objects.get(list="field", code=term.parent).zh
    for url in (f"/admin/casework/term/?list=field&q={term.code}", f"/admin/casework/term/{term.pk}/change/"):
        page = client.get(url).content.decode()
        assert f">{heading}<" in page
        assert f">{LISTS['field'].zh}<" in page
        assert f">{term.parent}<" not in page


def test_the_lists_that_grow_are_chosen_from_by_name(client):
    offered = re.findall(r'<option value="(\w+)"', client.get(ADD).content.decode().partition('name="list"')[2])
    assert offered == [*GROWING, *mappings(Reference(this_year=2026).vocabulary)]


def test_a_list_is_named_by_its_name_as_by_its_code(client):
    assert sent(client, list=LISTS["matter"].zh).status_code == 302
    assert Term.objects.get(code="work_injury_new").list == "matter"
