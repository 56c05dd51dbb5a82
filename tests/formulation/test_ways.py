"""Ways with hours: when the free way may be taken, when the one round, and how soon one arrives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.formulation.charts import Chart
from patrolplan.formulation.clock import Clock
from patrolplan.formulation.ways import (
    earliest,
    earliest_arrivals,
    latest_departures,
    open_spans,
    ways,
)
from patrolplan.problem.types import NEVER
from tests.scenarios import START

CLOCK = Clock(START, 600, 6, 24)
FREE: frozenset[str] = frozenset()
FIRE, BOMB = frozenset({"FIRE"}), frozenset({"BOMB"})
BOTH = FIRE | BOMB


class FakeRoutes:
    """Three nodes: 0 and 1 have two zones between them, 2 lies apart and cannot be reached from 0."""

    def __init__(self) -> None:
        free = np.array([[0.0, 30.0, np.inf], [30.0, 0.0, 0.0], [np.inf, 0.0, 0.0]])
        self.nm = {FREE: free}
        for zones, nm in ((FIRE, 40.0), (BOMB, 50.0), (BOTH, 61.0)):
            self.nm[zones] = free.copy()
            self.nm[zones][0, 1] = self.nm[zones][1, 0] = nm
        self.zones = {"FIRE": None, "BOMB": None}


def chart() -> Chart:
    """The fake's chart, told what each way crosses."""
    routes = FakeRoutes()
    bent = np.zeros((3, 3), dtype=np.bool_)
    bent[0, 1] = bent[1, 0] = True
    crossed = {(0, 1, FREE): BOTH, (0, 1, FIRE): BOMB, (0, 1, BOMB): FIRE, (0, 1, BOTH): FREE}
    return Chart(routes, {}, (FREE, BOMB, FIRE, BOTH), bent, crossed)  # type: ignore[arg-type]


HOURS = {"FIRE": (36, 72), "BOMB": (60, 90)}


def test_each_departure_has_the_shortest_legal_way() -> None:
    """Defends hours of arcs: at every tick the fastest arc open is the shortest way whose leg meets no
    zone that it crosses.
    """
    made = ways(chart(), range(3), range(3), 15.0, CLOCK, HOURS)
    arcs = made.arcs
    for leave in range(CLOCK.horizon):
        want = []
        for zones, nm in ((FREE, 30.0), (FIRE, 40.0), (BOMB, 50.0), (BOTH, 61.0)):
            ticks = int(np.ceil(nm / 2.5))
            crossed = BOTH - zones
            if all(leave >= HOURS[z][1] or leave + ticks <= HOURS[z][0] for z in crossed):
                want.append(ticks)
        rows = (arcs.tail == 0) & (arcs.head == 1) & (arcs.opens <= leave) & (leave < arcs.closes)
        assert arcs.ticks[rows].min() == min(want)
        for row in np.flatnonzero(rows):
            assert arcs.ticks[row] in want


def test_no_arc_where_there_is_no_way_or_no_distance_to_itself() -> None:
    """Defends the list: unreachable pairs and sectors to themselves have no arc, touching ones take 0."""
    arcs = ways(chart(), range(3), range(3), 15.0, CLOCK, HOURS).arcs
    pairs = set(zip(arcs.tail.tolist(), arcs.head.tolist(), strict=True))
    assert pairs == {(0, 1), (1, 0), (1, 2), (2, 1)}
    assert arcs.ticks[(arcs.tail == 1) & (arcs.head == 2)].tolist() == [0]


def test_earliest_waits_or_goes_round() -> None:
    """Defends the choice: whichever arrives first, leaving at once where that is no later."""
    arcs = ways(chart(), [0], [1], 15.0, CLOCK, HOURS).arcs
    assert earliest(arcs, 0, 0, 0)[:2] == (0, 12)  # type: ignore[index]
    assert earliest(arcs, 0, 0, 30)[:2] == (30, 46)  # type: ignore[index]
    assert earliest(arcs, 0, 0, 50)[:2] == (50, 75)  # type: ignore[index]
    assert earliest(arcs, 0, 0, 89)[:2] == (90, 102)  # type: ignore[index]
    assert earliest(arcs, 0, 1, 0) is None


def test_entry_and_exit_agree_with_single_ways() -> None:
    """Defends spells: first arrivals and last departures are those that single ways give."""
    made = ways(chart(), [0], [1, 2], 15.0, CLOCK, HOURS)
    home = ways(chart(), [1, 2], [0], 15.0, CLOCK, HOURS)
    for tick in range(0, 140, 7):
        first = earliest_arrivals(made.arcs, tick, 2)
        assert first[0] == earliest(made.arcs, 0, 0, tick)[1]  # type: ignore[index]
        assert first[1] == NEVER
        last = latest_departures(home.arcs, tick, 2)
        can = [t for t in range(tick + 1) if (e := earliest(home.arcs, 0, 0, t)) and e[1] <= tick]
        assert last[0] == max(can, default=-1)
        assert last[1] == -1


@given(
    st.dictionaries(st.sampled_from("ABC"), st.tuples(st.integers(-5, 60), st.integers(1, 30)), min_size=1),
    st.integers(0, 25),
)
def test_open_spans_are_what_meets_no_zone(raw: dict[str, tuple[int, int]], span: int) -> None:
    """Defends spans: a departure is in one exactly when its leg meets no zone's hours."""
    hours = {name: (start, start + length) for name, (start, length) in raw.items()}
    spans = open_spans(hours, span, hours)
    for leave in range(120):
        free = all(leave >= end or leave + span <= start for start, end in hours.values())
        assert free == any(opens <= leave < closes for opens, closes in spans)


@pytest.mark.parametrize(("nm", "ticks"), [(2.5, 1), (2.5 + 1e-12, 1), (2.51, 2), (0.0, 0)])
def test_transit_is_rounded_up_but_for_a_hair(nm: float, ticks: int) -> None:
    """Defends rounding: up to ticks, yet the last digit of a distance costs no tick."""
    plain = chart()
    plain.routes.nm[FREE][1, 2] = nm
    arcs = ways(plain, [1], [2], 15.0, CLOCK, HOURS).arcs
    assert arcs.ticks.tolist() == [ticks]
