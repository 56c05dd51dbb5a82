"""How far a plan may be off before the judge calls it a breach. docs/judge.md explains each."""

from __future__ import annotations

from typing import Final

TIME_S: Final = 1.0
"""Times written to the second: two of them may differ by this much [s]."""

PLACE_NM: Final = 0.05
"""Positions that should agree, tracks along the edge of a sector [nm]. Covers the bow of a geodesic over
an edge straight in longitude and latitude (0.02 nm on 30 nm at 30 N)."""

CHORD_NM: Final = 20.0
"""Longest piece of a geodesic that is drawn straight in longitude and latitude: off by 0.01 nm at 30 N."""

CROSSING_NM: Final = 0.15
"""How deep a track may touch land or a closed zone [nm]. Covers the same bow on 60 nm (0.1 nm)."""

HARBOUR_NM: Final = 2.0
"""About ports and chop points the coastline is too coarse to say where the water is: land is not judged
there [nm]."""

SHORE_NM: Final = 0.3
MOORING_NM: Final = 10.0
"""A chop point on land as drawn, or within SHORE_NM of it, is reached on the water within MOORING_NM."""

NEAR_HOME_NM: Final = 10.0
"""Round bases, ports and chop points, where everybody comes together, no advice is given on closeness."""

CIRCUIT_S: Final = 900.0
"""Longest time over its own field, between the end of its track and its landing, of an aircraft [s]."""

CROSSING_S: Final = 0.1
"""A crossing of a sector that takes this much over a whole number of steps is not one step more [s]."""

SPEED: Final = 0.005
"""Relative, on the mean speed of a search track."""

RELATIVE: Final = 1e-6
"""On every figure that is computed again: POD, rates, values, areas of sectors."""

FLOOR: Final = 1e-6
"""Figures are compared relative to themselves, but never more finely than to this part of the plan's."""

CLOSED: Final = 1e-6
"""A bound nearer to the objective than this closes the gap."""

FLOWN_SHARE: Final = 0.95
"""Advice is given when the tracks as flown see less than this part of what the tasks are credited with."""

SHARE: Final = 0.001
"""A zone that covers within this of a tenth of a sector may be counted either way."""

BRUSH: Final = 1e-5
"""An area that holds less than this part of a sector only brushes it: it counts nothing there."""

SLIVER: Final = 0.001
"""Relative to a sector's area: overlaps and omissions of sectors smaller than this are rounding."""


def same(a: float, b: float, scale: float = 0.0) -> bool:
    """Whether two figures agree to `RELATIVE`, of the larger of them and `scale`."""
    return abs(a - b) <= RELATIVE * max(abs(a), abs(b), abs(scale))
