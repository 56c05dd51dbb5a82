"""Tampered plans as a Hypothesis strategy: which plan, which way to tamper, and every choice that it makes.

The choices are Hypothesis's own, so a plan that is judged wrongly shrinks to a plainer one. Library code: any
plans that keep every rule will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hypothesis import assume
from hypothesis import strategies as st

from patrolplan.record.types import Record
from tests.verify.mutations.kinds import Mutation

TRIES = 3
"""A plan to which a mutation does not apply at so many tries is not asked again."""


@dataclass(frozen=True)
class Tampered:
    """A plan that somebody has tampered with."""

    mutation: Mutation
    plan: int
    """Which of the plans it was."""
    record: Record

    def __repr__(self) -> str:
        """Short: the record is long."""
        return f"<{self.mutation} on plan {self.plan}, which must break {self.mutation.breaks or 'nothing'}>"


def pairs(plans: Sequence[Record], mutations: Sequence[Mutation]) -> list[tuple[Mutation, int]]:
    """Every mutation with each plan that lends itself to it, in order."""
    return [
        (mutation, n)
        for mutation in mutations
        for n, plan in enumerate(plans)
        if any(mutation.apply(plan, Random(seed)) is not None for seed in range(TRIES))
    ]


def tampered(plans: Sequence[Record], mutations: Sequence[Mutation]) -> st.SearchStrategy[Tampered]:
    """Plans tampered with in one way each. All ways are as likely, whatever number of plans they apply to."""
    applicable = pairs(plans, mutations)
    by_kind: dict[str, list[tuple[Mutation, int]]] = {}
    for mutation, n in applicable:
        by_kind.setdefault(mutation.name, []).append((mutation, n))

    @st.composite
    def one(draw: st.DrawFn) -> Tampered:
        kind = draw(st.sampled_from(sorted(by_kind)))
        mutation, n = draw(st.sampled_from(by_kind[kind]))
        record = mutation.apply(plans[n], draw(st.randoms(use_true_random=False)))
        assume(record is not None)
        assert record is not None
        return Tampered(mutation, n, record)

    return one()
