"""Variants and `--set`: a tree laid over another, each value keeping the place where it was written.

Mappings are joined key by key; anything else is replaced whole; `null` removes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from patrolplan.scenario.alike import closest
from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.paths import PathError, format_path, parse_path
from patrolplan.scenario.text.compose import MOST_DEPTH, compose
from patrolplan.scenario.text.nodes import Entry, Mapping, Node, Scalar, Sequence, is_empty
from patrolplan.scenario.text.source import Source, Span

OVERRIDES = "overrides"
LIKE = "like"
"""Under a variant: the variants that it is laid over."""
MOST_ABOVE = 10


def variants(root: Mapping) -> dict[str, Span]:
    """Names of the variants under `overrides`, with the place of each."""
    entry = root.entries.get(OVERRIDES)
    if entry is None or not isinstance(entry.value, Mapping):
        return {}
    return {name: variant.key for name, variant in entry.value.entries.items()}


def without_overrides(root: Mapping) -> Mapping:
    """The scenario itself."""
    return replace(root, entries={key: entry for key, entry in root.entries.items() if key != OVERRIDES})


def apply_variant(root: Mapping, variant: str, asked: Source) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The scenario with a variant laid over it; `asked` is the text that named the variant."""
    base = without_overrides(root)
    known = variants(root)
    if variant not in known:
        message = f"there is no variant {variant!r}"
        if known:
            cure = f"there is {_listed(known)}" + _did_you_mean(variant, known)
        else:
            cure = "leave --variant out, or write it under overrides in the scenario"
        return base, (Diagnostic("unknown-variant", "error", message, _all_of(asked), cure),)
    found: list[Diagnostic] = []
    for layer in _layers(root, variant, (), set(), found):
        base = laid_over(base, layer, found)
    return base, tuple(found)


def _layers(
    root: Mapping, variant: str, above: tuple[str, ...], done: set[str], found: list[Diagnostic]
) -> Iterator[Mapping]:
    """What a variant changes, after all that the variants it is `like` change; each of those once."""
    overrides = root.entries[OVERRIDES].value
    assert isinstance(overrides, Mapping)
    layer = overrides.entries[variant].value
    if isinstance(layer, Scalar) and layer.value is None:
        return
    if not isinstance(layer, Mapping):
        message = f"the variant {variant!r} must be a mapping of what it changes"
        cure = "write it like aircraft: {Kadena P-8: null}"
        found.append(Diagnostic("wrong-shape", "error", message, layer.span, cure))
        return
    like = layer.entries.get(LIKE)
    if like is None:
        yield layer
        return
    known = overrides.entries
    for item in like.value.items if isinstance(like.value, Sequence) else (like.value,):
        if not isinstance(item, Scalar) or item.value is None:
            message = "like wants the name of a variant, or a list of them"
            found.append(Diagnostic("wrong-shape", "error", message, like.key, "write like: no-p8"))
        elif item.text not in known:
            message = f"there is no variant {item.text!r}"
            cure = f"there is {_listed(known)}" + _did_you_mean(item.text, known)
            found.append(Diagnostic("unknown-variant", "error", message, item.span, cure))
        elif len(above) >= MOST_ABOVE:
            message = f"more than {MOST_ABOVE} variants stand one upon another here"
            found.append(Diagnostic("too-deep", "error", message, item.span, "join some of them"))
        elif item.text in (*above, variant):
            message = f"{variant!r} is like {item.text!r}, which is like it again"
            cure = "say in one of them what it changes, without like"
            found.append(Diagnostic("like-cycle", "error", message, item.span, cure))
        elif item.text not in done:
            done.add(item.text)
            yield from _layers(root, item.text, (*above, variant), done, found)
    yield replace(layer, entries=dict(_without(layer, LIKE)))


def _without(node: Mapping, left_out: str) -> Iterator[tuple[str, Entry]]:
    return ((key, entry) for key, entry in node.entries.items() if key != left_out)


def apply_sets(root: Mapping, sets: Iterable[str]) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The scenario with each PATH=VALUE laid over it in turn."""
    found: list[Diagnostic] = []
    for text in sets:
        layer = _read_set(text, found)
        if layer is not None:
            root = laid_over(root, layer, found)
    return root, tuple(found)


def laid_over(
    base: Mapping,
    layer: Mapping,
    found: list[Diagnostic],
    path: tuple[str, ...] = (),
    *,
    keep_empty: bool = False,
) -> Mapping:
    """`layer` over `base`: mappings joined key by key, null removing; `path` is where the two stand.

    With `keep_empty` only a `null` that is written removes: nothing behind a colon stays there, to be told.
    """
    entries = dict(base.entries)
    for key, entry in layer.entries.items():
        below, value = entries.get(key), entry.value
        if keep_empty and is_empty(value):
            entries[key] = entry
        elif isinstance(value, Scalar) and value.value is None:
            if below is None:
                found.append(_removes_nothing(key, entry, entries, path))
            entries.pop(key, None)
        elif isinstance(value, Mapping):
            under = below.value if below is not None and isinstance(below.value, Mapping) else None
            empty = Mapping({}, value.span, value.flow)
            # What is new is walked too: a null in it has nothing to remove.
            joined = laid_over(under or empty, value, found, (*path, key), keep_empty=keep_empty)
            entries[key] = Entry(below.key if under is not None and below else entry.key, joined)
        else:
            entries[key] = entry
    return replace(base, entries=entries)


def _removes_nothing(key: str, entry: Entry, there: Iterable[str], path: tuple[str, ...]) -> Diagnostic:
    where = f"in {format_path(path)} " if path else ""
    return Diagnostic(
        "removes-nothing",
        "error",
        f"null removes {key!r}, but {where}there is nothing of that name",
        entry.key,
        (_did_you_mean(key, there).removeprefix("; ") or "delete this line"),
    )


def _read_set(text: str, found: list[Diagnostic]) -> Mapping | None:
    """`ships."HMAS Melbourne".transit=15kn` as the mapping that it stands for."""
    source = Source(f"--set {text}", text)

    def refuse(message: str, cure: str, column: int) -> None:
        span = Span(source, 1, column + 1, 1, column + 2)
        found.append(Diagnostic("set-path", "error", message, span, cure))

    try:
        names, equals = parse_path(text)
    except PathError as error:
        refuse(error.message, error.cure, error.column)
        return None
    if not text[equals + 1 :].strip():
        cure = "write PATH=VALUE, as in stay=4h; null removes"
        found.append(Diagnostic("set-path", "error", "a value is missing", _all_of(source), cure))
        return None
    if len(names) > MOST_DEPTH:
        refuse(f"this path has {len(names)} steps", f"write one of {MOST_DEPTH} at most", 0)
        return None
    if names[0] == OVERRIDES:
        refuse("a variant cannot be set here", "set what the variant changes, or choose it with --variant", 0)
        return None
    # Blanks in place of the path keep the columns of the value true.
    value, problems = compose(source, " " * (equals + 1) + text[equals + 1 :])
    found.extend(problems)
    if problems:
        return None
    path_span = Span(source, 1, 1, 1, equals + 1)
    node: Node = value or Scalar("", None, path_span)
    for name in reversed(names):
        node = Mapping({name: Entry(path_span, node)}, path_span)
    assert isinstance(node, Mapping)
    return node


def _all_of(source: Source) -> Span:
    return Span(source, 1, 1, 1, len(source.text) + 1)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _did_you_mean(name: str, names: Iterable[str]) -> str:
    meant = closest(name, names)
    return "" if meant is None else f"; did you mean {meant!r}?"
