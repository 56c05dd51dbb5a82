"""A local metric plane: nautical miles east and north of a centre.

The azimuthal equidistant projection of the ellipsoid (PROJ's `aeqd`): lengths from the centre are true,
lengths across are long by (r/R)²/6 at distance r: 0.03 % at 150 nm, 0.4 % at 500 nm, 0.9 % at 800 nm.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from patrolplan.geo.geodesy import METRES_PER_NM

Shape = TypeVar("Shape", bound=shapely.Geometry)


class Plane:
    """The plane that touches the earth at (lon, lat) [degrees]; x is east, y is north of there [nm].

    A geometry is carried over corner by corner: an edge straight in longitude and latitude becomes a straight
    edge in the plane, off by L²·tan(lat)/8R in the middle (0.02 nm for 30 nm at 30 N). Cut long edges first.
    """

    def __init__(self, lon: float, lat: float) -> None:
        self.lon = float(lon)
        self.lat = float(lat)

    def __repr__(self) -> str:
        return f"Plane({self.lon}, {self.lat})"

    def forward(self, lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Arrays (or numbers) of longitude and latitude [degrees] to x and y [nm]."""
        east = np.asarray(lon, dtype=np.float64) - self.lon
        x, y = _projection(self.lat)(east, np.asarray(lat, dtype=np.float64))
        return np.asarray(x), np.asarray(y)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Arrays (or numbers) of x and y [nm] to longitude (within 180 of the centre's) and latitude."""
        lon, lat = _projection(self.lat)(
            np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64), inverse=True
        )
        return np.asarray(lon) + self.lon, np.asarray(lat)

    def to_plane(self, geometry: Shape) -> Shape:
        """The geometry with every corner carried into the plane [nm]."""
        return shapely.transform(geometry, self._pairs_forward)

    def to_lonlat(self, geometry: Shape) -> Shape:
        """The geometry with every corner carried back to longitude and latitude [degrees]."""
        return shapely.transform(geometry, self._pairs_inverse)

    def _pairs_forward(self, pairs: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(self.forward(pairs[:, 0], pairs[:, 1]))

    def _pairs_inverse(self, pairs: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(self.inverse(pairs[:, 0], pairs[:, 1]))


@lru_cache(maxsize=4096)
def _projection(lat: float) -> Any:
    """The projection about (0, lat): longitudes are shifted outside, so one serves a whole parallel."""
    from pyproj import Proj

    return Proj(proj="aeqd", lat_0=lat, lon_0=0, ellps="WGS84", to_meter=METRES_PER_NM)
