"""Personal data at rest: encrypted in every column and every event, found by exact search all the same."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection

from casework.cipher import ILLEGIBLE, Unreadable, blind_index, decrypt, encrypt
from casework.models import Applicant, Event
from casework.models.fields import EncryptedTextField
from tests.factories import events_of, fresh

IDENTITY, TELEPHONE, ADDRESS = "14102119900101001X", "13800000001", "甲县东镇东村12号"
PERSON = {
    "kind": "citizen",
    "name": "申请人甲",
    "identity_number": IDENTITY,
    "telephone": TELEPHONE,
    "address": ADDRESS,
}
SECRETS = (IDENTITY, TELEPHONE, ADDRESS)


def everything_stored() -> str:
    """Every column of every table as the database holds it."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts += [" ".join(map(str, row)) for row in cursor.fetchall()]
    return "\n".join(texts)


def test_no_table_holds_personal_data_in_clear(office):
    case = office.register(applicants=[PERSON])
    case = office.do(
        case, "correct", "2024-03-04", fact="applicants", value=[{**PERSON, "telephone": "13900000002"}], reason="笔误"
    )
    office.do(case, "void", "2024-03-05", reason="重复登记")
    stored = everything_stored()
    assert "申请人甲" in stored  # what is looked through is what is there
    for secret in (*SECRETS, "13900000002", json.dumps(ADDRESS)[1:-1]):
        assert secret not in stored
    applicant = case.applicants.get()
    assert (applicant.identity_number, applicant.telephone, applicant.address) == (IDENTITY, "13900000002", ADDRESS)


def test_the_keys_of_an_event_hold_ciphertext_and_play_back_in_clear(office):
    case = office.register(applicants=[PERSON])
    kept = events_of(case)[0].keys["applicants"][0]
    assert kept["name"] == "申请人甲"
    for key, secret in zip(("identity_number", "telephone", "address"), SECRETS, strict=True):
        assert kept[key].startswith("v1:")
        assert decrypt("event.keys", kept[key]) == secret
    again = office.do(case, "accept", "2024-03-04")  # played from the events
    assert again.applicants.get().address == ADDRESS


def test_two_equal_values_are_not_seen_to_be_equal(office):
    office.register(applicants=[PERSON, {**PERSON, "name": "申请人乙"}])
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_number FROM casework_applicant ORDER BY position")
        first, second = (row[0] for row in cursor.fetchall())
    assert first != second
    assert first.startswith("v1:")


SPELLINGS = [
    ("identity_number", ["14102119900101001x", "１４１０２１１９９００１０１００１Ｘ", " 141021 19900101 001X "]),
    ("telephone", ["138 0000 0001", "１３８０００００００１"]),
    ("address", ["甲县东镇 东村１２号"]),
]


@pytest.mark.parametrize(("field", "spellings"), SPELLINGS)
def test_exact_search_finds_every_spelling_and_no_part(office, field, spellings):
    case = office.register(applicants=[PERSON])
    office.register(applicants=[{"kind": "citizen", "name": "申请人乙"}])
    stored = PERSON[field]
    for text in (stored, *spellings):
        assert [applicant.case_id for applicant in Applicant.objects.having(field, text)] == [case.pk], text
    for text in (stored[:-1], stored + "1", "%", "", " "):
        assert not Applicant.objects.having(field, text).exists()


def test_the_index_of_one_field_says_nothing_about_another():
    assert blind_index("applicant.telephone", "138") != blind_index("applicant.identity_number", "138")
    assert blind_index("applicant.telephone", " ") == blind_index("applicant.telephone", "") == ""


def test_nobody_without_data_has_an_index(office):
    office.register()
    applicant = Applicant.objects.get()
    assert (applicant.identity_index, applicant.telephone_index, applicant.address_index) == ("", "", "")
    assert applicant.identity_number == ""


def test_a_value_of_another_field_another_key_or_changed_is_unreadable(settings):
    sealed = encrypt("applicant.telephone", TELEPHONE)
    assert decrypt("applicant.telephone", sealed) == TELEPHONE
    flipped = sealed[:-2] + ("A" if sealed[-2] != "A" else "B") + sealed[-1]
    for field, value in (
        ("applicant.address", sealed),
        ("event.keys", sealed),
        ("applicant.telephone", flipped),
        ("applicant.telephone", "plain text"),
        ("applicant.telephone", "v1:"),
        ("applicant.telephone", "v1:not base64!"),
    ):
        with pytest.raises(Unreadable):
            decrypt(field, value)
    settings.FIELD_KEY = "another key of fifty characters, for this test alone."
    with pytest.raises(Unreadable):
        decrypt("applicant.telephone", sealed)


def test_ciphertext_moved_to_another_column_is_not_shown(office):
    case = office.register(applicants=[PERSON])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_applicant SET address = telephone")
    assert fresh(case).applicants.get().address == ILLEGIBLE


def test_no_look_up_works_on_ciphertext(office):
    office.register(applicants=[PERSON])
    for look_up in ("telephone", "telephone__contains", "address__icontains", "identity_number__exact"):
        with pytest.raises(TypeError, match="index"):
            Applicant.objects.filter(**{look_up: TELEPHONE}).exists()


NEVER_SEARCHED = {"draft.values", "submission.answer", "applicant.born_on", "applicant.post_code"}


def test_every_encrypted_column_has_an_index_beside_it_unless_nobody_searches_it():
    encrypted = [
        field
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField) and f"{model._meta.model_name}.{field.name}" not in NEVER_SEARCHED
    ]
    assert {field.name for field in encrypted} == {"identity_number", "telephone", "address"}
    for field in encrypted:
        names = {other.name for other in field.model._meta.fields if other.db_index}
        assert f"{field.name.removesuffix('_number')}_index" in names


def test_events_of_other_acts_hold_no_secrets(office):
    office.register(applicants=[PERSON])
    assert not any(
        secret in json.dumps(event.changes, ensure_ascii=False) for event in Event.objects.all() for secret in SECRETS
    )
