"""被复议: the columns of a spreadsheet of cases in which the organ is the respondent, and the acts of a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casework.imports.columns.shape import Column, Planned, Said, both_or_neither, fact, planned
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text

of = partial(fact, RecordKind.RESPONDENT)

COLUMNS = (
    Column("number", Text("案件编号", "Number")),
    of("received_on", required=True),
    of("deciding_organ", "register.deciding_organ", required=True),
    of("deciding_number", "register.deciding_number"),
    of("applicant", "register.applicant", required=True),
    of("applicant_kind", "register.applicant_kind", codes="applicant_kind"),
    of("respondent", "register.respondent", type="organ"),
    of("act_number", "register.act_number"),
    of("matter", required=True),
    of("matter_child"),
    of("field", required=True),
    of("field_child"),
    of("procedure", "register.procedure"),
    of("replied_on"),
    of("concluded_on"),
    of("outcome"),
    of("document_number", "conclude.number", belongs="outcome"),
    of("decision_received_on"),
    of("opinion_received_on"),
    of("opinion_answered_on"),
)  # fmt: skip
DAYS = (
    (Act.REPLY, "replied_on"),
    (Act.CONCLUDE, "concluded_on"),
    (Act.SERVE, "decision_received_on"),
    (Act.RECEIVE_OPINION, "opinion_received_on"),
    (Act.ANSWER_OPINION, "opinion_answered_on"),
)
"""The acts after the registration, in their order, each with the column of its day."""


def acts(said: Said) -> list[Planned]:
    """The acts of a case as its respondent knows it."""
    both_or_neither(COLUMNS, said, "outcome", "concluded_on")
    return [_registered(said), *_followed(said)]


def _registered(said: Said) -> Planned:
    said.use("matter", "matter_child", "field", "field_child")
    return planned(
        COLUMNS,
        Act.REGISTER,
        said,
        said["received_on"],
        "received_on",
        matter=("matter", said["matter_child"] or said["matter"]),
        field=("field", said["field_child"] or said["field"]),
    )


def _followed(said: Said) -> Iterator[Planned]:
    for act, day in DAYS:
        if day in said:
            yield (
                planned(COLUMNS, act, said, said[day], day, outcome=("outcome", said["outcome"]))
                if (act is Act.CONCLUDE)
                else planned(COLUMNS, act, said, said[day], day)
            )
