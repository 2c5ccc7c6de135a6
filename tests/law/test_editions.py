"""What is told names articles that the edition of the case has: refusals of the decision are played in both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from casework.law import life
from casework.law.acts import RULES
from casework.law.beside import BESIDE
from casework.law.history import Unlawful, play
from casework.law.life import review_of
from casework.law.litigation import acts
from casework.law.names import (
    Act,
    Edition,
    Level,
    OrganKind,
    Outcome,
    RecordKind,
    State,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.organs.organs import Organs, Place, Setting
from casework.law.reconsideration import decision
from casework.law.refusals import ActRefused
from casework.law.terms.terms import TERMS
from casework.law.words.messages import refusals_said
from casework.statistics.words.articles import ARTICLES, OF_TABLES
from casework.statistics.words.articles import OWN as OWN_ARTICLES
from casework.statistics.words.articles import RECONSIDERATION as FAMILIES
from tests.law.played import APPLICATION, NATIONAL, POLICE, case, done
from tests.law.statutes import cited, unknown
from tests.law.test_meanings import TOLD

CASE = RecordKind.RECONSIDERATION
OWN, ABOVE = 7, 8
PLACES = {
    OWN: Place(OWN, "甲县人民政府", Level.COUNTY, OrganKind.GOVERNMENT, (ABOVE,)),
    ABOVE: Place(ABOVE, "市人民政府", Level.CITY, OrganKind.GOVERNMENT),
    POLICE: Place(POLICE, "甲县公安局", Level.COUNTY, OrganKind.DEPARTMENT, (ABOVE, OWN)),
}
SETTING = Setting(NATIONAL, Organs(PLACES[OWN], lambda wanted: {pk: PLACES[pk] for pk in wanted if pk in PLACES}))

Later = tuple[Act, str, dict[str, Any]]
UPHELD: Later = (Act.CONCLUDE, "04-03", {"outcome": Outcome.UPHOLD})
DIED: Later = (Act.SUSPEND, "03-20", {"ground": "death"})
SIXTY = {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.SUSPENDED_60_DAYS}
CRIME = {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.CRIMINAL_MEASURE}
GIVEN_UP = {"outcome": Outcome.WITHDRAWN, "how": WithdrawnHow.VOLUNTARY}
LETTER: Later = (Act.ISSUE_OPINION, "03-20", {"to": POLICE})
REFUSED: dict[str, tuple[Later, ...]] = {
    "dismissed though no inaction is claimed": ((Act.CONCLUDE, "04-03", {"outcome": Outcome.DISMISS_REQUEST}),),
    "to be made again though upheld": ((Act.CONCLUDE, "04-03", {"outcome": Outcome.UPHOLD, "redo_ordered": True}),),
    "ended for a criminal measure over a licence": ((Act.CONCLUDE, "04-03", CRIME),),
    "ended for the end of an entity over a citizen": (
        (Act.CONCLUDE, "04-03", {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.ENTITY_ENDED}),
    ),
    "permitted to withdraw too early": ((Act.CONCLUDE, "04-03", {**GIVEN_UP, "permitted_on": "02-20"}),),
    "permitted to withdraw too late": ((Act.CONCLUDE, "04-03", {**GIVEN_UP, "permitted_on": "04-04"}),),
    "upheld while suspended": (DIED, UPHELD),
    "sixty days of no suspension": ((Act.CONCLUDE, "04-03", SIXTY),),
    "sixty days that have not passed": (DIED, (Act.CONCLUDE, "04-03", SIXTY)),
    "reopened to nothing": (UPHELD, (Act.REOPEN, "05-06", {"to": State.CONCLUDED, "by_order_of": "市人民政府"})),
    "a letter received before it was issued": ((Act.ISSUE_OPINION, "03-20", {"to": POLICE, "received_on": "03-19"}),),
    "a letter to a superior": ((Act.ISSUE_OPINION, "03-20", {"to": ABOVE}),),
    "feedback to a letter that there is not": (LETTER, (Act.RECORD_FEEDBACK, "03-25", {"letter": 2})),
    "feedback that nobody waits for": ((Act.RECORD_FEEDBACK, "03-25", {}),),
    "performed before it was decided": (UPHELD, (Act.RECORD_PERFORMANCE, "04-10", {"performed_on": "04-02"})),
    "archived twice": (UPHELD, (Act.ARCHIVE, "04-10", {}), (Act.ARCHIVE, "04-11", {})),
}
"""What both editions refuse: the acts after acceptance, the last of them refused."""
OF_ONE_EDITION = {"edition", "no-agreement"}
"""What the 2017 edition does not know at all, told with the article that it lacks."""


def refusal(year: int, acts: tuple[Later, ...]) -> ActRefused:
    """What the law of that year says of the last act of a case accepted in March."""
    begun = [
        done(Act.REGISTER, f"{year}-03-01", {**APPLICATION, "matters": ("licensing",)}),
        done(Act.ACCEPT, f"{year}-03-05"),
    ]
    later = [
        done(
            act, f"{year}-{on}", {key: f"{year}-{said}" if key.endswith("_on") else said for key, said in keys.items()}
        )
        for act, on, keys in acts
    ]
    with pytest.raises(Unlawful) as caught:
        play(CASE, [*begun, *later], SETTING, lenient=False)
    assert caught.value.position == len(acts) + 1
    return caught.value.refusal


def of_the_act(article: str) -> set[int]:
    """The articles of the Act itself among what is cited."""
    return {one.article for one in cited(article) if not one.law}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_of_the_decision_names_articles_of_the_edition_of_the_case(name):
    old, new = (refusal(year, REFUSED[name]) for year in (2023, 2024))
    assert old.rule == new.rule
    assert (unknown(old.article, Edition.E2017), unknown(new.article, Edition.E2023)) == ([], [])
    assert not of_the_act(old.article) & of_the_act(new.article), "no article kept its number"


def said_in(module: ModuleType) -> set[str]:
    """The refusals of the law whose words stand in one module."""
    written = Path(str(module.__file__)).read_text(encoding="utf-8")
    said = {sentence.zh for sentence in refusals_said() if sentence.rule not in OF_ONE_EDITION}
    return {zh for zh in said if all(words in written for words in zh.split("…"))}


def test_every_refusal_of_the_decision_is_played():
    said = said_in(decision) - said_in(life) - said_in(acts)  # the words of every act, and of a dispute
    heard = [refusal(2024, acts).zh for acts in REFUSED.values()]
    patterns = {zh: re.compile(".*".join(map(re.escape, zh.split("…")))) for zh in said}
    assert len(said) > 10
    assert [zh for zh, pattern in patterns.items() if not any(map(pattern.fullmatch, heard))] == []


def test_what_is_refused_beside_another_fact_names_articles_of_each_edition():
    rules = [rule for (kind, _act), found in BESIDE.items() if kind is CASE for rule in found]
    for rule in rules:
        assert (unknown(rule.article_2017, Edition.E2017), unknown(rule.article_2023, Edition.E2023)) == ([], [])
        assert not of_the_act(rule.article_2017) & of_the_act(rule.article_2023)


def test_a_case_not_accepted_is_told_so_by_the_edition_that_binds_it():
    for received, article in (("2023-03-01", "17 ¶2"), ("2024-03-01", "30")):
        with pytest.raises(ActRefused) as refused:
            review_of(case(received))
        assert refused.value.article == article


def told() -> Iterator[tuple[Edition, str]]:
    """Every article that is told with the edition that it is of."""
    for edition in Edition:
        yield from ((edition, meaning.article_in(edition)) for meaning in TOLD)
        yield from ((edition, rule.article(edition)) for rule in RULES[CASE].values())
    yield from ((term.edition, term.article) for term in TERMS if term.edition is not None)
    figures = (article for family in FAMILIES for article in OWN_ARTICLES.get(family, {}).values())
    yield from ((Edition.E2023, article) for article in (*ARTICLES.values(), *OF_TABLES.values(), *figures))


def test_every_article_that_is_told_of_an_edition_is_in_it():
    assert [(edition, article) for edition, article in told() if article and unknown(article, edition)] == []
