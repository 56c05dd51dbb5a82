"""The spans by which tables and heat maps are summed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from patrolplan.record.types import Model, Record

DEFAULT_S: Final = 6 * 3600


@dataclass(frozen=True)
class Period:
    """Steps [first, last) of the horizon; the final period may be shorter."""

    start: datetime
    end: datetime
    first: int
    last: int


def horizon_end(model: Model) -> datetime:
    """When the horizon closes."""
    return model.start + timedelta(seconds=model.slot_s * model.steps)


def step_start(model: Model, step: int) -> datetime:
    """When a step begins."""
    return model.start + timedelta(seconds=model.slot_s * step)


def periods(record: Record) -> tuple[Period, ...]:
    """The horizon cut into spans of the scenario's `period_s`, whole steps each."""
    model = record.model
    length_s = record.scenario.get("horizon", {}).get("period_s", DEFAULT_S)
    steps = max(1, int(length_s) // model.slot_s)
    return tuple(
        Period(step_start(model, first), step_start(model, last), first, last)
        for first in range(0, model.steps, steps)
        for last in (min(first + steps, model.steps),)
    )


def summed(by_step: NDArray[np.float64], spans: tuple[Period, ...]) -> NDArray[np.float64]:
    """(S, K) values per step to (S, P) sums per period."""
    return np.asarray(np.add.reduceat(by_step, [span.first for span in spans], axis=1), dtype=np.float64)
