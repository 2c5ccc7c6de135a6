"""What is asked of a fact that was just added: run in the copy of `test_recipes`, where mediation has `repeated`."""

from __future__ import annotations

from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, describe, records
from casework.models import Mediation
from casework.permissions import Reach

LABEL, MEANING = "重复纠纷", "是否就同一纠纷再次申请调解"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_fact_is_where_people_and_programs_look_for_it(office, personas, browse):
    yes, no = office.mediation(repeated=True), office.mediation()
    client = browse(personas.clerk)
    form = page(client, "/mediations/new/")
    assert LABEL in form
    assert MEANING in form
    assert LABEL in page(client, yes.get_absolute_url())
    assert LABEL not in page(client, no.get_absolute_url()).partition("<main")[2].partition("<nav")[0]
    listed = page(client, "/mediations/?repeated=1&columns=number,repeated")
    assert yes.number in listed
    assert no.number not in listed
    assert f"{LABEL}：是" in listed  # the chip
    assert f">{LABEL}" in listed  # the heading, and the filter
    yes = office.do(yes, "correct", "2024-06-20", fact="repeated", value=False, reason="录错")
    assert "是 → 否" in page(client, yes.get_absolute_url())  # what the correction changed
    assert MEANING in page(client, "/help/fields/")
    found = RESOURCES["mediations"]
    given = {row["id"]: row["repeated"] for row in records(found, Mediation.objects.all(), RowReading(Reach(True)))}
    assert given == {yes.pk: False, no.pk: False}
    (entry,) = [each for each in describe(found) if each["name"] == "repeated"]
    assert (entry["label"]["zh"], entry["meaning"]["zh"], entry["type"]) == (LABEL, MEANING, "boolean")
    schema = browse(personas.clerk).get("/api/v1/schema/")
    assert "repeated" in schema.content.decode()
