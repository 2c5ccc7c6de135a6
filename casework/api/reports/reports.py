"""The report, its tables, figures, balances and data rules: the same JSON as `manage.py report` gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from casework.api.base import JSON, Endpoint, Json, Operation, answer, etags_of, not_modified
from casework.api.openapi import schemas
from casework.api.parameters import OF_A_CHOICE, OF_A_QUESTION, Parameter, question_and_choice
from casework.api.problems import Problem
from casework.api.pulls import format_of
from casework.api.reports.files import FORM, FORMS, MEDIA, file, sent
from casework.api.reports.unchanged import report_etag, still
from casework.api.resources import PAGES
from casework.errors import named
from casework.exports.report import check_data, figure_data, head_data, report_csv, report_json, table_data
from casework.exports.rows import BYTE_ORDER_MARK
from casework.exports.statistics import figure_grid, table_grid
from casework.exports.workbook import report_xlsx, sheets_of
from casework.filters.asked import Question
from casework.integrity.rules import Result, Rule, check_records
from casework.law.names import RecordKind
from casework.law.words.languages import spoken
from casework.sealing.content import records_of, report_content
from casework.statistics.compute import Report, compute
from casework.statistics.counting.choice import NOTHING_CHOSEN
from casework.statistics.records import figure_keys
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from casework.statistics.view import checks_of, view_of

TAG = "report"
FILED = (*OF_A_QUESTION, *OF_A_CHOICE, FORM)


def _operation(
    name: str, summary: str, parameters: tuple[Parameter, ...] = FILED, description: str = ""
) -> dict[str, Operation]:
    """The one method of an address, named as its answer is; what may be asked for as a file has more media."""
    media = MEDIA if FORM in parameters else ()
    answered = schemas.ref(name.title())
    return {"get": Operation(name, summary, TAG, answered, description, parameters, conditional=True, media=media)}


class Asked(Endpoint):
    """An address that answers a question; 304 where nothing that it is counted from has changed."""

    row = "api_statistics"
    choice = NOTHING_CHOSEN

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """The answer, with an ETag that is checked before anything is counted."""
        asked = self.asked()
        question, self.choice = question_and_choice(asked, self.sight)
        form = format_of(asked, self.accepted, FORMS)
        self.refuse(**words)
        # made before counting: what is added meanwhile makes the next request count again
        more = f"{request.path} {form} {self.by_reader()} {self.choice.query()}"
        held = still(etags_of(request), question, self.sight.language, more)
        if held:
            return not_modified(held)
        etag = report_etag(question, self.sight.language, more)
        response = self.made(question, **words) if form == PAGES else self.filed(question, form, **words)
        response["ETag"] = etag
        self.records = 1
        return response

    def refuse(self, **words: Any) -> None:
        """Raises Problem for a key that is none."""

    def by_reader(self) -> str:
        """What of the reader and the day the answer differs by."""
        return ""

    def made(self, question: Question, **words: Any) -> HttpResponse:
        """The answer, counted now."""
        raise NotImplementedError

    def filed(self, question: Question, form: str, **words: Any) -> HttpResponse:
        """The same as a file, where it is one."""
        raise NotImplementedError

    def counted(self, question: Question, tables: list[str] | None) -> Report:
        """The report with these tables."""
        vocabulary = self.sight.reference.vocabulary
        scope, window = question.scope, question.window
        return compute(scope, window, vocabulary, tables=tables, basis=question.basis, choice=self.choice)


def _refuse_unknown(zh: str, en: str, key: str, known: Iterable[str]) -> None:
    """Raises Problem, a 404 with the nearest key; which keys there are is no secret."""
    keys = list(known)
    if key not in keys:
        raise Problem("not_found", faults=[named(zh, en, key, keys, where="key")])


def _named(question: Question, name: str) -> str:
    """T2-曲沃县人民政府-2024-01-01-2024-12-31: what was asked, so that files beside one another are told apart."""
    window = question.window
    return f"{name}-{question.scope.organ.name}-{window.start}-{window.end}"


class WholeReport(Asked):
    """`report/`."""

    operations = _operation(
        "report",
        "全部统计表和指标 · All tables and figures of an organ and a period",
        description="与命令 `manage.py report --format json` 逐字节相同，生成时间除外。"
        "Byte for byte what the command prints, but for `generated_at`.",
    )

    def made(self, question: Question, **words: Any) -> HttpResponse:
        """The JSON that the command prints."""
        report = self.counted(question, None)
        return HttpResponse(report_json(report, self.sight.language, timezone.localtime()), content_type=JSON)

    def filed(self, question: Question, form: str, **words: Any) -> HttpResponse:
        """The file that the command writes."""
        report = self.counted(question, sheets_of(None) if form == "xlsx" else None)
        said, tongue = self.choice.said(self.sight.language), self.sight.language
        data = report_xlsx(report, tongue, said) if form == "xlsx" else (BYTE_ORDER_MARK + report_csv(report, tongue))
        return sent(form, _named(question, "report"), data)


class Table(Asked):
    """`tables/{key}/`."""

    operations = _operation("table", "一张统计表 · One table")

    def refuse(self, **words: Any) -> None:
        """A key that is no table's."""
        _refuse_unknown("统计表", "table", words["key"], (*TABLE_KEYS, *MORE_KEYS))

    def made(self, question: Question, **words: Any) -> HttpResponse:
        """What was asked, then the table."""
        report = self.counted(question, [words["key"]])
        table = table_data(view_of(report.tables[words["key"]], self.sight.language))
        return answer(head_data(report, timezone.localtime()) | {"key": words["key"]} | table)

    def filed(self, question: Question, form: str, **words: Any) -> HttpResponse:
        """One line a row, one column a column of the table."""
        report, tongue = self.counted(question, [words["key"]]), self.sight.language
        grid = table_grid(report, words["key"], tongue, self.choice.said(tongue))
        return file(form, _named(question, words["key"]), grid)


class Figure(Asked):
    """`figures/{key}/`."""

    operations = _operation("figure", "一项指标 · One figure")

    def refuse(self, **words: Any) -> None:
        """A key that is no figure's."""
        _refuse_unknown("指标", "figure", words["key"], figure_keys())

    def made(self, question: Question, **words: Any) -> HttpResponse:
        """What was asked, then the figure."""
        report = self.counted(question, [])
        figure = figure_data(report.figures[words["key"]], self.sight.language)
        return answer(head_data(report, timezone.localtime()) | {"key": words["key"]} | figure)

    def filed(self, question: Question, form: str, **words: Any) -> HttpResponse:
        """The figure in one line."""
        figure, tongue = self.counted(question, []).figures[words["key"]], self.sight.language
        return file(form, _named(question, words["key"]), figure_grid(figure, tongue, self.choice.said(tongue)))


class Balances(Asked):
    """`balances/`."""

    operations = _operation("balances", "各表平衡关系 · The balances of all tables", OF_A_QUESTION)

    def made(self, question: Question, **words: Any) -> HttpResponse:
        """Every balance of every table, whether it holds or not."""
        report, tongue = self.counted(question, None), self.sight.language
        found = [
            {"table": key} | check_data(check)
            for key, value in report.tables.items()
            for check in checks_of(value, tongue)
        ]
        holds = all(check["holds"] for check in found)
        return answer(head_data(report, timezone.localtime()) | {"holds": holds, "balances": found})


class Rules(Asked):
    """`rules/`."""

    operations = _operation(
        "rules",
        "数据规则 · The data rules, checked over the records behind the report",
        OF_A_QUESTION,
        "`detail`只给可见姓名的人。`detail` is given only to who reads names at the organ.",
    )

    def by_reader(self) -> str:
        """What is told of a record, and the day on which it is judged."""
        return f"{self.sight.names} {self.sight.today}"

    def made(self, question: Question, **words: Any) -> HttpResponse:
        """Each rule with how many records it looked at and those that break it."""
        content = report_content(question, self.sight.reference.vocabulary)
        only = {RecordKind(kind): ids for kind, ids in records_of(content).items()}
        found = [self._said(question, *pair) for pair in check_records(self.sight.reference, self.sight.today, only)]
        head = head_data(self.counted(question, []), timezone.localtime())
        return answer(head | {"holds": not any(rule["broken"] for rule in found), "rules": found})

    def _said(self, question: Question, rule: Rule, result: Result) -> Json:
        clear = self.sight.names.covers(question.scope.organ) and not question.scope.subtree
        broken = [{"record": record, "detail": detail if clear else None} for record, detail in result.broken]
        title = spoken(rule, self.sight.language)
        return {"id": rule.id, "title": title, "checked": result.checked, "broken": broken}
