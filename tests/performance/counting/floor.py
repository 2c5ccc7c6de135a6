"""The floor of the report: one grouped statement a base set, written by hand for one organ, and its groups added up.

It gives every cell and figure that `compute` gives for a window whose day of the state is the last day of the period.
A group adds to each cell that it belongs to, so that no row is looked at twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from casework.law.names import CORRECTING_OUTCOMES
from casework.statistics.compute import exact
from casework.statistics.conditions import Window
from casework.statistics.model import COHORT, OWN
from casework.vocabulary import shipped_kinds

PHASES = """
SELECT kind, opened_by, closed_by, began_by = 'received', outcome, outcome_detail, procedure,
       opened_on >= {start}, closed_on <= {end}, received_on >= {start} AND received_on <= {end},
       accepted_on < {start}, superseded_on > {end}, sued_on <= {end},
       count(*), {heard}, {opinions_heard}, {committee}, {extended}, {suspended}, {converted}, {late},
       sum(days), sum(CASE WHEN days <= 30 THEN 1 ELSE 0 END), sum(CASE WHEN days <= 60 THEN 1 ELSE 0 END),
       sum(CASE WHEN days <= 90 THEN 1 ELSE 0 END), {compensation_claimed},
       sum(CASE WHEN compensation_granted > 0 THEN 1 ELSE 0 END), sum(compensation_granted)
FROM casework_phase WHERE organ_id = {organ} AND closed_on >= {start} AND opened_on <= {end}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13
"""
FLAGS = (
    "heard", "opinions_heard", "committee", "extended", "suspended", "converted", "late", "compensation_claimed",
)  # fmt: skip
ACCEPTED = """casework_phase WHERE organ_id = {organ} AND closed_on >= {start} AND opened_on >= {start}
AND opened_on <= {end} AND kind = 'review' AND opened_by = 'accepted'"""
CLASSES_BY_UNION = f"""
WITH accepted AS MATERIALIZED (
  SELECT matter, matter_child, field, field_child, respondent_class, applicant_kind, applicants FROM {ACCEPTED})
SELECT 'T3', matter, matter_child, count(*), 0 FROM accepted GROUP BY 2, 3
UNION ALL SELECT 'T4', field, field_child, count(*), 0 FROM accepted GROUP BY 2, 3
UNION ALL SELECT 'T5', respondent_class, '', count(*), 0 FROM accepted GROUP BY 2
UNION ALL SELECT 'T6', applicant_kind, '', count(*), sum(applicants) FROM accepted GROUP BY 2
"""  # a constant
CLASSES_BY_SETS = f"""
SELECT CASE WHEN grouping(matter) = 0 THEN 'T3' WHEN grouping(field) = 0 THEN 'T4'
            WHEN grouping(respondent_class) = 0 THEN 'T5' ELSE 'T6' END,
       coalesce(matter, field, respondent_class, applicant_kind), coalesce(matter_child, field_child, ''),
       count(*), sum(applicants)
FROM {ACCEPTED}
GROUP BY GROUPING SETS ((matter, matter_child), (field, field_child), (respondent_class), (applicant_kind))
"""  # a constant
RESPONDENTS = """
SELECT casework_respondent.organ_id, casework_organ.name, count(*)
FROM casework_phase JOIN casework_respondent ON casework_respondent.case_id = casework_phase.case_id
JOIN casework_organ ON casework_organ.id = casework_respondent.organ_id
WHERE casework_phase.organ_id = {organ} AND closed_on >= {start} AND opened_on >= {start} AND opened_on <= {end}
  AND casework_phase.kind = 'review' AND opened_by = 'accepted'
GROUP BY casework_respondent.organ_id, casework_organ.name
"""
ENTRIES = """
SELECT kind, "on" >= {start}, answered_on <= {end}, began_by = 'received',
       case_received_on >= {start} AND case_received_on <= {end}, count(*)
FROM casework_caseentry WHERE organ_id = {organ} AND answered_on >= {start} AND "on" <= {end}
GROUP BY 1, 2, 3, 4, 5
"""
INSTANCES = """
SELECT i.level, i.result, l.after_reconsideration, l.role, s.lost, x.standing,
       s.received_on >= {start}, s.closed_on <= {end}, i.first_heard_on >= {start} AND i.first_heard_on <= {end},
       i.litigation_id, count(*)
FROM casework_instanceside s JOIN casework_instance i ON i.id = s.instance_id
JOIN casework_litigation l ON l.id = i.litigation_id
LEFT JOIN casework_standing x ON x.side_id = s.id AND x.from_on <= {end} AND x.until_on > {end}
WHERE s.organ_id = {organ} AND s.closed_on >= {start} AND s.received_on <= {end}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
"""
MEDIATIONS = """
SELECT result, dispute_type, body_kind, source, source_child, received_on >= {start}, received_on < {start},
       concluded_on >= {start} AND concluded_on <= {end}, concluded_on > {end}, concluded_on >= {start},
       performed_on >= {start} AND performed_on <= {end},
       ruling = 'valid' AND ruled_on >= {start} AND ruled_on <= {end},
       count(*), sum(parties), sum(amount)
FROM casework_mediation
WHERE organ_id = {organ} AND voided_on IS NULL AND last_on >= {start} AND received_on <= {end}
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
"""
QUANTITIES = """
SELECT entry_kind, quantity, sum(value), max(value), count(*), sum(CASE WHEN latest = 1 THEN value ELSE 0 END)
FROM (SELECT e.entry_kind, q.quantity, q.value, row_number() OVER
        (PARTITION BY e.entry_kind, q.quantity ORDER BY e.received_on DESC, q.id DESC) AS latest
      FROM casework_ledgerquantity q JOIN casework_ledgerentry e ON e.id = q.entry_id
      WHERE e.organ_id = {organ} AND e.voided_on IS NULL AND e.received_on >= {start} AND e.received_on <= {end}) found
GROUP BY 1, 2
"""

CORRECTING = frozenset(outcome.value for outcome in CORRECTING_OUTCOMES)


class Phases(NamedTuple):
    """A group of phases: what it has in common, and its sums."""

    kind: str
    opened_by: str
    closed_by: str
    came_in: bool
    outcome: str
    detail: str
    procedure: str
    opened_within: bool
    closed_by_end: bool
    received_within: bool
    accepted_before: bool
    latest: bool
    sued: bool
    n: int
    heard: int
    opinions_heard: int
    committee: int
    extended: int
    suspended: int
    converted: int
    late: int
    days: int | None
    within_30: int
    within_60: int
    within_90: int
    claimed: int
    granted: int
    amount: Any


SUMS = (
    "heard", "opinions_heard", "committee", "extended", "suspended", "converted", "late", "within_30", "within_60",
    "within_90",
)  # fmt: skip
FIGURE_SUMS = ("heard", "extended", "suspended", "late")


class Floor:
    """The statements for one organ and window, written out once; `run` gives what they count."""

    def __init__(self, organ: int, window: Window) -> None:
        assert window.end == window.as_of
        said = {"organ": organ, "start": f"'{window.start}'", "end": f"'{window.end}'"}
        on_postgres = connection.vendor == "postgresql"
        flags = {name: f"sum({name}::int)" if on_postgres else f"sum({name})" for name in FLAGS}
        classes = CLASSES_BY_SETS if on_postgres else CLASSES_BY_UNION
        statements = (PHASES, classes, RESPONDENTS, ENTRIES, INSTANCES, MEDIATIONS, QUANTITIES)
        self.statements = [statement.format(**said, **flags) for statement in statements]

    def run(self) -> Counted:
        """All cells and figures."""
        with connection.cursor() as cursor:
            raw = cursor.cursor  # the driver's own
            groups = []
            for statement in self.statements:
                raw.execute(statement)
                groups.append(raw.fetchall())
        return Counted(groups)


class Counted:
    """The cells as (table, row, column), and the figures by basis: counts, sums and both sides of rates."""

    def __init__(self, groups: Sequence[Sequence[Any]]) -> None:
        self.cells: Counter[tuple[str, str, str]] = Counter()
        self.figures: dict[str, Counter[str]] = {OWN: Counter(), COHORT: Counter()}
        phases, classes, respondents, entries, instances, mediations, quantities = groups
        for row in phases:
            self._phase(Phases(*row))
        for table, heading, child, n, applicants in classes:
            self._class(table, heading, child, n, applicants)
        for organ, _name, n in respondents:
            self.cells["T5", f"organ:{organ}", "count"] = n
        for row in entries:
            self._entry(*row)
        self._instances(instances)
        for row in mediations:
            self._mediation(*row)
        self._quantities(quantities)

    # ---- Reconsideration

    def _phase(self, g: Phases) -> None:
        if g.kind == "intake":
            self._intake(g)
        else:
            self._review(g)
        if g.came_in and g.received_within and g.latest:
            self._cohort(g)

    def _intake(self, g: Phases) -> None:
        rows = []
        own = self.figures[OWN]
        if g.opened_within:
            rows.append(g.opened_by)
        else:
            rows.append("at_intake_start")
        if g.closed_by_end:
            rows.append(g.closed_by)
        else:
            rows.append("at_intake_end")
            own["at_intake"] += g.n
        for row in rows:
            self.cells["T1", row, "count"] += g.n
        if g.opened_within and g.opened_by == "received":
            own["received"] += g.n
        if g.closed_by_end and g.closed_by != "accepted":
            own[g.closed_by] += g.n

    def _review(self, g: Phases) -> None:
        rows = [g.opened_by if g.opened_within else "carried_over"]
        own = self.figures[OWN]
        own[rows[0]] += g.n
        if g.opened_within and g.opened_by == "accepted":
            self.cells["T8", "compensation_claimed", "value"] += g.claimed
        if not g.closed_by_end:
            rows.append("pending")
            own["pending"] += g.n
        elif g.closed_by == "concluded":
            rows += ["concluded", g.outcome]
            self._concluded(g)
        else:
            rows.append(g.closed_by)
        column = "from_carried_over" if g.accepted_before else "from_new"
        for row in rows:
            self.cells["T2", row, column] += g.n
            self.cells["T2", row, "total"] += g.n

    def _concluded(self, g: Phases) -> None:
        cells = self.cells
        cells["T7", "concluded", "value"] += g.n
        cells["T7", g.procedure, "value"] += g.n
        for name in SUMS:
            cells["T7", name, "value"] += getattr(g, name)
        cells["T8", "compensation_granted", "value"] += g.granted
        cells["T8", "compensation_amount", "value"] += g.amount
        _decided(self.figures[OWN], g)

    def _cohort(self, g: Phases) -> None:
        into = self.figures[COHORT]
        into["received"] += g.n
        if g.kind == "intake":
            into[g.closed_by if g.closed_by_end else "at_intake"] += g.n
            return
        into["accepted"] += g.n
        self.figures[OWN]["accepted_by_then"] += g.n
        if not g.closed_by_end:
            into["pending"] += g.n
        elif g.closed_by == "concluded":
            _decided(into, g)

    def _class(self, table: str, heading: str, child: str, n: int, applicants: int) -> None:
        rows = [heading, child, "total"] if child else [heading, "total"]
        for row in rows:
            self.cells[table, row, "count"] += n
            if table == "T6":
                self.cells[table, row, "applicants"] += applicants

    def _entry(self, kind: str, issued: bool, answered: bool, came_in: bool, received_within: bool, n: int) -> None:
        cells = self.cells
        if kind != "opinion":
            if issued:
                row = "recommendation_issued" if kind == "recommendation" else kind
                cells["T8", row, "value"] += n
            return
        cells["T8", "opinion_issued" if issued else "opinion_unanswered_start", "value"] += n
        cells["T8", "opinion_answered" if answered else "opinion_unanswered_end", "value"] += n
        for basis in [OWN] * bool(issued) + [COHORT] * bool(came_in and received_within):
            self.figures[basis]["opinion_issued"] += n
            self.figures[basis]["opinion_answered"] += n if answered else 0

    # ---- Litigation

    def _instances(self, groups: Sequence[Any]) -> None:
        disputes = set()
        for level, result, after, role, lost, standing, received, closed, heard, litigation, n in groups:
            rows = ["received" if received else "carried_over"]
            rows += ["closed", result] if closed else ["open"]
            for row in rows:
                self.cells["L1", row, level] += n
                self.cells["L1", row, "total"] += n
            if heard:
                self._heard(standing, n)
            if received:
                disputes.add(litigation)
                for row in ("after_reconsideration" if after else "direct", "total"):
                    self.cells["L3", row, role] += n
                    self.cells["L3", row, "total"] += n
            if closed and level == "first":
                self.figures[OWN]["first_closed"] += n
                self.figures[OWN]["lost"] += n if lost else 0
        self.figures[OWN]["disputes"] = len(disputes)

    def _heard(self, standing: str, n: int) -> None:
        cells = self.cells
        cells["L2", "heard", "count"] += n
        cells["L2", STANDING_ROWS[standing], "count"] += n
        if standing in ("chief", "deputy", "other_leader"):
            cells["L2", "attended", "count"] += n

    # ---- Mediation and ledger

    def _mediation(self, result: str, dispute: str, body: str, source: str, child: str, *sums: Any) -> None:
        received, before, concluded, is_open, open_later, performed, confirmed, *counted = sums
        rows = ["received"] * bool(received) + ["carried_over"] * bool(before and open_later)
        rows += ["concluded", result] * bool(concluded) + ["open"] * bool(is_open)
        for row in rows:
            for column, value in zip(("count", "parties", "amount"), counted, strict=True):
                self.cells["M1", row, column] += value
        own = self.figures[OWN]
        own["performed"] += counted[0] if performed else 0
        own["confirmed"] += counted[0] if confirmed else 0
        if concluded:
            for row in (dispute, "total"):
                self.cells["M2", row, "count"] += counted[0]
            for row in (body, "total"):
                for column in (source, child, "total") if child else (source, "total"):
                    self.cells["M3", row, column] += counted[0]

    def _quantities(self, groups: Sequence[Any]) -> None:
        self.quantities: dict[str, Any] = {}
        self.sums: dict[str, Any] = {}
        kinds = shipped_kinds()
        for kind, quantity, total, most, n, last in groups:
            adds_up = kinds[kind].quantities[quantity].adds_up
            values = {"sum": total, "last": last, "distinct": most, "mean": exact(total) / n}
            self.quantities[f"{kind}.{quantity}"] = values[adds_up]
            self.sums[f"{kind}.{quantity}"] = total


STANDING_ROWS = {
    "chief": "by_chief", "deputy": "by_deputy", "other_leader": "by_other_leader", "staff_only": "staff_only",
    "nobody": "nobody",
}  # fmt: skip


def _decided(into: Counter[str], g: Phases) -> None:
    into["concluded"] += g.n
    into[f"outcome.{g.outcome}"] += g.n
    into["corrected"] += g.n if g.outcome in CORRECTING else 0
    settled = g.outcome == "withdrawn" and g.detail in ("settled", "after_change")
    into["comprehensively"] += g.n if settled or g.outcome == "mediated" or g.outcome in CORRECTING else 0
    into["settlement"] += g.n if g.outcome in ("mediated", "withdrawn") else 0
    into["sued"] += g.n if g.sued else 0
    into["simplified"] += g.n if g.procedure == "simplified" else 0
    for name in FIGURE_SUMS:
        into[name] += getattr(g, name)
    into["days"] += g.days or 0
    into["compensation_cases"] += g.granted
    into["compensation_amount"] += g.amount
