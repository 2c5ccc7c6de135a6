"""What the law is told of organs: who stands above whom, and which organ is competent for which respondent."""

from __future__ import annotations

import pytest

from casework.law.gaps import AsAt, gaps
from casework.law.history import Unlawful, play
from casework.law.names import Act, Edition, Level, OrganKind, RecordKind, State
from casework.law.organs.organs import Organs, Place, Setting
from casework.law.reconsideration import jurisdiction
from tests.law.played import NATIONAL, day, history

PROVINCE, CITY, COUNTY, SISTER, CITY_POLICE, POLICE, STATION, TOWN, TAX, MINISTRY, CITY_TAX = range(1, 12)
NATION, NEIGHBOUR, CITY_STATION, CITY_JUSTICE, JUSTICE, OFFICE = range(12, 18)
CITY_POST, PROVINCE_POLICE, PROVINCE_STATION, LEAGUE, LEAGUE_POLICE, LEAGUE_STATION, BANNER = range(18, 25)
MUNICIPALITY, MUNICIPAL_POLICE, MUNICIPAL_STATION, DISTRICT, CITY_BUREAU_TOWN = range(25, 30)
TREE = {
    PROVINCE: (Level.PROVINCE, OrganKind.GOVERNMENT, ()),
    CITY: (Level.CITY, OrganKind.GOVERNMENT, (PROVINCE,)),
    COUNTY: (Level.COUNTY, OrganKind.GOVERNMENT, (PROVINCE, CITY)),
    SISTER: (Level.COUNTY, OrganKind.GOVERNMENT, (PROVINCE, CITY)),
    CITY_POLICE: (Level.CITY, OrganKind.DEPARTMENT, (PROVINCE, CITY)),
    POLICE: (Level.COUNTY, OrganKind.DEPARTMENT, (PROVINCE, CITY, COUNTY)),
    STATION: (Level.COUNTY, OrganKind.AGENCY, (PROVINCE, CITY, COUNTY, POLICE)),
    TOWN: (Level.TOWNSHIP, OrganKind.GOVERNMENT, (PROVINCE, CITY, COUNTY)),
    TAX: (Level.COUNTY, OrganKind.VERTICAL, (PROVINCE, CITY, COUNTY)),
    CITY_TAX: (Level.CITY, OrganKind.VERTICAL, (PROVINCE, CITY)),
    MINISTRY: (Level.NATION, OrganKind.DEPARTMENT, ()),
    NATION: (Level.NATION, OrganKind.GOVERNMENT, ()),
    NEIGHBOUR: (Level.CITY, OrganKind.DEPARTMENT, (PROVINCE, 99)),
    CITY_STATION: (Level.COUNTY, OrganKind.AGENCY, (PROVINCE, CITY, CITY_POLICE)),
    CITY_JUSTICE: (Level.CITY, OrganKind.DEPARTMENT, (PROVINCE, CITY)),
    JUSTICE: (Level.COUNTY, OrganKind.DEPARTMENT, (PROVINCE, CITY, COUNTY)),
    OFFICE: (Level.NATION, OrganKind.AGENCY, (MINISTRY,)),
    CITY_POST: (Level.CITY, OrganKind.AGENCY, (PROVINCE, CITY, CITY_POLICE, CITY_STATION)),
    PROVINCE_POLICE: (Level.PROVINCE, OrganKind.DEPARTMENT, (PROVINCE,)),
    PROVINCE_STATION: (Level.PROVINCE, OrganKind.AGENCY, (PROVINCE, PROVINCE_POLICE)),
    LEAGUE: (Level.CITY, OrganKind.GOVERNMENT, (PROVINCE,)),
    LEAGUE_POLICE: (Level.CITY, OrganKind.DEPARTMENT, (PROVINCE, LEAGUE)),
    LEAGUE_STATION: (Level.CITY, OrganKind.AGENCY, (PROVINCE, LEAGUE, LEAGUE_POLICE)),
    BANNER: (Level.COUNTY, OrganKind.GOVERNMENT, (PROVINCE, LEAGUE)),
    MUNICIPALITY: (Level.PROVINCE, OrganKind.GOVERNMENT, ()),
    MUNICIPAL_POLICE: (Level.PROVINCE, OrganKind.DEPARTMENT, (MUNICIPALITY,)),
    MUNICIPAL_STATION: (Level.PROVINCE, OrganKind.AGENCY, (MUNICIPALITY, MUNICIPAL_POLICE)),
    DISTRICT: (Level.COUNTY, OrganKind.GOVERNMENT, (MUNICIPALITY,)),
    CITY_BUREAU_TOWN: (Level.TOWNSHIP, OrganKind.GOVERNMENT, (PROVINCE, CITY)),
}
NAMES = {CITY_JUSTICE: "甲市司法局", JUSTICE: "甲县司法局", PROVINCE: "甲省人民政府", CITY: "甲市人民政府",
         LEAGUE: "甲自治州人民政府", MUNICIPALITY: "直辖市人民政府"}  # fmt: skip
PLACES = {organ: Place(organ, NAMES.get(organ, f"机关{organ}"), *where) for organ, where in TREE.items()}


def seen_by(own: int) -> Organs:
    return Organs(PLACES[own], lambda organs: {organ: PLACES[organ] for organ in organs if organ in PLACES})


@pytest.mark.parametrize(
    ("own", "organ", "above"),
    [(COUNTY, CITY, True), (COUNTY, PROVINCE, True), (COUNTY, COUNTY, False), (COUNTY, SISTER, False),
     (COUNTY, POLICE, False), (COUNTY, CITY_POLICE, False), (POLICE, CITY_POLICE, True), (POLICE, COUNTY, True),
     (CITY_POLICE, POLICE, False), (COUNTY, 99, None)],
)  # fmt: skip
def test_above_an_organ_stand_those_on_the_way_up_and_of_a_department_the_higher_ones(own, organ, above):
    assert seen_by(own).is_superior(organ) is above
    assert Organs().is_superior(organ) is None


@pytest.mark.parametrize(
    ("own", "respondent", "within_2023", "within_2017"),
    [(COUNTY, POLICE, True, True), (COUNTY, TOWN, True, True), (COUNTY, STATION, True, True),
     (COUNTY, TAX, False, False), (COUNTY, CITY_POLICE, False, False), (COUNTY, SISTER, False, False),
     (CITY, COUNTY, True, True), (CITY, POLICE, False, False), (CITY, TOWN, False, False),
     (CITY_POLICE, POLICE, False, True), (POLICE, STATION, False, True), (CITY_TAX, TAX, True, True),
     (MINISTRY, POLICE, False, True),
     (CITY, CITY_STATION, True, True), (COUNTY, CITY_STATION, True, False), (SISTER, STATION, False, False),
     (CITY_JUSTICE, JUSTICE, True, True), (CITY_POLICE, JUSTICE, False, True), (NEIGHBOUR, POLICE, False, False),
     (NATION, PROVINCE, False, False), (MINISTRY, OFFICE, True, True)],
)  # fmt: skip
def test_a_government_handles_its_departments_and_the_next_governments_below_it(
    own, respondent, within_2023, within_2017
):
    for edition, within in ((Edition.E2023, within_2023), (Edition.E2017, within_2017)):
        assert (list(jurisdiction.outside(seen_by(own), edition, [respondent])) == []) is within
    assert list(jurisdiction.outside(Organs(), Edition.E2023, [respondent])) == []


@pytest.mark.parametrize(
    ("own", "agency", "within"),
    [(COUNTY, CITY_STATION, True), (COUNTY, CITY_POST, True), (DISTRICT, MUNICIPAL_STATION, True),
     (COUNTY, PROVINCE_STATION, False), (BANNER, PROVINCE_STATION, False), (BANNER, LEAGUE_STATION, False),
     (BANNER, CITY_STATION, False), (CITY, PROVINCE_STATION, False), (CITY_BUREAU_TOWN, CITY_STATION, False),
     (COUNTY, OFFICE, False)],
)  # fmt: skip
def test_only_of_cities_with_districts_and_municipalities_may_agencies_be_reviewed_where_they_have_their_seat(
    own, agency, within
):
    """Act (2023) art. 24 ¶4: 直辖市、设区的市人民政府工作部门按照行政区划设立的派出机构."""
    assert (list(jurisdiction.outside(seen_by(own), Edition.E2023, [agency])) == []) is within
    assert list(jurisdiction.outside(seen_by(own), Edition.E2017, [agency])) != []


@pytest.mark.parametrize(
    ("respondent", "in_2023", "in_2017"),
    [(POLICE, (COUNTY, "24"), (COUNTY, "12")), (TOWN, (COUNTY, "24"), (COUNTY, "13")),
     (COUNTY, (CITY, "24"), (CITY, "13")), (STATION, (COUNTY, "24"), (POLICE, "15")),
     (PROVINCE, (PROVINCE, "24"), (PROVINCE, "14")), (MINISTRY, (MINISTRY, "25"), (MINISTRY, "14")),
     (OFFICE, (MINISTRY, "25"), (MINISTRY, "14")), (TAX, (None, "27"), (None, "12 ¶2"))],
)  # fmt: skip
def test_of_a_respondent_that_is_not_the_organs_to_review_the_competent_organ_is_named_with_its_article(
    respondent, in_2023, in_2017
):
    for edition, (competent, article) in ((Edition.E2023, in_2023), (Edition.E2017, in_2017)):
        (found,) = jurisdiction.outside(seen_by(NEIGHBOUR), edition, [respondent])
        assert (found.competent and found.competent.id, found.article) == (competent, article)
        whose = PLACES[competent].name if competent else "上一级主管部门"
        assert found.said().zh == f"{PLACES[respondent].name}不在本机关管辖范围之内，由{whose}管辖"


def test_of_an_application_against_the_organ_itself_its_superior_is_named():
    (found,) = jurisdiction.outside(seen_by(COUNTY), Edition.E2023, [COUNTY])
    assert (found.itself, found.said().zh) == (True, f"被申请人是本机关，由{PLACES[CITY].name}管辖")


@pytest.mark.parametrize(("own", "itself"), [(COUNTY, True), (CITY, True), (PROVINCE, False), (MINISTRY, False)])
def test_only_provinces_and_ministries_handle_applications_against_themselves(own, itself):
    assert jurisdiction.against_itself(seen_by(own), [TOWN, own]) is itself


def case_of(own: int, received: str, *acts, respondents=(POLICE,), lenient=False, **keys):
    told = history(received, *acts, respondents=respondents, **keys)
    return play(RecordKind.RECONSIDERATION, told, Setting(NATIONAL, seen_by(own)), lenient=lenient)


@pytest.mark.parametrize(
    ("received", "article", "instead"), [("2024-03-04", "24", Act.DECLINE), ("2023-12-04", "13, 14", Act.REFER)]
)
def test_an_application_against_the_organ_itself_is_registered_with_a_gap_and_not_accepted(received, article, instead):
    registered = case_of(COUNTY, received, respondents=(POLICE, COUNTY))
    assert [gap.rule for gap in gaps(registered, AsAt(day("2024-12-31")))][:1] == ["own-organ"]
    with pytest.raises(Unlawful) as refused:
        case_of(COUNTY, received, (Act.ACCEPT, received), respondents=(POLICE, COUNTY))
    assert (refused.value.refusal.article, refused.value.refusal.instead) == (article, (instead,))


def test_outside_the_competence_a_case_goes_on_and_the_want_of_a_ground_is_a_gap():
    accepted = (Act.ACCEPT, "2024-03-05")
    wanting = case_of(CITY, "2024-03-04", accepted)
    assert ("competence", "24") in [(g.rule, g.article) for g in gaps(wanting, AsAt(day("2024-03-05")))]
    stated = case_of(CITY, "2024-03-04", accepted, jurisdiction="指定管辖")
    inside = case_of(COUNTY, "2024-03-04", accepted)
    for life in (stated, inside):
        assert "competence" not in [gap.rule for gap in gaps(life, AsAt(day("2024-03-05")))]


@pytest.mark.parametrize(("received", "article"), [("2024-03-04", "38"), ("2023-12-04", "20")])
@pytest.mark.parametrize("organ", [COUNTY, SISTER, POLICE, CITY_POLICE])
def test_only_a_superior_takes_a_case_up(received, article, organ):
    accepted = (Act.ACCEPT, received)
    with pytest.raises(Unlawful) as refused:
        case_of(COUNTY, received, accepted, (Act.TRANSFER_UP, "2024-03-20", {"organ": organ}))
    assert refused.value.refusal.article == article
    taken = case_of(COUNTY, received, accepted, (Act.TRANSFER_UP, "2024-03-20", {"organ": PROVINCE}))
    assert taken.facts.state is State.TRANSFERRED


def test_a_suspended_case_is_taken_up_and_its_suspension_ends_that_day():
    life = case_of(
        COUNTY,
        "2024-03-04",
        (Act.ACCEPT, "2024-03-05"),
        (Act.SUSPEND, "2024-03-12", {"ground": "related_case"}),
        (Act.TRANSFER_UP, "2024-03-20", {"organ": CITY}),
    )
    assert life.facts.state is State.TRANSFERRED
    assert [stop.until for stop in life.facts.review.suspensions] == [day("2024-03-20")]


def test_the_review_cannot_end_before_an_act_that_was_done_in_it():
    acts = [(Act.ACCEPT, "2024-03-05"), (Act.SUSPEND, "2024-03-12", {"ground": "6"}), (Act.MEDIATE, "2024-03-20")]
    resumed = case_of(COUNTY, "2024-03-04", *acts, (Act.RESUME, "2024-03-18"))
    assert resumed.facts.state is State.REVIEWING
    with pytest.raises(Unlawful):
        case_of(COUNTY, "2024-03-04", *acts, (Act.TRANSFER_UP, "2024-03-19", {"organ": CITY}))
