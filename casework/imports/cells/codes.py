"""A word as the code that it means: by label, by what is shipped for words that people use, by rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

from django.conf import settings

from casework.errors import ActRefused, FaultyInput, cited
from casework.imports.cells.words import DENIED, HOLDING, OUTCOMES, RESULTS, Rules, held, ruled, ways
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import NOTHING, Column, Wrong
from casework.imports.ours import Words
from casework.kinds.facts import Triples, labels_of
from casework.law.names import Name, RecordKind
from casework.law.words.languages import Text
from casework.reference import Reference
from casework.text.folding import fold
from casework.vocabulary import ALIASES

YES, NO, NOTHING_SAID, PENDING = "yes", "no", "nothing", "pending"
"""Words for a flag, for a cell of which there is nothing to say, and for what is still going on, among the shipped."""


@lru_cache(maxsize=1)
def shipped_values() -> Mapping[str, Mapping[str, str]]:
    """Column -> value as people write it -> the code or label that it means (fixtures/import_values.json)."""
    found = json.loads((settings.BASE_DIR / "fixtures" / "import_values.json").read_text(encoding="utf-8"))
    return {column: {fold(said): meant for said, meant in values.items()} for column, values in found.items()}


class Codes:
    """Knows the codes of one import's words; each word is looked up once."""

    def __init__(self, kind: RecordKind, reference: Reference) -> None:
        self.kind, self.reference = kind, reference
        self.words = Words(kind, reference)
        self._kept: dict[tuple[str, str], str] = {}

    def code(self, column: Column, text: str) -> str:
        """The code of a folded text. Raises Wrong with what is allowed, the nearest first."""
        if (column.key, text) not in self._kept:
            self._kept[column.key, text] = self._code(column, text)
        return self._kept[column.key, text]

    def _code(self, column: Column, text: str) -> str:
        shipped = shipped_values().get(column.key, {})
        fault: FaultyInput | None = None
        ours = self.words.code(column.key, text)
        for way in filter(None, (ours, *ways(column.key, text))):
            for word in filter(None, (way, shipped.get(way))):
                try:
                    return self._known(column, word)
                except FaultyInput as problem:
                    fault = fault or problem
        found = ruled(self._rules(column), ways(column.key, text)) or self._held(column, text)
        if not found:
            found = self._intake(text) if self._tells_of_intake(column) else ""
        if found:
            return found
        raise wrong_of(column.key, text, fault)

    def _rules(self, column: Column) -> Rules:
        if column.key == "outcome":
            return OUTCOMES
        return RESULTS if column.key == "result" and self.kind is RecordKind.LITIGATION else ()

    def _held(self, column: Column, text: str) -> str:
        """The code of the one label, or word that is shipped for one, that a text holds; "" where it holds several."""
        if column.key not in HOLDING or not isinstance(column.codes, str) or DENIED.search(text):
            return ""
        vocabulary = self.reference.vocabulary
        labels = vocabulary.labels(column.codes).values()
        words = {fold(label.zh): label.code for label in labels if label.code != "other"}
        shipped = {word: code for word, code in shipped_values().get(column.key, {}).items() if code}
        found = held(text, words | shipped, vocabulary.parents(column.codes))
        if not found and column.codes == "matter":
            found = set(vocabulary.matters_of(text))
        return found.pop() if len(found) == 1 else ""

    def _tells_of_intake(self, column: Column) -> bool:
        """Whether a column that tells how a case ended may tell how its intake did: 不予受理."""
        return self.kind is RecordKind.RECONSIDERATION and column.key == "outcome"

    def _intake(self, text: str) -> str:
        if text.lower() in (*shipped_values()[YES], *shipped_values()[NO]):
            return ""
        try:
            return self.code(COLUMNS[self.kind]["intake"], text)
        except Wrong:
            return ""

    def _known(self, column: Column, word: str) -> str:
        codes = column.codes
        if isinstance(codes, str):
            try:
                return self.reference.vocabulary.code(codes, word, where=column.key, called=column.label)
            except ActRefused as problem:
                raise FaultyInput(problem.zh, problem.en, where=column.key) from None
        return _code_among(column, codes, word)


def _code_among(column: Column, codes: type[Name] | Triples, word: str) -> str:
    """The code of an enumeration that a word means. Raises FaultyInput with the words that are allowed."""
    if isinstance(codes, type):
        word = ALIASES.get(word, word)
    labels = labels_of(codes)
    for code, label in labels.items():
        if word in (code, fold(label.zh)):
            return code
    words = [label.zh for label in labels.values()]
    near = get_close_matches(word, words, n=1, cutoff=0.5)
    raise FaultyInput(
        f"{column.label.zh}「{cited(word)}」不存在，可用：{'、'.join(words)}",
        f"There is no {column.label.en} {cited(word)!r}; allowed: {', '.join(labels)}",
        where=column.key,
        nearest=near[0] if near else "",
    )


LIKE = 0.6
"""How alike what is offered must be: 行政拘留 is not 行政赔偿 misspelt."""


def wrong_of(column: str, value: object, fault: FaultyInput | None) -> Wrong:
    """A refused value as the fault says it: what is wrong, and what is allowed with the nearest first."""
    if fault is None:
        return Wrong(column, value, Text("不能用", "cannot be used"))
    said, allowed = in_words(fault)
    alike = SequenceMatcher(None, str(value), fault.nearest).ratio() >= LIKE
    return Wrong(column, value, said, allowed, fault.nearest if alike else "")


def in_words(fault: FaultyInput) -> tuple[Text, Text]:
    """What is wrong and what is allowed, by the labels that people read where the fault has them, else by its codes."""
    zh, sign, allowed_zh = fault.short.zh.partition("，可选：")
    en, _sign, allowed_en = fault.short.en.partition("; to choose: ")
    if not sign:
        zh, _sign, allowed_zh = fault.zh.partition("，可用：")
        en, _sign, allowed_en = fault.en.partition("; allowed: ")
    return Text(zh, en), Text(allowed_zh, allowed_en) if allowed_en else NOTHING
