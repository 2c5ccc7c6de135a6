"""A row of an import whose record stands: what it says otherwise, tried, and done unless it is a dry run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction

from casework.actions.imported import batches
from casework.actions.imported.changing import Change, differences
from casework.actions.imported.judging import Refused, Told
from casework.actions.recording import Request, perform
from casework.errors import CaseworkError
from casework.imports.becoming.matching import apart
from casework.imports.becoming.standing import own_acts, own_row, said_anyway, unheeded
from casework.imports.becoming.telling import Run, doubtful, refused_in, remark, same_record, taken_as_recorded
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Planned
from casework.imports.rows import Line
from casework.kinds import KINDS
from casework.law.history import Done
from casework.law.names import Act
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import LawError
from casework.law.words.languages import Text


def compare(run: Run, line: Line, record: Any, own: Mapping[str, Any], history: Sequence[Done]) -> None:
    """What a row says otherwise than its record, whose own row is given: tried, and done unless it is a dry run."""
    if same_record(run, line, record.pk, str(record)):
        return
    run.meant[record.pk] = line.place
    reason = f"按导入文件第{line.row}行更正"
    try:
        told = _placed(line.acts, history)
        compared = partial(differences, run.kind, history, reason=reason, today=run.today, reading=run.reading)
        changes = compared(told)
        if changes:
            known = said_anyway(compared, _placed(own_acts(record, own, run.reading.reference), history))
            changes = compared(told, known=known)
            _doubt(run, line, own)
        if changes:
            _change(run, line, record, changes)
    except Refused as refused:
        refused_in(run, line, refused.place, refused.problem)
        return
    run.outcome.changed += bool(changes)
    run.outcome.unchanged += not changes
    _tell_unheeded(run, line, record, own, changed=bool(changes))


def _tell_unheeded(run: Run, line: Line, record: Any, own: Mapping[str, Any], *, changed: bool) -> None:
    """Tell what a row says otherwise than its record still does."""
    odd = unheeded(record, line.values, own, run.reading.reference)
    if odd and changed:
        odd = unheeded(record, line.values, own_row(record, run.own), run.reading.reference)
    for each in odd:
        remark(run, line, each.column, Text(each.zh, each.en))


def _doubt(run: Run, line: Line, own: Mapping[str, Any]) -> None:
    """Ask whether a row of a known number, which says all otherwise by which one knows a record, is that record."""
    others = [COLUMNS[run.kind][column].label for column in apart(run.kind, line.values, own)]
    if line.number and others:
        zh, en = "、".join(label.zh for label in others), ", ".join(label.en for label in others)
        said = Text(
            f"编号{line.number}已有，但{zh}都不同：是同一件吗",
            f"{line.number} stands, but {en} are all different: is it the same?",
        )
        doubtful(run, line, said)


def _placed(acts: Iterable[Planned], history: Sequence[Done]) -> list[Told]:
    """The acts of a row, each on the day on which it was recorded where the row does not say its day."""
    days = {done.act: done.on for done in history}
    return [Told(act.act, days.get(act.act, act.on) if act.assumed else act.on, act.keys) for act in acts]


def _change(run: Run, line: Line, record: Any, changes: Sequence[Change]) -> None:
    """Do what a row changes, all of it or nothing. Raises Refused for an act that cannot be."""
    odd: list[list[str]] = []
    done: list[Request] = []
    days = [record.received_on]
    with transaction.atomic():
        for change in changes:
            request, oddities = _changed(run, line, record, change)
            record = KINDS[run.kind].model.objects.select_related("organ").get(pk=record.pk)
            odd += oddities
            done.append(request)
        if run.batch is None:
            transaction.set_rollback(True)
        else:
            batches.keep_rows(run.batch, [record], [(line.row, line.digest, line.note, odd)], began=False)
    if run.tried is not None:
        run.tried.keep_acts(done)
    days += [record.received_on, *(told.on for _place, told in changes)]
    run.first = min(filter(None, [run.first, *days]))
    run.outcome.as_recorded += bool(odd)


def _changed(run: Run, line: Line, record: Any, change: Change) -> tuple[Request, list[list[str]]]:
    """Do one act, and give it as it was done; what the law alone refuses is as recorded, and told: [column, zh, en]."""
    (place, told), reading = change, run.reading
    request = Request(run.kind, told.act, told.on, told.keys, record, imported=run.batch)

    def do(asked: Request) -> Request:
        perform(asked, actor=run.actor, today=run.today, reference=reading.reference, reading=reading)
        return asked

    try:
        try:
            return do(request), []
        except ActRefused as refusal:
            if refusal.hard or told.act is Act.CORRECT:
                raise
            return do(request._replace(as_recorded=True)), [taken_as_recorded(run, line, place, refusal)]
    except (CaseworkError, ActRefused, LawError) as problem:
        raise Refused(place, problem) from None
