"""A tree of YAML against the models: part by part, so that one mistake hides no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError

from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.language.document import Document
from patrolplan.scenario.language.names import Names
from patrolplan.scenario.language.parts import Part
from patrolplan.scenario.paths import Path
from patrolplan.scenario.shape.messages import empty, explain
from patrolplan.scenario.shape.walk import PartType, keys, part_at
from patrolplan.scenario.text.merge import OVERRIDES
from patrolplan.scenario.text.nodes import Entry, Mapping, Node, Scalar, Sequence, plain
from patrolplan.scenario.values.problem import shown

P = TypeVar("P", bound=Part)

SECTIONS = (
    "areas",
    "zones",
    "bases",
    "classes",
    "types",
    "ships",
    "aircraft",
    "caveats",
    "pins",
    "forbid",
    "closures",
    "weather",
)
"""Keys of the scenario that hold entries by name."""

_STAND_IN: dict[str, Any] = {"horizon": {"start": "010000ZJAN18", "length": "1d"}, "areas": {}}
"""What required keys are taken for, so that the others can be read where they are wrong."""


@dataclass(frozen=True)
class Entered(Generic[P]):
    """One entry of a section that could be read."""

    value: P
    path: Path
    wrong: frozenset[str] = frozenset()
    """Keys that were wrong and left out: defaults stand in for them, and no more may be concluded."""

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.wrong


@dataclass(frozen=True)
class Checked:
    """What a scenario says, as far as it could be read."""

    top: Document
    """The keys of the scenario without its sections."""
    wrong: frozenset[str]
    """Keys of `top` that are wrong and hold defaults or stand-ins."""
    sections: dict[str, dict[str, Entered[Any]]] = field(default_factory=dict)


def check(root: Mapping, names: Names) -> tuple[Checked, tuple[Diagnostic, ...]]:
    """Read every part of the tree; what is wrong is reported, the rest still read."""
    found: list[Diagnostic] = []
    top, wrong = _top(root, names, found)
    sections = {name: _section(root, name, names, found) for name in SECTIONS}
    return Checked(top, frozenset(wrong), sections), tuple(found)


def _top(root: Mapping, names: Names, found: list[Diagnostic]) -> tuple[Document, set[str]]:
    rest = replace(
        root, entries={key: entry for key, entry in root.entries.items() if key not in (*SECTIONS, OVERRIDES)}
    )
    value, wrong = _read(Document, rest, root, (), names, found, {"areas": {}})
    if "areas" not in root.entries:
        found.extend(explain([{"type": "missing", "loc": ("areas",)}], Document, root, ()))
    if OVERRIDES in root.entries and not _is_mapping_or_empty(root.entries[OVERRIDES].value):
        error = {"type": "dict_type", "loc": (OVERRIDES,), "input": plain(root.entries[OVERRIDES].value)}
        found.extend(explain([error], Document, root, ()))
    if value is None:  # what is left of it cannot fail: every key that did is gone
        value = Document.model_validate(_STAND_IN)
        wrong = set(rest.entries)
    return value, wrong


def _section(root: Mapping, section: str, names: Names, found: list[Diagnostic]) -> dict[str, Entered[Any]]:
    if section not in root.entries:
        return {}
    node = root.entries[section].value
    part = cast(PartType, part_at(Document, (section, "")))
    if isinstance(node, Scalar) and node.value is None:
        return {}
    if not isinstance(node, Mapping):
        error = {"type": "dict_type", "loc": (section,), "input": plain(node)}
        found.extend(explain([error], Document, root, ()))
        return {}
    entered = {}
    for name, entry in node.entries.items():
        path = (section, name)
        if len(name) > 100 or name != name.strip() or any(ord(sign) < 32 for sign in name):
            found.append(
                Diagnostic(
                    "bad-name",
                    "error",
                    f"{shown(name)} is no name for an entry of {section}",
                    entry.key,
                    "write one line of at most 100 letters, without blanks around it",
                )
            )
            continue
        value, wrong = _read(part, entry.value, root, path, names, found)
        if value is not None:
            entered[name] = Entered(value, path, frozenset(wrong))
    return entered


def _read(
    part: type[P],
    node: Node,
    root: Mapping,
    path: Path,
    names: Names,
    found: list[Diagnostic],
    more: dict[str, Any] | None = None,
) -> tuple[P | None, set[str]]:
    """Read one part; the keys that are wrong, and the part without them if it can be read so."""
    nulls = list(_nulls(part, node, ()))
    found.extend(empty(part, root, (*path, *null), path) for null in nulls)
    node = _without(node, nulls)
    data = plain(node)
    if isinstance(data, dict):
        data |= more or {}
    try:
        return part.model_validate(data, context=names), {str(null[0]) for null in nulls}
    except ValidationError as error:
        details = error.errors(include_url=False)
    told = [item for item in details if not (item["type"] == "missing" and item["loc"] in nulls)]
    found.extend(explain(told, part, root, path))
    wrong = {str(item["loc"][0]) for item in details if item["loc"]} | {str(null[0]) for null in nulls}
    if not isinstance(data, dict) or any(not item["loc"] for item in details):
        return None, wrong
    kept = {key: value for key, value in data.items() if key not in wrong}
    if part is Document:
        kept = {**{key: value for key, value in _STAND_IN.items() if key not in kept}, **kept}
    try:
        return part.model_validate(kept, context=names), wrong
    except ValidationError:
        return None, wrong


def _nulls(part: PartType, node: Node, path: Path) -> Iterator[Path]:
    """Paths of known keys with nothing behind their colon."""
    if not isinstance(node, Mapping):
        return
    known = keys(part)
    for key, entry in node.entries.items():
        if key not in known:
            continue
        value = entry.value
        if isinstance(value, Scalar) and value.value is None:
            yield (*path, key)
        items: list[tuple[Path, Node]] = [((key,), value)]
        if isinstance(value, Sequence):
            items = [((key, number), item) for number, item in enumerate(value.items)]
        for steps, item in items:
            inner = part_at(part, steps)
            if inner is not None:
                yield from _nulls(inner, item, (*path, *steps))


def _without(node: Node, paths: Iterable[Path]) -> Node:
    for path in paths:
        node = _removed(node, path)
    return node


def _removed(node: Node, path: Path) -> Node:
    first, rest = path[0], path[1:]
    if isinstance(node, Sequence) and isinstance(first, int):
        items = list(node.items)
        items[first] = _removed(items[first], rest)
        return replace(node, items=tuple(items))
    assert isinstance(node, Mapping) and isinstance(first, str)
    entries = dict(node.entries)
    if rest:
        entries[first] = Entry(entries[first].key, _removed(entries[first].value, rest))
    else:
        del entries[first]
    return replace(node, entries=entries)


def _is_mapping_or_empty(node: Node) -> bool:
    return isinstance(node, Mapping) or (isinstance(node, Scalar) and node.value is None)
