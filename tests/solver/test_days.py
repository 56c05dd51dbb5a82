"""A base-local day's best flight: its bound against every flight, what it finds against the rules."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.solver.arena import Arena, arena
from patrolplan.solver.days import Bench, DayBid, Effort, best_day
from tests.oracles.pod import Pods
from tests.oracles.random_problems import AIRCRAFT_ONLY, Sizes

from .plain import (
    HOT,
    Floats,
    as_flight,
    draw_levels,
    flight_wrongs,
    flown,
    joint_bid,
    plain_bid,
    quick,
)


def bid(
    a: Arena,
    level: Floats,
    effort: Effort,
    *,
    takeoffs: list[int] | None = None,
    rows: list[int] | None = None,
    start: dict[int, Floats] | None = None,
) -> DayBid:
    """All take-offs of the first detachment unless told, at the problem's own weights."""
    det = a.problem.detachments[0]
    m = a.movers[det.mover]
    return best_day(
        m, Bench(m), det.takeoffs.tolist() if takeoffs is None else takeoffs, a.flights[0], a.weight, level,
        np.sqrt(level), m.free, np.arange(len(a.weight)) if rows is None else np.array(rows, np.int64),
        effort, start,
    )  # fmt: skip


EFFORTS = [Effort(0, 0), Effort(30, 12), Effort(10, 8, 0.05), Effort(25, 6, 0.004, 1), Effort(8, 4, 0.0, 0)]


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, HOT])
def test_the_bound_holds_and_what_is_found_can_be_flown(sizes: Sizes) -> None:
    """At any effort no flight of the day bids more than `upper`; the flights found obey every rule, are
    worth what they are said to be, and come best first. Private levels prove the day's bound alone.
    """
    found = proofs = tight = 0
    for seed in range(50):
        problem, rng = quick(seed, sizes), np.random.default_rng(seed)
        a, pods = arena(problem), Pods(problem)
        every, mover = flown(seed, sizes, 0), problem.detachments[0].mover
        level = draw_levels(rng, problem.weight.shape) * rng.choice([0.2, 1.0])
        out = bid(a, level, EFFORTS[seed % len(EFFORTS)])
        best = every.best(problem.weight, level, problem.detachments[0].takeoffs.tolist())
        assert out.upper >= best - 1e-9, seed
        tight += best > 0.0 and out.upper <= best * 1.05 + 1e-9
        worths = [b.worth for _, b in out.found]
        assert worths == sorted(worths, reverse=True)
        for takeoff, b in out.found:
            flight = as_flight(problem, 0, takeoff, b.looks)
            assert not flight_wrongs(problem, flight), seed
            assert b.worth == pytest.approx(joint_bid(problem, pods, mover, flight.looks, level), abs=1e-10)
            assert b.worth <= out.upper + 1e-9
            found += 1
        assert set(out.claims) == set(out.private)
        for takeoff, private in out.private.items():
            assert out.claims[takeoff] <= out.upper + 1e-9
            assert (private >= level).all()
            cost = float((problem.weight * (private - level)).sum())
            for f in every.flights:
                if f.takeoff == takeoff:
                    joint = joint_bid(problem, pods, mover, f.looks, level)
                    assert joint <= cost + plain_bid(problem, pods, mover, f.looks, private) + 1e-9
            proofs += 1
    assert found > 50 and tight > 30
    assert sizes is not HOT or proofs > 15


def test_starting_from_an_earlier_day_proof() -> None:
    """Private levels of another bid are a place to begin, never a claim: the bound holds at new levels."""
    for seed in range(15):
        problem, rng = quick(seed, HOT), np.random.default_rng(seed)
        a = arena(problem)
        first = bid(a, draw_levels(rng, problem.weight.shape) * 0.2, Effort(15, 10))
        level = draw_levels(rng, problem.weight.shape) * 0.2
        again = bid(a, level, Effort(15, 10), start=first.private)
        best = flown(seed, HOT, 0).best(problem.weight, level, problem.detachments[0].takeoffs.tolist())
        assert again.upper >= best - 1e-9


def test_no_take_offs_no_sectors_no_water() -> None:
    """A day on which nobody can take off, no sector in play, or nothing to see: a bid of nought."""
    a = arena(quick(0, HOT))
    level = np.zeros_like(a.weight)
    dry = Arena(a.problem, a.sectors, level, a.movers, a.ships, a.flights)
    for out in (
        bid(a, level, Effort(5, 5), takeoffs=[]),
        bid(a, level, Effort(5, 5), takeoffs=[10**6]),
        bid(a, level, Effort(5, 5), rows=[]),
        bid(dry, level, Effort(5, 5)),
        bid(a, level + 1.0, Effort(5, 5)),
    ):
        assert (out.upper, out.found, out.private, out.claims) == (0.0, (), {}, {})
