"""The exact optimum of a small problem, by trying everything.

Every holder's itineraries are listed in full; then holders are fixed one after another. A branch is
left only where even the sum of what each remaining holder could add by itself to what is chosen
cannot beat the best plan known: joint value has diminishing returns, so that sum is an upper limit.
Where something is asked for, a plan counts as its value less what it leaves short; a branch is then judged
as if nothing were left short in the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Choice, Flight, Look, Problem

from .asked import all_met, cost, rows_met
from .crews import airframe_faults, assignable, crew_faults
from .dues import programme_cost
from .itineraries import TooManyError, flights, ship_itineraries
from .pod import Pods
from .rules import feasible, slots_met

__all__ = ["Optimum", "TooManyError", "evaluate", "feasible", "objective", "optimum"]


@dataclass(frozen=True)
class Optimum:
    value: float
    """Of the objective; minus infinity where no choice keeps the rules that are asked for."""
    choice: Choice
    nodes: int


def itinerary_pod(problem: Problem, pods: Pods, mover: int, looks: tuple[Look, ...]) -> NDArray[np.float64]:
    """(S, K) joint POD of one holder's looks: 1 - product of (1 - POD)."""
    miss = np.ones((problem.grid.sectors, problem.grid.steps))
    for look in looks:
        miss[look.sector] *= 1.0 - pods(mover, look)
    return 1.0 - miss


def evaluate(problem: Problem, choice: Choice, pods: Pods | None = None) -> float:
    """Joint value of a choice: sum over slots of w (1 - product over all tasks of (1 - POD))."""
    pods = pods or Pods(problem)
    miss = np.ones((problem.grid.sectors, problem.grid.steps))
    for ship, tasks in zip(problem.ships, choice.ships, strict=True):
        miss *= 1.0 - itinerary_pod(problem, pods, ship.mover, tasks)
    for flight in choice.flights:
        mover = problem.detachments[flight.detachment].mover
        miss *= 1.0 - itinerary_pod(problem, pods, mover, flight.looks)
    return float((problem.weight * (1.0 - miss)).sum())


def objective(problem: Problem, choice: Choice, pods: Pods | None = None) -> float:
    """Joint value less what shortfalls cost."""
    pods = pods or Pods(problem)
    miss = np.ones((problem.grid.sectors, problem.grid.steps))
    for ship, tasks in zip(problem.ships, choice.ships, strict=True):
        miss *= 1.0 - itinerary_pod(problem, pods, ship.mover, tasks)
    for flight in choice.flights:
        mover = problem.detachments[flight.detachment].mover
        miss *= 1.0 - itinerary_pod(problem, pods, mover, flight.looks)
    short = cost(problem, all_met(problem, choice), miss) + programme_cost(problem, choice.flights)
    return evaluate(problem, choice, pods) - short


@dataclass(frozen=True)
class _Stage:
    """A holder to be fixed: its itineraries as rows of POD and of slots held."""

    pod: NDArray[np.float64]
    held: NDArray[np.bool_]
    met: NDArray[np.bool_]
    ship: int = -1
    detachment: int = -1


def _stage(problem: Problem, pods: Pods, mover: int, lists: list[tuple[Look, ...]], **who: int) -> _Stage:
    cells = problem.grid.sectors * problem.grid.steps
    pod = np.zeros((len(lists), cells))
    held = np.zeros((len(lists), problem.grid.sectors, problem.grid.steps), dtype=bool)
    for i, looks in enumerate(lists):
        pod[i] = itinerary_pod(problem, pods, mover, looks).ravel()
        for look in looks:
            held[i, look.sector, list(slots_met(look, problem.grid.slot_ticks))] = True
    rows = len(problem.requirements.meetings)
    met = np.array([rows_met(problem, mover, looks) for looks in lists], dtype=bool).reshape(len(lists), rows)
    return _Stage(pod, held.reshape(len(lists), cells), met, **who)


def _most_flights(problem: Problem, detachment: int) -> int:
    det = problem.detachments[detachment]
    days = {int(d) for d in det.day}
    per_week: dict[int, int] = {}
    for d in days:
        per_week[int(det.week[d])] = per_week.get(int(det.week[d]), 0) + int(det.per_day[d])
    return sum(min(n, det.per_week) for n in per_week.values())


def optimum(problem: Problem, *, itinerary_limit: int = 4000, node_limit: int = 20_000) -> Optimum:
    """The exact optimum. Raises TooManyError where lists or the search pass their limits."""
    pods = Pods(problem)
    ship_lists = [ship_itineraries(problem, i, itinerary_limit) for i in range(len(problem.ships))]
    flight_lists = [flights(problem, d, itinerary_limit) for d in range(len(problem.detachments))]
    stages = [
        _stage(problem, pods, problem.ships[i].mover, lists, ship=i) for i, lists in enumerate(ship_lists)
    ]
    for d, listed in enumerate(flight_lists):
        stage = _stage(problem, pods, problem.detachments[d].mover, [f.looks for f in listed], detachment=d)
        stages += [stage] * (_most_flights(problem, d) if listed else 0)

    weight = problem.weight.ravel()
    best_value, nodes = -np.inf, 0
    shape = problem.weight.shape
    best_picks: tuple[int, ...] = ()

    def crewed(detachment: int, chosen: list[Flight]) -> bool:
        """Quotas, airframes and crews: each only grows stricter as flights are added."""
        det = problem.detachments[detachment]
        day_of = dict(zip(det.takeoffs.tolist(), det.day.tolist(), strict=True))
        days = [day_of[f.takeoff] for f in chosen]
        weeks = [int(det.week[d]) for d in days]
        if any(days.count(d) > det.per_day[d] for d in days):
            return False
        if any(weeks.count(w) > det.per_week for w in weeks):
            return False
        alone = chosen[-1:]
        if crew_faults(det.crewing, alone) or airframe_faults(det.crewing, alone):
            return False
        if any(abs(a.takeoff - b.takeoff) < max(det.gap, det.field_gap) for a, b in combinations(chosen, 2)):
            return False
        return all(assignable(det.crewing, chosen))

    def crowded(flight: Flight, others: list[Flight]) -> bool:
        """Whether another detachment takes off from the same airfield too close to it."""
        det = problem.detachments[flight.detachment]
        return det.field >= 0 and any(
            problem.detachments[o.detachment].field == det.field
            and o.detachment != flight.detachment
            and abs(o.takeoff - flight.takeoff) < det.field_gap
            for o in others
        )

    def descend(
        level: int,
        value: float,
        miss: NDArray[np.float64],
        held: NDArray[np.bool_],
        met: NDArray[np.bool_],
        picks: tuple[int, ...],
    ) -> None:
        nonlocal best_value, best_picks, nodes
        nodes += 1
        if nodes > node_limit:
            raise TooManyError
        flown = [
            flight_lists[s.detachment][i]
            for s, i in zip(stages, picks, strict=False)
            if s.detachment >= 0 and i >= 0
        ]
        worth_all = value - cost(problem, met, miss.reshape(shape)) - programme_cost(problem, flown)
        if worth_all > best_value:
            best_value, best_picks = worth_all, picks
        if level == len(stages):
            return
        worth = weight * miss
        later = sum(float((s.pod @ worth).max(initial=0.0)) for s in stages[level + 1 :])
        stage = stages[level]
        gains = stage.pod @ worth
        shut = np.any(stage.held & held, axis=1)
        first = 0
        if stage.detachment >= 0:
            # flights of one detachment are chosen in the order of their list; -1 chooses no more of them
            earlier = [i for s, i in zip(stages, picks, strict=False) if s is stage]
            if -1 in earlier:
                descend(level + 1, value, miss, held, met, (*picks, -1))
                return
            first = earlier[-1] if earlier else 0
            chosen = [flight_lists[stage.detachment][i] for i in earlier]
        rows = [int(i) for i in np.argsort(-gains, kind="stable") if i >= first and not shut[i]]
        for i in rows:
            if value + float(gains[i]) + later <= best_value + 1e-12:
                break
            if stage.detachment >= 0 and crowded(flight_lists[stage.detachment][i], flown):
                continue
            if stage.detachment >= 0 and not crewed(
                stage.detachment, [*chosen, flight_lists[stage.detachment][i]]
            ):
                continue
            descend(
                level + 1,
                value + float(gains[i]),
                miss * (1.0 - stage.pod[i]),
                held | stage.held[i],
                met | stage.met[i],
                (*picks, i),
            )
        if stage.detachment >= 0 and value + later > best_value + 1e-12:
            descend(level + 1, value, miss, held, met, (*picks, -1))

    cells = weight.size
    asked = len(problem.requirements.meetings)
    descend(0, 0.0, np.ones(cells), np.zeros(cells, dtype=bool), np.zeros(asked, dtype=bool), ())
    ships: list[tuple[Look, ...]] = [()] * len(problem.ships)
    chosen: list[Flight] = []
    for stage, i in zip(stages, best_picks, strict=False):
        if stage.ship >= 0:
            ships[stage.ship] = ship_lists[stage.ship][i]
        elif i >= 0:
            chosen.append(flight_lists[stage.detachment][i])
    chosen.sort(key=lambda f: (f.takeoff, f.detachment, f.landing))
    return Optimum(best_value, Choice(tuple(ships), tuple(chosen)), nodes)
