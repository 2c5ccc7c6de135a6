"""How a typed key is read from what a person or file gives, written into an event, and read back."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from casework.cipher import ILLEGIBLE, encrypt, shown
from casework.errors import FaultyInput, cited, named
from casework.law.documents.papers import SERVED, Paper
from casework.law.keys import Listed, Marker, Named, outward
from casework.law.names import Approval, Name, PartyKind, ServiceHow
from casework.law.reconsideration.service import ORGAN, recorded_how
from casework.models.events import EVENT_KEYS
from casework.reference import Reference, ledger_kinds
from casework.registry.annotations import fields_of, needed_of, parts_of
from casework.registry.dates import read_date, read_hour
from casework.registry.texts import NOTE_LENGTH, NUMBER_LENGTH, TEXT_LENGTH, text_of
from casework.text.folding import fold, seen
from casework.text.reading import decimal_number, whole_number
from casework.vocabulary import name_of

YES = frozenset({"true", "yes", "是", "1"})
NO = frozenset({"false", "no", "否", "0"})


@dataclass
class Reading:
    """What keys are read with: the reference data, and which case a text means to who gives it.

    `case` gives the id of a case to be taken over, `referred` that of one referred to the organ, `fellow` that of one
    that the hand reaches, `named` that of a case that a suit names, or its number unverified.
    `on` is the day of the act, on which its codes must be in force; None asks for no such thing.
    """

    reference: Reference
    case: Callable[[str, date | None], int]
    referred: Callable[[str, date | None], int]
    fellow: Callable[[str], int]
    named: Callable[[str], int | str]
    on: date | None = None


class Codec(NamedTuple):
    """`read(raw, reading, where)` gives the typed value; `dump` its JSON; `load` the typed value from that JSON.

    `past` marks a day that must have come, `days` gives those within a structure by name; `names_organ` marks a value
    that names organs, `secret` one that holds personal data, which are encrypted.
    """

    read: Callable[[Any, Reading, str], Any]
    dump: Callable[[Any], Any]
    load: Callable[[Any], Any]
    past: bool = False
    days: Callable[[Any], Iterable[tuple[str, date]]] = lambda _value: ()
    names_organ: bool = False
    secret: bool = False


def same(value: Any) -> Any:
    """The value itself."""
    return value


_text = text_of(TEXT_LENGTH)


def _secret(value: Any, reading: Reading, where: str) -> str:
    """A text that is encrypted; what stands for one that cannot be read is none."""
    text = _text(value, reading, where)
    if text == ILLEGIBLE:
        raise FaultyInput(
            f"{where}：「{text}」不是内容，写出真实的内容或留空",
            f"{where}: {text!r} is no content; write what is true, or leave it empty",
            where=where,
        )
    return text


def _birthday(value: Any, reading: Reading, where: str) -> str:
    """A day of birth, which cannot lie after the act, as ISO."""
    day = read_date(value, where)
    if reading.on is not None and day > reading.on:
        raise FaultyInput(
            f"{where}：出生日期{day}晚于办理之日{reading.on}",
            f"{where}: the day of birth {day} lies after {reading.on}, the day of the act",
            where=where,
        )
    return day.isoformat()


def _bool(value: Any, _reading: Reading, where: str) -> bool:
    if isinstance(value, bool):
        return value
    text = fold(value).lower()
    if text in YES | NO:
        return text in YES
    raise FaultyInput(
        f"{where}：「{cited(value)}」要写true或false", f"{where}: {cited(value)!r} must be true or false", where=where
    )


LARGEST = 2_000_000_000


def _int(value: Any, _reading: Reading, where: str) -> int:
    number = whole_number(value)
    if number is not None and abs(number) <= LARGEST:
        return number
    raise FaultyInput(
        f"{where}：「{cited(value)}」不是整数", f"{where}: {cited(value)!r} is no whole number", where=where
    )


def _count(value: Any, reading: Reading, where: str) -> int:
    number = _int(value, reading, where)
    if number < 1:
        raise FaultyInput(
            f"{where}：「{cited(value)}」至少为1", f"{where}: {cited(value)!r} must be 1 or more", where=where
        )
    return number


DECIMALS = 4
MOST = Decimal(10) ** 12


def read_decimal(value: Any, where: str) -> Decimal:
    """A number that is not negative, with at most four decimals. Raises FaultyInput."""
    number = decimal_number(value)
    if number is None or not Decimal(0) <= number < MOST or number != round(number, DECIMALS):
        raise FaultyInput(
            f"{where}：「{cited(value)}」要是不为负的数，至多四位小数",
            f"{where}: {cited(value)!r} must be a number of zero or more with at most four decimals",
            where=where,
        )
    return number


def _yuan(value: Any, _reading: Reading, where: str) -> Decimal:
    amount = read_decimal(value, where)
    if amount != round(amount, 2):
        raise FaultyInput(
            f"{where}：「{cited(value)}」至多两位小数",
            f"{where}: {cited(value)!r} has more than two decimals",
            where=where,
        )
    return round(amount, 2)


def _flag_or_case(value: Any, reading: Reading, where: str) -> int | str:
    if isinstance(value, bool) or fold(value).lower() in YES | NO:
        return -1 if _bool(value, reading, where) else 0
    return reading.named(str(value))


def _flag_or_organs(value: Any, reading: Reading, where: str) -> bool | tuple[int, ...]:
    if isinstance(value, bool):
        return value
    organs = value if isinstance(value, list | tuple) else [value]
    return tuple(reading.reference.organ(organ, where=where).pk for organ in organs)


def _approval(value: Any, _reading: Reading, where: str) -> str:
    if isinstance(value, bool):
        return Approval.HEAD.value if value else ""
    return name_of(Approval, value, where=where).value


def _named_party(value: Any, reading: Reading, where: str) -> Named:
    """A party by its name, and the organ of that name where there is one."""
    name = _text(value, reading, where)
    organ = reading.reference.organ_or_none(name)
    return Named(name, organ.pk if organ is not None else None)


def _ground(value: Any, reading: Reading, where: str) -> str:
    text = fold(value)
    return (
        text
        if text.isascii() and text.isdecimal() and whole_number(text) is not None
        else reading.reference.vocabulary.code("suspension_ground", text, where=where)
    )


def _party(value: Any, reading: Reading, where: str) -> str:
    """A part in the case, an organ, or a name as it was written."""
    text = fold(_text(value, reading, where))
    part = next((one.value for one in PartyKind if text in (one.value, one.zh)), "")
    organ = None if part else reading.reference.organ_or_none(text)
    return part or (f"{ORGAN}{organ.pk}" if organ is not None else text)


SHORT = "行政复议"


def _paper(value: Any, _reading: Reading, where: str) -> Paper:
    text = fold(value).removeprefix(SHORT)
    for paper in SERVED:
        if text in (paper.value, paper.zh.removeprefix(SHORT)):
            return paper
    raise named(where, where, value, [paper.value for paper in SERVED], where=where)


def _service_how(value: Any, _reading: Reading, where: str) -> str:
    return name_of(ServiceHow, fold(value).removesuffix("送达"), where=where).value


def _letter(value: Any, reading: Reading, where: str) -> int:
    """Which of the opinion letters is meant: 2, or `issue_opinion#2`."""
    return _count(value.removeprefix("issue_opinion#") if isinstance(value, str) else value, reading, where)


BATCH = re.compile(r"[0-9A-Za-z-]{1,64}")


def _batch(value: Any, _reading: Reading, where: str) -> str:
    """What cases registered together have in common; no text, so that it names nobody."""
    text = fold(value)
    if BATCH.fullmatch(text):
        return text
    raise FaultyInput(
        f"{where}：「{cited(value)}」要是1到64个字母、数字和连字符",
        f"{where}: {cited(value)!r} must be 1 to 64 letters, digits and hyphens",
        where=where,
    )


def _mapping(value: Any, _reading: Reading, where: str) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {str(key): inner for key, inner in value.items()}
    raise FaultyInput(
        f"{where}：「{cited(value)}」要写成名称和数", f"{where}: {cited(value)!r} must map names to values", where=where
    )


def _quantities(value: Any, reading: Reading, where: str) -> dict[str, Decimal]:
    return {key: read_decimal(inner, f"{where}.{key}") for key, inner in _mapping(value, reading, where).items()}


def _unit_names(value: Any, reading: Reading, where: str) -> dict[str, list[str]]:
    found = {}
    for key, inner in _mapping(value, reading, where).items():
        names = inner if isinstance(inner, list | tuple) else [inner]
        found[key] = [_text(name, reading, f"{where}.{key}") for name in names]
    return found


_DATE = Codec(lambda v, _r, w: read_date(v, w), date.isoformat, date.fromisoformat)
_DECIMAL = Codec(_yuan, str, Decimal)

MARKERS: dict[str, Codec] = {
    "organ": Codec(lambda v, r, w: r.reference.organ(v, where=w).pk, same, same, names_organ=True),
    "case": Codec(lambda v, r, _w: r.case(str(v), r.on), same, same),
    "referred": Codec(lambda v, r, _w: r.referred(str(v), r.on), same, same),
    "fellow": Codec(lambda v, r, _w: r.fellow(str(v)), same, same),
    "flag_or_case": Codec(_flag_or_case, same, same),
    "flag_or_organs": Codec(
        _flag_or_organs,
        lambda v: v if isinstance(v, bool) else list(v),
        lambda v: v if isinstance(v, bool) else tuple(v),
        names_organ=True,
    ),
    "named_party": Codec(
        _named_party, lambda v: {"name": v.name, "organ": v.organ}, lambda v: Named(str(v["name"]), v["organ"])
    ),
    "approval": Codec(_approval, same, same),
    "suspension_ground": Codec(_ground, same, same),
    "party": Codec(_party, same, same),
    "paper": Codec(_paper, lambda v: v.value, Paper),
    "service_how": Codec(_service_how, same, recorded_how),
    "letter": Codec(_letter, same, same),
    "plan": Codec(_count, same, same),
    "hour": Codec(lambda v, _r, w: read_hour(v, w), lambda v: f"{v:%H:%M}", time.fromisoformat),
    "past": _DATE._replace(past=True),
    "yuan": _DECIMAL,
    "secret": Codec(_secret, lambda v: encrypt(EVENT_KEYS, v), lambda v: shown(EVENT_KEYS, v), secret=True),
    "birthday": Codec(_birthday, lambda v: encrypt(EVENT_KEYS, v), lambda v: shown(EVENT_KEYS, v), secret=True),
    "count": Codec(_count, same, same),
    "note": Codec(text_of(NOTE_LENGTH, seen), same, same),
    "number": Codec(text_of(NUMBER_LENGTH), same, same),
    "batch": Codec(_batch, same, same),
    "ledger_kind": Codec(lambda v, r, _w: ledger_kinds().named(v, on=r.on).code, same, same),
    "quantities": Codec(
        _quantities,
        lambda v: {key: str(inner) for key, inner in v.items()},
        lambda v: {key: Decimal(inner) for key, inner in v.items()},
    ),
    "names": Codec(_unit_names, lambda v: {key: list(inner) for key, inner in v.items()}, same),
    "any": Codec(lambda v, _r, _w: v, same, same),
}

PLAIN: dict[type, Codec] = {
    bool: Codec(_bool, same, same),
    int: Codec(_int, same, same),
    str: Codec(_text, same, same),
    date: _DATE,
    Decimal: _DECIMAL,
}


@lru_cache(maxsize=256)
def codec_for(annotation: Any) -> Codec:
    """The codec of a key's annotation; `X | None` reads as X."""
    base, mark = parts_of(annotation)
    if isinstance(mark, Listed):
        return _listed(mark.name)
    if isinstance(mark, Marker):
        return MARKERS[mark.name]
    if typing.get_origin(base) is tuple:
        return _many(codec_for(typing.get_args(base)[0]))
    if dataclasses.is_dataclass(base):
        return _structure(base)
    if issubclass(base, Name):
        return Codec(lambda v, _r, w: name_of(base, v, where=w), lambda v: v.value, base)
    return PLAIN[base]


def _listed(name: str) -> Codec:
    return Codec(lambda v, r, w: r.reference.vocabulary.code(name, v, where=w, on=r.on), same, same)


def _many(inner: Codec) -> Codec:
    def read(value: Any, reading: Reading, where: str) -> tuple[Any, ...]:
        values = value if isinstance(value, list | tuple) else [value]
        return tuple(inner.read(one, reading, where) for one in values)

    return inner._replace(
        read=read,
        dump=lambda v: [inner.dump(one) for one in v],
        load=lambda v: tuple(inner.load(one) for one in v),
        days=lambda v: [day for one in v for day in inner.days(one)],
    )


def _structure(cls: Any) -> Codec:
    arguments = {outward(field.name): field.name for field in dataclasses.fields(cls)}
    inner = {key: codec_for(hint) for key, hint in fields_of(cls).items()}
    required = needed_of(cls)

    def read(value: Any, reading: Reading, where: str) -> Any:
        raw = _mapping(value, reading, where)
        refuse_unknown(raw, inner, where)
        refuse_missing(raw, required, where)
        given = {key: one for key, one in raw.items() if one is not None}
        return cls(**{arguments[key]: inner[key].read(one, reading, f"{where}.{key}") for key, one in given.items()})

    def dump(value: Any) -> dict[str, Any]:
        given = {key: getattr(value, name) for key, name in arguments.items()}
        return {key: inner[key].dump(one) for key, one in given.items() if one not in (None, "")}

    def load(stored: Any) -> Any:
        return cls(**{arguments[key]: inner[key].load(one) for key, one in stored.items()})

    past = {arguments[key]: key for key, codec in inner.items() if codec.past}
    secret = any(codec.secret for codec in inner.values())
    return Codec(read, dump, load, days=lambda v: _days_in(v, past), secret=secret)


def _days_in(value: Any, past: Mapping[str, str]) -> Iterator[tuple[str, date]]:
    """The days of a structure that must have come, with their outward names."""
    for name, key in past.items():
        day = getattr(value, name)
        if day is not None:
            yield key, day


def refuse_unknown(raw: Iterable[str], known: Mapping[str, Any], where: str) -> None:
    """Refuse a key that is not known, with the nearest that is."""
    for key in raw:
        if key not in known:
            raise named(f"{where}的键", f"key of {where}", key, known, where=key)


def refuse_missing(raw: Mapping[str, Any], required: list[str], where: str) -> None:
    """Refuse the want of a required key."""
    for key in required:
        if raw.get(key) is None or raw[key] == "":
            raise FaultyInput(f"{where}缺少「{key}」", f"{where} needs {key!r}", where=key)
