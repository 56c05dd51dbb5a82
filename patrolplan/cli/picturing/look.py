"""Colours and sizes of a picture, and what its parts share.

Colours are Okabe and Ito's (2008, "Color Universal Design"), which colour-blind people can tell apart; wine
stands for their yellow, which is lost on light grey. Shades of grey carry the shares.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from patrolplan.measures.seen.cover import cover
from patrolplan.record.types import Record

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#882255", "#000000")
SEA, LAND, COAST, CLOSED = "#FFFFFF", "#E9E4D8", "#8C8674", "#B3452C"
DOTS = (0, (1.5, 1.5))
DARKEST = 0.62  # the darkest grey of a sector: tracks stay visible on it


def shares(record: Record) -> dict[str, float]:
    """For each sector the share, in [0, 1], of what begins there over the horizon that is identified."""
    seen = cover(record)
    expected, found = seen.rates.sum(axis=1), seen.identified.sum(axis=1)
    return {
        name: float(found[row] / expected[row]) if expected[row] > 0 else 0.0
        for row, name in enumerate(seen.sectors)
    }


def darkest_share(record: Record) -> float:
    """The share that is drawn darkest: the highest there is, rounded up to a tenth."""
    return max(1, math.ceil(10 * max(shares(record).values(), default=0.0) - 1e-9)) / 10


def colours(record: Record) -> dict[str, str]:
    """A colour for each nation, in the order in which the scenario names them; repeated after eight."""
    named = [
        asset["nation"] for part in ("ships", "aircraft") for asset in record.scenario.get(part, {}).values()
    ]
    return {nation: COLOURS[i % len(COLOURS)] for i, nation in enumerate(dict.fromkeys(named))}


def fill(axes: Axes, shape: shapely.Geometry, **look: Any) -> None:
    """Polygons with their holes as one patch."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Line

    rings = [
        np.asarray(ring.coords)
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon" and not part.is_empty
        for ring in (part.exterior, *part.interiors)
    ]
    if rings:
        axes.add_patch(
            PathPatch(Line.make_compound_path(*[Line(ring, closed=True) for ring in rings]), **look)
        )
