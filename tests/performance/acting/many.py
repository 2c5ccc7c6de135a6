"""Goal 8: an act on 200 ticked cases in one go, beside 200 single acts without their pages.

`python -m tests.performance.acting.many` registers cases in the busy county of DATABASE_URL and has them accepted: as
many in one go as one by one, in turns.
"""

from __future__ import annotations

import argparse
import json
from typing import Any
from uuid import uuid4

import django

if __name__ == "__main__":
    django.setup()

from casework.actions.many import Choice, perform_many, requests_for
from casework.actions.recording import Request, perform
from casework.filters.reader import Reader
from casework.law.names import Act, RecordKind, Role
from casework.models import Membership, Reconsideration
from tests.performance.acting.acts import TODAY, Doing
from tests.performance.shared.timing import Compared, in_turns

TICKED = 200
ROUNDS = 5
WARM_UP = 1
KIND = RecordKind.RECONSIDERATION


def measure(rounds: int) -> Compared:
    """Milliseconds of one act on 200 cases in one go, and of 200 single acts."""
    doing = Doing()
    for role in (Role.CLERK, Role.SUPERVISOR):
        Membership.objects.get_or_create(person=doing.actor.person, organ=doing.actor.organ, role=role.value)
    reader = Reader(doing.actor.person, TODAY)
    registering, (act, on, keys), *_later = doing.life
    waiting = []
    for _n in range(2 * TICKED * (rounds + WARM_UP)):
        doing.record = None
        doing.act(*registering)
        waiting.append(doing.record.pk)

    def ticked() -> list[Any]:
        pks = [waiting.pop() for _n in range(TICKED)]
        return list(Reconsideration.objects.filter(pk__in=pks).select_related("organ"))

    def in_one_go() -> None:
        asked = requests_for(KIND, Act.ACCEPT, on, keys, ticked())
        outcome = perform_many(asked, uuid4(), reader=reader, choice=Choice(whole=True))
        assert len(outcome.done) == TICKED

    def one_by_one() -> None:
        for record in ticked():
            request = Request(KIND, act, on, keys, record)
            perform(request, actor=doing.actor, today=TODAY, reference=doing.reference)

    return in_turns(in_one_go, one_by_one, rounds, WARM_UP)


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    print(json.dumps({"ticked": TICKED, "many": measure(min(options.rounds, ROUNDS))}))


if __name__ == "__main__":
    main()
