"""What zones do to ways, in the open Pacific where nothing else is, beside a plain visibility graph."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity, box

from patrolplan.geo import coast
from patrolplan.geo.geodesy import distance_nm
from patrolplan.sea.routes import Routes, build_routes
from patrolplan.sea.routes.closed import sets_at_once
from patrolplan.sea.types import Sector, ZoneShape
from tests.sea import waters
from tests.sea.waters import DAY, START, zone

FREE = frozenset[str]()
BOUNDS = (158.0, 28.0, 166.0, 34.0)
A = waters.sector("A", box(160.0, 30.0, 160.5, 30.5))
B = waters.sector("B", box(160.5, 30.0, 161.0, 30.5))
C = waters.sector("C", box(161.0, 30.5, 161.5, 31.0))
D = waters.sector("D", box(163.0, 30.0, 163.5, 30.5))


def routes(
    sectors: tuple[Sector, ...],
    *zones: ZoneShape,
    kind: str = "aircraft",
    nation: str = "USA",
    points: tuple = (),
) -> Routes:
    return build_routes(waters.water(sectors, zones, BOUNDS), waters.scenario(), kind, nation, points)


def test_sectors_that_touch_are_no_way_apart() -> None:
    """An edge or a corner is enough; a point inside a sector is in it."""
    found = routes((A, B, C, D), points=((160.2, 30.1), (160.5, 31.0)))
    nm = found.nm[FREE]
    assert nm[0, 1] == nm[1, 2] == nm[0, 4] == 0
    assert nm[0, 2] > 0 and nm[1, 3] > 0
    assert found.path(0, 4) == (pytest.approx((160.2, 30.1)),)
    (shared,) = found.path(0, 1)
    assert shared == pytest.approx((160.5, 30.25), abs=0.01)
    (corner,) = found.path(1, 2)
    assert corner == pytest.approx((161.0, 30.5), abs=0.001)
    assert nm[1, 3] == pytest.approx(distance_nm((161.0, 30.5), (163.0, 30.5)), rel=1e-4)


def test_a_zone_closed_to_tasks_only_blocks_nobody() -> None:
    """Territorial seas: no task, free passage; and a zone for ships is nothing to aircraft."""
    wall = box(161.8, 29.0, 162.2, 31.5)
    free = routes((A, D)).nm[FREE][0, 1]
    assert routes((A, D), zone("Z", wall, "tasks")).nm[FREE][0, 1] == free
    assert routes((A, D), zone("Z", wall, "ships", "tasks")).nm[FREE][0, 1] == free
    assert routes((A, D), zone("Z", wall, "aircraft")).nm[FREE][0, 1] > free + 5
    assert routes((A, D), zone("Z", wall, "aircraft", exempt=("USA",))).nm[FREE][0, 1] == free
    assert routes((A, D), zone("Z", wall, "ships"), kind="ship").nm[FREE][0, 1] > free + 5


def test_a_wall_across_the_theatre_leaves_no_way() -> None:
    """No way is inf and an empty path, never a way round outside what is drawn."""
    found = routes((A, B, D), zone("WALL", box(162, 28, 162.5, 34), "aircraft"))
    assert np.isinf(found.nm[FREE][0, 2]) and found.path(0, 2) == () and found.nm[FREE][0, 1] == 0
    assert found.unreachable == (2,)


def test_timed_zones_have_matrices_of_their_own() -> None:
    """Who flies while it is closed goes round; who flies before does not; and crosses says who must care."""
    east = zone("EAST", box(161.8, 29, 162.2, 31.5), "aircraft", start=START + DAY, end=START + 2 * DAY)
    late = zone("LATE", box(159, 31, 164, 32), "aircraft", start=START + 1.5 * DAY, end=START + 9 * DAY)
    past = zone("PAST", box(159, 28, 164, 29), "aircraft", start=START - DAY, end=START)
    found = routes((A, B, C, D), east, late, past)
    both = frozenset({"EAST", "LATE"})
    assert set(found.nm) == {FREE, frozenset({"EAST"}), frozenset({"LATE"}), both}
    assert found.crosses(1, 3) == {"EAST"} and found.crosses(3, 1) == {"EAST"} and found.crosses(0, 1) == FREE
    free, closed, all_closed = found.nm[FREE], found.nm[frozenset({"EAST"})], found.nm[both]
    assert closed[1, 3] > free[1, 3] + 1
    assert closed[0, 1] == free[0, 1] == 0
    assert all_closed[2, 3] > closed[2, 3]  # the short way round is north, where LATE is
    assert not shapely.intersects(east.shape, shapely.LineString(found.path(1, 3, both)))
    assert not shapely.intersects(late.shape, shapely.LineString(found.path(2, 3, both)))
    assert found.key({"EAST", "PAST", "UNKNOWN"}) == frozenset({"EAST"})
    with pytest.raises(KeyError):
        found.path(0, 1, frozenset({"PAST"}))


def test_a_zone_over_part_of_a_sector_moves_its_edge() -> None:
    """The way begins in the water that the zone leaves; sectors that share only closed water are apart."""
    found = routes(
        (A, B, D), zone("Z", box(160.4, 29.5, 160.6, 30.6), "aircraft", start=START, end=START + DAY)
    )
    shut = frozenset({"Z"})
    assert found.nm[FREE][0, 1] == 0 and found.nm[shut][0, 1] > 10
    assert found.crosses(0, 1) == shut
    way = found.path(0, 1, shut)
    assert way[0][0] < 160.4 and way[-1][0] > 160.6
    whole = routes(
        (A, B, D), zone("Z", box(159.9, 29.9, 160.6, 30.6), "aircraft", start=START, end=START + DAY)
    )
    assert np.isinf(whole.nm[shut][0, 1:]).all() and np.isfinite(whole.nm[shut][1, 2])


def test_a_base_inside_a_zone_gets_out_and_no_more() -> None:
    """The zone is lifted until the way has left it: it may not come back into it, nor may others cross."""
    horseshoe = shapely.union_all([box(161, 29, 163, 29.4), box(161, 29, 161.4, 32), box(162.6, 29, 163, 32)])
    base, other = (161.2, 30.0), (162.8, 30.2)
    found = routes((A, D), zone("U", horseshoe, "aircraft"), points=(base, other))
    lines = {pair: shapely.LineString(found.path(*pair)) for pair in ((0, 1), (0, 2), (1, 2), (2, 3))}
    inside = {pair: shapely.intersection(horseshoe, line) for pair, line in lines.items()}
    assert inside[0, 1].is_empty
    assert inside[0, 2].geom_type == inside[1, 2].geom_type == "LineString"
    assert found.nm[FREE][0, 2] == pytest.approx(distance_nm((160.5, 30.0), base), rel=1e-3)
    assert found.nm[FREE][1, 2] > 1.1 * distance_nm(base, (163.0, 30.0))  # not straight through the other arm
    assert len(inside[2, 3].geoms) == 2  # out of one arm and into the other, across open air between them
    assert found.nm[FREE][2, 3] == pytest.approx(distance_nm(base, other), rel=1e-6)


def test_a_ship_leaves_a_closed_zone_round_the_land_in_it() -> None:
    """White Beach inside a firing area that reaches round Okinawa: out by sea, and not back in."""
    area = shapely.buffer(shapely.Point(127.9, 26.45), 0.6)
    west = waters.sector("W", box(126.0, 26.5, 126.5, 27.0))
    sea = waters.water((west,), (zone("AREA", area, "ships"),), (125, 25, 130, 28))
    port = waters.PORTS["White Beach"]
    found = build_routes(sea, waters.scenario(), "ship", "USA", (port,))
    line = shapely.LineString(found.path(0, 1))
    inside = shapely.intersection(area, line)
    assert not shapely.intersects(coast.land(sea.bounds), line)
    assert (
        inside.geom_type == "LineString" and shapely.distance(inside, shapely.Point(found.points[0])) < 1e-9
    )
    free = build_routes(waters.water((west,), (), sea.bounds), waters.scenario(), "ship", "USA", (port,))
    assert -0.5 < found.nm[FREE][0, 1] - free.nm[FREE][0, 1] < 3


def test_sets_at_once_follow_the_clock() -> None:
    """Zones days apart are met together only by voyages that last days."""
    horizon = waters.scenario().horizon
    hours = {"A": (0, 1), "B": (2, 3), "C": (2.5, 9)}
    shape = box(0, 0, 1, 1)
    timed = {
        name: zone(name, shape, "ships", start=START + a * DAY, end=START + b * DAY)
        for name, (a, b) in hours.items()
    }

    def sets(hours: float) -> set[str]:
        return {"".join(sorted(names)) for names in sets_at_once(timed, horizon, timedelta(hours=hours))}

    assert sets(3) == {"", "A", "B", "C", "BC"}
    assert sets(25) == {"", "A", "B", "C", "BC", "AB"}
    assert sets(40) == {"", "A", "B", "C", "BC", "AB", "ABC"}


boxes = st.builds(
    lambda x, y, w, h, turn: affinity.rotate(box(x, y, x + w, y + h), turn),
    st.floats(160.3, 162.5),
    st.floats(29.5, 31.5),
    st.floats(0.1, 0.9),
    st.floats(0.1, 0.9),
    st.floats(0, 90),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(boxes, min_size=1, max_size=6))
def test_ways_are_as_short_as_a_plain_visibility_graph(shapes: list[shapely.Polygon]) -> None:
    """The lazy search, its pruning and its hopes lose nothing.

    Never shorter than the shortest way round the true corners, never longer than round corners 0.9 nm off:
    so far ours may stand off.
    """
    points = ((159.5, 30.2), (163.5, 30.6), (161.4, 28.8), (161.0, 32.6))
    closed = shapely.union_all(shapes)
    found = routes((D,), zone("Z", closed, "aircraft"), points=points)
    tight, loose = plain(points, closed, 1e-4), plain(points, closed, 0.95)
    for a, b in combinations(range(4), 2):
        nm = found.nm[FREE][1 + a, 1 + b]
        assert tight[a, b] - 0.02 <= nm <= loose[a, b] + 0.02
        assert not shapely.intersects(closed, shapely.LineString(found.path(1 + a, 1 + b)))


def plain(points: tuple, closed: shapely.Geometry, off_nm: float) -> dict[tuple[int, int], float]:
    """Shortest ways between points outside a shape widened by `off_nm`, round every one of its corners."""
    scale = float(np.cos(np.radians(30.7)))
    wide = affinity.scale(
        affinity.scale(closed, scale, 1, origin=(0, 0)).buffer(off_nm / 60), 1 / scale, 1, origin=(0, 0)
    )
    core = wide.buffer(-1e-5)
    shapely.prepare(core)
    nodes = [*points, *map(tuple, shapely.get_coordinates(wide.simplify(1e-5)).tolist())]
    graph = nx.Graph()
    for a, b in combinations(range(len(nodes)), 2):
        if not shapely.intersects(core, shapely.LineString([nodes[a], nodes[b]])):
            graph.add_edge(a, b, weight=distance_nm(nodes[a], nodes[b]))
    lengths = {a: nx.single_source_dijkstra_path_length(graph, a) for a in range(4)}
    return {(a, b): lengths[a][b] for a, b in combinations(range(4), 2)}
