"""The water of a scenario as large as the flagship, and of small ones elsewhere."""

import numpy as np
import pytest
import shapely
from shapely import Point

from patrolplan.geo import coast, gars, geodesy
from patrolplan.sea.build import build_water
from patrolplan.sea.types import Water
from tests.sea.scenarios import START, WEEK_S, area, box, east_china_sea, scenario


@pytest.fixture(scope="module")
def water() -> Water:
    return build_water(east_china_sea())


def test_sectors_lie_on_open_water(water: Water) -> None:
    """None on land, none in a zone that is cut; each holds its point."""
    land = coast.land(water.bounds)
    closed = shapely.union_all([zone.shape for zone in water.zones if zone.cut])
    for sector in water.sectors:
        assert sector.polygon.is_valid
        assert sector.polygon.intersection(land).area < 1e-6
        assert sector.polygon.intersection(closed).area < 1e-6
        assert sector.polygon.contains(Point(sector.point))


def test_sectors_partition_the_areas(water: Water) -> None:
    """Together they are the areas' union less land and cut zones, and no two overlap."""
    polygons = [sector.polygon for sector in water.sectors]
    drawn = shapely.union_all(
        [shapely.Polygon(ring) for a in east_china_sea().areas.values() for ring in a.polygons]
    )
    closed = shapely.union_all([zone.shape for zone in water.zones if zone.cut])
    sea = drawn.difference(coast.land(water.bounds)).difference(closed)
    whole = shapely.union_all(polygons)
    assert sum(geodesy.area_nm2(p) for p in polygons) == pytest.approx(geodesy.area_nm2(whole), rel=1e-9)
    assert whole.difference(sea).area < 1e-5
    assert geodesy.area_nm2(sea.difference(whole)) < 1.0


def test_sectors_carry_true_sizes(water: Water) -> None:
    """Area on the ellipsoid; across: no less than from any corner to any other as the crow flies, and just
    that where nothing stands in between.
    """
    for sector in water.sectors[::7]:
        assert sector.area_nm2 == pytest.approx(geodesy.area_nm2(sector.polygon))
        corners = shapely.get_coordinates(sector.polygon)
        lon, lat = corners.T
        apart = geodesy.distances_nm(lon[:, None], lat[:, None], lon[None, :], lat[None, :])
        assert sector.crossing_nm >= apart.max() * (1 - 1e-4)
        if sector.polygon.convex_hull.area - sector.polygon.area < 1e-9:
            assert sector.crossing_nm == pytest.approx(apart.max(), rel=1e-4)
    plain = next(sector for sector in water.sectors if sector.id == "610KY")
    assert plain.area_nm2 == pytest.approx(785, abs=1)
    assert plain.crossing_nm == pytest.approx(39.8, abs=0.1)


def test_order_and_names(water: Water) -> None:
    """From the north-west, row by row; ids are labels."""
    ids = [sector.id for sector in water.sectors]
    assert len(set(ids)) == len(ids)
    corners = [gars.bounds(name.split()[0]) for name in ids]
    assert corners == sorted(corners, key=lambda edges: (-edges[3], edges[0]))


def test_arrays_fit_and_are_read_only(water: Water) -> None:
    """(S, K) all of them, and nobody changes them behind another's back."""
    shape = (len(water.sectors), 168)
    for array in (water.night, water.sea_state, water.rates, *water.beginnings.values()):
        assert array.shape == shape
        assert not array.flags.writeable
        assert array.flags.c_contiguous
    assert water.contacts.shape == shape[:1]
    assert list(water.beginnings) == list(east_china_sea().areas)
    assert np.allclose(water.rates, sum(water.beginnings.values()))


def test_zones_that_spare_somebody_stay(water: Water) -> None:
    """Korea takes part: her sea is closed to others but not cut; a firing area of one day stays too."""
    assert [(zone.name, zone.cut) for zone in water.zones] == [
        ("FOREIGN", True),
        ("KOREAN", False),
        ("FIRING 3", False),
    ]


def test_the_same_scenario_gives_the_same_water(water: Water) -> None:
    """To the bit, with cold caches too."""
    coast._land.cache_clear()
    coast._belt.cache_clear()
    again = build_water(east_china_sea())
    assert [s.id for s in again.sectors] == [s.id for s in water.sectors]
    assert all(
        a.polygon.wkb == b.polygon.wkb and a.point == b.point and a.shares == b.shares
        for a, b in zip(again.sectors, water.sectors, strict=True)
    )
    assert (again.rates == water.rates).all()


@pytest.mark.parametrize(
    ("west", "south", "east", "north"),
    [(45.0, 11.0, 51.0, 14.0), (-70.0, 41.0, -66.0, 45.0), (-0.7, -0.6, 0.9, 0.7), (5.0, 57.0, 11.0, 59.0)],
)
@pytest.mark.parametrize("minutes", [30, 15])
def test_anywhere(west: float, south: float, east: float, north: float, minutes: gars.Minutes) -> None:
    """The Gulf of Aden, the Gulf of Maine, the equator at Greenwich, the Skagerrak."""
    from patrolplan.scenario.model import SectorRule

    plain = scenario({"A": area(box(west, south, east, north))}, sectors=SectorRule(minutes))
    water = build_water(plain)
    whole = geodesy.area_nm2(shapely.box(west, south, east, north).difference(coast.land(water.bounds)))
    assert sum(sector.area_nm2 for sector in water.sectors) == pytest.approx(whole, rel=1e-3)
    assert water.rates.sum() == pytest.approx(WEEK_S / 86400)
    assert water.night.any()
    assert plain.horizon.start == START
