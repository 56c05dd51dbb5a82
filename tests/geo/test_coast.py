"""Land, coastal belts and quays, in the East China Sea and far from it."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, box

from patrolplan.geo import coast, coastfile, geodesy

ECS = (119.0, 24.0, 132.0, 36.0)

ON_LAND = {
    "Naha": (127.69, 26.21),
    "Nanjing": (118.8, 32.06),
    "Jeju": (126.55, 33.37),
    "Taipei": (121.55, 25.05),
    "Yonaguni": (123.0, 24.455),
    "Kume": (126.78, 26.34),
    "Muscat's hills": (58.0, 23.0),
    "Socotra": (54.0, 12.5),
    "Tahiti": (-149.45, -17.65),
    "Ushuaia": (-68.5, -54.75),
    "Viti Levu": (178.0, -17.8),
}
AT_SEA = {
    "East China Sea": (125.0, 29.5),
    "Taiwan Strait": (119.5, 24.6),
    "Gulf of Aden": (48.0, 12.5),
    "Mid Atlantic": (-30.0, 0.0),
    "Inland Sea": (132.0, 33.85),
    "Southern Ocean": (0.0, -60.0),
}
ISLETS = {
    "Uotsuri": (123.475, 25.745),
    "Meshima": (128.352, 31.998),
    "Dongji": (122.69, 30.195),
    "Nangan": (119.93, 26.155),
    "Dongyin": (120.49, 26.367),
    "Yokoate": (128.997, 28.795),
}


def around(point: tuple[float, float], degrees: float = 1.0) -> coast.Bounds:
    lon, lat = point
    return lon - degrees, lat - degrees, lon + degrees, lat + degrees


@pytest.mark.parametrize("place", ON_LAND)
def test_places_on_land_are_land(place: str) -> None:
    """The world is there, small islands included."""
    assert coast.land(around(ON_LAND[place])).contains(Point(ON_LAND[place]))


@pytest.mark.parametrize("place", AT_SEA)
def test_places_at_sea_are_none(place: str) -> None:
    """Water is water."""
    assert not coast.land(around(AT_SEA[place])).intersects(Point(AT_SEA[place]))


@pytest.mark.parametrize("islet", ISLETS)
def test_islets_that_the_source_lacks_are_there(islet: str) -> None:
    """They matter for twelve mile rings."""
    assert coast.land(around(ISLETS[islet])).contains(Point(ISLETS[islet]))


def test_all_polygons_are_valid() -> None:
    """What is packed can be overlaid without mending: each polygon valid, with area, in its box."""
    file = coastfile.load()
    everything = np.ones(len(file.code), dtype=bool)
    polygons = file.polygons(everything)
    assert len(polygons) > 4000
    assert shapely.is_valid(polygons).all()
    assert (shapely.area(polygons) > 0).all()
    assert np.allclose(shapely.bounds(polygons), file.boxes, atol=1e-12)


def test_known_areas_of_states() -> None:
    """The codes sit on the right polygons: areas of a few states in km², within 3 %."""
    file = coastfile.load()
    for state, km2 in {"TWN": 36200, "LKA": 65600, "ISL": 103000, "NZL": 268000, "DNK": 2209000}.items():
        area = sum(geodesy.area_nm2(part) for part in file.polygons(file.of_states(frozenset([state]))))
        assert area * 1.852**2 == pytest.approx(km2, rel=0.03), state


def test_territories_belong_to_their_state() -> None:
    """Hong Kong is reached as HKG and as part of CHN; Taiwan only as TWN."""
    bounds = (113.5, 21.5, 114.7, 22.7)
    victoria_peak = Point(114.15, 22.27)
    assert coast.land_of(("HKG",), bounds).contains(victoria_peak)
    assert coast.land_of(("CHN",), bounds).contains(victoria_peak)
    assert coast.land_of(("TWN",), bounds).is_empty
    assert coast.land_of(("CHN",), (121.0, 24.5, 121.5, 25.0)).is_empty


def test_states_share_the_land_between_them() -> None:
    """All states' land is all land, and it is clipped to the bounds with the margin."""
    bounds = (124.0, 33.0, 131.0, 39.0)
    parts = shapely.union_all([coast.land_of((state,), bounds) for state in ("KOR", "PRK", "JPN", "CHN")])
    whole = coast.land(bounds)
    assert whole.symmetric_difference(parts).area < 1e-9
    assert shapely.box(123.5, 32.5, 131.5, 39.5).covers(whole)
    assert whole.bounds[2] == pytest.approx(131.5)


def test_unknown_states_and_bounds_are_refused() -> None:
    """In words, with a cure."""
    with pytest.raises(coast.CoastError, match="XYZ") as caught:
        coast.land_of(("XYZ",), ECS)
    assert "alpha-3" in caught.value.cure
    with pytest.raises(coast.CoastError, match="bounds"):
        coast.land((170.0, 10.0, -170.0, 20.0))
    with pytest.raises(coast.CoastError, match="bounds"):
        coast.land((0.0, 10.0, 10.0, 95.0))
    with pytest.raises(coast.CoastError, match="belt"):
        coast.coast_buffer(("JPN",), 0.0, ECS)


def along(geometry: shapely.Geometry, step_deg: float) -> list[tuple[float, float]]:
    """Points along the outline of a geometry."""
    line = shapely.boundary(geometry)
    return [tuple(p) for p in shapely.get_coordinates(shapely.segmentize(line, step_deg))]


def gap_nm(land: shapely.Geometry, point: tuple[float, float]) -> float:
    """Geodesic distance from a point to land: to the nearest of many points along its edges."""
    near = shapely.intersection(land, box(*around(point, 0.7)))
    corners = shapely.get_coordinates(shapely.segmentize(near, 0.01))
    return float(geodesy.distances_nm(corners[:, 0], corners[:, 1], point[0], point[1]).min())


@pytest.mark.parametrize(
    ("states", "nm", "bounds"),
    [
        (("CHN", "TWN"), 12.0, (119.5, 24.5, 125.0, 32.0)),
        (("NOR",), 12.0, (10.0, 66.0, 20.0, 71.0)),
        (("FJI",), 12.0, (177.0, -19.0, 182.0, -15.0)),
        (("CHL",), 24.0, (-78.0, -56.0, -70.0, -45.0)),
    ],
)
def test_belts_are_as_wide_as_they_say(states: tuple[str, ...], nm: float, bounds: coast.Bounds) -> None:
    """Every point of a belt's outer edge is `nm` off the coast, within BUFFER_ERROR, on three continents
    and across the antimeridian.
    """
    belt = coast.coast_buffer(states, nm, bounds)
    land = coast.land_of(states, bounds)
    assert belt.is_valid
    # Inside by more than the belt's width: there, no coast outside the land asked for can be nearer.
    inner = shapely.box(*bounds).buffer(-0.02)
    edge = [point for point in along(belt, 0.2) if inner.contains(Point(point))]
    assert len(edge) > 100
    gaps = np.array([gap_nm(land, point) for point in edge[:: max(1, len(edge) // 80)]])
    assert gaps.max() <= nm * (1 + coast.BUFFER_ERROR)
    assert gaps.min() >= nm * (1 - coast.BUFFER_ERROR) - 0.05


def test_islands_outside_the_bounds_count() -> None:
    """A belt reaches into bounds that hold none of its land."""
    empty = (124.2, 24.0, 124.9, 24.2)  # south of the Yaeyama islands
    assert not coast.land(empty).intersects(box(*empty))
    belt = coast.coast_buffer(("JPN",), 24.0, empty)
    assert belt.covers(Point(124.25, 24.1))
    assert box(*empty).buffer(1e-9).covers(belt)


def test_belts_do_not_depend_on_the_bounds() -> None:
    """Tiles leave no seam beyond the stated error: the same place is in or out whatever was asked."""
    wide = coast.coast_buffer(("PHL",), 12.0, (110.0, 0.0, 135.0, 30.0))
    narrow = coast.coast_buffer(("PHL",), 12.0, (117.0, 8.0, 120.0, 12.0))
    cut = wide.intersection(box(117.0, 8.0, 120.0, 12.0))
    assert geodesy.area_nm2(cut.symmetric_difference(narrow)) < 0.005 * geodesy.area_nm2(narrow)


def test_the_antimeridian_is_no_edge() -> None:
    """Bounds that run beyond 180 give one piece, the same on both sides."""
    east = coast.land((178.0, -17.5, 181.0, -16.0))
    west = coast.land((-182.0, -17.5, -179.0, -16.0))
    assert not east.is_empty
    assert shapely.affinity.translate(west, 360).symmetric_difference(east).area < 1e-9
    assert east.bounds[0] < 180 < east.bounds[2]


@settings(deadline=None, max_examples=30)
@given(
    st.floats(-179, 175), st.floats(-75, 70), st.floats(0.5, 4), st.floats(1, 60), st.sampled_from([-0.3, 1])
)
def test_buffers_of_anything(west: float, south: float, size: float, nm: float, sign: float) -> None:
    """buffer_nm: out by `nm` all round, or in; measured on the ellipsoid at the corners that it makes."""
    square = box(west, south, west + size, south + size)
    inwards = sign < 0
    nm = min(nm, 5.0) if inwards else nm
    wide = coast.buffer_nm(square, -nm if inwards else nm)
    corners = along(wide, 10)
    shore = shapely.get_coordinates(shapely.segmentize(shapely.boundary(square), 0.004))
    for lon, lat in corners[:40]:
        gap = geodesy.distances_nm(shore[:, 0], shore[:, 1], lon, lat).min()
        assert gap == pytest.approx(nm, rel=0.01, abs=0.05)


def test_buffer_of_nothing_is_nothing() -> None:
    """No error, no shape."""
    assert coast.buffer_nm(shapely.Polygon(), 12).is_empty
    assert coast.buffer_nm(box(0, 0, 0.1, 0.1), -12).is_empty


QUAYS = {
    "Sasebo": (129.71, 33.16),
    "White Beach": (127.91, 26.30),
    "Kadena": (127.7675, 26.3556),
    "Yokosuka": (139.67, 35.29),
}


@pytest.mark.parametrize("quay", QUAYS)
def test_from_a_quay_to_open_water(quay: str) -> None:
    """A few miles at most, clear of the coast, and in the sea that reaches the patrol areas."""
    bounds = (119.0, 23.0, 142.0, 38.0)
    found = coast.nearest_water(QUAYS[quay], bounds)
    land = coast.land(bounds)
    assert geodesy.distance_nm(QUAYS[quay], found) < 3
    assert gap_nm(land, found) >= coast.HARBOUR_NM * 0.95
    seas = shapely.get_parts(box(*bounds).difference(land))
    assert [sea for sea in seas if sea.contains(Point(found))] == [max(seas, key=lambda sea: sea.area)]


def test_water_stays_where_it_is() -> None:
    """A chop point at sea is not moved."""
    assert coast.nearest_water((125.0, 29.0), ECS) == (125.0, 29.0)


def test_lakes_are_no_open_water() -> None:
    """From the shore of lake Biwa the sea is a day's march off, not a step."""
    shore = (136.05, 35.2)
    found = coast.nearest_water(shore, (130.0, 30.0, 140.0, 38.0))
    assert geodesy.distance_nm(shore, found) > 15


def test_no_sea_is_said() -> None:
    """Inland bounds and a position outside are refused."""
    with pytest.raises(coast.CoastError, match="no open sea"):
        coast.nearest_water((11.0, 49.0), (10.0, 48.0, 12.0, 50.0))
    with pytest.raises(coast.CoastError, match="outside"):
        coast.nearest_water((0.0, 0.0), ECS)
