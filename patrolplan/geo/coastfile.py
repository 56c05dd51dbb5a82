"""Reading `data/coast.npz`: every polygon of land with its state, found by bounds.

The file's form is described in `data/README.md`; `tools/pack_coast.py` writes it. All of it is
read at first use (some 20 ms) and kept for the life of the process; corners become degrees, and polygons are
built, when they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

_ESCAPE = -128


@dataclass(frozen=True, eq=False)
class CoastFile:
    """The decoded file: P polygons, of R rings, of n corners."""

    grid: NDArray[np.int32]
    """(2, n) longitude and latitude in steps of `scale` from `origin`."""
    scale: NDArray[np.float64]
    """(2,) [degrees]."""
    origin: NDArray[np.float64]
    """(2,) [degrees]."""
    ring_start: NDArray[np.int64]
    """(R + 1,) first corner of each ring, and the end."""
    polygon_start: NDArray[np.int64]
    """(P + 1,) first ring of each polygon, and the end."""
    boxes: NDArray[np.float64]
    """(P, 4) west, south, east, north of each polygon [degrees]."""
    code: NDArray[np.str_]
    """(P,) ISO 3166-1 alpha-3 of the state or territory."""
    sovereign: NDArray[np.str_]
    """(P,) of the state that it belongs to."""

    @cached_property
    def states(self) -> frozenset[str]:
        """Every code that names a state or a territory here."""
        return frozenset(self.code.tolist()) | frozenset(self.sovereign.tolist())

    def of_states(self, states: frozenset[str]) -> NDArray[np.bool_]:
        """(P,) which polygons belong to one of `states`, territories included."""
        wanted = sorted(states)
        return np.asarray(np.isin(self.code, wanted) | np.isin(self.sovereign, wanted))

    def meeting(self, west: float, south: float, east: float, north: float) -> NDArray[np.bool_]:
        """(P,) which polygons' boxes meet these bounds."""
        w, s, e, n = self.boxes.T
        return np.asarray((w <= east) & (e >= west) & (s <= north) & (n >= south))

    def polygons(self, chosen: NDArray[np.bool_]) -> list[Polygon]:
        """The chosen polygons, in file order."""
        return [self._polygon(int(i)) for i in np.flatnonzero(chosen)]

    def _polygon(self, index: int) -> Polygon:
        first, last = self.polygon_start[index], self.polygon_start[index + 1]
        rings = [
            shapely.linearrings(self._corners(self.ring_start[ring], self.ring_start[ring + 1]))
            for ring in range(first, last)
        ]
        return shapely.Polygon(rings[0], rings[1:])

    def _corners(self, first: int, last: int) -> NDArray[np.float64]:
        """(last - first, 2) longitude and latitude [degrees]."""
        return np.asarray(self.grid[:, first:last].T * self.scale + self.origin)


@lru_cache(maxsize=1)
def load() -> CoastFile:
    """The packaged coast, decoded once per process."""
    with (files("patrolplan.geo") / "data" / "coast.npz").open("rb") as stream, np.load(stream) as packed:
        step = packed["step"].astype(np.int32)
        for axis, far in enumerate((packed["far_lon"], packed["far_lat"])):
            step[axis, step[axis] == _ESCAPE] = far
        grid = np.cumsum(step, axis=1, dtype=np.int32)
        scale, origin = packed["scale"], packed["origin"]
        ring_start = np.concatenate(([0], np.cumsum(packed["length"], dtype=np.int64)))
        polygon_start = np.concatenate(([0], np.cumsum(packed["rings"], dtype=np.int64)))
        # A polygon's box is its outer ring's, which is its first; those of the holes lie within.
        starts = ring_start[polygon_start[:-1]]
        edges = [reduce.reduceat(grid, starts, axis=1).T for reduce in (np.minimum, np.maximum)]
        boxes = np.hstack([edge * scale + origin for edge in edges])
        state = packed["state"]
        code, sovereign = packed["codes"][state], packed["sovereign"][state]
        return CoastFile(grid, scale, origin, ring_start, polygon_start, boxes, code, sovereign)
