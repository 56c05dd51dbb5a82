"""Distances and areas against what is known of the earth and against geographiclib's polygons."""

import itertools
import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from patrolplan.geo import geodesy

lons = st.floats(-180, 180)
lats = st.floats(-89, 89)
points = st.tuples(lons, lats)


@given(points, points)
def test_distance_is_symmetric(a: geodesy.LonLat, b: geodesy.LonLat) -> None:
    """The way there is as long as the way back."""
    assert geodesy.distance_nm(a, b) == pytest.approx(geodesy.distance_nm(b, a), abs=1e-6)


@given(points, st.floats(0, 360), st.floats(0.1, 5000))
def test_destination_is_that_far_off(a: geodesy.LonLat, azimuth: float, nm: float) -> None:
    """What `destination` walks, `distance_nm` measures."""
    assert geodesy.distance_nm(a, geodesy.destination(a, azimuth, nm)) == pytest.approx(nm, abs=1e-6)


@given(points, points, st.floats(0, 1))
def test_interpolation_divides_the_way(a: geodesy.LonLat, b: geodesy.LonLat, fraction: float) -> None:
    """A point at a fraction of the way lies on the way, at that fraction."""
    whole = geodesy.distance_nm(a, b)
    middle = geodesy.interpolate(a, b, fraction)
    assert geodesy.distance_nm(a, middle) == pytest.approx(fraction * whole, abs=1e-6)
    assert geodesy.distance_nm(middle, b) == pytest.approx((1 - fraction) * whole, abs=1e-6)


def test_ends_of_interpolation_are_exact() -> None:
    """Tracks join to the bit: the ends come back as they went in."""
    a, b = (126.3333333, 27.1666667), (127.9, 26.3)
    assert geodesy.interpolate(a, b, 0) == a
    assert geodesy.interpolate(a, b, 1) == b


def test_distances_of_arrays_agree_with_single_ones() -> None:
    """PROJ and geographiclib measure the same; shapes broadcast."""
    lon, lat = np.array([[120.0], [125.0]]), np.array([[25.0], [30.0]])
    many = geodesy.distances_nm(lon, lat, np.array([127.0, 128.0, 129.0]), 26.0)
    assert many.shape == (2, 3)
    one = geodesy.distance_nm((125.0, 30.0), (128.0, 26.0))
    assert many[1, 1] == pytest.approx(one, abs=1e-9)


def test_azimuth_runs_clockwise_from_north() -> None:
    """Courses are compass courses in [0, 360)."""
    assert geodesy.azimuth_deg((0, 0), (0, 1)) == pytest.approx(0)
    assert geodesy.azimuth_deg((0, 0), (1, 0)) == pytest.approx(90)
    assert geodesy.azimuth_deg((0, 0), (-1, 0)) == pytest.approx(270)


def test_whole_earth_has_its_known_area() -> None:
    """510,065,621.7 km² on WGS 84."""
    assert geodesy.area_nm2(box(-180, -90, 180, 90)) == pytest.approx(510065621.7241 / 1.852**2, rel=1e-9)


@pytest.mark.parametrize(
    "polygon",
    [
        box(125, 29.5, 125.5, 30),
        Polygon([(122.5, 28.5), (126, 28.5), (126, 26.5), (121, 25), (121, 26.75)]),
        Polygon([(40, -20), (60, -5), (50, 20)]),
    ],
)
def test_area_agrees_with_a_dense_geodesic_polygon(polygon: Polygon) -> None:
    """Edges straight in lon and lat, as many short geodesics, bound the same area."""
    sum_of = Geodesic.WGS84.Polygon()
    corners = np.asarray(polygon.exterior.coords)
    for a, b in itertools.pairwise(corners):
        for t in np.arange(0, 1, 1 / 2000):
            sum_of.AddPoint(a[1] + t * (b[1] - a[1]), a[0] + t * (b[0] - a[0]))
    dense = abs(sum_of.Compute()[2]) / 1852**2
    assert geodesy.area_nm2(polygon) == pytest.approx(dense, rel=1e-7)


@given(st.floats(-179, 170), st.floats(-80, 70), st.floats(0.1, 9), st.floats(0.1, 9))
def test_areas_add_up(west: float, south: float, width: float, height: float) -> None:
    """Cutting a polygon loses nothing; holes count against it; parts of a multipolygon add."""
    east, north = west + width, south + height
    middle = (west + east) / 2
    left, right = box(west, south, middle, north), box(middle, south, east, north)
    whole = geodesy.area_nm2(box(west, south, east, north))
    assert geodesy.area_nm2(left) + geodesy.area_nm2(right) == pytest.approx(whole, rel=1e-9)
    assert geodesy.area_nm2(MultiPolygon([left, right])) == pytest.approx(whole, rel=1e-9)
    hole = box(west + width / 4, south + height / 4, middle, north - height / 4)
    pierced = box(west, south, east, north).difference(hole)
    assert geodesy.area_nm2(pierced) == pytest.approx(whole - geodesy.area_nm2(hole), rel=1e-9)


def test_a_minute_of_latitude_is_a_mile() -> None:
    """The unit is the nautical mile: a minute of the meridian, 0.995 at the equator, 1.005 at the pole."""
    assert geodesy.distance_nm((0, 0), (0, 1)) == pytest.approx(59.705, abs=0.01)
    assert geodesy.distance_nm((0, 44.5), (0, 45.5)) == pytest.approx(60.006, abs=0.01)
    assert math.isclose(geodesy.METRES_PER_NM, 1852)
