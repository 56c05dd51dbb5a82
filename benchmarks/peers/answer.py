"""What a peer hands back."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.problem.types import Choice


@dataclass(frozen=True)
class Answer:
    """A plan, and what a reader of the table should know of how it came about."""

    choice: Choice
    value: float
    """As the peer reckons it; the judge has the last word."""
    notes: str
