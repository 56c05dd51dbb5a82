"""Passing from sector to sector."""

from __future__ import annotations

import pytest
from shapely import Point

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.meeting import pass_right, shared_edge
from patrolplan.geo.geodesy import distance_nm
from patrolplan.scenario.model import Scenario
from patrolplan.sea.build import build_water
from tests.scenarios import at, box, tiny, zone


def made(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def neighbours(f: Formulation) -> list[tuple[int, int]]:
    count = range(len(f.water.sectors))
    return [
        (i, j) for i in count for j in count if i != j and shared_edge(f.water.sectors[i], f.water.sectors[j])
    ]


def test_opposite_ways_pass_clear() -> None:
    """Defends those who change places: both points lie on the edge, on the right, half of it apart."""
    f = made(tiny())
    pairs = neighbours(f)
    assert len(pairs) == 14
    for i, j in pairs:
        one, other = f.water.sectors[i], f.water.sectors[j]
        there = pass_right(f.fleets[0], f.water, i, j, (0.0, 0.0))
        back = pass_right(f.fleets[0], f.water, j, i, (0.0, 0.0))
        for point in (there, back):
            assert one.polygon.distance(Point(point)) < 1e-9
            assert other.polygon.distance(Point(point)) < 1e-9
        assert distance_nm(there, back) > 12.0


@pytest.mark.parametrize(("step", "right"), [((0.5, 0.0), (0, -1)), ((0.0, 0.5), (1, 0))])
def test_right_is_right(step: tuple[float, float], right: tuple[int, int]) -> None:
    """Defends the side: going east one passes south of the middle, going north east of it."""
    f = made(tiny())
    i = next(s for s, one in enumerate(f.water.sectors) if one.polygon.contains(Point(124.2, 28.2)))
    to = Point(124.2 + step[0], 28.2 + step[1])
    j = next(s for s, one in enumerate(f.water.sectors) if one.polygon.contains(to))
    middle = shared_edge(f.water.sectors[i], f.water.sectors[j])
    assert middle is not None
    lon, lat = pass_right(f.fleets[0], f.water, i, j, (0.0, 0.0))
    assert (lon - middle.centroid.x) * right[0] + (lat - middle.centroid.y) * right[1] > 0.1


def test_corners_and_zones_keep_the_given_point() -> None:
    """Defends the routes' own choice: at a corner, and where a zone that binds lies on the right."""
    strip = box(124.0, 28.0, 126.0, 28.2)
    f = made(tiny(zones={"Z": zone(strip, closed_to=("ships",), start=at(3), end=at(5))}))
    given = (1.0, 2.0)
    at_point = {
        name: next(s for s, one in enumerate(f.water.sectors) if one.polygon.contains(Point(*place)))
        for name, place in {"sw": (124.2, 28.3), "se": (124.7, 28.3), "ne": (124.7, 28.7)}.items()
    }
    assert pass_right(f.fleets[0], f.water, at_point["sw"], at_point["ne"], given) == given
    assert pass_right(f.fleets[0], f.water, at_point["sw"], at_point["se"], given) == given
    assert pass_right(f.fleets[1], f.water, at_point["sw"], at_point["se"], given) != given
