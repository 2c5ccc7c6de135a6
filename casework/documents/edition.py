"""法治政府建设年度报告: the standard text as data, in five chapters, an introduction, shortcomings and the next year.

Only the figures are the report's own; what a place did is hers to write where a gap says 〔填写：…〕.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from casework.documents.figures import Style


class Level(IntEnum):
    """What a block is: the title, a chapter (一、), a numbered paragraph (（一）), a plain paragraph."""

    TITLE = 0
    CHAPTER = 1
    NUMBERED = 2
    PLAIN = 3


class Block(NamedTuple):
    """A block of the report; a chapter is its heading alone, a plain paragraph its text alone."""

    key: str
    level: Level
    heading: str = ""
    text: str = ""


def _of(family: str, *items: tuple[str, str]) -> str:
    """Categories one after another, each falling away where it counts nothing."""
    return "".join(f"[{words}{{{family}.{key}}}件、]" for words, key in items)


OUTCOMES = _of(
    "reconsideration.outcome",
    ("驳回复议申请", "dismiss_application"),
    ("驳回复议请求", "dismiss_request"),
    ("维持", "uphold"),
    ("变更", "alter"),
    ("撤销", "revoke"),
    ("部分撤销", "revoke_part"),
    ("确认违法", "confirm_illegal"),
    ("确认无效", "confirm_void"),
    ("责令履行", "order_performance"),
    ("决定承担行政协议责任", "agreement_liability"),
    ("调解书结案", "mediated"),
    ("撤回申请", "withdrawn"),
    ("终止", "terminated"),
    ("其他", "other"),
)
RECONSIDERATION = (
    "{期间}，[收到行政复议申请{reconsideration.received}件，受理{reconsideration.accepted}件"
    "[，不予受理{reconsideration.declined}件][，告知、转送{reconsideration.referred}件]"
    "[，受理前撤回{reconsideration.withdrawn_early}件]"
    "[，{reconsideration.abandoned}件未补正视为放弃申请]，"
    "[尚有[{reconsideration.at_intake}件正在审查、][{reconsideration.pending}件正在审理]|已全部办结]。"
    "[审结{reconsideration.concluded}件，其中" + OUTCOMES + "]。"
    "[收到的申请{reconsideration.received~件}。|上年同期没有可比的数据。]"
    "[直接纠错率{reconsideration.correction_rate}。]|没有收到行政复议申请。]"
)
LITIGATION = (
    "{期间}，[收到行政应诉案件{litigation.received}件[，{litigation.received~件}]。|没有收到行政应诉案件。]"
    "[行政机关负责人出庭应诉率{litigation.appearance_rate}。|没有开庭的应诉案件，不计负责人出庭应诉率。]"
    "[组织列席法院旁听{ledger.court_observation.count}次。|〔填写：台账中没有本期的旁听记录〕]"
)
FIRST_RESPONSIBLE = (
    "[制定第一责任人职责清单，列明{ledger.leader_duty_list.items}项内容。|〔填写：台账中没有本期的职责清单〕]"
    "[组织现场述法，听取了[{ledger.duty_report.townships}个乡镇主要负责人的报告、]"
    "[{ledger.duty_report.departments}个部门主要负责人的报告]。|〔填写：台账中没有本期的述法记录〕]"
)
REVIEW = (
    "[{期间}，[对{ledger.normative_document_review.count}件规范性文件进行了合法性审查，]"
    "[对{ledger.decision_review.count}件（次）重大决策、项目、合同、协议及信息公开答复进行了合法性审查]。"
    "|〔填写：台账中没有本期的合法性审查记录〕]"
)
TRAINING = (
    "[组织[{ledger.enforcement_training.units}个行政执法单位]"
    "{ledger.enforcement_training.person_times}人次参加行政执法培训。|〔填写：台账中没有本期的培训单位和人次〕]"
    "[{ledger.enforcement_training.persons}名行政执法人员参加了能力提升培训。]"
)
TOWNSHIP = (
    "[乡镇行政执法事项清单由{ledger.township_item_list.before}项调整为平均{ledger.township_item_list.after}项，"
    "压缩率{ledger.township_item_list.compression_rate}。|〔填写：台账中没有本期的清单调整〕]"
)
LEGAL_SERVICES = (
    "[{期间}解答法律咨询{ledger.legal_consultation.count}件，满意率{ledger.legal_consultation.satisfaction_rate}。"
    "|〔填写：台账中没有本期的法律咨询〕]"
    "[受理法律援助案件{ledger.legal_aid.cases}件][，办理刑事指派案件{ledger.legal_aid.criminal_assignments}件]。"
)
MEDIATION = (
    "[举办人民调解员培训班{ledger.mediator_training.sessions}期，{ledger.mediator_training.person_times}人次参加。"
    "|〔填写：台账中没有本期的人民调解员培训〕]"
    "[{期间}调解各类矛盾纠纷{mediation.concluded}件[，{mediation.concluded~件}]，调解成功率{mediation.success_rate}。"
    "|没有审结的调解案件。]"
)
_CHAPTER, _NUMBERED, _PLAIN = Level.CHAPTER, Level.NUMBERED, Level.PLAIN
BLOCKS: tuple[Block, ...] = (
    Block("title", Level.TITLE, "{地方}{期间}法治政府建设年度报告"),
    Block(
        "introduction", _PLAIN, "",
        "{期间}，{机关}推进依法行政，办理行政复议和行政应诉案件，开展人民调解和公共法律服务。"
        "〔填写：本期法治政府建设的总体情况〕现将有关情况报告如下。",
    ),
    Block("leadership", _CHAPTER, "组织领导和责任落实"),
    Block("study", _NUMBERED, "领导干部学法。", "〔填写：学习的法律法规、次数和参加人员〕"),
    Block("coordination", _NUMBERED, "统筹推进。", "〔填写：专题研究的次数和事项，年度报告报送和公开的情况〕"),
    Block("first_responsible", _NUMBERED, "第一责任人职责。", FIRST_RESPONSIBLE),
    Block("business", _CHAPTER, "法治化营商环境"),
    Block(
        "fair_competition", _NUMBERED, "公平竞争审查。",
        "[对{ledger.fair_competition_filing.count}份涉及市场经营主体的文件进行了公平竞争审查备案。"
        "|〔填写：台账中没有本期的公平竞争审查备案〕]",
    ),
    Block("enterprises", _NUMBERED, "涉企服务。", "〔填写：为企业提供法律服务的方式和次数〕"),
    Block(
        "government_services", _NUMBERED, "政务服务。",
        "[目前有{ledger.fastest_approval_item.count}项审批事项达到全国最短时限"
        "[，{ledger.fastest_approval_item.count~项}]。|〔填写：台账中没有本期的审批事项〕]",
    ),
    Block("administration", _CHAPTER, "依法行政"),
    Block("review", _NUMBERED, "合法性审查。", REVIEW),
    Block("reconsideration", _NUMBERED, "行政复议。", RECONSIDERATION),
    Block("litigation", _NUMBERED, "行政应诉。", LITIGATION),
    Block("enforcement", _CHAPTER, "行政执法"),
    Block("training", _NUMBERED, "执法人员培训。", TRAINING),
    Block("township", _NUMBERED, "乡镇综合执法。", TOWNSHIP),
    Block("supervision", _NUMBERED, "执法协调监督。", "〔填写：执法监督的范围、方式和结果〕"),
    Block("services", _CHAPTER, "公共法律服务和矛盾化解"),
    Block("legal_services", _NUMBERED, "公共法律服务。", LEGAL_SERVICES),
    Block("mediation", _NUMBERED, "人民调解。", MEDIATION),
    Block(
        "publicity", _NUMBERED, "法治宣传。",
        "[开展主题宣传活动{ledger.publicity_event.count}场次。|〔填写：台账中没有本期的宣传活动〕]",
    ),
    Block("shortcomings", _PLAIN, "", "工作中还存在一些不足：〔填写：主要的不足〕"),
    Block("next_year", _PLAIN, "", "{下一年}，{机关}将〔填写：下一年的主要安排〕"),
)  # fmt: skip
STYLES: dict[str, Style] = {
    "ledger.enforcement_training.person_times": Style.OVER,
    "ledger.enforcement_training.persons": Style.NEAR,
    "ledger.mediator_training.person_times": Style.OVER,
    "ledger.publicity_event.count": Style.OVER,
    "ledger.township_item_list.compression_rate": Style.WHOLE,
}
"""Figures that are not printed as they are, unless it is chosen so."""

EDITION = "1"
EDITIONS: dict[str, tuple[Block, ...]] = {EDITION: BLOCKS}
"""The standard texts; a draft keeps to the one that it began with."""
