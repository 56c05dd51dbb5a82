"""The bound of a plan file, proved again from its scenario and its prices alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from patrolplan.record.types import Record

if TYPE_CHECKING:
    from .oracle import BoundParts

RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""How far the oracle's bound may lie above the plan's: a float's rounding, no more."""
CLOSED = 1e-6
"""A bound nearer to the objective than this closes the gap."""


@dataclass(frozen=True)
class Confirmation:
    """What the oracle says of a plan's bound; all figures in what the areas count."""

    value: float
    """What the plan says that it is worth."""
    claimed: float | None
    """The bound that the plan claims."""
    confirmed: float | None
    """The bound that its prices prove; None where they prove none."""
    gap: float | None
    """(confirmed - objective) / value; 0 when the difference is under 1e-6, None when value is 0."""
    fault: str | None
    """Why the claim does not stand, in words; None where it does."""
    parts: BoundParts | None = None

    @property
    def stands(self) -> bool:
        """Whether the claim is proved."""
        return self.fault is None


def confirm(record: Record) -> Confirmation:
    """Build water and problem again from the embedded scenario and prove the bound from the prices.

    Whatever is wrong with the record is told in `fault`; nothing is raised for it.
    """
    from patrolplan.formulation.build import formulate
    from patrolplan.scenario.resolved import from_json
    from patrolplan.sea.build import build_water

    from .oracle import bound
    from .prices import certificate_of

    score = record.score
    if record.prices is None:
        fault = None if score.bound is None else "the plan claims a bound but carries no prices to prove it"
        return Confirmation(score.value, score.bound, None, None, fault)
    try:
        scenario = from_json(record.scenario)
        formulation = formulate(scenario, build_water(scenario))
        clock, model = formulation.clock, record.model
        ours = (clock.start, clock.tick_s, clock.slot_ticks * clock.tick_s, clock.steps, scenario.stay_s)
        if ours != (model.start, model.tick_s, model.slot_s, model.steps, model.stay_s):
            raise ValueError("the plan's model is not that of its scenario")
        ids = tuple(sector.id for sector in formulation.water.sectors)
        opening, tick = clock.start, timedelta(seconds=clock.tick_s)
        certificate = certificate_of(record.prices, formulation.problem, ids, opening, tick)
        parts = bound(formulation.problem, certificate)
    except ValueError as error:
        return Confirmation(score.value, score.bound, None, None, f"no bound can be proved: {error}")
    proved = parts.value
    return Confirmation(
        score.value,
        score.bound,
        proved,
        _gap(score.value, score.objective, proved),
        _fault(record, proved),
        parts,
    )


def _gap(value: float, objective: float, proved: float) -> float | None:
    if proved - objective < CLOSED:
        return 0.0
    return (proved - objective) / value if value > 0.0 else None


def _fault(record: Record, proved: float) -> str | None:
    claimed, objective = record.score.bound, record.score.objective
    if claimed is not None and proved > claimed + RELATIVE * abs(claimed) + ABSOLUTE:
        return f"the plan claims a bound of {claimed:.12g}, its prices prove only {proved:.12g}"
    if objective > proved + RELATIVE * abs(proved) + ABSOLUTE:
        return f"the plan claims to be worth {objective:.12g}, but no plan can exceed {proved:.12g}"
    return None
