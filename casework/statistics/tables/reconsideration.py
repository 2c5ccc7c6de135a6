"""行政复议: intake, outcomes, classes, procedure, supervision (T1-T8)."""

from __future__ import annotations

from casework.law.names import Outcome
from casework.statistics.conditions import (
    END,
    START,
    After,
    AtMost,
    Before,
    Condition,
    HasRespondent,
    Is,
    NotBefore,
    Positive,
    UpTo,
    Within,
)
from casework.statistics.datasets import ENTRIES, PHASES
from casework.statistics.model import (
    ACCEPTED,
    COHORT,
    CONCLUDED,
    COUNT,
    OWN,
    RECEIVED,
    ByBasis,
    Check,
    Column,
    Label,
    Measure,
    Row,
    Table,
)
from casework.statistics.sets import (
    ACCEPTED_CASES,
    ACCEPTED_WITHIN,
    AT_INTAKE_END,
    CARRIED_OVER,
    CONCLUDED_CASES,
    CONCLUDED_WITHIN,
    INFLOW_ONCE,
    INTAKE,
    OPEN_AT_START,
    PENDING_END,
    RECEIVED_CASES,
    RECEIVED_ONCE,
    STAGE_ACCEPTED,
    STAGE_CONCLUDED,
    TRANSFERRED,
    intake_ended,
    intake_opened,
    narrowed,
    reading,
    review_opened,
)
from casework.statistics.tables.common import ANY_BASIS, COUNT_COLUMN, SHARE_COLUMN, TOTAL, VALUE, across, sum_check
from casework.statistics.words.words import CARRIED_OVER as OPEN_BEFORE
from casework.statistics.words.words import COLUMNS, ENDS, INTAKE_ENDS, OF_REVIEW
from casework.statistics.words.words import ENTRIES as ENTRIES_SAID
from casework.vocabulary import Vocabulary


def _phase(key: str, zh: str, en: str, conditions: ByBasis, **more: object) -> Row:
    return Row(key, Label(zh, en), PHASES, conditions, **more)  # type: ignore[arg-type]  # Row's own options


T1 = Table(
    "T1",
    Label("申请的收到与处理", "Applications received and what became of them"),
    RECEIVED,
    (COUNT_COLUMN,),
    (
        _phase("at_intake_start", "期初未审结的申请", "at intake at the start", reading((INTAKE, *OPEN_AT_START))),
        _phase("received", "收到", "received", RECEIVED_CASES),
        _phase(
            "received_once",
            "其中不重复计",
            "of them, each application once",
            RECEIVED_ONCE,
            child=True,
            once=("received",),
            definition=Label(
                "一个机关告知、转送给范围内另一机关而两次收到的申请只计一次；没有重复时不列这一行",
                "an application that one organ referred to another in scope is received twice and counts once; "
                "the row is left out where nothing counts twice",
            ),
        ),
        _phase("reopened", "恢复审查", "reopened to examination", reading(intake_opened("reopened"))),
        _phase(
            "accepted",
            "受理",
            "accepted",
            {"": intake_ended("accepted")[""], COHORT: ACCEPTED_CASES[COHORT]},
        ),
        *[_phase(end, *ENDS[end], intake_ended(end)) for end in INTAKE_ENDS],
        _phase("at_intake_end", "期末未审结的申请", "at intake at the end", AT_INTAKE_END),
    ),
    bases=(RECEIVED, COHORT),
    checks=(
        Check(
            "intake_balance",
            Label("期初+收到+恢复=各去向+期末", "start + received + reopened = ends + at the end"),
            ("at_intake_start", "received", "reopened"),
            ("accepted", "declined", "referred", "abandoned", "withdrawn_early", "at_intake_end"),
        ),
    ),
    definition=Label("按各自法定日期计", "each by its own legal date"),
)

OUTCOME_CODES = tuple(outcome.value for outcome in Outcome)

T2 = Table(
    "T2",
    Label("审理与结案方式", "Review and outcomes"),
    OWN,
    (
        Column(
            "from_carried_over",
            Label("上期结转", "carried over"),
            (Before("accepted_on", START),),
            COUNT,
            "case",
        ),
        Column("from_new", Label("本期新收", "new"), (NotBefore("accepted_on", START),), COUNT, "case"),
        Column("total", TOTAL, (), COUNT, "case"),
    ),
    (
        _phase("carried_over", *OPEN_BEFORE, CARRIED_OVER),
        _phase("accepted", "受理", "accepted", ACCEPTED_CASES),
        _phase("reopened", "恢复审理", "reopened to review", reading(review_opened("reopened"))),
        _phase("taken_over", "提级接收", "taken over", reading(review_opened("taken_over"))),
        _phase(
            "under_review_once",
            "以上不重复计",
            "the above, each case once",
            INFLOW_ONCE,
            child=True,
            once=("carried_over", "accepted", "reopened", "taken_over"),
            definition=Label(
                "结转、受理、恢复、接收之和里，范围内提级移出又接收的案件只计一次；没有重复时不列这一行",
                "carried over, accepted, reopened and taken over, where a case that one organ in scope took over from "
                "another is one; the row is left out where nothing counts twice",
            ),
        ),
        *[_phase(o.value, o.zh, o.en, narrowed(CONCLUDED_CASES, Is("outcome", o.value))) for o in Outcome],
        _phase("concluded", "审结", "concluded", CONCLUDED_CASES),
        _phase("transferred", "提级移出", "transferred", TRANSFERRED),
        _phase("pending", "未审结", "pending", PENDING_END),
    ),
    bases=(OWN, COHORT),
    checks=(
        Check(
            "review_balance",
            Label(
                "结转+受理+恢复+接收=审结+移出+未审结",
                "carried over + accepted + reopened + taken over = ends + pending",
            ),
            ("carried_over", "accepted", "reopened", "taken_over"),
            ("concluded", "transferred", "pending"),
        ),
        Check(
            "outcomes",
            Label("审结=各结案方式之和", "concluded = sum of outcomes"),
            ("concluded",),
            OUTCOME_CODES,
        ),
    ),
    across=(across(("from_carried_over", "from_new")),),
)


def classified(list_name: str, heading: str, child: str, vocabulary: Vocabulary, base: ByBasis) -> list[Row]:
    """One row a code and the total; a code under a heading is a row of its own that is never summed."""
    rows = [
        _phase(
            code,
            label.zh,
            label.en,
            narrowed(base, Is(child if label.parent else heading, code)),
            child=bool(label.parent),
        )
        for code, label in vocabulary.labels(list_name).items()
    ]
    return [*rows, _phase("total", "合计", "total", base)]


def by_class(key: str, title: Label, rows: list[Row], *columns: Column) -> Table:
    """A table of one class over the accepted cases, or those that another basis selects."""
    check = sum_check(rows, Label("各行之和=合计", "sum of rows = total"))
    return Table(key, title, ACCEPTED, (COUNT_COLUMN, *columns), tuple(rows), ANY_BASIS, (check,))


def t5(vocabulary: Vocabulary, organs: dict[int, str]) -> Table:
    """T5: by class of respondent, and named organs apart from the total."""
    rows = [
        _phase(code, label.zh, label.en, narrowed(STAGE_ACCEPTED, Is("respondent_class", code)))
        for code, label in vocabulary.labels("organ_class").items()
    ]
    rows.append(_phase("total", "合计", "total", STAGE_ACCEPTED))
    rows += [
        _phase(f"organ:{organ}", name, name, narrowed(STAGE_ACCEPTED, HasRespondent(organ)), apart=True)
        for organ, name in organs.items()
    ]
    return by_class("T5", Label("按被申请人", "By respondent"), rows, SHARE_COLUMN)


APPLICANT_KINDS = (
    ("citizen", "公民", "citizens"),
    ("legal_person_or_organisation", "法人或其他组织", "legal persons or organisations"),
)


def t6() -> Table:
    """T6: by kind of applicant."""
    rows = [
        _phase(code, zh, en, narrowed(STAGE_ACCEPTED, Is("applicant_kind", code))) for code, zh, en in APPLICANT_KINDS
    ]
    rows.append(_phase("total", "合计", "total", STAGE_ACCEPTED))
    applicants = Column("applicants", Label("申请人总数", "applicants"), (), Measure("sum", "applicants"), "person")
    return by_class("T6", Label("按申请人", "By applicant"), rows, applicants)


def _concluded(key: str, zh: str, en: str, *more: Condition) -> Row:
    return _phase(key, zh, en, narrowed(STAGE_CONCLUDED, *more), unit="case")


T7 = Table(
    "T7",
    Label("审理程序与用时", "Procedure and time"),
    CONCLUDED,
    (VALUE,),
    (
        _concluded("concluded", "审结", "concluded"),
        _concluded("simplified", *OF_REVIEW["simplified"], Is("procedure", "simplified")),
        _concluded("ordinary", "普通程序", "ordinary procedure", Is("procedure", "ordinary")),
        _concluded("converted", *OF_REVIEW["converted"], Is("converted", value=True)),
        _concluded("heard", *OF_REVIEW["heard"], Is("heard", value=True)),
        _concluded("opinions_heard", *OF_REVIEW["opinions_heard"], Is("opinions_heard", value=True)),
        _concluded("committee", *OF_REVIEW["committee"], Is("committee", value=True)),
        _concluded("extended", *OF_REVIEW["extended"], Is("extended", value=True)),
        _concluded("suspended", *OF_REVIEW["suspended"], Is("suspended", value=True)),
        *[
            _concluded(f"within_{days}", f"{days}日内审结", f"within {days} days", AtMost("days", days))
            for days in (30, 60, 90)
        ],
        _concluded("late", *OF_REVIEW["late"], Is("late", value=True)),
        _phase(
            "mean_days",
            "平均审理天数",
            "mean days",
            STAGE_CONCLUDED,
            measure=Measure("mean", "days"),
            unit="day",
        ),
    ),
    bases=(CONCLUDED, RECEIVED, ACCEPTED, COHORT),
    checks=(
        Check(
            "procedures",
            Label("简易+普通=审结", "simplified + ordinary = concluded"),
            ("simplified", "ordinary"),
            ("concluded",),
        ),
    ),
)


def _entry(key: str, zh: str, en: str, *conditions: Condition) -> Row:
    return Row(key, Label(zh, en), ENTRIES, {"": conditions}, unit="entry")


LETTER = Is("kind", "opinion")
T8 = Table(
    "T8",
    Label("复议监督", "Supervision"),
    OWN,
    (VALUE,),
    (
        _entry(
            "opinion_unanswered_start",
            "期初未反馈意见书",
            "opinion letters unanswered at the start",
            LETTER,
            Before("on", START),
            NotBefore("answered_on", START),
        ),
        _entry("opinion_issued", "意见书制发", "opinion letters issued", LETTER, Within("on")),
        _entry("opinion_answered", "意见书反馈", "opinion letters answered", LETTER, Within("answered_on")),
        _entry(
            "opinion_unanswered_end",
            "期末未反馈意见书",
            "opinion letters unanswered at the end",
            LETTER,
            UpTo("on", END),
            After("answered_on", END),
        ),
        _entry(
            "recommendation_issued",
            "建议书制发",
            "recommendations issued",
            Is("kind", "recommendation"),
            Within("on"),
        ),
        _entry("document_review", "附带审查", "document reviews", Is("kind", "document_review"), Within("on")),
        _entry(
            "document_unlawful",
            *ENTRIES_SAID["document_unlawful"],
            Is("kind", "document_unlawful"),
            Within("on"),
        ),
        _phase(
            "compensation_claimed",
            *COLUMNS["compensation_claimed"],
            {"": (*ACCEPTED_WITHIN, Is("compensation_claimed", value=True))},
            unit="case",
        ),
        _phase(
            "compensation_granted",
            "决定赔偿",
            "compensation granted",
            {"": (*CONCLUDED_WITHIN, Positive("compensation_granted"))},
            unit="case",
        ),
        _phase(
            "compensation_amount",
            "赔偿数额",
            "compensation",
            {"": (*CONCLUDED_WITHIN, Positive("compensation_granted"))},
            measure=Measure("sum", "compensation_granted"),
            unit="yuan",
        ),
        _entry(
            "sent_to_superior",
            "抄告",
            "copied to the superior department",
            Is("kind", "sent_to_superior"),
            Within("on"),
        ),
        _entry("published", "公开", "published", Is("kind", "published"), Within("on")),
    ),
    checks=(
        Check(
            "opinion_balance",
            Label("期初未反馈+制发=反馈+期末未反馈", "unanswered + issued = answered + unanswered at the end"),
            ("opinion_unanswered_start", "opinion_issued"),
            ("opinion_answered", "opinion_unanswered_end"),
        ),
    ),
)
