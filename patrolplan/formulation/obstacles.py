"""Assets that can do nothing, found before any search, and why: a plan without them says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from patrolplan.formulation.clock import Clock
from patrolplan.formulation.grounded import all_away, out_of_hours
from patrolplan.formulation.types import Obstacle, Stay
from patrolplan.formulation.ways import choices
from patrolplan.problem.types import NEVER, Detachment, Mover, Ship, Spell


def ship_obstacles(ship: Ship, stays: tuple[Stay, ...], mover: Mover, clock: Clock) -> list[Obstacle]:
    """What keeps a ship from her chop dates, or from every task: one for each spell that is spoilt."""
    found = []
    for number, (spell, stay) in enumerate(zip(ship.spells, stays, strict=True), start=1):
        name = ship.name if len(stays) == 1 else f"{ship.name}, spell {number}"
        late = _misses_out_chop(stay, clock)
        if late is not None:
            found.append(Obstacle(ship.name, True, f"{name}, cannot keep her out-chop: {late}"))
        elif not _starts(spell, mover).any():
            found.append(
                Obstacle(ship.name, False, f"{name}, can do no task: {_why_none_fits(spell, mover)}")
            )
    idle = len(found) == len(stays)
    return [replace(obstacle, idle=idle) for obstacle in found]


def _misses_out_chop(stay: Stay, clock: Clock) -> str | None:
    if stay.out_tick < stay.in_tick:
        return "it comes before her in-chop once closures of the port are reckoned with"
    if stay.through is None:
        return None
    ways = choices(stay.through.arcs, 0, 0, stay.in_tick)
    if not ways:
        return "no sea route leads there from where she joins"
    arrive = ways[0][1]
    if arrive > stay.out_tick:
        took, has = arrive - stay.in_tick, stay.out_tick - stay.in_tick
        return (
            f"the way takes {took * clock.tick_s / 3600:.1f} h and she has "
            f"{has * clock.tick_s / 3600:.1f} h; a later out-chop or a higher transit speed would do"
        )
    return None


def _starts(spell: Spell, mover: Mover) -> NDArray[np.bool_]:
    """(S, K) steps at which a shortest task may start."""
    steps = mover.allowed.shape[1]
    length = mover.min_task // mover.step
    closed = np.concatenate([np.zeros((len(length), 1), int), np.cumsum(~mover.allowed, axis=1)], axis=1)
    begin = np.arange(steps)[None, :]
    end = begin + length[:, None]
    last = np.minimum(end, steps)
    inside = (end <= steps) & (begin * mover.step >= spell.entry[:, None])
    inside &= end * mover.step <= spell.exit[:, None]
    return np.asarray(inside & (np.take_along_axis(closed, last, 1) == closed[:, :steps]))


def _why_none_fits(spell: Spell, mover: Mover) -> str:
    if not (spell.entry < NEVER).any():
        return "no sector can be reached within the spell"
    if not (spell.exit >= 0).any():
        return "from no sector can she get to her out-chop in time"
    if not (spell.exit - spell.entry >= mover.min_task).any():
        return "between in-chop and out-chop no sector leaves room for the minimum time on task"
    return "caveats and zones leave no sector open for the minimum time on task"


def detachment_obstacles(detachment: Detachment, mover: Mover, clock: Clock) -> list[Obstacle]:
    """What keeps a detachment from every flight: one, or none."""
    why = _why_no_flight(detachment, mover, clock)
    return [] if why is None else [Obstacle(detachment.name, False, f"{detachment.name} {why}", idle=True)]


def _why_no_flight(detachment: Detachment, mover: Mover, clock: Clock) -> str | None:
    if not len(detachment.takeoffs):
        return "cannot fly: its base is closed or the detachment away whenever it could take off"
    if not detachment.per_day.max(initial=0) or not detachment.per_week:
        return "does not fly: its quota of sorties is none"
    if detachment.crewing.airframes < 1 or detachment.crewing.crews < 1:
        return "cannot fly: it has no airframe or no crew"
    if detachment.crewing.line < 1:
        return "does not fly: no airframe is planned to be on the line"
    if all_away(detachment.crewing, clock.horizon).all():
        return "cannot fly: every airframe is away for the whole horizon"
    if out_of_hours(detachment.crewing, clock.horizon).all():
        return "cannot fly: every crew is out of hours, or not rested, for the whole horizon"
    sectors = len(mover.min_task)
    out, home = np.full(sectors, NEVER, dtype=np.int64), np.full(sectors, NEVER, dtype=np.int64)
    np.minimum.at(out, detachment.outbound.head, detachment.outbound.ticks)
    np.minimum.at(home, detachment.inbound.tail, detachment.inbound.ticks)
    block = out + home + mover.min_task
    within = block <= detachment.max_block
    if not within.any():
        return "can reach no sector: endurance less reserve is too short for the way and one look"
    if not _lands(detachment, int(block.min())):
        return "cannot fly: its base takes no landing in time after any take-off"
    if not (mover.allowed.any(axis=1) & within).any():
        return "can do no look: caveats and zones close every sector that it can reach"
    if not (mover.rate[within] > 0).any():
        return "can see nothing: its identification width is none in the light and weather of the horizon"
    return None


def _lands(detachment: Detachment, shortest: int) -> bool:
    """Whether any take-off has an open landing between the shortest flight and the longest."""
    open_by = np.concatenate([[0], np.cumsum(detachment.landing)])
    last = len(detachment.landing)
    first = np.minimum(detachment.takeoffs + shortest, last)
    until = np.minimum(detachment.takeoffs + detachment.max_block + 1, last)
    return bool((open_by[np.maximum(until, first)] > open_by[first]).any())
