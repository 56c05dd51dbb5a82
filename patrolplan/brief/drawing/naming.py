"""Names of areas on the map, each where it covers no other name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_LETTER: Final = 125
"""Units that a letter takes on a map some 500 pixels wide."""
_LINE: Final = 260


@dataclass(frozen=True)
class Name:
    """A name that starts at (x, y); `over` where it stands above that point, else below it."""

    text: str
    x: int
    y: int
    over: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What it covers: left, top, right, bottom."""
        top = self.y - _LINE if self.over else self.y
        return self.x, top, self.x + _LETTER * len(self.text), top + _LINE


def place(areas: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> tuple[Name, ...]:
    """A name for each (name, corners): at a corner of its box, inside or outside, small areas first.

    One for which there is no free place stands in the first, over what is there: no name is left out.
    """
    found: list[Name] = []
    for text, corners in sorted(areas, key=lambda area: _size(area[1])):
        places = list(_places(text, corners))
        free = [one for one in places if all(_apart(one.box, other.box) for other in found)]
        found.append((free or places)[0])
    return tuple(found)


def _places(text: str, corners: Sequence[tuple[int, int]]) -> Iterator[Name]:
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    left = min(x for x, y in corners if y == top)
    low = min(x for x, y in corners if y == bottom)
    right = max(max(x for x, y in corners if y == top) - _LETTER * len(text), left)
    yield Name(text, left, top, over=True)
    yield Name(text, low, bottom, over=False)
    yield Name(text, left, top, over=False)
    yield Name(text, low, bottom, over=True)
    yield Name(text, right, top, over=True)
    yield Name(text, left, (top + bottom) // 2, over=False)


def _size(corners: Sequence[tuple[int, int]]) -> int:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
