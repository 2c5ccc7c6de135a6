"""What fields mostly hold: words offered while typing, never the only ones, and what is filled in at first."""

from __future__ import annotations

from typing import Any

from casework.law.names import Act, Planned, RecordKind, Ruling
from casework.law.words.languages import Text
from casework.web.entry.forms.making import Making

R = RecordKind.RECONSIDERATION
SERVED_HOW = (
    Text("直接送达", "in person"),
    Text("邮寄送达", "by post"),
    Text("电子送达", "electronically"),
    Text("留置送达", "left at the place"),
    Text("委托送达", "through another organ"),
    Text("公告送达", "by public notice"),
)
"""民事诉讼法 art. 88-95, through Act (2023) art. 88."""
HEARD_HOW = (
    Text("当面", "in person"),
    Text("互联网", "through the internet"),
    Text("电话", "by telephone"),
)
"""Act (2023) art. 49."""
SERVED_ON = (
    Text("申请人", "the applicant"),
    Text("被申请人", "the respondent"),
    Text("第三人", "the third party"),
    Text("双方当事人", "both parties"),
)
COMMITTEE = (
    Text("案情重大、疑难、复杂", "weighty, difficult or complicated"),
    Text("专业性、技术性较强", "highly technical"),
    Text("省级人民政府行为的复议", "reconsideration of an act of a provincial government"),
    Text("复议机构认为有必要", "the reconsideration body thinks it necessary"),
)
"""Act (2023) art. 52 ¶1 (1)-(4)."""
BODY_HEAD = (Text("复议机构负责人", "head of the reconsideration body"),)

SUGGESTED: dict[tuple[RecordKind, Act, str], tuple[Text, ...]] = {
    (R, Act.SERVE, "how"): SERVED_HOW,
    (R, Act.SERVE, "to"): SERVED_ON,
    (R, Act.HEAR_OPINIONS, "how"): HEARD_HOW,
    (R, Act.CONSULT_COMMITTEE, "ground"): COMMITTEE,
    (R, Act.EXTEND, "approver"): BODY_HEAD,
    (R, Act.CONVERT_PROCEDURE, "approver"): BODY_HEAD,
    (R, Act.REQUEST_CORRECTION, "items"): (
        Text("申请人身份材料", "papers on the applicant's identity"),
        Text("被申请人身份材料", "papers on the respondent's identity"),
        Text("行政行为材料", "papers on the act"),
        Text("复议请求和理由", "the request and its reasons"),
    ),
    (R, Act.WITHDRAW_EARLY, "how"): (Text("书面", "in writing"), Text("口头", "orally")),
}
"""(kind, act, key) -> what is offered."""

PLANNED_FIRST = {RecordKind.LITIGATION: Planned.HEARING, RecordKind.MEDIATION: Planned.MEDIATION}
"""What is mostly planned in a dispute, and in a mediation case."""


def usual(making: Making) -> dict[str, Any]:
    """What is filled in at first, because it is mostly so."""
    if making.act in (Act.ACCEPT, Act.ASSIGN):
        return {"handlers": "、".join(making.life.facts.handlers) or str(making.visit.person)}
    if (making.kind, making.act) == (RecordKind.MEDIATION, Act.CONFIRM):
        return {"ruling": Ruling.VALID.value}
    if making.act is Act.PLAN and making.kind in PLANNED_FIRST:
        return {"what": PLANNED_FIRST[making.kind].value}
    if (making.kind, making.act) == (RecordKind.LITIGATION, Act.RECORD_APPEARANCE):
        facts = making.life.facts
        days = [hearing.on for hearing in facts.instances[-1].hearings]
        return {"organ": facts.defendants[0], **({"on": days[-1]} if days else {})}
    return {}
