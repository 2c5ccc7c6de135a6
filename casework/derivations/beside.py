"""From the facts of a record of any kind to what stands beside it: its plans, its texts, its people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casework.cipher import blind_index
from casework.derivations.values import compared
from casework.law.names import RecordKind
from casework.text.search_terms import findable

Row = dict[str, Any]


def _plans(facts: Any) -> list[Row]:
    """The plans of a record by their place in its order; none of a void one, nor of a kind that plans nothing."""
    plans = getattr(facts, "plans", ()) if facts.voided_on is None else ()
    return [
        {
            "position": plan.n - 1,
            "what": plan.what.value,
            "on": plan.on,
            "at": plan.at,
            "place": plan.place,
            "who": "、".join(plan.who),
            "done_on": plan.done_on,
            "called_off_on": plan.called_off_on,
        }
        for plan in plans
    ]


def _application(name: str) -> Callable[[Any], str]:
    return lambda facts: getattr(facts.application, name)


def _decision(name: str) -> Callable[[Any], str]:
    def read(facts: Any) -> str:
        decision = facts.review.decision if facts.review is not None else None
        return getattr(decision, name) if decision is not None else ""

    return read


def _own(name: str) -> Callable[[Any], str]:
    return lambda facts: getattr(facts, name)


WRITINGS: Mapping[RecordKind, Mapping[str, Callable[[Any], str]]] = {
    RecordKind.RECONSIDERATION: {
        **{name: _application(name) for name in ("request_text", "facts_and_reasons", "evidence")},
        **{name: _decision(name) for name in ("facts_found", "reasons", "operative_part")},
    },
    RecordKind.LITIGATION: {"claims": _own("claims")},
    RecordKind.MEDIATION: {name: _own(name) for name in ("summary", "agreement_text")},
}
"""Kind -> the texts of a record in their order, and where each stands among its facts."""


def writings_of(kind: RecordKind, facts: Any) -> list[Row]:
    """The texts of a record that say anything."""
    said = {name: read(facts) for name, read in WRITINGS.get(kind, {}).items()}
    return [
        {"position": position, "name": name, "content": said[name]} for position, name in enumerate(said) if said[name]
    ]


def participants_of(facts: Any) -> list[Row]:
    """The parties of a dispute, of a mediation, of a case as respondent.

    Applicants of a reconsideration have a table of their own, which the figures read.
    """
    rows = [_person("applicant", facts.applicant, facts.applicant_kind)] if hasattr(facts, "applicant") else []
    rows += [_person("plaintiff", one.name, one.kind, count=one.count) for one in getattr(facts, "plaintiffs", ())]
    if hasattr(facts, "plaintiffs"):
        rows += [_person("third_party", name) for name in facts.third_parties]
    rows += [_person("party", one.name, one.kind, telephone=one.telephone) for one in getattr(facts, "disputants", ())]
    return [{"position": position, **row} for position, row in enumerate(rows)]


def _person(role: str, name: str, kind: str = "", count: int = 1, telephone: str = "") -> Row:
    return {
        "role": role,
        "party_kind": kind,
        "name": name,
        "alike": compared(name),
        "count": count,
        "telephone": telephone,
        "telephone_index": blind_index("applicant.telephone", telephone),
    }


def beside_rows(kind: RecordKind, facts: Any) -> dict[str, list[Row]]:
    """The rows beside a record, by model name; a void record has no plans."""
    return {"Plan": _plans(facts), "Writing": writings_of(kind, facts), "Participant": participants_of(facts)}


def stored_row(name: str, row: Row) -> Row:
    """A row beside a record as its table holds it: a text with the words that it is found by."""
    return {**row, "search_guarded": findable(row["content"])} if name == "Writing" else row
