"""Cases whose terms run, and the last days of those that do."""

from __future__ import annotations

from typing import Any

from casework.law.names import Act, Procedure
from casework.law.terms.schedule import last_day, open_terms, schedule
from tests.law.played import POLICE, Said

ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")
SIMPLY: Said = (Act.ACCEPT, "2024-09-24", {"procedure": Procedure.SIMPLIFIED, "ground": "art53_1"})
ASKED: Said = (Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",), "notice_received_on": "2024-03-01"})


def iso(found: Any) -> str | None:
    return found.isoformat() if found is not None else None


def running(life: Any, code: str) -> list[tuple[str | None, str | None, str | None]]:
    """Start, last day and settlement of each term of a code."""
    return [(iso(x.start), iso(last_day(life, x)), iso(x.settled_on)) for x in schedule(life) if x.code == code]


def still_open(life: Any) -> dict[str, str | None]:
    return {x.code: iso(last_day(life, x)) for x in open_terms(life)}


def beside_the_exchange(life: Any) -> dict[str, str | None]:
    """What is open beside the copy and the reply, whose days a suspension does not stop (test_exchanges.py)."""
    return {code: due for code, due in still_open(life).items() if code not in ("send_copy", "reply")}


SUED = {"court": "测试法院", "court_number": "1号", "cause": "administrative_penalty", "defendants": (POLICE,)}
