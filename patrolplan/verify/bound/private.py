"""One take-off's bid under levels of its own.

Private levels R' >= R hold for one take-off only. **Why they prove a bid.** For a slot and one flight
let p_1 … p_n be the PODs of its looks there, P = 1 - Π(1 - p_i), r = √R, q = √R' >= r. Then

    h_R(P)  <=  Σ h_R(p_i),                                                                    (2)
    h_R(P)  <=  (R' - R) + Σ h_R'(p_i).                                                        (3)

(2): P - R <= Σ h_R(p_i) is inequality (1) of `looks`; (1 - r) P <= (1 - r) Σ p_i <= Σ h_R(p_i).
(3): P - R = (R' - R) + (P - R') <= (R' - R) + Σ h_R'(p_i) by (1) at R'. For (1 - r) P, right minus left is
piecewise linear and convex in each p_i, so p_i in {0, q, 1} decides. One p_i = 1: the left is 1 - r, the
right at least q² - r² + 1 - q² = 1 - r², and r² <= r. n of them q: for n = 0 the left is 0; for n = 1 left is
(1 - r) q, right q² - r² + q - q², and r² <= r q; for n = 2 left is (1 - r)(2q - q²), right 2q - q² - r²,
and r² <= r q <= r (2q - q²); each further look adds (1 - r) q (1 - q)^n <= q (1 - q) to the left, q - q² to
the right.
By (1), with one term for all looks of one flight together, the value of a plan is at most
Σ w R + Σ over flights (and ship tasks) of Σ w h_R(P). A flight's own sum is at most what its looks
earn one by one under R, by (2), and at most cost + what they earn under R', by (3), where
cost = Σ w (R' - R) over the listed slots. Either may be used, flight by flight. So a flight that earns
no more than `claim` under R is bounded by the claim; every other one consists only of looks that lie
on some flight worth more than the claim under R, hence is bounded by cost + the dearest flight made of
such looks under R'. The bid is the larger of the two, or the plain bid under R where that is less.
"""

from __future__ import annotations

import numpy as np

from patrolplan.problem.types import Certificate, Private, Problem

from .compiled import compiled
from .flights import Flying, backward, dearest, forward
from .groups import forward_with_tolls, tolls_of
from .looks import IntArray, Levels, Sight, gain, levels_of


def private_levels(problem: Problem, certificate: Certificate, private: Private) -> tuple[IntArray, IntArray]:
    """Levels for this take-off, never below the common ones, and what each slot's raise costs, rounded up.

    (S, K) both.
    """
    own = certificate.level.copy()
    np.maximum.at(own, (private.sector, private.step), private.level)
    costs = np.zeros_like(own)
    for s, k in np.argwhere(own > certificate.level).tolist():
        numerator, denominator = float(problem.weight[s, k]).as_integer_ratio()
        costs[s, k] = -(-numerator * int(own[s, k] - certificate.level[s, k]) // denominator)
    return own, costs


@compiled
def _sharpened(
    table: IntArray,
    first_edge: int,
    ready: IntArray,
    onward: IntArray,
    claim: int,
    raised: IntArray,
    sight: Sight,
    levels: Levels,
    flying: Flying,
) -> IntArray:
    """Gains under the private levels of the looks that can be part of a flight worth more than the claim."""
    edges, sectors, _ = table.shape
    own = np.full(table.shape, -1, dtype=np.int64)
    step = flying.step
    for i in range(edges):
        a = (first_edge + i) * step
        for s in range(sectors):
            if ready[i, s] < 0:
                continue
            for n in range(flying.shortest[s], min(flying.longest[s], edges - 1 - i) + 1):
                if table[i, s, n] < 0 or onward[i + n, s] < 0:
                    continue
                if ready[i, s] + table[i, s, n] + onward[i + n, s] > claim:
                    own[i, s, n] = table[i, s, n]
                    if raised[s] > 0:
                        own[i, s, n] = gain(sight, levels, s, a, a + n * step)
    return own


def private_bid(
    problem: Problem,
    certificate: Certificate,
    private: Private,
    table: IntArray,
    first_edge: int,
    latest: int,
    sight: Sight,
    flying: Flying,
) -> int:
    """max(claim, the dearest flight under the private levels among those that may pass the claim).

    What a flight pays for those levels is part of what it is worth here.
    """
    ready, _ = forward(table, first_edge, private.takeoff, flying)
    onward = backward(table, first_edge, latest, flying)
    own, costs = private_levels(problem, certificate, private)
    raised = (own > certificate.level).sum(axis=1).astype(np.int64)
    levels = levels_of(problem.weight, own, certificate.scale)
    sharpened = _sharpened(table, first_edge, ready, onward, private.claim, raised, sight, levels, flying)
    tolls = tolls_of(problem, private, costs, (first_edge + np.arange(len(table))) * flying.step)
    if len(tolls.at):
        ended = forward_with_tolls(sharpened, first_edge, private.takeoff, flying, tolls.group, tolls.at)
    else:
        _, ended = forward(sharpened, first_edge, private.takeoff, flying)
    best = dearest(ended, first_edge, latest, flying)
    return private.claim if best < 0 else max(private.claim, tolls.everybody + best)
