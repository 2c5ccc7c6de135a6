"""Sealing reports: the only writer of sealed reports. Each either does all that it says or changes nothing.

While the figures are read no act is recorded: the figures of one moment are sealed, and what happens later is told
by the number of its event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils.timezone import localtime

from casework.actions.belongings.storing import store, stored_or_not
from casework.actions.reach import Actor
from casework.actions.reports.annualfiles import sealed_files
from casework.actions.reports.yearly import asked_by, draft_of, outdated, reworded, text_of
from casework.errors import CaseworkError, FaultyInput, NotPermitted
from casework.filters.asked import Question
from casework.law.names import Role
from casework.models import AnnualDraft, Event, Organ, Person, SealedFile, SealedReport, SealState
from casework.permissions import CONFIRMS, SEALS
from casework.reference import Reference
from casework.sealing.canonical import Json, checksum, digest
from casework.sealing.content import report_content
from casework.sealing.difference import differences
from casework.sealing.rules import Failure, failures
from casework.sealing.seal import content_of, explained, put, question_of, restated, signed
from casework.statistics.conditions import Window

LONGEST = 2000
NAMED = 5
"""Names of what changed that a refusal repeats."""


class NotSealed(CaseworkError):
    """A report cannot be sealed, confirmed or restated as it stands; the sentence says why and what to do."""


class Sealing(NamedTuple):
    """What a person says when sealing: the figures seen (`Counted.seen`), and an explanation for each failure by id.

    `unfinished`: that the text is to be sealed although places in it are still to be filled in.
    """

    seen: str
    explanations: Mapping[str, str]
    unfinished: bool = False


class Counted(NamedTuple):
    """A report as it stands now: its figures, what does not hold, the last event that it knows of, its text.

    `draft` is the yearly report that asks the same, `annual` its text; None where none is written.
    """

    content: Json
    failures: list[Failure]
    last_event: int
    draft: AnnualDraft | None
    annual: Json | None

    @property
    def seen(self) -> str:
        """What tells these figures and this text from others."""
        return digest({"report": self.content, "annual": self.annual})


class Hand(NamedTuple):
    """Who seals, when, and the reference data."""

    person: Person
    today: date
    now: datetime
    reference: Reference


def counted_now(question: Question, reference: Reference, today: date) -> Counted:
    """The figures and the text of a question as of now, and what does not hold."""
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    content = report_content(question, reference.vocabulary)
    draft = draft_of(question)
    return Counted(content, failures(content, reference, today), last, draft, text_of(draft) if draft else None)


def open_report(question: Question, *, actor: Actor, today: date) -> SealedReport:
    """A draft for a question; where it was asked before, the report that is there.

    Raises NotPermitted and FaultyInput (a period in the future).
    """
    person = acting(actor, question.scope.organ, SEALS, "封存报告", "Sealing a report")
    refuse_future(question.window, today)
    asked: dict[str, Any] = {**asked_by(question), "basis": question.basis or "", "predecessor": None}
    try:
        with transaction.atomic():
            found = SealedReport.objects.filter(**asked).first()
            return found or SealedReport.objects.create(**asked, made_by=person)
    except IntegrityError:  # the same, asked twice at once
        return SealedReport.objects.get(**asked)


def seal(
    report: SealedReport, said: Sealing, *, actor: Actor, today: date, now: datetime, reference: Reference
) -> SealedReport:
    """Fix the figures of a report as they were seen; before it is confirmed, once more where they have changed.

    Raises NotPermitted, FaultyInput (a failure without its explanation) and NotSealed.
    """
    hand = Hand(acting(actor, report.organ, SEALS, "封存报告", "Sealing a report"), today, now, reference)
    with transaction.atomic():
        _refuse_confirmed(_locked(report))
    made = _made(report, said, hand)
    with stored_or_not() as stored, transaction.atomic():
        mine = _locked(report)
        _refuse_confirmed(mine)
        return _sealed(mine, said, made, hand, stored)


def restate(
    report: SealedReport,
    reason: str,
    said: Sealing,
    *,
    actor: Actor,
    today: date,
    now: datetime,
    reference: Reference,
) -> SealedReport:
    """Issue the figures of a confirmed report anew, with a reason; another person confirms. The first one stays.

    Raises NotPermitted, FaultyInput (no reason, a failure without its explanation) and NotSealed.
    """
    hand = Hand(acting(actor, report.organ, SEALS, "更正重报", "Restating a report"), today, now, reference)
    why = _written(reason, "reason", "理由", "the reason")
    with transaction.atomic():
        mine = _locked(report)
        refuse_restating(mine)
    asked = asked_by(question_of(mine)) | {"basis": mine.basis, "version": mine.version + 1}
    successor = SealedReport(**asked, predecessor=mine, reason=why, made_by=hand.person)
    made = _made(successor, said, hand)
    with stored_or_not() as stored, transaction.atomic():
        refuse_restating(_locked(report))
        return _sealed(successor, said, made, hand, stored)


def refuse_restating(report: SealedReport) -> None:
    """Raises NotSealed where a report cannot be restated: it is not confirmed, or it was restated already."""
    if report.state != SealState.CONFIRMED:
        raise NotSealed(
            "没有重报：报告还没有封存确认，直接封存现在的数字",
            "Not restated: the report is not sealed and confirmed yet; seal the present figures",
        )
    if SealedReport.objects.filter(predecessor=report).exists():
        raise NotSealed(
            f"没有重报：已有第{report.version + 1}版，从那一版重报",
            f"Not restated: there is version {report.version + 1}; restate that one",
        )


def confirm(
    report: SealedReport, checksum: str, *, actor: Actor, today: date, now: datetime, reference: Reference
) -> SealedReport:
    """Confirm a sealed report whose checksum was seen: from now on it is never changed.

    Raises NotPermitted and NotSealed (not sealed, confirmed already, by the same person, figures that changed since).
    """
    person = acting(actor, report.organ, CONFIRMS, "确认封存", "Confirming a report")
    with transaction.atomic():
        mine = _locked(report)
        _refuse_confirmed(mine)
        if mine.state != SealState.SEALED:
            raise NotSealed("没有确认：报告还没有封存", "Not confirmed: the report is not sealed yet")
        if mine.sealed_by_id == person.pk:
            raise NotPermitted(
                "封存的人不能自己确认，由另一人确认", "Who sealed a report does not confirm it; another does"
            )
        if mine.checksum != checksum:
            raise NotSealed(
                "没有确认：看过以后又重新封存了，先看现在的数字",
                "Not confirmed: it was sealed anew since you looked; look at the present figures first",
            )
        _refuse_changed(mine, reference, today)
        mine.state, mine.confirmed_by, mine.confirmed_at = SealState.CONFIRMED.value, person, now
        mine.save()  # the content stays, and with it the checksum that was noted at the seal
        return mine


def discard(report: SealedReport, *, actor: Actor) -> None:
    """Throw away a report that is not confirmed. Raises NotPermitted and NotSealed."""
    acting(actor, report.organ, SEALS, "删除未确认的报告", "Throwing an unconfirmed report away")
    with transaction.atomic():
        mine = _locked(report)
        _refuse_confirmed(mine)
        mine.delete()


def refuse_future(window: Window, today: date) -> None:
    """Raises FaultyInput for a period, or a day of the state, that is not over."""
    for name, day in (("to", window.end), ("as_of", window.as_of)):
        if day > today:
            raise FaultyInput(
                f"{day}晚于今天{today}：到那天才能数",
                f"{day} lies after today, {today}: it cannot be counted yet",
                where=name,
            )


def acting(actor: Actor, organ: Organ, roles: frozenset[Role], zh: str, en: str) -> Person:
    """The person who acts. Raises NotPermitted where the role is not held at the organ of the report itself."""
    if actor.person is None or actor.organ.pk != organ.pk or not actor.roles & roles:
        carriers = sorted(roles, key=list(Role).index)
        raise NotPermitted(
            f"{zh}由{organ.name}的{'、'.join(role.zh for role in carriers)}办理",
            f"{en} is for the {' or '.join(role.en for role in carriers)} of {organ.name}",
        )
    return actor.person


def let_no_act_in() -> None:
    """Until the transaction ends no act is recorded, so that all that is counted is of one moment."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE casework_event IN SHARE MODE")


def _locked(report: SealedReport) -> SealedReport:
    """The report as it stands, kept from others until the transaction ends; no act is recorded meanwhile."""
    let_no_act_in()
    found: SealedReport | None = SealedReport.objects.select_for_update().filter(pk=report.pk).first()
    if found is None:
        raise NotSealed("报告已经删除", "The report has been thrown away")
    return found


def _refuse_confirmed(report: SealedReport) -> None:
    if report.state == SealState.CONFIRMED:
        raise NotSealed(
            f"没有改动：报告已由{report.confirmed_by}确认封存；记录有变时用更正重报",
            f"Nothing changed: {report.confirmed_by} has confirmed the report; where records changed, restate it",
        )


def _refuse_changed(report: SealedReport, reference: Reference, today: date) -> None:
    """What was sealed and what stands now have to be the same when it is confirmed; what is not is named."""
    sealed, present = content_of(report), counted_now(question_of(report), reference, today)
    figures = differences(sealed["report"], present.content)
    blocks = reworded(sealed.get("annual"), present.annual)
    zh, en = [], []
    if digest(present.content) != digest(sealed["report"]):
        zh.append(f"有{len(figures)}个数字变了{_listed([one.sealed.zh for one in figures], '（', '、', '）')}")
        en.append(f"{len(figures)} numbers{_listed([one.sealed.en for one in figures], ' (', ', ', ')')}")
    if blocks:
        said = [f"「{block.name}」" for block in blocks]
        zh.append(f"年度报告改了{len(blocks)}段{_listed(said, '（', '、', '）')}")
        en.append(f"{len(blocks)} blocks of the yearly report{_listed(said, ' (', ', ', ')')}")
    if zh:
        raise NotSealed(
            f"没有确认：封存以后{'，'.join(zh)}，由封存的人重新封存",
            f"Not confirmed: since it was sealed there have changed {' and '.join(en)}; it has to be sealed anew",
        )


def _listed(names: list[str], first: str, between: str, last: str) -> str:
    """The first few names in brackets, nothing where there is none."""
    if not names:
        return ""
    more = "…" if len(names) > NAMED else ""
    return f"{first}{between.join(names[:NAMED])}{more}{last}"


def _refuse_text(counted: Counted, said: Sealing, hand: Hand) -> None:
    """A text that is older than the figures it would be sealed with, or that has places to be filled in."""
    if old := outdated(counted.draft, hand.reference, hand.today):
        zh, en = ([label.of(language) for label in old] for language in ("zh-hans", "en"))
        raise NotSealed(
            f"没有封存：年度报告取数以后数字变了{_listed(zh, '（', '；', '）')}，先在草稿里「重新取数」",
            f"Not sealed: since the yearly report was taken there have changed {_listed(en, '', ', ', '')}; "
            "take all figures anew in its draft first",
        )
    gaps = counted.annual["gaps"] if counted.annual is not None else 0
    if gaps and not said.unfinished:
        raise NotSealed(
            f"没有封存：年度报告还有{gaps}处〔填写〕；填好再封存，或者勾选「留空封存」",
            f"Not sealed: {gaps} places of the yearly report are still to be filled in; fill them in, "
            "or say that it is sealed with them empty",
        )


def _refuse_same(report: SealedReport, counted: Counted) -> None:
    if report.predecessor is None:
        return
    before = content_of(report.predecessor)
    if not differences(before["report"], counted.content) and not reworded(before.get("annual"), counted.annual):
        raise NotSealed(
            "没有重报：数字和封存的一样，文字也没有改", "Not restated: figures and text are as they were sealed"
        )


def _checked(report: SealedReport, said: Sealing, hand: Hand) -> Counted:
    """The report as it stands now, where it may be sealed so. Raises NotSealed."""
    counted = counted_now(question_of(report), hand.reference, hand.today)
    if counted.seen != said.seen:
        raise NotSealed(
            "没有封存：看过以后数字变了或者文字改了，先看现在的",
            "Not sealed: figures or text have changed since you looked; look at the present ones first",
        )
    _refuse_same(report, counted)
    _refuse_text(counted, said, hand)
    return counted


def _explained(found: list[Failure], said: Sealing) -> list[Json]:
    texts = {failure.id: said.explanations.get(failure.id, "") for failure in found}
    return explained(found, {key: _written(text, key, "说明", "the explanation") for key, text in texts.items()})


def _made(report: SealedReport, said: Sealing, hand: Hand) -> dict[str, bytes]:
    """The files that are sealed. They take seconds, and are made while acts are still recorded."""
    with transaction.atomic():  # figures and what does not hold are of one moment
        let_no_act_in()
        _explained(_checked(report, said, hand).failures, said)
    return sealed_files(question_of(report), hand.reference, localtime(hand.now))


def _sealed(
    report: SealedReport, said: Sealing, made: Mapping[str, bytes], hand: Hand, stored: list[str]
) -> SealedReport:
    """Seal figures, text and files under one checksum; `stored` gets the names of the files in the storage.

    What was seen is what the files were made of: it is looked at once more, while no act is recorded.
    """
    counted = _checked(report, said, hand)
    files = [SealedFile(form=form, size=len(each), checksum=checksum(each)) for form, each in sorted(made.items())]
    content = {
        "report": counted.content,
        "version": report.version,
        "explanations": _explained(counted.failures, said),
        "restates": restated(report),
        "sealed": signed(hand.person, hand.now) | {"last_event": counted.last_event},
        "annual": counted.annual,
        "files": [{"form": file.form, "size": file.size, "checksum": file.checksum} for file in files],
    }
    report.definitions, report.state = counted.content["definitions"], SealState.SEALED.value
    report.sealed_by, report.sealed_at = hand.person, hand.now
    put(report, content)
    report.save()
    report.files.all().delete()
    for file in files:
        stored.append(store(file.checksum, made[file.form]))
        file.report, file.file.name = report, stored[-1]
    SealedFile.objects.bulk_create(files)
    return report


def _written(text: str, where: str, zh: str, en: str) -> str:
    said = "\n".join(line.strip() for line in text.strip().splitlines())
    if not 0 < len(said) <= LONGEST:
        raise FaultyInput(f"{zh}要写1至{LONGEST}个字", f"Write {en}: 1 to {LONGEST} characters", where=where)
    return said
