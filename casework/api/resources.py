"""The addresses of each resource, with what they may be asked by, as the schema describes them."""

from __future__ import annotations

from typing import Any

from casework.api import pages
from casework.api.base import Operation
from casework.api.openapi import acts, schemas
from casework.api.parameters import DATE, FLAG, OF_A_QUESTION, TEXT, Parameter
from casework.exports import bulk
from casework.exports.resources import RESOURCES, Resource
from casework.exports.titles import TITLES
from casework.filters.changes import WHERE
from casework.filters.events import EventFilters
from casework.filters.fields import Amount, Codes, Day, Filter, Flag, Handler, Numbers, OrganNamed, Secret
from casework.filters.reference import OrganFilters, PopulationFilters, TermFilters
from casework.filters.sets import FILTERS, Records
from casework.law.names import RecordKind

MANY = {**TEXT, "examples": ["uphold,revoke"]}
WORDS: tuple[tuple[type[Filter], dict[str, Any], str, str], ...] = (
    (Numbers, TEXT, "全文，多个用逗号隔开", "Whole texts, apart by commas"),
    (Secret, TEXT, "全文，只在可见姓名的案件中查", "The whole, among cases whose names are read"),
    (Handler, TEXT, "全名", "The whole name"),
    (OrganNamed, TEXT, "机关名称、曾用名、区划代码，或id-123", "Organ: name, former name, division code or id-123"),
    (Codes, MANY, "代码或中文名称，多个用逗号隔开", "Codes or Chinese labels, apart by commas"),
    (Flag, FLAG, "1是，0否", "1 yes, 0 no"),
    (Filter, TEXT, "与全文相同", "Exactly the whole text"),
)
"""The kinds of filter, the narrower first: JSON schema, meaning."""

OF_OTHERS: dict[str, type[Records]] = {
    "events": EventFilters,
    "organs": OrganFilters,
    "populations": PopulationFilters,
    "terms": TermFilters,
}
"""The filters of the lists that are no records."""
FIELDS = Parameter(
    "fields", {"type": "string", "maxLength": 4000}, "只给这些列，逗号隔开", "These columns alone, apart by commas"
)
PAGES = "json"
FORMATS = (PAGES, *bulk.FORMATS)
FORMAT = Parameter(
    "format",
    {"type": "string", "enum": list(FORMATS), "default": PAGES},
    "分页的JSON，或一次给全的文件",
    "JSON by pages, or the whole list as a file",
)
SINCE = Parameter(
    WHERE,
    {"type": "string", "maxLength": 2000},
    "上次拉取给出的记号：只给此后有变化的，已不在列表中的给id和deleted",
    "The token that the last pull gave: what changed since; for what the list holds no more, id and deleted",
)
SINCE_BELOW = SINCE._replace(
    zh="上次拉取给出的记号：此后有变化的每个记录先给record和deleted（手里属于它的各行作废），再给它现在的各行；page_size按记录计",
    en="The token that the last pull gave: for each record that changed since, record and deleted (drop its rows), "
    "then its rows as they are now; page_size counts records",
)
ID = Parameter("id", {**TEXT, "examples": ["17", "17,18"]}, "编号，多个用逗号隔开", "Ids, apart by commas")
SEARCH = Parameter("q", TEXT, "查找：文号、姓名、字词", "Search: numbers, names, words")
COUNT = Parameter("count", FLAG, "1则给出总数count", "1 gives the exact number of rows as `count`")
SCOPE = (
    Parameter(
        "organ", TEXT, "机关：名称、曾用名、区划代码，或id-123", "Organ: name, former name, division code or id-123"
    ),
    Parameter("subtree", FLAG, "含下级", "With all organs below it"),
)
RECORD = Parameter(
    "record",
    {**TEXT, "examples": ["12,15"]},
    "这些记录的，编号用逗号隔开；其他条件都是问所属记录",
    "Of these records, ids apart by commas; all other filters ask of the records",
)
NUMBER = (
    Parameter("cell", {**TEXT, "examples": ["T2.uphold.total"]}, "统计表单元格后的记录，要写organ、from、to",
              "The records behind a cell; needs organ, from and to"),
    Parameter("figure", {**TEXT, "examples": ["reconsideration.received"]}, "指标后的记录，要写organ、from、to",
              "The records behind a figure; needs organ, from and to"),
    Parameter("side", {"type": "string", "enum": ["numerator", "denominator"]}, "比率的一侧", "The side of a rate"),
    Parameter("denominator", TEXT, "比率的另一分母", "Another denominator of the rate"),
    *(each._replace(required=False) for each in OF_A_QUESTION if each.name not in ("organ", "subtree")),
)  # fmt: skip


def filter_parameter(name: str, fact: Filter) -> Parameter:
    """A filter as the schema describes it."""
    if isinstance(fact, Day):
        first = fact.end == "from"
        words = ("此日及以后", "On this day or later") if first else ("此日及以前", "On this day or earlier")
        return Parameter(name, DATE, *words)
    if isinstance(fact, Amount):
        words = ("不小于", "At least") if fact.end == "min" else ("不大于", "At most")
        return Parameter(name, {"type": "number"}, *words)
    return next(Parameter(name, schema, zh, en) for kind, schema, zh, en in WORDS if isinstance(fact, kind))


def filters_of(resource: Resource) -> type[Records]:
    """The filters that a list takes: its own, or those of the records that it stands below."""
    kind = resource.kind or resource.below
    return OF_OTHERS[resource.key] if kind is None else FILTERS[kind]


def exact_numbers(known: type[Records]) -> list[str]:
    """The quantities that are asked for by their least and their most, and exactly by their name."""
    facts = known.base_filters
    return [name.removesuffix("_min") for name, fact in facts.items() if isinstance(fact, Amount) and fact.last]


def parameters_of(resource: Resource) -> tuple[Parameter, ...]:
    """What a list of the resource may be asked by."""
    known = filters_of(resource)
    since = [] if resource.is_reference else [SINCE if resource.below is None else SINCE_BELOW]
    return (
        *pages.PARAMETERS,
        FIELDS,
        FORMAT,
        *since,
        _ordering(resource),
        COUNT,
        ID,
        *_of_sort(resource),
        *(filter_parameter(*each) for each in known.base_filters.items()),
        *(Parameter(name, {"type": "number"}, "正好", "Exactly") for name in exact_numbers(known)),
    )


def _of_sort(resource: Resource) -> tuple[Parameter, ...]:
    """What records, rows below records, and rows of an organ are asked by beside their filters."""
    if resource.kind is None and resource.below is None:
        return SCOPE if "organ_id" in resource.by_name else ()
    return (SEARCH, *SCOPE, *(NUMBER if resource.kind else (RECORD,)))


def _ordering(resource: Resource) -> Parameter:
    names = [f"{sign}{column.name}" for column in resource.columns if column.sorts for sign in ("", "-")]
    schema = {"type": "string", "enum": names, "default": "id"}
    return Parameter("ordering", schema, "排序的列，前加-为倒序", "The column to sort by; with - the other way round")


def _operation(resource: Resource, what: str, summary: str, answer: dict[str, Any], **more: Any) -> Operation:
    """An address of a resource, named after it and after what is done there."""
    return Operation(resource.key.replace("-", "_") + what, summary, resource.key, answer, **more)


def _item(resource: Resource) -> dict[str, Any]:
    return schemas.ref(schemas.NAMES[resource.key])


def listing(resource: Resource) -> Operation:
    """`{resource}/`."""
    zh, en, _one = TITLES[resource.key]
    return _operation(
        resource,
        "",
        f"{zh} · {en[0].upper()}{en[1:]}",
        schemas.page_of(_item(resource)),
        parameters=parameters_of(resource),
        problems=("gone",),
        media=tuple(content.partition(";")[0] for content in bulk.FORMATS.values()),
    )


def detail(resource: Resource) -> Operation:
    """`{resource}/{id}/`."""
    zh, _many, en = TITLES[resource.key]
    more: dict[str, Any] = {"parameters": (FIELDS,), "conditional": True}
    return _operation(resource, "_one", f"一条：{zh} · One {en}", _item(resource), **more)


def dictionary(resource: Resource) -> Operation:
    """`{resource}/describe/`."""
    zh, _many, en = TITLES[resource.key]
    article = "an" if en[0] in "aeio" else "a"
    summary = f"列的说明：{zh} · The columns of {article} {en}"
    return _operation(resource, "_describe", summary, schemas.ref("Dictionary"))


IDEMPOTENCY: dict[str, Any] = {
    "Idempotency-Key": {
        "required": True,
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        "description": "请求的唯一编号，重发用同一个 · A key of this request; the same when it is sent again",
    }
}
IF_MATCH: dict[str, Any] = {
    "If-Match": {
        "schema": {"type": "string"},
        "description": "记录的ETag，没有为428，过时为412 · The ETag of the record; 428 without, 412 if stale",
    }
}
OF_WRITING = ("conflict", "unsupported_media_type", "refused", "key_reused")


def beginning(resource: Resource, kind: RecordKind) -> Operation:
    """`{resource}/acts/`."""
    zh, _many, en = TITLES[resource.key]
    summary, body = f"登记：{zh} · Begin a record: {en}", acts.body_of(kind, begins=True)
    more: dict[str, Any] = {"status": 201, "problems": OF_WRITING, "headers": IDEMPOTENCY}
    return _operation(resource, "_begin", summary, _item(resource), body=body, **more)


def going_on(resource: Resource, kind: RecordKind) -> Operation:
    """`{resource}/{id}/acts/`."""
    zh, _many, en = TITLES[resource.key]
    summary, body = f"办理：{zh} · Do an act on a record: {en}", acts.body_of(kind, begins=False)
    problems = (*OF_WRITING, "stale", "precondition_required")
    return _operation(
        resource, "_act", summary, _item(resource), body=body, problems=problems, headers=IDEMPOTENCY | IF_MATCH
    )


ROWS: dict[str, str] = {
    key: "api_reference" if resource.is_reference else "api_records" for key, resource in RESOURCES.items()
}
"""Resource -> the row of the permission table that opens it."""
PERSONAL = (
    "identity_number", "telephone", "q", "subject", "cause", "applicant", "handler", "number", "act_number",
    "court_number", "deciding_number",
)  # fmt: skip
"""Parameters that may name a person: they are not written into the log."""
