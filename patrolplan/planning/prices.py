"""The solver's certificate by name: sectors and times in place of rows."""

from __future__ import annotations

from patrolplan.formulation.types import Formulation
from patrolplan.problem.types import Certificate, Private
from patrolplan.record.types import Prices, PrivateLevels


def prices_of(certificate: Certificate, formulation: Formulation) -> Prices:
    """Levels per sector, and those private to a take-off, sparse."""
    levels = {
        sector.id: tuple(int(level) for level in row)
        for sector, row in zip(formulation.water.sectors, certificate.level, strict=True)
    }
    private = tuple(_private(own, formulation) for own in certificate.private)
    return Prices(scale=int(certificate.scale), levels=levels, private=private)


def _private(own: Private, formulation: Formulation) -> PrivateLevels:
    levels: dict[str, list[tuple[int, int]]] = {}
    for sector, step, level in zip(own.sector, own.step, own.level, strict=True):
        levels.setdefault(formulation.water.sectors[int(sector)].id, []).append((int(step), int(level)))
    return PrivateLevels(
        detachment=formulation.problem.detachments[own.detachment].name,
        takeoff=formulation.clock.at(own.takeoff),
        claim=int(own.claim),
        levels={sector: tuple(sorted(pairs)) for sector, pairs in sorted(levels.items())},
    )
