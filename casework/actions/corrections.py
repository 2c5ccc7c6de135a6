"""更正: which act holds the fact, what it was, and whether later acts still stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casework.errors import FaultyInput, NotPermitted, named
from casework.law.acts import RULES
from casework.law.history import MENDING, Done, corrected, judge
from casework.law.names import Act, RecordKind, Role
from casework.law.organs.organs import Setting
from casework.law.refusals import ActRefused
from casework.law.words.articles import article_en, article_zh
from casework.permissions import UNSETTLING_CORRECTION
from casework.reference import ledger_kinds
from casework.registry import REQUIRED_OF_AN_APPLICATION, key_codec, keys_of, with_quantities
from casework.registry.codecs import Reading

DATED_BY: dict[str, tuple[Act, ...]] = {
    "received_on": (Act.REGISTER, Act.TAKE_OVER, Act.RECORD),
    "accepted_on": (Act.ACCEPT,),
    "concluded_on": (Act.CONCLUDE, Act.CLOSE_INSTANCE),
}
"""Facts that are the date of an act."""

NUMBERED = re.compile(r"(?P<act>[a-z_]+)#(?P<n>[0-9]{1,4})\.(?P<key>[a-z_]+)")


@dataclass(frozen=True)
class Correction:
    """A correction resolved: the acts, the position of the one it mends, the argument, its typed value."""

    acts: Sequence[Done]
    position: int
    argument: str
    value: Any
    raw_value: Any
    fact: str
    reason: str

    @property
    def act(self) -> Act:
        """The act that it mends: who may not do it may not mend it."""
        return self.acts[self.position].act

    def done(self, on: date) -> Done:
        """The correction as an act."""
        return Done(Act.CORRECT, on, {}, target=self.position, key=self.argument, value=self.value)

    def stored(self) -> dict[str, Any]:
        """The correction as the keys of an event, with what stood before."""
        act = self.acts[self.position]
        return {
            "fact": self.fact,
            "reason": self.reason,
            "act": act.act.value,
            "position": self.position,
            "key": self.argument,
            "value": self.raw_value,
        }

    def check(self, kind: RecordKind, setting: Setting, roles: frozenset[Role], on: date) -> Any:
        """Refuse what cannot have happened, and what the act that it mends could not have said; gives the mended life.

        What only unsettles a later act needs the supervisor. A refusal that stood before the correction, because the
        act was taken as recorded, stands on.
        """
        mended = judge(kind, corrected([*self.acts, self.done(on)]), setting)
        if not mended.refused:
            return mended.life
        before = judge(kind, corrected(self.acts), setting).refused
        unsettled = [
            (position, refusal)
            for position, refusals in mended.refused.items()
            for refusal in refusals
            if refusal.hard or not self._stood(position, refusal, before.get(position, []))
        ]
        if unsettled:
            self._refuse(unsettled, roles)
        return mended.life

    def _refuse(self, unsettled: list[tuple[int, ActRefused]], roles: frozenset[Role]) -> None:
        """Refuse for the gravest of what a correction would unsettle, unless the role may let it stand so."""
        position, refusal = min(unsettled, key=lambda found: (not self._absolute(*found), found[0]))
        act = self.acts[position].act
        if self._absolute(position, refusal):
            raise ActRefused(
                refusal.rule,
                refusal.article,
                f"没有更正：更正后「{act.zh}」不能成立，{refusal.zh}",
                f"Not corrected: {act.en} could not stand, {refusal.en}",
                instead=refusal.instead,
            )
        if not roles & UNSETTLING_CORRECTION:
            article = refusal.article
            zh, en = (f"（{article_zh(article)}）", f" ({article_en(article)})") if article else ("", "")
            raise NotPermitted(
                f"更正后「{act.zh}」不再合法{zh}，由机构负责人更正",
                f"The correction makes {act.en} unlawful{en}; it is for the supervisor",
            )

    def _stood(self, position: int, refusal: ActRefused, before: Sequence[ActRefused]) -> bool:
        """Whether an act was refused so before: the mended act in the very same words, a later one by the same rule."""
        if position == self.position:
            return refusal.zh in [earlier.zh for earlier in before]
        return refusal.rule in [earlier.rule for earlier in before]

    def _absolute(self, position: int, refusal: ActRefused) -> bool:
        """Whether no role may let the correction stand: the mended act is refused, or a limit that binds all acts."""
        return refusal.hard or position == self.position or refusal.rule in LIMITS


LIMITS = frozenset({"edition", "extension-sum"})
"""Rules that no correction of an earlier act may set aside: what the edition does not know, the sum of extensions."""


def resolve(
    kind: RecordKind,
    acts: Sequence[Done],
    typed: Mapping[str, Any],
    reading: Reading,
    today: date,
) -> Correction:
    """Find the act and key that a fact names. Raises FaultyInput, or ActRefused where nothing would change."""
    current = corrected(acts)
    position, argument = _target(kind, current, str(typed["fact"]))
    act = current[position]
    codec = key_codec(kind, act.act, argument)
    raw = typed.get("value")
    then = replace(reading, on=act.on)
    value = None if raw is None else codec.read(raw, then, str(typed["fact"]))
    if act.act is Act.RECORD and argument != "on" and value is not None:
        value = with_quantities({**act.keys, argument: value})[argument]
    if act.act is Act.RECORD and argument == "on" and isinstance(value, date):
        ledger_kinds().named(act.keys["kind"], on=value)
    old = act.on if argument == "on" else act.keys.get(argument)
    if value == old:
        raise ActRefused("unchanged", "", f"「{typed['fact']}」本来就是「{raw}」", f"{typed['fact']} already is {raw}")
    _check_value(kind, act, argument, value, today)
    if argument == "from_":
        raise ActRefused(
            "unknown-fact",
            "38",
            "来源案件不能更正：作废后重新接收",
            "The case it comes from stands: void it and take over anew",
        )
    stored = None if value is None else codec.dump(value)
    return Correction(acts, position, argument, value, stored, str(typed["fact"]), str(typed["reason"]))


def _check_value(kind: RecordKind, act: Done, argument: str, value: Any, today: date) -> None:
    keys = {key.argument: key for key in keys_of(kind, act.act).values()}
    needed = argument == "on" or keys[argument].required or argument in REQUIRED_OF_AN_APPLICATION
    if value is None and needed:
        raise FaultyInput(
            f"{act.act.zh}的「{argument}」不能去掉，要写新值",
            f"{argument} of {act.act.en} cannot be taken away: give its new value",
            where="value",
        )
    if act.act is Act.PLAN and argument == "on":
        refuse_past_plan(value, today)
        return
    past = argument == "on" or keys[argument].codec.past
    if past and isinstance(value, date) and value > today:
        raise ActRefused(
            "future",
            "",
            f"{act.act.zh}的日期{value}不能晚于今天{today}",
            f"{value} may not lie after today, {today}",
        )


def refuse_past_plan(on: date, today: date) -> None:
    """Refuse a plan for a day that is over: one for today may still be made. Raises ActRefused."""
    if on < today:
        raise ActRefused(
            "past",
            "",
            f"排期的日子{on}已经过去，要写今天{today}或者以后的一天",
            f"A plan for {on} comes too late: give today, {today}, or a day after it",
        )


def _target(kind: RecordKind, acts: Sequence[Done], fact: str) -> tuple[int, str]:
    """The position of the act that holds a fact, and the argument."""
    numbered = NUMBERED.fullmatch(fact)
    if numbered:
        return _numbered(kind, acts, fact, numbered)
    if fact in DATED_BY:
        dated = [p for p, done in enumerate(acts) if done.act in DATED_BY[fact] and not done.struck]
        if dated:
            return dated[-1] if fact != "received_on" else dated[0], "on"
        raise ActRefused("unknown-fact", "", f"案件没有可以更正的「{fact}」", f"There is no {fact} to correct")
    holders = [
        (p, key.argument)
        for p, done in enumerate(acts)
        if _holds(done)
        for key in keys_of(kind, done.act).values()
        if key.name == fact
    ]
    if not holders:
        raise named("事实", "fact", fact, _facts(kind, acts), where="fact")
    given = [(p, argument) for p, argument in holders if argument in acts[p].keys]
    meant = acts[(given or holders)[-1][0]].act
    return [(p, argument) for p, argument in holders if acts[p].act is meant][-1]


def _holds(done: Done) -> bool:
    """Whether an act holds facts that can be corrected."""
    return done.act not in MENDING and not done.struck


def _numbered(kind: RecordKind, acts: Sequence[Done], fact: str, match: re.Match[str]) -> tuple[int, str]:
    known = [act.value for act in RULES[kind]]
    if match["act"] not in known:
        raise named("行为", "act", match["act"], known, where="fact")
    act, n = Act(match["act"]), int(match["n"])
    positions = [p for p, done in enumerate(acts) if done.act is act]
    if not 1 <= n <= len(positions):
        raise FaultyInput(
            f"「{fact}」：{act.zh}只有{len(positions)}次",
            f"{fact}: {act.en} was done {len(positions)} times",
            where="fact",
        )
    if acts[positions[n - 1]].struck:
        raise ActRefused("unknown-fact", "", f"「{fact}」所在的{act.zh}已经撤销", f"{fact}: that {act.en} was struck")
    if match["key"] == "on":
        return positions[n - 1], "on"
    keys = keys_of(kind, act)
    if match["key"] not in keys:
        raise named(f"{act.zh}的键", f"key of {act.value}", match["key"], ["on", *keys], where="fact")
    return positions[n - 1], keys[match["key"]].argument


def _facts(kind: RecordKind, acts: Sequence[Done]) -> list[str]:
    keys = [key for done in acts if _holds(done) for key in keys_of(kind, done.act)]
    return [*DATED_BY, *dict.fromkeys(keys)]
