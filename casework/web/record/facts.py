"""The facts of a record as terms and values, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.links.takeover import taken_in
from casework.derivations.beside import participants_of, writings_of
from casework.kinds import KINDS
from casework.law.facts import Decision, Exchange, Phase
from casework.law.keys import Application
from casework.law.names import ExclusionKind, PartyGround, RecordKind
from casework.law.reconsideration.parties import REPLACED
from casework.law.words.people import AgentPowers, Sex
from casework.models import Applicant, LedgerEntry, Litigation, Reconsideration, Respondent
from casework.models.base import OPEN_END
from casework.reference import ledger_kinds
from casework.registry.annotations import fields_of
from casework.registry.codecs import codec_for
from casework.statistics.words.numbers import NOTHING, number_words
from casework.web.record.changes import detail_words, fact_words
from casework.web.shell.formatting import code_words, day_words, joined, yes_no
from casework.web.shell.keys import Showing
from casework.web.shell.labels import column_words, key_words

CASE = RecordKind.RECONSIDERATION


@dataclass(frozen=True)
class Said:
    """A term and its values."""

    term: str
    values: list[str]


def party_names(parties: Iterable[Applicant], role: str, showing: Showing) -> str:
    """The names of the applicants who have not left, or of the third parties."""
    chosen = [party for party in parties if party.role == role and party.left_on is None]
    return joined([showing.names.name(party.name) for party in chosen], showing.language)


def versus(applicants: str, respondents: str) -> str:
    """Who is against whom."""
    return _("%(applicants)s v. %(respondents)s") % {"applicants": applicants, "respondents": respondents}


class FactList:
    """Facts being gathered; what was never said is left out."""

    def __init__(self, kind: RecordKind, showing: Showing) -> None:
        self.kind, self.showing = kind, showing
        self.found: list[Said] = []

    def add(self, term: str, *values: str) -> None:
        """A fact, where there is one."""
        said = [value for value in values if value not in ("", NOTHING)]
        if said:
            self.found.append(Said(term, said))

    def say(self, name: str, *values: str) -> None:
        """Values of a fact, where there is one, under its words."""
        self.add(column_words(name, self.kind), *values)

    def declared(self, record: Any) -> None:
        """The facts of the record itself in their order: flags where they are set, amounts where there are some."""
        for fact in KINDS[self.kind].facts.without("state"):
            value = getattr(record, fact.name) if fact.rows is None else None
            if value not in (None, "", False, 0, OPEN_END):
                self.columns(record, fact.name)

    def columns(self, record: Any, *names: str) -> None:
        """Columns of the record under their words."""
        for name in names:
            value = getattr(record, name)
            stored = value.isoformat() if isinstance(value, date) else value
            self.say(name, fact_words(self.kind, name, stored, self.showing))

    def texts(self, life: Any) -> None:
        """The texts of the record, in paragraphs; none where its history cannot be played."""
        for row in writings_of(self.kind, life.facts) if life is not None else ():
            self.say(row["name"], self.showing.names.text(row["content"]))

    def people(self, life: Any, *roles: tuple[str, str]) -> None:
        """The parties of each role, under the words of its fact, as the record names them."""
        named = participants_of(life.facts) if life is not None else []
        for role, name in roles:
            self.say(name, *[_person(each, self.showing) for each in named if each["role"] == role])

    def flags(self, record: Any, *names: str) -> None:
        """Those of the flags that are set."""
        for name in names:
            if getattr(record, name):
                self.say(name, yes_no(True))


# ---- Reconsideration ----


def facts_of_case(
    case: Reconsideration, parties: list[Applicant], respondents: list[Respondent], life: Any, showing: Showing
) -> list[Said]:
    """The facts of a reconsideration case; `life` is None where its history cannot be played."""
    facts = FactList(CASE, showing)
    facts.columns(case, "received_on")
    if case.filed_on != case.received_on:
        facts.columns(case, "filed_on")
    facts.columns(case, "channel", "handed_over_by", "handed_over_on", "edition")
    _passing(facts, case)
    _parties(facts, parties)
    _application(facts, case, respondents, life)
    facts.columns(case, "accepted_on", "procedure", "handlers")
    if life is not None:
        _intake(facts, life.facts)
        _review(facts, life.facts)
    _decision(facts, case, life)
    facts.columns(case, "served_on", "archived_on", "shelf")
    facts.texts(life)
    return facts.found


def _passing(facts: FactList, case: Reconsideration) -> None:
    """From which case of another organ it came, and to which organ it went: whether that one took it in."""
    for source in filter(None, (case.taken_from, case.referred_from)):
        facts.say("referred_from", source.number or str(source.pk))
    if case.passed_to is not None:
        there = _("registered there") if taken_in(case) else _("not registered there yet")
        facts.say("passed_to", facts.showing.bracketed(case.passed_to.name, [there]))


def _parties(facts: FactList, parties: list[Applicant]) -> None:
    for role, term in (("applicant", "applicants"), ("third_party", "third_parties")):
        facts.say(term, *[_party(facts, party) for party in parties if party.role == role])


def _party(facts: FactList, party: Applicant) -> str:
    showing = facts.showing
    more = []
    if party.kind:
        more.append(fact_words(CASE, "applicant_kind", party.kind, showing))
    if party.count > 1:
        more.append(f"{key_words('count')} {party.count}")
    if party.joined_on is not None:
        more.append(_("since %(day)s") % {"day": day_words(party.joined_on, showing.language)})
    if party.left_on is not None:
        more.append(_left(party, showing))
    more += [code_words(Sex, party.sex, showing.language)] if party.sex else []
    more += list(_speaking(party, showing))
    if showing.names.clear:
        more += [f"{key_words(key)} {getattr(party, key)}" for key in PERSONAL if getattr(party, key)]
    return showing.bracketed(showing.names.name(party.name), more)


def _speaking(party: Applicant, showing: Showing) -> Iterator[str]:
    """Who speaks for an applicant, and in what capacity."""
    powers = code_words(AgentPowers, party.agent_powers, showing.language) if party.agent_powers else ""
    for key, name, about in (
        ("representative", party.representative, [party.representative_post]),
        ("agent", party.agent, [party.agent_firm, powers]),
    ):
        if name:
            yield f"{key_words(key)} {showing.bracketed(showing.names.name(name), list(filter(None, about)))}"


def _left(party: Applicant, showing: Showing) -> str:
    """When an applicant left, and why."""
    left = _("left %(day)s") % {"day": day_words(party.left_on, showing.language)}
    if party.left_ground == REPLACED:
        return showing.bracketed(left, [_("replaced by another")])
    why = code_words(PartyGround, party.left_ground, showing.language)
    return left if why == NOTHING else showing.bracketed(left, [why])


PERSONAL = ("born_on", "identity_number", "telephone", "address", "post_code")
"""Shown only to those who read names in clear."""


def _application(facts: FactList, case: Reconsideration, respondents: list[Respondent], life: Any) -> None:
    showing = facts.showing
    exchanges = {e.organ: e for e in life.facts.respondents} if life is not None else {}
    facts.say(
        "respondents",
        *[_respondent(showing, r.organ.name, exchanges.get(r.organ_id)) for r in respondents],
    )
    for name, column in (
        ("respondent_representative", "representative"),
        ("respondent_agent", "agent"),
        ("answer", "answer"),
    ):
        told = [showing.names.said(column, getattr(exchange, column)) for exchange in exchanges.values()]
        facts.say(name, *told)
    said = life.facts.application if life is not None else None
    if said is not None:
        matters = [fact_words(CASE, "matter", code, showing) for code in said.matters]
        facts.say("matters", joined(matters, showing.language))
        facts.say("field", fact_words(CASE, "field", said.field, showing))
    else:
        facts.columns(case, "matter", "field")
    facts.columns(case, "request", "act_number", "act_made_on", "act_known_on")
    facts.flags(case, "claims_inaction", "enterprise_related", "compensation_claimed", "prior_mandatory",
                "document_review")  # fmt: skip
    if said is not None and said.jurisdiction:
        facts.say("jurisdiction", showing.names.said("jurisdiction", said.jurisdiction))
    if said is not None and said.prior_reason:
        facts.say("prior_reason", showing.names.text(said.prior_reason))
    if said is not None:
        _term_to_apply(facts, said)
    if life is not None and life.facts.complex:
        facts.say("complex", yes_no(True))


def _term_to_apply(facts: FactList, said: Application) -> None:
    """What the term to apply runs by, where the record says more than the act complained of."""
    for name in ("right_known_on", "requested_on", "perform_by"):
        facts.say(name, day_words(getattr(said, name), facts.showing.language))
    for name in ("obstacle", "longer_term"):
        hint, value = fields_of(Application)[name], getattr(said, name)
        facts.say(name, facts.showing.value(hint, None if value is None else codec_for(hint).dump(value)))
    facts.flags(said, "urgent")
    if said.real_estate is not None:
        facts.say("real_estate", yes_no(said.real_estate))


def _respondent(showing: Showing, name: str, exchange: Exchange | None) -> str:
    if exchange is None:
        return name
    days = (
        (_("copy sent %(day)s"), exchange.sent_on),
        (_("copy received %(day)s"), exchange.received_on),
        (_("replied %(day)s"), exchange.replied_on),
    )
    return showing.bracketed(name, [text % {"day": day_words(day, showing.language)} for text, day in days if day])


def _intake(facts: FactList, said: Any) -> None:
    showing = facts.showing
    for supplement in said.supplements:
        more = [day_words(supplement.on, showing.language)]
        if supplement.received_on is not None:
            more.append(_("papers received %(day)s") % {"day": day_words(supplement.received_on, showing.language)})
        items = joined(
            list(dict.fromkeys(showing.names.said("items", item) for item in supplement.items)), showing.language
        )
        facts.add(_("Correction asked for"), showing.bracketed(items, more))


def _review(facts: FactList, said: Any) -> None:
    for phase in said.phases:
        facts.add(_("Stops"), *_stops(phase, facts))
        facts.add(_("Extensions"), *[_extension(each, facts.showing) for each in phase.extensions])
    facts.add(_("Letters"), *[_letter(letter, facts.showing) for letter in said.letters])


def _stops(phase: Phase, facts: FactList) -> Iterator[str]:
    showing = facts.showing
    for stop in phase.suspensions:
        yield showing.bracketed(showing.ground(stop.ground), [_until(stop.on, stop.until, showing)])
    for excluded in phase.exclusions:
        word = OTHER_STOPS.get(excluded.kind) or code_words(ExclusionKind, excluded.kind, showing.language)
        yield showing.bracketed(str(word), [_until(excluded.on, excluded.until, showing)])


OTHER_STOPS: dict[str, str | Promise] = {
    "correction": gettext_lazy("correction of the papers"),
    "before_transfer": gettext_lazy("stopped before the case was taken over"),
}
"""Excluded time that is neither appraisal nor inspection."""


def _until(first: date, until: date | None, showing: Showing) -> str:
    begin = day_words(first, showing.language)
    if until is None:
        return _("since %(day)s") % {"day": begin}
    return _("from %(first)s until resumed on %(until)s") % {
        "first": begin,
        "until": day_words(until, showing.language),
    }


def _extension(extension: Any, showing: Showing) -> str:
    words = _("%(days)d days, decided %(day)s") % {
        "days": extension.days,
        "day": day_words(extension.on, showing.language),
    }
    return showing.bracketed(words, [f"{key_words('approver')} {extension.approver}"] if extension.approver else [])


def _letter(letter: Any, showing: Showing) -> str:
    word = _("opinion letter") if letter.kind == "opinion" else _("recommendation")
    more = [day_words(letter.on, showing.language), showing.organ(letter.organ)]
    if letter.answered_on is not None:
        more.append(_("answered %(day)s") % {"day": day_words(letter.answered_on, showing.language)})
    return showing.bracketed(word, more)


def _decision(facts: FactList, case: Reconsideration, life: Any) -> None:
    facts.columns(case, "concluded_on")
    if case.outcome:
        detail = [detail_words(case.outcome_detail, facts.showing.language)] if case.outcome_detail else []
        outcome = fact_words(CASE, "outcome", case.outcome, facts.showing)
        facts.say("outcome", facts.showing.bracketed(outcome, detail))
    facts.columns(case, "permitted_on", "document_number")
    review = life.facts.review if life is not None else None
    decision: Decision | None = review.decision if review is not None else None
    if decision is None or not case.outcome:
        return
    if decision.compensation_granted:
        facts.say("compensation_granted", facts.showing.yuan(str(decision.compensation_granted)))
    for key in ("redo_within_days", "perform_within_days"):
        if getattr(decision, key) is not None:
            facts.say(key, number_words(getattr(decision, key)))
    facts.flags(decision, "redo_ordered", "procedure_only")
    for key in ("ordered_on", "talked_on", "criticised_on", "performed_on"):
        facts.say(key, day_words(getattr(decision, key), facts.showing.language))


# ---- Litigation, mediation, ledger ----


def _person(row: Mapping[str, Any], showing: Showing) -> str:
    """A party of a dispute or of a mediation; the telephone only for who reads names."""
    more = [fact_words(CASE, "applicant_kind", row["party_kind"], showing)] if row["party_kind"] else []
    more += [f"{key_words('count')} {row['count']}"] if row["count"] > 1 else []
    more += [f"{key_words('telephone')} {row['telephone']}"] if row["telephone"] and showing.names.clear else []
    return showing.bracketed(showing.names.name(row["name"]), more)


def facts_of_suit(suit: Litigation, defendants: list[str], life: Any, showing: Showing) -> list[Said]:
    """The facts of a dispute beside its instances."""
    facts = FactList(RecordKind.LITIGATION, showing)
    facts.columns(suit, "received_on")
    facts.people(life, ("plaintiff", "plaintiffs"), ("third_party", "third_parties"))
    facts.say("defendants", joined(defendants, showing.language))
    facts.say("cause", showing.cause(suit.cause))
    facts.columns(suit, "role")
    facts.say("after_reconsideration", yes_no(suit.after_reconsideration))
    facts.columns(suit, "named", "field_child", "handlers", "lawyers")
    facts.flags(suit, "compensation_claimed")
    facts.texts(life)
    return facts.found


def declared_facts(kind: RecordKind, record: Any, life: Any, showing: Showing) -> list[Said]:
    """The facts of a record of which the declared ones, its parties and texts, are all that its page tells."""
    facts = FactList(kind, showing)
    facts.people(life, ("party", "disputants"))
    facts.declared(record)
    facts.texts(life)
    return facts.found


def facts_of_entry(entry: LedgerEntry, showing: Showing) -> list[Said]:
    """The facts of a ledger entry with its quantities."""
    facts = FactList(RecordKind.LEDGER, showing)
    facts.columns(entry, "received_on", "entry_kind")
    facts.say("subject", showing.subject(entry.subject))
    kind = ledger_kinds().get(entry.entry_kind)
    order = list(kind.quantities) if kind is not None else []
    for row in sorted(entry.quantities.all(), key=lambda q: order.index(q.quantity) if q.quantity in order else 99):
        names = [showing.unit_names({row.quantity: row.names})] if row.names else []
        words = showing.quantity(row.quantity, Decimal(row.value), entry.entry_kind)
        facts.say("quantities", showing.bracketed(words, names))
    facts.say("note", showing.names.text(entry.note))
    return facts.found
