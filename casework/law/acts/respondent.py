"""被复议案件: its acts."""

from __future__ import annotations

from casework.law import planning, respondent
from casework.law.documents.papers import Author, Paper
from casework.law.names import Act
from casework.law.transitions import ANY, BEGINS, MENDING, Rule, row, table

ACTS: dict[Act, Rule] = table(
    row(Act.REGISTER, respondent.register, BEGINS, None, "48, 54", "23",
        paper=Paper.REPLY_NOTICE, by=Author.REVIEWER, begins=True, moves=True),
    row(Act.REPLY, respondent.reply, ANY, None, "48, 54, 70", "23, 28 ¶1(4)", paper=Paper.REPLY),
    row(Act.CONCLUDE, respondent.conclude, ANY, None, "61, 62", "28, 31", paper=Paper.DECISION, by=Author.REVIEWER),
    row(Act.SERVE, respondent.serve, ANY, None, "75 ¶2", "31 ¶3", paper=Paper.PROOF_OF_SERVICE),
    row(Act.RECEIVE_OPINION, respondent.receive_opinion, ANY, None, "76", "条例57 ¶1",
        paper=Paper.OPINION, by=Author.REVIEWER),
    row(Act.ANSWER_OPINION, respondent.answer_opinion, ANY, None, "76", "条例57 ¶1", paper=Paper.FEEDBACK),
    row(Act.PLAN, planning.plan, ANY),
    row(Act.CALL_OFF, planning.call_off, ANY),
    *MENDING,
)  # fmt: skip
