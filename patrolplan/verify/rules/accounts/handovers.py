"""Hand-overs: who should tell whom, since what one saw may still be there when the other comes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import shapely

from patrolplan.record.types import Handover
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.layout import Station
from patrolplan.verify.rules.tolerance import PLACE_NM, TIME_S
from patrolplan.verify.rules.water.flat import flatten
from patrolplan.verify.rules.words import dtg, place, span


def handovers(case: Case) -> Outcome:
    """Where a task follows another asset's in the same sector within the stay, and only there, a hand-over
    is recorded: at the time that the second starts, inside the sector. (Between two sorties of one
    detachment it may be.) `giver` and `taker` are ids of tasks or sorties, or names of assets.
    """
    return outcome(len(case.record.handovers), _wrong(case))


def _wrong(case: Case) -> Iterator[Breach]:
    pairs = list(_pairs(case))
    told: set[tuple[str, str]] = set()
    for handover in case.record.handovers:
        match = next((pair for pair in pairs if _is(case, handover, *pair)), None)
        words = (
            f"hand-over from {handover.giver} to {handover.taker} in {handover.sector} "
            f"at {dtg(handover.time)}"
        )
        if match is None:
            yield Breach(f"{words}: no such two tasks", place=handover.position, start=handover.time)
            continue
        giver, taker = match
        told.add((giver.id, taker.id))
        home = flatten(taker.place.polygon, handover.position[1])
        off = home.distance(flatten(shapely.Point(handover.position), handover.position[1]))
        if off > PLACE_NM:
            yield Breach(
                f"{words}: {place(handover.position)} lies {off:.1f} nm outside the sector",
                tasks=(giver.id, taker.id),
                place=handover.position,
                start=handover.time,
                measured=off,
                limit=PLACE_NM,
                unit="nm",
            )
    stay = float(case.scenario.stay_s)
    for giver, taker in pairs:
        gap = taker.start - giver.end
        if (giver.id, taker.id) not in told and giver.holder.asset != taker.holder.asset and 0 <= gap < stay:
            yield Breach(
                f"{giver.holder.name} leaves {giver.place.id} at {dtg(giver.task.end)}, "
                f"{taker.holder.name} comes {span(gap)} later: no hand-over is recorded",
                tasks=(giver.id, taker.id),
                place=giver.place.sector.point,
                start=giver.task.end,
                end=taker.task.start,
                measured=gap,
                limit=stay,
                unit="s",
            )


def _pairs(case: Case) -> Iterator[tuple[Station, Station]]:
    """One task after the other in each sector, of two holders, no further apart than the stay."""
    rows: dict[str, list[Station]] = {}
    for station in case.stations:
        rows.setdefault(station.place.id, []).append(station)
    for row in rows.values():
        for giver, taker in pairwise(row):
            if giver.holder.key != taker.holder.key and taker.start - giver.end <= case.scenario.stay_s:
                yield giver, taker


def _is(case: Case, handover: Handover, giver: Station, taker: Station) -> bool:
    return (
        handover.sector == taker.place.id
        and handover.giver in _names(giver)
        and handover.taker in _names(taker)
        and abs(case.seconds(handover.time) - taker.start) <= TIME_S
    )


def _names(station: Station) -> set[str]:
    sortie = station.task.sortie
    return {station.id, station.holder.name, station.task.asset} | ({sortie} if sortie is not None else set())
