"""行政复议: the figures of the yearly report, by own dates or over the cohort."""

from __future__ import annotations

from casework.law.names import Outcome
from casework.law.words.articles import article_en, article_zh
from casework.statistics.conditions import AnyOf, Is, OneOf, Positive
from casework.statistics.counting.rates import BY_INHABITANTS
from casework.statistics.datasets import ENTRIES, PHASES, POPULATIONS
from casework.statistics.figures.common import Family, compared
from casework.statistics.model import ByBasis, FigureSet, Measure
from casework.statistics.sets import (
    ACCEPTED_CASES,
    AT_INTAKE_END,
    CARRIED_OVER,
    COHORT_ACCEPTED,
    CONCLUDED_CASES,
    INFLOW,
    LETTERS_ANSWERED,
    LETTERS_ISSUED,
    OUTCOMES_CORRECTING,
    PENDING_END,
    RECEIVED_CASES,
    SUED,
    intake_ended,
    narrowed,
)
from casework.statistics.words.articles import article_of
from casework.statistics.words.words import CARRIED_OVER as OPEN_BEFORE
from casework.statistics.words.words import ENDS, INTAKE_ENDS, OF_REVIEW, both

CASES = Family("reconsideration", PHASES)
LETTERS = Family("reconsideration", ENTRIES)

ACCEPTED_BY_THEN: ByBasis = {"": COHORT_ACCEPTED}
CORRECTED = narrowed(CONCLUDED_CASES, OUTCOMES_CORRECTING)
COMPREHENSIVELY_CORRECTED = narrowed(
    CONCLUDED_CASES,
    AnyOf(
        (
            (OneOf("outcome", frozenset({*OUTCOMES_CORRECTING.values, "mediated"})),),
            (Is("outcome", "withdrawn"), OneOf("outcome_detail", frozenset({"settled", "after_change"}))),
        )
    ),
)
SETTLED_OR_WITHDRAWN = narrowed(CONCLUDED_CASES, OneOf("outcome", frozenset({"mediated", "withdrawn"})))
ONLINE = narrowed(RECEIVED_CASES, Is("online", value=True))
ENTERPRISE_RELATED = narrowed(RECEIVED_CASES, Is("enterprise_related", value=True))
ORDINARY = narrowed(CONCLUDED_CASES, Is("procedure", "ordinary"))
GRANTED = narrowed(CONCLUDED_CASES, Positive("compensation_granted"))

FLOWS = (
    CASES.count(
        "received",
        "收到行政复议申请 | applications received",
        RECEIVED_CASES,
        "收到日期在期内的申请，告知、转送给范围内另一机关的各计一次"
        " | applications received in the period; what one organ in scope referred to another counts with each",
        "收到的全部申请 | all of them",
    ),
    CASES.count(
        "online",
        "网上申请 | applied for online",
        ONLINE,
        "期内由互联网渠道收到的申请（22条2款） | applications received in the period over the internet (art. 22 ¶2)",
        "收到的申请中由互联网渠道提出的（22条2款） | those that came over the internet (art. 22 ¶2)",
    ),
    CASES.count(
        "enterprise_related",
        "涉企申请 | enterprise-related applications",
        ENTERPRISE_RELATED,
        "期内收到的申请中登记为涉企的 | applications received in the period that are marked as enterprise-related",
        "收到的申请中登记为涉企的 | those marked as enterprise-related",
    ),
    CASES.count(
        "accepted",
        "受理 | accepted",
        ACCEPTED_CASES,
        "受理日期在期内的案件（30条） | accepted in the period (art. 30)",
        "已经受理的（30条） | those accepted (art. 30)",
    ),
    *[
        CASES.count(
            key,
            f"{zh} | {en}",
            intake_ended(key),
            f"期内以{zh}结束的申请（{article_zh(article)}） | applications that ended in the period: {en}"
            f" ({article_en(article)})",
            f"以{zh}结束的（{article_zh(article)}） | those that ended: {en} ({article_en(article)})",
        )
        for key in INTAKE_ENDS
        for (zh, en), article in ((ENDS[key], article_of("reconsideration", key)),)
    ],
    CASES.count(
        "at_intake",
        "期末未审结的申请 | at intake at the end",
        AT_INTAKE_END,
        "期末审查中或者待补正的申请 | under examination or awaiting correction at the end",
        "审查中或者待补正的 | those under examination or awaiting correction",
    ),
    CASES.count(
        "carried_over",
        both(OPEN_BEFORE),
        CARRIED_OVER,
        "期间前一日未审结的案件 | pending on the day before the period",
        "没有上期结转，都是新收的 | none is carried over, all are new",
    ),
    CASES.count(
        "concluded",
        "审结 | concluded",
        CONCLUDED_CASES,
        "结案日期在期内的案件 | concluded in the period",
        "已经审结的 | those concluded",
    ),
    CASES.count(
        "pending",
        "未审结 | pending",
        PENDING_END,
        "期末审理中或者中止的案件 | under review or suspended at the end",
        "审理中或者中止的 | those under review or suspended",
    ),
)

OUTCOMES = (
    *[
        CASES.count(
            f"outcome.{outcome.value}",
            f"{outcome.zh} | {outcome.en}",
            narrowed(CONCLUDED_CASES, Is("outcome", outcome.value)),
            f"期内以{outcome.zh}结案的案件 | concluded in the period: {outcome.en}",
            f"以{outcome.zh}结案的 | those concluded: {outcome.en}",
        )
        for outcome in Outcome
    ],
    CASES.count(
        "corrected",
        "直接纠错 | directly corrected",
        CORRECTED,
        "变更、撤销、部分撤销、确认违法、确认无效、责令履行、行政协议责任 | outcomes that correct the act",
    ),
)

RATES = (
    CASES.rate(
        "acceptance_rate",
        "受理率 | acceptance rate",
        ACCEPTED_BY_THEN,
        RECEIVED_CASES,
        "期内收到且到状态日已受理/期内收到 | received in the period and accepted by the day of the state / received",
        "受理/收到 | accepted / received",
    ),
    CASES.rate(
        "conclusion_rate",
        "审结率 | conclusion rate",
        CONCLUDED_CASES,
        INFLOW,
        "审结/(上期结转+受理+恢复审理+提级接收)"
        " | concluded / (carried over + accepted + reopened to review + taken over)",
        "审结/受理 | concluded / accepted",
    ),
    CASES.rate(
        "correction_rate",
        "直接纠错率 | direct correction rate",
        CORRECTED,
        CONCLUDED_CASES,
        "直接纠错/审结 | corrected / concluded",
    ),
    CASES.rate(
        "comprehensive_correction_rate",
        "综合纠错率 | comprehensive correction rate",
        COMPREHENSIVELY_CORRECTED,
        CONCLUDED_CASES,
        "(直接纠错+调解书+和解撤回+改正后撤回)/审结 | (corrected + mediated + settled + after change) / concluded",
    ),
    CASES.rate(
        "uphold_rate",
        "维持率 | uphold rate",
        narrowed(CONCLUDED_CASES, Is("outcome", "uphold")),
        CONCLUDED_CASES,
        "维持/审结 | upheld / concluded",
    ),
    CASES.rate(
        "settlement_rate",
        "调撤率 | settlement rate",
        SETTLED_OR_WITHDRAWN,
        CONCLUDED_CASES,
        "(调解书+撤回)/审结 | (mediated + withdrawn) / concluded",
    ),
    CASES.rate(
        "suit_rate",
        "复议后起诉率 | suit rate",
        SUED,
        CONCLUDED_CASES,
        "审结案件中已有关联一审/审结 | concluded with a linked first instance received by then / concluded",
    ),
    CASES.rate(
        "online_rate",
        "网上申请率 | share applied for online",
        ONLINE,
        RECEIVED_CASES,
        "网上申请/收到 | online / received",
    ),
    CASES.rate(
        "enterprise_rate",
        "涉企案件占比 | share of enterprise-related applications",
        ENTERPRISE_RELATED,
        RECEIVED_CASES,
        "涉企申请/收到 | enterprise-related / received",
    ),
    CASES.rate(
        "simplified_rate",
        "简易程序适用率 | share in simplified procedure",
        narrowed(CONCLUDED_CASES, Is("procedure", "simplified")),
        CONCLUDED_CASES,
        "结案时为简易程序的/审结（53条） | concluded in simplified procedure / concluded (art. 53)",
    ),
    CASES.rate(
        "opinions_heard_rate",
        "听取意见率 | share with opinions heard",
        narrowed(ORDINARY, Is("opinions_heard", value=True)),
        ORDINARY,
        "听取了意见的/按普通程序审结的（49条；简易程序可以书面审理，54条）"
        " | opinions heard / concluded in ordinary procedure (art. 49; the simplified may be in writing, art. 54)",
    ),
)

POPULATION = FigureSet(POPULATIONS, {"": ()}, Measure("sum", "inhabitants"))
BY_POPULATION = compared(
    "reconsideration.per_10000",
    "万人复议申请数 | applications per 10,000 inhabitants",
    BY_INHABITANTS,
    FigureSet(PHASES, RECEIVED_CASES),
    POPULATION,
    "收到/本机关区域期末所在年的常住人口"
    " | received / inhabitants of the organ's division in the year in which the period ends",
)

WORK = (
    CASES.measured(
        "mean_days",
        "平均审理天数 | mean days",
        CONCLUDED_CASES,
        Measure("mean", "days"),
        "day",
        "从审理期限起算到结案，扣除停止的天数 | from the start of the term to the decision, less stops",
    ),
    *[
        CASES.count(
            key,
            f"{zh} | {en}",
            narrowed(CONCLUDED_CASES, condition),
            f"期内审结的案件中{zh}的 | of the cases concluded in the period: {en}",
            f"审结的案件中{zh}的 | of those concluded: {en}",
        )
        for key, condition in (
            ("late", Is("late", value=True)),
            ("simplified", Is("procedure", "simplified")),
            ("heard", Is("heard", value=True)),
            ("extended", Is("extended", value=True)),
            ("suspended", Is("suspended", value=True)),
        )
        for zh, en in (OF_REVIEW[key],)
    ],
    LETTERS.count(
        "opinion_issued",
        "意见书制发 | opinion letters issued",
        LETTERS_ISSUED,
        "期内制发的行政复议意见书（76条） | opinion letters issued in the period (art. 76)",
        "制发的行政复议意见书（76条） | opinion letters issued (art. 76)",
    ),
    LETTERS.count(
        "opinion_answered",
        "意见书反馈 | opinion letters answered",
        LETTERS_ANSWERED,
        "期内制发并到状态日已反馈的意见书 | issued in the period and answered by the day of the state",
        "制发并已反馈的意见书 | opinion letters issued and answered",
    ),
    LETTERS.rate(
        "opinion_feedback_rate",
        "意见书落实率 | opinion feedback rate",
        LETTERS_ANSWERED,
        LETTERS_ISSUED,
        "已反馈/期内制发 | answered / issued in the period",
        "已反馈/制发 | answered / issued",
    ),
    CASES.count(
        "compensation_cases",
        "决定赔偿 | cases with compensation",
        GRANTED,
        "期内审结且决定赔偿的案件 | concluded in the period with compensation granted",
        "审结且决定赔偿的 | those concluded with compensation granted",
    ),
    CASES.measured(
        "compensation_amount",
        "赔偿数额 | compensation",
        GRANTED,
        Measure("sum", "compensation_granted"),
        "yuan",
        "赔偿数额之和 | sum of compensation",
    ),
)

RECONSIDERATION = (*FLOWS, *OUTCOMES, *RATES, BY_POPULATION, *WORK)
