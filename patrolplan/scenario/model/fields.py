"""What fields of every part are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, field
from typing import Any

LonLat = tuple[float, float]
"""Longitude, latitude in degrees WGS 84."""
Ring = tuple[LonLat, ...]
"""Corners of a polygon, not closed, straight in longitude and latitude between them."""


def added(default: Any = MISSING, *, factory: Callable[[], Any] | None = None) -> Any:
    """A field that came after the first plan files, with what holds where nothing is said of it.

    JSON leaves it out where it holds its default: plan files from before it read back, and a scenario that
    does not use it is written as it always was.
    """
    if factory is not None:
        return field(default_factory=factory, metadata={"added": True})
    return field(default=default, metadata={"added": True})
