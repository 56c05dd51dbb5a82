"""What a watcher of a run is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How a run stands. `coverage`, `bound` (as coverage) and `gap` are None before there is a plan, and
    where what is short is paid for: then there is `objective`. `at_most` is what that can be, or the value
    where nothing is paid for, in what the areas count.
    """

    phase: str
    value: float | None = None
    coverage: float | None = None
    bound: float | None = None
    gap: float | None = None
    objective: float | None = None
    at_most: float | None = None
