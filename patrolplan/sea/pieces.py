"""Which part of which area lies in which sector: shares, what zones take, contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from patrolplan.geo.geodesy import area_nm2
from patrolplan.scenario.model import Scenario

Shape = Polygon | MultiPolygon

BRUSH = 1e-5
"""An area that holds less than this part of a sector does not touch it: that is rounding at a common edge,
and a caveat for the area must not bind the sector."""


@dataclass(frozen=True, eq=False)
class Pieces:
    """Areas of sea in nm², for A areas in the scenario's order and S sectors."""

    held: NDArray[np.float64]
    """(A, S) sea of the area that lies in the sector."""
    cut: NDArray[np.float64]
    """(A,) sea of the area, as drawn, that zones take out."""
    own_held: NDArray[np.float64]
    """(A, S) like `held`, without what an area of higher priority covers."""
    own_cut: NDArray[np.float64]
    """(A,) like `cut`, without what an area of higher priority covers."""

    @property
    def share(self) -> NDArray[np.float64]:
        """(A, S) the share of each area's sea as drawn that lies in each sector."""
        sea = self.held.sum(axis=1) + self.cut
        return self.held / np.where(sea > 0, sea, 1.0)[:, None]

    @property
    def share_cut(self) -> NDArray[np.float64]:
        """(A,) the share of each area's sea that zones take out."""
        sea = self.held.sum(axis=1) + self.cut
        return self.cut / np.where(sea > 0, sea, 1.0)


def measure(scenario: Scenario, seas: Sequence[Shape], sectors: Sequence[Polygon], closed: Shape) -> Pieces:
    """The pieces of the areas' `seas` (land excluded) in the sectors and in `closed`, what zones take out.

    Areas on the ellipsoid. Splinters of water that no sector holds count nowhere.
    """
    held = np.zeros((len(seas), len(sectors)))
    own_held = np.zeros_like(held)
    cut, own_cut = np.zeros(len(seas)), np.zeros(len(seas))
    priorities = [area.priority for area in scenario.areas.values()]
    whole = [area_nm2(sector) for sector in sectors]
    for a, sea in enumerate(seas):
        held[a], cut[a] = _within(sea, sectors, whole), area_nm2(shapely.intersection(sea, closed))
        above = [seas[b] for b in range(len(seas)) if _outranks(priorities, b, a)]
        above = [other for other in above if shapely.intersects(other, sea)]
        if above:
            own = shapely.difference(sea, shapely.union_all(above))
            own_held[a], own_cut[a] = (
                _within(own, sectors, whole),
                area_nm2(shapely.intersection(own, closed)),
            )
        else:
            own_held[a], own_cut[a] = held[a], cut[a]
    return Pieces(held, cut, own_held, own_cut)


def contacts_per_nm2(scenario: Scenario, pieces: Pieces) -> NDArray[np.float64]:
    """(S,) contacts per nm²: the mean of the areas', weighted by their sea in each sector."""
    density = np.array([area.contacts_per_1000nm2 / 1000 for area in scenario.areas.values()])
    whole = pieces.held.sum(axis=0)
    return np.asarray((density @ pieces.held) / np.where(whole > 0, whole, 1.0))


def _outranks(priorities: Sequence[float | None], b: int, a: int) -> bool:
    """Whether area `b` takes the water that it shares with `a`: higher priority, then the one named first."""
    high, low = priorities[b], priorities[a]
    if high is None or low is None:
        return False
    return (-high, b) < (-low, a)


def _within(sea: shapely.Geometry, sectors: Sequence[Polygon], whole: Sequence[float]) -> NDArray[np.float64]:
    """(S,) the sea in each sector [nm²]; nothing where it only brushes one. `whole`: areas of the sectors."""
    shapely.prepare(sea)
    covered = shapely.covers(sea, sectors)
    found = np.zeros(len(sectors))
    for s in np.flatnonzero(shapely.intersects(sea, sectors)).tolist():
        part = whole[s] if covered[s] else area_nm2(shapely.intersection(sea, sectors[s]))
        found[s] = part if part >= BRUSH * whole[s] else 0.0
    return found
