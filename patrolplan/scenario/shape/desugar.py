"""Forms that planners like, as the plain form that they stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from patrolplan.scenario.files.drawn import SHAPED
from patrolplan.scenario.text.nodes import Entry, Mapping, Node, Scalar, Sequence
from patrolplan.scenario.text.source import Span


def desugared(root: Mapping) -> Mapping:
    """The tree with polygons that are written as a block of lines (`polygon: |`) turned into lists."""
    for path in SHAPED:
        root = _each(root, path, _listed)
    return root


def _each(node: Mapping, path: tuple[str, ...], change: Callable[[Node], Node]) -> Mapping:
    """The tree with every entry of the mapping at a path changed."""
    if not path:
        changed = {name: Entry(item.key, change(item.value)) for name, item in node.entries.items()}
        return replace(node, entries=changed)
    entry = node.entries.get(path[0])
    if entry is None or not isinstance(entry.value, Mapping):
        return node
    return replace(
        node, entries={**node.entries, path[0]: Entry(entry.key, _each(entry.value, path[1:], change))}
    )


def _listed(node: Node) -> Node:
    if not isinstance(node, Mapping) or "polygon" not in node.entries:
        return node
    entry = node.entries["polygon"]
    block = entry.value
    if not (isinstance(block, Scalar) and block.lines):
        return node
    corners = []
    for number, line in enumerate(block.text.splitlines(), block.span.line + 1):
        if line.strip():
            corners.append(Scalar(line.strip(), line.strip(), _span(block.span, number, line.strip())))
    return replace(
        node, entries={**node.entries, "polygon": Entry(entry.key, Sequence(tuple(corners), block.span))}
    )


def _span(block: Span, line: int, text: str) -> Span:
    """Place of a line of a block: libyaml tells only where the block begins."""
    lines = block.source.lines
    column = lines[line - 1].find(text) + 1 if line <= len(lines) else 0
    if column == 0:  # what was set by --set stands elsewhere than its lines say
        return block
    return Span(block.source, line, column, line, column + len(text))
