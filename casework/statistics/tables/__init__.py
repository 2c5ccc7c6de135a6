"""The tables as data; docs/statistics.md defines each row and column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from casework.statistics.conditions import Window
from casework.statistics.model import Label as Titled
from casework.statistics.model import Table
from casework.statistics.sets import STAGE_ACCEPTED
from casework.statistics.tables.breakdowns import t9, t10
from casework.statistics.tables.common import SHARE_COLUMN
from casework.statistics.tables.disclosure import d1
from casework.statistics.tables.litigation import L2, L3, l1, l4
from casework.statistics.tables.mediation import M1, m2, m3
from casework.statistics.tables.national import national
from casework.statistics.tables.reconsideration import T1, T2, T7, T8, by_class, classified, t5, t6
from casework.statistics.tables.respondent import B1
from casework.vocabulary import Label, Vocabulary

Lists = tuple[tuple[str, tuple[Label, ...]], ...]
Organs = tuple[tuple[int, str], ...]


def tables_of(
    vocabulary: Vocabulary, organs: dict[int, str], window: Window, courts: Iterable[str] = ()
) -> dict[str, Table]:
    """All tables that count records in a window, by key.

    `organs` are the named respondents of T5, `courts` the rows of L4.
    """
    found = {**declared(vocabulary, organs, courts), "T10": t10(window.start, window.end)}
    return {key: found[key] for key in (*TABLE_KEYS, *MORE_KEYS) if key in found}


def declared(vocabulary: Vocabulary, organs: dict[int, str], courts: Iterable[str] = ()) -> dict[str, Table]:
    """The tables that are the same for every period. Not to be changed."""
    lists = tuple((name, tuple(labels.values())) for name, labels in vocabulary.lists.items())
    return _declared(lists, tuple(organs.items()), tuple(courts))


@lru_cache(maxsize=16)
def _declared(lists: Lists, named: Organs, courts: tuple[str, ...]) -> dict[str, Table]:
    """The tables are made once for the same classifications: to make them costs more than to count a small cell."""
    vocabulary = Vocabulary({name: {label.code: label for label in labels} for name, labels in lists})
    organs = dict(named)
    t3 = classified("matter", "matter", "matter_child", vocabulary, STAGE_ACCEPTED)
    t4 = classified("field", "field", "field_child", vocabulary, STAGE_ACCEPTED)
    tables = (
        T1,
        T2,
        by_class("T3", Titled("按申请事项", "By matter"), t3, SHARE_COLUMN),
        by_class("T4", Titled("按行政管理类别", "By field of administration"), t4, SHARE_COLUMN),
        t5(vocabulary, organs),
        t6(),
        T7,
        T8,
        t9(vocabulary),
        national(vocabulary),
        l1(vocabulary),
        L2,
        L3,
        l4(courts),
        B1,
        M1,
        m2(vocabulary),
        m3(vocabulary),
        d1(vocabulary),
        national(vocabulary, EXTENDED, "2023"),
    )
    return {table.key: table for table in tables}


TABLE_KEYS = (
    *("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11"),
    *("L1", "L2", "L3", "L4", "B1", "M1", "M2", "M3", "D1", "W1", "R1"),
)
"""The tables of the report."""
EXTENDED = "T11E"
MORE_KEYS = (EXTENDED,)
"""Further tables, made where they are asked for by name: T11 with the outcomes of the Act of 2023."""
