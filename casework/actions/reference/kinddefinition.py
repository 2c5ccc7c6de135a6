"""台账种类 as it is typed: read into a kind whose labels, codes, units and rates fit together, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from casework.errors import FaultyInput, Gathered, cited, inverted, named
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models.reference.ledger import MOST_DECIMALS
from casework.text.folding import alike, fold, one_line
from casework.text.reading import whole_number
from casework.vocabulary import LedgerKind, LedgerKinds, QuantityKind, RateKind

LONGEST_ZH, LONGEST_EN, LONGEST_UNIT = 60, 160, 20
LONGEST_CODE, LONGEST_KIND = 32, 48
MOST_QUANTITIES, MOST_RATES = 12, 6
CODE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
TAKEN = frozenset({"new", "total"})
"""Codes that addresses and tables use already."""
MARKS = re.compile(r"[{}\[\]|~=:：]")
"""What stands around figures in the text of a yearly report."""
ADDING: dict[str, Text] = {
    "sum": Text("各条相加", "all entries are added"),
    "last": Text("取各机关最近一条再相加", "the latest entry of each organ, added"),
    "distinct": Text("不重复计", "different units, each once"),
    "mean": Text("各条平均", "the mean of all entries"),
}
"""How a quantity may add up, in the words that are chosen from."""
ONE = QuantityKind("count", "件数", "number", "item", "件", 0, "sum")
"""The quantity of a kind of which each entry is one thing, where none is named."""


class WantedQuantity(NamedTuple):
    """A quantity as it was typed; `part_of` is the label or code of another one."""

    zh: str = ""
    en: str = ""
    code: str = ""
    unit_zh: str = ""
    unit: str = ""
    decimals: str = "0"
    adds_up: str = "sum"
    part_of: str = ""


class WantedRate(NamedTuple):
    """A rate as it was typed, of labels or codes of quantities: (`over` − `less`) ÷ `under`."""

    zh: str = ""
    en: str = ""
    code: str = ""
    over: str = ""
    less: str = ""
    under: str = ""


class WantedKind(NamedTuple):
    """A kind as it was typed; an empty code is made of the English label."""

    zh: str
    en: str
    code: str = ""
    quantities: Sequence[WantedQuantity] = ()
    rates: Sequence[WantedRate] = ()
    single: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    subjects: tuple[str, ...] = ()


def read_kind(wanted: WantedKind, others: LedgerKinds) -> LedgerKind:
    """The kind that was typed, beside the others of the site.

    Raises FaultyInput with all that is wrong, each at its field: `zh`, `quantities-0-unit_zh`, `rates-0-over` …
    """
    gathered = Gathered()
    zh, en, code = _names(wanted, "", LONGEST_KIND, gathered)
    _once(gathered, zh, code, [(each.zh, each.code) for each in others.values()], "")
    if alike(zh) in {alike(kind.zh) for kind in RecordKind}:
        gathered.faults.append(_fault("zh", f"「{zh}」是案件的种类，不能作台账种类", f"{zh!r} is a kind of case"))
    quantities = _quantities(wanted, gathered)
    parts = _parts(wanted, quantities, gathered)
    rates = _rates(wanted, quantities, gathered)
    if (fault := inverted(wanted.valid_from, wanted.valid_to, where="valid_to")) is not None:
        gathered.faults.append(fault)
    gathered.refuse()
    return LedgerKind(
        code, zh, en, {each.code: each for each in quantities}, tuple(rates), wanted.subjects, tuple(parts),
        wanted.single, wanted.valid_from, wanted.valid_to,
    )  # fmt: skip


def _fault(where: str, zh: str, en: str) -> FaultyInput:
    return FaultyInput(zh, en, where=where)


Named = WantedKind | WantedQuantity | WantedRate


def _names(wanted: Named, at: str, longest: int, gathered: Gathered) -> tuple[str, str, str]:
    """Both labels and the code; what cannot be is refused at its field."""
    zh = gathered.read(read_label, wanted.zh, f"{at}zh", LONGEST_ZH) or ""
    en = gathered.read(read_label, wanted.en, f"{at}en", LONGEST_EN) or ""
    code = gathered.read(_code, wanted.code or snake(en, longest), f"{at}code", longest) if wanted.code or en else ""
    return zh, en, code or ""


def read_label(typed: str, where: str, longest: int) -> str:
    """A label as it is kept. Raises FaultyInput for an empty one, one too long, or one with a sign of reports."""
    text = one_line(typed)
    if not text:
        raise _fault(where, "名称没有填写，或者只有空格", "The label is empty, or nothing but space")
    if len(text) > longest:
        raise _fault(
            where,
            f"「{cited(text)}」有{len(text)}字，至多{longest}字",
            f"{cited(text)!r} has {len(text)} characters; at most {longest}",
        )
    found = MARKS.search(text)
    if found is not None:
        raise _fault(
            where, f"「{cited(text)}」里不能有{found[0]}：报告用它标出数字",
            f"{cited(text)!r} may not have {found[0]}, with which reports mark their figures",
        )  # fmt: skip
    return text


def snake(text: str, longest: int) -> str:
    """A code made of an English label: letters gone on strike gives letters_gone_on_strike."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold())[: longest + 1].strip("_")[:longest]


def _code(typed: str, where: str, longest: int) -> str:
    text = fold(typed)
    if CODE.fullmatch(text) is None or text in TAKEN or len(text) > longest:
        raise _fault(
            where,
            f"代码「{cited(text)}」要由小写字母、数字和下划线组成，以字母开头，至多{longest}个，且不能是{'、'.join(sorted(TAKEN))}",
            f"The code {cited(text)!r} must be of small letters, digits and underscores, begin with a letter, have at"
            f" most {longest} of them and not be {', '.join(sorted(TAKEN))}",
        )
    return text


def _once(gathered: Gathered, zh: str, code: str, others: Iterable[tuple[str, str]], at: str) -> None:
    """Refuse a label or a code that another one bears."""
    for other_zh, other in others:
        if code and code.casefold() == other.casefold():
            said = f"代码「{code}」已由「{other_zh}」使用", f"The code {code!r} is in use: {other_zh}"
            gathered.faults.append(_fault(f"{at}code", *said))
        elif zh and alike(zh) in (alike(other_zh), alike(other)):
            said = f"名称「{zh}」已经使用（{other}）", f"The label {zh!r} is in use ({other})"
            gathered.faults.append(_fault(f"{at}zh", *said))


# ---- Quantities ----------------------------------------------------------------------------------------------------


def _quantities(wanted: WantedKind, gathered: Gathered) -> list[QuantityKind]:
    if wanted.single and not wanted.quantities:
        return [ONE]
    found: list[QuantityKind] = []
    for n, each in enumerate(wanted.quantities):
        read = _quantity(each, f"quantities-{n}-", gathered)
        _once(gathered, read.zh, read.code, [(x.zh, x.code) for x in found], f"quantities-{n}-")
        found.append(read)
    if not 0 < len(found) <= MOST_QUANTITIES:
        gathered.faults.append(
            _fault(
                "quantities",
                f"有{len(found)}个数量，要有1至{MOST_QUANTITIES}个",
                f"There are {len(found)} quantities; 1 to {MOST_QUANTITIES} are needed",
            )
        )
    elif wanted.single and [(each.decimals, each.adds_up) for each in found] != [(0, "sum")]:
        gathered.faults.append(
            _fault(
                "single",
                "每条就是一件的种类只有一个数量，没有小数，各条相加",
                "A kind whose entries are one thing each has one quantity, without decimals, that is summed",
            )
        )
    return found


def _quantity(wanted: WantedQuantity, at: str, gathered: Gathered) -> QuantityKind:
    zh, en, code = _names(wanted, at, LONGEST_CODE, gathered)
    unit_zh = gathered.read(read_label, wanted.unit_zh, f"{at}unit_zh", LONGEST_UNIT) or ""
    unit = gathered.read(_unit, wanted.unit, f"{at}unit") or ""
    decimals = gathered.read(_decimals, wanted.decimals, f"{at}decimals") or 0
    return QuantityKind(
        code, zh, en, unit, unit_zh, decimals, gathered.read(_adding, wanted.adds_up, f"{at}adds_up") or ""
    )


def _unit(typed: str, where: str) -> str:
    return _code(snake(read_label(typed, where, LONGEST_KIND), LONGEST_KIND), where, LONGEST_KIND)


def _decimals(typed: str, where: str) -> int:
    number = whole_number(fold(typed))
    if number is None or not 0 <= number <= MOST_DECIMALS:
        raise _fault(
            where,
            f"小数位数「{cited(typed)}」要是0至{MOST_DECIMALS}的整数",
            f"The number of decimals {cited(typed)!r} must be a whole number of 0 to {MOST_DECIMALS}",
        )
    return number


def _adding(typed: str, where: str) -> str:
    text = fold(typed)
    for code, words in ADDING.items():
        if text in (code, fold(words.zh), fold(words.en)):
            return code
    raise named("汇总办法", "way to add up", typed, ADDING, where=where, words=ADDING.values())


def _meant(typed: str, quantities: Sequence[QuantityKind], where: str) -> str:
    """The code of a quantity for its code or label. Raises FaultyInput that names those that there are."""
    text = alike(typed)
    for each in quantities:
        if text in (alike(each.code), alike(each.zh), alike(each.en)):
            return each.code
    raise named("数量", "quantity", one_line(typed), [each.zh for each in quantities], where=where)


def _parts(wanted: WantedKind, quantities: Sequence[QuantityKind], gathered: Gathered) -> list[tuple[str, str]]:
    """(part, whole) for each quantity that is part of another."""
    whole_of: dict[str, str] = {}
    for n, (typed, mine) in enumerate(zip(wanted.quantities, quantities, strict=False)):
        where = f"quantities-{n}-part_of"
        whole = gathered.read(_meant, typed.part_of, quantities, where) if typed.part_of.strip() else None
        if whole is not None and _leads_back(whole, mine.code, whole_of):
            gathered.faults.append(
                _fault(where, f"「{mine.zh}」不能是它自己的一部分", f"{mine.en} cannot be part of itself")
            )
        elif whole is not None:
            whole_of[mine.code] = whole
    return list(whole_of.items())


def _leads_back(whole: str, part: str, whole_of: dict[str, str]) -> bool:
    while whole != part and whole in whole_of:
        whole = whole_of[whole]
    return whole == part


# ---- Rates ---------------------------------------------------------------------------------------------------------


def _rates(wanted: WantedKind, quantities: Sequence[QuantityKind], gathered: Gathered) -> list[RateKind]:
    found: list[RateKind] = []
    for n, each in enumerate(wanted.rates):
        at = f"rates-{n}-"
        zh, en, code = _names(each, at, LONGEST_CODE, gathered)
        others = [(x.zh, x.code) for x in quantities] + [(x.zh, x.code) for x in found]
        _once(gathered, zh, code, others, at)
        sides = [
            gathered.read(_meant, typed, quantities, f"{at}{name}") if typed.strip() or name != "less" else ""
            for name, typed in (("over", each.over), ("less", each.less), ("under", each.under))
        ]
        over, less, under = (side or "" for side in sides)
        if over and (over == less or (over == under and not less)):
            gathered.faults.append(
                _fault(
                    f"{at}over",
                    f"比率「{zh}」拿一个数量和它自己相比",
                    f"The rate {en!r} takes a quantity over itself",
                )
            )
        found.append(RateKind(code, zh, en, f"{over}-{less}" if less else over, under))
    if len(found) > MOST_RATES:
        said = f"有{len(found)}个比率，至多{MOST_RATES}个", f"There are {len(found)} rates; at most {MOST_RATES}"
        gathered.faults.append(_fault("rates", *said))
    return found
