"""Whatever is typed into the forms: no error of the program, and an error page keeps every field as it was typed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django import forms
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.law.acts import RULES
from casework.law.names import Act
from casework.models import Reconsideration
from casework.web.entry.forms import codes, fields, quantities
from casework.web.shell.acturls import act_url
from tests.factories import TODAY
from tests.web.sending import APPLICATION, NEW, act, send
from tests.web.test_crawl import links

STRANGE = [
    "91141021MA0K12345K", "14102119900101O01X", "1410211990010I0017", "²³¹", "١٢٣", "１，２００．５０", "1e400", "-0",
    "9" * 30, "99999999999", "NaN", "20万", "0230", "+9999", "2024-13-45", "〔２０２４〕", "𠮷田", "<b>&amp;\"'",
    "%s{0}", "乙\u200b丙", "e\u0301", "#1", "\\", "';--", "a" * 600,
]  # fmt: skip
"""What tripped a field once, or is alike."""
PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=40)
LEFT_ALONE = ("/logout/", "/settings/", "/i18n/setlang/")
"""Forms that would end the session or change the language or the password."""
CORRECT = "/acts/correct/"


class Forms(HTMLParser):
    """The forms of a page: address, method, and the value of each field that is sent."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self.open: dict[str, Any] | None = None
        self.area = self.list = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = {"url": said.get("action", ""), "method": said.get("method", "get"), "kept": {}, "typed": {}}
            self.found.append(self.open)
        if self.open is None or (not said.get("name") and tag != "option"):
            return
        if tag == "textarea":
            self.area = said["name"]
            self.open["typed"][self.area] = ""
        elif tag == "select":
            self.list = said["name"]
            self.open["kept"][self.list] = ""
        elif tag == "option" and self.list and "selected" in said:
            self.open["kept"][self.list] = said.get("value", "")
        elif tag == "input":
            self._input(said)

    def _input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind in ("text", "search", "number"):
            self.open["typed"][said["name"]] = said.get("value", "")  # type: ignore[index]  # within a form
        elif kind == "hidden" or "checked" in said:
            self.open["kept"][said["name"]] = said.get("value", "")  # type: ignore[index]  # within a form

    def handle_data(self, data: str) -> None:
        if self.area and self.open is not None:
            self.open["typed"][self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.list = ""


def pages(client: Any, seeds: list[str]) -> Iterator[tuple[str, str]]:
    """Address and text of the pages that are reached, one of each address pattern and each of the seeds.

    Each fact that can be corrected has a page of its own.
    """
    opened, waiting = set(), list(seeds)
    while waiting:
        url = waiting.pop(0)
        path = urlsplit(url).path
        pattern = url if url in seeds or CORRECT in path else resolve(path).view_name
        if pattern in opened or path in LEFT_ALONE:
            continue
        opened.add(pattern)
        answer = client.get(url)
        if answer.streaming:
            answer.getvalue()
        elif "html" in answer.get("Content-Type", ""):
            page = answer.content.decode()
            waiting += links(url, page)
            yield url, page


def sent(client: Any, url: str, form: dict[str, Any], typed: dict[str, str]) -> Any:
    said = {**form["kept"], **typed}
    there = urljoin(url, form["url"])
    return client.get(there, said) if form["method"] == "get" else client.post(there, {**said, "do": "1"})


def lost(answer: Any, typed: dict[str, str]) -> dict[str, str]:
    """The fields that a page no longer shows as they were typed."""
    shown = {name: text for form in Forms(answer.content.decode()).found for name, text in form["typed"].items()}
    return {name: text for name, text in typed.items() if shown.get(name, "").strip() != text.strip()}


def test_whatever_is_typed_into_any_form_is_answered_and_an_error_page_keeps_it(personas, browse, county):
    client = browse(personas.supervisor)
    others = (county.suit, county.mediation, county.entry, county.response)
    records = (county.named, county.ended, county.suspended, *others)
    acts = [
        act_url(record, which) for record in records for which, rule in RULES[record.kind].items() if not rule.begins
    ]
    texts, wrong, tried = itertools.cycle(STRANGE), {}, 0
    for url, page in list(pages(client, ["/", *acts])):
        for form in Forms(page).found:
            if not form["typed"] or form["url"] in LEFT_ALONE:
                continue
            tried += 1
            typed = {name: next(texts) for name in form["typed"]}
            answer = sent(client, url, form, typed)
            if answer.status_code >= 500:
                wrong[url] = str(answer.status_code)
            elif answer.status_code in (409, 422) and lost(answer, typed):
                wrong[url] = str(lost(answer, typed))
    assert wrong == {}
    assert tried > len(acts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])  # nothing is recorded
@given(data=st.data())
def test_any_text_in_the_form_of_an_application_is_answered_and_kept(data, personas, browse):
    client = browse(personas.clerk)
    (form,) = [form for form in Forms(client.get(NEW).content.decode()).found if "on" in form["typed"]]
    typed = {name: data.draw(PRINTABLE, label=name) for name in form["typed"]}
    answer = sent(client, NEW, form, typed)
    assert answer.status_code == 422
    assert lost(answer, typed) == {}


FIELDS: dict[type[forms.Field], forms.Field] = {
    fields.Uncut: fields.Uncut(),
    fields.Text: fields.Text(),
    fields.CaseNumber: fields.CaseNumber(),
    fields.Note: fields.Note(),
    fields.Several: fields.Several(),
    fields.Day: fields.Day(today=TODAY),
    fields.Hour: fields.Hour(),
    fields.Whole: fields.Whole(label="人数"),
    fields.Amount: fields.Amount(label="金额"),
    fields.Yuan: fields.Yuan(label="金额"),
    fields.Choice: fields.Choice([("a", "甲")]),
    fields.YesNo: fields.YesNo(),
    fields.Tick: fields.Tick(),
    fields.OrganName: fields.OrganName(lambda text: text),
    fields.IdentityNumber: fields.IdentityNumber(),
    codes.Code: codes.Code(codes.options_of([("a", "甲"), ("b", "乙")])),
    quantities.UnitNames: quantities.UnitNames(),
}
"""One of each class of field."""


def test_every_class_of_field_is_tried_with_any_text():
    ours = {cls for module in (fields, codes, quantities) for cls in vars(module).values() if isinstance(cls, type)}
    assert {cls for cls in ours if issubclass(cls, forms.Field) and cls.__module__.startswith("casework")} == set(
        FIELDS
    )


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda field: type(field).__name__)
@given(text=st.sampled_from(STRANGE) | PRINTABLE | st.text(st.sampled_from("0123456789XOKM.,-+月年万元 "), max_size=20))
def test_a_field_takes_any_text_or_says_what_is_wrong_with_it(field, text):
    with suppress(forms.ValidationError):
        field.clean(text)


COMPANY = {"applicants-0-kind": "legal_person", "applicants-0-name": "测试商贸公司"}


def test_a_company_is_registered_with_letters_in_its_credit_code_and_it_is_corrected_to_another(
    personas, browse, office
):
    client = browse(personas.clerk)
    typed = {**APPLICATION, **COMPANY, "applicants-0-identity_number": "91141021MA0K12345K"}
    assert send(client, NEW, typed).status_code == 302
    case = Reconsideration.objects.get()
    said = {"fact": "register#1.applicants", "rows-value": "1", "on": "2026-06-29", "reason": "录错"}
    row = {name.replace("applicants", "value"): text for name, text in typed.items() if name.startswith("applicants-")}
    wrong = act(client, case, Act.CORRECT, **said, **row | {"value-0-identity_number": "91141021MAOK12345K"})
    assert (wrong.status_code, "第11位是字母O" in wrong.content.decode()) == (422, True)
    right = act(client, case, Act.CORRECT, **said, **row | {"value-0-identity_number": "52141000MJ1234567K"})
    assert right.status_code == 302
    assert case.applicants.get().identity_number == "52141000MJ1234567K"


def test_a_text_of_a_megabyte_is_refused_in_one_sentence_with_what_one_field_takes(personas, browse):
    client = browse(personas.clerk)
    for letters in (30_000, 1_000_000):
        answer = send(client, NEW, {**APPLICATION, "facts_and_reasons": "长" * letters})
        assert answer.status_code in (400, 422)
        assert re.search(r"20,?000", answer.content.decode())
        assert not Reconsideration.objects.exists()


def test_no_field_of_a_text_is_cut_by_the_browser_without_a_word(personas, browse):
    page = browse(personas.clerk).get(NEW).content.decode()
    found = re.findall(r'<(?:textarea|input)[^>]* name="(?:applicants-0-name|facts_and_reasons|each)"[^>]*>', page)
    assert len(found) == 3
    assert [field for field in found if "maxlength" in field] == []
