"""What is asked for and missed, as the judge counts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Missed:
    """One thing that is asked for, and what the tasks leave short of it (0: nothing)."""

    name: str
    amount: float
    unit: str
    price: float

    @property
    def cost(self) -> float:
        """What the shortfall takes off the objective."""
        return self.amount * self.price
