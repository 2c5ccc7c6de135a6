"""What an act asks of the database: few statements, and none about suits where the case has none."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.law.names import Act
from tests.factories import Office

AT_MOST = {
    Act.REGISTER: 9,  # one asks whether the next number of the series was given by hand
    Act.ACCEPT: 6,
    Act.SEND_COPY: 6,
    Act.RECEIVE_REPLY: 6,
    Act.HEAR_OPINIONS: 6,
    Act.CONCLUDE: 8,
    Act.SERVE: 7,  # the services, and when each party received the paper, are rows of their own
}
"""Statements, reviewed, with the one by which the test reads the record; beginning and ending count as none."""
LIFE: tuple[tuple[Act, str, dict[str, Any]], ...] = (
    (Act.ACCEPT, "2024-03-04", {"handlers": ["李某", "王某"]}),
    (Act.SEND_COPY, "2024-03-05", {"received_on": "2024-03-06"}),
    (Act.RECEIVE_REPLY, "2024-03-12", {}),
    (Act.HEAR_OPINIONS, "2024-03-15", {"how": "电话"}),
    (Act.CONCLUDE, "2024-04-01", {"outcome": "uphold"}),
    (Act.SERVE, "2024-04-03", {"how": "直接送达", "to": "申请人"}),
)


def statements(work) -> tuple[int, set[str]]:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        work()
    own = [q["sql"] for q in caught.captured_queries if not re.match("BEGIN|COMMIT|SAVEPOINT|RELEASE", q["sql"])]
    return len(own), {table for sql in own for table in re.findall(r"casework_(\w+?)\b", sql)}


def test_an_act_does_few_statements(office: Office) -> None:
    found: dict[Act, int] = {}
    asked: set[str] = set()
    said: dict[str, Any] = {}
    for _twice in range(2):  # the first reads what the organs are, once for all
        said.clear()
        found[Act.REGISTER], asked = statements(lambda: said.update(case=office.register("2024-03-01")))
        for act, on, keys in LIFE:
            found[act], tables = statements(
                lambda a=act, o=on, k=keys: said.update(case=office.do(said["case"], a, o, **k))
            )
            asked |= tables
    assert found == AT_MOST
    assert "instance" not in asked
