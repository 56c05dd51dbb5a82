"""Sectors drawn by hand: they take their water, the grid has the rest, and the two partition it."""

from __future__ import annotations

import itertools

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.read import load_bytes
from patrolplan.sea.build import build_water
from patrolplan.sea.drawn import hand_drawn
from patrolplan.sea.sectors import GRID_DEG, cut_into_sectors
from patrolplan.sea.theatre import WaterError

WATER = box(124.1, 28.2, 126.3, 30.1)
STRAIT = ((124.6, 29.8), (125.8, 29.7), (125.6, 29.1), (124.9, 29.2))


def cut(*rings: tuple) -> list[tuple[str, Polygon]]:
    found, rest = hand_drawn(WATER, {f"S{n}": (ring,) for n, ring in enumerate(rings)}, 30, GRID_DEG)
    return found + cut_into_sectors(rest, 30)


def is_partition(sectors: list[Polygon], water: Polygon) -> None:
    whole = shapely.union_all(sectors)
    assert sum(part.area for part in sectors) == pytest.approx(whole.area, abs=1e-9)
    assert whole.symmetric_difference(water).area < 1e-5
    for one, other in itertools.combinations(sectors, 2):
        assert one.intersection(other).area < 1e-9


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.floats(124, 126.4), st.floats(28, 30.2)), min_size=3, max_size=6))
def test_they_partition_the_water(corners):
    """Whatever is drawn: nothing lost, nothing twice, and the sector lies within its outline."""
    hull = shapely.convex_hull(shapely.MultiPoint(corners))
    if not isinstance(hull, Polygon) or hull.intersection(WATER).area < 1e-3:
        return
    named = cut(tuple(shapely.get_coordinates(hull)[:-1].tolist()))
    is_partition([polygon for _, polygon in named], WATER)
    assert named[0][0].startswith("S0")
    assert named[0][1].difference(hull.buffer(1e-5)).is_empty


def test_neighbours_share_their_corners():
    """Where the outline crosses an edge of a cell both have a corner: no splinter lies between them."""
    named = dict(cut(STRAIT))
    drawn = named.pop("S0")
    for polygon in named.values():
        shared = drawn.boundary.intersection(polygon.boundary)
        near = drawn.boundary.intersection(polygon.buffer(1e-7))
        assert shared.length == pytest.approx(near.length, abs=1e-5)


def test_parts_are_sectors_of_their_own():
    """Where land or an area's edge parts a drawn sector, its pieces bear letters."""
    bridge = ((124.0, 29.0), (124.3, 29.0), (124.3, 28.0), (126.0, 28.0), (126.0, 29.0), (126.4, 29.0),
              (126.4, 27.9), (124.0, 27.9))  # fmt: skip
    names = [name for name, _ in cut(bridge)]
    assert names[:2] == ["S0 a", "S0 b"]


def test_two_that_overlap_are_refused():
    with pytest.raises(WaterError, match="'S0' and 'S1' that are drawn by hand overlap"):
        cut(STRAIT, ((125.5, 29.6), (126.0, 29.6), (126.0, 29.0)))


def test_one_without_water_is_refused():
    with pytest.raises(WaterError, match="'S0' that is drawn by hand holds no water"):
        cut(((10.0, 10.0), (11.0, 10.0), (11.0, 11.0)))


def test_two_that_meet_along_an_edge():
    one = ((124.5, 29.5), (125.0, 29.5), (125.0, 29.0), (124.5, 29.0))
    other = ((125.0, 29.5), (125.5, 29.5), (125.5, 29.0), (125.0, 29.0))
    is_partition([polygon for _, polygon in cut(one, other)], WATER)


def test_in_a_scenario():
    """Named as drawn, with the beginnings of its share of the area."""
    text = """\
horizon: {start: 240000ZSEP18, length: 1d}
sectors: {drawn: {STRAIT: {polygon: [29-50N 125-10E, 29-50N 125-50E, 29-20N 125-40E, 29-30N 125-05E]}}}
areas: {A: {box: {north: 30N, south: 29N, west: 125E, east: 126-30E}, transfers_per_day: 1}}
ships: {X: {nation: AUS, class: anzac, in_chop: anywhere}}
"""
    loaded = load_bytes("x.yaml", text.encode())
    assert loaded.scenario is not None
    water = build_water(loaded.scenario)
    strait = water.sectors[0]
    assert strait.id == "STRAIT"
    share = strait.area_nm2 / area_nm2(box(125, 29, 126.5, 30))
    assert strait.shares["A"] == pytest.approx(share, rel=1e-3)
    assert float(water.rates.sum()) == pytest.approx(1.0)
