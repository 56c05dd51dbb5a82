"""The map's projection."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patrolplan.brief.drawing import shapes
from patrolplan.brief.drawing.chart import _degrees
from patrolplan.brief.drawing.projection import NARROWEST, WIDE, WIDEST, fit
from tests.brief.records import across
from tests.record.samples import sample


def _moved(record, lon, lat):
    """The record's water shifted; tracks stay out of it."""
    sectors = tuple(
        replace(
            sector,
            polygon=tuple(
                tuple(((x + lon + 180) % 360 - 180, y + lat) for x, y in ring) for ring in sector.polygon
            ),
        )
        for sector in record.sectors
    )
    return replace(record, sectors=sectors, legs=(), events=())


@given(st.floats(-180, 180), st.floats(-100, 45))
def test_all_water_is_on_the_map_wherever_it_lies(lon, lat):
    """Also across the antimeridian and far north: inside the frame, no sector torn apart."""
    record = _moved(sample(), lon, lat)
    found = fit(record)
    assert NARROWEST - 0.01 <= found.high / WIDE <= WIDEST + 0.01
    for sector in record.sectors:
        ring = found.line(sector.polygon[0])
        assert all(0 <= x <= WIDE and 0 <= y <= found.high for x, y in ring)
        assert max(abs(one[0] - other[0]) for one, other in pairwise(ring)) < WIDE / 3


def test_it_is_conformal_and_north_is_up():
    """A degree of latitude is as much longer than one of longitude as on the sphere."""
    found = fit(sample())
    x0, y0 = found.xy((124.0, 30.0))
    x1, _ = found.xy((124.1, 30.0))
    _, y1 = found.xy((124.0, 30.1))
    assert y1 < y0
    assert (y0 - y1) / (x1 - x0) == pytest.approx(1 / math.cos(math.radians(30.05)), rel=0.02)


def test_bounds_are_the_frame():
    """The corners of the frame are those of the bounds for which the coast is asked."""
    found = fit(across())
    west, south, east, north = found.bounds
    assert found.line([(west, north)])[0] == (0, 0)
    x, y = found.line([((west + east) / 2, south)])[0]
    assert abs(y - found.high) <= 1
    assert abs(x - WIDE / 2) <= 1


def test_degrees_on_both_sides_of_the_antimeridian():
    assert [_degrees(value, "EW") for value in (179.5, 180.0, 180.5, -0.25)] == [
        "179-30E", "180-00W", "179-30W", "000-15W",
    ]  # fmt: skip
    assert _degrees(-12.0, "NS") == "12-00S"


def test_paths_leave_out_what_has_no_length():
    """Points that fall together are one; a ring needs three of them, a line two."""
    assert shapes.path([[(0, 0), (0, 0), (5, 0), (5, 5), (0, 0)]], closed=True) == "M0 0l5 0 0 5z"
    assert shapes.path([[(1, 1), (1, 1)], [(0, 0), (3, 4)]]) == "M0 0l3 4"
    assert shapes.path([[(0, 0), (9, 9)]], closed=True) == ""
