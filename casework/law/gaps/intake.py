"""Gaps at intake: what is late, and whether reconsideration had to come first (Act (2023) art. 23, 32; 2017 Act)."""

from __future__ import annotations

from collections.abc import Iterator

from casework.law.gaps.gap import AsAt, Gap, both, ended
from casework.law.life import Life
from casework.law.names import Act, Edition, Outcome
from casework.law.reconsideration import jurisdiction
from casework.law.reconsideration.prior import comes_first


def _intake(life: Life, _at: AsAt) -> Iterator[Gap]:
    """2017 Act art. 17 ¶1: a late examination is not refused but reported."""
    facts = life.facts
    due = life.examination_due()
    if life.edition is not Edition.E2017 or due is None:
        return
    days = [life.done_on[act] for act in (Act.ACCEPT, Act.DECLINE, Act.REFER) if act in life.done_on]
    recorded = max(days, default=None)
    if recorded is not None and recorded > due:
        yield Gap(
            "late-examination",
            "17",
            due,
            f"审查期限到{due}，{recorded}才处理",
            f"The examination term ended on {due}; it was dealt with on {recorded}",
        )
    asked = facts.supplements[0].on if facts.supplements else None
    last = life.due("request_correction", facts.received_on)
    if asked is not None and last is not None and asked > last:
        yield Gap(
            "late-correction-notice",
            "条例29",
            last,
            f"补正通知应在{last}前发出，{asked}才发出",
            f"The notice was due by {last} and was given on {asked}",
        )


def _competence(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 24-28; 2017 Act art. 12-15: each respondent is within the competence of the organ, or it is said why."""
    facts = life.facts
    if facts.began_by == "taken_over" or facts.application.jurisdiction:
        return
    respondents = [exchange.organ for exchange in facts.respondents]
    for found in jurisdiction.outside(life.organs, life.edition, respondents):
        said = found.said()
        yield Gap(
            "own-organ" if found.itself else "competence",
            found.article,
            facts.received_on,
            f"{said.zh}，也没有写明管辖的依据",
            f"{said.en}, and no ground of competence is stated",
        )


def _passed_on(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 32 ¶2: an organ that would keep its penalty passes the application on within five working days."""
    facts = life.facts
    if facts.application.channel != "through_respondent" or facts.began_by == "taken_over":
        return  # of a case taken over the organ before knows when it came
    due = life.due("pass_on_application", facts.organ_received_on or facts.filed_on)
    passed_on = facts.passed_on or facts.received_on
    if due is not None and passed_on > due:
        yield Gap(
            "passed-on-late",
            "32 ¶2",
            due,
            f"作出处罚的机关应在{due}前转送申请，{passed_on}才转送",
            f"The penalising organ was to pass the application on by {due} and did so on {passed_on}",
        )


def _first(life: Life, _at: AsAt) -> Iterator[Gap]:
    """Act art. 23; 2017 Act art. 30: what the record says of 复议前置, and what the act had to tell (23 ¶2; 条例17)."""
    facts, review = life.facts, ended(life)
    said, derived = facts.application.prior_mandatory, comes_first(facts)
    if said is not None and said is not derived and not facts.application.prior_reason:
        yield Gap(
            "prior-without-reason",
            both(life, "23 ¶1", "16, 30 ¶1"),
            facts.received_on,
            f"按事项{_must(derived)}先行复议，记录写的是{_must(said)}，没有写明理由或者依据",
            f"By its matter reconsideration {_has(derived)} to come first; the record says that it {_has(said)},"
            " and not why",
        )
    told = facts.application.complained_of.told
    upheld = review is not None and review.decision is not None and review.decision.outcome is Outcome.UPHOLD
    if upheld and facts.prior_mandatory and told is not True:
        yield Gap(
            "prior-not-told",
            both(life, "23 ¶2", "30 ¶1, 条例17"),
            review.closed_on if review is not None else None,
            "复议前置的行为应当告知先申请复议，没有告知的记录，决定仍维持",
            "The act had to tell that reconsideration comes first; no record says so, and yet it was upheld",
        )


def _must(first: bool) -> str:
    return "应当" if first else "不必"


def _has(first: bool) -> str:
    return "had" if first else "had not"


FINDERS = (_intake, _competence, _passed_on, _first)
