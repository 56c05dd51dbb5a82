"""Chop dates and places: when and where a ship joins and leaves the cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import shapely

from patrolplan.geo.geodesy import distance_nm
from patrolplan.scenario.model import Spell
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import LonLat, Track
from patrolplan.verify.rules.tolerance import MOORING_NM, PLACE_NM, SHORE_NM, TIME_S
from patrolplan.verify.rules.water.flat import flatten
from patrolplan.verify.rules.words import dtg, from_to, place, span


def chop(case: Case) -> Outcome:
    """A ship is tasked and under way within her spells only, begins each at its in-chop place and ends it
    at its out-chop place (a place that the coastline draws on land: at the water next to it).
    """
    ships = [key for key, holder in case.holders.items() if holder.asset.kind == "ship"]
    return outcome(sum(len(case.scenario.ships[s].spells) for s in ships), _chops(case, ships))


def port_open(case: Case) -> Outcome:
    """Nobody joins at, or leaves from, a port while a closure shuts it."""
    spells = sum(len(ship.spells) for ship in case.scenario.ships.values())
    return outcome(spells, _shut(case))


def _chops(case: Case, ships: list[str]) -> Iterator[Breach]:
    for name in ships:
        spells = case.scenario.ships[name].spells
        for s in case.stations_of[name]:
            spell = spells[case.spell_at_time(name, s.start)]
            out = max(case.seconds(spell.in_time) - s.start, s.end - case.seconds(spell.out_time))
            if out > TIME_S:
                yield Breach(
                    f"{name} in {s.place.id} {from_to(s.task.start, s.task.end)} is {span(out)} outside "
                    f"her time with the cell, {dtg(spell.in_time)} to {dtg(spell.out_time)}",
                    tasks=(s.id,),
                    place=s.place.sector.point,
                    start=s.task.start,
                    end=s.task.end,
                    measured=out,
                    limit=TIME_S,
                    unit="s",
                )
        for number, spell in enumerate(spells):
            tracks = [t for t in case.tracks_of[name] if case.spell_of(t) == number]
            if tracks:
                yield from _dates(case, name, spell, tracks)
                yield from _ends(case, name, spell, tracks)


def _dates(case: Case, name: str, spell: Spell, tracks: list[Track]) -> Iterator[Breach]:
    early = case.seconds(spell.in_time) - tracks[0].start
    late = max(t.end for t in tracks) - case.seconds(spell.out_time)
    for amount, words, track in (
        (early, f"is under way {span(early)} before she joins at {dtg(spell.in_time)}", tracks[0]),
        (late, f"is under way {span(late)} after she leaves at {dtg(spell.out_time)}", tracks[-1]),
    ):
        if amount > TIME_S:
            yield Breach(
                f"{name} {words}",
                legs=(track.id,),
                place=track.first,
                start=case.time(track.start),
                end=case.time(track.end),
                measured=amount,
                limit=TIME_S,
                unit="s",
            )


def _ends(case: Case, name: str, spell: Spell, tracks: list[Track]) -> Iterator[Breach]:
    for due, at, word, track, time in (
        (spell.in_at, tracks[0].first, "joins", tracks[0], tracks[0].start),
        (spell.out_at, tracks[-1].last, "leaves", tracks[-1], tracks[-1].end),
    ):
        if due is None:
            continue
        off = distance_nm(due, at)
        if off > (MOORING_NM if ashore(case, due) else PLACE_NM):
            yield Breach(
                f"{name} {word} at {place(at)} at {dtg(case.time(time))}, {off:.1f} nm from {place(due)}",
                legs=(track.id,),
                place=at,
                start=case.time(time),
                end=case.time(time),
                measured=off,
                limit=PLACE_NM,
                unit="nm",
            )


def ashore(case: Case, at: LonLat) -> bool:
    """Whether the coastline draws a place on land, or so near it that it is no guide."""
    near = flatten(case.water.land.intersection(shapely.Point(at).buffer(0.1)), at[1])
    return bool(near.distance(flatten(shapely.Point(at), at[1])) <= SHORE_NM)


def _shut(case: Case) -> Iterator[Breach]:
    for name, ship in case.scenario.ships.items():
        for number, spell in enumerate(ship.spells):
            tracks = [t for t in case.tracks_of[name] if case.spell_of(t) == number]
            if not tracks:
                continue
            ends = ((spell.in_at, tracks[0].start, "joins"), (spell.out_at, tracks[-1].end, "leaves"))
            for at, seconds, word in ends:
                time = case.time(seconds)
                for closure, closed in case.scenario.closures.items():
                    ports = [b for b in closed.bases if at == case.scenario.bases[b].position]
                    if ports and closed.start < time < closed.end:
                        inside = min(time - closed.start, closed.end - time) / timedelta(seconds=1)
                        if inside <= TIME_S:
                            continue
                        yield Breach(
                            f"{name} {word} at {ports[0]} at {dtg(time)}, shut by {closure} from "
                            f"{dtg(closed.start)} to {dtg(closed.end)}: {closed.because}",
                            place=at,
                            start=closed.start,
                            end=closed.end,
                            measured=inside,
                            limit=TIME_S,
                            unit="s",
                        )
