"""What a field means in law, shown beside it on demand, without scripts."""

from __future__ import annotations

import re

from casework.law.names import Act
from tests.web.sending import NEW


def meanings(answer) -> dict[str, str]:
    """What is asked -> what is said, of every closed explanation of a page."""
    text = answer.content.decode()
    assert "<details open" not in text
    found = re.findall(r'<details class="meaning">.*?class="hidden">(.*?)</span></summary><p>(.*?)</p>', text)
    return {asked: re.sub("<[^>]*>", "", said) for asked, said in found}


def test_the_day_of_receipt_says_what_runs_from_it_with_its_article(personas, browse):
    found = meanings(browse(personas.clerk).get(NEW))
    assert "5个工作日的审查期限自次日起算" in found["「收到日期」是什么意思"]
    assert found["「收到日期」是什么意思"].endswith("30条1款")
    english = meanings(browse(personas.clerk, "en").get(NEW))
    assert english["What “Received on” means"].startswith("When the organ received the application")
    assert english["What “Received on” means"].endswith("art. 30 ¶1")


def test_a_group_is_explained_once_and_its_fields_in_the_first_row_alone(personas, browse):
    client = browse(personas.clerk)
    one = client.get(NEW).content.decode()
    two = client.post(NEW, {"token": "7c8f7b1e-8a6c-4c0e-9f6e-1f9f3f0b0a11", "version": "0", "rows-applicants": "1",
                            "more": "applicants"}).content.decode()  # fmt: skip
    assert two.count('name="applicants-1-name"') == 1
    assert two.count('class="meaning"') == one.count('class="meaning"')
    assert "至少一个" in meanings(client.get(NEW))["「申请人」是什么意思"]


def test_a_case_of_the_2017_edition_names_its_own_articles(personas, browse, office):
    old, new = office.accept("2023-12-04"), office.accept("2026-06-22")
    client = browse(personas.clerk)
    said = [meanings(client.get(f"{case.get_absolute_url()}acts/{Act.SUSPEND}/"))["「告知当事人日期」是什么意思"]
            for case in (old, new)]  # fmt: skip
    assert [text.rsplit(maxsplit=1)[-1] for text in said] == ["条例41条", "39条3款"]


def test_the_new_value_of_a_correction_means_what_the_corrected_fact_means(personas, browse, office):
    case = office.register("2026-06-22")
    page = browse(personas.clerk).get(f"{case.get_absolute_url()}acts/correct/?fact=register%231.filed_on")
    found = meanings(page)
    assert any("是否超过申请期限按它判断" in said for said in found.values())
    assert any("更正和作废都要有理由" in said for said in found.values())
