"""行政应诉: its acts."""

from __future__ import annotations

from casework.law import planning
from casework.law.documents.papers import Author, Paper
from casework.law.litigation import acts
from casework.law.names import Act
from casework.law.organs import handing
from casework.law.transitions import ANY, BEGINS, MENDING, Rule, row, table

ACTS: dict[Act, Rule] = table(
    row(Act.REGISTER, acts.register, BEGINS, None, "行政诉讼法67",
        paper=Paper.NOTICE_TO_RESPOND, by=Author.COURT, begins=True, moves=True),
    row(Act.OPEN_INSTANCE, acts.open_instance, ANY, None, "行政诉讼法85, 90",
        paper=Paper.NOTICE_TO_RESPOND, by=Author.COURT),
    row(Act.HOLD_HEARING, acts.hold_hearing, ANY, None, "行政诉讼法3 ¶3", paper=Paper.SUMMONS, by=Author.COURT),
    row(Act.RECORD_APPEARANCE, acts.record_appearance, ANY, None, "行政诉讼法3 ¶3"),
    row(Act.CONFIRM_LINK, acts.confirm_link, ANY, None, "行政诉讼法26, 45"),
    row(Act.CLOSE_INSTANCE, acts.close_instance, ANY, None, "行政诉讼法69",
        paper=Paper.JUDGMENT, by=Author.COURT),
    row(Act.FILE_DEFENCE, acts.file_defence, ANY, None, "行政诉讼法67"),
    row(Act.FILE_EVIDENCE, acts.file_evidence, ANY, None, "行政诉讼法34, 67"),
    row(Act.PERFORM_JUDGMENT, acts.perform_judgment, ANY, None, "行政诉讼法94, 96"),
    row(Act.RECEIVE_ADVICE, acts.receive_advice, ANY, None, "行政诉讼法66, 96(4)"),
    row(Act.ANSWER_ADVICE, acts.answer_advice, ANY, None, "行政诉讼法96(4)"),
    row(Act.HAND_OVER, handing.hand_over, ANY),
    row(Act.PLAN, planning.plan, ANY),
    row(Act.CALL_OFF, planning.call_off, ANY),
    *MENDING,
)  # fmt: skip
