"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace
from pathlib import Path

from patrolplan.scenario import catalogue
from patrolplan.scenario.diagnostics import Diagnostic, errors, in_order
from patrolplan.scenario.files.drawn import with_drawn
from patrolplan.scenario.files.folder import Folder
from patrolplan.scenario.files.include import included, not_here
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolve.build import resolve
from patrolplan.scenario.resolve.known import known_names
from patrolplan.scenario.shape.defaults import defaulted
from patrolplan.scenario.shape.desugar import desugared
from patrolplan.scenario.shape.validate import Checked, check
from patrolplan.scenario.text.compose import compose_counted
from patrolplan.scenario.text.merge import apply_sets, apply_variant, variants, without_overrides
from patrolplan.scenario.text.nodes import Mapping, Scalar
from patrolplan.scenario.text.reading import decode, read_source
from patrolplan.scenario.text.source import Source, Span, whole

_SEVERAL = frozenset(("missing-key", "unknown-key"))
"""Kinds of mistake of which one place can have several."""
_ABSENT = frozenset(
    ("no-assets", "no-areas", "missing-key", "one-shape", "binds-nobody", "closure-unused", "removes-nothing")
)
_KNOWN_ANYWAY = frozenset(("unknown-key", "unknown-variant"))
_LEFT_BEHIND = frozenset(("closure-unused", "binds-nobody"))


@dataclass(frozen=True)
class Loaded:
    """What came of reading a scenario."""

    scenario: Scenario | None
    """None where there are errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Errors and warnings, by place."""
    source: Source
    variant: str | None
    sets: tuple[str, ...]
    variants: tuple[str, ...] = ()
    """Names of the variants that the file holds."""
    root: Mapping | None = None
    """What was written, with variant and sets laid over it, defaults under it, and files read in."""
    checked: Checked | None = None
    included: tuple[Source, ...] = ()
    """The files that the scenario includes."""
    tree: Mapping | None = None
    """What was written in the file and those that it includes, before anything else."""
    whole: bool = True
    """False where an included file could not be read: what is missing may stand there, and is not told."""

    @property
    def file(self) -> str:
        """The path as it was given."""
        return self.source.name

    @property
    def sha256(self) -> str:
        """Of the file's bytes, in hexadecimal; where it includes others, of theirs after its own.

        Variant and sets are no part of it.
        """
        if not self.included:
            return self.source.sha256
        return hashlib.sha256(b"".join(source.data for source in (self.source, *self.included))).hexdigest()


def load(path: Path | str, variant: str | None = None, sets: Sequence[str] = ()) -> Loaded:
    """Read a scenario file, lay a variant and PATH=VALUE sets over it, check and resolve it.

    Never raises for what the file holds or for a file that is not there: see `Loaded.diagnostics`.
    """
    source, found = read_source(path)
    return _loaded(source, found, variant, tuple(sets), {})


def load_bytes(
    name: str,
    data: bytes,
    variant: str | None = None,
    sets: Sequence[str] = (),
    texts: Texts[str, str] | None = None,
) -> Loaded:
    """As `load`, for a file's bytes that are at hand; `texts` may hold files that it includes, by path."""
    source, found = decode(name, data)
    return _loaded(source, found, variant, tuple(sets), texts or {})


def with_variant(loaded: Loaded, variant: str) -> Loaded:
    """The same files under another variant; what is wrong whatever the variant is not told again."""
    if loaded.tree is None:
        return replace(loaded, variant=variant)
    return _judged(replace(loaded, variant=variant), loaded.tree, ())


def _loaded(
    source: Source,
    found: tuple[Diagnostic, ...],
    variant: str | None,
    sets: tuple[str, ...],
    texts: Texts[str, str],
) -> Loaded:
    empty = Loaded(None, found, source, variant, sets)
    if errors(found):
        return empty
    node, problems, count = compose_counted(source)
    if not isinstance(node, Mapping):
        if not problems:
            nothing = node is None or (isinstance(node, Scalar) and node.value is None)
            problems = (_no_scenario(source, nothing),)
        return replace(empty, diagnostics=in_order(problems))
    files = included(node, source, count, texts)
    names = tuple(variants(files.root))
    known = replace(empty, included=files.sources, tree=files.root, variants=names, whole=files.whole)
    return _judged(known, files.root, (*problems, *files.found))


def _by_absence(item: Diagnostic) -> bool:
    """Whether it may be so only because a file that says otherwise could not be read."""
    return item.id in _ABSENT or (item.id.startswith("unknown-") and item.id not in _KNOWN_ANYWAY)


def _judged(known: Loaded, node: Mapping, problems: tuple[Diagnostic, ...]) -> Loaded:
    """The scenario of a tree, under the variant and the sets that are asked for."""
    variant, sets, source = known.variant, known.sets, known.source
    before = desugared(without_overrides(node))
    root, more = before, list(problems)
    if variant is not None:
        root, slips = apply_variant(node, variant, Source(f"--variant {variant}", variant))
        more.extend(slips)
    root, slips = apply_sets(root, sets)
    more.extend(slips)
    root, slips = not_here(root)
    more.extend(slips)
    stock = catalogue.load()
    names = known_names((root, before), stock)
    under = defaulted(desugared(root), names)
    root, slips = with_drawn(under.root, Folder.of(source))
    checked, shape = check(root, names)
    scenario, sense = resolve(checked, root, stock, Path(source.name).stem or "scenario")
    if variant is not None or sets:  # what was taken away leaves such things behind, and is meant so
        sense = tuple(item for item in sense if item.id not in _LEFT_BEHIND)
        under = replace(under, found=errors(under.found))
    told = in_order(_once((*more, *under.found, *slips, *shape, *sense)))
    if not known.whole:
        told = tuple(item for item in told if not _by_absence(item))
    return replace(
        known,
        scenario=None if errors(told) else scenario,
        diagnostics=told,
        root=root,
        checked=checked,
    )


def _once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Each mistake in `defaults` once, though every asset that takes it over has it."""
    seen: set[tuple[str, Span]] = set()
    for item in found:
        if item.severity == "error" and not item.span.whole:
            place = (item.id, item.span)
            if place in seen and item.id not in _SEVERAL:
                continue
            seen.add(place)
        yield item


def _no_scenario(source: Source, empty: bool) -> Diagnostic:
    message = "the file holds no scenario" if empty else "a scenario is a mapping of keys, and this is none"
    return Diagnostic(
        "no-scenario", "error", message, whole(source), "patrolplan init writes one to start from"
    )
