"""Lives in which nothing lacks, in both editions, and the same without one of their acts."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.law.gaps import AsAt, gaps
from casework.law.names import Act, Outcome, Procedure, WithdrawnHow
from tests.law.played import Said, case, day

AS_AT = day("2024-12-31")
TWO = {"handlers": ("承办人甲", "承办人乙")}
SIMPLY = {**TWO, "procedure": Procedure.SIMPLIFIED, "ground": "art53_2"}
DECIDED: dict[str, Any] = {"outcome": Outcome.UPHOLD, "approved": "head"}
REVOKED: dict[str, Any] = {"outcome": Outcome.REVOKE, "approved": "head"}
GIVEN_UP: dict[str, Any] = {
    "outcome": Outcome.WITHDRAWN,
    "how": WithdrawnHow.VOLUNTARY,
    "approved": "head",
    "permitted_on": "2024-03-14",
}
# accepted on 5 March 2024: the copy by 14 March (6, 7, 8, 11 … 14), the decision by 6 May (4 May, Labour Day)
COMPLETE: dict[str, Said] = {
    "accept": (Act.ACCEPT, "2024-03-05", TWO),
    "copy": (Act.SEND_COPY, "2024-03-14", {"received_on": "2024-03-15"}),
    "reply": (Act.RECEIVE_REPLY, "2024-03-22"),
    "opinions": (Act.HEAR_OPINIONS, "2024-03-25", {"how": "电话"}),
    "decide": (Act.CONCLUDE, "2024-05-06", DECIDED),
    "serve": (Act.SERVE, "2024-05-07"),
}
# accepted from its receipt on 1 March 2023: the copy by 10 March, the decision by 4 May (30 April, Labour Day)
COMPLETE_2017: dict[str, Said] = {
    "accept": (Act.ACCEPT, "2023-03-08", TWO),
    "copy": (Act.SEND_COPY, "2023-03-10", {"received_on": "2023-03-10"}),
    "reply": (Act.RECEIVE_REPLY, "2023-03-20"),
    "decide": (Act.CONCLUDE, "2023-05-04", DECIDED),
    "serve": (Act.SERVE, "2023-05-05"),
}


def without(*names: str, **others: Said | list[Said]) -> list[Said]:
    """The complete life without some acts, or with others in their place; a list goes in before the decision."""
    return _changed(COMPLETE, names, others)


def without_2017(*names: str, **others: Said | list[Said]) -> list[Said]:
    return _changed(COMPLETE_2017, names, others)


def _changed(acts: dict[str, Said], left_out: tuple[str, ...], others: dict[str, Any]) -> list[Said]:
    more = others.pop("more", [])
    kept = {**{name: act for name, act in acts.items() if name not in left_out}, **others}
    order = [name for name in acts if name in kept]
    found: list[Said] = []
    for name in order:
        found += [*more, kept[name]] if name == "decide" else [kept[name]]
    return found if "decide" in order else [*found, *more]


def found(received: str, acts: list[Said], as_at: date = AS_AT, **keys: Any) -> list[tuple[str, str, str | None]]:
    """The gaps of a life: rule, article, since when."""
    listed = gaps(case(received, *acts, **keys), AsAt(as_at))
    for gap in listed:
        assert gap.zh.strip()
        assert gap.en.isascii()
    return [(gap.rule, gap.article, gap.since.isoformat() if gap.since else None) for gap in listed]


PANEL = {"host": "承办人甲", "officers": ("承办人乙", "承办人丙"), "recorder": "承办人丁"}
HEARD = {"notice_on": "2024-04-01", "head_attended": True, **PANEL}
