"""Which corners can matter to which ends: those inside the ellipse of a hoped-for length.

A way from i to j no longer than g passes only corners c with d(i, c) + d(c, j) ≤ g. So a way found among
those corners that is no longer than g is the shortest of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PLANE_ERROR = 0.01
"""Lengths in the plane are held for this much too long or too short, relative, when lengths are compared."""

_DETOUR, _EXTRA_NM = 1.05, 15.0


@dataclass(frozen=True, eq=False)
class Reach:
    """The pairs of ends for which ways are sought, and how long these may be."""

    pairs: NDArray[np.int64]
    """(P, 2) ends, i < j."""
    most_nm: Floats
    """(P,) in the plane."""
    rows: NDArray[np.int64]
    """(R,) the ends that occur, ascending."""
    boxes: Floats
    """(R, 4) bounds of each of them in the plane."""

    def matters(self, at: Floats) -> NDArray[np.bool_]:
        """(R, M) whether each corner (M, 2) may lie on a way of each of the ends."""
        away = np.hypot(
            *(
                np.maximum(
                    np.maximum(self.boxes[:, k, None] - at[:, k], at[:, k] - self.boxes[:, k + 2, None]), 0
                )
                for k in (0, 1)
            )
        )
        found = np.zeros(away.shape, dtype=bool)
        i, j = np.searchsorted(self.rows, self.pairs).T
        for one, other in ((i, j), (j, i)):
            order = np.argsort(one, kind="stable")
            starts = np.searchsorted(one[order], np.arange(len(self.rows) + 1))
            for row in range(len(self.rows)):
                mine = order[starts[row] : starts[row + 1]]
                if len(mine):
                    least = np.min(away[other[mine]] - self.most_nm[mine, None], axis=0)
                    found[row] |= away[row] + least <= 0
        return found


def reach(pairs: NDArray[np.int64], most_nm: Floats, shapes: NDArray[np.object_]) -> Reach:
    """For pairs of ends and the lengths of way hoped for [nm]."""
    rows = np.unique(pairs)
    return Reach(pairs, most_nm * (1 + PLANE_ERROR), rows, shapely.bounds(shapes[rows]))


def first_hope(direct_nm: Floats) -> Floats:
    """How long a way may be at first, given the direct line in the plane: longer ones are sought again."""
    return direct_nm * _DETOUR + _EXTRA_NM
