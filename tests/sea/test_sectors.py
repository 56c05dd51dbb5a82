"""Sectors: they partition the water, hang together, and are named and ordered as a planner reads."""

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from patrolplan.geo import gars
from patrolplan.geo.geodesy import area_nm2
from patrolplan.sea.sectors import GRID_DEG, SLIVER, SMALLEST, cut_into_sectors
from patrolplan.sea.theatre import areas_only, polygons_of


@st.composite
def waters(draw: st.DrawFn) -> Polygon | MultiPolygon:
    """A few boxes and slanting quadrilaterals, with holes, bites and narrows."""
    west, south = draw(st.integers(-170, 165)), draw(st.integers(-65, 60))
    unit = st.floats(0, 3)

    def shape() -> Polygon:
        if draw(st.booleans()):
            w, s, width, height = draw(unit), draw(unit), draw(st.floats(0.05, 2)), draw(st.floats(0.05, 2))
            return box(west + w, south + s, west + w + width, south + s + height)
        corners = [(west + draw(unit), south + draw(unit)) for _ in range(4)]
        hull = shapely.convex_hull(shapely.MultiPoint(corners))
        return hull if isinstance(hull, Polygon) else Point(corners[0]).buffer(0.3)

    land = [
        Point(west + draw(unit), south + draw(unit)).buffer(draw(st.floats(0.005, 0.8)))
        for _ in range(draw(st.integers(0, 4)))
    ]
    sea = shapely.union_all([shape() for _ in range(draw(st.integers(1, 3)))])
    water = areas_only(sea.difference(shapely.union_all(land)))
    with np.errstate(divide="ignore"):  # GEOS divides by nothing on some splinters, and recovers
        return water if water.is_empty else areas_only(shapely.set_precision(water, GRID_DEG))


def shared_nm(a: Polygon, b: Polygon) -> float:
    """Length of the common edge [nm], roughly."""
    line = shapely.intersection(a.boundary, b.boundary, grid_size=GRID_DEG)
    return float(line.length * 60)


@settings(deadline=None, max_examples=150)
@given(waters(), st.sampled_from([30, 15]))
def test_sectors_partition_the_water(water: Polygon | MultiPolygon, minutes: gars.Minutes) -> None:
    """Whatever the water: valid polygons, no overlap, nothing lost but splinters, no remnant that had
    a neighbour to join, names that are labels of cells it lies in.
    """
    named = cut_into_sectors(water, minutes)
    sectors = [polygon for _, polygon in named]
    names = [name for name, _ in named]
    assert len(set(names)) == len(names)
    assert all(isinstance(s, Polygon) and s.is_valid and s.area > 0 for s in sectors)

    assert sum(s.area for s in sectors) == pytest.approx(shapely.union_all(sectors).area, abs=1e-9)
    for a, b in itertools.combinations(sectors, 2):
        assert a.intersection(b).area < 1e-9

    cell = area_nm2(box(*gars.bounds(names[0].split()[0]))) if names else 1000.0
    lost = polygons_of(shapely.difference(water, shapely.union_all(sectors)))
    assert all(area_nm2(part) < 2 * SLIVER * cell for part in lost)
    assert shapely.difference(shapely.union_all(sectors), water).area < 1e-4

    for name, polygon in named:
        home = box(*gars.bounds(name.split()[0]))
        assert polygon.intersection(home).area > 0
        if area_nm2(polygon) < SMALLEST * area_nm2(home) * 0.999:
            others = [other for other in sectors if other is not polygon]
            assert all(shared_nm(polygon, other) < 0.05 for other in others)


def test_whole_cells_are_themselves() -> None:
    """A box on the grid gives its cells, exactly, in reading order."""
    named = cut_into_sectors(box(125.0, 29.5, 126.0, 30.5), 30)
    assert [name for name, _ in named] == ["611LA", "612LA", "611KZ", "612KZ"]
    assert all(polygon.equals(box(*gars.bounds(name))) for name, polygon in named)
    quarters = cut_into_sectors(box(125.0, 29.5, 125.5, 30.0), 15)
    assert [name for name, _ in quarters] == ["611KZ1", "611KZ2", "611KZ3", "611KZ4"]


def test_a_remnant_joins_the_longest_edge() -> None:
    """A fifth of a cell to the east, of which the neighbour to the west has the longest edge."""
    water = box(125.0, 29.5, 125.6, 30.0).union(box(125.5, 30.0, 126.0, 30.5))
    named = dict(cut_into_sectors(water, 30))
    assert list(named) == ["612LA", "611KZ"]
    assert named["611KZ"].equals(box(125.0, 29.5, 125.6, 30.0))


def test_a_remnant_without_neighbours_stays() -> None:
    """An area smaller than a quarter of a cell is a sector of its own."""
    assert [name for name, _ in cut_into_sectors(box(125.1, 29.6, 125.2, 29.7), 30)] == ["611KZ"]


def test_remnants_join_each_other_until_they_are_large() -> None:
    """A strip a tenth of a cell wide along four cells becomes one sector, not four splinters."""
    named = cut_into_sectors(box(125.0, 29.5, 127.0, 29.55), 30)
    assert len(named) == 1
    assert named[0][1].equals(box(125.0, 29.5, 127.0, 29.55))


def test_parts_that_do_not_hang_together_are_sectors() -> None:
    """A cell cut in two by a strait of land: a and b, from the north-west."""
    water = box(125.0, 29.5, 125.5, 30.0).difference(box(124.9, 29.7, 125.6, 29.75))
    named = cut_into_sectors(water, 30)
    assert [name for name, _ in named] == ["611KZ a", "611KZ b"]
    assert named[0][1].bounds[1] == pytest.approx(29.75)
    assert named[1][1].bounds[3] == pytest.approx(29.7)


def test_parts_that_touch_in_a_point_do_not_hang_together() -> None:
    """Two triangles tip to tip."""
    left = Polygon([(125.0, 29.5), (125.25, 29.75), (125.0, 30.0)])
    right = Polygon([(125.5, 29.5), (125.5, 30.0), (125.25, 29.75)])
    named = cut_into_sectors(MultiPolygon([left, right]), 30)
    assert [name for name, _ in named] == ["611KZ a", "611KZ b"]


def test_splinters_are_no_sectors() -> None:
    """A pond of a thousandth of a cell behind the coast is nobody's task; nor is water that is not there."""
    pond = box(125.6, 29.6, 125.61, 29.61)
    named = cut_into_sectors(MultiPolygon([box(125.0, 29.5, 125.5, 30.0), pond]), 30)
    assert [name for name, _ in named] == ["611KZ"]
    assert cut_into_sectors(Polygon(), 30) == []


def test_islands_are_holes() -> None:
    """A sector may go all the way round an island."""
    named = cut_into_sectors(box(125.0, 29.5, 125.5, 30.0).difference(Point(125.25, 29.75).buffer(0.05)), 30)
    assert len(named) == 1
    assert len(named[0][1].interiors) == 1


def test_more_parts_than_letters() -> None:
    """After z comes aa."""
    strips = [box(125.0, 29.5 + 0.5 * i / 60, 125.5, 29.5 + 0.5 * (i + 0.5) / 60) for i in range(30)]
    names = [name for name, _ in cut_into_sectors(MultiPolygon(strips), 30)]
    assert names[0] == "611KZ a"
    assert names[-1] == "611KZ ad"
    assert np.unique(names).size == 30
