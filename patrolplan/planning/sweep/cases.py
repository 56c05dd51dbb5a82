"""The cases of a sweep: every combination of what is varied."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from patrolplan import __version__
from patrolplan.scenario.paths import PathError, parse_path


@dataclass(frozen=True)
class Case:
    """One variant to solve."""

    variant: str | None
    sets: tuple[str, ...]
    """PATH=VALUE, each."""
    lost: tuple[str, ...]
    """Assets that are not there."""
    seed: int
    effort: str
    gap: float | None = None

    @property
    def name(self) -> str:
        """What is different in this case, in words; `as written` where nothing is."""
        parts = [] if self.variant is None else [f"variant {self.variant}"]
        if self.lost:
            parts.append(f"without {', '.join(self.lost)}")
        parts += [_said(text) for text in self.sets]
        if self.seed != 1:
            parts.append(f"seed {self.seed}")
        return "; ".join(parts) or "as written"

    def key(self, sha256: str) -> str:
        """Names what comes of it: scenario file, case and version. Equal keys, equal plans."""
        told = [sha256, self.variant, self.sets, self.lost, self.seed, self.effort, self.gap, __version__]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def stem(self, sha256: str) -> str:
        """Of its files' names: what it is as far as a file name can say, and its key."""
        words = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:60].strip("-")
        return f"{words or 'case'}-{self.key(sha256)[:8]}"


@dataclass(frozen=True)
class Over:
    """What is varied. The cases are all combinations; an empty part does not vary."""

    variants: tuple[str | None, ...] = ()
    """Names of the scenario's overrides; None is the scenario as written."""
    lost: tuple[tuple[str, ...], ...] = ()
    """Sets of assets lost together; the empty one is none lost."""
    sets: tuple[tuple[str, ...], ...] = ()
    """For each value varied, its alternatives as PATH=VALUE."""
    seeds: tuple[int, ...] = ()

    def cases(self, effort: str, gap: float | None = None) -> tuple[Case, ...]:
        """Every combination, in the order in which the parts list their alternatives; none twice."""
        found = (
            Case(variant, sets, lost, seed, effort, gap)
            for variant in self.variants or (None,)
            for lost in self.lost or ((),)
            for sets in product(*self.sets)
            for seed in self.seeds or (1,)
        )
        return tuple(dict.fromkeys(found))


def _said(text: str) -> str:
    """`ships."HMS Argyll".transit=15kn` as `HMS Argyll transit 15kn`; a setting of the whole, `stay 6h`."""
    try:
        path, place = parse_path(text)
    except PathError:
        return text
    return f"{' '.join(path[1:] or path)} {text[place + 1 :].strip()}"


def subsets(names: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """All sets of at most so many of the names, the empty one first."""
    sizes: Iterable[Iterable[tuple[str, ...]]] = (combinations(names, n) for n in range(most + 1))
    return tuple(chain.from_iterable(sizes))
