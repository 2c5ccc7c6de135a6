"""The terms of a respondent: the reply by edition and procedure, the answer to an opinion letter."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.names import Act, Outcome, Procedure, RecordKind
from casework.law.terms.others import TERMS_OF, due_of, explained_other
from tests.law.played import Said, day, record

KIND = RecordKind.RESPONDENT
SAID: dict[str, Any] = {
    "deciding_organ": "测试市人民政府",
    "applicant": "申请人甲",
    "matter": "administrative_penalty",
    "field": "public_security",
}


def begun(on: str, **keys: Any) -> Said:
    return (Act.REGISTER, on, {**SAID, **keys})


def waiting(*acts: Said) -> list[tuple[str, str]]:
    return [(term.code, str(term.fixed)) for term in TERMS_OF[KIND].open(record(KIND, *acts))]


@pytest.mark.parametrize(
    ("on", "procedure", "due", "article"),
    [
        ("2024-09-09", Procedure.ORDINARY, "2024-09-24", "48"),  # ten working days, 14 September worked, 中秋节 off
        ("2024-09-09", Procedure.SIMPLIFIED, "2024-09-14", "54 ¶1"),
        ("2023-12-20", Procedure.ORDINARY, "2024-01-02", "23 ¶1"),  # ten days end on 30 December; 元旦 until 1 January
    ],
)
def test_the_reply_is_due_by_the_edition_and_the_procedure(on, procedure, due, article):
    case = record(KIND, begun(on, procedure=procedure))
    assert due_of(KIND, case, "reply") == day(due)
    (term,) = TERMS_OF[KIND].schedule(case)
    told = explained_other(case, term)
    assert (told.due, told.term.article) == (day(due), article)


def test_the_reply_waits_until_it_is_given_or_the_case_is_decided():
    case = begun("2024-09-09")
    decided: Said = (Act.CONCLUDE, "2024-09-20", {"outcome": Outcome.WITHDRAWN})
    assert waiting(case) == [("reply", "2024-09-24")]
    assert waiting(case, (Act.REPLY, "2024-09-20")) == []
    assert waiting(case, decided) == []
    assert waiting(case, (Act.VOID, "2024-09-20", {"reason": "重复登记"})) == []


def test_the_letter_is_answered_within_sixty_days_also_after_the_decision():
    case, letter = begun("2024-09-09"), (Act.RECEIVE_OPINION, "2024-11-05")
    decided: Said = (Act.CONCLUDE, "2024-11-01", {"outcome": Outcome.REVOKE})
    replied: Said = (Act.REPLY, "2024-09-20")
    assert waiting(case, replied, decided, letter) == [("opinion_feedback", "2025-01-06")]  # 4 January is a Saturday
    assert waiting(case, replied, decided, letter, (Act.ANSWER_OPINION, "2024-12-02")) == []
