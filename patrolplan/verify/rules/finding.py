"""What the judge says: frozen data, no rendering.

A rule is a function of a case that returns an `Outcome`: how many things it looked at and the
breaches it found. The judge stamps each breach with its rule and makes it a `Finding`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LonLat = tuple[float, float]

Severity = Literal["violation", "advice"]
"""A violation fails the plan; advice is worth a planner's look."""


@dataclass(frozen=True)
class Breach:
    """One thing that a rule found wrong, before the rule's name is put to it."""

    message: str
    """In planner's words: who, where, when, how much."""
    tasks: tuple[str, ...] = ()
    """Ids of the tasks involved."""
    legs: tuple[str, ...] = ()
    """Ids of the legs involved."""
    place: LonLat | None = None
    start: datetime | None = None
    end: datetime | None = None
    measured: float | None = None
    limit: float | None = None
    unit: str = ""
    """Of `measured` and `limit`."""


@dataclass(frozen=True)
class Outcome:
    """What one rule made of a case."""

    checked: int
    """How many things the rule looked at (see `Rule.counts`)."""
    breaches: tuple[Breach, ...]


@dataclass(frozen=True)
class Finding:
    """A breach with the rule that it breaks."""

    id: str
    clause: str
    message: str
    severity: Severity
    tasks: tuple[str, ...] = ()
    legs: tuple[str, ...] = ()
    place: LonLat | None = None
    start: datetime | None = None
    end: datetime | None = None
    measured: float | None = None
    limit: float | None = None
    unit: str = ""


def outcome(checked: int, breaches: Iterable[Breach]) -> Outcome:
    """An outcome from anything that yields breaches."""
    return Outcome(checked, tuple(breaches))
