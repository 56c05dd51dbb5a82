"""The solver's certificate by name: sectors and times in place of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.types import Formulation
from patrolplan.problem.types import Certificate, Leaf, Private
from patrolplan.record.types import Prices, PrivateLevels


def prices_of(certificate: Certificate, formulation: Formulation) -> Prices:
    """Levels per sector, those private to a take-off (sparse), and those of each case of the proof."""
    return Prices(
        scale=int(certificate.scale),
        levels=_levels(certificate.level, formulation),
        private=tuple(_private(own, formulation) for own in certificate.private),
        leaves=tuple(_leaf(leaf, formulation) for leaf in certificate.leaves),
        requirements=_asked(certificate, formulation),
    )


def _asked(certificate: Certificate, formulation: Formulation) -> dict[str, tuple[int, ...]]:
    """Prices of requirements by the name of what is asked for, row by row; none where none are priced."""
    asked = formulation.problem.requirements
    if certificate.requirements is None:
        return {}
    groups = asked.groups()
    return {
        name: tuple(certificate.requirements[groups == group].tolist())
        for group, name in enumerate(asked.names)
    }


def _levels(level: NDArray[np.int64], formulation: Formulation) -> dict[str, tuple[int, ...]]:
    return {
        sector.id: tuple(row) for sector, row in zip(formulation.water.sectors, level.tolist(), strict=True)
    }


def _leaf(leaf: Leaf, formulation: Formulation) -> dict[str, Any]:
    """One case of a proof by cases, as JSON values: `decisions` and `levels`."""
    ships, sectors = formulation.problem.ships, formulation.water.sectors
    return {
        "decisions": [
            [ships[int(ship)].name, sectors[int(sector)].id, int(step), bool(held)]
            for ship, sector, step, held in leaf.decisions
        ],
        "levels": {sector: list(row) for sector, row in _levels(leaf.level, formulation).items()},
    }


def _groups(own: Private, formulation: Formulation) -> dict[str, int]:
    """Group by sector, for sectors that are in one."""
    if own.group is None:
        return {}
    numbers = dict(zip(own.sector.tolist(), own.group.tolist(), strict=True))
    return dict(sorted((formulation.water.sectors[s].id, g) for s, g in numbers.items() if g >= 0))


def _private(own: Private, formulation: Formulation) -> PrivateLevels:
    levels: dict[str, list[tuple[int, int]]] = {}
    for sector, step, level in zip(own.sector, own.step, own.level, strict=True):
        levels.setdefault(formulation.water.sectors[int(sector)].id, []).append((int(step), int(level)))
    return PrivateLevels(
        detachment=formulation.problem.detachments[own.detachment].name,
        takeoff=formulation.clock.at(own.takeoff),
        claim=int(own.claim),
        levels={sector: tuple(sorted(pairs)) for sector, pairs in sorted(levels.items())},
        groups=_groups(own, formulation),
    )
