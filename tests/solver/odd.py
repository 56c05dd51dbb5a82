"""Problems in which something is missing or nothing can be done: all of them legal, none an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from patrolplan.problem.types import NEVER, Detachment, Grid, Mover, Problem, Spell

from . import made


def _movers(problem: Problem, **changes: object) -> Problem:
    return replace(problem, movers=tuple(replace(m, **changes) for m in problem.movers))  # type: ignore[arg-type]


def _wings(problem: Problem, change: Callable[[Detachment], Detachment]) -> Problem:
    return replace(problem, detachments=tuple(change(d) for d in problem.detachments))


def _crews(problem: Problem, **changes: int) -> Problem:
    return _wings(problem, lambda d: replace(d, crewing=replace(d.crewing, **changes)))


def _spells(problem: Problem, *spells: Spell) -> Problem:
    return replace(problem, ships=tuple(replace(s, spells=spells) for s in problem.ships))


def _no_takeoff(det: Detachment) -> Detachment:
    none = np.empty(0, np.int32)
    return replace(det, takeoffs=none, day=none)


def _no_day(det: Detachment) -> Detachment:
    none = np.empty(0, np.int32)
    return replace(det, takeoffs=none, day=none, per_day=none, week=none)


def _at_the_end(det: Detachment) -> Detachment:
    end = len(det.landing) - 1
    return replace(det, takeoffs=np.array([end - 9, end - 1, end], np.int32))


def _one_step() -> Problem:
    grid = Grid(2, 1, 4, 3)
    movers: tuple[Mover, ...] = (made.mover(grid, step=4), made.mover(grid, step=1))
    det = made.detachment(grid, [0], mover=1, block=4)
    return Problem(grid, np.ones((2, 1)), movers, (made.ship(grid),), (det,))


def _one_sector() -> Problem:
    grid = Grid(1, 8, 3, 2)
    movers = (made.mover(grid, step=3), made.mover(grid, step=1))
    det = made.detachment(grid, [0, 6], mover=1, leg=1, block=9, per_day=2)
    return Problem(grid, np.ones((1, 8)), movers, (made.ship(grid), made.ship(grid)), (det,))


def _no_sector() -> Problem:
    grid = Grid(0, 4, 2, 1)
    movers = (made.mover(grid, step=2), made.mover(grid, step=1))
    ships = (made.ship(grid),)
    return Problem(grid, np.ones((0, 4)), movers, ships, (made.detachment(grid, [0], mover=1),))


def odd_problems() -> dict[str, Problem]:
    """By what is odd about them."""
    both, fleet, wing = made.both_problem(), made.fleet_problem(), made.wing_problem()
    S, K = both.grid.sectors, both.grid.steps
    nowhere, everywhere = np.full(S, NEVER, np.int32), np.zeros(S, np.int32)
    end, no_end = np.full(S, both.grid.horizon, np.int32), np.full(S, -1, np.int32)
    shut = np.array([(i, j, 1, 9, 9) for i in range(S) for j in range(S) if i != j])
    late = [(i, j, 1, 12, NEVER) for i in range(S) for j in range(S) if i != j]
    return {
        "nothing to see": replace(both, weight=np.zeros_like(both.weight)),
        "a fleet with nothing to see": replace(fleet, weight=np.zeros_like(fleet.weight)),
        "hardly anything to see": replace(both, weight=both.weight * 1e-12),
        "nobody": replace(both, ships=(), detachments=()),
        "nobody and no mover": replace(both, movers=(), ships=(), detachments=()),
        "no ships": replace(both, ships=()),
        "no aircraft": replace(both, detachments=()),
        "one sector": _one_sector(),
        "one sector, ships alone": replace(_one_sector(), detachments=()),
        "no sector": _no_sector(),
        "one step": _one_step(),
        "a stay longer than the horizon": replace(both, grid=replace(both.grid, stay_steps=2 * K)),
        "no spells": _spells(both),
        "a fleet without spells": _spells(fleet),
        "no way in": _spells(both, Spell(nowhere, end)),
        "no way out": _spells(both, Spell(everywhere, no_end)),
        "a fleet without a way in": _spells(fleet, Spell(nowhere, end)),
        "an empty spell before a good one": _spells(fleet, Spell(nowhere, no_end), made.spell(fleet.grid)),
        "spells of no length": _spells(both, Spell(everywhere, everywhere)),
        "tasks longer than the horizon": _movers(both, min_task=np.full(S, NEVER // 4, np.int32)),
        "forbidden water": _movers(both, allowed=np.zeros((S, K), bool)),
        "blind holders": _movers(both, rate=np.zeros((S, K))),
        "certain looks": _movers(both, rate=np.full((S, K), 1e6)),
        "no ways": _movers(both, arcs=made.arcs()),
        "ways that never open": _movers(both, arcs=made.arcs(shut.tolist())),
        "ways that open late": _movers(both, arcs=made.arcs(late)),
        "no take-off": _wings(both, _no_takeoff),
        "no take-off and no ship": _wings(wing, _no_takeoff),
        "no day": _wings(both, _no_day),
        "no quota": _wings(both, lambda d: replace(d, per_day=np.zeros_like(d.per_day))),
        "no quota in the week": _wings(both, lambda d: replace(d, per_week=0)),
        "no landing": _wings(both, lambda d: replace(d, landing=np.zeros_like(d.landing))),
        "no endurance": _wings(both, lambda d: replace(d, max_block=0)),
        "no way from the base": _wings(both, lambda d: replace(d, outbound=made.arcs())),
        "no way home": _wings(wing, lambda d: replace(d, inbound=made.arcs())),
        "no airframe": _crews(both, airframes=0),
        "no crew": _crews(both, crews=0),
        "no duty": _crews(wing, duty=0),
        "a take-off at the very end": _wings(
            wing,
            lambda d: replace(d, takeoffs=d.takeoffs * 0 + wing.grid.horizon - np.array([9, 1, 0], np.int32)),
        ),
        "all levels at once": replace(both, weight=both.weight * 1e3),
    }
