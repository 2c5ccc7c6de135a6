"""行政复议案件统计表: the national form (T11), fields by the columns of the edition of 2015, and by the Act of 2023."""

from __future__ import annotations

from collections.abc import Iterable

from casework.law.names import Outcome
from casework.statistics.conditions import AnyOf, Condition, Is, OneOf, Positive, Within
from casework.statistics.datasets import ENTRIES, PHASES, BaseSet
from casework.statistics.model import (
    ACCEPTED,
    COHORT,
    CONCLUDED,
    COUNT,
    RECEIVED,
    Across,
    ByBasis,
    Column,
    Label,
    Measure,
    Row,
    Table,
)
from casework.statistics.sets import (
    ACCEPTED_CASES,
    CARRIED_OVER,
    CONCLUDED_CASES,
    LETTERS_ANSWERED,
    LETTERS_ISSUED,
    PENDING_END,
    RECEIVED_CASES,
    STAGE_ACCEPTED,
    entered,
    narrowed,
    reading,
)
from casework.statistics.tables.common import ANY_BASIS, EACH_ORGAN, TOTAL, sum_check
from casework.vocabulary import Vocabulary

RESPONDENTS = (
    "township",
    "county_department",
    "county_government",
    "city_department",
    "city_government",
    "province_department",
    "province_government",
    "state_council_department",
    "other",
)
"""被申请人: nine classes."""
ORGANS = (*RESPONDENTS[1:-1], "state_council")
"""复议机关: seven classes and the State Council."""
OTHER_MATTERS = frozenset({"other", "administrative_agreement", "state_compensation"})
"""Matters that the edition of 2015 does not know stand under 其他."""

SETTLED = Label("终止：调解（和解）", "ended: mediated or settled")
OUTCOMES_2015: dict[str, tuple[Label, tuple[str, ...]]] = {
    "out_dismiss": (Label("驳回", "dismissed"), ("dismiss_application", "dismiss_request")),
    "out_uphold": (Label("维持", "upheld"), ("uphold",)),
    "out_confirm_illegal": (Label("确认违法", "confirmed illegal"), ("confirm_illegal",)),
    "out_revoke": (Label("撤销", "revoked"), ("revoke", "revoke_part")),
    "out_alter": (Label("变更", "altered"), ("alter",)),
    "out_order_performance": (Label("责令履行", "performance ordered"), ("order_performance",)),
    "out_settled": (SETTLED, ("mediated", "withdrawn:settled")),
    "out_terminated": (
        Label("终止：其他", "ended otherwise"),
        ("terminated", "withdrawn:", "withdrawn:voluntary", "withdrawn:after_change"),
    ),
    "out_other": (Label("其他", "other"), ("confirm_void", "agreement_liability", "other")),
}
"""Column of the edition of 2015 -> the outcomes that it holds: `outcome`, or `outcome:detail` (none: `outcome:`)."""
MAPPING = "national_outcome"
"""List of classifications that moves outcomes to other columns: code an outcome as above, maps_to a column."""


def mapped(defaults: dict[str, tuple[str, ...]], name: str, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Columns with the codes that they hold; what a list of classifications maps elsewhere is moved there."""
    moved = {label.code: label.maps_to for label in vocabulary.labels(name).values() if label.maps_to in defaults}
    kept = {column: [code for code in codes if code not in moved] for column, codes in defaults.items()}
    for code, column in moved.items():
        kept[column].append(code)
    return {column: tuple(codes) for column, codes in kept.items()}


def outcomes(codes: Iterable[str]) -> Condition:
    """One of the outcomes, each `outcome` or `outcome:detail`."""
    plain = frozenset(code for code in codes if ":" not in code)
    detailed = [code.split(":") for code in codes if ":" in code]
    if not detailed:
        return OneOf("outcome", plain)
    groups = [(Is("outcome", outcome), Is("outcome_detail", detail)) for outcome, detail in detailed]
    return AnyOf(((OneOf("outcome", plain),), *groups))


def _column(key: str, label: Label, sets: ByBasis, heading: Label | None = None, base: BaseSet = PHASES) -> Column:
    unit = "entry" if base is ENTRIES else "case"
    return Column(key, label, (), COUNT, unit, base, sets, heading=heading)


def _summed(key: str, zh: str, en: str, sets: ByBasis, column: str, unit: str) -> Column:
    return Column(key, Label(zh, en), (), Measure("sum", column), unit, PHASES, sets, heading=SUMMED[key])


COMPENSATION = Label("行政赔偿", "compensation")
SUMMED: dict[str, Label | None] = {"applicants": None, "compensation_amount": COMPENSATION}


def _classes(vocabulary: Vocabulary) -> list[Column]:
    """What was accepted by respondent, reconsideration organ and matter."""
    organs = vocabulary.labels("organ_class")
    found = []
    for prefix, column, codes, heading in (
        ("respondent_", "respondent_class", RESPONDENTS, Label("被申请人", "respondent")),
        ("organ_", "organ__organ_class", ORGANS, Label("复议机关", "reconsideration organ")),
    ):
        for code in codes:
            label = Label(organs[code].zh, organs[code].en) if code in organs else Label(code, code)
            found.append(_column(f"{prefix}{code}", label, narrowed(STAGE_ACCEPTED, Is(column, code)), heading))
    return found


def _matters(vocabulary: Vocabulary) -> list[Column]:
    heading = Label("申请事项", "matter")
    found = []
    for code, label in vocabulary.labels("matter").items():
        if code in OTHER_MATTERS and code != "other":
            continue
        where: Condition = Is("matter_child" if label.parent else "matter", code)
        if code == "other":
            where = OneOf("matter", OTHER_MATTERS)
        zh = f"其中{label.zh}" if label.parent else label.zh
        column = _column(f"matter_{code}", Label(zh, label.en), narrowed(STAGE_ACCEPTED, where), heading)
        found.append(column if not label.parent else _child(column))
    return found


def _child(column: Column) -> Column:
    return Column(
        column.key, column.label, (), COUNT, column.unit, column.base, column.sets, child=True, heading=column.heading
    )


CONCLUDED_HEADING = Label("已审结", "concluded")
SUPERVISION = Label("复议监督", "supervision")
GRANTED = narrowed(CONCLUDED_CASES, Positive("compensation_granted"))


def _ends(vocabulary: Vocabulary, edition: str) -> list[Column]:
    """The outcomes of an edition of the form."""
    if edition == "2023":
        return [
            _column(f"out_{o.value}", Label(o.zh, o.en), narrowed(CONCLUDED_CASES, Is("outcome", o.value)), ENDS)
            for o in Outcome
        ]
    held = mapped({key: codes for key, (_, codes) in OUTCOMES_2015.items()}, MAPPING, vocabulary)
    return [
        _column(key, label, narrowed(CONCLUDED_CASES, outcomes(held[key])), ENDS)
        for key, (label, _) in OUTCOMES_2015.items()
    ]


ENDS = CONCLUDED_HEADING


def _columns(vocabulary: Vocabulary, edition: str) -> list[Column]:
    document_review = entered("document_review")
    answered = reading(
        (Is("kind", "opinion"), Within("answered_on")),
        LETTERS_ANSWERED[COHORT],
    )
    return [
        _column("carried_over", Label("上期结转", "carried over"), CARRIED_OVER),
        _column("received", Label("本期新收", "received"), RECEIVED_CASES),
        _column("accepted", Label("受理", "accepted"), ACCEPTED_CASES),
        _summed("applicants", "申请人总数", "applicants", STAGE_ACCEPTED, "applicants", "person"),
        *_classes(vocabulary),
        *_matters(vocabulary),
        _column("concluded", Label("总计", "total"), CONCLUDED_CASES, ENDS),
        *_ends(vocabulary, edition),
        _column("pending", Label("未审结", "pending"), PENDING_END),
        _column("document_review", Label("附带审查", "document reviews"), document_review, None, ENTRIES),
        _column("compensation_cases", Label("件数", "cases"), GRANTED, COMPENSATION),
        _summed("compensation_amount", "数额", "amount", GRANTED, "compensation_granted", "yuan"),
        _column("opinion_issued", Label("意见书制发", "opinion letters issued"), LETTERS_ISSUED, SUPERVISION, ENTRIES),
        _column("opinion_answered", Label("意见书落实", "opinion letters answered"), answered, SUPERVISION, ENTRIES),
    ]


BASE_COLUMN: dict[str, tuple[str, ...]] = {
    ACCEPTED: ("accepted",),
    RECEIVED: ("received",),
    CONCLUDED: ("concluded",),
    COHORT: ("accepted",),
}
"""Basis -> the column that counts the base of the classes."""


def _sums(columns: list[Column]) -> tuple[Across, ...]:
    def of(prefix: str) -> tuple[str, ...]:
        return tuple(column.key for column in columns if column.key.startswith(prefix) and not column.child)

    return (
        Across("respondents", Label("各被申请人之和", "sum of respondents"), of("respondent_"), BASE_COLUMN),
        Across("organs", Label("各复议机关之和", "sum of reconsideration organs"), of("organ_"), BASE_COLUMN),
        Across("matters", Label("各申请事项之和", "sum of matters"), of("matter_"), BASE_COLUMN),
        Across(
            "outcomes", Label("各结案方式之和=已审结", "sum of outcomes = concluded"), of("out_"), {"": ("concluded",)}
        ),
    )


def national(vocabulary: Vocabulary, key: str = "T11", edition: str = "2015") -> Table:
    """The national form: fields by what was carried over, received, accepted and of which kind, and how it ended."""
    columns = _columns(vocabulary, edition)
    rows = [
        Row(
            code,
            Label(label.zh, label.en),
            PHASES,
            {"": (Is("field_child" if label.parent else "field", code),)},
            child=bool(label.parent),
        )
        for code, label in vocabulary.labels("field").items()
    ]
    rows.append(Row("total", TOTAL, PHASES, {}))
    return Table(
        key,
        Label(f"行政复议案件统计表（{edition}年{'版' if edition == '2015' else '法'}）", f"National form ({edition})"),
        ACCEPTED,
        tuple(columns),
        tuple(rows),
        ANY_BASIS,
        (sum_check(rows, Label("各类别之和=合计", "sum of fields = total"), ""),),
        Label(
            f"申请人、被申请人、复议机关、申请事项按口径所选的案件计；其余各列按自身日期计。{EACH_ORGAN.zh}",
            "applicants, respondents, organs and matters among the cases that the basis selects; all other columns by "
            f"their own dates; {EACH_ORGAN.en}",
        ),
        _sums(columns),
    )
