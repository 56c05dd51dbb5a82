"""What ends planning without a plan."""

from __future__ import annotations


class NoPlanError(Exception):
    """No plan is possible. `reasons`: in the planner's words, one for each asset that stands in the way."""

    def __init__(self, message: str, reasons: tuple[str, ...]) -> None:
        super().__init__(message)
        self.message = message
        self.reasons = reasons
