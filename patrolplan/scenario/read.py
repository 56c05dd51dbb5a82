"""From a file to a scenario, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from patrolplan.scenario import catalogue
from patrolplan.scenario.diagnostics import Diagnostic, errors, in_order
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolve.build import resolve
from patrolplan.scenario.resolve.known import known_names
from patrolplan.scenario.shape.desugar import desugared
from patrolplan.scenario.shape.validate import Checked, check
from patrolplan.scenario.text.compose import compose
from patrolplan.scenario.text.merge import apply_sets, apply_variant, variants, without_overrides
from patrolplan.scenario.text.nodes import Mapping, Scalar
from patrolplan.scenario.text.reading import decode, read_source
from patrolplan.scenario.text.source import Source, whole

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
    """What was written, with variant and sets laid over it."""
    checked: Checked | None = None

    @property
    def file(self) -> str:
        """The path as it was given."""
        return self.source.name

    @property
    def sha256(self) -> str:
        """Of the file's bytes, in hexadecimal; variant and sets are no part of it."""
        return self.source.sha256


def load(path: Path | str, variant: str | None = None, sets: Sequence[str] = ()) -> Loaded:
    """Read a scenario file, lay a variant and PATH=VALUE sets over it, check and resolve it.

    Never raises for what the file holds or for a file that is not there: see `Loaded.diagnostics`.
    """
    source, found = read_source(path)
    return _loaded(source, found, variant, tuple(sets))


def load_bytes(name: str, data: bytes, variant: str | None = None, sets: Sequence[str] = ()) -> Loaded:
    """As `load`, for a file's bytes that are at hand."""
    source, found = decode(name, data)
    return _loaded(source, found, variant, tuple(sets))


def with_variant(loaded: Loaded, variant: str) -> Loaded:
    """The same file under another variant."""
    return _loaded(loaded.source, (), variant, loaded.sets)


def _loaded(
    source: Source, found: tuple[Diagnostic, ...], variant: str | None, sets: tuple[str, ...]
) -> Loaded:
    if errors(found):
        return Loaded(None, found, source, variant, sets)
    node, problems = compose(source)
    if not isinstance(node, Mapping):
        if not problems:
            empty = node is None or (isinstance(node, Scalar) and node.value is None)
            problems = (_no_scenario(source, empty),)
        return Loaded(None, in_order(problems), source, variant, sets)
    names = tuple(variants(node))
    before = desugared(without_overrides(node))
    root, more = before, list(problems)
    if variant is not None:
        root, slips = apply_variant(node, variant, Source(f"--variant {variant}", variant))
        more.extend(slips)
    root, slips = apply_sets(root, sets)
    more.extend(slips)
    root = desugared(root)
    stock = catalogue.load()
    checked, shape = check(root, known_names((root, before), stock))
    scenario, sense = resolve(checked, root, stock, Path(source.name).stem or "scenario")
    if variant is not None or sets:  # what was taken away leaves such things behind, and is meant so
        sense = tuple(item for item in sense if item.id not in _LEFT_BEHIND)
    told = in_order((*more, *shape, *sense))
    return Loaded(None if errors(told) else scenario, told, source, variant, sets, names, root, checked)


def _no_scenario(source: Source, empty: bool) -> Diagnostic:
    message = "the file holds no scenario" if empty else "a scenario is a mapping of keys, and this is none"
    return Diagnostic(
        "no-scenario", "error", message, whole(source), "patrolplan init writes one to start from"
    )
