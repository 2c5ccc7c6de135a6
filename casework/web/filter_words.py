"""The words of the filters of lists, where neither a key of an act nor a column bears the name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.kinds import FACTS
from casework.law.names import RecordKind
from casework.web.labels import COLUMNS, KEYS, Words, label

FILTER_WORDS: Words = {
    "received": _("Received"),
    "due": _("Last day"),
    "term": _("Term"),
    "handler": _("Handler"),
    "applicant_has": _("Some applicant is"),
    "accepted": _("Accepted"),
    "concluded": _("Concluded"),
    "filed": _("Filed"),
    "served": _("Served"),
    "archived": _("Archived"),
    "act_made": _("Act made"),
    "act_known": _("Act known"),
    "right_known": _("Right, organ and term known"),
    "requested": _("Performance asked for"),
    "obstacle_began": _("Obstacle began"),
    "obstacle_ended": _("Obstacle gone"),
    "paper": _("Paper served"),
    "served_party": _("Party served"),
    "served_organ": _("Served on the organ"),
    "served_how": _("Way of service"),
    "service": _("Some service"),
    "service_received": _("Some service received"),
    "decision_received": _("Decision received by an applicant"),
    "taken_over": _("Taken over from below"),
    "referred_here": _("Referred here by another organ"),
    "applicants": _("Number of applicants"),
    "sued": _("Taken to court"),
    "opened_by": _("A phase opened by"),
    "ended_by": _("A phase ended by"),
    "opened": _("A phase opened"),
    "closed": _("A phase closed"),
    "days": _("Days taken"),
    "compensation": _("Compensation granted, yuan"),
    "entry": _("Letter or entry"),
    "letter_to": _("Letter to"),
    "letter_received": _("Letter received"),
    "answered": _("Letter answered"),
    "sent": _("Copy sent"),
    "copy_received": _("Copy received"),
    "replied": _("Reply received"),
    "stop": _("Time stopped by"),
    "stop_ground": _("Ground of suspension"),
    "stopped": _("Time stopped"),
    "resumed": _("Time went on"),
    "extension": _("Extension decided"),
    "extended_days": _("Days extended"),
    "level": _("Instance"),
    "defendant": _("Defendant"),
    "reconsideration": _("Number of the reconsideration case"),
    "instance_received": _("Instance received"),
    "first_heard": _("First hearing"),
    "instance_closed": _("Instance closed"),
    "ruled_by_court": _("Ruling made"),
    "lost": _("Lost"),
    "lost_by": _("Organ that lost"),
    "came": _("Highest who came"),
    "appeared_for": _("Organ appeared for"),
    "hearing": _("Some hearing"),
    "defence": _("Defence filed"),
    "evidence": _("Evidence filed"),
    "judgment_performed": _("Judgment performed"),
    "planned": _("Planned"),
    "advice": _("Judicial advice received"),
    "advice_number": _("Number of judicial advice"),
    "advice_answered": _("Judicial advice answered"),
    "advice_open": _("Judicial advice unanswered"),
    "effective": _("Agreement in effect"),
    "performed": _("Performed"),
    "asked": _("Confirmation asked for"),
    "ruled": _("Confirmation ruled on"),
    "quantity": _("Code of a quantity"),
    "value": _("Value of a quantity"),
    "subtree": _("with all below it"),
    "q": _("Search"),
    "cell": _("From"),
}
"""Name of a filter, without the end of its range -> its words."""

ENDS = ("_from", "_to", "_min", "_max")


def base_of(name: str) -> str:
    """The name of a filter without the end of its range."""
    for end in ENDS:
        if name.endswith(end):
            return name.removesuffix(end)
    return name


def filter_words(name: str, kind: RecordKind | None = None) -> str:
    """The words of a filter, or of both ends of its range: those of the fact that it asks for, where it is one."""
    fact = FACTS[kind].by_asked.get(name) if kind is not None else None
    if fact is not None:
        return label(fact)
    base = name if name in FILTER_WORDS else base_of(name)
    return str(FILTER_WORDS.get(base) or COLUMNS.get(base) or KEYS.get(base, base))
