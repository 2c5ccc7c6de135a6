"""Codes as they are typed into a row: code, label, a part of it, or its initials in pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.models.reference.organs import spelled
from casework.text.folding import fold
from casework.web.shell.formatting import joined

NEAR = 0.5
"""How alike (0 to 1) two spellings have to be for one to be offered in place of the other."""
NAMED = 5
"""Labels that a refusal names."""


class Option(NamedTuple):
    """A code with its label, and the other ways in which it is typed."""

    code: str
    label: str
    typed: tuple[str, ...]

    @property
    def compact(self) -> str:
        """The label without spaces and capitals."""
        return "".join(self.label.lower().split())

    @property
    def initials(self) -> str:
        """The initials that the legend shows."""
        return self.typed[0]


def options_of(choices: Iterable[tuple[str, Any]], more: dict[str, tuple[str, ...]] | None = None) -> list[Option]:
    """Options of (code, label) pairs; `more` gives further spellings of a code. 婚姻家庭 is typed `hyjt` too."""
    found = []
    for code, label in choices:
        text = str(label).strip()
        found.append(Option(code, text, (*typed_for(text), *(more or {}).get(code, ()))))
    return found


def typed_for(label: str) -> tuple[str, ...]:
    """What may be typed for a label: its initials first; 婚姻家庭 `hyjt hunyinjiating`, traffic accidents `ta`."""
    if label.isascii():
        return ("".join(word[0] for word in label.lower().split()),)
    return tuple(spelled(label).split())


def chinese_too(labels: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Code -> the Chinese label and what is typed for it, for pages in another language."""
    return {code: (label, *typed_for(label)) for code, label in labels}


def fitting(options: Sequence[Option], text: str) -> list[Option]:
    """The options that a text may mean: the one that it names exactly, else those that begin with it, else contain it.

    The initials of a part are a part too: 劳动 `ld` of 其他劳动争议.
    """
    said = "".join(fold(text).lower().split())
    exact = [o for o in options if said in (o.code, o.compact, *o.typed)]
    if exact:
        return exact
    begun = [o for o in options if any(name.startswith(said) for name in (o.compact, *o.typed))]
    return begun or [o for o in options if said in o.compact or said in o.initials]


def nearest(options: Sequence[Option], text: str) -> Option | None:
    """The option that is spelled most like a text."""
    said = "".join(fold(text).lower().split())
    names = {name: option for option in reversed(options) for name in (option.code, option.label, *option.typed)}
    found = get_close_matches(said, names, n=1, cutoff=NEAR)
    return names[found[0]] if found else None


class Code(forms.CharField):
    """One code of a list, typed."""

    def __init__(self, options: Sequence[Option], **more: Any) -> None:
        super().__init__(max_length=60, **more)
        self.options = options
        self.widget.attrs.update({"autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        """The code, "" where nothing was typed."""
        text: str = super().clean(value)
        if not text:
            return ""
        found = fitting(self.options, text)
        if len(found) == 1:
            return found[0].code
        said = {"what": self.label, "value": text}
        if found:
            labels = joined([option.label for option in found[:NAMED]], get_language() or "zh-hans")
            raise forms.ValidationError(_("“%(value)s” may be: %(labels)s") % {**said, "labels": labels})
        near = nearest(self.options, text)
        if near is None:
            raise forms.ValidationError(_("%(what)s: there is no “%(value)s”") % said)
        raise forms.ValidationError(
            _("%(what)s: there is no “%(value)s”. Is it “%(label)s”?") % {**said, "label": near.label}
        )

    def prepare_value(self, value: Any) -> Any:
        """A code by its label, what was typed as it was typed."""
        return next((option.label for option in self.options if option.code == value), value)
