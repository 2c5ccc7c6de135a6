"""Every figure, table, row and column in words: what it counts, of which unit, by which basis, with its article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casework.law.words.languages import is_chinese
from casework.statistics.compute import R1, W1
from casework.statistics.conditions import Window
from casework.statistics.counting.rates import PER
from casework.statistics.figures import KNOWN
from casework.statistics.figures.alternatives import ALTERNATIVES
from casework.statistics.ledger import ADDS_UP, formula, quantity_keys, rate_keys
from casework.statistics.model import (
    COHORT,
    OWN,
    ByBasis,
    Column,
    Figure,
    Label,
    Measure,
    Row,
    Table,
)
from casework.statistics.tables import tables_of
from casework.statistics.words.articles import article_of
from casework.statistics.words.changes import CHANGES
from casework.statistics.words.wording import Wording
from casework.statistics.words.words import BASES
from casework.vocabulary import Vocabulary

A_MONTH = Window(date(2024, 1, 1), date(2024, 1, 31), date(2024, 1, 31))
"""T10 is told by one month: all are alike."""
NAMED: dict[str, tuple[str, Label]] = {
    "T5": ("organ:<id>", Label("各被申请人（不入合计）", "each respondent (outside the total)")),
    "L4": ("court:<name>", Label("各法院", "each court")),
}
"""Table -> the key and the words of the rows that the records name, defined once for all."""
HOW: dict[str, Label] = {
    "count": Label("计数", "count"),
    "sum": Label("求和", "sum"),
    "mean": Label("平均", "mean"),
    "median": Label("中位数（偶数件取中间两件的平均）", "median (of an even number the mean of the middle two)"),
    "distinct": Label("不重复计", "distinct count"),
    "share": Label("该行件数÷合计件数", "cases of the row / cases of the total"),
    "adds_up": Label("按台账规定相加", "added up as the ledger's kind says"),
}
READ_AS: dict[str, Label] = {"": BASES["own"], **BASES}


class Definition(NamedTuple):
    """One number in words; `readings` are its conditions by basis, as words beside words."""

    anchor: str
    key: str
    label: str
    unit: str
    how: str
    article: str
    readings: tuple[tuple[str, str], ...]
    note: str = ""


class Chapter(NamedTuple):
    """A table, or a family of figures, with its definitions."""

    key: str
    title: str
    note: str
    rows: tuple[Definition, ...]
    columns: tuple[Definition, ...] = ()
    checks: tuple[str, ...] = ()


def anchor_of(table: str, key: str, *, column: bool = False) -> str:
    """The place of a row or column on the page of definitions."""
    if table in NAMED:
        key = key.partition(":")[0]
    elif table == "T10" and key[:1].isdigit():
        key = "month"
    return f"{table}.{'column.' if column else ''}{key}".replace(":", ".")


def chapter_of(anchor: str) -> str:
    """The chapter in which a row, a column or a figure is defined."""
    words = anchor.split(".")
    family = words[1] if words[0] == "figure" else words[0]
    return "W1" if family == "ledger" else family


def chapters(vocabulary: Vocabulary, language: str) -> list[Chapter]:
    """All tables and figures."""
    teller = _Teller(vocabulary, language)
    tables = tables_of(vocabulary, {0: "—"}, A_MONTH, ("—",))
    found = [teller.table(table) for table in tables.values()]
    return [*found, *teller.figures(), teller.ledger(), teller.annual_report()]


class DefinitionChanged(NamedTuple):
    """A change of definition in one language: since when, which number, what is otherwise."""

    on: date
    anchor: str
    label: str
    words: str


def changes(vocabulary: Vocabulary, language: str) -> list[DefinitionChanged]:
    """The changes of definition, by day."""
    found = chapters(vocabulary, language)
    titles = {chapter.key: chapter.title for chapter in found}
    named = {row.anchor: f"{chapter.key} {row.label}" for chapter in found for row in chapter.rows} | titles
    return [DefinitionChanged(each.on, each.anchor, named[each.anchor], each.words.of(language)) for each in CHANGES]


class _Teller:
    def __init__(self, vocabulary: Vocabulary, language: str) -> None:
        self.wording = Wording(vocabulary, language)
        self.language = language

    def table(self, table: Table) -> Chapter:
        """A table with its rows, columns and identities."""
        bases = [READ_AS[basis].of(self.language) for basis in dict.fromkeys((table.basis, *table.bases))]
        basis = Label("口径", "basis").of(self.language)
        note = f"{basis}: {', '.join(bases)}. {table.definition.of(self.language)}"
        if is_chinese(self.language):
            note = f"{basis}：{'、'.join(bases)}。{table.definition.of(self.language)}"
        labels = [*[check.label for check in table.checks], *[across.label for across in table.across]]
        return Chapter(
            table.key,
            f"{table.key} {table.title.of(self.language)}",
            note,
            tuple(self._row(table, row) for row in table.rows),
            tuple(self._column(table, column) for column in table.columns),
            tuple(dict.fromkeys(label.of(self.language) for label in labels)),
        )

    def _row(self, table: Table, row: Row) -> Definition:
        label, key = row.label, row.key
        if table.key in NAMED and ":" in row.key:
            key, label = NAMED[table.key]
        elif row.days is not None:
            key, label = "YYYY-MM", Label("各月", "each month")
        return Definition(
            anchor_of(table.key, row.key),
            key,
            label.of(self.language),
            row.unit or "",
            self._how(row.measure),
            article_of(table.key, row.key),
            self._readings(row.conditions),
            Label("其中，不入合计", "part of the row before, never summed").of(self.language) if row.child else "",
        )

    def _column(self, table: Table, column: Column) -> Definition:
        heading = "" if column.heading is None else f"{column.heading.of(self.language)} "
        sets = {**column.sets} or {"": column.conditions}
        return Definition(
            anchor_of(table.key, column.key, column=True),
            column.key,
            heading + column.label.of(self.language),
            column.unit or "",
            "" if column.measure is None else self._how(column.measure),
            article_of(table.key, column.key),
            self._readings(sets),
            Label("上年同期之日", "the same days of the year before").of(self.language) if column.earlier else "",
        )

    def _how(self, measure: Measure) -> str:
        return HOW[measure.how].of(self.language)

    def _readings(self, sets: ByBasis) -> tuple[tuple[str, str], ...]:
        return tuple(
            (READ_AS[basis].of(self.language) if basis in READ_AS else OF_BASE[basis].of(self.language), words)
            for basis, conditions in sets.items()
            if (words := self.wording.of(conditions))
        )

    def figures(self) -> Iterator[Chapter]:
        """The figures by kind of record."""
        for family, label in FAMILIES.items():
            found = [self._figure(figure) for key, figure in KNOWN.items() if key.startswith(f"{family}.")]
            yield Chapter(family, label.of(self.language), "", tuple(found))

    def _figure(self, figure: Figure) -> Definition:
        family, _, name = figure.key.partition(".")
        readings = list(self._readings(figure.numerator.conditions))
        if figure.denominator is not None:
            sides = Label("分子", "numerator"), Label("分母", "denominator")
            readings = [
                (f"{side.of(self.language)} · {basis}", words)
                for side, rows in zip(sides, (figure.numerator, figure.denominator), strict=True)
                for basis, words in self._readings(rows.conditions)
            ]
        for other in ALTERNATIVES.get(figure.key, ()):
            choice = Label(f"可选分母：{other.label.zh}", f"or the denominator: {other.label.en}").of(self.language)
            readings += [
                (f"{choice} · {basis}", words) for basis, words in self._readings(other.denominator.conditions)
            ]
        how = self._how(figure.numerator.measure)
        if figure.denominator is not None:
            how = _divided(figure.unit).of(self.language)
        return Definition(
            f"figure.{figure.key}", figure.key, figure.label.of(self.language), figure.unit, how,
            article_of(family, name), tuple(readings), self._defined(figure),
        )  # fmt: skip

    def _defined(self, figure: Figure) -> str:
        """What is counted, by own dates and over the cohort."""
        said = [figure.defined(basis).of(self.language) for basis in (OWN, COHORT)]
        return ("；" if is_chinese(self.language) else "; ").join(dict.fromkeys(said))

    def ledger(self) -> Chapter:
        """W1: the quantities and rates of the work ledger."""
        found = []
        for name, (kind, quantity) in quantity_keys().items():
            label = Label(f"{kind.zh}：{quantity.zh}", f"{kind.en}: {quantity.en}")
            how = ADDS_UP[quantity.adds_up].of(self.language)
            found.append(_of_ledger(name, label.of(self.language), quantity.unit, how))
        for name, (kind, rate) in rate_keys().items():
            label = Label(f"{kind.zh}：{rate.zh}", f"{kind.en}: {rate.en}")
            how = formula(kind, rate).of(self.language)
            found.append(_of_ledger(name, label.of(self.language), "percent", how))
        note = Label("记录日期在期内的台账", "entries of the ledger dated in the period").of(self.language)
        return Chapter("W1", f"W1 {W1.title.of(self.language)}", note, tuple(found))

    def annual_report(self) -> Chapter:
        """R1, whose rows are the figures."""
        note = Label(
            "各行就是上面的指标，复议各项按期内收到的申请及其结果计",
            "its rows are the figures above, those of reconsideration over the cohort received in the period",
        )
        return Chapter("R1", f"R1 {R1.title.of(self.language)}", note.of(self.language), ())


def _divided(unit: str) -> Label:
    """How a rate is made of its two sides."""
    times = "" if PER[unit] == 1 else f"×{PER[unit]}"
    return Label(
        f"分子÷分母{times}，四舍五入到两位",
        f"numerator / denominator {times.replace('×', '× ')}".rstrip() + ", half up, two decimals",
    )


def _of_ledger(name: str, label: str, unit: str, how: str) -> Definition:
    return Definition(f"figure.ledger.{name}", f"ledger.{name}", label, unit, how, "", ())


OF_BASE = {
    "disclosed": Label("行政复议行", "rows of reconsideration"),
    "disclosed_elsewhere": Label("复议机关不在本系统登记的行", "the row of cases kept elsewhere"),
    "instances": Label("诉讼行", "rows of suits"),
}
FAMILIES = {
    "reconsideration": Label("行政复议指标", "Figures of reconsideration"),
    "litigation": Label("行政应诉指标", "Figures of litigation"),
    "mediation": Label("人民调解指标", "Figures of mediation"),
    "indicator": Label("质量指标", "Quality indicators"),
}


def statistics_markdown(vocabulary: Vocabulary) -> str:
    """docs/statistics.md: all definitions, in Chinese with their keys."""
    parts = [
        "# 统计口径 Statistics",
        "",
        "Made from `casework/statistics` by `make docs`; do not edit. 条文未写明法名的，是行政复议法（2023）。",
    ]
    for chapter in chapters(vocabulary, "zh-hans"):
        parts += ["", f"## {chapter.title}", "", chapter.note or "按自身日期或者期内收到的申请。"]
        for heading, found in (("行", chapter.rows), ("列", chapter.columns)):
            if found:
                parts += [
                    "",
                    f"| {heading} | 名称 | 单位 | 计法 | 条文 | 条件 |",
                    "| --- | --- | --- | --- | --- | --- |",
                ]
                parts += [_line(each) for each in found]
        if chapter.checks:
            parts += ["", f"核对：{'；'.join(chapter.checks)}。"]
    parts += ["", "## 口径变更", "", "| 起 | 数字 | 变更 |", "| --- | --- | --- |"]
    parts += [f"| {each.on} | `{each.anchor}` {each.label} | {each.words} |" for each in changes(vocabulary, "zh-hans")]
    return "\n".join(parts) + "\n"


def _line(definition: Definition) -> str:
    said = "<br>".join(f"{basis}：{words}" for basis, words in definition.readings)
    words = "<br>".join(part for part in (definition.note, said) if part)
    cells = (f"`{definition.key}`", definition.label, definition.unit, definition.how, definition.article, words)
    return f"| {' | '.join(cell.replace('|', '、') for cell in cells)} |"
