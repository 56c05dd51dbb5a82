"""Bounds and best responses of random take-offs against enumeration: `python -m tests.oracles.thousand 1000`.

For each take-off every flight is listed and valued jointly at random levels. Held against that: the plain
chain and the tuned bound (never below), the best flight met and the flight grown with labels (never above,
rules kept, nearly always the best), as a run uses them.
"""

from __future__ import annotations

import sys

from tests.oracles.pod import Pods
from tests.oracles.random_problems import AIRCRAFT_ONLY
from tests.solver.plain import HOT, as_flight, flight_wrongs, joint_bid
from tests.solver.test_beam import growers
from tests.solver.test_sortie import Take, takes

HAIR = 1e-9


def run(wanted: int) -> int:
    """Try so many take-offs that some flight is worth taking off for; how many disagree."""
    tried = wrong = tight = met = reached = grown = 0
    problems = 400 + wanted
    for sizes in (AIRCRAFT_ONLY, HOT):
        share = 0
        for _, every, x in takes(sizes, problems, 7):
            if share >= wanted // 2:
                break
            best = every.best(x.problem.weight, x.level, [x.takeoff])
            if best <= 0.0:
                continue
            share += 1
            tried += 1
            wrong += _tuned(x, best)
            out = x.tuned(x.rows, 0.0, 40)
            tight += out.upper <= best * (1 + 1e-3)
            met += out.best.worth >= best - HAIR
        share = 0
        for takeoff, best, g in growers(sizes, problems):
            if share >= wanted // 2:
                break
            if best <= 0.0:
                continue
            share += 1
            grown += 1
            rows = g.grown(keep=60)
            worth = g.worth(rows) if len(rows) else 0.0
            if worth > best + HAIR or (
                len(rows) and flight_wrongs(g.problem, as_flight(g.problem, 0, takeoff, rows))
            ):
                wrong += 1
            reached += worth >= best - HAIR
    print(
        f"{tried} take-offs: bound within 0.1 % of the best in {tight}, best flight met in {met}; "
        f"{grown} grown: the best in {reached}; {wrong} disagree"
    )
    return wrong


def _tuned(x: Take, best: float) -> bool:
    """Whether a bound lies below the best flight, or a flight met is not what it is said to be."""
    out = x.tuned(x.rows, 0.0, 40)
    if out.upper < best - HAIR or x.chain.worth < best - HAIR:
        return True
    if not len(out.best.looks):
        return False
    flight = as_flight(x.problem, x.d, x.takeoff, out.best.looks)
    true = joint_bid(x.problem, Pods(x.problem), x.mover_number, flight.looks, x.level)
    return bool(flight_wrongs(x.problem, flight)) or abs(true - out.best.worth) > HAIR or true > best + HAIR


if __name__ == "__main__":
    sys.exit(1 if run(int(sys.argv[1])) else 0)
