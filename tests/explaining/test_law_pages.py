"""docs/law/ is made from the code, is up to date, and names every act, term, lapse and gap."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from casework.law.acts import RULES
from casework.law.names import Act, LapseRule, Outcome, State
from casework.law.terms.terms import TERM_CODES
from casework.management.lawdocs import law_pages
from tests.management.calls import call

PAGES = law_pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_law_is_as_the_code_makes_it(name):
    assert (settings.BASE_DIR / "docs" / name).read_text(encoding="utf-8") == PAGES[name], "run make docs"


def test_the_command_compares_and_names_what_is_stale_and_writes_what_it_makes(tmp_path, settings):
    (tmp_path / "fixtures").symlink_to(settings.BASE_DIR / "fixtures")
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError) as problem:
        call_command("build_docs", "--check")
    assert problem.value.returncode == 1
    assert not (tmp_path / "docs").exists()
    (tmp_path / "docs" / "law").mkdir(parents=True)
    call("build_docs")
    assert call("build_docs", "--check").out == ""
    assert (tmp_path / "docs" / "law" / "gaps.md").read_text(encoding="utf-8") == PAGES["law/gaps.md"]
    (tmp_path / "docs" / "law" / "gaps.md").write_text("alt", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("build_docs", "--check")


def rows(name: str) -> list[list[str]]:
    lines = PAGES[f"law/{name}.md"].splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| `")]


def test_every_act_of_every_kind_stands_with_its_keys_and_articles():
    assert [row[0] for row in rows("acts")] == [f"`{act}`" for rules in RULES.values() for act in rules]
    acts = {row[0]: row for row in rows("acts")[: len(RULES["reconsideration"])]}  # type: ignore[index]
    extend = acts[f"`{Act.EXTEND}`"]
    assert extend[2:] == ["审理中", "", "**days**, approver, told_on", "机构负责人", "62条", "31条"]
    assert acts[f"`{Act.VOID}`"][2] == "any"


def test_every_term_stands_with_its_length_unit_and_article():
    found = rows("terms")
    assert {row[0] for row in found} == {f"`{code}`" for code in TERM_CODES}
    simplified = [row for row in found if row[0] == "`decide`" and row[3] == "简易程序"]
    assert [(row[2], row[4], row[6]) for row in simplified] == [("2023", "30日", "62条2款")]
    assert [row[4] for row in found if row[:1] == ["`correct`"]] == ["10个工作日", "as fixed in the notice"]


def test_every_lapse_stands_with_the_articles_of_both_editions():
    found = {row[0]: row for row in rows("lapses")}
    assert set(found) == {f"`{rule}`" for rule in LapseRule}
    assert found["`sixty-days-suspended`"][1] == "41条5项 / 条例42条2款"
    assert found["`no-reply`"][3].startswith("No reply by …")


def test_every_gap_and_refusal_stands_once_with_a_sentence_in_both_languages():
    for page in ("gaps", "refusals"):
        found = rows(page)
        assert len(found) == len({tuple(row) for row in found}) > 14
        for row in found:
            if not row[0].startswith("`as-recorded"):
                assert row[2], row
                assert row[3], row
    assert {"`extension-sum`", "`sixty-days`", "`second-notice`"} <= {row[0] for row in rows("refusals")}
    assert ["`handlers`", "36条、条例32条 / 条例32条"] in [row[:2] for row in rows("gaps")]


def test_the_glossary_names_every_state_and_outcome_in_both_languages():
    found = {tuple(row) for row in rows("glossary")}
    for name in (*State, *Outcome, *Act):
        assert (f"`{name.value}`", name.zh, name.en) in found
