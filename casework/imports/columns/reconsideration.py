"""行政复议: the acts of a row of cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casework.imports.columns.applicants import applicants
from casework.imports.columns.cases import COLUMNS
from casework.imports.columns.course import AGREE, OF_OUR_OWN, course, ended, left_out
from casework.imports.columns.shape import Odd, Planned, Said, Wrong, both_or_neither, planned
from casework.imports.columns.stops import CORRECTION, stops
from casework.law.names import Act, Outcome, Procedure
from casework.law.words.languages import Text


def acts(said: Said) -> list[Planned]:
    """The acts of a case: registered, examined, reviewed, concluded, and what came after."""
    _part_outcome(said)
    intake = said["intake"] or _intake_of(said)
    found = [_registered(said), *_supplemented(said)]
    if intake == "abandoned" and len(found) == 1:
        found.append(_corrected(said))
    if intake:
        found.append(_examined(said, intake))
    if intake == "declined" and said["accepted_on"] and said["accepted_on"] >= found[-1].on:
        found.append(_reopened(said))
        intake = "accepted"
    if intake == "accepted":
        before, after = course(said)
        found += before
        if said["outcome"]:
            found += [_concluded(said), *after]
        elif after:
            raise Wrong(after[0].columns["on"], after[0].on, *UNDECIDED)
    else:
        found += ended(said, found[-1].on if intake else None)
    _refuse_without_acceptance(said, intake)
    _compare_state(said, intake)
    return found


def _part_outcome(said: Said) -> None:
    """Take from the column of outcomes what is none: 不予受理 tells how the intake ended, and when.

    Raises Wrong where 审查结果 says another.
    """
    told = said["outcome"]
    if told not in ENDS:
        return
    if said["intake"] not in (None, told):
        raise Wrong("outcome", "", Text("和审查结果不一致", "is not what the intake says"), AGREE)
    del said.values["outcome"]
    said.values["intake"] = told
    day = said.values.pop("concluded_on", None)
    if day is not None and told != "accepted":
        if said["intake_on"] not in (None, day):
            raise Wrong("concluded_on", day, Text("和审查日期不一致", "is not the day of the intake"), AGREE)
        said.values["intake_on"] = day


UNDECIDED = (
    Text("这件还没有结案，不会有这一项", "The case is not concluded: it cannot have this"),
    Text("写上结案方式和结案日期，或者留空", "outcome and day of the decision, or nothing here"),
)


def _compare_state(said: Said, intake: str) -> None:
    """Take note of 案件状态 where it says what the row says."""
    if intake == "accepted":
        states = {"concluded"} if said["outcome"] else {"reviewing", "suspended"}
    else:
        states = {intake} if intake else {"examining", "correcting"}
    if said["state"] in states:
        said.use("state")


def _intake_of(said: Said) -> str:
    """How the intake ended where no column says it: a case that was accepted or concluded was accepted."""
    told = said["state"] or ""
    if told in {"declined", "referred", "abandoned", "withdrawn_early"}:
        return str(told)
    was = said["accepted_on"] or said["outcome"] or told in {"reviewing", "suspended", "concluded"}
    return "accepted" if was else ""


AFTER_ACCEPTANCE = (
    "outcome", "concluded_on", "suspended_from", "suspended_during", "extended_days", "opinion_letter_on",
    "recommendation_on", "document_review_on", "sent_to_superior_on", "published_on",
)  # fmt: skip
"""Columns of what no case has that was not accepted."""


def _refuse_without_acceptance(said: Said, intake: str) -> None:
    both_or_neither(COLUMNS, said, "outcome", "concluded_on")
    if intake == "accepted":
        return
    earlier = [key for key in OF_OUR_OWN if key in said]
    if "outcome" in said:
        again = "intake_on" in said and said["intake_on"] >= said["concluded_on"]
        earlier = ["outcome"] if again else []
    if earlier:
        left_out(said, earlier[0])
        said.use(*(column.key for column in COLUMNS if column.belongs))
        return
    for key in AFTER_ACCEPTANCE:
        if key in said:
            raise Wrong(
                key,
                said[key],
                Text("这件没有受理，不会有这一项", "The case was not accepted: it cannot have this"),
                Text("审查结果写受理，或者留空", "intake accepted, or nothing here"),
            )


def _registered(said: Said) -> Planned:
    complained = {
        "number": said["act_number"],
        "made_on": said["act_made_on"],
        "known_on": said["act_known_on"],
    }
    given = {key: value for key, value in complained.items() if value is not None}
    matters = said.each("matter_child") or said.each("matter")
    said.use("matter", "matter_child", "field", "field_child", "act_number", "act_made_on", "act_known_on")
    _compare_class(said)
    return planned(
        COLUMNS,
        Act.REGISTER,
        said,
        said["received_on"],
        "received_on",
        number=("number", said["number"]),
        applicants=("applicant", list(applicants(said))),
        matters=("matter", matters),
        field=("field", said["field_child"] or said["field"]),
        complained_of=("act_number" if "act_number" in said else "act_made_on", given),
    )


def _compare_class(said: Said) -> None:
    """Say where 被申请人类型 is not what the organs are, which decide it."""
    told = said["respondent_class"]
    classes = {said.reference.organ(name).organ_class for name in said.each("respondent")}
    said.use("respondent_class")
    if told and told != (classes.pop() if len(classes) == 1 else "other"):
        zh, en = "和机关的类型不一致，按机关记", "is not the class of the organ, by which it is taken"
        said.odd.append(Odd("respondent_class", zh, en))


ENDS = {
    "accepted": Act.ACCEPT,
    "declined": Act.DECLINE,
    "referred": Act.REFER,
    "abandoned": Act.DEEM_ABANDONED,
    "withdrawn_early": Act.WITHDRAW_EARLY,
}


def _examined(said: Said, intake: str) -> Planned:
    days = ("accepted_on", "intake_on") if intake == "accepted" else ("intake_on",)
    on = said.day(*days, instead="received_on", zh="审查日期", en="The day of the examination")
    day = next((key for key in days if key in said), "intake_on")
    _compare_days(said, days)
    on = max([on, *(stop.until for stop in stops(said) if stop.kind == CORRECTION and stop.until)])
    if intake == "declined":
        if "decline_reason" not in said:
            said.odd.append(Odd("decline_reason", "没有写不予受理的理由", "No reason for declining is given"))
        more = {"reason": ("decline_reason", said["decline_reason"] or 0), "organ": ("passed_to", said["passed_to"])}
        return planned(COLUMNS, Act.DECLINE, said, on, day, **more)
    if intake == "referred":
        return planned(
            COLUMNS, Act.REFER, said, on, day, how=("intake", "told"), organ=("passed_to", said["passed_to"])
        )
    if said["converted"]:  # it ends as ordinary what began as simplified
        said.use("procedure")
        return planned(COLUMNS, ENDS[intake], said, on, day, procedure=("converted", Procedure.SIMPLIFIED.value))
    return planned(COLUMNS, ENDS[intake], said, on, day)


def _compare_days(said: Said, days: tuple[str, ...]) -> None:
    """Say where 审查日期 and 受理日期 of a case that was accepted are two days."""
    said.use("intake", *days)
    if len({said[key] for key in days if key in said}) > 1:
        zh, en = "和受理日期不是同一天，按受理日期记", "is not the day of acceptance, by which it is taken"
        said.odd.append(Odd("intake_on", zh, en))


def _reopened(said: Said) -> Planned:
    """The review of what was declined first, by an order that a row does not tell of (Act art. 35)."""
    said.odd.append(
        Odd(
            "accepted_on",
            "不予受理以后又受理，按恢复审理记",
            "Accepted after it was declined: taken as reopened to review",
        )
    )
    order = {"to": ("accepted_on", "reviewing"), "by_order_of": ("accepted_on", "未记载")}
    return planned(COLUMNS, Act.REOPEN, said, said["accepted_on"], "accepted_on", **order)


def _supplemented(said: Said) -> Iterator[Planned]:
    """The notices of correction whose time did not count, and the day on which the papers came back (条例 art. 29)."""
    for stop in stops(said):
        if stop.kind == CORRECTION:
            items = ("stop", ["未记载"])
            yield planned(COLUMNS, Act.REQUEST_CORRECTION, said, stop.on, "stopped_on", items=items)
            if stop.until is not None:
                yield planned(COLUMNS, Act.RECEIVE_CORRECTION, said, stop.until, "resumed_on")


def _corrected(said: Said) -> Planned:
    """The notice without which nothing can be abandoned (Act art. 31): a book of cases tells only how it ended."""
    said.odd.append(
        Odd("intake", "没有写补正通知，按收到之日记", "No notice of correction is given: taken as of the receipt")
    )
    items = ("intake", ["未记载"])
    return planned(COLUMNS, Act.REQUEST_CORRECTION, said, said["received_on"], "received_on", items=items)


def _concluded(said: Said) -> Planned:
    outcome, detail = said["outcome"], said["outcome_detail"]
    key = {Outcome.WITHDRAWN: "how", Outcome.TERMINATED: "cause"}.get(outcome)
    if detail and key is None:
        raise Wrong(
            "outcome_detail",
            detail,
            Text("只有撤回和终止分情形", "Only a withdrawal or a termination has one"),
            Text("留空", "nothing"),
        )
    more: dict[str, Any] = {key: ("outcome_detail", detail)} if key and detail else {}
    return planned(
        COLUMNS,
        Act.CONCLUDE,
        said,
        said["concluded_on"],
        "concluded_on",
        outcome=("outcome", outcome),
        number=("document_number", said["document_number"]),
        **more,
    )
