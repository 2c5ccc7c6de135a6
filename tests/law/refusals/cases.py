"""Cases that are asked for something: what was done before, and what is then refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from casework.law.names import Act, Outcome, Procedure, RecordKind, TerminatedCause, WithdrawnHow
from tests.law.played import Said

CASE = RecordKind.RECONSIDERATION
ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")
ACCEPTED_2017: Said = (Act.ACCEPT, "2023-03-03")
SIMPLY: Said = (Act.ACCEPT, "2024-03-05", {"procedure": Procedure.SIMPLIFIED, "ground": "art53_1"})
ASKED: Said = (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("身份材料",), "notice_received_on": "2024-03-05"})
SUSPENDED: Said = (Act.SUSPEND, "2024-04-01", {"ground": "death"})
GIVEN_UP: dict[str, Any] = {"outcome": Outcome.WITHDRAWN, "how": WithdrawnHow.VOLUNTARY}
SIXTY: dict[str, Any] = {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.SUSPENDED_60_DAYS}


class Refused(NamedTuple):
    """A life and the act that the law refuses in it: the last one; rule and article."""

    received: str
    acts: tuple[Said, ...]
    rule: str
    article: str
    keys: dict[str, Any] = {}


def new(*acts: Said, rule: str, article: str, **keys: Any) -> Refused:
    return Refused("2024-03-01", acts, rule, article, keys)


def old(*acts: Said, rule: str, article: str, **keys: Any) -> Refused:
    return Refused("2023-03-01", acts, rule, article, keys)


def after_acceptance(*acts: Said, rule: str, article: str) -> Refused:
    return new(ACCEPTED, *acts, rule=rule, article=article)


def decided(rule: str, article: str, on: str = "2024-04-30", **keys: Any) -> Refused:
    return after_acceptance((Act.CONCLUDE, on, keys), rule=rule, article=article)
