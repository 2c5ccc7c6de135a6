"""What the facts of a record are made of: parts that are never changed, so that whoever holds one may hand it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Self, TypeVar, get_args, get_type_hints


class Part:
    """A structure of facts. More said of it makes another, which stands for the same thing and says so (`first`)."""

    @property
    def first(self) -> Part:
        """The part as the act that brought it left it."""
        first: Part = vars(self).get("_first", self)
        return first

    def saying(self, **said: Any) -> Self:
        """The same part with some of its facts anew. Raises TypeError for a fact that it does not have."""
        known = self.__dict__
        facts = known | said
        if len(facts) > len(known):
            raise TypeError(f"{type(self).__name__} does not have {', '.join(sorted(said.keys() - known.keys()))}")
        if "_first" not in known:
            facts["_first"] = self
        other = object.__new__(type(self))
        object.__setattr__(other, "__dict__", facts)  # dataclasses.replace is many times as slow
        return other


P = TypeVar("P", bound=Part)


def mended(parts: Iterable[P], part: P, **said: Any) -> tuple[P, ...]:
    """The parts in their order, more said of one of them."""
    return tuple([one.saying(**said) if one is part else one for one in parts])


@cache
def lists_of(facts: type) -> Mapping[type, str]:
    """In which list of the facts of a kind of record parts of a type stand."""
    held = {name: get_args(hint)[:1] for name, hint in get_type_hints(facts).items()}
    return {
        args[0]: name for name, args in held.items() if args and isinstance(args[0], type) and issubclass(args[0], Part)
    }
