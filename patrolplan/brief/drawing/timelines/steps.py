"""Curves by slot within a row: bands from the bottom up to a height in [0, 1]."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from patrolplan.brief.drawing.timelines.rows import ROW_PX
from patrolplan.brief.html import Html, tag

_FINE: Final = 100


@dataclass(frozen=True)
class Band:
    """A class of the styles, and a height in [0, 1] for each slot."""

    kind: str
    heights: NDArray[np.float64]


def bands(drawn: tuple[Band, ...], high_px: int = ROW_PX) -> Html:
    """The bands one over the other, the last in front, over nights and days."""
    steps = len(drawn[0].heights) if drawn else 1
    curves = [tag("path", d=_path(band.heights), class_=band.kind) for band in drawn]
    curve = tag(
        "svg", curves, viewBox=f"0 0 {max(1, steps)} {_FINE}", preserveAspectRatio="none", class_="curve"
    )
    return tag("svg", tag("use", href="#nights"), curve, class_="row", height=high_px)


def _path(heights: NDArray[np.float64]) -> str:
    """A step curve closed along the bottom."""
    levels = [_FINE - round(_FINE * min(1.0, max(0.0, float(height)))) for height in heights]
    parts, last = [f"M0 {_FINE}"], _FINE
    for step, level in enumerate(levels):
        if level != last:
            parts.append(f"H{step}V{level}")
            last = level
    parts.append(f"H{len(levels)}V{_FINE}z")
    return "".join(parts)
