"""The door: a record, and what it identifies of things drawn at random."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Record
from patrolplan.scenario.resolved import from_json
from patrolplan.simulation.draw import Things, draw, rates_of
from patrolplan.simulation.estimate import estimate
from patrolplan.simulation.expected import by_moments, seen_share, weights_of
from patrolplan.simulation.fitness import require_fit
from patrolplan.simulation.groups import Groups
from patrolplan.simulation.laws import LAWS, Law
from patrolplan.simulation.passing import Patrol, identified, patrol_of
from patrolplan.simulation.tally import Tally
from patrolplan.simulation.types import Dividend, Row, Simulated

AT_ONCE = 400_000
"""Things drawn in one go: what a simulation takes of memory."""


def simulate(
    record: Record,
    *,
    runs: int = 10_000,
    seed: int = 1,
    law: str = "random",
    stay_s: tuple[float, float] | None = None,
    alone: Sequence[Record] = (),
) -> Simulated:
    """Draw everything that begins in so many runs of the horizon, and let the recorded tracks go past.

    Args:
        record: a plan. Sectors, rates, tasks and legs are read; no POD and no value, but to stand beside.
        runs: how many, two at least.
        seed: of every draw: the same record, runs, seed and law count the same.
        law: "random", "definite" or "inverse-cube" (see `laws`).
        stay_s: stays are drawn evenly between these [s]; None: all stay as long as the plan's model says.
        alone: plans that others made by themselves: they go past the same things, each by its own tracks,
            and the difference is the dividend of coordination.

    Raises:
        ValueError: fewer than two runs, no such law, or stays that are no span.
        UnfitError: a record contradicts its own scenario in what a simulation goes by (a ValueError).
        ResolvedError: the embedded scenario cannot be read.

    """
    if runs < 2:
        raise ValueError("a simulation takes two runs at least")
    if law not in LAWS:
        raise ValueError(f"there is no law {law!r}; there are {', '.join(LAWS)}")
    stays = stay_s if stay_s is not None else (float(record.model.stay_s),) * 2
    if not 0 < stays[0] <= stays[1]:
        raise ValueError("stays run from a positive span to one no shorter")
    scenario = from_json(record.scenario)
    counted = all(area.transfers_per_day is not None for area in scenario.areas.values())
    rates = rates_of(weights_of(record), record.model.slot_s, counted)
    require_fit(record, scenario, rates)
    patrol = patrol_of(record, scenario)
    others = [patrol_of(other, from_json(other.scenario)) for other in alone]
    groups = Groups(record, scenario)
    tally = Tally.empty(runs, groups)
    seeds = np.random.SeedSequence(seed)
    batch = max(1, min(runs, int(AT_ONCE / max(rates.per_run, 1e-9))))
    for first in range(0, runs, batch):
        some = min(batch, runs - first)
        chance = np.random.default_rng(seeds.spawn(1)[0])
        things = draw(rates, patrol.waters, some, stays, chance)
        seen = identified(patrol, things, LAWS[law], chance)
        tally.count(groups, patrol.assets, things, seen, rates.worth, first, some)
        if others:
            found = _any_of(others, things, LAWS[law], chance)
            tally.count_alone(things, found, rates.worth, first, some)
    comparable = law == "random" and stay_s is None
    moments = None
    if law == "random" and stays[0] == stays[1]:
        moments = estimate(tally.seen, by_moments(patrol, rates.weights, stays[0]), 0.0)
    return Simulated(
        runs,
        seed,
        law,
        stays,
        rates.worth,
        estimate(tally.begun, float(rates.weights.sum()), 0.0),
        estimate(tally.seen, record.score.value if comparable else None, 0.0),
        *_rows(groups, rates.weights, tally, comparable),
        tally.seen,
        moments,
        _dividend(tally) if others else None,
    )


def _any_of(
    others: Sequence[Patrol], things: Things, law: Law, chance: np.random.Generator
) -> NDArray[np.bool_]:
    """(n,) whether any of the other plans identifies a thing, each by its own sectors and tracks."""
    found = np.zeros(len(things), dtype=np.bool_)
    for other in others:
        sector = other.waters.locate(things.place)
        order = np.lexsort((things.begin_s, sector))
        found[order] |= identified(other, things.moved(sector), law, chance).any(axis=1)
    return found


def _rows(
    groups: Groups, weights: NDArray[np.float64], tally: Tally, comparable: bool
) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Areas, nations and periods, beside the plan's own figures where those are of the same law and stay."""
    record, total = groups.record, float(weights.sum())
    seen = weights * seen_share(record)
    begun_in, seen_in = groups.shares @ weights.sum(axis=1), groups.shares @ seen.sum(axis=1)

    def row(name: str, begun: float, counts: NDArray[np.float64], expected: float) -> Row:
        return Row(name, begun, estimate(counts, expected if comparable else None, 0.0))

    def by(nation: str) -> float:
        mine = {asset for asset, of in groups.nation_of.items() if of == nation}
        return float((weights * seen_share(record, lambda task: task.asset in mine)).sum())

    areas = tuple(
        row(name, float(begun), counts, float(due))
        for name, begun, counts, due in zip(groups.areas, begun_in, tally.areas, seen_in, strict=True)
    )
    nations = tuple(
        row(name, total, counts, by(name)) for name, counts in zip(groups.nations, tally.nations, strict=True)
    )
    periods = tuple(
        row(
            period.name,
            float(weights[:, period.first : period.last].sum()),
            counts,
            float(seen[:, period.first : period.last].sum()),
        )
        for period, counts in zip(groups.periods, tally.periods, strict=True)
    )
    return areas, nations, periods


def _dividend(tally: Tally) -> Dividend:
    together, gain = estimate(tally.alone, least=0.0), estimate(tally.seen - tally.alone)
    return Dividend(together, gain, gain.mean / together.mean if together.mean > 0 else 0.0)
