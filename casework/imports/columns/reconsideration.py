"""行政复议: the columns of a spreadsheet of cases, and the acts of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from casework.imports.columns.shape import Column, Odd, Planned, Said, Wrong, both_or_neither, fact, planned
from casework.law.names import Act, Outcome, Procedure, RecordKind, TerminatedCause, WithdrawnHow
from casework.law.words.languages import Text

of = partial(fact, RecordKind.RECONSIDERATION)
INTAKE = (
    ("accepted", "受理", "accepted"),
    ("declined", "不予受理", "declined"),
    ("referred", "告知或转送", "referred"),
    ("abandoned", "视为放弃", "abandoned"),
    ("withdrawn_early", "受理前撤回", "withdrawn early"),
)
"""审查结果."""
DETAILS = tuple((each.value, each.zh, each.en) for names in (WithdrawnHow, TerminatedCause) for each in names)
REASONS = tuple((str(n), str(n), str(n)) for n in range(1, 8))

COLUMNS = (
    Column("number", Text("案件编号", "Number")),
    of("received_on", required=True),
    of("channel", "register.channel", required=True),
    of("filed_on", "register.filed_on"),
    of("applicant", required=True, many=True),
    of("applicant_kind", beside=True, codes="applicant_kind"),
    of("applicant_count"),
    of("applicant_sex", beside=True),
    Column("identity_number", Text("证件号码", "Identity number"), "papers", beside=True),
    Column("telephone", Text("联系电话", "Telephone"), beside=True),
    Column("address", Text("申请人住址", "Address"), beside=True),
    of("representative", beside=True),
    of("agent", beside=True),
    of("agent_firm", beside=True),
    of("third_party", "register.third_parties", many=True),
    of("respondent", "register.respondents", required=True, many=True, type="organ"),
    of("respondent_class", note=Text(
        "由机关本身得出，填了的只核对", "Follows from the organ; what is given is compared")),
    of("matter", required=True, many=True),
    of("matter_child", many=True),
    of("field", required=True),
    of("field_child"),
    of("request", "register.request"),
    of("act_number"),
    of("act_made_on"),
    of("act_known_on"),
    of("request_text", "register.request_text", type="long"),
    of("facts_and_reasons", "register.facts_and_reasons", type="long"),
    of("claims_inaction", "register.claims_inaction"),
    of("enterprise_related", "register.enterprise_related"),
    of("compensation_claimed", "register.compensation_claimed"),
    of("prior_mandatory", "register.prior_mandatory"),
    of("document_review", "register.document_review"),
    of("complex", "register.complex"),
    of("intake", codes=INTAKE),
    of("intake_on"),
    of("accepted_on"),
    Column("decline_reason", Text("不予受理理由", "Reason for declining"), "code", codes=REASONS,
           note=Text("行政复议法第三十条第一款的项，1至7", "Item of art. 30 ¶1, 1 to 7")),
    of("passed_to", type="organ"),
    of("procedure", "accept.procedure"),
    of("handlers", "accept.handlers", many=True),
    Column("extended_on", Text("延期日期", "Extended on"), "day"),
    of("extended_days"),
    of("suspended_from"),
    of("suspended_to"),
    of("suspension_ground", codes="suspension_ground"),
    Column("heard_on", Text("听证日期", "Hearing held on"), "day"),
    of("heard"),
    of("opinions_heard"),
    of("committee"),
    of("converted"),
    of("outcome"),
    of("outcome_detail", codes=DETAILS),
    of("concluded_on"),
    of("document_number"),
    of("procedure_only", "conclude.procedure_only"),
    of("compensation_granted", "conclude.compensation_granted"),
    of("operative_part", "conclude.operative_part", type="long"),
    of("served_on"),
    of("opinion_letter_on"),
    of("opinion_feedback_on"),
    of("archived_on"),
    of("state"),
)  # fmt: skip
"""案件状态 is no fact of its own: it says intake where no column does, and is compared with what comes out."""
MOST_NAMED = re.compile(r"(?P<name>.+?)等(?:共)?(?P<count>\d{1,6})[人户名]")
"""申请人甲等12人."""
BODIES = (
    "公司", "厂", "店", "行", "部", "社", "中心", "协会", "学校", "医院", "银行", "集团",
    "委员会", "小组", "馆", "所", "院", "局", "队", "站", "场", "庄", "园", "铺",
    "会", "户", "坊", "吧", "城", "超市",
)  # fmt: skip
"""Last words of what is no person."""
PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+")


def acts(said: Said) -> list[Planned]:
    """The acts of a case: registered, examined, reviewed, concluded, and what came after."""
    intake = said["intake"] or _intake_of(said)
    found = [_registered(said)]
    if intake == "abandoned":
        found.append(_corrected(said))
    if intake:
        found.append(_examined(said, intake))
    if intake == "accepted":
        found += sorted(_reviewed(said), key=lambda act: act.on)
        if said["outcome"]:
            found += [_concluded(said), *_afterwards(said)]
    _refuse_without_acceptance(said, intake)
    return found


def _intake_of(said: Said) -> str:
    """How the intake ended where no column says it: a case that was accepted or concluded was accepted."""
    told = said["state"] or ""
    if told in {"declined", "referred", "abandoned", "withdrawn_early"}:
        return str(told)
    was = said["accepted_on"] or said["outcome"] or told in {"reviewing", "suspended", "concluded"}
    return "accepted" if was else ""


def _refuse_without_acceptance(said: Said, intake: str) -> None:
    for key in ("outcome", "concluded_on", "suspended_from", "extended_days", "opinion_letter_on"):
        if key in said and intake != "accepted":
            raise Wrong(
                key,
                said[key],
                Text("这件没有受理，不会有这一项", "The case was not accepted: it cannot have this"),
                Text("审查结果写受理，或者留空", "intake accepted, or nothing here"),
            )
    both_or_neither(COLUMNS, said, "outcome", "concluded_on")


COLUMN = {column.key: column for column in COLUMNS}


def _registered(said: Said) -> Planned:
    complained = {
        "number": said["act_number"],
        "made_on": said["act_made_on"],
        "known_on": said["act_known_on"],
    }
    given = {key: value for key, value in complained.items() if value is not None}
    matters = said.each("matter_child") or said.each("matter")
    return planned(
        COLUMNS,
        Act.REGISTER,
        said,
        said["received_on"],
        "received_on",
        number=("number", said["number"]),
        applicants=("applicant", list(_applicants(said))),
        matters=("matter", matters),
        field=("field", said["field_child"] or said["field"]),
        complained_of=("act_number" if "act_number" in said else "act_made_on", given),
    )


OF_ONE = {
    "identity_number": "identity_number",
    "telephone": "telephone",
    "address": "address",
    "representative": "representative",
    "agent": "agent",
    "agent_firm": "agent_firm",
    "sex": "applicant_sex",
}
"""Key of an applicant -> the column that says it for each."""


def _applicants(said: Said) -> Iterator[dict[str, Any]]:
    """The applicants; what the total has above the names is counted with the first."""
    found = []
    for name in said.each("applicant"):
        group = MOST_NAMED.fullmatch(name)
        found.append((group["name"], int(group["count"])) if group else (name, 1))
    total, named = said["applicant_count"], sum(count for _name, count in found)
    if total is not None and total < named:
        raise Wrong(
            "applicant_count",
            total,
            Text(f"申请人写了{named}人，总数不能更少", f"{named} applicants are named: the total cannot be less"),
            Text(f"{named}或者更多，或者留空", f"{named} or more, or nothing"),
        )
    for place, (name, count) in enumerate(found):
        more = total - named if total is not None and place == 0 else 0
        each = {key: said.beside(column, "applicant", place, len(found)) for key, column in OF_ONE.items()}
        kind = said.beside("applicant_kind", "applicant", place, len(found)) or _kind_of(name, said)
        yield {"kind": kind, "name": name, "count": count + more, **{k: v for k, v in each.items() if v}}


def _kind_of(name: str, said: Said) -> str:
    """What a name without a kind is: a person, or a company by its last word. Raises Wrong where it cannot be told."""
    if name.endswith("公司"):
        kind = "legal_person"
    elif any(name.endswith(word) for word in BODIES):
        kind = "organisation"
    elif PERSON.fullmatch(name):
        kind = "citizen"
    else:
        raise Wrong(
            "applicant_kind",
            "",
            Text(f"「{name}」是公民还是法人、其他组织，看不出来", f"Whether {name!r} is a person cannot be told"),
            Text("公民、法人、其他组织", "citizen, legal person, other organisation"),
        )
    said.odd.append(
        Odd("applicant_kind", "没有写申请人类型，按名称记", "No kind of applicant is given: taken by the name")
    )
    return kind


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
    if intake == "declined":
        if "decline_reason" not in said:
            said.odd.append(Odd("decline_reason", "没有写不予受理的理由", "No reason for declining is given"))
        more = {"reason": ("decline_reason", said["decline_reason"] or 0), "organ": ("passed_to", said["passed_to"])}
        return planned(COLUMNS, Act.DECLINE, said, on, "intake_on", **more)
    if intake == "referred":
        return planned(
            COLUMNS, Act.REFER, said, on, "intake_on", how=("intake", "told"), organ=("passed_to", said["passed_to"])
        )
    if said["converted"]:  # it ends as ordinary what began as simplified
        return planned(
            COLUMNS, ENDS[intake], said, on, "intake_on", procedure=("converted", Procedure.SIMPLIFIED.value)
        )
    return planned(COLUMNS, ENDS[intake], said, on, "intake_on")


def _corrected(said: Said) -> Planned:
    """The notice without which nothing can be abandoned (Act art. 31): a book of cases tells only how it ended."""
    said.odd.append(
        Odd("intake", "没有写补正通知，按收到之日记", "No notice of correction is given: taken as of the receipt")
    )
    items = ("intake", ["未记载"])
    return planned(COLUMNS, Act.REQUEST_CORRECTION, said, said["received_on"], "received_on", items=items)


MARKS = {
    "converted": Act.CONVERT_PROCEDURE,
    "heard": Act.HOLD_HEARING,
    "opinions_heard": Act.HEAR_OPINIONS,
    "committee": Act.CONSULT_COMMITTEE,
}
"""What is only marked: the column that marks it, and the act, which is then done on the day of acceptance."""


def _reviewed(said: Said) -> Iterator[Planned]:
    """What was done between acceptance and decision, by its days."""
    if said["extended_days"]:
        on = said.day("extended_on", instead=_accepted(said), zh="延期日期", en="The day of the extension")
        yield planned(COLUMNS, Act.EXTEND, said, on, "extended_on", days=("extended_days", said["extended_days"]))
    if "suspended_from" in said:
        ground = said["suspension_ground"] or _other_ground(said)
        yield planned(
            COLUMNS, Act.SUSPEND, said, said["suspended_from"], "suspended_from", ground=("suspension_ground", ground)
        )
    if "suspended_to" in said:
        yield planned(COLUMNS, Act.RESUME, said, said["suspended_to"], "suspended_to")
    if "heard_on" in said:
        yield planned(COLUMNS, Act.HOLD_HEARING, said, said["heard_on"], "heard_on")
    for column, act in MARKS.items():
        if said[column] and not (column == "heard" and "heard_on" in said):
            label = COLUMN[column].label
            on = said.day(f"{column}_on", instead=_accepted(said), zh=f"{label.zh}的日期", en=f"The day of {label.en}")
            yield planned(COLUMNS, act, said, on, f"{column}_on")
    if "opinion_letter_on" in said and not _after(said, said["opinion_letter_on"]):
        yield from _opinion(said)


def _accepted(said: Said) -> str:
    return next(key for key in ("accepted_on", "intake_on", "received_on") if key in said)


def _other_ground(said: Said) -> str:
    said.odd.append(Odd("suspension_ground", "没有写中止事由，按其他记", "No ground of the suspension: taken as other"))
    return "other"


def _after(said: Said, day: date) -> bool:
    return "concluded_on" in said and day >= said["concluded_on"]


def _opinion(said: Said) -> Iterator[Planned]:
    to = said.each("respondent")[0]
    yield planned(
        COLUMNS, Act.ISSUE_OPINION, said, said["opinion_letter_on"], "opinion_letter_on", to=("respondent", to)
    )
    if "opinion_feedback_on" in said:
        yield planned(COLUMNS, Act.RECORD_FEEDBACK, said, said["opinion_feedback_on"], "opinion_feedback_on")


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


def _afterwards(said: Said) -> Iterator[Planned]:
    """What was done after the decision, by its days."""
    later = []
    if "served_on" in said:
        later.append(planned(COLUMNS, Act.SERVE, said, said["served_on"], "served_on"))
    if "opinion_letter_on" in said and _after(said, said["opinion_letter_on"]):
        later += _opinion(said)
    if "archived_on" in said:
        later.append(planned(COLUMNS, Act.ARCHIVE, said, said["archived_on"], "archived_on"))
    yield from sorted(later, key=lambda act: act.on)
