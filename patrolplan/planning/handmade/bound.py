"""The bound of a plan that was solved, borrowed for one that people made for the same scenario."""

from __future__ import annotations

from dataclasses import replace

from patrolplan.planning.score import gap_of
from patrolplan.record.types import Record


def with_bound(record: Record, solved: Record | None, broken: bool) -> tuple[Record, str]:
    """The record with bound, gap and prices of a solved plan, or without; and a sentence that says which.

    The bound is of the plans that keep every rule of the scenario, the grid of times among them; of one that
    breaks a rule, or lies off the grid, it says nothing.

    Args:
        record: a plan made by hand.
        solved: one that was solved; None: there is none.
        broken: whether the judge found a rule broken: the grid, or another.

    """
    if solved is None:
        reason = "no gap: there is no solved plan to take a bound from (--against PLAN.json)"
    elif solved.scenario != record.scenario:
        reason = "no gap: the solved plan is of another scenario"
    elif solved.score.bound is None or solved.prices is None:
        reason = "no gap: the solved plan has no bound"
    elif broken:
        reason = "no gap: the bound is of plans that keep every rule, the grid of times among them"
    else:
        bound = solved.score.bound
        score = replace(
            record.score,
            bound=bound,
            gap=gap_of(record.score.value, record.score.objective, bound),
        )
        said = "the bound is that of the solved plan"
        return replace(_noted(record, said), score=score, prices=solved.prices), said
    return _noted(record, reason), reason


def _noted(record: Record, words: str) -> Record:
    return replace(record, run=replace(record.run, remarks=(*record.run.remarks, words)))
