"""What a person keeps of the lists: views under a name, and the height of rows. No record is touched."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from casework.errors import FaultyInput, named
from casework.law.names import RecordKind
from casework.models import Organ, Person, SavedView

LONGEST_NAME = 40
LONGEST_QUERY = 4000
MOST_VIEWS = 50
DENSITIES = ("compact", "normal", "wide")


@transaction.atomic
def save_view(person: Person, kind: RecordKind, name: str, query: str, organ: Organ | None = None) -> SavedView:
    """Keep a list under a name, shared with the people of `organ`; an own view of that name gives way.

    Raises FaultyInput.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise FaultyInput(
            f"视图的名称要写1至{LONGEST_NAME}个字",
            f"The name of a view has 1 to {LONGEST_NAME} characters",
            where="name",
        )
    if len(query) > LONGEST_QUERY:
        raise FaultyInput("条件太长，存不成视图", "The conditions are too long for a view", where="query")
    others = SavedView.objects.filter(person=person, page=kind).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise FaultyInput(f"最多存{MOST_VIEWS}个视图，先删掉一个", f"At most {MOST_VIEWS} views; delete one first")
    view, _created = SavedView.objects.update_or_create(
        person=person, page=kind, name=name, defaults={"query": query, "organ": organ}
    )
    return view


def delete_view(person: Person, pk: int) -> bool:
    """Delete an own view; whether there was one."""
    deleted, _by_model = SavedView.objects.filter(person=person, pk=pk).delete()
    return bool(deleted)


def set_density(person: Any, density: str) -> None:
    """Keep the height of rows of lists. Raises FaultyInput."""
    if density not in DENSITIES:
        raise named("密度", "density", density, DENSITIES, where="density")
    person.density = density
    person.save(update_fields=["density"])
