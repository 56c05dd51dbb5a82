"""Stops of ships that replenish: times that keep the interval, spells that leave room for them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.problem.types import NEVER, Ship, Supply
from patrolplan.solver.supply import Supplies, draw_stops, move_stop, supplies_of, with_stops

LOOKS = np.array([(0, 2, 9), (1, 12, 20), (2, 30, 44)], np.int64)


@st.composite
def supplies(draw: st.DrawFn) -> Supplies:
    every, takes = draw(st.integers(4, 20)), draw(st.integers(1, 4))
    return Supplies(every, takes, (draw(st.integers(0, 5)),), (draw(st.integers(20, 90)),))


@given(supplies(), st.integers(0, 99))
def test_stops_keep_the_interval(item: Supplies, seed: int) -> None:
    """As drawn, and after each is moved: none too late, none before the last is over, as few as will do."""
    rng = np.random.default_rng(seed)
    stops = draw_stops(item, 0, LOOKS, rng, 4)
    for _ in range(6):
        assert len(stops) == item.count(0)
        since = item.joins[0]
        for start, sector, _before in stops:
            assert since <= start <= since + item.every and 0 <= sector < 4
            since = start + item.takes
        assert item.leaves[0] - since <= item.every
        if not stops:
            break
        moved = move_stop(item, 0, stops, int(rng.integers(len(stops))), LOOKS, rng, 4)
        stops = moved or stops


def test_spells_leave_room_for_a_stop() -> None:
    """Before it she is done in time to stop there, after it she begins no earlier than the way allows."""
    lag = np.array([[-1, 3, -1], [3, -1, 2], [-1, 2, -1]], np.int32)
    spell = (np.array([0, 4, NEVER], np.int32), np.array([40, 38, 30], np.int32))
    item = Supplies(20, 4, (0,), (40,))
    (first, then), (later, last) = with_stops((spell,), (((15, 1, True),),), item, lag)
    assert then.tolist() == [-1, 15, -1] and first is spell[0]
    assert later.tolist() == [22, 20, NEVER] and last is spell[1]
    (_, then), (later, _) = with_stops((spell,), (((15, 1, False),),), item, lag)
    assert then.tolist() == [12, 15, 13]
    assert later.tolist() == [NEVER, 20, NEVER]


def test_units_are_on_the_safe_side() -> None:
    """What is needed is rounded up to units, what is allowed down."""
    ship = Ship("A", 0, (), Supply(every=29, takes=7, joins=(5,), leaves=(100,)))
    assert supplies_of(ship, 6) == Supplies(4, 2, (0,), (17,))
    assert supplies_of(Ship("A", 0, ()), 6) is None
