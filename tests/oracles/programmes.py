"""Random small flying programmes as scenarios, solved, tried in full and judged: library code.

`python -m tests.oracles.programmes 300` plans so many and says on how many the plan is the best there is.
The best there is comes from `brute`, which lists every flight and every set of flights that can be crewed;
it is written down as a plan and scored by the judge, as is the solver's.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from random import Random

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.itineraries import itineraries
from patrolplan.planning.solve import record_of
from patrolplan.problem.types import Choice, Result
from patrolplan.scenario.model import (
    Area,
    Base,
    Closure,
    CrewHours,
    CrewRules,
    Detachment,
    Horizon,
    Scenario,
    Unavailable,
)
from patrolplan.sea.build import build_water
from patrolplan.solver.crewing import name_crews
from patrolplan.solver.run import solve
from patrolplan.verify.bound.oracle import bound
from patrolplan.verify.rules.judge import examine
from tests.oracles.brute import Optimum, TooManyError, optimum
from tests.scenarios import KADENA, PATROL, SOURCE, START, at, box, tiny

NAHA = Base("Naha", (127.6458, 26.1958), "airfield", 32400, None, None)
HAIR = 1e-6


@dataclass(frozen=True)
class Compared:
    """One programme: the best there is and what was found, both as the judge scores them."""

    seed: int
    flights: int
    best: float
    found: float
    bound: float
    broken: tuple[str, ...]
    """What the judge holds against either plan."""

    @property
    def hit(self) -> bool:
        """Whether the plan found is the best."""
        return self.found >= self.best - HAIR


def random_programme(seed: int) -> Scenario:
    """A day of one or two detachments in a sector or two, with whatever binds airframes and crews."""
    chance = Random(seed)
    hours = chance.choice((15, 18, 24, 30))
    cells = chance.randint(1, 2)
    areas = {
        "WEST": Area(
            (box(126.5, 27.5, 126.5 + 0.5 * cells, 28.0),), 1.0, None, chance.choice((0.6, 1.5)), 0.0
        )
    }
    if chance.random() < 0.3:
        areas["SOUTH"] = Area((box(126.5, 27.0, 127.0, 27.5),), 0.4, None, 1.0, 4.0)
    kind = replace(
        PATROL,
        endurance_s=chance.choice((6, 7, 8, 9)) * 1800,
        reserve_s=1800,
        turnaround_s=chance.choice((0, 1, 3)) * 3600,
    )
    bases = {
        "RODN": replace(KADENA, gap_s=chance.choice((0, 0, 3600))),
        "ROAH": NAHA,
    }
    if chance.random() < 0.2:
        bases["RODN"] = replace(bases["RODN"], opens_s=6 * 3600, closes_s=chance.choice((0, 20)) * 3600)
    wings = {f"WING {n}": _wing(chance, hours) for n in range(chance.choice((1, 1, 2)))}
    closures = {}
    if chance.random() < 0.25:
        start = chance.randint(0, hours - 6)
        closures["TRAMI"] = Closure((chance.choice(("RODN", "ROAH")),), at(start), at(start + 5), "typhoon")
    return tiny(
        horizon=Horizon(START, hours * 3600, 3 * 3600, 1800, 3 * 3600, 21600),
        stay_s=chance.choice((3, 6)) * 3600,
        areas=areas,
        types={"patrol": kind},
        bases=bases,
        ships={},
        aircraft=wings,
        closures=closures,
    )


def _wing(chance: Random, hours: int) -> Detachment:
    airframes, crews = chance.randint(1, 2), chance.randint(1, 3)
    rules = CrewRules(
        brief_s=chance.choice((0, 3600)),
        debrief_s=chance.choice((0, 1800)),
        duty_s=8 * 3600,
        rest_s=chance.choice((1, 4, 8)) * 3600,
        long_duty_s=chance.choice((3, 4)) * 3600,
        long_rest_s=chance.choice((4, 10)) * 3600,
        hours_7d=chance.choice((3.0, 5.0, 40.0)),
        hours_30d=chance.choice((6.0, 120.0)),
    )
    made = Detachment(
        "USA", "patrol", "RODN", airframes, crews, rules, chance.randint(1, 3), None, 3600, START, at(hours)
    )
    if chance.random() < 0.3:
        made = replace(made, per_week=chance.randint(1, 3))
    if chance.random() < 0.3:
        made = replace(made, planned=chance.randint(1, airframes))
    if chance.random() < 0.3:
        spell = Unavailable(
            chance.randint(1, airframes), at(chance.randint(0, 8)), at(chance.randint(9, 15)), ""
        )
        made = replace(made, unavailable={"AWAY": spell})
    if chance.random() < 0.4:
        flown = float(chance.randint(0, 4))
        rested = chance.choice((None, at(chance.randint(-4, 10))))
        made = replace(
            made, flown={"ONE": CrewHours(chance.randint(1, crews), min(flown, 2.0), flown, rested)}
        )
    if chance.random() < 0.3:
        made = replace(made, gap_s=chance.choice((3, 6)) * 3600)
    if chance.random() < 0.3:
        made = replace(made, alternate="ROAH")
    return made


def compare(seed: int, effort: str = "quick") -> Compared | None:
    """Plan one programme and try it in full; None where it is too large for that."""
    scenario = random_programme(seed)
    f = formulate(scenario, build_water(scenario))
    try:
        best = optimum(f.problem, itinerary_limit=400, node_limit=12_000)
    except TooManyError:
        return None
    result = solve(f.problem, seed=1, effort=effort)
    ideal, wrong = _judged(f, _crewed(f, best), result)
    mine, faults = _judged(f, result.choice, result)
    proven = bound(f.problem, result.certificate).value
    return Compared(seed, len(result.choice.flights), ideal, mine, proven, (*wrong, *faults))


def _crewed(f: Formulation, best: Optimum) -> Choice:
    """The choice with airframes and crews named: that it can be was found by trying all namings."""
    flights = []
    for d, det in enumerate(f.problem.detachments):
        mine = [flight for flight in best.choice.flights if flight.detachment == d]
        names = name_crews(det.crewing, [(x.takeoff, x.landing) for x in mine])
        assert names is not None, "the exact naming misses what a search over all finds"
        flights += [
            replace(x, airframe=airframe, crew=crew) for x, (airframe, crew) in zip(mine, names, strict=True)
        ]
    flights.sort(key=lambda x: (x.takeoff, x.detachment, x.landing))
    return Choice((), tuple(flights))


def _judged(f: Formulation, choice: Choice, result: Result) -> tuple[float, tuple[str, ...]]:
    """The value that the judge finds in a choice, and the rules that it breaks."""
    record = record_of(f, SOURCE, result, itineraries(f, choice), seed=1, effort="quick")
    verdict = examine(record)
    assert verdict.figures is not None
    return verdict.figures.value, tuple(x.message for x in verdict.violations if x.id not in ("gap", "score"))


def run(count: int) -> int:
    """Compare so many and print what came of it; how many fail (a broken rule, or a bound below the best)."""
    hits = done = wrong = flown = 0
    for seed in range(count):
        one = compare(seed)
        if one is None:
            print(f"{seed}: too large to be tried in full")
            continue
        done, hits, flown = done + 1, hits + one.hit, flown + one.flights
        if not one.hit:
            print(f"{seed}: {one.found:.6f} found, {one.best:.6f} is the best")
        if one.broken or one.bound < one.best - HAIR:
            wrong += 1
            print(f"{seed}: bound {one.bound:.6f}, best {one.best:.6f}, broken: {one.broken}")
    print(f"{done} programmes, {flown} flights: {hits} planned at their best, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
