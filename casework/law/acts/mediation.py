"""人民调解: its acts."""

from __future__ import annotations

from casework.law import mediation, planning
from casework.law.documents.papers import Author, Paper
from casework.law.names import Act
from casework.law.organs import handing
from casework.law.transitions import ANY, BEGINS, MENDING, Rule, row, table

ACTS: dict[Act, Rule] = table(
    row(Act.REGISTER, mediation.register, BEGINS, None, "人民调解法17",
        paper=Paper.MEDIATION_FORM, by=Author.BODY, begins=True, moves=True),
    row(Act.CONCLUDE, mediation.conclude, ANY, None, "人民调解法26, 28",
        paper=Paper.AGREEMENT, by=Author.PARTIES, moves=True),
    row(Act.PERFORM, mediation.perform, ANY, None, "人民调解法31", paper=Paper.FOLLOW_UP, by=Author.BODY),
    row(Act.VISIT_BACK, mediation.visit_back, ANY, None, "人民调解法31"),
    row(Act.ASK_CONFIRMATION, mediation.ask_confirmation, ANY, None, "人民调解法33",
        paper=Paper.CONFIRMATION_APPLICATION, by=Author.PARTIES),
    row(Act.CONFIRM, mediation.confirm, ANY, None, "人民调解法33", paper=Paper.CONFIRMATION_RULING, by=Author.COURT),
    row(Act.HAND_OVER, handing.hand_over, ANY, None, "人民调解法19"),
    row(Act.PLAN, planning.plan, ANY),
    row(Act.CALL_OFF, planning.call_off, ANY),
    *MENDING,
)  # fmt: skip
