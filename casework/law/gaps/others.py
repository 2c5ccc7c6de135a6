"""Gaps of disputes in court and of people's mediation (行政诉讼法 art. 44-46; 人民调解法 art. 33)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from casework.law.gaps.gap import AsAt, Gap
from casework.law.litigation import Instance, Suit, filed_on
from casework.law.mediation import Mediating
from casework.law.names import Edition, InstanceLevel, RecordKind, edition_on
from casework.law.reconsideration.prior import comes_first_by_cause
from casework.law.terms.others import due_of
from casework.law.terms.terms import DIRECT_SUIT, get_term


def _reconsideration_first(suit: Suit, at: AsAt) -> Iterator[Gap]:
    """行政诉讼法 art. 44 ¶2, 解释 art. 56 ¶1: a direct suit where reconsideration had to come first."""
    facts = suit.facts
    edition = edition_on(facts.received_on)
    derived = comes_first_by_cause(at.matter, edition)
    newer = edition is Edition.E2023
    article = "行政复议法23, 行政诉讼法44 ¶2" if newer else "行政复议法30, 行政诉讼法44 ¶2"
    said = facts.prior_mandatory
    if said is not None and said is not derived and not facts.prior_reason:
        yield Gap(
            "prior-without-reason",
            article,
            facts.received_on,
            "是否先行复议的写法与案由不同，没有写明理由或者依据",
            "Whether reconsideration had to come first is said otherwise than the cause has it, and not why",
        )
    first = derived if said is None else said
    if first and facts.after_reconsideration == 0:
        yield Gap(
            "direct-suit",
            article,
            facts.received_on,
            "应当先申请行政复议的事项直接起诉",
            "The suit came directly in a matter where reconsideration comes first",
        )


def _early(suit: Suit, at: AsAt) -> Iterator[Gap]:
    """行政诉讼法 art. 45: the case that the suit names was not decided; what was recorded of it was corrected since."""
    if at.early:
        received = suit.facts.received_on
        yield Gap(
            "suit-before-decision",
            "行政诉讼法45",
            received,
            f"{received}收到起诉状副本时，所写的复议案件还没有作出决定，复议期限也没有届满",
            f"When the copy of the complaint came on {received}, the case that it names was not decided and its term"
            " had not ended",
        )


def _six_months(suit: Suit, _at: AsAt) -> Iterator[Gap]:
    """行政诉讼法 art. 46 ¶1; 解释 art. 66: a direct suit within six months of knowing the act."""
    facts = suit.facts
    due = suit.general_due(DIRECT_SUIT, facts.act_known_on) if facts.after_reconsideration == 0 else None
    if due is not None and facts.received_on > due:
        yield Gap(
            "suit-late",
            "行政诉讼法46 ¶1",
            due,
            f"直接起诉的六个月到{due}，{facts.received_on}才收到起诉状副本",
            f"The six months to sue directly ended on {due}; the copy of the complaint came on {facts.received_on}",
        )


def _filings(suit: Suit, at: AsAt) -> Iterator[Gap]:
    """行政诉讼法 art. 34, 67 ¶1; 解释 art. 108 ¶2: within 15 days of the copy; who appeals owes no defence."""
    for instance in suit.facts.instances:
        due = suit.general_due(get_term("litigation_defence", suit.edition), instance.received_on)
        for organ in suit.facts.defendants if due is not None else ():
            name = suit.organs.name(organ)
            defended, proved = filed_on(instance.defences, organ), filed_on(instance.evidence, organ)
            if _overdue(instance, defended, due, at):
                yield Gap(
                    "defence-late" if defended else "defence-not-filed",
                    "行政诉讼法67 ¶1, 解释108 ¶2",
                    due,
                    f"{name}应在{due}前提出答辩状，{_when(defended)[0]}",
                    f"The defence of {name} was due by {due}; {_when(defended)[1]}",
                )
            if _overdue(instance, proved, due, at):
                yield Gap(
                    "evidence-late" if proved else "evidence-not-filed",
                    "行政诉讼法34 ¶2, 67 ¶1",
                    due,
                    f"{name}应在{due}前提供证据，{_when(proved)[0]}",
                    f"The evidence of {name} was due by {due}; {_when(proved)[1]}",
                )


def _overdue(instance: Instance, filed: date | None, due: date | None, at: AsAt) -> bool:
    owed = filed is not None or instance.level is InstanceLevel.FIRST
    return owed and due is not None and (filed or instance.closed_on or at.day) > due


def _when(filed: date | None) -> tuple[str, str]:
    return (f"{filed}才提交", f"it came on {filed}") if filed else ("没有提交的记录", "it is not recorded")


def _confirmation(case: Mediating, _at: AsAt) -> Iterator[Gap]:
    """人民调解法 art. 33 ¶1; 2011 rules art. 4 ¶2(2)-(4): asked within 30 days, and for no case of status."""
    facts = case.facts
    if facts.asked_on is None:
        return
    due = due_of(RecordKind.MEDIATION, case, "judicial_confirmation")
    if due is not None and facts.asked_on > due:
        yield Gap(
            "confirmation-late",
            "人民调解法33 ¶1",
            due,
            f"司法确认应在{due}前申请，{facts.asked_on}才申请",
            f"Judicial confirmation was to be asked for by {due} and was asked for on {facts.asked_on}",
        )
    status = facts.dispute_type in OF_STATUS if facts.of_status is None else facts.of_status
    if status:
        yield Gap(
            "confirmation-of-status",
            "司法确认规定4",
            facts.asked_on,
            "身份、收养、婚姻关系的调解协议，人民法院不受理司法确认",
            "The courts take up no confirmation of an agreement on status, adoption or marriage",
        )


def _parties(case: Mediating, _at: AsAt) -> Iterator[Gap]:
    """人民调解法 art. 27, 29(1): who the dispute is between is put on record."""
    if not case.facts.disputants:
        yield Gap(
            "no-parties",
            "人民调解法27, 29",
            case.facts.received_on,
            "没有写明纠纷当事人",
            "Who the dispute is between is not recorded",
        )


OF_STATUS = frozenset({"marriage_family"})
"""Dispute types whose agreements are on status unless it is said otherwise."""

SUIT_FINDERS = (_reconsideration_first, _early, _six_months, _filings)
MEDIATION_FINDERS = (_parties, _confirmation)
