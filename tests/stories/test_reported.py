"""What a story leaves to be reported: its gaps with their articles, and what time alone has made due on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from casework.derivations import gaps_of
from casework.law.history import play_until
from casework.law.names import RecordKind
from casework.law.terms.lapses import lapses
from casework.law.words.messages import gaps_said
from casework.reference import Reference
from casework.registry import recorded_acts
from casework.stories import Story, read_stories
from casework.stories.player import Player

HERE = Path(__file__).parent
STORIES = {
    story.title.partition("（")[0]: story
    for name in ("gaps", "wanting", "lapses")
    for story in read_stories(HERE / f"{name}.yaml")
}
"""By title, without the articles."""
LAST_DAY = 2025

NOTHING_FILED = {
    "defence-not-filed": "; ".join(["行政诉讼法67 ¶1, 解释108 ¶2"] * 2),
    "evidence-not-filed": "; ".join(["行政诉讼法34 ¶2, 67 ¶1"] * 2),
}
"""Of two defendants."""
GAPS: dict[str, dict[str, dict[str, str]]] = {
    "作为被申请人逾期答复、没有答复，逾期反馈、没有反馈意见书": {
        "按期": {},
        "逾期": {"own-reply-late": "48, 54, 70", "own-feedback-late": "76"},
        "没有": {"own-reply-missing": "48, 54, 70", "own-feedback-missing": "76"},
        "旧法逾期": {"own-reply-late": "23, 28 ¶1(4)", "own-feedback-late": "条例57 ¶1"},
        "旧法没有": {"own-reply-missing": "23, 28 ¶1(4)", "own-feedback-missing": "条例57 ¶1"},
    },
    "以撤回终止没有准予撤回的记录": {
        "新": {"withdrawal-not-permitted": "41(1), 74"},
        "准予": {},
        "旧": {"withdrawal-not-permitted": "25, 条例38, 42"},
    },
    "以小额适用简易程序没有写明款额，申请人退出没有写明原因": {
        "金额": {"amount-not-said": "53 ¶1(3)"},
        "写明": {},
        "退出": {"left-without-ground": "41(1)-(3)"},
    },
    "撤回没有写明情形、终止没有写明原因的，照记照计，列为缺漏": {
        "撤": {"outcome-without-ground": "41(1), 74"},
        "终": {"outcome-without-ground": "41(2)-(5)"},
    },
    "旧法申请人退出没有写明是撤回、死亡还是终止": {"退出": {"left-without-ground": "25, 条例42"}},
    "上级机关只能责令纠正不予受理和驳回，其他决定由法院判决后重新复议，没有写明的列为缺漏": {
        "新法维持": {"handlers": "36, 条例32", "copy-not-sent": "48, 54", "reopened-without-court": "35, 行诉解释89"},
        "新法判决": {"handlers": "36, 条例32", "copy-not-sent": "48, 54"},
        "旧法变更": {"handlers": "条例32", "copy-not-sent": "23", "reopened-without-court": "条例48 ¶2, 行诉解释89"},
        "旧法驳回": {"handlers": "条例32", "copy-not-sent": "23"},
    },
    "起诉之后决定日期更正到起诉以后的，应诉案件列为缺漏，按直接起诉计": {
        "诉": {"suit-before-decision": "行政诉讼法45", **NOTHING_FILED},
        "同日": NOTHING_FILED,
    },
    "承办人不足、没有听取意见、听证没有提前通知：照实记录，列为缺漏": {
        "A": {"handlers": "36, 条例32", "opinions-not-heard": "49", "hearing-notice": "51 ¶1"},
    },
    "一人调查、被申请人负责人没有参加听证、简易程序没有写明事由：照实记录，列为缺漏": {
        "A": {"investigators": "45 ¶2", "head-absent": "51 ¶3", "simplified-ground": "53"},
    },
    "副本晚发，中止、延期没有告知：照实记录，列为缺漏": {
        "A": {"copy-late": "48, 54", "suspension-not-told": "39 ¶3", "extension-not-told": "62 ¶1"},
        "B": {"copy-not-sent": "48, 54"},
    },
    "逾期决定、没有批准、没有送达：照实记录，列为缺漏": {
        "A": {"late-decision": "62", "not-approved": "61 ¶1", "not-served": "75 ¶2, 88 ¶1"},
    },
    "不责令履行的决定写了履行期限、不给赔偿的决定写了赔偿：照实记录，列为缺漏": {
        "A": {"performance-not-ordered": "66, 71", "compensation-not-due": "72 ¶1"},
    },
    "旧法的缺漏各有旧法的条文": {
        "A": {
            "late-correction-notice": "条例29", "late-examination": "17", "handlers": "条例32", "copy-late": "23",
            "investigators": "条例34 ¶2", "suspension-not-told": "条例41 ¶3", "extension-not-told": "31 ¶1",
            "late-decision": "31", "not-approved": "28 ¶1", "not-served": "31 ¶3, 40 ¶1",
        },
    },
    "旧法不责令履行的决定写了履行期限、不给赔偿的决定写了赔偿": {
        "A": {"performance-not-ordered": "28 ¶1(2)", "compensation-not-due": "29 ¶1"},
    },
    "作出处罚的机关逾期转送申请": {"逾期": {"passed-on-late": "32 ¶2"}, "按期": {}, "邮寄": {}},
    "答复逾期，没有答复仍然维持": {
        "逾期": {"reply-late": "48, 54"}, "未答复": {"upheld-without-reply": "70"}, "撤销": {},
    },
    "旧法的答复逾期，没有答复仍然维持": {
        "逾期": {"reply-late": "23"}, "未答复": {"upheld-without-reply": "28 ¶1(4), 条例46"},
    },
    "要求了赔偿没有处理，责令履行没有期限": {
        "赔偿": {"compensation-not-decided": "72 ¶1"}, "驳回赔偿": {}, "履行": {"order-without-period": "66"},
    },
    "旧法要求了赔偿没有处理，责令履行没有期限": {
        "赔偿": {"compensation-not-decided": "29 ¶1"}, "履行": {"order-without-period": "28 ¶1(2), 条例44"},
    },
    "被申请人是本级工作部门的，决定书和意见书同时抄告其上一级主管部门": {
        "部门": {"not-copied": "79 ¶2"}, "抄告": {}, "乡镇": {},
    },
    "重大、疑难、复杂的案件要听证、要提请复议委员会，听证要有主持人、听证员、记录员": {
        "都没有": {"complex-not-heard": "50 ¶1", "complex-no-committee": "52 ¶2(1)"},
        "听证": {"hearing-panel": "50 ¶3"},
    },
    "复议前置的行为没有告知先申请复议而仍维持，与事项不同的写法没有理由": {
        "未告知": {"prior-not-told": "23 ¶2"}, "已公开": {}, "无理由": {"prior-without-reason": "23 ¶1"}, "不公开": {},
    },
    "旧法的复议前置只有自然资源权属，没有告知而仍维持": {
        "确权": {"prior-not-told": "30 ¶1, 条例17"}, "公开": {"prior-without-reason": "16, 30 ¶1"},
    },
    "复议前置的事项直接起诉、直接起诉超过六个月": {
        "不作为": {"direct-suit": "行政复议法23, 行政诉讼法44 ¶2"},
        "旧案": {"direct-suit": "行政复议法30, 行政诉讼法44 ¶2"},
        "无理由": {"prior-without-reason": "行政复议法23, 行政诉讼法44 ¶2"},
        "旧案无理由": {"prior-without-reason": "行政复议法30, 行政诉讼法44 ¶2"},
        "已公开": {}, "复议后": {}, "最后一日": {}, "迟到": {"suit-late": "行政诉讼法46 ¶1"},
    },
    "附带审查逾期通知、答复、处理、转送、回复，没有启动，没有结论就恢复": {
        "有权": {"document-review-late": "58 ¶1; 58 ¶1; 56, 57"}, "无权": {"document-review-late": "60"},
        "未启动": {"document-review-not-opened": "13, 56"},
        "无结论": {"document-review-without-result": "59, 60"},
    },
    "旧法附带审查逾期转送、没有启动、没有结论就恢复": {
        "转送": {"document-review-late": "26, 27"}, "未启动": {"document-review-not-opened": "7, 26"},
        "无结论": {"document-review-without-result": "26, 27"},
    },
    "调解案件没有写明纠纷当事人的照记照计，列为缺漏": {"没有写": {"no-parties": "人民调解法27, 29"}, "写明": {}},
    "逾期答辩举证、没有答辩举证": {
        "逾期": {"defence-late": "行政诉讼法67 ¶1, 解释108 ¶2", "evidence-late": "行政诉讼法34 ¶2, 67 ¶1"},
        "没有": {"defence-not-filed": "行政诉讼法67 ¶1, 解释108 ¶2", "evidence-not-filed": "行政诉讼法34 ¶2, 67 ¶1"},
        "按期": {}, "早结": {},
    },
    "逾期申请司法确认、对身份关系申请司法确认": {
        "逾期": {"confirmation-late": "人民调解法33 ¶1"}, "身份": {"confirmation-of-status": "司法确认规定4"},
        "财产": {},
    },
}  # fmt: skip
"""Story -> case -> the rules of its gaps at the story's end, with the article of each."""

Proposed = tuple[str, str, str]
"""Rule, article, the last day of the term that ran out."""
LAPSES: dict[str, dict[tuple[str, str], Proposed | None]] = {
    "视为受理、视为放弃只是提议：由人确认，或者写明不确认的理由": {
        ("未办", "2024-03-11"): None,
        ("未办", "2024-03-12"): ("deemed-acceptance", "30 ¶3", "2024-03-11"),
        ("未办", "2024-12-31"): ("deemed-acceptance", "30 ¶3", "2024-03-11"),  # a missed day loses nothing
        ("受理", "2024-03-12"): None,  # confirmed later, it has been in force since the term ended
        ("放弃", "2024-03-21"): None,
        ("放弃", "2024-03-22"): ("deemed-abandonment", "31 ¶2", "2024-03-21"),
        ("放弃", "2024-03-25"): None,  # set aside with its reason
        ("放弃", "2024-04-07"): None,
    },
    "旧法的视为受理、视为放弃也由人确认": {
        ("未办", "2023-12-11"): None,
        ("未办", "2023-12-12"): ("deemed-acceptance", "17 ¶2", "2023-12-11"),
        ("受理", "2023-12-12"): None,
        ("放弃", "2023-12-18"): None,
        ("放弃", "2023-12-19"): ("deemed-abandonment", "条例29", "2023-12-18"),
        ("放弃", "2024-01-08"): None,
    },
    "中止满六十日只是可以终止，可以写明为什么不终止": {
        ("A", "2024-05-10"): None,
        ("A", "2024-05-11"): ("sixty-days-suspended", "41(5)", "2024-05-10"),
        ("A", "2024-05-20"): None,
        ("A", "2024-06-03"): None,
    },
    "答复期满没有答复，视为没有证据、依据；补交的照实记录": {
        ("A", "2024-07-18"): None,
        ("A", "2024-07-19"): ("no-reply", "70", "2024-07-18"),
        ("A", "2024-07-22"): None,
    },
    "旧法答复十日是自然日，逾期没有答复同样视为没有证据": {
        ("A", "2023-12-18"): None,
        ("A", "2023-12-19"): ("no-reply", "28 ¶1(4)", "2023-12-18"),
    },
    "责令履行的期限自送达起算，期满没有履行的责令限期履行": {
        ("A", "2024-05-10"): None,
        ("A", "2024-05-11"): ("not-performed", "66, 77", "2024-05-10"),
        ("A", "2024-05-20"): None,
    },
    "责令限期履行、约谈之后仍未履行，到履行之日止": {
        ("A", "2024-06-05"): None,
        ("A", "2024-06-06"): ("not-performed", "66, 77", "2024-06-05"),
        ("A", "2024-06-11"): None,
        ("A", "2024-12-31"): None,
    },
    "意见书六十日没有反馈的要催办": {
        ("A", "2024-03-22"): None,
        ("A", "2024-03-23"): ("no-feedback", "76", "2024-03-22"),
        ("A", "2024-03-27"): None,  # the other letter was not received, so nothing runs
    },
}
"""Story -> case and day -> what is proposed on it."""


def lives_of(story: Story) -> Iterator[Player]:
    """The story played, its records kept while they are looked at."""
    with transaction.atomic():
        player = Player(story, Reference(this_year=LAST_DAY))
        assert player.play().differences == []
        yield player
        transaction.set_rollback(True)


def life_on(player: Player, case: str, day: date) -> Any:
    """The case as it was known on a day."""
    record = player.handles[case].record
    setting = player.reference.setting_of(record.organ)
    return play_until(RecordKind(record.kind), recorded_acts(record), setting, day)


def test_every_story_of_gaps_and_lapses_says_what_is_reported():
    assert set(STORIES) == set(GAPS) | set(LAPSES)


@pytest.mark.parametrize("title", GAPS)
@pytest.mark.django_db
def test_what_the_law_wants_besides_is_reported_with_its_article(title):
    story = STORIES[title]
    for player in lives_of(story):
        for case, expected in GAPS[title].items():
            life, record = life_on(player, case, story.today), player.handles[case].record
            found = gaps_of(record, life, story.today, player.reference)
            told = {rule: "; ".join(g.article for g in found if g.rule == rule) for rule in {g.rule for g in found}}
            assert told == expected, case


@pytest.mark.parametrize("title", LAPSES)
@pytest.mark.django_db
def test_what_time_made_due_is_proposed_from_the_day_after_until_a_person_answers(title):
    for player in lives_of(STORIES[title]):
        for (case, said), expected in LAPSES[title].items():
            day = date.fromisoformat(said)
            found = [(x.rule.value, x.article, x.due.isoformat()) for x in lapses(life_on(player, case, day), day)]
            assert found == ([] if expected is None else [expected]), (case, said)


def test_every_gap_has_a_story_with_each_of_its_articles():
    told = {
        (rule, article)
        for cases in GAPS.values()
        for found in cases.values()
        for rule, articles in found.items()
        for article in articles.split("; ")
    }
    said = {(gap.rule, article) for gap in gaps_said() for article in gap.articles}
    assert said - told == set()
