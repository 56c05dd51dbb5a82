"""Looks put into flights: which fly together, when they take off and land, with what airframe and crew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from patrolplan.formulation.types import Formulation, Wing
from patrolplan.formulation.ways import choices
from patrolplan.planning.handmade.drafts import DraftSortie
from patrolplan.problem.types import Detachment, Flight, Look
from patrolplan.solver.crewing import name_crews

WAIT_S = 3600
"""Who would wait longer for its next look than this has flown home: the look is another flight's."""


@dataclass(frozen=True)
class Wanted:
    """A look, with the name of its flight where it was given."""

    look: Look
    sortie: str | None


def flights_of(
    f: Formulation, number: int, wanted: Sequence[Wanted], sorties: Sequence[DraftSortie]
) -> list[Flight]:
    """The flights of one detachment (by its number in the problem), by take-off.

    Looks that name a flight fly in it; others join the flight before them where there is time to get there
    and to get home. Take-off is the latest that is in time for the first look, landing the earliest that the
    base is open for, unless they are given. Airframes and crews that are not given are named as the solver
    names them, or in turn where no naming keeps the rules: the judge says which is broken.
    """
    rows, wing = f.problem.detachments[number], f.wings[number]
    known = {one.name: one for one in sorties}
    groups: list[tuple[str | None, list[Look]]] = []
    for one in sorted(wanted, key=lambda one: (one.look.start, one.look.end)):
        mine = [looks for name, looks in groups if name == one.sortie] if one.sortie is not None else []
        if not mine and one.sortie is None:
            mine = [looks for name, looks in groups if name is None and _joins(f, number, looks, one.look)]
        if mine:
            mine[-1].append(one.look)
        else:
            groups.append((one.sortie, [one.look]))
    made: list[tuple[int, int, tuple[Look, ...], DraftSortie]] = []
    for name, looks in groups:
        said = known.get(name or "", DraftSortie(name or "", rows.name))
        takeoff = f.clock.floor(said.takeoff) if said.takeoff else _takeoff(rows, wing, looks[0])
        landing = f.clock.ceil(said.landing) if said.landing else _landing(rows, wing, looks[-1])
        made.append((takeoff, landing, tuple(looks), said))
    made.sort(key=lambda row: row[:2])
    return [
        Flight(
            number,
            takeoff,
            landing,
            looks,
            airframe if said.airframe is None else said.airframe - 1,
            crew if said.crew is None else said.crew - 1,
        )
        for (takeoff, landing, looks, said), (airframe, crew) in zip(made, _named(rows, made), strict=True)
    ]


def _named(
    rows: Detachment, made: Sequence[tuple[int, int, tuple[Look, ...], DraftSortie]]
) -> list[tuple[int, int]]:
    """An airframe and a crew for each flight, from 0: as the solver names them, unless some are given or no
    naming keeps the rules; then in turn.
    """
    given = any(said.airframe is not None or said.crew is not None for *_, said in made)
    named = None if given else name_crews(rows.crewing, [row[:2] for row in made])
    if named is not None:
        return named
    return [(n % rows.crewing.airframes, n % rows.crewing.crews) for n in range(len(made))]


def _joins(f: Formulation, number: int, looks: list[Look], look: Look) -> bool:
    """Whether a flight has time to fly on to one more look and home."""
    rows, wing = f.problem.detachments[number], f.wings[number]
    last = looks[-1]
    if last.end > look.start:
        return False
    if last.sector == look.sector:
        arrive = last.end
    else:
        ways = choices(f.fleets[rows.mover].ways.arcs, last.sector, look.sector, last.end)
        if not ways or ways[0][1] > look.start:
            return False
        arrive = ways[0][1]
    if (look.start - arrive) * f.clock.tick_s > WAIT_S:
        return False
    return _landing(rows, wing, look) - _takeoff(rows, wing, looks[0]) <= rows.max_block


def _takeoff(rows: Detachment, wing: Wing, first: Look) -> int:
    """The latest take-off in time for a look; where there is none the first of all, or the look's start."""
    for tick in rows.takeoffs[: int(np.searchsorted(rows.takeoffs, first.start, side="right"))][
        ::-1
    ].tolist():
        ways = choices(wing.outbound.arcs, 0, first.sector, tick)
        if ways and ways[0][1] <= first.start:
            return int(tick)
        if first.start - tick > rows.max_block:
            break
    return int(rows.takeoffs[0]) if len(rows.takeoffs) and rows.takeoffs[0] <= first.start else first.start


def _landing(rows: Detachment, wing: Wing, last: Look) -> int:
    """The earliest landing after a look at which the base is open; where there is none, the arrival."""
    ways = choices(wing.inbound.arcs, last.sector, 0, last.end)
    arrive = ways[0][1] if ways else last.end
    open_ = np.flatnonzero(rows.landing[arrive:])
    return arrive + int(open_[0]) if len(open_) else arrive
