"""人民调解: the columns of a spreadsheet of mediation cases, and the acts of a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from casework.imports.columns.shape import Column, Planned, Said, Wrong, both_or_neither, fact, planned
from casework.law.names import Act, MediationResult, RecordKind
from casework.law.words.languages import Text

of = partial(fact, RecordKind.MEDIATION)

COLUMNS = (
    Column("number", Text("案件编号", "Number")),
    of("received_on", required=True),
    of("body", "register.body", required=True),
    of("body_kind", "register.body_kind", codes="body_kind"),
    of("dispute_type", "register.dispute_type", required=True),
    of("source", required=True),
    of("source_child"),
    of("parties", "register.parties"),
    of("amount", "register.amount"),
    of("difficult", "register.difficult"),
    of("party", many=True),
    Column("other_party", Text("对方当事人", "Other parties"), many=True),
    of("mediators", "register.mediators", many=True),
    of("place", "register.place"),
    of("summary", "register.summary", type="long"),
    of("concluded_on"),
    of("result"),
    of("agreement_form", "conclude.form", belongs="result"),
    of("agreement_number", "conclude.number", belongs="result"),
    of("agreement_effective_on", "conclude.effective_on", belongs="result"),
    of("agreement_text", "conclude.text", type="long", belongs="result"),
    of("performed_on"),
    of("asked_on"),
    of("confirmed_on"),
    of("ruling", "confirm.ruling", belongs="confirmed_on"),
    of("visited_on"),
    of("visited_by", "visit_back.visited_by", belongs="visited_on"),
    of("satisfied", "visit_back.satisfied", belongs="visited_on"),
    of("state", belongs="result"),
)  # fmt: skip


def acts(said: Said) -> list[Planned]:
    """The acts of a mediation: registered, concluded, performed, confirmed, visited."""
    found = [
        planned(
            COLUMNS,
            Act.REGISTER,
            said,
            said["received_on"],
            "received_on",
            source=("source", said["source_child"] or said["source"]),
            disputants=("party", list(_parties(said))),
        )
    ]
    said.use("party", "other_party", "source", "source_child")
    both_or_neither(COLUMNS, said, "result", "concluded_on")
    if said["state"] == ("concluded" if "result" in said else "open"):
        said.use("state")
    if "result" in said:
        found.append(
            planned(
                COLUMNS, Act.CONCLUDE, said, said["concluded_on"], "concluded_on", result=("result", said["result"])
            )
        )
    return [*found, *_afterwards(said)]


def _parties(said: Said) -> Iterator[dict[str, Any]]:
    for column in ("party", "other_party"):
        for name in said.each(column):
            yield {"name": name}


def _afterwards(said: Said) -> Iterator[Planned]:
    """What follows an agreement; `confirmed_on` brings the asking with it, on its own day where that is known."""
    for key in ("performed_on", "asked_on", "confirmed_on"):
        if key in said and said["result"] != MediationResult.SUCCEEDED:
            raise Wrong(
                key,
                said[key],
                Text("没有调解成功，不会有这一项", "Only an agreement can have it"),
                Text("结果写成功，或者留空", "result succeeded, or nothing here"),
            )
    later = []
    if "performed_on" in said:
        later.append(planned(COLUMNS, Act.PERFORM, said, said["performed_on"], "performed_on"))
    if asked := said["asked_on"] or said["confirmed_on"]:
        day = "asked_on" if "asked_on" in said else "confirmed_on"
        later.append(planned(COLUMNS, Act.ASK_CONFIRMATION, said, asked, day))
    if "confirmed_on" in said:
        later.append(planned(COLUMNS, Act.CONFIRM, said, said["confirmed_on"], "confirmed_on"))
    if "visited_on" in said:
        later.append(planned(COLUMNS, Act.VISIT_BACK, said, said["visited_on"], "visited_on"))
    yield from sorted(later, key=lambda act: act.on)
