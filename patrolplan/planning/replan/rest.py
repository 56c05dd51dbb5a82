"""What is left of a plan that has begun, as a problem of its own on the same clock.

What frozen tasks have seen is taken off the weights, what they hold is closed, what they meet of what is
asked for is met. Ships start from where they are, flights take off from the cut on, and airframes and crews
are free when they have landed and rested. So any answer to this problem joins the frozen part to a whole
plan, and its bound and what is settled bound every such plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from shapely import Point
from shapely.ops import nearest_points

from patrolplan.formulation import wings
from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.itineraries import Itineraries
from patrolplan.formulation.words.looks import Seen, pods_of
from patrolplan.planning.replan.cut import Cut
from patrolplan.planning.replan.pins import pins_left
from patrolplan.planning.replan.taken import less
from patrolplan.problem.types import NEVER, Choice, Detachment, Flight, Look, Problem, Ship
from patrolplan.record.types import LonLat, Record, Sortie, Task
from patrolplan.scenario.model import CrewHours, Scenario, ShipAsset, Spell, Unavailable
from patrolplan.scenario.model import Detachment as Wing
from patrolplan.sea.types import Water

NEAR_NM = 0.04
"""A track's end nearer than this to where sectors meet is there; the judge allows 0.05."""


@dataclass(frozen=True)
class Rest:
    """The problem of what is left."""

    formulation: Formulation
    """Of the scenario with everybody where they are; its problem is that of what is left."""
    frozen: tuple[Seen, ...]
    """The frozen tasks with their PODs in this scenario, in the order of `Cut.tasks`."""
    seen: float
    """What the frozen tasks identify."""
    owed: float = 0.0
    """The cost of what was asked for and can no more be met."""
    weekly: tuple[dict[int, int], ...] = ()
    """For each detachment the take-offs that are left in each week; empty where weeks have no quota."""
    closed: tuple[Task, ...] = ()
    """Frozen tasks in slots that are closed to them."""

    @property
    def settled(self) -> float:
        """The part of the objective that is settled: what the answer is worth comes on top."""
        return self.seen - self.owed


def rest_of(scenario: Scenario, water: Water, record: Record, cut: Cut) -> Rest:
    """The problem of what is left after a cut.

    Args:
        scenario: with all that has happened.
        water: of it, with the sectors of the record.
        record: the old plan.
        cut: what of it stays.

    """
    placed = replace(
        scenario,
        ships={name: _ship(ship, name, cut, water) for name, ship in scenario.ships.items()},
        aircraft={name: _wing(scenario, wing, name, cut) for name, wing in scenario.aircraft.items()},
        pins=pins_left(scenario, water, cut),
    )
    there = formulate(placed, water)
    settled = _frozen(there, cut)
    left = less(there.problem, settled, there.clock.floor(cut.time) // there.clock.slot_ticks)
    problem = replace(
        left.problem,
        ships=tuple(_supplied(row, record, cut, there) for row in left.problem.ships),
        detachments=tuple(_quotas(row, there, cut) for row in left.problem.detachments),
    )
    weekly = tuple(_weekly(row, _days(row, there, cut)) for row in there.problem.detachments)
    closed = _closed(there, cut, settled)
    frozen = tuple(one for _, one in settled)
    return Rest(replace(there, problem=problem), frozen, left.seen, left.owed, weekly, closed)


def _ship(ship: ShipAsset, name: str, cut: Cut, water: Water) -> ShipAsset:
    """With the spells that are still to come, the present one from where she is."""
    mark = cut.ships[name]
    until = cut.lost.get(name)
    spells = []
    for spell in ship.spells:
        if spell.out_time <= mark.time or (until is not None and mark.time >= until):
            continue
        if spell.in_time >= mark.time or mark.at is None:
            spells.append(spell if spell.in_time >= mark.time else replace(spell, in_time=mark.time))
            continue
        spells.append(Spell(snapped(mark.at, water), mark.time, spell.out_at, spell.out_time))
    return replace(ship, spells=tuple(spells))


def snapped(place: LonLat, water: Water) -> LonLat:
    """A place at a hair's breadth from where sectors meet, there: a track ends just inside its sector's
    corner or edge, and from there to the next sector is no way at all. All others as they are.
    """
    point = Point(place)
    reach = NEAR_NM / 60.0
    near = [s.polygon for s in water.sectors if s.polygon.distance(point) < reach]
    corners = [
        corner
        for polygon in near
        for corner in polygon.exterior.coords
        if point.distance(Point(corner)) < reach
    ]
    if corners:
        # the corner at which most of them meet, then the nearest
        meet = {c: sum(polygon.distance(Point(c)) < 1e-9 for polygon in near) for c in corners}
        best = min(corners, key=lambda c: (-meet[c], point.distance(Point(c)), c))
        return float(best[0]), float(best[1])
    if len(near) > 1:
        one, other = near[:2]
        edge = one.intersection(other)
        if not edge.is_empty and edge.distance(point) < reach:
            meeting = nearest_points(edge, point)[0]
            return float(meeting.x), float(meeting.y)
    return place


def _wing(scenario: Scenario, wing: Wing, name: str, cut: Cut) -> Wing:
    """With what crews have flown behind them, and airframes back when they are turned round."""
    kind, rules = scenario.types[wing.type], wing.crew_rules
    out, flown = dict(wing.unavailable), dict(wing.flown)
    behind = {crew.crew: entry for entry, crew in flown.items()}
    for one in cut.sorties:
        if one.detachment != name:
            continue
        back = one.landing + timedelta(seconds=kind.turnaround_s)
        out[f"flying {one.id}"] = Unavailable(one.airframe, one.takeoff, back, "flying or turned round")
        duty = (one.landing - one.takeoff).total_seconds() + rules.brief_s + rules.debrief_s
        rest_s = rules.long_rest_s if duty > rules.long_duty_s else rules.rest_s
        rested = one.landing + timedelta(seconds=rules.debrief_s + rest_s)
        hours = (one.landing - one.takeoff).total_seconds() / 3600
        entry = behind.setdefault(one.crew, f"crew {one.crew} so far")
        was = flown.get(entry, CrewHours(one.crew, 0.0, 0.0, None))
        later = rested if was.rested is None else max(rested, was.rested)
        flown[entry] = CrewHours(one.crew, was.hours_7d + hours, was.hours_30d + hours, later)
    return replace(wing, start=max(wing.start, cut.time), unavailable=out, flown=flown)


def _supplied(row: Ship, record: Record, cut: Cut, there: Formulation) -> Ship:
    """With the interval to her next replenishment reckoned from her last."""
    if row.supply is None or not row.supply.joins:
        return row
    free = cut.ships[row.name].time
    begun = [
        one.end if one.kind == "replenish" else one.start
        for one in record.events
        if one.asset == row.name and one.kind in ("join", "replenish") and one.start < free
    ]
    spells = there.scenario.ships[row.name].spells
    if not begun or not spells or spells[0].in_time != free:
        return row
    first = max(there.clock.floor(max(begun)), 0)
    return replace(row, supply=replace(row.supply, joins=(first, *row.supply.joins[1:])))


def _frozen(there: Formulation, cut: Cut) -> list[tuple[int, Seen]]:
    """The frozen tasks as looks of the problem, seen as this scenario's weather has it, each with its
    mover.
    """
    movers = movers_of(there)
    rows = {sector.id: row for row, sector in enumerate(there.water.sectors)}
    found = []
    for task in cut.tasks:
        look = look_of(there, rows, task)
        found.append((movers[task.asset], Seen(look, pods_of(there.problem, movers[task.asset], look))))
    return found


def movers_of(there: Formulation) -> dict[str, int]:
    """The mover of each asset."""
    holders: tuple[Ship | Detachment, ...] = (*there.problem.ships, *there.problem.detachments)
    return {one.name: one.mover for one in holders}


def _closed(there: Formulation, cut: Cut, settled: Sequence[tuple[int, Seen]]) -> tuple[Task, ...]:
    """Frozen tasks, not over at the cut, that meet a slot which is closed to them now."""
    ticks = there.clock.slot_ticks
    found = []
    for task, (mover, seen) in zip(cut.tasks, settled, strict=True):
        slots = slice(seen.look.start // ticks, -(-seen.look.end // ticks))
        open_ = there.problem.movers[mover].allowed[seen.look.sector, slots]
        if task.end > cut.time and not open_.all():
            found.append(task)
    return tuple(found)


def look_of(there: Formulation, rows: dict[str, int], task: Task) -> Look:
    """A task in rows and ticks."""
    return Look(rows[task.sector], there.clock.floor(task.start), there.clock.ceil(task.end))


def listed(full: Formulation, said: Itineraries) -> Choice:
    """What all holders do, in rows and ticks."""
    rows = {sector.id: row for row, sector in enumerate(full.water.sectors)}

    def looks(of: list[Task]) -> tuple[Look, ...]:
        return tuple(sorted((look_of(full, rows, task) for task in of), key=lambda look: look.start))

    ships = [
        looks([task for task in said.tasks if task.asset == ship.name and task.sortie is None])
        for ship in full.problem.ships
    ]
    numbers = {row.name: n for n, row in enumerate(full.problem.detachments)}
    floor, ceil = full.clock.floor, full.clock.ceil
    flights = [
        Flight(
            numbers[one.detachment],
            floor(one.takeoff),
            ceil(one.landing),
            looks([task for task in said.tasks if task.sortie == one.id]),
        )
        for one in said.sorties
    ]
    return Choice(tuple(ships), tuple(flights))


def _quotas(row: Detachment, there: Formulation, cut: Cut) -> Detachment:
    """Take-offs a day and a week less those that were made; none too soon after the last."""
    if row.name in cut.lost:
        none = np.zeros(0, dtype=np.int32)
        return replace(row, takeoffs=none, day=none)
    mine = [one for one in cut.sorties if one.detachment == row.name]
    if not mine:
        return row
    days = _days(row, there, cut)
    per_day = row.per_day.copy()
    np.subtract.at(per_day, days, 1)
    per_day = np.maximum(per_day, 0)
    weekly = _weekly(row, days)
    if weekly:
        # one limit serves all weeks: those with less left are held to it by day, and by `within_weeks`
        per_day = np.minimum(per_day, [weekly[week] for week in row.week.tolist()])
        tight = [left for week, left in weekly.items() if int(per_day[row.week == week].sum()) > left]
        row = replace(row, per_week=max(tight, default=NEVER))
    open_ = row.takeoffs >= max(there.clock.floor(one.takeoff) for one in mine) + row.gap
    return replace(row, per_day=per_day, takeoffs=row.takeoffs[open_], day=row.day[open_])


def _days(row: Detachment, there: Formulation, cut: Cut) -> NDArray[np.int32]:
    """The base-local days of a detachment's frozen take-offs."""
    base = there.scenario.bases[there.scenario.aircraft[row.name].base]
    ticks = [there.clock.floor(one.takeoff) for one in cut.sorties if one.detachment == row.name]
    return wings.local_days(np.array(ticks, dtype=np.int32), base, there.clock)[0]


def _weekly(row: Detachment, days: NDArray[np.int32]) -> dict[int, int]:
    """What take-offs on these days leave of each week's quota; empty where there is none."""
    if row.per_week >= NEVER:
        return {}
    return {
        week: max(0, row.per_week - int((row.week[days] == week).sum())) for week in set(row.week.tolist())
    }


def within_weeks(rest: Rest, choice: Choice, worth: Callable[[Choice], float]) -> Choice:
    """An answer without the flights that are too many in a week, those of the least worth first."""
    for number, weekly in enumerate(rest.weekly):
        row = rest.formulation.problem.detachments[number]
        week_of = {int(t): int(row.week[d]) for t, d in zip(row.takeoffs, row.day, strict=True)}
        for week, left in weekly.items():
            while True:
                flown = [f for f in choice.flights if f.detachment == number and week_of[f.takeoff] == week]
                if len(flown) <= left:
                    break
                fewer = [
                    replace(choice, flights=tuple(f for f in choice.flights if f is not one)) for one in flown
                ]
                choice = max(fewer, key=worth)
    return choice


def last_landing(sorties: tuple[Sortie, ...]) -> datetime | None:
    """When the last of the frozen sorties is down."""
    return max((one.landing for one in sorties), default=None)


def problem_of(rest: Rest) -> Problem:
    """The arrays that the solver gets."""
    return rest.formulation.problem
