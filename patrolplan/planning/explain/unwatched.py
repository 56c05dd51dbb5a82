"""Why is this water unwatched: for each asset, what it would be worth there then, and what stands against
it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from patrolplan.formulation.kinds import CLOSING_SHARE, zone_shares
from patrolplan.planning.explain.stage import Chain, Instead, Stage
from patrolplan.problem.types import NEVER

Verdict = Literal[
    "there", "forbidden", "not there", "not reachable", "taken elsewhere", "not worth it", "would gain"
]


@dataclass(frozen=True)
class WhyNotThere:
    """Why one asset is not there then."""

    asset: str
    verdict: Verdict
    words: str
    instead: Instead | None = None
    """The best that it could do there then, and what it would give up."""


@dataclass(frozen=True)
class WhyUnwatched:
    """Why nobody is in a sector at a time."""

    sector: str
    time: datetime
    held_by: str | None
    """Who is there then after all."""
    expected: float
    """What begins in that slot and within the stay before it."""
    missed: float
    """The part of it that nobody identifies."""
    assets: tuple[WhyNotThere, ...]


def why_unwatched(on: Stage, sector: str, time: datetime | None) -> WhyUnwatched:
    """Explain why nobody watches a sector, at a time or, where none is given, at that at which most is
    missed.

    Raises:
        KeyError: there is no such sector.
        ValueError: the time lies outside the horizon.

    """
    row, grid = on.rows[sector], on.problem.grid
    left = on.seeing.free(on.choice).weight[row]
    tick = _worst(on, row) if time is None else on.there.clock.floor(time)
    if not 0 <= tick < grid.horizon:
        raise ValueError("the time lies outside the plan's horizon")
    step = tick // grid.slot_ticks
    held = [t for t in on.record.tasks if t.sector == sector and t.start <= on.when(tick) < t.end]
    span = slice(max(0, step - grid.stay_steps + 1), step + 1)
    found: dict[str, list[WhyNotThere]] = {}
    for chain in on.chains():
        found.setdefault(chain.asset, []).append(_why(on, chain, row, tick))
    for task in held:
        found[task.asset] = [WhyNotThere(task.asset, "there", f"{task.id} is its task")]
    for wing in on.problem.detachments:
        found.setdefault(wing.name, [WhyNotThere(wing.name, "not there", "it has no sortie in the plan")])
    return WhyUnwatched(
        sector,
        on.when(tick),
        held[0].id if held else None,
        float(on.problem.weight[row, span].sum()),
        float(left[span].sum()),
        tuple(_best(rows) for rows in found.values()),
    )


def _worst(on: Stage, row: int) -> int:
    """The step at which most of what is there to be seen has been missed."""
    grid = on.problem.grid
    left, held = on.seeing.free(on.choice), on.seeing.free(on.choice).open[row]
    there = [
        float(left.weight[row, max(0, k - grid.stay_steps + 1) : k + 1].sum()) if held[k] else -1.0
        for k in range(grid.steps)
    ]
    return max(range(grid.steps), key=lambda k: (there[k], -k)) * grid.slot_ticks


ORDER: tuple[Verdict, ...] = (
    "there", "would gain", "not worth it", "taken elsewhere", "not reachable", "forbidden", "not there"
)  # fmt: skip


def _best(rows: list[WhyNotThere]) -> WhyNotThere:
    """Of a detachment's sorties, or a ship's spells, the one that comes nearest."""
    return min(rows, key=lambda one: (ORDER.index(one.verdict), -(one.instead.net if one.instead else 0.0)))


def _why(on: Stage, chain: Chain, row: int, tick: int) -> WhyNotThere:
    mover = on.problem.movers[chain.mover]
    name, step = chain.asset, tick // on.problem.grid.slot_ticks
    if not mover.allowed[row, step]:
        return WhyNotThere(name, "forbidden", forbidden(on, name, row, step))
    if not chain.first <= tick < chain.last:
        what = (
            "she is not with the cell then" if chain.sortie is None else "no sortie of it is in the air then"
        )
        return WhyNotThere(name, "not there", what)
    best = on.best_instead(chain, row, tick)
    if best is None:
        return WhyNotThere(name, "not reachable", _unreachable(on, chain, row, tick))
    if best.net > 0:
        words = "the plan would gain by it: a longer search might have found this"
        return WhyNotThere(name, "would gain", words, best)
    if best.given_up:
        return WhyNotThere(name, "taken elsewhere", "what it does instead is worth more", best)
    return WhyNotThere(name, "not worth it", "there is nothing to gain", best)


def forbidden(on: Stage, asset: str, row: int, step: int) -> str:
    """The caveats, entries under `forbid` and zones that close a slot to an asset, by name."""
    f, sector = on.there, on.there.water.sectors[row]
    names = []
    for name, caveat in on.scenario.caveats.items():
        inside = not caveat.not_in or any(sector.shares.get(area, 0.0) > 0 for area in caveat.not_in)
        steps = f.clock.steps_met(caveat.start, caveat.end)
        if asset in caveat.assets and inside and steps.start <= step < steps.stop:
            names.append(f"caveat {name} ({caveat.because})")
    for name, entry in on.scenario.forbid.items():
        steps = f.clock.steps_met(entry.start, entry.end)
        areas = not (entry.sectors or entry.areas) or sector.id in entry.sectors
        areas = areas or any(sector.shares.get(area, 0.0) > 0 for area in entry.areas)
        if asset in entry.assets and areas and steps.start <= step < steps.stop:
            names.append(f"forbid {name} ({entry.because})")
    row_of = {ship.name: ship.mover for ship in on.problem.ships}
    row_of |= {wing.name: wing.mover for wing in on.problem.detachments}
    binding = f.fleets[row_of[asset]].kind.binding
    for zone in f.water.zones:
        steps = f.clock.steps_met(zone.start, zone.end)
        if zone.name in binding and not zone.cut and steps.start <= step < steps.stop:
            share = float(zone_shares(zone, f.water)[row])
            if share >= CLOSING_SHARE:
                names.append(f"zone {zone.name} covers {share:.0%} of it")
    return "; ".join(names) or "a rule closes the slot to it"


def _unreachable(on: Stage, chain: Chain, row: int, tick: int) -> str:
    """Why there is no room for a shortest task, though the slot is open to it."""
    free = on.seeing.free(on.choice)
    if not free.open[row, tick // on.problem.grid.slot_ticks]:
        return "somebody else holds the sector then"
    soonest = on.earliest(chain, None, row)
    if soonest >= NEVER:
        return "there is no way for it to that sector"
    hours = float(on.problem.movers[chain.mover].min_task[row]) * on.there.clock.tick_s / 3600
    if soonest > tick:
        start = on.when(soonest)
        return f"it cannot be there before {start:%d%H%M}Z"
    latest = on.latest(chain, row, None)
    if latest <= tick:
        return f"it must have left by {on.when(max(latest, 0)):%d%H%M}Z to be where it has to be"
    return f"between what it must do there is no room for its shortest task there of {hours:.1f} h"
