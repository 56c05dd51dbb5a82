"""Ways with hours: when the free way may be taken, when the one round, and how soon one arrives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Polygon, box

from patrolplan.formulation.build import formulate
from patrolplan.formulation.charts import Chart, Pilot
from patrolplan.formulation.clock import Clock
from patrolplan.formulation.ways import (
    choices,
    earliest_arrivals,
    latest_departures,
    open_spans,
    ways,
)
from patrolplan.problem.types import NEVER
from patrolplan.sea.build import build_water
from tests.scenarios import START, at, tiny, zone
from tests.scenarios import box as box_ring

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

    def path(self, i: int, j: int) -> tuple[tuple[float, float], ...]:
        """The free way lies along the equator: from node 0 at longitude 0 to node 1 at 1."""
        return ((float(i), 0.0), (float(j), 0.0))


def pilot(fire: Polygon | None = None, passages: tuple[int, int, int] = (4, 4, 4)) -> Pilot:
    """A mover of 15 kn on the fake's chart, which is told what each way crosses."""
    routes = FakeRoutes()
    zones = {"FIRE": fire or box(0.4, -1, 0.6, 1), "BOMB": box(0.6, -1, 0.8, 1)}
    bent = np.zeros((3, 3), dtype=np.bool_)
    bent[0, 1] = bent[1, 0] = True
    crossed = {(0, 1, FREE): BOTH, (0, 1, FIRE): BOMB, (0, 1, BOMB): FIRE, (0, 1, BOTH): FREE}
    chart = Chart(routes, {}, (FREE, BOMB, FIRE, BOTH), bent, zones, crossed)  # type: ignore[arg-type]
    return Pilot(chart, 15.0, CLOCK, HOURS, np.array(passages))


HOURS = {"FIRE": (36, 72), "BOMB": (60, 90)}


def test_each_departure_has_the_shortest_legal_way() -> None:
    """Defends hours of arcs: at every tick the fastest arc open is the shortest way whose leg meets no
    zone that it crosses.
    """
    made = ways(pilot(), range(3), range(3))
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
    arcs = ways(pilot(), range(3), range(3)).arcs
    pairs = set(zip(arcs.tail.tolist(), arcs.head.tolist(), strict=True))
    assert pairs == {(0, 1), (1, 0), (1, 2), (2, 1)}
    assert arcs.ticks[(arcs.tail == 1) & (arcs.head == 2)].tolist() == [0]


def test_first_choice_waits_or_goes_round() -> None:
    """Defends the choice: whichever arrives first, leaving at once where that is no later."""
    arcs = ways(pilot(), [0], [1]).arcs
    assert choices(arcs, 0, 0, 0)[0][:2] == (0, 12)
    assert choices(arcs, 0, 0, 30)[0][:2] == (30, 46)
    assert choices(arcs, 0, 0, 50)[0][:2] == (50, 75)
    assert choices(arcs, 0, 0, 89)[0][:2] == (90, 102)
    assert choices(arcs, 0, 1, 0) == []


def test_entry_and_exit_agree_with_single_ways() -> None:
    """Defends spells: first arrivals and last departures are those that single ways give."""
    made = ways(pilot(), [0], [1, 2])
    home = ways(pilot(), [1, 2], [0])
    for tick in range(0, 140, 7):
        first = earliest_arrivals(made.arcs, tick, 2)
        assert first[0] == choices(made.arcs, 0, 0, tick)[0][1]
        assert first[1] == NEVER
        last = latest_departures(home.arcs, tick, 2)
        can = [t for t in range(tick + 1) if (e := choices(home.arcs, 0, 0, t)) and e[0][1] <= tick]
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
    plain = pilot()
    plain.chart.routes.nm[FREE][1, 2] = nm
    arcs = ways(plain, [1], [2]).arcs
    assert arcs.ticks.tolist() == [ticks]


def test_passages_find_their_place_open() -> None:
    """Defends passages: where the free way ends in a zone, it is taken only if task and passage after it
    can be over before the zone closes, or the way round would have been in time for the task.
    """
    own = pilot(fire=box(0.9, -1, 1.1, 1))
    start, passage, free, round_it = HOURS["FIRE"][0], 4, 12, 16
    arcs = ways(own, [0], [1]).arcs
    for ready in range(60):
        found = choices(arcs, 0, 0, ready)
        for _, arrive, row in found:
            if arcs.ticks[row] != free:
                continue
            for due in range(arrive, 60):
                clear = due + passage <= start or due >= HOURS["FIRE"][1]
                assert clear or any(a <= due and arcs.ticks[r] >= round_it for _, a, r in found)
    # and before a leg that begins there
    home = ways(own, [1], [0]).arcs
    opens = home.opens[home.ticks == free].tolist()
    assert max(opens) >= HOURS["FIRE"][1] + passage
    # a chop point has no passage
    point = ways(pilot(fire=box(0.9, -1, 1.1, 1), passages=(4, 0, 4)), [0], [1]).arcs
    assert point.closes[point.ticks == free].min() > arcs.closes[arcs.ticks == free].min()


def test_what_real_ways_cross() -> None:
    """Defends the charts against the routes: each way, round each set, crosses what its points show."""
    scenario = tiny(
        zones={
            "A": zone(box_ring(124.6, 28.1, 124.9, 28.4), start=at(3), end=at(5)),
            "B": zone(box_ring(125.1, 28.2, 125.9, 28.45), start=at(4), end=at(9)),
        }
    )
    f = formulate(scenario, build_water(scenario))
    chart = f.fleets[0].chart
    assert chart.sets == (frozenset(), frozenset("A"), frozenset("B"), frozenset("AB"))
    seen = 0
    for i, j in np.argwhere(np.triu(chart.bent)).tolist():
        for avoiding in chart.sets:
            path = chart.routes.path(i, j, avoiding)
            inside = {
                name
                for name, shape in chart.zones.items()
                if shape.intersection(LineString(path)).length > 1e-3
            }
            crossed = chart.crosses(i, j, avoiding)
            assert inside <= crossed
            assert not crossed & avoiding
            seen += len(crossed)
    assert seen > 10
