"""First-order prices: what a change of the scenario does to the bound at the plan's own levels.

The certificate's levels are prices of water. At fixed levels the bound is a sum of bids, so a change of the
scenario changes it by the bids of those whom it touches, and by nothing else: no search, only longest paths.
Where the proof is by cases, that in which the plan itself lies is taken: its prices are those at the optimum.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.problem.types import Certificate, Detachment, Problem, Ship
from patrolplan.record.types import Prices, Record
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolved import from_json
from patrolplan.sea.build import build_water
from patrolplan.sea.types import Water

from .leaves import cases, restricted
from .oracle import BoundParts, bound
from .prices import PriceError, certificate_of


@dataclass(frozen=True)
class Shadow:
    """A plan's problem with its levels, and every holder's bid at them."""

    record: Record
    scenario: Scenario
    water: Water
    problem: Problem
    prices: Prices
    parts: BoundParts

    def asset(self, name: str) -> float:
        """The bid of a ship, or of a detachment's whole programme: by so much the bound falls without it.

        Raises:
            KeyError: there is no such asset.

        """
        holders = _holders(self.problem, self.parts)
        if name in holders:
            return holders[name][1] / self.parts.scale
        raise KeyError(name)

    def change(self, changed: Scenario) -> float | None:
        """The bound of a changed scenario at these levels, less that of the plan's.

        None where the change makes other water, to which these levels do not belong.
        """
        water = self.water
        if _wet(changed) != _wet(self.scenario):
            water = build_water(changed)
            if not _equal(water.sectors, self.water.sectors) or not _equal(water.rates, self.water.rates):
                return None
        there = formulate(changed, water)
        problem, _ = _at_the_plan(self.record, there)
        before = _holders(self.problem, self.parts)
        after = _rows(problem)
        touched = [
            name
            for name, row in after.items()
            if name not in before or not self._alike(before[name][0], row, problem)
        ]
        gone = sum(bid for name, (_, bid) in before.items() if name not in after or name in touched)
        return (sum(self._bids(problem, there, touched)) - gone) / self.parts.scale

    def _alike(self, mine: Ship | Detachment, theirs: Ship | Detachment, problem: Problem) -> bool:
        one = replace(mine, mover=0), self.problem.movers[mine.mover]
        return _equal(one, (replace(theirs, mover=0), problem.movers[theirs.mover]))

    def _bids(self, problem: Problem, there: Formulation, names: list[str]) -> list[int]:
        """Bids of some holders alone."""
        ships = tuple(row for row in problem.ships if row.name in names)
        detachments = tuple(row for row in problem.detachments if row.name in names)
        if not ships and not detachments:
            return []
        part = replace(problem, ships=ships, detachments=detachments)
        parts = bound(part, _certificate(self.prices, part, there))
        return [*parts.ships, *parts.fills]


def _wet(scenario: Scenario) -> tuple[object, ...]:
    """All that the water depends on."""
    return (
        scenario.areas,
        scenario.zones,
        scenario.sectors,
        scenario.weather,
        scenario.horizon,
        scenario.bases,
    )


def shadow(record: Record) -> Shadow | None:
    """Build the plan's problem again and take every bid at its levels; None where it carries no prices.

    Raises:
        PriceError: the prices do not fit the scenario.

    """
    if record.prices is None:
        return None
    scenario = from_json(record.scenario)
    water = build_water(scenario)
    formulation = formulate(scenario, water)
    problem, prices = _at_the_plan(record, formulation)
    return Shadow(
        record, scenario, water, problem, prices, bound(problem, _certificate(prices, problem, formulation))
    )


def _at_the_plan(record: Record, formulation: Formulation) -> tuple[Problem, Prices]:
    """The problem and the levels at which the plan is priced: those of the case that it lies in."""
    problem, prices = formulation.problem, record.prices
    assert prices is not None
    if not prices.leaves:
        return problem, prices
    held = _held(record)
    for leaf in prices.leaves:
        if all(((ship, sector, step) in held) == said for ship, sector, step, said in leaf["decisions"]):
            ships = {ship.name: row for row, ship in enumerate(problem.ships)}
            rows = {sector.id: row for row, sector in enumerate(formulation.water.sectors)}
            decisions = [
                (ships[ship], rows[sector], step, said)
                for ship, sector, step, said in leaf["decisions"]
                if ship in ships and sector in rows
            ]
            (case,) = cases([decisions])
            return restricted(problem, case), replace(prices, levels=leaf["levels"], leaves=())
    raise PriceError("the plan lies in none of the cases of its own proof")


def _held(record: Record) -> set[tuple[str, str, int]]:
    """(asset, sector, step) of every slot held by a ship."""
    model, held = record.model, set()
    for task in record.tasks:
        if task.sortie is None:
            first = int((task.start - model.start).total_seconds() // model.slot_s)
            last = int(-(-(task.end - model.start).total_seconds() // model.slot_s))
            held |= {(task.asset, task.sector, step) for step in range(first, last)}
    return held


def _certificate(prices: Prices, problem: Problem, formulation: Formulation) -> Certificate:
    """Of a part of the problem: private levels of those who are not in it are left out."""
    flying = {row.name: row for row in problem.detachments}
    tick = timedelta(seconds=formulation.clock.tick_s)

    def there(detachment: str, takeoff: Any) -> bool:
        row = flying.get(detachment)
        return row is not None and bool(np.isin((takeoff - formulation.clock.start) // tick, row.takeoffs))

    private = tuple(own for own in prices.private if there(own.detachment, own.takeoff))
    ids = tuple(sector.id for sector in formulation.water.sectors)
    start = formulation.clock.start
    return certificate_of(replace(prices, private=private, requirements={}), problem, ids, start, tick)


def _holders(problem: Problem, parts: BoundParts) -> dict[str, tuple[Ship | Detachment, int]]:
    bids = [*parts.ships, *parts.fills]
    return {name: (row, bid) for (name, row), bid in zip(_rows(problem).items(), bids, strict=True)}


def _rows(problem: Problem) -> dict[str, Ship | Detachment]:
    ships: dict[str, Ship | Detachment] = {row.name: row for row in problem.ships}
    return {**ships, **{row.name: row for row in problem.detachments}}


def _equal(one: Any, other: Any) -> bool:
    """Equality through dataclasses, sequences and arrays."""
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return bool(np.array_equal(one, other))
    if is_dataclass(one) and type(one) is type(other):
        return all(_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_equal, one, other))
    return bool(one == other)
