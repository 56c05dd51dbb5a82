"""Levels paid for only where a flight goes: bounds above every flight there is, lower than without."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.solver.entered import Groups, dearest, grouped, tolls
from patrolplan.solver.gains import fill
from patrolplan.solver.looks import meets_twice
from patrolplan.solver.paid import pay, tune_entered
from patrolplan.solver.sortie import slots_of
from tests.oracles.pod import Pods
from tests.oracles.random_problems import AIRCRAFT_ONLY, Sizes

from .plain import HOT, draw_levels, joint_bid, looks_of, plain_bid
from .test_sortie import Take, takes


def paid_bid(x: Take, looks: np.ndarray, private: np.ndarray, group: np.ndarray, toll: np.ndarray) -> float:
    """A flight's looks one by one at the private levels, and a toll for each group that it comes into, as if
    it came as late as when its first look there starts.
    """
    bid = plain_bid(x.problem, Pods(x.problem), x.mover_number, looks_of(looks, x.mover.step), private)
    entered: set[int] = set()
    for s, a, _ in looks.tolist():
        if group[s] not in entered:
            entered.add(int(group[s]))
            bid += float(toll[group[s], a - x.window.first])
    return bid


def rows_in(x: Take, flight) -> np.ndarray:  # type: ignore[no-untyped-def]
    step = x.mover.step
    return np.array([(k.sector, k.start // step, k.end // step) for k in flight.looks])


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, HOT])
def test_dearest_is_above_every_flight_and_is_a_flight(sizes: Sizes) -> None:
    """By enumeration, at random levels and groups: no flight comes to more, the looks handed back do come to
    what is said but for waiting, and a floor above it leaves nothing.
    """
    tried = 0
    for rng, every, x in takes(sizes, 30, 11):
        private = np.maximum(x.level, draw_levels(rng, x.level.shape))
        groups = grouped(x.mover.lag, x.rows, int(rng.integers(1, 5)))
        t, space = x.mover.tables, x.bench.space
        k0, k1 = slots_of(x.window, t.T, t.D, x.level.shape[1])
        toll = tolls(x.problem.weight * (private - x.level), groups, x.window, k0, k1, t.T, t.D)
        gains = fill(
            x.bench.own.gains, t, x.problem.weight, np.sqrt(private), x.window.first, x.window.last, x.rows
        )
        worth, looks = dearest(
            x.mover, gains, x.window, x.mover.free, x.rows, groups, toll, space.ahead, space.after
        )
        for f in every.flights:
            straight_back = any(p.sector == q.sector for p, q in zip(f.looks, f.looks[1:], strict=False))
            if f.takeoff == x.takeoff and not straight_back:
                assert paid_bid(x, rows_in(x, f), private, groups.number, toll) <= worth + 1e-9
                joint = joint_bid(x.problem, Pods(x.problem), x.mover_number, f.looks, x.level)
                assert joint <= worth + 1e-9
        if not len(looks):
            continue
        tried += 1
        assert paid_bid(x, looks, private, groups.number, toll) <= worth + 1e-9
        none, nothing = dearest(
            x.mover,
            gains,
            x.window,
            x.mover.free,
            x.rows,
            groups,
            toll,
            space.ahead,
            space.after,
            worth + 1e-6,
        )
        assert none == worth + 1e-6 and not len(nothing)
    assert tried > 50


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, HOT])
def test_tuned_and_paid_holds_and_is_often_tighter(sizes: Sizes) -> None:
    """Never below the best flight by enumeration; never looser than the levels it began from, whoever pays;
    tighter in many cases where one flight may go to several places; what it met is a flight worth that.
    """
    tighter = open_ = 0
    for _, every, x in takes(sizes, 60, 12):
        best = every.best(x.problem.weight, x.level, [x.takeoff])
        plain = x.tuned(x.rows, 0.0, 25)
        start = x.level if plain.private is None else plain.private
        out = tune_entered(
            x.mover, x.bench.own, x.bench.space, x.window, x.problem.weight, x.level, x.root, x.mover.free,
            x.rows, floor=0.0, steps=25, start=start,
        )  # fmt: skip
        assert out.upper >= best - 1e-9
        assert out.upper <= plain.upper + 1e-9
        assert out.private is not None and (out.private >= x.level).all()
        assert out.best.worth <= best + 1e-9
        if len(out.best.looks):
            assert not meets_twice(out.best.looks, x.mover.tables.T)
        if plain.upper > best * (1 + 1e-3):
            open_ += 1
            tighter += out.upper < plain.upper - 1e-6
    assert sizes is not HOT or (open_ > 5 and tighter > 0.3 * open_)


def test_groups_are_neighbours() -> None:
    """Two clusters an hour apart are told apart, and sectors with no way between them go together last."""
    lag = np.array([[-1, 0, 6, 6], [0, -1, 6, 6], [6, 6, -1, 0], [6, 6, 0, -1]], np.int32)
    number = grouped(lag, np.arange(4), 2).number
    assert number[0] == number[1] != number[2] == number[3]
    assert grouped(lag, np.arange(4), 4).count == 4
    assert grouped(lag, np.arange(4), 1).count == 1
    lag[0, 1] = lag[1, 0] = -1
    apart = grouped(lag, np.arange(4), 2).number
    assert apart[2] == apart[3]


def test_tolls_fall_as_slots_pass() -> None:
    """A slot is paid for as long as what began in it can still be seen: T units each, a stay of D."""

    class Window:
        first, last = 0, 9

    cost = np.array([[1.0, 10.0, 100.0], [0.0, 1000.0, 0.0]])
    toll = tolls(cost, Groups(np.array([0, 1]), 2), Window, 0, 3, 2, 4)  # type: ignore[arg-type]
    # slot k is open to a look from unit a on while (k + 1) * 2 + 4 > a
    assert toll[0].tolist() == [111.0] * 6 + [110.0] * 2 + [100.0] * 2
    assert toll[1].tolist() == [1000.0] * 8 + [0.0] * 2


def test_paying_keeps_levels_in_bounds() -> None:
    """A step against the slope never leaves [common, 1], and says when there is no way."""
    level = np.array([[0.2, 0.0]])
    private, root = np.array([[0.5, 1.0]]), np.zeros((1, 2))
    rows, weight = np.array([0]), np.ones((1, 2))
    assert pay(private, level, weight, np.array([[1.0, -1.0]]), rows, 0, 2, 10.0, root)
    assert private.tolist() == [[0.2, 1.0]]
    assert root[0, 0] == pytest.approx(np.sqrt(0.2))
    assert not pay(private, level, weight, np.array([[1.0, 0.0]]), rows, 0, 2, 1.0, root)
