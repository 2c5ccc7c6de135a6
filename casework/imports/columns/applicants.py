"""申请人 of a row of cases: their names, kinds and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casework.imports.columns.shape import Odd, Said, Wrong
from casework.law.words.languages import Text

MOST_NAMED = re.compile(r"(?P<name>.+?)等(?:共)?(?P<count>\d{1,6})[人户名]")
"""申请人甲等12人."""
BODIES = (
    "公司", "厂", "店", "行", "部", "社", "中心", "协会", "学校", "医院", "银行", "集团",
    "委员会", "小组", "馆", "所", "院", "局", "队", "站", "场", "庄", "园", "铺",
    "会", "户", "坊", "吧", "城", "超市",
)  # fmt: skip
"""Last words of what is no person."""
KINDS = {
    "citizen": ("公民", "citizen"),
    "legal_person": ("法人", "legal person"),
    "organisation": ("其他组织", "other organisation"),
}
PERSON = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+")

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


def applicants(said: Said) -> Iterator[dict[str, Any]]:
    """The applicants; what the total has above the names is counted with the first."""
    said.use("applicant_kind", "applicant_count", *OF_ONE.values())
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
    elif PERSON.fullmatch("".join(name.split())):
        kind = "citizen"
    else:
        raise Wrong(
            "applicant_kind",
            "",
            Text(f"「{name}」是公民还是法人、其他组织，看不出来", f"Whether {name!r} is a person cannot be told"),
            Text("公民、法人、其他组织", "citizen, legal person, other organisation"),
        )
    zh, en = KINDS[kind]
    said.odd.append(
        Odd(
            "applicant_kind",
            f"没有写申请人类型，「{name}」按名称记为{zh}",
            f"No kind of applicant is given: by the name {name!r} is taken as {en}",
        )
    )
    return kind
