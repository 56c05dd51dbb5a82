"""Prices by name, as a plan file holds them, back to a certificate by row; everything is questioned."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import MOST_GROUPS, Certificate, Leaf, Private, Problem
from patrolplan.record.types import Prices, PrivateLevels

from .looks import IntArray


class PriceError(ValueError):
    """Prices that cannot be a proof; the message says which and why."""


def certificate_of(
    prices: Prices, problem: Problem, sectors: tuple[str, ...], opening: datetime, tick: timedelta
) -> Certificate:
    """The certificate that the prices spell out; `sectors` are the ids of the problem's rows.

    Raises PriceError where a sector, ship, detachment or take-off is unknown or missing, a row has the
    wrong length, a level is negative, above the scale or (private) below the common one, or a kind of
    price is used that this oracle does not know.
    """
    for kind in ("hold", "resources"):
        if getattr(prices, kind):
            raise PriceError(f"prices of kind {kind!r} are not known to this oracle")
    if not 1 <= prices.scale <= 2**53:
        raise PriceError(f"the scale of {prices.scale} is not between 1 and 2^53")
    rows = {name: row for row, name in enumerate(sectors)}
    level = _levels(prices.levels, rows, problem.grid.steps, prices.scale, "levels")
    ships = {ship.name: i for i, ship in enumerate(problem.ships)}
    return Certificate(
        scale=prices.scale,
        level=level,
        private=tuple(
            _private(own, prices.scale, level, problem, rows, opening, tick) for own in prices.private
        ),
        leaves=tuple(
            _leaf(leaf, f"leaf {number}", rows, ships, problem.grid.steps, prices.scale)
            for number, leaf in enumerate(prices.leaves)
        ),
        requirements=_asked(prices.requirements, problem),
    )


def _asked(given: dict[str, tuple[int, ...]], problem: Problem) -> IntArray | None:
    """(rows,) prices of requirements from group → prices in order; None where none are given."""
    if not given:
        return None
    asked = problem.requirements
    groups = asked.groups()
    found = np.zeros(len(asked), dtype=np.int64)
    for name, row in given.items():
        if name not in asked.names:
            raise PriceError(f"requirements: the scenario asks for nothing called {name!r}")
        mine = np.flatnonzero(groups == asked.names.index(name))
        if len(row) != len(mine):
            raise PriceError(f"requirements: {name} needs {len(mine)} whole numbers, one a row")
        for r, value in zip(mine.tolist(), row, strict=True):
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**62:
                raise PriceError(f"requirements: {name}: {value!r} is no price")
            found[r] = value
    missing = [name for name in asked.names if name not in given]
    if missing:
        raise PriceError(f"requirements: {missing[0]} is missing" + _more(len(missing) - 1))
    return found


def _levels(given: object, rows: dict[str, int], steps: int, scale: int, where: str) -> IntArray:
    """(S, K) from sector → levels by step."""
    if not isinstance(given, dict):
        raise PriceError(f"{where}: not a table by sector")
    table = np.zeros((len(rows), steps), dtype=np.int64)
    for name, row in given.items():
        if name not in rows:
            raise PriceError(f"{where}: there is no sector {name!r} in the scenario's water")
        if not isinstance(row, list | tuple) or len(row) != steps:
            raise PriceError(f"{where}: sector {name} needs {steps} whole numbers, one a step")
        table[rows[name]] = [_level(x, scale, f"{where}: sector {name}, step {k}") for k, x in enumerate(row)]
    missing = [name for name in rows if name not in given]
    if missing:
        raise PriceError(f"{where}: sector {missing[0]} is missing" + _more(len(missing) - 1))
    return table


def _more(count: int) -> str:
    return f", and {count} more" if count else ""


def _level(value: object, scale: int, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PriceError(f"{where}: {value!r} is no whole number")
    if value < 0:
        raise PriceError(f"{where}: the level {value} is negative")
    if value > scale:
        raise PriceError(f"{where}: the level {value} is above the scale of {scale}")
    return value


def _private(
    own: PrivateLevels,
    scale: int,
    common: IntArray,
    problem: Problem,
    rows: dict[str, int],
    opening: datetime,
    tick: timedelta,
) -> Private:
    where = f"private levels of {own.detachment} at {own.takeoff:%d%H%MZ}"
    names = [det.name for det in problem.detachments]
    if own.detachment not in names:
        raise PriceError(f"{where}: there is no such detachment")
    detachment = names.index(own.detachment)
    takeoff, left = divmod(own.takeoff - opening, tick)
    if left or takeoff not in problem.detachments[detachment].takeoffs:
        raise PriceError(f"{where}: no take-off is allowed then")
    if isinstance(own.claim, bool) or not 0 <= own.claim <= 2**62:
        raise PriceError(f"{where}: the claim {own.claim} is out of bounds")
    slots: dict[tuple[int, int], int] = {}
    for name, pairs in own.levels.items():
        if name not in rows:
            raise PriceError(f"{where}: there is no sector {name!r} in the scenario's water")
        for step, value in pairs:
            slot = f"{where}: sector {name}, step {step}"
            if not 0 <= step < problem.grid.steps:
                raise PriceError(f"{slot}: there are {problem.grid.steps} steps")
            if (rows[name], step) in slots:
                raise PriceError(f"{slot}: given twice")
            slots[rows[name], step] = _level(value, scale, slot)
            if value < common[rows[name], step]:
                raise PriceError(f"{slot}: the level {value} is below the common {common[rows[name], step]}")
    return Private(
        detachment=detachment,
        takeoff=int(takeoff),
        claim=own.claim,
        sector=np.array([s for s, _ in slots], dtype=np.int32),
        step=np.array([k for _, k in slots], dtype=np.int32),
        level=np.array(list(slots.values()), dtype=np.int64),
        group=_groups(own, [s for s, _ in slots], rows, where),
    )


def _groups(
    own: PrivateLevels, sectors: list[int], rows: dict[str, int], where: str
) -> NDArray[np.int32] | None:
    """Of each slot's sector the group, -1: none; None where the plan gives no groups."""
    if not own.groups:
        return None
    found: dict[int, int] = {}
    for name, number in own.groups.items():
        if name not in own.levels:
            raise PriceError(f"{where}: sector {name} is in a group but has no levels")
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < MOST_GROUPS:
            raise PriceError(
                f"{where}: sector {name}: {number!r} is no group: they are 0 … {MOST_GROUPS - 1}"
            )
        found[rows[name]] = number
    return np.array([found.get(s, -1) for s in sectors], dtype=np.int32)


def _leaf(
    leaf: dict[str, Any], where: str, rows: dict[str, int], ships: dict[str, int], steps: int, scale: int
) -> Leaf:
    if set(leaf) != {"decisions", "levels"}:
        raise PriceError(f"{where}: needs `decisions` and `levels`, and nothing else")
    decisions: list[tuple[int, int, int, bool]] = []
    given = leaf["decisions"]
    for one in given if isinstance(given, list | tuple) else [given]:
        if not isinstance(one, list | tuple) or len(one) != 4 or not isinstance(one[3], bool):
            raise PriceError(f"{where}: a decision is [ship, sector, step, held], not {one!r}")
        ship, sector, step, held = one
        if ship not in ships or sector not in rows:
            raise PriceError(f"{where}: there is no ship {ship!r} or no sector {sector!r}")
        if isinstance(step, bool) or not isinstance(step, int) or not 0 <= step < steps:
            raise PriceError(f"{where}: {step!r} is no step")
        decisions.append((ships[ship], rows[sector], step, held))
    return Leaf(tuple(decisions), _levels(leaf["levels"], rows, steps, scale, where))
