"""Registering an application against an organ that is another's to review: said with its article, never refused."""

from __future__ import annotations

import pytest

from casework.models import Reconsideration
from tests.web.sending import APPLICATION, NEW, send

WARNED = "可能不归本机关管辖；仍可登记"
SAID = [
    ("2026-06-29", "乙县自然资源局", "乙县自然资源局不在本机关管辖范围之内，由乙县人民政府管辖（24条）"),
    ("2026-06-29", "甲县人民政府", "被申请人是本机关，由测试市人民政府管辖（24条）"),
    (
        "2026-06-29",
        "国家税务总局甲县税务局",
        "国家税务总局甲县税务局不在本机关管辖范围之内，由上一级主管部门管辖（27条）",
    ),
    ("2026-06-29", "测试省人民政府", "测试省人民政府不在本机关管辖范围之内，由测试省人民政府管辖（24条）"),
    ("2023-12-29", "乙县自然资源局", "乙县自然资源局不在本机关管辖范围之内，由乙县人民政府管辖（12条）"),
    ("2023-12-29", "乙县人民政府", "乙县人民政府不在本机关管辖范围之内，由测试市人民政府管辖（13条）"),
]
"""Act (2023) art. 24, 25, 27; 2017 Act art. 12-15: received on, respondent, what is said."""


@pytest.mark.parametrize(("on", "respondent", "said"), SAID)
def test_a_respondent_of_another_organ_is_warned_of_while_typing_and_registered_all_the_same(
    personas, browse, on, respondent, said
):
    client = browse(personas.clerk)
    typed = {**APPLICATION, "on": on, "respondents-0": respondent}
    warning = send(client, f"{NEW}duplicates/", typed).content.decode()
    assert WARNED in warning
    assert said in warning
    answer = send(client, NEW, typed)
    assert answer.status_code == 302
    case = Reconsideration.objects.get()
    assert said in client.get(answer["Location"]).content.decode()
    assert case.respondents.get().organ.name == respondent


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"respondents-0": "甲县东镇人民政府"},
        {"respondents-0": "乙县自然资源局", "jurisdiction": "上级指定管辖"},
        {"respondents-0": "", "on": ""},
        {"respondents-0": "乙县自然资源局", "on": "没有这天"},
    ],
)
def test_what_is_within_competence_or_says_its_ground_or_cannot_be_read_is_not_warned_of(personas, browse, more):
    assert WARNED not in send(browse(personas.clerk), f"{NEW}duplicates/", {**APPLICATION, **more}).content.decode()


def test_the_form_sent_with_something_missing_shows_the_warning_beside_it(personas, browse):
    answer = send(browse(personas.clerk), NEW, {**APPLICATION, "channel": "", "respondents-0": "乙县自然资源局"})
    assert answer.status_code == 422
    assert SAID[0][2] in answer.content.decode()
