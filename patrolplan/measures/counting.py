"""What the figures of a plan count."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.record.types import Record


@dataclass(frozen=True)
class Counting:
    """Words for what a plan counts."""

    what: str
    """Plural, for sentences: "transfers"."""
    by_rate: bool
    """True where the areas give transfers per day, False where they give priorities."""


def counting(record: Record) -> Counting:
    """What value and total count: transfers, or watched water weighed by priority × nm² × days."""
    areas = record.scenario.get("areas", {}).values()
    by_rate = any(area.get("transfers_per_day") is not None for area in areas)
    return Counting("transfers", True) if by_rate else Counting("weighted beginnings", False)
