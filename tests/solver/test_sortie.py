"""One take-off's bound under levels of its own, against every flight there is."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.problem.types import Problem
from patrolplan.solver.arena import Arena, arena
from patrolplan.solver.bids import best_chain
from patrolplan.solver.chain import LOW
from patrolplan.solver.days import Bench
from patrolplan.solver.gains import fill
from patrolplan.solver.sortie import busiest, descend, screen, slots_of, through, tune
from tests.oracles.pod import Pods
from tests.oracles.random_problems import AIRCRAFT_ONLY, SMALL, Sizes

from .plain import (
    HOT,
    Floats,
    Flown,
    Rng,
    as_flight,
    draw_levels,
    flight_wrongs,
    flown,
    h_all,
    joint_bid,
    plain_bid,
    quick,
    rows_of,
    seeds,
)

CASES = [(AIRCRAFT_ONLY, 60), (HOT, 60)]


class Take:
    """One take-off at random levels, with a forward pass at them in the bench."""

    def __init__(self, problem: Problem, a: Arena, d: int, takeoff: int, level: Floats) -> None:
        self.problem, self.d, self.takeoff, self.level = problem, d, takeoff, level
        self.mover_number = problem.detachments[d].mover
        self.mover = a.movers[self.mover_number]
        self.window = a.flights[d][takeoff]
        self.root = np.sqrt(level)
        self.rows = np.arange(len(a.weight))
        self.bench = Bench(self.mover)
        w, common = self.window, self.bench.common
        fill(common.gains, self.mover.tables, problem.weight, self.root, w.first, w.last, self.rows)
        self.chain = best_chain(
            self.mover, common.gains, common, w.entry, w.leave, w.first, w.last, self.mover.free, self.rows
        )

    def screened(self, floor: float) -> np.ndarray:
        space = self.bench.space
        return screen(
            self.mover, self.bench.common, self.window, self.mover.free, self.rows, floor, space.ahead,
            space.after,
        )  # fmt: skip

    def tuned(self, rows: np.ndarray, floor: float, steps: int, start: Floats | None = None):  # type: ignore[no-untyped-def]
        return tune(
            self.mover, self.bench.own, self.bench.space, self.window, self.problem.weight, self.level,
            self.root, self.mover.free, rows, floor=floor, steps=steps, start=start,
        )  # fmt: skip


def takes(sizes: Sizes, count: int, salt: int = 0):  # type: ignore[no-untyped-def]
    """Every take-off of every detachment of so many problems, each at levels of its own."""
    for seed in range(count):
        problem = quick(seed, sizes)
        a, rng = arena(problem), np.random.default_rng((seed, salt))
        for d in range(len(problem.detachments)):
            for takeoff in a.flights[d]:
                level = draw_levels(rng, problem.weight.shape) * rng.choice([0.2, 1.0])
                yield rng, flown(seed, sizes, d), Take(problem, a, d, takeoff, level)


@pytest.mark.parametrize(("sizes", "count"), CASES)
def test_no_flight_bids_more_than_the_tuned_bound(sizes: Sizes, count: int) -> None:
    """Every flight of the take-off by enumeration, put together first; the best flight met obeys every rule
    and is worth what it is said to be.
    """
    tried = lowered = exact = 0
    for _, every, x in takes(sizes, count):
        best = every.best(x.problem.weight, x.level, [x.takeoff])
        out = x.tuned(x.rows, 0.0, 40)
        assert out.upper >= best - 1e-9
        assert out.upper <= x.chain.worth + 1e-9
        if len(out.best.looks):
            flight = as_flight(x.problem, x.d, x.takeoff, out.best.looks)
            assert not flight_wrongs(x.problem, flight)
            true = joint_bid(x.problem, Pods(x.problem), x.mover_number, flight.looks, x.level)
            assert out.best.worth == pytest.approx(true, abs=1e-10)
            assert true <= best + 1e-10
        tried += best > 0.0
        lowered += out.upper < x.chain.worth - 1e-9
        exact += best > 0.0 and out.upper <= best * (1 + 1e-3)
    assert tried > 100
    assert exact > 0.7 * tried
    assert sizes is not HOT or lowered > 20


@pytest.mark.parametrize(("sizes", "count"), CASES)
def test_private_levels_alone_prove_the_bound(sizes: Sizes, count: int) -> None:
    """The levels handed back lie in [common, 1], differ only where the flight may look, and prove `upper`
    without the solver: their cost and any flight's looks one by one at them come to no more.
    """
    proofs = 0
    for _, every, x in takes(sizes, count // 2, 1):
        out = x.tuned(x.rows, 0.0, 25)
        if out.private is None:
            assert out.upper == pytest.approx(x.chain.worth, abs=1e-9)
            continue
        proofs += 1
        assert (out.private >= x.level).all() and (out.private <= 1.0).all()
        t = x.mover.tables
        k0, k1 = slots_of(x.window, t.T, t.D, x.level.shape[1])
        same = np.ones_like(x.level, dtype=bool)
        same[:, k0:k1] = False
        assert (out.private[same] == x.level[same]).all()
        cost = float((x.problem.weight * (out.private - x.level)).sum())
        pods = Pods(x.problem)
        for f in every.flights:
            straight_back = any(p.sector == q.sector for p, q in zip(f.looks, f.looks[1:], strict=False))
            if f.takeoff == x.takeoff and not straight_back:
                bid = plain_bid(x.problem, pods, x.mover_number, f.looks, out.private)
                assert cost + bid <= out.upper + 1e-9
    assert sizes is not HOT or proofs > 10


def test_a_claim_and_the_sectors_that_may_beat_it() -> None:
    """Sectors screened out lie on no flight worth more than the claim; the bound over the others or the
    claim, whichever is more, holds for all flights.
    """
    screened = tried = 0
    for rng, every, x in takes(HOT, 60, 2):
        best = every.best(x.problem.weight, x.level, [x.takeoff])
        claim = float(rng.choice([0.3, 0.8, 1.0, 1.1])) * best
        play = x.screened(claim)
        gone = set(x.rows.tolist()) - set(play.tolist())
        for f, p in zip(every.flights, every.pods, strict=True):
            if f.takeoff == x.takeoff and gone & {look.sector for look in f.looks}:
                assert (x.problem.weight * h_all(p, x.level)).sum() <= claim + 1e-9
        out = x.tuned(play, claim, 30)
        assert max(claim, out.upper) >= best - 1e-9
        screened += len(gone)
        tried += 1
    assert tried > 100 and screened > 30


def test_levels_to_begin_from() -> None:
    """Any start, also below the common levels, leaves a bound."""
    for rng, every, x in takes(HOT, 30, 3):
        best = every.best(x.problem.weight, x.level, [x.takeoff])
        out = x.tuned(x.rows, 0.0, 10, draw_levels(rng, x.level.shape))
        assert out.upper >= best - 1e-9
        assert out.private is None or (out.private >= x.level).all()


def test_no_steps_no_tuning() -> None:
    """Without a step the bound is the plain chain's."""
    for _, _, x in takes(HOT, 10, 4):
        assert x.tuned(x.rows, 0.0, 0).upper == pytest.approx(x.chain.worth, abs=1e-12)


def test_slots_that_a_flight_may_see() -> None:
    """Every beginning that any look in the window could see lies within."""
    for sizes in (SMALL, HOT):
        for seed in range(20):
            problem = quick(seed, sizes)
            for d, windows in enumerate(arena(problem).flights):
                T, D = problem.grid.slot_ticks, problem.grid.stay
                for w in windows.values():
                    k0, k1 = slots_of(w, T, D, problem.grid.steps)
                    for f, p in zip(flown(seed, sizes, d).flights, flown(seed, sizes, d).pods, strict=True):
                        if windows.get(f.takeoff) is w:
                            seen = np.nonzero(p)[1]
                            assert not len(seen) or (k0 <= seen.min() and seen.max() < k1)


def test_one_step_down() -> None:
    """A Polyak step raises levels where the looks repeat themselves, keeps them in [common, 1], leaves the
    roots right and says what the levels cost.
    """
    stepped = 0
    for rng, every, x in takes(HOT, 40, 5):
        if not every.flights:
            continue
        t, K = x.mover.tables, x.level.shape[1]
        looks = rows_of(every.flights[int(rng.integers(len(every.flights)))].looks, x.mover.step)
        private = np.maximum(x.level, draw_levels(rng, x.level.shape))
        root, g = np.sqrt(private), np.zeros_like(private)
        cost = descend(
            private, x.level, x.problem.weight, x.mover.total, x.mover.rate, looks, x.rows, 0, K, t.T, t.D,
            0.3, g, root,
        )  # fmt: skip
        if cost < 0.0:
            continue
        stepped += 1
        assert (private >= x.level).all() and (private <= 1.0).all()
        np.testing.assert_allclose(root, np.sqrt(private), atol=1e-15)
        assert cost == pytest.approx(float((x.problem.weight * (private - x.level)).sum()), abs=1e-10)
    assert stepped > 30


def test_through_and_busiest() -> None:
    """Which sectors lie on a chain above a floor, and the few on which chains earn most, in their order."""
    rng: Rng = next(seeds(1))[1]
    for _ in range(100):
        H, A = rng.random((6, 5)), rng.random((6, 5))
        H[rng.random((6, 5)) < 0.4] = LOW
        A[rng.random((6, 5)) < 0.4] = LOW
        rows = np.sort(rng.choice(6, 5, replace=False))
        both = np.where((H > LOW) & (A > LOW), H + A, -np.inf)[:, 1:4].max(axis=1)
        assert through(1, 3, rows, H, A, 1.2).tolist() == [s for s in rows if both[s] > 1.2]
        order = sorted(rows.tolist(), key=lambda s: -both[s])
        want = sorted(s for s in order[:2] if both[s] > -np.inf)
        assert busiest(1, 3, rows, H, A, 2).tolist() == want
        assert busiest(1, 3, rows, H, A, 9).tolist() == [s for s in rows if both[s] > -np.inf]


def test_flights_are_drawn_at_all() -> None:
    """The enumeration behind these tests is not empty, and some flights come back to a sector."""
    back = sum(
        len({look.sector for look in f.looks}) < len(f.looks)
        for seed in range(20)
        for f in flown(seed, HOT, 0).flights
    )
    every: Flown = flown(0, AIRCRAFT_ONLY, 0)
    assert len(every.flights) == len(every.pods)
    assert back > 100
