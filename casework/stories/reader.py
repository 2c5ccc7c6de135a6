"""Reading stories from YAML 1.2 or JSON: an unknown or duplicate key is an error that names record and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import YAMLError

from casework.errors import FaultyInput, cited, named
from casework.law.names import Act, RecordKind, Role
from casework.registry.dates import read_date
from casework.text.reading import decimal_number, from_json, refuse_strange, text_of_file
from casework.vocabulary import name_of

STORY_KEYS = frozenset({"story", "today", "organ", "organs", "acts", "expect"})
ACT_KEYS = frozenset({"case", "act", "on", "kind", "in", "by", "refused"})
ORGAN_KEYS = frozenset({"name", "level", "kind", "under"})
EXPECT_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "state": (frozenset({"case"}), frozenset({"at"})),
    "due": (frozenset({"case", "term"}), frozenset({"at"})),
    "figure": (frozenset({"from", "to", "value"}), frozenset({"organ", "subtree", "basis", "as_of"})),
    "cell": (frozenset({"from", "to", "value"}), frozenset({"organ", "subtree", "basis", "as_of"})),
}
"""What is expected -> the keys that it needs, and those that it may have."""


@dataclass(frozen=True)
class StoryAct:
    """One act of a story as it stands in the file; `keys` are those of the act itself."""

    at: str
    case: str
    act: str
    on: date
    kind: str | None
    organ: str | None
    by: Role | None
    refused: str | bool
    keys: dict[str, Any]

    @property
    def begins_a(self) -> RecordKind:
        """The kind of record that it begins, if it begins one: as it says, else a case, or an entry of the ledger."""
        if self.kind is not None:
            return name_of(RecordKind, self.kind, where="kind")
        return RecordKind.LEDGER if self.act in (Act.RECORD.value, Act.RECORD.zh) else RecordKind.RECONSIDERATION

    def not_begun(self) -> FaultyInput:
        """The fault of a first act that begins nothing."""
        return FaultyInput(
            f"「{self.case}」还没有登记，第一项行为是register、record或take_over",
            f"{self.case!r} has not begun: its first act is register, record or take_over",
            where="case",
        )


@dataclass(frozen=True)
class Expectation:
    """One expectation: `what` is state, due, figure or cell."""

    at: str
    what: str
    keys: dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One story."""

    title: str
    file: str
    today: date
    organ: str
    organs: tuple[dict[str, str], ...]
    acts: tuple[StoryAct, ...]
    expectations: tuple[Expectation, ...] = field(default=())


class AsWritten(SafeConstructor):
    """Leaves dates as they are written, quoted or not, and numbers that are none: endless ones, .inf, .nan."""

    def number(self, node: Any) -> Any:
        """A number, or its text: whoever reads it names the value and its key."""
        try:
            made = self.construct_yaml_float(node) if node.tag.endswith("float") else self.construct_yaml_int(node)
        except ValueError:
            return node.value
        return node.value if decimal_number(made) is None else made


AsWritten.add_constructor("tag:yaml.org,2002:timestamp", lambda _constructor, node: node.value)
for _tag in ("int", "float"):
    AsWritten.add_constructor(f"tag:yaml.org,2002:{_tag}", AsWritten.number)


def read_stories(path: Path) -> list[Story]:
    """The stories of a file: one, a list, or several documents. Raises FaultyInput."""
    return [_story(data, str(path)) for data in _documents(path)]


def read_data(data: Any, name: str) -> list[Story]:
    """The stories of data that has been read already; `name` stands for the file. Raises FaultyInput."""
    return [_story(story, name) for story in (data if isinstance(data, list) else [data])]


def _documents(path: Path) -> list[Any]:
    text, zh, en = text_of_file(path), f"「{path.name}」", path.name
    documents = [from_json(text, zh, en)] if path.suffix == ".json" else _yaml(text, zh, en)
    refuse_strange(documents, zh, en)
    stories = [story for document in documents for story in (document if isinstance(document, list) else [document])]
    if not stories or stories == [None]:
        raise FaultyInput(f"「{path.name}」里没有故事", f"{path.name} holds no story", where="file")
    return stories


def _yaml(text: str, zh: str, en: str) -> list[Any]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = AsWritten
    try:
        documents = list(yaml.load_all(text))
    except RecursionError:
        raise FaultyInput(f"{zh}嵌套太深", f"{en} is nested too deeply", where="file") from None
    except (YAMLError, ValueError, LookupError) as problem:  # a tag whose value is none raises the latter two
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        said = [getattr(problem, name, None) for name in ("problem", "reason")]
        detail = str(next(filter(None, said), problem)).splitlines()[0]
        raise FaultyInput(f"{zh}第{line}行不是YAML：{detail}", f"{en}, line {line}: {detail}", where="file") from None
    return documents


def _mapping(data: Any, at: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise FaultyInput(
            f"{at}：「{cited(data)}」要写成键和值", f"{at}: {cited(data)!r} must have keys and values", where=at
        )
    return data


def _text(value: Any, at: str) -> str:
    """A text, or a number that stands for one."""
    text = str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
    if not text:
        raise FaultyInput(f"{at}：「{cited(value)}」要写成文字", f"{at}: {cited(value)!r} must be a text", where=at)
    return text


def _check_keys(data: Mapping[str, Any], needed: frozenset[str], allowed: frozenset[str], at: str) -> None:
    for key in data:
        if key not in allowed | needed:
            raise named(f"{at}的键", f"key of {at}", key, sorted(allowed | needed), where=at)
    for key in sorted(needed):
        if key not in data:
            raise FaultyInput(f"{at}缺少「{key}」", f"{at} needs {key!r}", where=at)


def _story(data: Any, file: str) -> Story:
    at = f"{file}"
    fields = _mapping(data, at)
    _check_keys(fields, frozenset({"story", "today", "organ", "acts"}), STORY_KEYS, at)
    title = _text(fields["story"], f"{at} story")
    at = f"{file}「{title}」"
    organs = []
    for n, raw in enumerate(_list(fields.get("organs"), at), 1):
        organ = _mapping(raw, f"{at} organs[{n}]")
        _check_keys(organ, frozenset({"name"}), ORGAN_KEYS, f"{at} organs[{n}]")
        organs.append(
            {key: _text(value, f"{at} organs[{n}] {key}") for key, value in organ.items() if value is not None}
        )
    return Story(
        title=title,
        file=file,
        today=read_date(fields["today"], f"{at} today"),
        organ=_text(fields["organ"], f"{at} organ"),
        organs=tuple(organs),
        acts=tuple(_act(raw, f"{at} acts[{n}]") for n, raw in enumerate(_list(fields["acts"], at), 1)),
        expectations=tuple(
            _expectation(raw, f"{at} expect[{n}]") for n, raw in enumerate(_list(fields.get("expect"), at), 1)
        ),
    )


def _list(value: Any, at: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise FaultyInput(f"{at}：「{cited(value)}」要写成列表", f"{at}: {cited(value)!r} must be a list", where=at)
    return value


def _act(raw: Any, at: str) -> StoryAct:
    fields = _mapping(raw, at)
    for key in ("case", "act", "on"):
        if fields.get(key) is None:
            raise FaultyInput(f"{at}缺少「{key}」", f"{at} needs {key!r}", where=at)
    act = _text(fields["act"], f"{at} act")
    own = ACT_KEYS - {key for key, (acts, said) in SHADOWED.items() if act in acts and str(fields.get(key)) not in said}
    refused = fields.get("refused") or False
    return StoryAct(
        at=at,
        case=_text(fields["case"], f"{at} case"),
        act=act,
        on=read_date(fields["on"], f"{at} on"),
        kind=_text(fields["kind"], f"{at} kind") if "kind" in own and fields.get("kind") is not None else None,
        organ=_text(fields["in"], f"{at} in") if fields.get("in") is not None else None,
        by=name_of(Role, fields["by"], where=f"{at} by") if "by" in own and fields.get("by") is not None else None,
        refused=refused if isinstance(refused, bool) else _text(refused, f"{at} refused"),
        keys={str(key): value for key, value in fields.items() if key not in own},
    )


TAKES_KIND = frozenset({"record", "登记台账", "exclude", "扣除期间"})
RECORD_KINDS = frozenset(word for kind in RecordKind for word in (kind.value, kind.zh))
TAKES_BY = frozenset({"record_feedback", "意见书反馈", "replace_party", "变更当事人"})
ROLES = frozenset(word for role in Role for word in (role.value, role.zh))
SHADOWED = {"kind": (TAKES_KIND, RECORD_KINDS), "by": (TAKES_BY, ROLES)}
"""Key of a story -> the acts that have a key of their own of that name, and the words that mean the story's all the
same."""


def _expectation(raw: Any, at: str) -> Expectation:
    fields = dict(_mapping(raw, at))
    kinds = [what for what in EXPECT_KEYS if what in fields]
    if len(kinds) != 1:
        raise FaultyInput(
            f"{at}要有state、due、figure、cell中的一个",
            f"{at} needs exactly one of state, due, figure, cell",
            where=at,
        )
    needed, allowed = EXPECT_KEYS[kinds[0]]
    _check_keys(fields, needed | {kinds[0]}, allowed, at)
    if not isinstance(fields.get("subtree", False), bool):
        raise FaultyInput(
            f"{at}：subtree「{fields['subtree']}」要写true或false",
            f"{at}: subtree {fields['subtree']!r} must be true or false",
            where=at,
        )
    return Expectation(at, kinds[0], fields)
