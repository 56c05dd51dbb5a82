"""Ways on the real map of the East China Sea, and what ports, islands and peninsulas do to them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
import shapely
from shapely import box

from patrolplan.geo import coast
from patrolplan.geo.geodesy import distance_nm, distances_nm
from patrolplan.sea.routes import Routes, build_routes
from patrolplan.sea.types import Water
from tests.sea import waters

FREE = frozenset[str]()
CHOPS = tuple((123.2 + 0.3 * k, 26.6 + 0.3 * k) for k in range(16))
SHIP_POINTS = (*[waters.PORTS[name] for name in ("Sasebo", "White Beach", "Yokosuka")], *CHOPS)
BASES = (waters.PORTS["Kadena"], (130.845, 31.368), (126.493, 33.511))


@pytest.fixture(scope="module")
def sea() -> Water:
    return waters.east_china_sea()


@pytest.fixture(scope="module")
def by_sea(sea: Water) -> Routes:
    return build_routes(sea, waters.scenario(), "ship", "USA", SHIP_POINTS)


@pytest.fixture(scope="module")
def by_air(sea: Water) -> Routes:
    return build_routes(sea, waters.scenario(), "aircraft", "USA", BASES)


@lru_cache(maxsize=8)
def lines_of(routes: Routes, avoiding: frozenset[str] = FREE) -> tuple[tuple[int, int, np.ndarray], ...]:
    """All ways, each once."""
    count = len(routes.nm[avoiding])
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)]
    return tuple((i, j, np.asarray(routes.path(i, j, avoiding))) for i, j in pairs)


def geometries(lines: tuple[tuple[int, int, np.ndarray], ...]) -> np.ndarray:
    drawn = [shapely.Point(*way[0]) if len(way) == 1 else shapely.LineString(way) for _, _, way in lines]
    return np.asarray(drawn, dtype=object)


def test_no_ship_crosses_land_or_a_closed_firing_area(sea: Water, by_sea: Routes) -> None:
    """All ways between some 150 places against the coast unsimplified; every place is reached."""
    land = coast.land(sea.bounds)
    shapely.prepare(land)
    assert len(sea.sectors) > 120
    for avoiding in by_sea.nm:
        ways = geometries(lines_of(by_sea, avoiding))
        assert np.isfinite(by_sea.nm[avoiding]).all()
        assert not shapely.intersects(land, ways).any()
        for zone in sea.zones:
            if zone.name in avoiding:
                assert not shapely.intersects(zone.shape, ways).any()
    assert set(by_sea.nm) == {FREE, frozenset({"FIRING"})}


def test_no_aircraft_crosses_closed_air_but_land_is_no_matter(sea: Water, by_air: Routes) -> None:
    """Belts of China and Korea are gone round, Kyushu is flown over; Jeju's own belt only on the way out."""
    lines = lines_of(by_air)
    ways = geometries(lines)
    china, korea = (zone.shape for zone in sea.zones[:2])
    jeju = len(sea.sectors) + 2
    from_jeju = np.asarray([jeju in (i, j) for i, j, _ in lines])
    assert not shapely.intersects(china, ways).any()
    assert not shapely.intersects(korea, ways[~from_jeju]).any()
    inside = shapely.intersection(ways[from_jeju], korea)
    assert (shapely.get_type_id(inside) == shapely.GeometryType.LINESTRING).all()
    assert shapely.intersects(coast.land(sea.bounds), ways).any()
    assert set(by_air.nm) == {FREE}


@pytest.mark.parametrize("kind", ["ship", "aircraft"])
def test_length_is_that_of_the_way(kind: str, by_sea: Routes, by_air: Routes) -> None:
    """What the solver counts is what is sailed: lengths add up, points are close, ends and matrix agree."""
    routes = by_sea if kind == "ship" else by_air
    for avoiding, nm in routes.nm.items():
        assert np.array_equal(nm, nm.T)
        assert (np.diag(nm) == 0).all()
        lines = lines_of(routes, avoiding)
        at = np.vstack([way for _, _, way in lines])
        of = np.repeat(np.arange(len(lines)), [len(way) for _, _, way in lines])
        same = of[1:] == of[:-1]
        legs = distances_nm(*at[:-1][same].T, *at[1:][same].T)
        assert (legs < 60.5).all()
        sums = np.bincount(of[1:][same], legs, len(lines))
        told = np.asarray([nm[i, j] for i, j, _ in lines])
        assert np.allclose(sums, told, rtol=2e-5, atol=1e-6)
        assert np.array_equal(np.bincount(of) == 1, told == 0)
        assert routes.path(7, 3, avoiding) == routes.path(3, 7, avoiding)[::-1]


def test_ways_begin_and_end_in_their_sectors(sea: Water, by_sea: Routes) -> None:
    """A passage joins the way to the track inside the sector: it must begin on the sector's water."""
    wide = [shapely.buffer(sector.polygon, 1e-4) for sector in sea.sectors]
    for i, j, way in lines_of(by_sea):
        if j < len(wide):
            assert shapely.intersects_xy(wide[i], *way[0]) and shapely.intersects_xy(wide[j], *way[-1])


def test_no_way_is_shorter_than_the_nearest_points(sea: Water, by_sea: Routes) -> None:
    """Between points the geodesic is a floor, and open water attains it."""
    first = len(sea.sectors)
    attained = 0
    for a, one in enumerate(by_sea.points):
        for b, other in enumerate(by_sea.points[:a]):
            direct = distance_nm(one, other)
            assert by_sea.nm[FREE][first + a, first + b] >= direct - 1e-9
            attained += by_sea.nm[FREE][first + a, first + b] == pytest.approx(direct, rel=1e-9)
    assert attained > 60


def test_ports_on_the_coast_reach_the_sea(by_sea: Routes) -> None:
    """At 1:10m Sasebo and Yokosuka lie on land: they are moved by less than 2 nm.

    Sea distances are about those of tables (Sasebo to Yokosuka some 680, White Beach to Yokosuka some 820).
    """
    for given, moved in zip(SHIP_POINTS[:3], by_sea.points[:3], strict=True):
        assert distance_nm(given, moved) < 2.0
    assert by_sea.points[3:] == CHOPS
    ports = by_sea.nm[FREE][-len(SHIP_POINTS) :, -len(SHIP_POINTS) :]
    assert ports[0, 2] == pytest.approx(680, abs=15)
    assert ports[1, 2] == pytest.approx(820, abs=15)
    assert by_sea.unreachable == ()


def test_same_question_same_answer(sea: Water, by_air: Routes) -> None:
    """Plans are the same byte for byte, so routes must be."""
    again = build_routes(sea, waters.scenario(), "aircraft", "USA", BASES)
    assert np.array_equal(again.nm[FREE], by_air.nm[FREE])
    pairs = [(0, 90), (3, 131), (40, 133), (70, 134), (133, 134)]
    assert [again.path(*pair) for pair in pairs] == [by_air.path(*pair) for pair in pairs]


def test_a_peninsula_longer_than_the_theatre_is_gone_round() -> None:
    """From the Yellow Sea to the Sea of Japan: Korea's south coast lies outside the theatre."""
    west, east = (
        waters.sector("W", box(124.5, 36.5, 125.0, 37.0)),
        waters.sector("E", box(130.5, 36.5, 131.0, 37.0)),
    )
    routes = build_routes(
        waters.water((west, east), bounds=(124, 36, 131.5, 38)), waters.scenario(), "ship", "USA", ()
    )
    land = coast.land((120, 30, 135, 40))
    assert not shapely.intersects(land, shapely.LineString(routes.path(0, 1)))
    assert 400 < routes.nm[FREE][0, 1] < 550


def test_a_point_far_inland_has_no_way() -> None:
    """A mistaken chop point in the middle of Kyushu: no way, said by name, and nobody else is harmed."""
    sector = waters.sector("A", box(128.0, 31.0, 128.5, 31.5))
    points = ((131.0, 32.8), waters.PORTS["Sasebo"])
    routes = build_routes(
        waters.water((sector,), bounds=(127, 30, 132, 34)), waters.scenario(), "ship", "USA", points
    )
    assert np.isinf(routes.nm[FREE][1, [0, 2]]).all()
    assert np.isfinite(routes.nm[FREE][0, 2])
    assert routes.path(0, 1) == ()
    assert routes.unreachable == (1,)


def test_a_port_deep_in_an_inland_sea_is_reached() -> None:
    """Iwakuni lies behind straits that the coarse outlines of Honshu, Shikoku and Kyushu close."""
    sector = waters.sector("A", box(132.0, 31.0, 132.5, 31.5))
    points = ((132.25, 34.15), (130.95, 33.95))
    bounds = (130.0, 30.5, 133.5, 34.5)
    routes = build_routes(waters.water((sector,), bounds=bounds), waters.scenario(), "ship", "USA", points)
    assert np.isfinite(routes.nm[FREE]).all()
    land = coast.land(bounds)
    assert not shapely.intersects(land, geometries(lines_of(routes))).any()
