"""A ship's itinerary in words: she joins, goes from task to task, waits where she is early, leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from patrolplan.formulation.types import Formulation, Stay
from patrolplan.formulation.words.hops import Hop, ship_hops
from patrolplan.formulation.words.log import Log
from patrolplan.formulation.words.pathing import go
from patrolplan.formulation.words.relieving import Relief
from patrolplan.formulation.words.stations import Station, Stations
from patrolplan.formulation.words.supply import Halt, NoTimeError, SupplyError, gaps, halts
from patrolplan.problem.types import Look
from patrolplan.record.types import LonLat
from patrolplan.scenario.model import Replenish, Spell


@dataclass(frozen=True)
class _Turn:
    """One spell of a ship with what she does in it."""

    joins: datetime
    join_at: LonLat | None
    leaves: datetime
    leave_at: LonLat | None
    looks: tuple[Look, ...]
    hops: tuple[Hop | None, ...]
    tracks: tuple[Station, ...]
    reliefs: tuple[Relief, ...]
    halts: tuple[Halt, ...]


def ship_log(
    f: Formulation,
    ship: int,
    looks: Sequence[Look],
    ids: Sequence[str],
    short: str,
    stations: Stations,
    reliefs: Sequence[Relief],
) -> tuple[Log, list[Station]]:
    """Legs and events of a ship, and the track of each of her tasks, in order.

    `reliefs`: for each task how long she is there before it.
    """
    before = dict(zip(looks, reliefs, strict=True))
    name = f.problem.ships[ship].name
    log = Log(name, None, short)
    tracks: list[Station] = []
    ashore: _Turn | None = None
    for number, (spell, stay) in enumerate(zip(f.scenario.ships[name].spells, f.stays[ship], strict=True)):
        mine = [look for look in looks if spell_of(f.stays[ship], look) == number]
        own = [before[look] for look in mine]
        supply, mover = f.scenario.ships[name].replenish, f.problem.ships[ship].mover
        turn = _turn(f, name, mover, spell, stay, mine, own, supply, stations)
        if ashore is not None and ashore.leave_at is not None and ashore.leave_at == turn.join_at:
            log.event("port", turn.join_at, ashore.leaves, turn.joins)
        _write(f, turn, ids[len(tracks) : len(tracks) + len(mine)], log)
        tracks += turn.tracks
        ashore = turn
    return log, tracks


def spell_of(stays: Sequence[Stay], look: Look) -> int:
    """The spell that a task belongs to: the last that had begun by then, the first for earlier ones."""
    begun = [number for number, stay in enumerate(stays) if stay.in_tick <= look.start]
    return begun[-1] if begun else 0


def _turn(
    f: Formulation,
    name: str,
    mover: int,
    spell: Spell,
    stay: Stay,
    looks: Sequence[Look],
    reliefs: Sequence[Relief],
    supply: Replenish | None,
    stations: Stations,
) -> _Turn:
    early = [one.ticks for one in reliefs]
    hops = ship_hops(f.fleets[mover], stay, looks, f.water, early)
    stops = _halts(f, name, supply, spell, stay, looks, early, hops)
    ready = [max((s.end for s in stops if s.gap == n and not s.arrived), default=0) for n in range(len(hops))]
    if any(ready):
        hops = ship_hops(f.fleets[mover], stay, looks, f.water, early, ready)
    tracks = [
        stations.track(
            mover,
            look,
            entry=None if before is None else before.path[-1],
            exit_=None if after is None else after.path[0],
        )
        for look, before, after in zip(looks, hops, hops[1:], strict=False)
    ]
    # chop dates are as agreed, unless the horizon or a closed port moves them
    moved_in = stay.in_tick != f.clock.ceil(spell.in_time)
    moved_out = stay.out_tick != f.clock.floor(spell.out_time)
    return _Turn(
        joins=f.clock.at(stay.in_tick) if moved_in else spell.in_time,
        join_at=spell.in_at,
        leaves=f.clock.at(stay.out_tick) if moved_out else spell.out_time,
        leave_at=spell.out_at,
        looks=tuple(looks),
        hops=tuple(hops),
        tracks=tuple(tracks),
        reliefs=tuple(reliefs),
        halts=tuple(stops),
    )


def _halts(
    f: Formulation,
    name: str,
    supply: Replenish | None,
    spell: Spell,
    stay: Stay,
    looks: Sequence[Look],
    early: Sequence[int],
    hops: Sequence[Hop | None],
) -> list[Halt]:
    """When she replenishes in this spell."""
    if supply is None:
        return []
    joins, leaves = f.clock.floor(spell.in_time), f.clock.ceil(spell.out_time)
    every, takes = f.clock.floor_span(supply.every_s), f.clock.ceil_span(supply.takes_s)
    spans = [(look.start, look.end) for look in looks]
    try:
        return halts(gaps(stay.in_tick, stay.out_tick, spans, early, hops), joins, leaves, every, takes)
    except NoTimeError as error:
        first, last = f.clock.at(error.first), f.clock.at(min(error.last, f.clock.horizon))
        pins = [n for n, p in f.scenario.pins.items() if p.asset == name and p.start < last and first < p.end]
        words = f"{name} has no time to replenish between {first:%d%H%MZ} and {last:%d%H%MZ}"
        held = f", when she is held by pin {' and pin '.join(pins)}" if pins else ""
        raise SupplyError(f"{words}{held}") from error


def _replenish(f: Formulation, turn: _Turn, gap: int, arrived: bool, now: datetime, log: Log) -> datetime:
    """Write the stops of one gap down, before she goes on or on arriving; returns when she is free."""
    for halt in turn.halts:
        if halt.gap == gap and halt.arrived == arrived:
            start, end = f.clock.at(halt.start), f.clock.at(halt.end)
            log.wait(log.where, now, start)
            log.event("replenish", log.where, start, end)
            now = end
    return now


def _write(f: Formulation, turn: _Turn, ids: Sequence[str], log: Log) -> None:
    """Write one spell down, from joining to leaving."""
    log.where = turn.join_at
    if log.where is None and turn.tracks:  # in the water already: where her first task begins
        log.where = turn.tracks[0].first
    log.event("join", log.where, turn.joins, turn.joins)
    now = turn.joins
    rows = zip(turn.looks, ids, turn.hops, turn.tracks, turn.reliefs, strict=False)
    for gap, (look, task, hop, track, relief) in enumerate(rows):
        begins = f.clock.at(look.start)
        now = _replenish(f, turn, gap, False, now, log)
        now = go(f.clock, hop, now, log)
        log.where = track.first
        now = _replenish(f, turn, gap, True, now, log)
        if relief.relieves:
            there = f.clock.at(look.start - relief.ticks)
            log.wait(track.first, now, there)
            log.event("relief", track.first, there, begins)
        else:
            log.wait(track.first, now, begins)
        log.leg("passage", track.passage_in, task)
        log.leg(track.kind, track.search, task)
        log.leg("passage", track.passage_out, task)
        now = f.clock.at(look.end)
    now = _replenish(f, turn, len(turn.looks), False, now, log)
    now = go(f.clock, turn.hops[-1], now, log)
    now = _replenish(f, turn, len(turn.looks), True, now, log)
    log.wait(log.where, now, turn.leaves)
    log.event("leave", turn.leave_at if turn.leave_at is not None else log.where, turn.leaves, turn.leaves)
