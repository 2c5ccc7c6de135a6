"""The yearly report as it is written: the only writer of its drafts. Each either does all that it says or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import IntegrityError, transaction

from casework.actions.reach import Actor
from casework.actions.reports.sealing import acting, let_no_act_in, refuse_future
from casework.actions.reports.yearly import asked_by
from casework.documents.edition import EDITION, EDITIONS, STYLES, Block, Level
from casework.documents.figures import counted, known, stored, styles_of
from casework.documents.language import parse
from casework.documents.marking import typed_over
from casework.documents.report import Paper, in_keys, names, question_of
from casework.errors import FaultyInput, NotPermitted, StaleVersion, named
from casework.exports.workbook import sheets_of
from casework.filters.asked import Question
from casework.models import AnnualDraft, Organ, Person
from casework.permissions import DRAFTS, READS_SUBTREE
from casework.reference import Reference
from casework.statistics.compute import DEFINITIONS
from casework.statistics.kept import as_kept

LONGEST_HEADING, LONGEST_TEXT = 200, 10_000
ZH, EN = "编写年度报告", "Writing the yearly report"


class When(NamedTuple):
    """The day and the time of an action, and the reference data."""

    today: date
    now: datetime
    reference: Reference


class Written(NamedTuple):
    """A block as a person wrote it: figures by name or key, print style by figure, whether zeros are printed."""

    heading: str
    text: str
    styles: Mapping[str, str]
    keep_zeros: bool


def open_draft(question: Question, *, actor: Actor, when: When) -> AnnualDraft:
    """A draft for a question with its figures as they count now; where there is one already, that one.

    Raises NotPermitted and FaultyInput (a period in the future).
    """
    person = _writer(actor, question.scope.organ, subtree=question.scope.subtree)
    refuse_future(question.window, when.today)
    asked = asked_by(question)
    found: AnnualDraft | None = AnnualDraft.objects.filter(**asked).first()
    if found is not None:
        return found
    draft = AnnualDraft(**asked, edition=EDITION, made_by=person)
    try:
        with transaction.atomic():
            _take(draft, when)
            return _changed(draft, person, when)
    except IntegrityError:  # the same, asked twice at once
        made: AnnualDraft = AnnualDraft.objects.get(**asked)
        return made


def write_block(draft: AnnualDraft, key: str, written: Written, *, actor: Actor, when: When) -> AnnualDraft:
    """Write a block anew; what is as the edition has it is not kept, a number typed over a figure is with the figure.

    Raises FaultyInput (a figure that there is none of, brackets, a style, too long), NotPermitted, StaleVersion.
    """
    person = _writer(actor, draft.organ, subtree=draft.subtree)
    block = _block(draft, key)
    said = {"heading": _line(written.heading), "text": _lines(written.text)}
    _refuse_unreadable(block, said)
    for figure, style in written.styles.items():
        _refuse_style(figure, style)
    with transaction.atomic():
        mine = _locked(draft)
        before = dict(zip(("heading", "text"), Paper(mine).said(key), strict=True))
        said = {name: typed_over(getattr(block, name), typed_over(before[name], new)) for name, new in said.items()}
        own = {name: text for name, text in said.items() if text != getattr(block, name)}
        mine.texts = {each: text for each, text in mine.texts.items() if each != key} | ({key: own} if own else {})
        mine.styles = {**mine.styles, **written.styles}
        mine.styles = {each: style for each, style in mine.styles.items() if style != STYLES.get(each, "exact")}
        mine.zeros = sorted({*mine.zeros, key} if written.keep_zeros else {*mine.zeros} - {key})
        return _changed(mine, person, when)


def adopt(draft: AnnualDraft, *, actor: Actor, when: When) -> AnnualDraft:
    """Take all figures of both years and all tables anew, so that the report stays of one moment.

    Raises NotPermitted and StaleVersion.
    """
    person = _writer(actor, draft.organ, subtree=draft.subtree)
    with transaction.atomic():
        mine = _locked(draft)
        _take(mine, when)
        return _changed(mine, person, when)


def discard_draft(draft: AnnualDraft, *, actor: Actor) -> None:
    """Throw a draft away. Raises NotPermitted and StaleVersion."""
    _writer(actor, draft.organ, subtree=draft.subtree)
    with transaction.atomic():
        _locked(draft).delete()


def _writer(actor: Actor, organ: Organ, *, subtree: bool) -> Person:
    person = acting(actor, organ, DRAFTS, ZH, EN)
    if subtree and not actor.roles & READS_SUBTREE:
        raise NotPermitted(
            f"{ZH}（含下级）由看得到下级的人办理", f"{EN} with all below it is for those who read all below it"
        )
    return person


def _locked(draft: AnnualDraft) -> AnnualDraft:
    """The draft as it stands, kept from others until the transaction ends. Raises StaleVersion."""
    found: AnnualDraft | None = (
        AnnualDraft.objects.select_for_update(of=("self",)).select_related("organ").filter(pk=draft.pk).first()
    )
    if found is None:
        raise StaleVersion("没有保存：草稿已经删除", "Not saved: the draft has been thrown away")
    if found.version != draft.version:
        raise StaleVersion(
            f"没有保存：{found.changed_by}在你打开以后改了草稿，先看现在的文字",
            f"Not saved: {found.changed_by} changed the draft since you opened it; look at its present text first",
        )
    return found


def _take(draft: AnnualDraft, when: When) -> None:
    let_no_act_in()
    taken = counted(question_of(draft), when.reference.vocabulary, when.today, sheets_of(None))
    draft.figures, draft.tables, draft.definitions = stored(taken.figures), as_kept(taken.report), DEFINITIONS


def _changed(draft: AnnualDraft, person: Person, when: When) -> AnnualDraft:
    draft.version = draft.version + 1 if draft.pk else 1
    draft.changed_by, draft.changed_at = person, when.now
    draft.save()
    return draft


# ---- What a person wrote


def _block(draft: AnnualDraft, key: str) -> Block:
    blocks = {block.key: block for block in EDITIONS[draft.edition]}
    if key not in blocks:
        raise named("段落", "block", key, blocks, where="block")
    return blocks[key]


def _line(text: str) -> str:
    return in_keys(" ".join(text.split()))


def _lines(text: str) -> str:
    return "\n".join(line for each in text.splitlines() if (line := _line(each)))


def _refuse_unreadable(block: Block, said: Mapping[str, str]) -> None:
    limits = {"heading": ("标题", LONGEST_HEADING), "text": ("文字", LONGEST_TEXT)}
    for name, (zh, longest) in limits.items():
        if len(said[name]) > longest or not said[name].replace("\n", "").isprintable():
            raise FaultyInput(
                f"{zh}至多{longest}个字，没有控制字符",
                f"The {name} has at most {longest} characters, and no control characters",
                where=name,
            )
        for line in said[name].split("\n"):
            try:
                parse(line, names())
            except FaultyInput as problem:
                raise FaultyInput(problem.zh, problem.en, where=name) from None
    if block.level is Level.TITLE and not said["heading"]:
        raise FaultyInput("报告要有标题", "The report needs its title", where="heading")


def _refuse_style(figure: str, style: str) -> None:
    if figure not in known():
        raise named("指标", "figure", figure, known(), where="styles")
    if style not in styles_of(figure):
        raise named("印法", "print style", style, styles_of(figure), where="styles")
