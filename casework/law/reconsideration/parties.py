"""当事人变更: applicants who leave or are replaced, respondents replaced or added.

Act (2023) art. 14, 19, 39, 41; 2017 Act art. 10, 25; 条例 art. 22, 41, 42. The case goes on with the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from casework.law.facts import Exchange, Party
from casework.law.keys import Applicant, ExplicitInt, PartyName
from casework.law.life import Day, Life
from casework.law.names import AT_INTAKE, CITIZEN, Act, Edition, PartyGround
from casework.law.reconsideration import jurisdiction
from casework.law.words.people import Acting, ThirdPartyAgent

REPLACED = "replaced"
"""Why an applicant left whose place another took."""


def withdraw_party(
    life: Life,
    *,
    on: date,
    party: PartyName,
    ground: PartyGround | None = None,
    count: ExplicitInt | None = None,
) -> None:
    """部分申请人撤回: one applicant leaves, or `count` of a group, and the case goes on with the others.

    Act art. 41(1)-(3); 2017 Act art. 25; 条例 art. 42. The last one ends the case instead.
    """
    leaving = _standing(life, party)
    if leaving is None:
        _refuse_stranger(life, party.name)
        return
    life.refuse_order(Day(on, "退出之日", "leaving"), _joined(leaving), _article(life))
    _check_ground(life, leaving, ground)
    some = leaving.applicant.count if count is None else count
    if some > leaving.applicant.count:
        life.refuse(
            "missing",
            _article(life),
            f"{party.name}只有{leaving.applicant.count}人，不能退出{some}人",
            f"{party.name} stands for {leaving.applicant.count}: {some} cannot leave",
        )
    if sum(one.count for one in life.facts.applicants) <= some:
        life.refuse(
            "last-applicant",
            _article(life),
            "没有其他申请人，不是部分撤回：全案终结",
            "No other applicant is left: the case itself ends",
            instead=(Act.WITHDRAW_EARLY if life.facts.state in AT_INTAKE else Act.CONCLUDE,),
        )
    _leave(life, leaving, on, ground.value if ground else "", some)
    life.record("withdraw_party", on, party=party.name, ground=ground.value if ground else "", count=count)


def replace_party(
    life: Life, *, on: date, party: PartyName, by: tuple[PartyName, ...], acting: Acting | None = None
) -> None:
    """变更当事人: heirs or successors, or another respondent; `by` naming the party itself too adds to it.

    With `acting` the party stays, and who acts for it is another. Act art. 14 ¶2, 15, 17, 19 ¶4; 2017 Act art. 10;
    条例 art. 8, 10, 22.
    """
    if not by:
        life.refuse("missing", "14 ¶2, 19 ¶4", "没有写由谁接替", "Nobody is named to take the place")
    facts = life.facts
    applicant = _standing(life, party)
    if acting is not None:
        _replace_acting(life, party, by, acting, on)
    elif applicant is not None:
        _replace_applicant(life, applicant, by, on)
    elif party.organ in [exchange.organ for exchange in facts.respondents]:
        _replace_respondent(life, party, by, on)
    elif party.name in facts.third_parties:
        _replace_third_party(life, party, by)
    else:
        _refuse_stranger(life, party.name)
    life.record("replace_party", on, party=party.name, by=[one.name for one in by], acting=acting)


def _replace_third_party(life: Life, party: PartyName, by: tuple[PartyName, ...]) -> None:
    """Another third party; who acted for the one that leaves acts no more."""
    others = life.facts.third_parties
    place = others.index(party.name)
    now = (*others[:place], *(one.name for one in by), *others[place + 1 :])
    life.say(third_parties=now)
    life.say(third_party_agents=tuple(one for one in life.facts.third_party_agents if one.of in now))


MOST_AGENTS = 2
OF_THE_OTHER: Mapping[Acting, dict[str, Any]] = {
    Acting.REPRESENTATIVE: {"representative_post": ""},
    Acting.AGENT: {"agent_firm": "", "agent_powers": None},
}
"""What was known of who acted before, and is not of who acts now."""


def _replace_acting(life: Life, party: PartyName, by: tuple[PartyName, ...], acting: Acting, on: date) -> None:
    """Another representative or other agents of a party that stays; one or two agents (Act art. 17; 条例 art. 10)."""
    article = ("15", "条例8") if acting is Acting.REPRESENTATIVE else ("17", "条例10")
    named, names = article[life.edition is Edition.E2017], "、".join(one.name for one in by)
    if acting is Acting.AGENT and len(by) > MOST_AGENTS:
        life.refuse(
            "agents",
            "17" if life.edition is Edition.E2023 else "条例10",
            f"{party.name}写了{len(by)}名代理人，只能委托一至二名",
            f"{len(by)} agents are named for {party.name}: one or two may act for it",
        )
    said: dict[str, Any] = {acting.value: names}
    applicant = _standing(life, party)
    respondent = next((one for one in life.facts.respondents if one.organ == party.organ), None)
    if applicant is not None:
        life.refuse_order(Day(on, "变更之日", "replacement"), _joined(applicant), named)
        life.amend(applicant, applicant=replace(applicant.applicant, **said, **OF_THE_OTHER[acting]))
    elif respondent is not None:
        life.amend(respondent, **said)
    elif party.name in life.facts.third_parties and acting is Acting.AGENT:
        others = [one for one in life.facts.third_party_agents if one.of != party.name]
        life.say(third_party_agents=(*others, ThirdPartyAgent(party.name, names)))
    elif party.name in life.facts.third_parties:
        life.refuse(
            "no-party",
            named,
            f"案件里不记第三人「{party.name}」的{acting.zh}，写在备注里",
            f"The case keeps no {acting.en} of the third party {party.name}: write a note",
        )
    else:
        _refuse_stranger(life, party.name)


def _article(life: Life) -> str:
    return "41(1)-(3)" if life.edition is Edition.E2023 else "25, 条例42"


def _standing(life: Life, party: PartyName) -> Party | None:
    """The applicant of that name who takes part now."""
    return next((one for one in life.facts.standing if one.applicant.name == party.name), None)


def _joined(party: Party) -> Day:
    return Day(party.since, "参加之日", "joining")


def _refuse_stranger(life: Life, name: str) -> None:
    names = "、".join(one.name for one in life.facts.applicants)
    life.refuse(
        "no-party",
        "14",
        f"「{name}」不是本案现在的当事人；申请人：{names}",
        f"{name!r} is no party of the case now; applicants: {names}",
    )


def _check_ground(life: Life, leaving: Party, ground: PartyGround | None) -> None:
    citizen = leaving.applicant.kind == CITIZEN
    if (ground is PartyGround.DEATH and not citizen) or (ground is PartyGround.ENTITY_ENDED and citizen):
        life.refuse(
            "particulars",
            _article(life),
            f"{leaving.applicant.name}{'是' if citizen else '不是'}公民，不会{ground.zh}",
            f"{leaving.applicant.name} is {'a' if citizen else 'no'} citizen: {ground.en} does not fit",
        )


def _leave(life: Life, leaving: Party, on: date, ground: str, some: int) -> None:
    """The whole row leaves, or some of the persons that it stands for: these get a row of their own."""
    rest = leaving.applicant.count - some
    if rest:
        gone = replace(leaving, applicant=replace(leaving.applicant, count=some), until=on, ground=ground)
        life.say(parties=(*life.facts.parties, gone))
        life.amend(leaving, applicant=replace(leaving.applicant, count=rest))
    else:
        life.amend(leaving, until=on, ground=ground)


def _replace_applicant(life: Life, leaving: Party, by: tuple[PartyName, ...], on: date) -> None:
    life.refuse_order(
        Day(on, "变更之日", "replacement"), _joined(leaving), "14" if life.edition is Edition.E2023 else "10"
    )
    others = [one.name for one in life.facts.applicants if one.name != leaving.applicant.name]
    for one in by:
        if one.name in others:
            life.refuse(
                "missing",
                "14 ¶2",
                f"「{one.name}」已经是申请人",
                f"{one.name!r} is an applicant already",
            )
    names = [one.name for one in by]
    if leaving.applicant.name not in names:
        life.amend(leaving, until=on, ground=REPLACED)
    count = leaving.applicant.count if len(names) == 1 else 1
    new = [name for name in dict.fromkeys(names) if name != leaving.applicant.name]
    joining = [Party(Applicant(leaving.applicant.kind, name, count), on) for name in new]
    life.say(parties=(*life.facts.parties, *joining))


def _replace_respondent(life: Life, party: PartyName, by: tuple[PartyName, ...], on: date) -> None:
    """The new respondent gets a copy of its own (Act art. 48; 2017 Act art. 23)."""
    facts = life.facts
    article = "19" if life.edition is Edition.E2023 else "条例22"
    organs = []
    for one in by:
        if one.organ is None:
            life.refuse("missing", article, f"没有机关「{one.name}」", f"There is no organ {one.name!r}")
        elif one.organ != party.organ and one.organ in [exchange.organ for exchange in facts.respondents]:
            life.refuse("missing", article, f"{one.name}已经是被申请人", f"{one.name} is a respondent already")
        else:
            organs.append(one.organ)
    if jurisdiction.against_itself(life.organs, organs):
        life.refuse(
            "own-organ",
            article,
            "被申请人不能变更为本机关，由上一级机关管辖",
            "This very organ cannot become the respondent: its superior is competent",
        )
    kept = {exchange.organ: exchange for exchange in facts.respondents}
    place = next(n for n, exchange in enumerate(facts.respondents) if exchange.organ == party.organ)
    named = [kept.get(organ) or Exchange(organ, joined_on=on) for organ in dict.fromkeys(organs)]
    life.say(respondents=(*facts.respondents[:place], *named, *facts.respondents[place + 1 :]))
