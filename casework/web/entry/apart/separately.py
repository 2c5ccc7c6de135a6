"""分别申请，一人一案: applicants against one act, each of whom applies by himself, registered from one form.

Whoever has the right to apply is an applicant (Act (2023) art. 14 ¶1; 2017 Act art. 10 ¶1): several may apply in one
case, and choose representatives where they are many (15 ¶1), or each in his own. Each has then a case and a number; the
mark of the batch is all that they have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Applicant, Organ, Reconsideration
from casework.text.folding import alike
from casework.text.papers import compact_number
from casework.web.entry.apart.lines import Line, checked, kinds_of, read_lines, repeated
from casework.web.entry.forms.act_form import DONE_ON, MOST_ROWS, ActForm, given
from casework.web.entry.forms.fields import Uncut, document_number
from casework.web.entry.forms.making import Making
from casework.web.shell.access import Visit
from casework.web.shell.acturls import batch_of

EACH, AGAIN, TOLD = "each", "again", "told"
"""The lines; the names of those to be registered although they have a case; those of whom that was told."""
MOST_LETTERS = 40_000
OF_ALL = ("kind", "agent")
"""What the first row above says of those lines too that do not say it."""


class Had(NamedTuple):
    """An applicant who has a case against the same act already: who, which case, whether he is registered again."""

    key: str
    name: str
    number: str
    url: str
    again: bool


class Applications(ActForm):
    """The form of an application: one case for all who apply jointly, or one for each who applies separately."""

    def __init__(self, making: Making, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(making, data, **more)
        self.fields[EACH] = Uncut(
            required=False,
            max_length=MOST_LETTERS,
            strip=False,
            label=gettext_lazy("Applicants, one a line"),
            widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "each-meaning", "spellcheck": "false"}),
        )
        self.lines: list[Line] = []
        self.had: list[Had] = []
        self.separate = self.is_bound and bool(str(self.data.get(EACH, "")).strip())
        for name in ("kind", "name", "count") if self.separate else ():
            self.fields[f"applicants-0-{name}"].required = False

    def clean(self) -> dict[str, Any]:
        """What is wrong with each line, and who has a case already."""
        super().clean()
        if self.separate:
            self._check_lines(str(self.cleaned_data.get(EACH, "")))
        return self.cleaned_data

    def _check_row(self, prefix: str, row: list[str], needed: list[str]) -> None:
        nameless = self.separate and prefix == "applicants-0" and not given(self.cleaned_data.get(f"{prefix}-name"))
        said = {name.rsplit("-", 1)[1] for name in row if given(self.cleaned_data.get(name))}
        if not (nameless and said <= {*OF_ALL, "count"}):
            super()._check_row(prefix, row, needed)

    def _check_lines(self, text: str) -> None:
        kinds = kinds_of(self.making.visit.reference.vocabulary.labels("applicant_kind"))
        self.lines, wrong = checked(read_lines(text, kinds))
        applicants = self._applicants()
        wrong += repeated(applicants)
        if len(applicants) > MOST_ROWS:
            said = {"count": len(applicants), "most": MOST_ROWS}
            wrong.append(_("%(count)s applicants; at most %(most)s are registered in one go") % said)
        if self.cleaned_data.get("number"):
            self.add_error("number", _("Each case has a number of its own: leave this empty"))
        if not wrong:
            wrong = self._check_had(applicants)
        for sentence in wrong:
            self.add_error(EACH, sentence)

    def _check_had(self, applicants: list[Line]) -> list[str]:
        """Whoever has a case is told once; then those not ticked are left out."""
        again, told = set(self._sent(AGAIN)), set(self._sent(TOLD))
        self.had = had_by(applicants, self._number(), self._respondents(), self.making.visit, again)
        if {one.key for one in self.had} - told:
            said = {"count": len({one.key for one in self.had})}
            return [
                _(
                    "%(count)s of them have a case against this act already: they are listed below and left out unless "
                    "ticked; send the form once more"
                )
                % said
            ]
        if applicants and not self._kept(applicants):
            return [_("All of them have a case against this act already: nobody is left to be registered")]
        return []

    def _sent(self, name: str) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        return list(getlist(name)) if getlist else list(filter(None, [self.data.get(name)]))

    def _number(self) -> str:
        return document_number(str(self.cleaned_data.get("complained_of-0-number") or ""))

    def _respondents(self) -> list[Organ]:
        fields = [row[0].name for row in self.group("respondents").rows]
        return [self.cleaned_data[name] for name in fields if self.cleaned_data.get(name)]

    def _applicants(self) -> list[Line]:
        """Those typed in rows above, whose place is 0, and those of the lines."""
        rows = next(rows for key, rows in self.layout if key.name == "applicants")
        typed = [Line(0, record) for record in map(self._record, rows) if record.get("name")]
        first = self._record(rows[0])
        of_all = {key: first[key] for key in OF_ALL if key in first}
        return [*typed, *(Line(line.place, {"count": 1, **of_all, **line.keys}) for line in self.lines)]

    def _kept(self, applicants: Iterable[Line]) -> list[Line]:
        left_out = {one.key for one in self.left_out}
        return [line for line in applicants if key_of(line) not in left_out]

    @property
    def left_out(self) -> list[Had]:
        """Those who are not registered again, each with the case that he has."""
        return [one for one in self.had if not one.again]

    def many(self, token: UUID) -> list[dict[str, Any]]:
        """The keys of each application: of one, or of each who applies separately, with the mark of their batch."""
        if not self.separate:
            return super().many(token)
        common = self.keys()
        batch = f"{self.cleaned_data[DONE_ON]:%Y%m%d}-{token.hex[:8]}"
        return [{**common, "applicants": [dict(line.keys)], "batch": batch} for line in self._kept(self._applicants())]


def papers_of(line: Line) -> str:
    """The number of his papers, "" where it is not given."""
    return compact_number(str(line.keys.get("identity_number", "")))


def key_of(line: Line) -> str:
    """What tells an applicant from the others of the form: the papers, else the name as names are compared."""
    return papers_of(line) or alike(line.name)


def had_by(applicants: list[Line], number: str, organs: list[Organ], visit: Visit, again: set[str]) -> list[Had]:
    """Those of the applicants who stand in a case in reach against the same act of one of the same organs.

    One is the same by the papers where both are known, else by the name. Without the number of the act nobody is found:
    whoever complains of the same organ is warned of like any other.
    """
    if not (number and organs and applicants):
        return []
    cases = Reconsideration.objects.visible_to(visit.reach).within(visit.names).filter(act_number=number)
    cases = cases.filter(respondents__organ__in=organs)
    parties = Applicant.objects.filter(case__in=cases.values("pk"), role="applicant", left_on=None)
    by_papers = {papers: line for line in applicants if (papers := papers_of(line))}
    by_name: dict[str, list[Line]] = {}
    for line in applicants:
        by_name.setdefault(alike(line.name), []).append(line)
    found = []
    for party in parties.select_related("case", "case__organ").order_by("case__received_on", "pk"):
        papers, case = compact_number(str(party.identity_number or "")), party.case
        same = [line for line in by_name.get(party.alike, ()) if not (papers and papers_of(line))]
        same += [by_papers[papers]] if papers in by_papers else []
        for line in same:
            key = key_of(line)
            found.append(Had(key, line.name, str(case), case.get_absolute_url(), key in again))
    return found


def registered_words(event: Any) -> str:
    """How many were registered in one go with an application, "" where it was registered alone."""
    batch = batch_of(event)
    if not batch:
        return ""
    count = Reconsideration.objects.filter(organ=event.organ_id, batch=batch).count()
    return _("%(count)s cases registered, each with a number of its own.") % {"count": count}
