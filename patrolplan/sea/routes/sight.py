"""Which lines are free of land and of closed zones, with the one exception for those who live inside one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Lines = NDArray[np.object_]
Mask = NDArray[np.bool_]

_TOUCH_DEG = 1e-9


@dataclass(frozen=True, eq=False)
class Sight:
    """True shapes in longitude and latitude, prepared: land if it binds, and the zones that do."""

    land: shapely.Geometry | None
    zones: dict[str, shapely.Geometry]

    def clear(self, lines: Lines, lift_start: Mask | None = None, lift_end: Mask | None = None) -> Mask:
        """(n,) whether each line is free.

        `lift_start` and `lift_end` are (n, Z): whether each zone, in the order of `zones`, is lifted for the
        start or the end of a line since that lies inside it.
        """
        free = np.ones(len(lines), dtype=bool)
        if self.land is not None:
            free = ~shapely.intersects(self.land, lines)
        for k, shape in enumerate(self.zones.values()):
            at_start = None if lift_start is None else lift_start[:, k]
            at_end = None if lift_end is None else lift_end[:, k]
            todo = np.flatnonzero(free)
            free[todo] = passes(
                shape,
                lines[todo],
                None if at_start is None else at_start[todo],
                None if at_end is None else at_end[todo],
            )
        return free


def passes(shape: shapely.Geometry, lines: Lines, lift_start: Mask | None, lift_end: Mask | None) -> Mask:
    """(n,) whether each line keeps out of a zone, once it has left it where it is lifted at an end.

    A base lifts a zone for its own departures only as far as the way out: every part of the line inside must
    hang together with an end for which the zone is lifted.
    """
    free = np.asarray(~shapely.intersects(shape, lines))
    lifted = np.zeros(len(lines), dtype=bool)
    for mask in (lift_start, lift_end):
        if mask is not None:
            lifted |= mask
    doubtful = np.flatnonzero(~free & lifted)
    if not len(doubtful):
        return free
    chosen = lines[doubtful]
    parts, line = shapely.get_parts(shapely.intersection(chosen, shape), return_index=True)
    real = shapely.length(parts) > _TOUCH_DEG
    parts, line = parts[real], line[real]
    fine = np.zeros(len(parts), dtype=bool)
    for mask, end in ((lift_start, 0), (lift_end, -1)):
        if mask is not None:
            near = shapely.dwithin(parts, shapely.get_point(chosen, end)[line], _TOUCH_DEG)
            fine |= near & mask[doubtful][line]
    free[doubtful] = True
    free[doubtful[line[~fine]]] = False
    return free
