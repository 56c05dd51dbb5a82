"""A scenario's YAML as a tree in which every key and value knows its place."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from typing import Any

from patrolplan.scenario.paths import Path
from patrolplan.scenario.text.core import Core
from patrolplan.scenario.text.source import Span


class Written(str):
    """A scalar as text, with what YAML's core schema makes of it.

    Which of the two counts is for the field to say: `scenario: 2018` is a name, `airframes: 3` a number.
    """

    __slots__ = ("value",)
    value: Core

    def __new__(cls, text: str, value: Core) -> Written:
        """Text as written and its core value (the text itself where it was quoted)."""
        written = super().__new__(cls, text)
        written.value = value
        return written


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value; `lines` tells a literal block (`|`), whose lines stand below one another."""

    text: str
    value: Core
    span: Span
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its place, and its value."""

    key: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order written; a key is always text, as written."""

    entries: MappingType[str, Entry]
    span: Span
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in the order written."""

    items: tuple[Node, ...]
    span: Span


Node = Scalar | Mapping | Sequence


def plain(node: Node) -> Any:
    """The tree as dict, list, None and `Written`."""
    if isinstance(node, Mapping):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node.value is None else Written(node.text, node.value)


def is_empty(node: Node) -> bool:
    """Whether nothing stands behind a colon, not even `null`."""
    return isinstance(node, Scalar) and node.value is None and not node.text


def find(node: Node, path: Path) -> Node | None:
    """The value at a path, None where there is none."""
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step].value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def place(node: Node, path: Path, *, key: bool = False) -> Span:
    """Where the value at a path stands, or its key; of a mapping or a list always the key.

    Where the path leads to nothing, the place of the last step that is there: a key that is missing is
    reported at the name of the thing that lacks it.
    """
    span = node.span
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            span, node = entry.key, entry.value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = _start(node)
        else:
            break
    if isinstance(node, Scalar) and not key and node.text:
        return node.span
    return span


def _start(node: Node) -> Span:
    """Place of an item of a list: itself, or the first key of a mapping, so that one line is shown."""
    if isinstance(node, Mapping) and not node.flow and node.entries:
        return next(iter(node.entries.values())).key
    return node.span
