"""Writing by programs: an act on a record, with the same checks and refusals as on the pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import orjson
from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from casework.actions.actors import hand_for_new, hand_to_answer, needed_hand, to_confirm
from casework.actions.competence import outside_of
from casework.actions.programs import answered, submit_once
from casework.actions.reach import Actor
from casework.actions.recording import Request, record_of
from casework.actions.reference.staff import not_serving, unknown
from casework.actions.reference.standins import away
from casework.api import pulls
from casework.api.base import JSON, Json, encoded
from casework.api.problems import Problem
from casework.api.records import Rows, record_etag
from casework.api.telling import hide
from casework.errors import ActRefused, CaseworkError, FaultyInput, named
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.names import Act, RecordKind
from casework.law.organs.bodies import OTHER
from casework.law.organs.handing import HANDLED_BY
from casework.law.reconsideration.jurisdiction import Outside
from casework.law.words.articles import article_en
from casework.models import Event, Reconsideration
from casework.reference import Reference
from casework.registry.dates import read_date
from casework.text.reading import from_json
from casework.vocabulary import name_of

KEY = "Idempotency-Key"
LONGEST_KEY = 200
ROOM = UUID("6f1c0d0e-3f0b-5d7c-9a52-0b1f5f2f6f11")
"""The room of names in which keys of programs become keys of submissions."""
VERSION = re.compile(r'(?:W/)?"(\d{1,9})(?:-[0-9a-f]+)?"')


class Sent(NamedTuple):
    """An act as it was sent: its keys, and what tells it from another one."""

    act: Act
    on: date
    keys: Json
    key: UUID
    digest: str


class Writing(Rows):
    """An address that takes acts."""

    kind = RecordKind.RECONSIDERATION
    """The kind of its records: each address is given its own."""

    def sent(self, *, begins: bool) -> Sent:
        """What was sent. Raises Problem and FaultyInput."""
        self.asked()
        whole = bytes(self.request._request.body)
        key = self.request.headers.get(KEY, "").strip()
        if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
            zh, en = f"{KEY}要有，1至{LONGEST_KEY}个字母数字", f"{KEY} must stand there, 1 to {LONGEST_KEY} characters"
            raise FaultyInput(zh, en, where=KEY)
        body = self._body(whole)
        act = _act(self.kind, body.pop("act", ""), begins=begins)
        where = f"{self.sight.known_as} {self.request.path} {key}"
        condition = self.request.headers.get("If-Match", "")
        digest = hashlib.sha256(condition.encode() + b"\n" + whole).hexdigest()
        return Sent(act, read_date(body.pop("on", ""), "on"), body, uuid5(ROOM, where), digest)

    def _body(self, whole: bytes) -> Json:
        """The keys that were sent. Raises Problem and FaultyInput."""
        if (self.request.content_type or "").partition(";")[0].strip().lower() != "application/json":
            raise Problem("unsupported_media_type")
        try:
            body = from_json(whole.decode(), "正文", "The body")
        except UnicodeDecodeError:
            raise Problem("invalid", "正文不是UTF-8", "The body is not UTF-8") from None
        if not isinstance(body, dict):
            raise Problem("invalid", "正文要是一个JSON对象", "The body must be a JSON object")
        return body

    def done(self, sent: Sent, record: Any, hand: Callable[[], Actor]) -> Json:
        """The record as it is after the act; the same again for the same request."""
        request = Request(self.kind, sent.act, sent.on, sent.keys, record)
        said = submit_once(
            request,
            key=sent.key,
            digest=sent.digest,
            answer=self._answer,
            person=self.sight.person,
            actor=hand(),
            today=self.sight.today,
            reference=self.sight.reference,
        )
        found: Json = orjson.loads(said)
        return found

    def _answer(self, event: Event) -> str:
        record = record_of(event)
        seen = self.visible().filter(pk=record.pk).exists()
        found = self.read([record.pk], self.resource.columns)[record.pk] if seen else pulls.tombstone(record.pk)
        return encoded(found).decode()

    def answer(self, data: Json, status: int) -> HttpResponse:
        """The record with its ETag and address."""
        self.records = 1
        response = HttpResponse(encoded(data), content_type=JSON, status=status)
        if "version" in data:
            response["ETag"] = record_etag(data["version"], data)
            response["Location"] = data["url"]
        else:  # of a void record this is all that a program learns, to restore it by
            for version in self.void().filter(pk=data["id"]).values_list("version", flat=True):
                response["ETag"] = f'"{version}"'
        return response

    def void(self) -> QuerySet[Any]:
        """The void records in reach: no list holds them, and one act is done to them."""
        found: QuerySet[Any] = KINDS[self.kind].model.objects.visible_to(self.sight.reach, void=True)
        return found


def _act(kind: RecordKind, said: Any, *, begins: bool) -> Act:
    known = [act for act, rule in RULES[kind].items() if rule.begins is begins]
    try:
        found = name_of(Act, said, where="act")
    except FaultyInput:
        found = None
    if found not in known or found is None:
        raise named("办理", "act at this address", said, [act.value for act in known], where="act")
    return found


BODY_KIND_NOT_TOLD = '299 - "The name of the mediation body does not tell its kind: counted as other; give body_kind"'
"""The warning beside a mediation case of a body whose kind nobody told."""


def new_handlers(record: Any, act: Act, keys: Mapping[str, Any], day: date) -> dict[str, str]:
    """The warning beside handlers whom nobody knows at the organ: a header holds ASCII alone, so it counts them.

    Mediators are a body's own.
    """
    handed = act is Act.HAND_OVER and HANDLED_BY[RecordKind(record.kind)] == "handlers"
    named = [keys.get("to")] if handed else keys.get("handlers") or []
    names = [str(name) for name in named] if isinstance(named, list) else []
    counts = {
        "are not on the list of this organ": len(unknown(record.organ, names, day)),
        "do not serve on that day": len(not_serving(record.organ, names, day)),
        "are on leave on that day": len(away(record.organ, names, day)),
    }
    told = [f'299 - "{many} of the handlers {what}"' for what, many in counts.items() if names and many]
    return {"Warning": ", ".join(told)} if told else {}


def outside_competence(pk: int, reference: Reference) -> str:
    """The warning beside a case of respondents that are not the organ's to review, by the ids of organs; or ""."""
    case = Reconsideration.objects.select_related("organ").get(pk=pk)
    respondents = list(case.respondents.values_list("organ", flat=True))
    found = outside_of(case.organ, respondents, case.received_on, reference)
    return ", ".join(map(_outside, found))


def _outside(found: Outside) -> str:
    competent = found.competent.id if found.competent is not None else "not in the tree of organs"
    article = article_en(found.article).replace("¶", "para. ")  # a header holds ASCII alone
    return (
        f'299 - "Respondent {found.respondent.id} is not within the competence of this organ ({article}); '
        f'competent: {competent}"'
    )


class Beginning(Writing):
    """`{resource}/acts/`."""

    def post(self, request: Any, **words: Any) -> HttpResponse:
        """Begin a record at the person's own organ."""
        sent = self.sent(begins=True)
        data = self.done(sent, None, partial(hand_for_new, self.sight))
        response = self.answer(data, 201)
        if self.kind is RecordKind.MEDIATION and "body_kind" not in sent.keys and data.get("body_kind") == OTHER:
            response["Warning"] = BODY_KIND_NOT_TOLD
        if sent.act is Act.REGISTER and self.kind is RecordKind.RECONSIDERATION and "jurisdiction" not in sent.keys:
            warning = outside_competence(data["id"], self.sight.reference)
            if warning:
                response["Warning"] = warning
        return response


class GoingOn(Writing):
    """`{resource}/{id}/acts/`."""

    def post(self, request: Any, pk: int, **words: Any) -> HttpResponse:
        """Do an act on a record, if it is as the program knows it."""
        sent = self.sent(begins=False)
        if "If-Match" not in request.headers:
            raise Problem("precondition_required")
        earlier = answered(self.sight.person, sent.key, sent.digest, self._answer)
        if earlier is not None:  # the record may have been voided by it
            return self.answer(orjson.loads(earlier), 200)
        answers = sent.act is Act.CONFIRM_LINK
        within = (self.void() if sent.act is Act.RESTORE else self.visible()).filter(pk=pk).exists()
        if not within and not (answers and to_confirm(self.sight).filter(pk=pk).exists()):
            raise Http404
        known = VERSION.fullmatch(request.headers["If-Match"].strip())
        record = KINDS[self.kind].model.objects.select_related("organ").get(pk=pk)
        record.version = int(known[1]) if known else 0
        hand = hand_to_answer if answers else needed_hand
        try:
            response = self.answer(self.done(sent, record, partial(hand, record, self.sight)), 200)
            for name, warning in new_handlers(record, sent.act, sent.keys, sent.on).items():
                response[name] = warning
            return response
        except (CaseworkError, ActRefused) as fault:
            if not self.sight.reads_names(record):
                hide(fault, record)
            raise
