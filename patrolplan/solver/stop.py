"""When to stop: asked between moves, answered with a reason."""

from __future__ import annotations

import time
from collections.abc import Callable


def gap_of(value: float, bound: float) -> float | None:
    """(bound - value) / value; 0 when the difference is under 1e-6, None when the value is 0."""
    if bound - value < 1e-6:
        return 0.0
    return None if value <= 0.0 else (bound - value) / value


class Stop:
    """Interruption, a time limit, a gap: whichever comes first, remembered by name.

    The clock is read only when a time limit is set, so that without one nothing depends on it.
    """

    def __init__(
        self, gap: float | None, seconds: float | None, interrupted: Callable[[], bool] | None
    ) -> None:
        self.gap = gap or 0.0
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._interrupted = interrupted or (lambda: False)
        self.reason: str | None = None

    def early(self) -> bool:
        """Interrupted or out of time."""
        if self.reason in ("interrupted", "time"):
            return True
        if self._interrupted():
            self.reason = "interrupted"
        elif self._deadline is not None and time.monotonic() >= self._deadline:
            self.reason = "time"
        return self.reason in ("interrupted", "time")

    def reached(self, value: float, bound: float) -> bool:
        """Is the gap small enough?"""
        gap = gap_of(value, bound)
        if gap is not None and gap <= self.gap:
            self.reason = "optimal" if gap == 0.0 else "gap"
            return True
        return False
