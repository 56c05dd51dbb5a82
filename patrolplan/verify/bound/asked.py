"""Requirements in the bound: each row's price pays for what meets it and is paid for what it asks.

**Why that is a bound.** The objective is value - Σ c y over rows, where y = max(0, b - g) is what the
plan's g falls short of the b that is asked for. For any price m with 0 <= m <= c

    - c max(0, b - g)  <=  m (g - b),

since below b the left falls by c for each unit and the right by no more, and from b on the left is 0 and the
right is not negative. So the objective is at most value + Σ m g - Σ m b. For a rule (c infinite) every plan
has g >= b, and any m >= 0 will do. Here g counts the looks that meet a row, or is the value that an area
sees of its own; both are sums over looks and slots, so that the levels bound value + Σ m g as they bound the
value alone: a look earns m for every row that it meets, and what a slot is worth is its weight + Σ m × the
area's part of it. Where a row counts only looks that lie within a span, all that meet the span are counted:
that is more, and so is the bound.

**Successive looks.** `runs` puts two looks of one holder in one sector together where all between is open.
The one look meets all that either met, so no y grows (it may count once where the two counted twice: y is
the same), and no less is seen. The bound holds for the plan with the one look, hence for the other.

**Counting.** A look that meets steps [p, q) meets a row [f, l) unless l <= p or f >= q; never both, since
f < l and p < q. So what it earns is (Σ m over rows with f < q) - (Σ m over rows with l <= p): two tables per
sector, in integers, exact.

**Rounding.** Prices are integers over the scale. A slot's weight is rounded up after every step; as nothing
weighs less than nothing the bound only grows. What is asked of coverage, m × b, is rounded down.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor, isinf

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.requirements import Requirements
from patrolplan.problem.types import Certificate, Problem

IntArray = NDArray[np.int64]


def prices(problem: Problem, certificate: Certificate) -> IntArray:
    """(rows,) the certificate's prices; all 0 where it gives none."""
    if certificate.requirements is None:
        return np.zeros(len(problem.requirements), dtype=np.int64)
    return np.asarray(certificate.requirements, dtype=np.int64)


def fault(problem: Problem, certificate: Certificate) -> str | None:
    """Why the prices prove nothing, in words; None where they do."""
    given, asked = prices(problem, certificate), problem.requirements
    if given.shape != (len(asked),):
        return f"there are {len(given)} prices for {len(asked)} requirements"
    costs = [*asked.meetings.price.tolist(), *(c.price for c in asked.coverages)]
    for row, (price, cost) in enumerate(zip(given.tolist(), costs, strict=True)):
        if price < 0:
            return f"the price {price} of requirement {row} is negative"
        if not isinf(cost) and price > Fraction(cost) * certificate.scale:
            return f"the price {price} of requirement {row} is above that of missing it"
    if int(given.sum(dtype=object)) * (problem.grid.steps + 2) >= 2**61:
        return f"the scale {certificate.scale} is too fine for prices so high"
    return None


def priced_weight(problem: Problem, certificate: Certificate) -> NDArray[np.float64]:
    """(S, K) weight of each slot and what its area's coverage adds to it, rounded up."""
    given = prices(problem, certificate)[len(problem.requirements.meetings) :]
    weight = np.array(problem.weight, dtype=np.float64)
    for price, row in zip(given.tolist(), problem.requirements.coverages, strict=True):
        if price > 0:
            share = np.nextafter(price / certificate.scale, np.inf)
            extra = np.nextafter(share * row.weight, np.inf)
            there = row.weight > 0.0
            sum_ = np.nextafter(weight[row.sector] + extra, np.inf)
            weight[row.sector] = np.where(there, sum_, weight[row.sector])
    return np.ascontiguousarray(weight)


def owed(problem: Problem, certificate: Certificate) -> int:
    """Σ price × what is asked, rounded down: what the bound may take off."""
    given, rows = prices(problem, certificate), problem.requirements
    total = int(given[: len(rows.meetings)].sum(dtype=object))
    for price, row in zip(given[len(rows.meetings) :].tolist(), rows.coverages, strict=True):
        total += floor(Fraction(row.need) * price)
    return total


def bonuses(problem: Problem, certificate: Certificate, mover: int) -> tuple[IntArray, IntArray]:
    """(S, K + 1) each: a look of this mover on steps [p, q) in s earns second[s, q] - first[s, p]."""
    grid, rows = problem.grid, problem.requirements.meetings
    ended = np.zeros((grid.sectors, grid.steps + 1), dtype=np.int64)
    begun = np.zeros((grid.sectors, grid.steps + 1), dtype=np.int64)
    given = prices(problem, certificate)
    for r in np.flatnonzero(given[: len(rows)]).tolist():
        if rows.mover[r] not in (-1, mover):
            continue
        sectors = rows.sector[rows.begin[r] : rows.begin[r + 1]]
        ended[sectors, rows.last[r] :] += given[r]
        begun[sectors, rows.first[r] + 1 :] += given[r]
    return ended, begun


def of_any_mover(asked: Requirements) -> Requirements:
    """The same rows, counting looks of every mover: for a case of a proof, whose movers are others."""
    anybody = np.full(len(asked.meetings), -1, dtype=np.int32)
    return replace(asked, meetings=replace(asked.meetings, mover=anybody))
