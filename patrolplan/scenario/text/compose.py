"""YAML text into a tree of `nodes`, from the events of PyYAML's parser (libyaml where it is there).

Events rather than PyYAML's own nodes: they are not recursive, so that a file of a million brackets ends
in a sentence. What YAML allows and a scenario has no use for is refused: tags, keys that are not text,
merge keys, several documents. Aliases are shared, and counted as if written out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from patrolplan.scenario.diagnostics import Diagnostic, Label
from patrolplan.scenario.text.core import core_value
from patrolplan.scenario.text.nodes import Entry, Mapping, Node, Scalar, Sequence
from patrolplan.scenario.text.source import Source, Span, whole
from patrolplan.scenario.text.syntax import explain

MOST_DEPTH: Final = 30
MOST_VALUES: Final = 100_000
"""Keys and values of a file with its aliases written out; a scenario of 300 areas has some 5,000."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _RefusedError(Exception):
    """Reading cannot go on."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass
class _Open:
    """A mapping or list whose end has not come yet."""

    mark: Any
    flow: bool
    anchor: str | None
    is_mapping: bool
    entries: dict[str, Entry] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    key: tuple[str, Span] | None = None
    skip: bool = False
    """The value that follows belongs to a key already refused."""
    size: int = 1


def compose(source: Source, text: str | None = None) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """Read YAML; None where nothing could be read, with all that was found wrong.

    `text` stands in for `source.text` where only a part of it is YAML: places must agree with the source.
    """
    node, found, _ = compose_counted(source, text)
    return node, found


def compose_counted(
    source: Source, text: str | None = None, already: int = 0
) -> tuple[Node | None, tuple[Diagnostic, ...], int]:
    """As `compose`, with the number of keys and values; `already` were read before, from other files."""
    composer = _Composer(source, already)
    node, found = _composed(composer, source.text if text is None else text)
    return node, found, composer.count - already


def _composed(composer: _Composer, text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    source = composer.source
    try:
        node = composer.run(text)
    except _RefusedError as refused:
        return None, (*composer.found, refused.diagnostic)
    except yaml.MarkedYAMLError as error:
        return None, (*composer.found, explain(source, error))
    except yaml.YAMLError as error:  # the reader's: a character that YAML does not allow
        message = str(error).splitlines()[0]
        return None, (
            *composer.found,
            Diagnostic("yaml-syntax", "error", f"this is no YAML: {message}", whole(source)),
        )
    return node, tuple(composer.found)


class _Composer:
    def __init__(self, source: Source, already: int) -> None:
        self.source = source
        self.found: list[Diagnostic] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.unfinished: set[str] = set()
        self.stack: list[_Open] = []
        self.count = already

    def run(self, text: str) -> Node | None:
        loader = _LOADER(text)
        root: Node | None = None
        documents = 0
        try:
            while True:
                event = loader.get_event()
                if isinstance(event, yaml.StreamEndEvent):
                    return root
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.refuse(
                            "several-documents",
                            event,
                            "a second document begins here",
                            "a scenario is one document: delete this line and join the two",
                        )
                elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                    finished = self.node(event)
                    if finished is not None:
                        root = finished
        finally:
            loader.dispose()

    def node(self, event: Any) -> Node | None:
        """Take one event in; the root once it is complete."""
        if isinstance(event, yaml.CollectionStartEvent):
            self.open(event)
            return None
        if isinstance(event, yaml.AliasEvent):
            node, size = self.alias(event)
            self.count += size
        elif isinstance(event, yaml.ScalarEvent):
            node, size = self.scalar(event), 1
            self.count += 1
        else:
            node, size = self.close(event)
            self.count += 1
        if self.count > MOST_VALUES:
            self.refuse(
                "too-many",
                event,
                f"the scenario holds more than {MOST_VALUES:,} values, aliases written out",
                "split the scenario, or write fewer aliases",
            )
        return self.put(node, size)

    def open(self, event: Any) -> None:
        if len(self.stack) >= MOST_DEPTH:
            self.refuse(
                "too-deep",
                event,
                f"this is nested more than {MOST_DEPTH} deep",
                "a scenario needs five or six levels: look for a bracket that is not closed",
            )
        self.untagged(event)
        if event.anchor:
            self.unfinished.add(event.anchor)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.stack.append(_Open(event.start_mark, bool(event.flow_style), event.anchor, is_mapping))

    def close(self, event: Any) -> tuple[Node, int]:
        top = self.stack.pop()
        # The end of a block is only known by what follows it: its place is the end of its first line.
        span = self.span(top.mark, event.end_mark if top.flow else top.mark)
        node: Node = Sequence(tuple(top.items), span)
        if top.is_mapping:
            node = Mapping(top.entries, span, top.flow)
        if top.anchor:
            self.unfinished.discard(top.anchor)
            self.anchors[top.anchor] = node, top.size
        return node, top.size

    def scalar(self, event: Any) -> Scalar:
        self.untagged(event)
        quoted = not event.implicit[0]
        literal = event.style == "|"
        value = event.value if quoted else core_value(event.value)
        end = event.end_mark
        if event.style in ("|", ">"):  # ends on the line after its last: show the bar alone
            end = event.start_mark
        node = Scalar(event.value, value, self.span(event.start_mark, end), literal)
        if event.anchor:
            self.anchors[event.anchor] = node, 1
        return node

    def alias(self, event: Any) -> tuple[Node, int]:
        if event.anchor in self.unfinished:
            self.refuse(
                "alias",
                event,
                f"*{event.anchor} stands within what it names, which would never end",
                "write the values out",
            )
        if event.anchor not in self.anchors:
            self.refuse(
                "alias",
                event,
                f"nothing before this is marked &{event.anchor}",
                f"mark what is meant with &{event.anchor}; if this is text, put it in quotes",
            )
        return self.anchors[event.anchor]

    def put(self, node: Node, size: int) -> Node | None:
        """Give a finished node to what holds it."""
        if not self.stack:
            return node
        top = self.stack[-1]
        top.size += size
        if not top.is_mapping:
            top.items.append(node)
        elif top.key is None and not top.skip:
            self.take_key(top, node)
        else:
            if top.key is not None:
                name, span = top.key
                top.entries[name] = Entry(span, node)
            top.key, top.skip = None, False
        return None

    def take_key(self, top: _Open, node: Node) -> None:
        problem = self.key_problem(top, node)
        if problem is None:
            assert isinstance(node, Scalar)
            top.key = node.text, node.span
        else:
            self.found.append(problem)
            top.skip = True

    def key_problem(self, top: _Open, node: Node) -> Diagnostic | None:
        if not isinstance(node, Scalar):
            return Diagnostic(
                "key-kind",
                "error",
                "a key must be a name, not a list or a mapping",
                node.span,
                "write the name alone, then a colon",
            )
        if not node.text.strip():
            return Diagnostic(
                "key-kind",
                "error",
                "a name is missing before the colon",
                node.span,
                "write the name of the thing that follows",
            )
        if node.text == "<<":
            return Diagnostic(
                "merge-key",
                "error",
                "merge keys (<<) are not read",
                node.span,
                "write the values out, or use a variant under overrides",
            )
        first = top.entries.get(node.text)
        if first is not None:
            return Diagnostic(
                "duplicate-key",
                "error",
                f"{node.text!r} is given twice",
                node.span,
                "join the two, or rename or delete one",
                labels=(Label(first.key, "first given here"),),
            )
        return None

    def untagged(self, event: Any) -> None:
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                "tag",
                event,
                f"tags are not read, and this has one ({shown})",
                "delete the tag; if the exclamation mark is part of a text, put it in quotes",
            )

    def refuse(self, id: str, event: Any, message: str, cure: str) -> None:
        raise _RefusedError(
            Diagnostic(id, "error", message, self.span(event.start_mark, event.end_mark), cure)
        )

    def span(self, start: Any, end: Any) -> Span:
        """From two marks; an end on a later line is drawn back to the end of the first."""
        line, column = start.line, start.column
        lines = self.source.lines
        if end.line == line and end.column > column:
            last = end.column
        elif end.line == line:
            last = column + 1
        else:
            last = max(len(lines[line].rstrip()) if line < len(lines) else 0, column + 1)
        return Span(self.source, line + 1, column + 1, line + 1, last + 1)
