"""What a refusal tells a program that acts and does not read names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from casework.actions.belongings.tokens import Wanted, create_token
from casework.exports.resources import RESOURCES
from casework.law.acts import RULES
from casework.law.names import RecordKind
from casework.registry import keys_of
from tests.actions.test_transitions import SAMPLES, Sample
from tests.factories import Office
from tests.web.test_masking import HIDDEN, TELEPHONE, planted, planted_records


@pytest.fixture
def records(office: Office) -> list[Any]:
    """Records in all of whose texts a name and a telephone stand."""
    return planted_records(office)


@pytest.mark.parametrize("resource", [each for each in RESOURCES.values() if each.kind], ids=lambda each: each.key)
def test_no_refusal_of_any_act_tells_a_text_that_the_token_does_not_read(resource, personas, records):
    token = create_token(personas.clerk, Wanted(purpose="测试", scope="masked", may_write=True))[1]
    refused = 0
    for record in (each for each in records if each.kind == resource.kind):
        address = f"/api/v1/{resource.key}/{record.pk}/acts/"
        for body in bodies(record):
            with transaction.atomic():
                answer = Client().post(
                    address, json.dumps(body), "application/json",
                    headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "1",
                             "If-Match": f'"{record.version}"', "Accept-Language": "en" if refused % 2 else "zh"},
                )  # fmt: skip
                transaction.set_rollback(True)
            assert answer.status_code in (200, 400, 403, 404, 422), (body, answer.content)
            refused += answer.status_code in (400, 422)
            said = answer.content.decode()
            assert HIDDEN not in said, (body, said)
            assert TELEPHONE not in said, (body, said)
    assert refused


def bodies(record: Any) -> Iterator[dict[str, Any]]:
    """Every act that goes on with a record: with nothing, as it is mostly done, and with each key as somebody else."""
    kind, party = record.kind, planted("name")
    for act in (act for act, rule in RULES[kind].items() if not rule.begins):
        known = {"act": act.value, "on": "2024-06-20"}
        yield known
        yield known | SAMPLES.get(act, Sample()).keys
        for key in keys_of(kind, act):
            yield known | SAMPLES.get(act, Sample()).keys | {key: "无此人"}
    if kind == RecordKind.RECONSIDERATION and record.applicants.filter(name=party):
        yield {"act": "withdraw_party", "on": "2024-06-20", "party": party, "count": 9, "ground": "entity_ended"}
        yield {"act": "replace_party", "on": "2024-06-20", "party": "另一人", "by": party}


def test_a_refusal_says_names_to_who_reads_them_and_their_first_letter_to_who_does_not(personas, records):
    said = []
    for scope in ("full", "masked"):
        token = create_token(personas.clerk, Wanted(purpose="测试", scope=scope, may_write=True))[1]
        answer = Client().post(
            f"/api/v1/reconsiderations/{records[1].pk}/acts/",
            json.dumps({"act": "withdraw_party", "on": "2024-06-20", "party": "无此人"}),
            "application/json",
            headers={"Authorization": f"Bearer {token}", "Idempotency-Key": scope,
                     "If-Match": f'"{records[1].version}"'},
        )  # fmt: skip
        said.append(json.loads(answer.content)["detail"])
    assert "申请人：申请人甲" in said[0]
    assert "申请人：申**" in said[1]
    assert "申请人甲" not in said[1]
