"""`include`: other files of the same language, laid under the one that names them.

What a file says itself holds over what it includes, key by key; `null` takes away what was included. Of two
files that are included side by side neither may say something else than the other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping as Texts
from dataclasses import dataclass, field, replace
from typing import Final

from patrolplan.scenario.diagnostics import Diagnostic, Label
from patrolplan.scenario.files.folder import Folder
from patrolplan.scenario.paths import format_path
from patrolplan.scenario.text.compose import compose_counted
from patrolplan.scenario.text.merge import OVERRIDES, laid_over, without_overrides
from patrolplan.scenario.text.nodes import Entry, Mapping, Node, Scalar, Sequence, find, is_empty
from patrolplan.scenario.text.reading import decode, read_source
from patrolplan.scenario.text.source import Source, Span

INCLUDE: Final = "include"
MOST_FILES: Final = 50
MOST_BYTES: Final = 8 * 1024 * 1024
_JOINED: Final = "notional"
"""A list that is joined rather than replaced: what was marked as made up stays marked."""


@dataclass(frozen=True)
class Included:
    """A scenario's tree with what it includes laid under it."""

    root: Mapping
    found: tuple[Diagnostic, ...]
    sources: tuple[Source, ...]
    """The files that were included, in the order in which they were read."""
    whole: bool = True
    """False where a file could not be read, or only a part of it: what it says is not known."""


@dataclass
class _Reader:
    folder: Folder
    texts: Texts[str, str]
    found: list[Diagnostic] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    done: dict[str, Mapping | None] = field(default_factory=dict)
    """Trees by real path: a file that is included from two places is read once."""
    values: int = 0
    data: int = 0
    whole: bool = True


def included(root: Mapping, source: Source, values: int, texts: Texts[str, str]) -> Included:
    """The tree of `source` with its includes; `values` counts the keys and values that it holds itself.

    A file named in `texts` is taken to hold that, whatever is on the disk.
    """
    if INCLUDE not in root.entries:
        return Included(root, (), ())
    reader = _Reader(Folder.of(source), texts, values=values)
    top = os.path.realpath(source.name)
    root = _over_includes(root, (top,), reader)
    return Included(root, tuple(reader.found), tuple(reader.sources), reader.whole)


def not_here(root: Mapping) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Refuse an `include` that a variant or `--set` brings in: files are read before these."""
    entry = root.entries.get(INCLUDE)
    if entry is None:
        return root, ()
    found = Diagnostic(
        "include-place",
        "error",
        "a variant or --set cannot include a file: files are read before them",
        entry.key,
        "write include at the top of the scenario's file",
    )
    return _without(root), (found,)


def _without(root: Mapping) -> Mapping:
    return replace(root, entries={key: item for key, item in root.entries.items() if key != INCLUDE})


def _over_includes(root: Mapping, above: tuple[str, ...], reader: _Reader) -> Mapping:
    """A file's tree laid over those of the files that it includes."""
    entry = root.entries.get(INCLUDE)
    if entry is None:
        return root
    own = _without(root)
    under: Mapping | None = None
    for item in _named(entry, reader):
        tree = _tree(item, above, reader)
        if tree is not None:
            under = tree if under is None else _side_by_side(under, tree, (), own, reader)
    if under is None:
        return own
    merged = laid_over(
        without_overrides(under), without_overrides(_said(own, under)), reader.found, keep_empty=True
    )
    both = [tree.entries[OVERRIDES] for tree in (under, own) if OVERRIDES in tree.entries]
    if both:  # a null in a variant is what the variant does, and removes nothing yet
        merged = replace(merged, entries={**merged.entries, OVERRIDES: _stacked(both)})
    return replace(merged, span=root.span)


def _stacked(entries: list[Entry]) -> Entry:
    """The last of some entries, joined key by key with those before it where all are mappings."""
    last = entries[-1]
    if not all(isinstance(entry.value, Mapping) for entry in entries):
        return last
    made: dict[str, Entry] = {}
    for entry in entries:
        assert isinstance(entry.value, Mapping)
        for key, inner in entry.value.entries.items():
            made[key] = _stacked([made[key], inner]) if key in made else inner
    assert isinstance(last.value, Mapping)
    return Entry(last.key, replace(last.value, entries=made))


def _named(entry: Entry, reader: _Reader) -> tuple[Scalar, ...]:
    """The paths under `include`: one, or a list."""
    items = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    named = tuple(item for item in items if isinstance(item, Scalar) and item.value is not None)
    if len(named) < len(items) or not items:
        message = "include wants the path of a file, or a list of them"
        reader.found.append(
            Diagnostic("wrong-shape", "error", message, entry.key, "write include: [shared/areas.yaml]")
        )
    return named


def _tree(item: Scalar, above: tuple[str, ...], reader: _Reader) -> Mapping | None:
    """The tree of one file that is included, with its own includes."""
    path, refused = reader.folder.find(item.text, item.span)
    if path is None:
        assert refused is not None
        reader.whole = False
        reader.found.append(refused)
        return None
    real = os.path.realpath(path)
    if real in above:
        _told(reader, "include-cycle", f"{item.text!r} includes this file again, which never ends", item)
        return None
    if real not in reader.done:
        reader.done[real] = _read(path, real, item, above, reader)
    return reader.done[real]


def _read(path: str, real: str, item: Scalar, above: tuple[str, ...], reader: _Reader) -> Mapping | None:
    given = reader.texts.get(path)
    source, problems = read_source(path) if given is None else decode(path, given.encode())
    reader.data += len(source.data)
    if problems:
        problem = problems[0]
        if problem.span.whole:  # nothing to show of that file: the line that names it is at fault
            problem = replace(problem, span=item.span, message=f"{path}: {problem.message}")
        reader.found.append(problem)
        reader.whole = False
        return None
    reader.sources.append(source)
    if len(reader.sources) > MOST_FILES or reader.data > MOST_BYTES:
        _told(
            reader, "too-many", f"more than {MOST_FILES} files or {MOST_BYTES // 2**20} MB are included", item
        )
        return None
    node, found, count = compose_counted(source, already=reader.values)
    reader.values += count
    reader.found.extend(found)
    reader.whole &= not found
    if isinstance(node, Mapping):
        return _over_includes(node, (*above, real), reader)
    if not found and not (node is None or (isinstance(node, Scalar) and node.value is None)):
        _told(reader, "no-scenario", f"{path} is no mapping of keys of a scenario", item)
    return None


def _told(reader: _Reader, id: str, message: str, item: Scalar) -> None:
    cures = {
        "include-cycle": "delete one of the two includes",
        "too-many": "join some of them",
        "no-scenario": "write it like a scenario: areas:, ships: and so on",
    }
    reader.found.append(Diagnostic(id, "error", message, item.span, cures[id]))


def _said(own: Mapping, under: Mapping) -> Mapping:
    """What a file says itself: a section left empty says nothing, and remarks are joined to those below."""
    entries: dict[str, Entry] = {}
    for key, entry in own.entries.items():
        below = under.entries.get(key)
        if below is not None and is_empty(entry.value):
            continue
        entries[key] = entry
        if key == _JOINED and below is not None:
            entries[key] = Entry(entry.key, _joined(below.value, entry.value))
    return replace(own, entries=entries)


def _joined(first: Node, second: Node) -> Node:
    items = [
        item for node in (first, second) for item in (node.items if isinstance(node, Sequence) else (node,))
    ]
    return Sequence(tuple(items), second.span)


def _side_by_side(
    first: Mapping, second: Mapping, path: tuple[str, ...], own: Mapping, reader: _Reader
) -> Mapping:
    """Two trees of equal right: joined where they speak of different things, or `own` says which holds."""
    entries = dict(first.entries)
    for key, entry in second.entries.items():
        there = entries.get(key)
        if there is None:
            entries[key] = entry
        elif there.value.span == entry.value.span:  # one file, included by both
            continue
        elif isinstance(there.value, Mapping) and isinstance(entry.value, Mapping):
            joined = _side_by_side(there.value, entry.value, (*path, key), own, reader)
            entries[key] = Entry(there.key, joined)
        elif not path and key == _JOINED:
            entries[key] = Entry(there.key, _joined(there.value, entry.value))
        elif find(own, (*path, key)) is None:
            _clash(format_path((*path, key)), there.key, entry.key, reader)
    return replace(first, entries=entries)


def _clash(what: str, first: Span, second: Span, reader: _Reader) -> None:
    reader.found.append(
        Diagnostic(
            "include-clash",
            "error",
            f"two included files both give {what}",
            second,
            "delete one of the two, or say in the including file which holds",
            labels=(Label(first, "given here as well"),),
        )
    )
