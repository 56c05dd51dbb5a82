"""Into which of seven shades a coverage falls; the colours themselves are in the styles."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

EDGES: Final = (0.005, 0.1, 0.25, 0.5, 0.75, 0.9)
"""Where a shade ends: under 0.5 % counts as nothing."""
SHADES: Final = tuple(range(len(EDGES) + 1))
NAMES: Final = ("nothing", "under 10 %", "10-25 %", "25-50 %", "50-75 %", "75-90 %", "90 % and more")


def shade(coverage: float) -> int:
    """The shade of a coverage in [0, 1]: 0 for nothing, 6 for 90 % and more."""
    return bisect_right(EDGES, coverage)
