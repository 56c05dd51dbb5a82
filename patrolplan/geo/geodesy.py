"""Distances, azimuths and areas on the WGS 84 ellipsoid.

Geodesics are geographiclib's (Karney 2013, "Algorithms for geodesics", J. Geodesy 87:43-55), exact to
nanometres; arrays of them are PROJ's, the same algorithm in C. Areas follow Snyder 1987, "Map Projections: A
Working Manual", USGS Professional Paper 1395, equation 3-12.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from numpy.typing import ArrayLike, NDArray

LonLat = tuple[float, float]
"""Longitude, latitude in degrees WGS 84."""

METRES_PER_NM = 1852.0
SEMI_MAJOR_NM = 6378137.0 / METRES_PER_NM
FLATTENING = 1 / 298.257223563

_WGS84: Geodesic = Geodesic.WGS84
_ECCENTRICITY = math.sqrt(FLATTENING * (2 - FLATTENING))
# Nodes along one edge: exact to 1e-12 of the area for edges up to ten degrees of latitude, 1e-8 for ninety.
_NODES, _WEIGHTS = (column[:, None] for column in np.polynomial.legendre.leggauss(6))


def distance_nm(a: LonLat, b: LonLat) -> float:
    """Length of the geodesic from `a` to `b` [nm]."""
    return float(_WGS84.Inverse(a[1], a[0], b[1], b[0], Geodesic.DISTANCE)["s12"]) / METRES_PER_NM


def azimuth_deg(a: LonLat, b: LonLat) -> float:
    """Course at `a` of the geodesic to `b`, clockwise from north, in [0, 360) [degrees]."""
    return float(_WGS84.Inverse(a[1], a[0], b[1], b[0], Geodesic.AZIMUTH)["azi1"]) % 360.0


def destination(a: LonLat, azimuth_deg: float, nm: float) -> LonLat:
    """The point reached from `a` after `nm` nautical miles of the geodesic that starts on `azimuth_deg`."""
    line = _WGS84.Direct(a[1], a[0], azimuth_deg, nm * METRES_PER_NM, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return float(line["lon2"]), float(line["lat2"])


def interpolate(a: LonLat, b: LonLat, fraction: float) -> LonLat:
    """The point at `fraction` of the way along the geodesic from `a` (0) to `b` (1); both ends exact."""
    if fraction <= 0:
        return a
    if fraction >= 1:
        return b
    line = _WGS84.InverseLine(a[1], a[0], b[1], b[0])
    point = line.Position(fraction * line.s13, Geodesic.LATITUDE | Geodesic.LONGITUDE)
    return float(point["lon2"]), float(point["lat2"])


def distances_nm(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> NDArray[np.float64]:
    """Geodesic lengths between arrays of points [nm]; the four broadcast against each other."""
    arrays = np.broadcast_arrays(*(np.asarray(part, dtype=np.float64) for part in (lon1, lat1, lon2, lat2)))
    shape = arrays[0].shape
    _, _, metres = _geod().inv(*(np.ascontiguousarray(part).ravel() for part in arrays))
    return np.asarray(metres, dtype=np.float64).reshape(shape) / METRES_PER_NM


def area_nm2(geometry: shapely.Geometry) -> float:
    """Area on the ellipsoid [nm²] of a polygon or multipolygon whose edges are straight in lon and lat.

    With q(latitude) the area from the equator per radian of longitude (Snyder, 3-12), the area is the
    integral of q over longitude round the rings; each edge's by Gauss-Legendre quadrature. Other
    geometries have no area. Longitudes must not jump at the antimeridian: use values beyond ±180 there.
    """
    total = 0.0
    for polygon in shapely.get_parts(geometry):
        if polygon.geom_type == "Polygon" and not polygon.is_empty:
            total += abs(_under(polygon.exterior)) - sum(abs(_under(hole)) for hole in polygon.interiors)
    return total


def _under(ring: shapely.Geometry) -> float:
    corners = shapely.get_coordinates(ring)
    lat, width = np.radians(corners[:, 1]), np.radians(np.diff(corners[:, 0]))
    middle, half = (lat[1:] + lat[:-1]) / 2, (lat[1:] - lat[:-1]) / 2
    mean = (_WEIGHTS * _from_equator(middle + half * _NODES)).sum(axis=0) / 2
    return float(np.dot(width, mean))


def _from_equator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Area between the equator and a latitude, per radian of longitude [nm²]."""
    sine, e = np.sin(lat), _ECCENTRICITY
    minor_squared = SEMI_MAJOR_NM**2 * (1 - e * e)
    return np.asarray(minor_squared / 2 * (sine / (1 - (e * sine) ** 2) + np.arctanh(e * sine) / e))


@lru_cache(maxsize=1)
def _geod() -> Any:
    from pyproj import Geod  # a tenth of a second: only where arrays are wanted

    return Geod(ellps="WGS84")
