"""A choice as a plan file, and the judge's word on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.itineraries import itineraries
from patrolplan.planning.solve import record_of
from patrolplan.problem.types import Choice, Result
from patrolplan.record.types import Record, Source
from patrolplan.verify.rules.judge import Verdict, examine


class NotAPlanError(Exception):
    """A peer's choice breaks rules; the message names them."""


@dataclass(frozen=True)
class Judged:
    """A plan file and what the judge computed from its tasks alone."""

    record: Record
    value: float
    coverage: float


def judged(formulation: Formulation, source: Source, choice: Choice, result: Result, *, seed: int) -> Judged:
    """Say a choice in the planner's words and have it judged. It carries the bound and prices of `result`.

    Raises:
        NotAPlanError: the judge finds a violation, or cannot compute the value.

    """
    said = itineraries(formulation, choice)
    own = replace(result, choice=choice, value=said.value)
    record = record_of(formulation, source, own, said, seed=seed, effort="thorough")
    verdict: Verdict = examine(record)
    if verdict.violations or verdict.figures is None:
        raise NotAPlanError("; ".join(x.message for x in verdict.violations[:5]) or "no value")
    return Judged(record, verdict.figures.value, verdict.figures.coverage)
