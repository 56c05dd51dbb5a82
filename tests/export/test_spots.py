"""Positions as files want them."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.export.spots import ddm, degrees, iso, line_parts, shape_parts, unrolled, wrapped
from patrolplan.record.types import Point

T0 = datetime(2018, 9, 30, 23, 59, 59, 600_000, tzinfo=UTC)
LON = st.floats(-540, 540)


@given(LON)
def test_longitudes_are_wrapped(lon):
    """The same meridian, in [-180, 180): what RTZ and GPX demand."""
    found = wrapped(lon)
    assert -180 <= found < 180
    assert abs((found - lon + 180) % 360 - 180) < 1e-6 or abs(abs(found - lon) % 360 - 360) < 1e-6


@given(st.floats(-180, 180))
def test_decimals_read_back(value):
    """No exponent, no minus before nought, and the number again."""
    text = degrees(value)
    assert "e" not in text
    assert text != "-0"
    assert abs(float(text) - value) <= 5.1e-8


def test_seconds_are_rounded_over_the_month():
    """Less than half a second to midnight is the next month."""
    assert iso(T0) == "2018-10-01T00:00:00Z"
    assert iso(T0.astimezone()) == "2018-10-01T00:00:00Z"


@given(st.lists(st.tuples(st.floats(-4, 4), st.floats(-30, 30)), min_size=2, max_size=8), LON, st.booleans())
def test_lines_are_cut_at_the_antimeridian(steps, start, wrap):
    """Parts stay within the map, follow each other across its edge, and keep every corner and its time."""
    lon, points = start, []
    for k, (step, lat) in enumerate(steps):
        lon += step
        points.append(Point(wrapped(lon) if wrap else lon, lat, T0 + timedelta(hours=k)))
    parts = line_parts(points)
    found = [fix for part in parts for fix in part]
    assert all(-180 <= lon <= 180 for lon, _, _ in found)
    assert [when for _, _, when in found] == sorted(when for _, _, when in found)
    for before, after in itertools.pairwise(parts):
        assert abs(before[-1][0]) == abs(after[0][0]) == 180
    for part in parts:
        lons = [lon for lon, _, _ in part]
        assert all(abs(a - b) < 181 for a, b in itertools.pairwise(lons))
    if len(parts) == 1 and abs(wrapped(points[0].lon)) < 170:
        assert len(found) == len(points)


@given(st.floats(-185, 185), st.floats(0.2, 8), st.booleans())
def test_shapes_keep_their_area_when_cut(west, width, wrap):
    """What is cut at the antimeridian is the same water, rings closed and turned as RFC 7946 wants."""
    corners = [(west, 10.0), (west + width, 10.0), (west + width, 12.0), (west, 12.0)]
    ring = [(wrapped(lon), lat) for lon, lat in corners] if wrap else corners
    parts = shape_parts([ring])
    assert abs(sum(shapely.Polygon(part[0]).area for part in parts) - 2 * width) < 1e-4
    for part in parts:
        assert part[0][0] == part[0][-1]
        assert shapely.LinearRing(part[0]).is_ccw
        assert all(-180 <= lon <= 180 for lon, _ in part[0])


def test_holes_are_kept_and_clockwise():
    """A sector with an island in it, across the antimeridian."""
    ring = [(179.0, 0.0), (-179.0, 0.0), (-179.0, 2.0), (179.0, 2.0)]
    hole = [(179.5, 0.5), (179.8, 0.5), (179.8, 0.8), (179.5, 0.8)]
    parts = shape_parts([ring, hole])
    assert len(parts) == 2
    holes = [inner for part in parts for inner in part[1:]]
    assert len(holes) == 1
    assert not shapely.LinearRing(holes[0]).is_ccw


def test_positions_in_words():
    assert ddm((183.5, -0.25)) == "00-15.0S 176-30.0W"
    assert unrolled([(179.5, 1), (-179.5, 2), (-178.0, 1)]) == [(179.5, 1), (180.5, 2), (182.0, 1)]


@pytest.mark.parametrize("lon", [180.0, -180.0])
def test_a_line_along_the_antimeridian(lon):
    """It has no side to be on, and stays whole."""
    points = [Point(lon, lat, T0 + timedelta(hours=lat)) for lat in (0, 1, 2)]
    assert len(line_parts(points)) == 1
