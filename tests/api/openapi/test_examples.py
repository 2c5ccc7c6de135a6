"""The examples of the description: answers of their time, in the form of those of today."""

from __future__ import annotations

from typing import Any

import jsonschema

from casework.api.openapi.documentation import generated
from casework.models import Population, Term
from tests.api.openapi.examples import ADDRESSES as ADDRESSES_OF_EXAMPLES


def test_every_example_is_an_answer_as_its_description_says_it_and_as_it_is_given_now(county, personas, program):
    described, ask = generated(), program(personas.clerk)
    for path, methods in described["paths"].items():
        content = methods["get"]["responses"]["200"]["content"] if "get" in methods else {}
        if "application/json" not in content:  # nothing to read, or a file
            continue
        media = content["application/json"]
        example = media.get("example")
        assert (example is not None) is (methods["get"]["operationId"] in ADDRESSES_OF_EXAMPLES), path
        if example is None:
            continue
        whole = {**media["schema"], "components": described["components"]}
        jsonschema.validate(example, whole)
        jsonschema.validate(ask.json(of_the_county(path, county)), whole)
        assert keys(example) == keys(ask.json(of_the_county(path, county))), path


def of_the_county(path: str, county: Any) -> str:
    """The address of an operation, with what there is in the county."""
    resource = path.removeprefix("/api/v1/").partition("/")[0]
    ids = {"reconsiderations": county.ended.pk, "litigations": county.suit.pk, "mediations": county.mediation.pk,
           "ledger-entries": county.entry.pk, "events": county.ended.events.first().pk,
           "respondent-cases": county.response.pk,
           "populations": Population.objects.order_by("pk")[0].pk,
           "terms": Term.objects.values_list("pk", flat=True)[0]}  # fmt: skip
    question = "?organ=141021&from=2024-01-01&to=2024-12-31" if resource in ("tables", "figures", "rules") else ""
    key = {"tables": "T6", "figures": "litigation.appearance_rate"}.get(resource, "")
    return path.replace("{id}", str(ids.get(resource, ""))).replace("{key}", key) + question


def keys(data: Any) -> set[str]:
    """The keys of an answer and of the first of its results."""
    found = set(data)
    if data.get("results"):
        found |= {f"results.{key}" for key in data["results"][0]}
    return found
