"""What changed since a pull: a copy kept by pulls alone equals what the reader sees, whoever writes meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from casework.errors import FaultyInput, Outdated
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, Resource, records
from casework.filters import changes
from casework.filters.changes import Mark
from casework.law.names import RecordKind
from casework.models import Event, FormerName, Organ
from casework.permissions import Reach
from casework.web.shell.access import Visit
from config import environment
from tests.factories import TODAY, Office, fresh
from tests.lives import Lives

EVERYTHING = Reach(everything=True)
OF_RECORDS = tuple(resource for resource in RESOURCES.values() if resource.kind is not None)
WRITERS = 4
ACTS_OF_A_LIFE = 4
WRITES = 8 * environment.number("CASEWORK_TRIALS")


class Copy:
    """One resource as a program keeps it: a pull at a time, and nothing but what pulls give."""

    def __init__(self, resource: Resource, reach: Reach) -> None:
        self.resource, self.reach = resource, reach
        self.rows: dict[int, dict[str, Any]] = {}
        self.mark: Mark | None = None
        self.deleted: set[int] = set()

    def seen(self) -> Any:
        """All that the reader sees now."""
        return self.resource.model.objects.within(self.reach).filter(voided_on__isnull=True)

    def read(self, rows: Any) -> dict[int, dict[str, Any]]:
        """Rows by id."""
        return {row["id"]: row for row in records(self.resource, rows, RowReading(EVERYTHING))}

    def pull(self, page: int = 7) -> None:
        """Pull whole, or what changed, by small pages; each page is read at its own moment."""
        mark, last = changes.present(), 0
        model = self.resource.model
        while True:
            if self.mark is None:
                found = self.read(self.seen().filter(pk__gt=last).order_by("pk")[:page])
                ids = list(found)
            else:
                kind: Any = self.resource.kind
                changed = changes.changed(kind, self.mark, self.reach).filter(pk__gt=last)
                ids = list(changed.order_by("pk").values_list("pk", flat=True)[:page])
                found = self.read(self.seen().filter(pk__in=ids))
            for pk in ids:
                if pk in found:
                    self.rows[pk] = found[pk]
                else:
                    self.deleted.add(pk)
                    self.rows.pop(pk, None)
            if len(ids) < page:
                break
            last = ids[-1]
        assert model.objects.filter(pk__in=self.rows).count() == len(self.rows)
        self.mark = mark

    def truth(self) -> dict[int, dict[str, Any]]:
        """What the database holds."""
        return self.read(self.seen())


@pytest.fixture
def shared(transactional_db: None) -> Office:
    return Office()


@pytest.mark.parametrize("reach", ["all", "county"])
def test_after_any_act_of_any_life_the_pulls_have_brought_all_that_changed(shared, reach):
    """No fact of any resource changes without a pull that gives it: links between records and voiding included."""
    limits = {"all": EVERYTHING, "county": Reach(under=(shared["甲县"].path,))}
    copies = [Copy(resource, limits[reach]) for resource in OF_RECORDS]
    checked = []

    def pulled() -> None:
        for copy in copies:
            copy.pull()
            assert copy.rows == copy.truth(), copy.resource.key
        checked.append(len(copies[0].rows))

    pulled()
    Lives(shared, 7).play(pulled, cases=16, suits=12, mediations=3, entries=3)
    assert len(checked) > 30


def test_a_case_and_a_dispute_that_name_each_other_are_given_when_either_changes(shared):
    cases, suits = (Copy(RESOURCES[key], EVERYTHING) for key in ("reconsiderations", "litigations"))
    first, second = shared.conclude("2024-02-01"), shared.conclude("2024-02-02")
    suit = shared.sue("2024-04-02", after_reconsideration=first.number)
    cases.pull(), suits.pull()
    shared.do(suit, "correct", "2024-04-10", fact="after_reconsideration", value=second.number, reason="录错")
    cases.pull(), suits.pull()
    assert (cases.rows, suits.rows) == (cases.truth(), suits.truth())
    assert [bool(cases.rows[case.pk]["sued_on"]) for case in (first, second)] == [False, True]
    shared.do(
        fresh(second), "correct", "2024-04-11", fact="register#1.number", value="甲政复〔2024〕909号", reason="录错"
    )
    suits.pull()
    assert suits.rows[suit.pk]["reconsideration"] == "甲政复〔2024〕909号"


def test_what_is_voided_or_left_by_a_correction_of_its_defendants_is_given_as_deleted(shared):
    reach = Reach(own=frozenset({shared["乙县"].pk}))
    theirs, ours = Copy(RESOURCES["litigations"], reach), Copy(RESOURCES["reconsiderations"], EVERYTHING)
    suit = shared.sue(defendants=["甲县人民政府", "乙县人民政府"])
    other, case = shared.sue(court_number="（2024）测01行初9号"), shared.register()
    theirs.pull(), ours.pull()
    assert (list(theirs.rows), list(ours.rows)) == ([suit.pk], [case.pk])
    shared.do(suit, "correct", "2024-05-10", fact="defendants", value=["甲县人民政府"], reason="录错")
    shared.do(other, "correct", "2024-05-10", fact="cause", value="other", reason="录错")
    shared.do(case, "void", "2024-05-10", reason="重复录入")
    theirs.pull(), ours.pull()
    assert (theirs.rows, theirs.deleted) == ({}, {suit.pk})
    assert (ours.rows, ours.deleted) == ({}, {case.pk})


def test_a_program_is_never_told_of_a_record_that_its_reader_never_saw(shared):
    reach = Reach(own=frozenset({shared["乙县"].pk}))
    mark = changes.present()
    case, suit = shared.register(), shared.sue()
    shared.do(case, "void", "2024-05-10", reason="重复录入")
    shared.do(suit, "correct", "2024-05-10", fact="defendants", value=["甲县公安局"], reason="录错")
    for kind in RecordKind:
        assert list(changes.changed(kind, mark, reach)) == []


# ---- Many writers ----


def one_life(office: Office, kind: RecordKind) -> int:
    """A record with a few acts; gives how many events were written."""
    if kind is RecordKind.MEDIATION:
        record = office.do(office.mediation(), "conclude", "2024-05-20", result="succeeded", form="oral")
        office.do(record, "perform", "2024-05-21")
        return 3
    case = office.accept("2024-03-01")
    case = office.do(case, "assign", "2024-03-04", handlers=["李某", "王某"])
    if case.pk % 5 == 0:
        office.do(case, "void", "2024-03-05", reason="重复录入")
    else:
        office.do(case, "conclude", "2024-03-20", outcome="uphold")
    return ACTS_OF_A_LIFE


def written_at_once(office: Office, copies: list[Copy], writes: int) -> int:
    """So many events by several writers in transactions that overlap, and pulls all the while; how many were pulled."""
    done, gate, pulls = threading.Event(), threading.Barrier(WRITERS + 1, timeout=60), 0

    def write(n: int) -> int:
        written = 0
        try:
            gate.wait()
            while written < writes / WRITERS:
                written += one_life(office, RecordKind.MEDIATION if written % 3 else RecordKind.RECONSIDERATION)
        finally:
            connections.close_all()
        return written

    def pull() -> int:
        many = 0
        try:
            gate.wait()
            while not done.is_set():
                for copy in copies:
                    copy.pull(page=50)
                many += 1
        finally:
            connections.close_all()
        return many

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        puller = pool.submit(pull)
        writers = [pool.submit(write, n) for n in range(WRITERS)]
        try:
            total = sum(writer.result() for writer in writers)
        finally:
            done.set()
        pulls = puller.result()
    assert total >= writes
    return pulls


def test_a_copy_pulled_while_many_write_ends_equal_to_the_database(shared):
    copies = [Copy(RESOURCES[key], EVERYTHING) for key in ("reconsiderations", "mediations")]
    assert written_at_once(shared, copies, WRITES) > 1
    for copy in copies:
        copy.pull()
        assert copy.rows == copy.truth()
        assert len(copy.rows) > 0
    assert Event.objects.count() >= WRITES


def test_a_change_whose_transaction_commits_after_a_later_one_is_not_passed_over(shared):
    """On PostgreSQL the first to take an id may be the last to commit; on SQLite the second waits for the first."""
    if connection.vendor != "postgresql":
        first, second = shared.register(), shared.register()
        assert first.pk < second.pk
        return
    copy = Copy(RESOURCES["reconsiderations"], EVERYTHING)
    written, pulled = threading.Event(), threading.Event()

    def slow() -> int:
        try:
            with transaction.atomic():
                pk = int(shared.register(actor=shared.actor("乙县")).pk)
                written.set()
                assert pulled.wait(30)
            return pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(slow)
        assert written.wait(30)
        early = shared.register()
        copy.pull()
        pulled.set()
        pk = late.result()
    assert (pk in copy.rows, early.pk in copy.rows) == (False, True)
    copy.pull()
    assert pk in copy.rows


# ---- Tokens ----


def test_a_token_is_refused_where_it_is_forged_or_asked_of_another_list(office, personas):
    visit = Visit(personas.clerk, TODAY)
    ground = changes.ground_of(visit, visit.names)
    token = changes.token_of(changes.present(), "reconsiderations", ground)
    assert changes.read_token(token, "reconsiderations", ground).text()
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    for bad, question in ((forged, "reconsiderations"), ("x", "x"), (token, "mediations")):
        with pytest.raises(FaultyInput) as problem:
            changes.read_token(bad, question, ground)
        assert problem.value.where == "updated_since"


def moved_sight(office: Office, personas: Any) -> None:
    personas.clerk.memberships.create(organ=office["乙县"], role="clerk")
    del personas.clerk._memberships


def moved_names(office: Office, personas: Any) -> None:
    Organ.objects.filter(pk=office["甲局"].pk).update(name="甲县公安分局")
    FormerName.objects.create(organ=office["甲局"], name="甲县公安局")


@pytest.mark.parametrize("move", [moved_sight, moved_names])
def test_where_sight_or_the_name_of_an_organ_has_changed_the_list_is_pulled_whole(office, personas, move):
    office.register()
    before = Visit(personas.clerk, TODAY)
    token = changes.token_of(changes.present(), "q", changes.ground_of(before, before.names))
    move(office, personas)
    after = Visit(personas.clerk, TODAY)
    with pytest.raises(Outdated):
        changes.read_token(token, "q", changes.ground_of(after, after.names))


@pytest.mark.parametrize("change", [{"at": 10**15}, {"event": 10**9}, {"recorded": "2001-01-01T00:00:00+00:00"}])
def test_a_token_of_a_database_that_was_restored_is_of_no_use(office, change: dict[str, Any]):
    office.register()
    mark = changes.present()._replace(**change)
    with pytest.raises(Outdated):
        changes.read_token(changes.token_of(mark, "q", "g"), "q", "g")


def test_a_mark_reads_as_it_was_written(office):
    for mark in (changes.present(), Mark(5, 0, "", 2)):
        assert changes.mark_of(mark.text()) == mark
