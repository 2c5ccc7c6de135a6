"""What a dry run found that an import would write, kept aside until all rows are judged, then written and taken back.

Judging takes the most of the time and holds no lock; to write what tables count takes little, and is done of a file in
which nothing is wrong alone. What is kept lies in a file without a name, which is gone with the process.
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from casework.actions.imported.judging import Fresh
from casework.actions.imported.writing import counted_part, write_counted
from casework.actions.reach import Actor
from casework.actions.recording import Request, perform
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.registry.codecs import Reading

T = TypeVar("T")


class Tried:
    """The records and acts that a file would bring, in the order of its rows."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed on leaving

    def __enter__(self) -> Tried:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._file.close()

    def keep(self, fresh: Sequence[Fresh]) -> None:
        """Keep of new records what tables count."""
        pickle.dump([counted_part(each) for each in fresh], self._file, pickle.HIGHEST_PROTOCOL)

    def keep_acts(self, asked: Sequence[Request]) -> None:
        """Keep the acts on one record that stands."""
        (pk,) = {request.record.pk for request in asked}
        acts = [request._replace(record=None, imported=None) for request in asked]
        pickle.dump((pk, acts), self._file, pickle.HIGHEST_PROTOCOL)

    def _kept(self) -> Iterator[Any]:
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)  # noqa: S301  # our own, in a file that has no name
            except EOFError:
                return

    def shown(
        self,
        kind: RecordKind,
        hand: Actor,
        reading: Reading,
        today: date,
        *,
        look: Callable[[], T],
        goes_on: Callable[[], None],
    ) -> T:
        """What `look` sees once all of it is written; then it is taken back. `goes_on` is called at each part."""
        with transaction.atomic():
            for each in self._kept():
                goes_on()
                if isinstance(each, list):
                    write_counted(kind, each, actor=hand)
                else:
                    pk, acts = each
                    _do(kind, pk, acts, hand, reading, today)
            found = look()
            transaction.set_rollback(True)
        return found


def _do(kind: RecordKind, pk: int, acts: Sequence[Request], hand: Actor, reading: Reading, today: date) -> None:
    """Do acts on a record that stands, as they were done when they were tried."""
    for act in acts:
        record = KINDS[kind].model.objects.select_related("organ").get(pk=pk)
        perform(act._replace(record=record), actor=hand, today=today, reference=reading.reference, reading=reading)
