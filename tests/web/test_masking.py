"""What may hold names is read, found and ordered by those alone who may read names: on pages, in files, by programs."""

from __future__ import annotations

import io
import json
import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.utils.http import urlencode

from casework.actions.belongings.attachments import Upload, attach
from casework.actions.belongings.notes import add_note
from casework.actions.belongings.tokens import Wanted, create_token
from casework.actions.reports.annual import When, open_draft
from casework.actions.reports.annualfiles import SEALED, TYPES
from casework.actions.reports.sealing import Sealing, counted_now
from casework.exports.resources import RESOURCES
from casework.filters.asked import Question
from casework.filters.masked import hidden
from casework.kinds import PLACES
from casework.law.acts import RULES
from casework.law.keys import Listed, Marker
from casework.law.names import Role
from casework.masking import CLASSES, COLUMNS, OMITTED, TEXTS, Names, class_of
from casework.models import LedgerEntry, Litigation, Membership, SavedView
from casework.models.fields import CodeField
from casework.registry import keys_of
from casework.registry.annotations import fields_of, parts_of
from casework.sealing.seal import question_of
from casework.statistics.datasets import Scope
from casework.web.lists.columns import LISTABLE
from tests.factories import Office
from tests.files import pdf
from tests.sealing.desk import NOW, YEAR, Room
from tests.web.test_crawl import read_all, text_of

HIDDEN = "隐藏者"
"""Stands in every text that may hold names, after one character and before the key that it was written under."""
TELEPHONE = "13900012345"

# ---- Every text is declared ----


def texts_in(name: str, annotation: Any) -> Iterator[str]:
    """The keys of an annotation, its own or within, whose value is a text that somebody wrote."""
    base, mark = parts_of(annotation)
    if isinstance(mark, Listed) or (isinstance(mark, Marker) and mark.name not in ("note", "number", "any", "names")):
        return
    if isinstance(mark, Marker) or base is str:
        yield name
    elif typing.get_origin(base) is tuple:
        yield from texts_in(name, typing.get_args(base)[0])
    elif is_dataclass(base):
        for inner, hint in fields_of(base).items():
            yield from texts_in(inner, hint)


def test_every_text_of_every_act_is_declared_with_what_it_may_hold():
    found = {
        text
        for kind, rules in RULES.items()
        for act in rules
        for name, key in keys_of(kind, act).items()
        for text in texts_in(name, key.annotation)
    }
    assert {"note", "cause", "items", "name"} <= found
    assert sorted(found - set(TEXTS)) == []


TEXT_FIELDS = (models.TextField, models.CharField, models.JSONField, models.FileField)


def test_every_text_column_of_every_model_is_declared_with_what_it_may_hold():
    columns = {
        (model.__name__, field.name)
        for model in apps.get_app_config("casework").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, TEXT_FIELDS) and not isinstance(field, CodeField)
    }
    undeclared = {
        f"{model}.{name}"
        for model, name in columns
        if f"{model}.{name}" not in COLUMNS and name not in COLUMNS and name not in TEXTS
    }
    assert undeclared == set()
    known = {name for pair in columns for name in (pair[1], ".".join(pair))}
    assert sorted(set(COLUMNS) - known) == []


def test_a_text_that_is_declared_nowhere_is_left_out():
    assert Names(clear=False).said("a_new_key", "张三") == OMITTED
    assert Names(clear=True).said("a_new_key", "张三") == "张三"


# ---- What is shown instead ----


@pytest.mark.parametrize(
    ("cause", "shown"),
    [
        ("张三诉甲县公安局行政处罚案", f"行政处罚{OMITTED}"),
        ("行政处罚", "行政处罚"),
        ("李四不服行政强制措施，电话13900012345", f"行政强制措施{OMITTED}"),
        ("张三", OMITTED),
    ],
)
def test_of_a_cause_the_class_of_the_case_is_shown_by_the_program_and_by_the_database(office, cause, shown):
    assert class_of(cause) == shown
    suit = office.sue(cause=cause)
    assert Litigation.objects.filter(pk=suit.pk).values_list(hidden("cause"), flat=True).get() == shown


def test_a_cause_that_is_a_matter_stands_whole_whatever_its_language(office, personas, browse):
    suit = office.sue(cause="administrative_penalty")
    assert Litigation.objects.values_list(hidden("cause"), flat=True).get() == "administrative_penalty"
    text = browse(personas.report_team, "en").get(suit.get_absolute_url()).content.decode()
    assert "administrative penalty" in text.lower()


@pytest.mark.parametrize("text", ["decision", "张三的合同", ""])
def test_of_a_subject_the_kinds_own_code_is_shown_by_the_program_and_by_the_database(office, text):
    entry = office.entry(kind="decision_review", subject=text, note=text)
    said = Names(clear=False)
    found = LedgerEntry.objects.filter(pk=entry.pk).values_list(hidden("subject"), hidden("note")).get()
    assert found == (said.said("subject", text), said.said("note", text))


def test_no_class_is_hidden_behind_one_that_it_holds():
    for place, each in enumerate(CLASSES):
        assert not [longer for longer in CLASSES[place + 1 :] if each in longer], each


# ---- Nobody reads what is hidden ----


def planted(key: str) -> str:
    """A text that may hold a name and a telephone; its key tells where it was planted."""
    return f"某{HIDDEN}{key}{TELEPHONE}"


def planted_records(office: Office) -> list[Any]:
    """Records in all of whose texts a name and a telephone stand, each text told apart by its key."""
    return [_application(office), _asked(office), _suit(office), _entry(office), office.mediation(), _response(office)]


@pytest.fixture
def records(office: Office) -> list[Any]:
    """Those records."""
    return planted_records(office)


def _application(office: Office) -> Any:
    applicants = [
        {"kind": "citizen", "name": planted("name"), "representative": planted("representative"),
         "agent": planted("agent"), "telephone": TELEPHONE, "address": planted("address")},
        {"kind": "citizen", "name": planted("replaced")},
        {"kind": "citizen", "name": "另一人"},
    ]  # fmt: skip
    case = office.register("2024-03-04", applicants=applicants, third_parties=[planted("third_parties")],
                           prior_mandatory=True, prior_reason=planted("prior_reason"),
                           jurisdiction=planted("jurisdiction"))  # fmt: skip
    case = office.do(case, "accept", "2024-03-05")
    for on, act, keys in (
        ("2024-03-06", "hear_opinions", {"how": planted("hear_how")}),
        ("2024-03-06", "hear_opinions", {"why_not": planted("why_not")}),
        ("2024-03-07", "consult_committee", {"ground": planted("ground")}),
        ("2024-03-20", "hold_hearing", {"notice_on": "2024-03-08", "head_attended": False,
                                        "head_why_not": planted("head_why_not")}),
        ("2024-03-21", "replace_party", {"party": planted("replaced"), "by": planted("by")}),
        ("2024-04-01", "conclude", {"outcome": "order_performance", "perform_within_days": 5}),
        ("2024-04-02", "serve", {"note": planted("serve_note"), "how": "direct"}),
        ("2024-05-02", "record_performance", {"note": planted("performance_note")}),
        ("2024-05-30", "record_enforcement", {"note": planted("enforcement_note")}),
        ("2024-06-03", "correct", {"fact": "record_performance#1.note", "value": planted("value"),
                                   "reason": planted("reason")}),
    ):  # fmt: skip
        case = office.do(case, act, on, keys=keys, as_recorded=True)
    return case


def _asked(office: Office) -> Any:
    case = office.register("2024-05-06")
    case = office.do(case, "request_correction", "2024-05-07", items=[planted("items")],
                     notice_received_on="2024-05-08")  # fmt: skip
    return office.do(case, "extend_correction", "2024-05-09", due="2024-06-20", reason=planted("extend_reason"))


def _suit(office: Office) -> Any:
    suit = office.sue("2024-05-06", cause=planted("cause") + "行政处罚", prior_mandatory=False,
                      prior_reason=planted("suit_reason"))  # fmt: skip
    return office.do(suit, "receive_advice", "2024-06-06", number="建1号", summary=planted("summary"))


def _entry(office: Office) -> Any:
    return office.entry("2024-05-08", kind="enforcement_training", quantities={"units": 1, "person_times": 3},
                        subject=planted("subject"), note=planted("entry_note"),
                        names={"units": [planted("names")]})  # fmt: skip


def _response(office: Office) -> Any:
    return office.response("2024-05-09", applicant=planted("applicant"))


KEYS = ("name", "applicant", "representative", "agent", "third_parties", "prior_reason", "jurisdiction", "hear_how",
        "why_not", "ground", "head_why_not", "by", "serve_note", "performance_note", "enforcement_note", "value",
        "reason", "items", "extend_reason", "cause", "suit_reason", "summary", "subject", "entry_note",
        "names")  # fmt: skip
"""The texts that were planted and that a page shows to who may read them."""


def pages_of(records: list[Any]) -> Iterator[str]:
    """Where everything of these records is read: their pages, on paper, and lists and files of every column."""
    for record in records:
        url = record.get_absolute_url()
        yield from (url, f"{url}print/", f"{url}attachments/", f"{url}notes/", f"{url}contents/")
    for what, here in PLACES.items():
        columns = ",".join(column.key for column in LISTABLE[here.kind])
        for more in ("", "&format=csv", "&format=xlsx", "&format=register"):
            yield f"/{what}/?columns={columns}{more}"


@pytest.fixture
def reports(office, records) -> list[str]:
    """A draft of a yearly report and one that is sealed and confirmed, a record behind it corrected since."""
    room = Room(office)
    question, when = Question(Scope(office["甲县"]), YEAR), When(office.today, NOW, office.reference)
    draft = open_draft(question, actor=room.supervisor, when=when)
    report = room.opened()
    counted = counted_now(question_of(report), office.reference, office.today)
    explained = {failure.id: "已核对" for failure in counted.failures}
    room.confirm(room.seal(report, Sealing(counted.seen, explained, unfinished=True)))
    office.do(records[0], "correct", "2024-06-05", as_recorded=True, actor=room.supervisor, keys={
        "fact": "conclude#1.outcome", "value": "revoke", "reason": planted("why_changed")})  # fmt: skip
    files = [f"{draft.get_absolute_url()}files/{form}/" for form in TYPES]
    return [report.get_absolute_url(), *files, *(f"{report.get_absolute_url()}files/{form}/" for form in SEALED)]


@pytest.fixture
def everything(personas, browse, records, reports) -> Callable[..., dict[str, str]]:
    def read(person: Any, language: str = "zh-hans") -> dict[str, str]:
        pages = read_all(browse(person, language), "/", *pages_of(records), *reports)
        return {url: text_of(answer, held) for url, answer, held in pages if answer.status_code == 200}

    return read


def test_who_may_read_names_reads_every_text(everything, personas, reports):
    pages = everything(personas.clerk)
    said = "\n".join(pages.values())
    assert [key for key in (*KEYS, "why_changed") if planted(key) not in said] == []
    for url in reports:  # what is searched for names was read: each file says of whom it is
        assert "甲县" in pages[url], url


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CLERK, Role.SUPERVISOR, Role.APPROVER)])
def test_who_may_not_read_names_reads_none_on_any_page_and_in_any_file(role, language, everything, personas, office):
    note_and_file(office)
    person = personas.add("masked", role, "市")
    said = "\n".join(url + text for url, text in everything(person, language).items())
    at = said.find(HIDDEN)
    assert at < 0, said[at - 200 : at + 40]
    assert TELEPHONE not in said
    assert ("行政处罚〔略〕" in said) is (role is Role.REPORT_TEAM)


def note_and_file(office: Office) -> None:
    """A note, a file and a shared view that name somebody."""
    suit = Litigation.objects.select_related("organ").get()
    add_note(suit, planted("note"), actor=office.actor())
    upload = Upload(f"{planted('file')}.pdf", len(pdf()), io.BytesIO(pdf()), planted("description"), None, None)
    attach(suit, upload, actor=office.actor(), today=office.today)


def test_a_view_that_names_somebody_is_offered_to_those_alone_who_read_names(office, personas, browse, records):
    SavedView.objects.create(
        person=personas.clerk, organ=office["甲县"], page="litigation", name=planted("view"), query=f"q={HIDDEN}"
    )
    SavedView.objects.create(
        person=personas.report_team, organ=office["甲县"], page="litigation", name="季报", query=""
    )
    seen = {
        who: browse(getattr(personas, who)).get("/litigations/").content.decode()
        for who in ("clerk", "supervisor", "report_team")
    }
    assert {who for who, text in seen.items() if HIDDEN in text} == {"clerk", "supervisor"}
    assert all("季报" in text for text in seen.values())


# ---- Nobody finds or orders by what is hidden ----


def count(client: Any, url: str) -> int:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode().count('<th scope="row">')


def test_nobody_finds_records_by_what_they_may_not_read(office, personas, browse, records):
    clerk, masked = browse(personas.clerk), browse(personas.report_team)
    for what, asked in (
        ("reconsiderations", {"q": HIDDEN}),
        ("litigations", {"q": HIDDEN}),
        ("ledger", {"q": HIDDEN}),
        ("ledger", {"q": "某隐"}),
        ("litigations", {"cause": planted("cause") + "行政处罚"}),
        ("ledger", {"subject": planted("subject")}),
    ):
        url = f"/{what}/?{urlencode(asked)}"
        assert (count(clerk, url), count(masked, url)) == (1, 0), url
    assert count(masked, f"/litigations/?{urlencode({'cause': '行政处罚' + OMITTED})}") == 1  # as it is read


def test_nobody_orders_a_list_by_what_they_may_not_read(office, personas, browse, records):
    for what, key in (("litigations", "cause"), ("ledger", "subject")):
        assert browse(personas.clerk).get(f"/{what}/?sort={key}").status_code == 200
        refused = browse(personas.report_team).get(f"/{what}/?sort={key}")
        assert refused.status_code == 400
        offered = browse(personas.report_team).get(f"/{what}/?columns=number,{key}").content.decode()
        assert f"sort={key}" not in offered


def test_the_place_in_a_list_ordered_by_a_text_does_not_say_the_text(office, personas, browse, monkeypatch):
    monkeypatch.setattr("casework.web.lists.lists.PAGE_ROWS", 2)
    suits = [office.sue(cause=f"{planted('cause')}{n % 2}", court_number=f"（2024）测01行初{n}号") for n in range(5)]
    wanted = [suit.number for suit in sorted(suits, key=lambda suit: (suit.cause, suit.pk))]
    client, url, found = browse(personas.clerk), "/litigations/?sort=cause&columns=number", []
    while url:
        text = text_of(None, client.get(url).content)
        found += [number for number in wanted if f">{number}</a></th>" in text]
        following = [each for each in _links(text) if "after=" in each]
        assert not [each for each in following if HIDDEN in unquote(each)]
        url = following[0] if following else ""
    assert found == wanted


def _links(text: str) -> list[str]:
    return re.findall(r'href="(/litigations/[^"]*)"', text)


# ---- Programs ----


@pytest.fixture
def answers(personas, records) -> Callable[..., Any]:
    def asking(person: Any, scope: str) -> Callable[[str], Any]:
        token = create_token(person, Wanted(purpose="测试", scope=scope))[1]
        return lambda address: Client().get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}"})

    return asking


@pytest.mark.parametrize(("who", "scope"), [("report_team", "full"), ("clerk", "masked"), ("supervisor", "masked")])
def test_a_program_without_names_gets_and_finds_nothing_that_may_hold_one(who, scope, answers, personas):
    ask = answers(getattr(personas, who), scope)
    for key, resource in RESOURCES.items():
        forms = ("json", "csv", "ndjson") if resource.kind else ("json",)
        for form in forms:
            answer = ask(f"{key}/?format={form}" if form != "json" else f"{key}/")
            assert answer.status_code == 200, (key, form, answer.content)
            said = text_of(answer, answer.getvalue())
            assert HIDDEN not in said, (key, form)
            assert TELEPHONE not in said, (key, form)
        if resource.kind:
            assert json.loads(ask(f"{key}/?{urlencode({'q': HIDDEN})}").content)["results"] == []
    for key, asked in (
        ("litigations", {"cause": planted("cause") + "行政处罚"}),
        ("ledger-entries", {"subject": planted("subject")}),
    ):
        assert json.loads(ask(f"{key}/?{urlencode(asked)}").content)["results"] == []
    assert json.loads(ask("litigations/").content)["results"][0]["cause"] == f"行政处罚{OMITTED}"


def test_who_reads_names_of_one_county_alone_finds_by_them_there_alone(office, personas, browse):
    person = personas.add("both", Role.REPORT_TEAM, "市")
    Membership.objects.create(person=person, organ=office["乙县"], role=Role.CLERK.value)
    office.entry(subject=planted("theirs"))
    mine = office.entry(subject=planted("mine"), actor=office.actor("乙县"))
    client = browse(person)
    text = text_of(None, client.get(f"/ledger/?q={HIDDEN}").content)
    assert (mine.number in text, planted("mine") in text, planted("theirs") in text) == (True, True, False)
    assert count(client, f"/ledger/?q={HIDDEN}") == 1
    assert count(client, f"/ledger/?{urlencode({'subject': planted('mine')})}") == 1
    assert count(client, f"/ledger/?{urlencode({'subject': planted('theirs')})}") == 0
