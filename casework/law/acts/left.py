"""The documents that acts leave in the file of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.law.acts import RULES
from casework.law.documents.papers import Author, Paper
from casework.law.names import Act, AgreementForm, MediationResult, Outcome, RecordKind, ReferKind

BY_VALUE: dict[tuple[RecordKind, Act], tuple[str, dict[str, Paper | None]]] = {
    (RecordKind.RECONSIDERATION, Act.REFER): ("how", {ReferKind.SENT: Paper.SENDING_ON}),
    **{
        (kind, Act.CONCLUDE): (
            "outcome",
            {
                Outcome.DISMISS_APPLICATION: Paper.DISMISSAL,
                Outcome.WITHDRAWN: Paper.TERMINATION,
                Outcome.TERMINATED: Paper.TERMINATION,
                Outcome.MEDIATED: Paper.MEDIATION_LETTER,
            },
        )
        for kind in (RecordKind.RECONSIDERATION, RecordKind.RESPONDENT)
    },
    # 行政诉讼法 art. 51, 58, 62, 最高法院解释 art. 101: what is not judged on its merits is ruled on
    (RecordKind.LITIGATION, Act.CLOSE_INSTANCE): (
        "result",
        {
            "not_docketed": Paper.RULING,
            "suit_dismissed": Paper.RULING,
            "withdrawn_voluntary": Paper.RULING,
            "withdrawn_after_change": Paper.RULING,
            "deemed_withdrawn": Paper.RULING,
            "transferred": Paper.RULING,
            "ended": Paper.RULING,
            "mediated": Paper.COURT_MEDIATION,
        },
    ),
    (RecordKind.MEDIATION, Act.CONCLUDE): (
        "result",
        {MediationResult.FAILED: None, MediationResult.WITHDRAWN: None, MediationResult.TERMINATED: None},
    ),
}
"""Kind and act -> the key that decides, and the values under which another document, or none, is left."""


def left_by(kind: RecordKind, act: Act, keys: Mapping[str, Any]) -> tuple[Paper, Author] | None:
    """The document that an act left and who made it; None for an act that leaves none. `keys` are as recorded."""
    rule = RULES[kind][act]
    key, others = BY_VALUE.get((kind, act), ("", {}))
    found = others.get(str(keys.get(key, "")), rule.paper)
    if found is Paper.AGREEMENT and keys.get("form") == AgreementForm.ORAL:
        found = Paper.ORAL_AGREEMENT
    return None if found is None else (found, rule.by)
