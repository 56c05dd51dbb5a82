"""A sortie in words: out, look after look, home; it holds where it is early."""

from __future__ import annotations

from collections.abc import Sequence

from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.hops import flight_hops
from patrolplan.formulation.words.log import Log
from patrolplan.formulation.words.pathing import go
from patrolplan.formulation.words.stations import Station, Stations
from patrolplan.problem.types import Flight


def flight_log(
    f: Formulation, flight: Flight, sortie: str, ids: Sequence[str], prefix: str, stations: Stations
) -> tuple[Log, list[Station]]:
    """Legs of a sortie, and the track of each of its looks, in order."""
    rows = f.problem.detachments[flight.detachment]
    fleet, wing = f.fleets[rows.mover], f.wings[flight.detachment]
    log = Log(rows.name, sortie, prefix)
    hops = flight_hops(fleet, wing, flight, f.water)
    tracks: list[Station] = []
    now = f.clock.at(flight.takeoff)
    for look, task, before, after in zip(flight.looks, ids, hops, hops[1:], strict=False):
        track = stations.track(
            rows.mover,
            look,
            entry=None if before is None else before.path[-1],
            exit_=None if after is None else after.path[0],
        )
        tracks.append(track)
        begins = f.clock.at(look.start)
        now = go(f.clock, before, now, log)
        log.wait(track.first, now, begins)
        log.leg("passage", track.passage_in, task)
        log.leg(track.kind, track.search, task)
        log.leg("passage", track.passage_out, task)
        now = f.clock.at(look.end)
    landing = f.clock.at(flight.landing)
    now = go(f.clock, hops[-1], now, log)
    log.wait(log.where, now, landing)
    return log, tracks
