"""The local plane: it keeps lengths near its centre and gives back what it was given."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from patrolplan.geo import geodesy
from patrolplan.geo.plane import Plane

centres = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


@given(centres, st.floats(-300, 300), st.floats(-300, 300))
def test_back_and_forth(centre: tuple[float, float], x: float, y: float) -> None:
    """Inverse undoes forward."""
    plane = Plane(*centre)
    lon, lat = plane.inverse(x, y)
    assert np.allclose(plane.forward(lon, lat), (x, y), atol=1e-6)


@given(centres, st.floats(0, 2 * math.pi), st.floats(1, 500))
def test_lengths_from_the_centre_are_true(centre: tuple[float, float], angle: float, nm: float) -> None:
    """An azimuthal equidistant plane measures from its centre as the ellipsoid does."""
    lon, lat = Plane(*centre).inverse(nm * math.sin(angle), nm * math.cos(angle))
    assert geodesy.distance_nm(centre, (float(lon), float(lat))) == pytest.approx(nm, rel=1e-6)


@given(centres, st.floats(0, 2 * math.pi), st.floats(0, 2 * math.pi), st.floats(10, 500))
def test_lengths_across_are_as_good_as_stated(
    centre: tuple[float, float], at: float, course: float, nm: float
) -> None:
    """Ten miles at a distance r are long by (r/R)²/6 at most."""
    plane = Plane(*centre)
    x, y = nm * math.sin(at), nm * math.cos(at)
    lon, lat = plane.inverse([x, x + 10 * math.sin(course)], [y, y + 10 * math.cos(course)])
    real = geodesy.distance_nm((lon[0], lat[0]), (lon[1], lat[1]))
    assert 10 * (1 - ((nm + 10) / 3437) ** 2 / 6 * 1.05) - 1e-3 <= real <= 10 + 1e-3


def test_geometries_go_over_and_back() -> None:
    """Corners are carried one by one; north is up and east is right."""
    cell = box(125, 29.5, 125.5, 30)
    plane = Plane(125.25, 29.75)
    flat = plane.to_plane(cell)
    assert flat.area == pytest.approx(geodesy.area_nm2(cell), rel=1e-4)
    assert plane.to_lonlat(flat).equals_exact(cell, 1e-9)
    assert plane.to_plane(Point(126, 29.75)).x > 0
    assert plane.to_plane(Point(125.25, 30)).y > 0


def test_longitudes_run_on_across_the_antimeridian() -> None:
    """A plane at 179.9 E has 180.5 to its east, and says so on the way back."""
    plane = Plane(179.9, 10)
    x, _ = plane.forward(180.5, 10)
    assert 30 < x < 40
    lon, _ = plane.inverse(x, 0.0)
    assert float(lon) == pytest.approx(180.5, abs=1e-2)
