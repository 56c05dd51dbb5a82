"""Land and coastal belts by state, from Natural Earth 1:10m (public domain). Not for navigation.

Everything is asked for by bounds (west, south, east, north in degrees). Bounds may run beyond ±180, so
that (170, 50, 190, 60) is one piece of sea across the antimeridian; what comes back has longitudes
that run on with them. Bounds wider than 360 degrees or without any width are refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import shapely
from shapely import MultiPolygon, Point, Polygon, affinity, box

from patrolplan.geo import coastfile
from patrolplan.geo.plane import Plane

LonLat = tuple[float, float]
Bounds = tuple[float, float, float, float]
Land = Polygon | MultiPolygon

MARGIN_DEG = 0.5
"""Land is given this far beyond the bounds asked for, so that an edge of the bounds is no coast."""

BUFFER_ERROR = 0.01
"""Coastal belts are this near to their width, relative: 0.4 % from the plane, 0.2 % from arcs drawn as
chords, and 0.05 nm at most from simplifying."""

HARBOUR_NM = 0.3
"""How far off the coast `nearest_water` goes: more than the grid of the source, less than any mole."""

_NO_ROOM_NM = 10.0
_SIMPLIFY_NM = 0.03
_ARC_SEGMENTS = 12  # chords to a quarter circle: 1 - cos(90/12/2 degrees) = 0.2 %
_TILE_NM = 500.0  # farthest from the middle of a plane, where lengths across are 0.4 % long


class CoastError(ValueError):
    """A question about the coast that has no answer: `message` says why, `cure` what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure


def states() -> frozenset[str]:
    """The ISO 3166-1 alpha-3 codes that have land here (and `XXX`, land of no one state)."""
    return coastfile.load().states


def land(bounds: Bounds) -> Land:
    """All land within the bounds and MARGIN_DEG round them, clipped; islets as octagons. Lakes are no land.

    Cached per process. Raises CoastError for bounds that are none.
    """
    return _land(None, _widened(_checked(bounds), MARGIN_DEG, MARGIN_DEG))


def land_of(states: tuple[str, ...], bounds: Bounds) -> Land:
    """The land of these states (ISO alpha-3; their territories included) like `land`; may be empty.

    Raises CoastError for a code that has no land anywhere.
    """
    return _land(_known(states), _widened(_checked(bounds), MARGIN_DEG, MARGIN_DEG))


def coast_buffer(states: tuple[str, ...], nm: float, bounds: Bounds) -> Land:
    """Land and water within `nm` of those states' land, islets included, clipped to the bounds; may be empty.

    Islands up to `nm` outside the bounds count. Right to BUFFER_ERROR. Measured from the coast as drawn, not
    from straight baselines. Cached per process. Raises CoastError for unknown states, a width that is not
    positive or bounds that are none.
    """
    if not 0 < nm <= 1000:
        raise CoastError(f"a coastal belt of {nm:g} nm", "its width lies above 0 and at most at 1000 nm")
    return _belt(_known(states), float(nm), _checked(bounds))


def nearest_water(position: LonLat, bounds: Bounds) -> LonLat:
    """The point of open water nearest to `position`, HARBOUR_NM off the coast where there is room for it.

    For ports and chop points that lie on the coast as drawn or a little inside it. Open water is what hangs
    together by water, within the bounds, with the largest sea there or with one a tenth its size: no
    lake and no closed bay. A position in open water that far off comes back as it is. Raises
    CoastError where the position lies outside the bounds or they hold no sea.
    """
    west, south, east, north = _checked(bounds)
    lon, lat = position
    if not (west <= lon <= east and south <= lat <= north):
        raise CoastError(f"{position} lies outside the bounds {bounds}", "take bounds that hold the position")
    sea = _open_sea((west, south, east, north))
    plane = Plane(lon, lat)
    here = Point(0.0, 0.0)
    for reach in (0.25, 1.0, 5.0, 30.0):
        stretch = 1 / max(math.cos(math.radians(lat)), 0.02)
        window = box(*_widened((lon, lat, lon, lat), reach * stretch, reach))
        near = plane.to_plane(shapely.segmentize(shapely.intersection(sea, window), 0.25))
        clear = shapely.buffer(near, -HARBOUR_NM)
        # A harbour whose mouth is narrower than twice the clearance: the coast itself rather than miles away.
        for water in (clear, near) if shapely.distance(clear, here) <= _NO_ROOM_NM else (near,):
            if not water.is_empty and (gap := shapely.distance(water, here)) < reach * 59:
                if gap == 0:
                    return position
                found = shapely.get_coordinates(shapely.shortest_line(water, here))[0]
                at_lon, at_lat = plane.inverse(found[0], found[1])
                return float(at_lon), float(at_lat)
    raise CoastError(
        f"no open sea within {bounds} near {position}", "take wider bounds or a position by the sea"
    )


def buffer_nm(geometry: shapely.Geometry, nm: float) -> Land:
    """All within `nm` of the geometry (inside it, if negative: the part further than that from its edge).

    Worked in planes of 500 nm about, so lengths are right to 0.4 %, and curves are chords within 0.2 %.
    """
    if shapely.is_empty(geometry):
        return Polygon()
    whole = tuple(float(edge) for edge in shapely.bounds(geometry))
    reach = max(nm, 0.0) / 60
    pieces = [
        _buffered(geometry if nm < 0 else _near(geometry, tile, nm), tile, nm)
        for tile in _tiles(_widened(whole, reach, reach))  # type: ignore[arg-type]
    ]
    return _polygonal(shapely.union_all(pieces))


@lru_cache(maxsize=32)
def _land(states: frozenset[str] | None, bounds: Bounds) -> Land:
    return _polygonal(shapely.union_all(_clipped(states, bounds)))


def _clipped(states: frozenset[str] | None, bounds: Bounds) -> list[shapely.Geometry]:
    """The polygons of land that meet the bounds, each cut to them, longitudes running on beyond ±180."""
    file = coastfile.load()
    west, south, east, north = bounds
    found: list[shapely.Geometry] = []
    for turn in range(math.floor((west + 180) / 360), math.floor((east + 180) / 360) + 1):
        shift = 360.0 * turn
        window = (west - shift, south, east - shift, north)
        chosen = file.meeting(*window)
        if states is not None:
            chosen &= file.of_states(states)
        polygons = file.polygons(chosen)
        inside = box(*window)
        cut = [
            polygon if _within(polygon.bounds, window) else shapely.intersection(polygon, inside)
            for polygon in polygons
        ]
        found += [affinity.translate(piece, shift) if shift else piece for piece in cut]
    return found


@lru_cache(maxsize=32)
def _open_sea(bounds: Bounds) -> MultiPolygon:
    """The large pieces of sea within the bounds."""
    water = shapely.get_parts(_polygonal(shapely.difference(box(*bounds), _land(None, bounds))))
    area = shapely.area(water)
    return MultiPolygon([piece for piece, size in zip(water, area, strict=True) if size >= max(area) / 10])


@lru_cache(maxsize=64)
def _belt(states: frozenset[str], nm: float, bounds: Bounds) -> Land:
    return _polygonal(
        shapely.union_all([_buffered(_union_near(states, tile, nm), tile, nm) for tile in _tiles(bounds)])
    )


def _union_near(states: frozenset[str], tile: Bounds, nm: float) -> shapely.Geometry:
    return shapely.union_all(_clipped(states, _reaching(tile, nm)))


def _near(geometry: shapely.Geometry, tile: Bounds, nm: float) -> shapely.Geometry:
    return shapely.intersection(geometry, box(*_reaching(tile, nm)))


def _buffered(geometry: shapely.Geometry, tile: Bounds, nm: float) -> shapely.Geometry:
    """The buffer within one tile, worked in the plane about its middle."""
    if shapely.is_empty(geometry):
        return Polygon()
    west, south, east, north = tile
    plane = Plane((west + east) / 2, (south + north) / 2)
    flat = plane.to_plane(shapely.segmentize(geometry, 0.5))
    if nm > 0:
        # Filling lakes and smoothing far below the width changes no belt that is wider than they are.
        flat = shapely.simplify(flat, min(_SIMPLIFY_NM, nm / 100))
    wide = shapely.buffer(flat, nm, quad_segs=_ARC_SEGMENTS)
    wide = shapely.simplify(wide, min(_SIMPLIFY_NM, abs(nm) / 500))
    return shapely.intersection(shapely.make_valid(plane.to_lonlat(wide)), box(*tile))


def _tiles(bounds: Bounds) -> Iterator[Bounds]:
    """The bounds cut into pieces that one plane serves well."""
    west, south, east, north = bounds
    rows = max(1, math.ceil((north - south) * 60 / (_TILE_NM * math.sqrt(2))))
    for row in range(rows):
        low, high = south + (north - south) * row / rows, south + (north - south) * (row + 1) / rows
        nearest = 0.0 if low < 0 < high else min(abs(low), abs(high))
        width = (east - west) * 60 * math.cos(math.radians(nearest))
        columns = max(1, math.ceil(width / (_TILE_NM * math.sqrt(2))))
        for column in range(columns):
            yield (
                west + (east - west) * column / columns,
                low,
                west + (east - west) * (column + 1) / columns,
                high,
            )


def _reaching(tile: Bounds, nm: float) -> Bounds:
    """The tile and all within `nm` of it, a little more rather than less."""
    reach = nm / 60 * 1.01 + 0.01  # a minute of latitude is 0.995 nm at the equator
    farthest = min(max(abs(tile[1] - reach), abs(tile[3] + reach)), 89.0)
    return _widened(tile, reach / math.cos(math.radians(farthest)), reach)


def _widened(bounds: Bounds, lon: float, lat: float) -> Bounds:
    west, south, east, north = bounds
    return west - lon, max(south - lat, -90.0), east + lon, min(north + lat, 90.0)


def _within(inner: tuple[float, ...], outer: Bounds) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _polygonal(geometry: shapely.Geometry) -> Land:
    """Only the areas of a geometry: no lines, no points where pieces touched."""
    parts = [
        part
        for whole in shapely.get_parts(geometry)
        for part in shapely.get_parts(whole)
        if part.geom_type == "Polygon" and not part.is_empty
    ]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _known(states: tuple[str, ...]) -> frozenset[str]:
    wanted = frozenset(states)
    if unknown := sorted(wanted - coastfile.load().states):
        raise CoastError(
            f"no coast is known for {', '.join(unknown)}",
            "states are named by ISO 3166-1 alpha-3: CHN, JPN, KOR",
        )
    return wanted


def _checked(bounds: Bounds) -> Bounds:
    west, south, east, north = (float(edge) for edge in bounds)
    if not (west < east <= west + 360 and -90 <= south < north <= 90 and west >= -540 and east <= 540):
        raise CoastError(
            f"bounds {bounds} are none",
            "west, south, east, north in degrees, west below east (add 360 to an eastern edge beyond 180)",
        )
    return west, south, east, north
