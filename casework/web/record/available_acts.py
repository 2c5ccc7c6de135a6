"""What may be done with a record now, by its reader; what not, and why; what waits to be confirmed; what is wanting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from casework.actions.actors import hand_on
from casework.actions.striking import may_strike, recorded_on
from casework.choices import act_label, label_of
from casework.derivations import gaps_of
from casework.explain import possibilities
from casework.law.acts import RULES
from casework.law.names import Act, RecordKind
from casework.law.striking import strikable
from casework.law.terms.lapses import lapses
from casework.law.words.languages import Text
from casework.permissions import may_act, roles_for
from casework.web.record.next_acts import LOGGED_LATE, NEXT, done_with
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.formatting import article_words, day_words, joined, said_words

HOPELESS = frozenset({"state", "void"})
"""Rules that no other day of the act would change."""
COMMON = frozenset(
    {
        Act.ACCEPT,
        Act.REQUEST_CORRECTION,
        Act.DECLINE,
        Act.RECEIVE_CORRECTION,
        Act.WITHDRAW_EARLY,
        Act.ASSIGN,
        Act.SEND_COPY,
        Act.RECEIVE_REPLY,
        Act.HEAR_OPINIONS,
        Act.HOLD_HEARING,
        Act.EXTEND,
        Act.SUSPEND,
        Act.RESUME,
        Act.CONCLUDE,
        Act.SERVE,
        Act.PLAN,
        Act.CORRECT,
        Act.OPEN_INSTANCE,
        Act.RECORD_APPEARANCE,
        Act.CLOSE_INSTANCE,
        Act.FILE_DEFENCE,
        Act.FILE_EVIDENCE,
        Act.PERFORM,
        Act.ASK_CONFIRMATION,
        Act.CONFIRM,
        Act.REPLY,
        Act.RECEIVE_OPINION,
        Act.ANSWER_OPINION,
    }
)
"""Acts of every day; the others are one click further."""
NEVER_ALONE = frozenset({Act.SET_ASIDE_LAPSE, Act.CALL_OFF, Act.STRIKE, Act.RESTORE})
"""Acts that are offered beside what they answer: a lapse, a plan, an act among the events, a voiding."""


@dataclass(frozen=True)
class Possible:
    """An act that may be done: its label and address."""

    label: str
    url: str
    article: str


@dataclass(frozen=True)
class NotYet:
    """An act that may not be done now, and why; `url` where it may have been done on an earlier day."""

    label: str
    why: str
    url: str = ""


@dataclass(frozen=True)
class Proposed:
    """A lapse to confirm: what time made due, since when, the act that confirms it, the way to set it aside."""

    sentence: str
    article: str
    due: str
    confirm: Possible | None
    set_aside: str
    means: str = ""
    in_time: Possible | None = None
    in_time_means: str = ""


def possible(record: Any, life: Any, visit: Visit) -> dict[str, Any]:
    """What the page of a record offers to a reader who logs; nothing of it to any other."""
    actor = hand_on(record, visit)
    if life is None or actor is None:
        return {}
    kind, edition = RecordKind(record.kind), getattr(life, "edition", None)
    language = visit.language
    now: list[Act] = []
    not_yet: list[NotYet] = []
    for act, refusal in possibilities(kind, life, visit.today):
        if act in NEVER_ALONE:
            continue
        label = act_label(act, kind, language)
        if not may_act(act, kind, edition, actor.roles):
            if refusal is None:
                not_yet.append(NotYet(label, _carried_by(act, kind, edition, visit)))
        elif refusal is not None:
            past = "" if refusal.rule in HOPELESS else act_url(record, act)
            not_yet.append(NotYet(label, said_words(refusal.sentence(language), language), past))
        else:
            now.append(act)
    steps = [act for act in NEXT[kind](record, life) if act in now]
    done = done_with(life)
    ordered = [*dict.fromkeys([*steps, *sorted(now, key=lambda act: not _fits(act, kind, life))])]
    near = [act for act in ordered if act in steps or (act in COMMON and act not in done and _fits(act, kind, life))]
    main = next(iter(steps), None)
    proposed = list(_proposals(record, life, visit, kind))
    return {
        "acts": [_offer(record, act, kind, edition, language) for act in near],
        "main_act": main is not None and not proposed,
        "further_acts": [_offer(record, act, kind, edition, language) for act in ordered if act not in near],
        "not_yet": sorted(not_yet, key=lambda act: not act.url),
        "proposed": proposed,
        "gaps": list(_wanting(record, life, visit)),
    }


def restoring(record: Any, visit: Visit) -> dict[str, Any]:
    """What the page of a void record offers to a reader who logs: its restoring, or whose that is."""
    actor, kind = hand_on(record, visit), RecordKind(record.kind)
    if actor is None:
        return {}
    if may_act(Act.RESTORE, kind, None, actor.roles):
        return {"restore": act_url(record, Act.RESTORE)}
    return {"restored_by": _carried_by(Act.RESTORE, kind, None, visit)}


def strike_url(record: Any, life: Any, visit: Visit, event: Any, name: str) -> str:
    """Where an act is struck by this reader: its own of today, or any by the supervisor; "" for any other."""
    act, actor = Act(event.act), hand_on(record, visit)
    rule = RULES[RecordKind(record.kind)].get(act)
    if life is None or actor is None or record.voided_on is not None or rule is None or not strikable(rule):
        return ""
    if not may_strike(event, actor, same_day=recorded_on(event) == visit.today):
        return ""
    return f"{act_url(record, Act.STRIKE)}?target={quote(name)}"


def _fits(act: Act, kind: RecordKind, life: Any) -> bool:
    """Whether an act fits the state as it is now, and not only one of earlier on the same day."""
    sources = RULES[kind][act].sources
    return kind is not RecordKind.RECONSIDERATION or life.facts.state in sources


def _offer(record: Any, act: Act, kind: RecordKind, edition: Any, language: str) -> Possible:
    article = RULES[kind][act].article(edition) if edition is not None else RULES[kind][act].article_2023
    return Possible(act_label(act, kind, language), act_url(record, act), article_words(article, language))


def _carried_by(act: Act, kind: RecordKind, edition: Any, visit: Visit) -> str:
    roles = joined([label_of(role, visit.language) for role in sorted(roles_for(act, kind, edition))], visit.language)
    return _("for the %(roles)s") % {"roles": roles}


def _proposals(record: Any, life: Any, visit: Visit, kind: RecordKind) -> Iterator[Proposed]:
    if kind is not RecordKind.RECONSIDERATION:
        return
    for lapse in lapses(life, visit.today):
        late = LOGGED_LATE.get(lapse.rule)
        yield Proposed(
            sentence=said_words(Text(lapse.zh, lapse.en).of(visit.language), visit.language),
            article=article_words(lapse.article, visit.language),
            due=day_words(lapse.due, visit.language),
            confirm=_offer(record, lapse.act, kind, life.edition, visit.language) if lapse.act is not None else None,
            set_aside=f"{act_url(record, Act.SET_ASIDE_LAPSE)}?lapse={lapse.rule.value}",
            means=str(late.lapsed) if late is not None else "",
            in_time=_offer(record, late.act, kind, life.edition, visit.language) if late is not None else None,
            in_time_means=str(late.in_time) if late is not None else "",
        )


def _wanting(record: Any, life: Any, visit: Visit) -> Iterator[tuple[str, str]]:
    for gap in gaps_of(record, life, visit.today, visit.reference):
        sentence = Text(gap.zh, gap.en).of(visit.language)
        yield said_words(sentence, visit.language), article_words(gap.article, visit.language)
