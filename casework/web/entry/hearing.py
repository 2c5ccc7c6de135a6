"""开庭和出庭: a hearing and who came for each defendant, typed on one page and recorded as the separate acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from casework.actions.actors import needed_hand
from casework.actions.belongings.desk import sent_before, submit_all
from casework.actions.reach import Actor
from casework.actions.recording import Request
from casework.actions.reference.staff import known, post_of
from casework.choices import label_of
from casework.errors import ActRefused, CaseworkError, FaultyInput, NotPermitted, StaleVersion
from casework.law.litigation import HEADS, Suit
from casework.law.names import Act, InstanceLevel, RecordKind
from casework.models import Litigation, Organ
from casework.registry import recorded_acts
from casework.web.desk.plans import begun_from
from casework.web.entry.acting import changes_in, life_of, read_token, read_version
from casework.web.entry.forms.act_form import DONE_ON, TOKEN, Typed, missing
from casework.web.entry.forms.bodies import one_of
from casework.web.entry.forms.fields import Choice, Day, Hour, Several, Text, Tick, lead_to_lists
from casework.web.entry.forms.meant import Meant
from casework.web.record.instances import rule_words
from casework.web.shell.access import Visit
from casework.web.shell.formatting import said_words
from casework.web.shell.labels import column_words
from casework.web.shell.pages import heading, page

KIND = RecordKind.LITIGATION
HELD = ("at", "room", "panel")
"""What is said of the hearing itself beside its day."""
CAME = ("rank", "name", "post", "absence_reason", "by_agreement")
"""What is said of who came for a defendant."""


@dataclass(frozen=True)
class Came:
    """The fields of one defendant: who came, why no head did, whether agreed on."""

    organ: Organ
    fields: list[forms.BoundField]


class HearingForm(Typed):
    """The day of a hearing, and for each defendant the highest who came; left empty it is not recorded yet."""

    bound_field_class = Meant

    def __init__(
        self,
        visit: Visit,
        suit: Any,
        facts: Any,
        organs: list[Organ],
        data: Mapping[str, Any] | None = None,
        *,
        on: date | None = None,
    ) -> None:
        super().__init__(data)
        self.visit, self.suit, self.organs, self.facts = visit, suit, organs, facts
        self.calendar = visit.reference.calendar_of(suit.organ)
        vocabulary = visit.reference.vocabulary
        ranks = [(label.code, label.of(visit.language)) for label in vocabulary.labels("rank").values()]
        reasons = [(label.code, label.of(visit.language)) for label in vocabulary.labels("absence_reason").values()]
        self.fields[DONE_ON] = Day(today=visit.today, label=_("Day of the hearing"), initial=on or visit.today)
        self.fields["called_again"] = Tick(label=column_words("called_again", KIND))
        self.fields["at"] = Hour(label=column_words("hearing_at", KIND), required=False)
        self.fields["room"] = Text(label=column_words("room", KIND), required=False)
        self.fields["panel"] = Several(label=column_words("panel", KIND), required=False)
        levels = dict.fromkeys(instance.level for instance in facts.instances)
        if len(levels) > 1:
            named = [(level.value, label_of(level, visit.language)) for level in levels]
            self.fields["instance"] = Choice(named, label=column_words("instance", KIND), required=False)
        for organ in organs:
            self.fields[f"rank-{organ.pk}"] = Choice(ranks, label=column_words("rank", KIND), required=False)
            who = {"label": column_words("appeared", KIND), "required": False}
            self.fields[f"name-{organ.pk}"] = one_of(known(organ, on or visit.today), who)
            self.fields[f"post-{organ.pk}"] = Text(label=column_words("post", KIND), required=False)
            self.fields[f"absence_reason-{organ.pk}"] = Choice(
                reasons, label=column_words("absence_reason", KIND), required=False
            )
            if len(organs) > 1:
                self.fields[f"by_agreement-{organ.pk}"] = Tick(label=column_words("by_agreement", KIND))
        self.fields[DONE_ON].error_messages["required"] = missing(self.fields[DONE_ON])
        lead_to_lists(self.fields)

    @property
    def hearing(self) -> list[forms.BoundField]:
        """The fields of the hearing itself."""
        return [self[name] for name in (DONE_ON, *HELD, "called_again", "instance") if name in self.fields]

    @property
    def came(self) -> list[Came]:
        """The fields of each defendant."""
        return [
            Came(organ, [self[f"{key}-{organ.pk}"] for key in CAME if f"{key}-{organ.pk}" in self.fields])
            for organ in self.organs
        ]

    def clean(self) -> dict[str, Any]:
        """A reason of absence belongs to a defendant whose head did not come (法释〔2020〕3号 art. 8)."""
        data = self.cleaned_data
        if DONE_ON in data and self._held(data[DONE_ON], data.get("instance")):
            for name in (*HELD, "called_again"):
                if data.get(name):
                    self.add_error(name, _("This hearing is recorded already: correct it on the page of the dispute"))
        for organ in self.organs:
            self._check_who_came(organ)
        return data

    def _check_who_came(self, organ: Organ) -> None:
        typed = {key: self.cleaned_data.get(f"{key}-{organ.pk}") for key in CAME}
        if any(typed.values()) and not typed["rank"]:
            self.add_error(f"rank-{organ.pk}", missing(self.fields[f"rank-{organ.pk}"]))
        elif typed["absence_reason"] and typed["rank"] in HEADS:
            said = _("A responsible person came: there is no reason of absence")
            self.add_error(f"absence_reason-{organ.pk}", said)
        if typed["post"] and not typed["name"]:
            self.add_error(f"name-{organ.pk}", missing(self.fields[f"name-{organ.pk}"]))

    def requests(self) -> Iterator[Request]:
        """Hold the hearing, unless it is recorded already; then who came for each defendant."""
        data = self.cleaned_data
        on = data[DONE_ON]
        where = {"instance": data["instance"]} if data.get("instance") else {}
        if not self._held(on, data.get("instance")):
            held = {name: data[name] for name in (*HELD, "called_again") if data[name]}
            yield Request(KIND, Act.HOLD_HEARING, on, {**where, **held}, self.suit)
        for organ in self.organs:
            rank = data[f"rank-{organ.pk}"]
            if rank:
                keys = {"organ": organ, "rank": rank, **where}
                if data[f"absence_reason-{organ.pk}"]:
                    keys["absence_reason"] = data[f"absence_reason-{organ.pk}"]
                if data.get(f"by_agreement-{organ.pk}"):
                    keys["by_agreement"] = True
                if data[f"name-{organ.pk}"]:
                    name, post = data[f"name-{organ.pk}"], data[f"post-{organ.pk}"]
                    said = {"name": name, "post": post or post_of(organ, name, on)}
                    keys["appeared"] = {key: text for key, text in said.items() if text}
                yield Request(KIND, Act.RECORD_APPEARANCE, on, keys, self.suit)

    def _held(self, on: Any, level: str | None) -> bool:
        fitting = [i for i in self.facts.instances if not level or i.level == InstanceLevel(level)]
        return any(hearing.on == on for instance in fitting[-1:] for hearing in instance.hearings)


def hearing(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/litigations/<id>/hearing/`: a hearing and who came, recorded together or not at all."""
    suit: Litigation = visit.record(RecordKind.LITIGATION, pk)
    life: Suit = life_of(suit, recorded_acts(suit), visit)
    organs = list(suit.defendants.order_by("path"))
    actor, seen_now = needed_hand(suit, visit), suit.version
    planned_on, planned = begun_from(request.GET, suit, life, visit)
    form, status, version = HearingForm(visit, suit, life.facts, organs, on=planned_on), 200, seen_now
    token = uuid4()
    refusal: CaseworkError | ActRefused | None = None
    if request.method == "POST":
        token = read_token(str(request.POST.get(TOKEN, "")))
        version = suit.version = read_version(request)
        form, status = HearingForm(visit, suit, life.facts, organs, request.POST), 422
        try:
            if _recorded(form, token, actor):
                return HttpResponseRedirect(f"{suit.get_absolute_url()}#instances")
        except StaleVersion as problem:
            refusal, status, version = problem, 409, seen_now  # sent once more, it is about the dispute as it stands
        except (FaultyInput, ActRefused, NotPermitted) as problem:
            refusal = problem
    context = {
        "form": form,
        "token": token,
        "version": version,
        **heading(suit),
        "planned": planned,
        "refusal": said_words(refusal.sentence(visit.language), visit.language) if refusal is not None else "",
        "changes": changes_in(refusal, KIND, visit.language),
        "rules": rule_words(visit.language),
        "act_label": _("Record the hearing"),
        "fields_template": "entry/forms/hearing.html",
    }
    return page(request, "entry/hearing.html", context, status)


def _recorded(form: HearingForm, token: Any, actor: Actor) -> bool:
    """Whether the hearing stands as it was sent. Raises what the acts raise."""
    visit = form.visit
    if sent_before(visit.person, token) is not None:
        return True
    if not form.is_valid():
        return False
    requests = list(form.requests())
    if not requests:
        raise FaultyInput("这次开庭已经记录，没有写谁出庭", "The hearing is recorded; nobody who came was named")
    submit_all(requests, token, person=visit.person, actor=actor, today=visit.today, reference=visit.reference)
    return True
