"""Both languages whole: every message of templates and code has its Chinese, and nothing else is in the catalogue."""

from __future__ import annotations

import ast
import gettext
import html
import re
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils.translation.template import templatize

from casework.actions.belongings.filetypes import ALLOWED_ZH

CATALOGUE = settings.BASE_DIR / "casework" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
IN_TEMPLATES = re.compile(r"\b(?:n?gettext|n?pgettext|_)\(\s*u?(['\"])(.*?)(?<!\\)\1", re.DOTALL)
TYPES = {*re.findall(r"[A-Za-z]{3,}", ALLOWED_ZH), "CSV", "XLSX"}
"""Types of files, which have no Chinese names."""
CHINESE = re.compile(r"[\u4e00-\u9fff：]")


def of_templates() -> set[str]:
    found = set()
    for file in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for _, text in IN_TEMPLATES.findall(templatize(file.read_text(encoding="utf-8"), origin=str(file))):
            found.add(ast.literal_eval(f'"""{text}"""'))
    return found


def of_code() -> set[str]:
    found = set()
    for file in sorted((settings.BASE_DIR / "casework").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def catalogue() -> dict[str, str]:
    with CATALOGUE.with_suffix(".mo").open("rb") as opened:
        messages = gettext.GNUTranslations(opened)._catalog  # type: ignore[attr-defined]
    found = {key[0] if isinstance(key, tuple) else key: text for key, text in messages.items() if key}
    return {key.rpartition("\x04")[2]: text for key, text in found.items()}


def plain(text: str) -> str:
    return text.replace("%%", "%")


def test_every_message_has_its_chinese():
    known = {plain(key): text for key, text in catalogue().items()}
    said = {plain(text) for text in of_templates() | of_code()}
    assert len(said) > 200
    assert sorted(text for text in said if text not in known) == []
    assert [key for key, text in known.items() if not CHINESE.search(text)] == []


def test_the_catalogue_holds_no_message_that_nothing_says():
    said = {plain(text) for text in of_templates() | of_code()}
    assert sorted(key for key in map(plain, catalogue()) if key not in said) == []


def test_a_translation_names_the_same_values_as_its_message():
    values = re.compile(r"%\(\w+\)[sd]")
    wrong = [key for key, text in catalogue().items() if set(values.findall(key)) != set(values.findall(text))]
    assert wrong == []


def test_message_ids_are_english():
    assert [text for text in of_templates() | of_code() if CHINESE.search(text)] == []


def test_the_language_is_the_visitors_choice_and_chinese_by_default(db):
    client = Client()
    assert '<html lang="zh-Hans">' in client.get("/login/").content.decode()
    client.post("/i18n/setlang/", {"language": "en", "next": "/login/"})
    english = client.get("/login/").content.decode()
    assert '<html lang="en">' in english
    assert "Sign in" in english
    assert '<html lang="en">' in Client(headers={"accept-language": "en-US"}).get("/login/").content.decode()


def test_a_page_in_chinese_has_no_english_words_of_the_interface(county, personas, browse):
    client = browse(personas.clerk)
    for url in (
        "/statistics/",
        "/statistics/tables/T2/?from=2024-01-01&to=2024-12-31",
        "/reconsiderations/",
        county.ended.get_absolute_url(),
        county.suit.get_absolute_url(),
    ):
        text = client.get(url).content.decode().partition("<main")[2].partition(">")[2]
        words = re.sub(r"<[^>]*>", " ", text)
        assert set(re.findall(r"[A-Za-z]{3,}", words)) - {"hand"} - TYPES == set(), url  # hand: who acts


def test_templates_are_files_of_this_project():
    assert Path(settings.TEMPLATES[0]["DIRS"][0]) == settings.BASE_DIR / "templates"


def words_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition(">")[2]
    return html.unescape(" ".join(re.sub(r"<script.*?</script>|<[^>]*>", " ", main, flags=re.DOTALL).split()))


def pages_of(county) -> list[str]:
    named, suspended, ended = (case.get_absolute_url() for case in (county.named, county.suspended, county.ended))
    acts = [f"{suspended}acts/resume/", f"{named}acts/receive_correction/", f"{ended}acts/serve/"]
    return ["/", named, suspended, ended, *acts, f"{suspended}acts/stay_execution/", f"{suspended}deadlines/decide/"]


def test_sentences_in_chinese_bear_no_iso_day_no_paragraph_mark_and_no_code(county, personas, browse):
    client = browse(personas.clerk)
    found = {url: re.findall(r"\d{4}-\d\d-\d\d|¶|\bNone\b|\b[a-z]+_[a-z_]+\b", words_of(client.get(url)))
             for url in pages_of(county)}  # fmt: skip
    assert {url: what for url, what in found.items() if what} == {}


def test_sentences_in_english_bear_no_chinese_colon_or_bracket(county, personas, browse):
    client = browse(personas.clerk, "en")
    found = {url: re.findall("[^：（）]{0,20}[：（）]", words_of(client.get(url))) for url in pages_of(county)}
    assert {url: what for url, what in found.items() if what} == {}
