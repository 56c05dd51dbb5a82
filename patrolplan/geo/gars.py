"""GARS, the Global Area Reference System: labels of 30', 15' and 5' cells.

Three digits count half-degree bands eastward from 180 W (001-720), two letters without I and O count
them northward from 90 S (AA-QZ). A digit names the 15' quadrant (1 NW, 2 NE, 3 SW, 4 SE), another the 5'
keypad square within it (1-3 in the north, 7-9 in the south).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Literal

Minutes = Literal[30, 15, 5]
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_LABEL = re.compile(r"(\d{3})([A-HJ-NP-Q])([A-HJ-NP-Z])(?:([1-4])([1-9])?)?")
_TWELFTHS = 12  # a 5' cell is a twelfth of a degree: all edges are whole numbers of them
_COLUMNS, _ROWS = 360 * _TWELFTHS, 180 * _TWELFTHS
_SIZE: dict[int, int] = {30: 6, 15: 3, 5: 1}
_EDGE = 1e-9  # a point within this of an edge counts as on it, and so to the cell north and east


class GarsError(ValueError):
    """A text that is no GARS label."""


def label(lon: float, lat: float, minutes: Minutes = 30) -> str:
    """The label of the cell that a point lies in; on an edge, of the cell to the north and east.

    Longitudes wrap round; a latitude beyond the poles raises GarsError.
    """
    if not -90 <= lat <= 90:
        raise GarsError(f"latitude {lat} is beyond the pole")
    column = math.floor((lon + 180) * _TWELFTHS + _EDGE) % _COLUMNS
    row = min(math.floor((lat + 90) * _TWELFTHS + _EDGE), _ROWS - 1)
    return _name(column, row, minutes)


def bounds(label: str) -> Bounds:
    """West, south, east, north of the cell that `label` names [degrees]. Raises GarsError."""
    match = _LABEL.fullmatch(label.strip().upper())
    if match is None or not 1 <= int(match[1]) <= 720:
        raise GarsError(
            f"{label!r} is no GARS label (three digits 001-720, two letters AA-QZ, quadrant, keypad)"
        )
    column = (int(match[1]) - 1) * 6
    row = (_LETTERS.index(match[2]) * 24 + _LETTERS.index(match[3])) * 6
    size = 6
    if match[4]:
        quadrant = int(match[4]) - 1
        column, row, size = column + 3 * (quadrant % 2), row + 3 * (1 - quadrant // 2), 3
    if match[5]:
        key = int(match[5]) - 1
        column, row, size = column + key % 3, row + 2 - key // 3, 1
    return (
        column / _TWELFTHS - 180,
        row / _TWELFTHS - 90,
        (column + size) / _TWELFTHS - 180,
        (row + size) / _TWELFTHS - 90,
    )


def cells(bounds: Bounds, minutes: Minutes = 30) -> Iterator[tuple[str, Bounds]]:
    """Every cell that `bounds` meets with more than its edge, as (label, its bounds), as one reads:
    rows from the north, each from the west.

    Longitudes beyond ±180 are kept as they come, so that cells across the antimeridian hang together.
    """
    west, south, east, north = bounds
    size = _SIZE[minutes]
    first, last = _span(west + 180, east + 180, size)
    bottom, top = _span(max(south, -90) + 90, min(north, 90) + 90, size)
    for row in range(top - size, bottom - size, -size):
        for column in range(first, last, size):
            yield (
                _name(column % _COLUMNS, row, minutes),
                (
                    column / _TWELFTHS - 180,
                    row / _TWELFTHS - 90,
                    (column + size) / _TWELFTHS - 180,
                    (row + size) / _TWELFTHS - 90,
                ),
            )


def _span(low: float, high: float, size: int) -> tuple[int, int]:
    first = math.floor(low * _TWELFTHS / size + _EDGE) * size
    return first, max(first, math.ceil(high * _TWELFTHS / size - _EDGE) * size)


def _name(column: int, row: int, minutes: int) -> str:
    band = row // 6
    text = f"{column // 6 + 1:03d}{_LETTERS[band // 24]}{_LETTERS[band % 24]}"
    if minutes <= 15:
        text += str(1 + column % 6 // 3 + 2 * (1 - row % 6 // 3))
    if minutes == 5:
        text += str(1 + column % 3 + 3 * (2 - row % 3))
    return text
