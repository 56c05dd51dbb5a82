"""What one look may earn under the levels: an integer, rounded up, never below the true figure.

**The inequality.** A slot of weight w has a level R in [0, 1], and h_R(p) = max(p - R, (1 - √R) p).
For any probabilities p_1 … p_n

    1 - Π(1 - p_i)  <=  R + Σ h_R(p_i).                                                       (1)

Right minus left is, in each p_i with the others fixed, piecewise linear and convex (h has its one kink
at √R, the product is linear), so its least value is found with every p_i in {0, √R, 1}. If one of them
is 1 the left is 1 and h_R(1) = 1 - R. Otherwise n of them are q = √R with h_R(q) = q - q², and
q² + n (q - q²) - 1 + (1 - q)^n is q² for n = 0, 0 for n = 1 and n = 2, and grows with n after that.
Hence w R paid once, and w h_R(POD) for every look of everybody, is at least what the slot can be worth.

**Rounding.** Let u = 2^-53. Exposure E is summed over at most K + 1 terms, each rounded and perhaps
lifted by one unit (so that E grows wherever the rate is positive), then differenced: it is wrong by
at most 7 u (K + 2) max E. The mean of exp(-x) over a stretch on which x runs evenly from x0 to x1 moves
by no more than x0 and x1 do. exp, expm1, the division, at most six stretches and their sum add less
than 40 u; level / scale, its root and the last steps of h less than 8 u more. So h comes out wrong
by less than `epsilon` = u (7 (K + 2) max E + 64), which is added before it is multiplied by w × scale;
that product is lifted by one part in 10^15 and rounded up.
"""

from __future__ import annotations

from math import ceil, exp, expm1
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Grid, Mover

from .compiled import compiled

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

UNIT = 2.0**-53


class Levels(NamedTuple):
    """Levels as the kernels want them (a named tuple, since numba takes those), all (S, K)."""

    level: FloatArray
    """R."""
    slope: FloatArray
    """1 - √R, rounded up."""
    worth: FloatArray
    """weight × scale; 0 where R is 1, since h is nought there and a look earns nothing."""


class Sight(NamedTuple):
    """What a mover sees."""

    exposure: FloatArray
    """(S, horizon + 1) E at every tick."""
    epsilon: float
    """More than h can be wrong by, see above."""
    slot_ticks: int
    stay: int
    """D in ticks."""
    ended: IntArray
    """(S, K + 1) a look on steps [p, q) earns `begun[s, q] - ended[s, p]` beside what it sees (`asked`)."""
    begun: IntArray


def levels_of(weight: FloatArray, level: IntArray, scale: int) -> Levels:
    """Levels from integers 0 … scale."""
    share = level / scale
    root = np.nextafter(np.sqrt(np.nextafter(share, 0.0)), 0.0)
    worth = np.where(level >= scale, 0.0, weight * float(scale))
    return Levels(share, 1.0 - np.maximum(root, 0.0), np.ascontiguousarray(worth))


@compiled
def _exposure(rate: FloatArray, slot_ticks: int) -> FloatArray:
    sectors, steps = rate.shape
    E = np.zeros((sectors, steps * slot_ticks + 1))
    for s in range(sectors):
        opening = 0.0
        for k in range(steps):
            for j in range(1, slot_ticks + 1):
                t = k * slot_ticks + j
                E[s, t] = opening + j * rate[s, k]
                if rate[s, k] > 0.0 and E[s, t] <= E[s, t - 1]:
                    E[s, t] = np.nextafter(E[s, t - 1], np.inf)
            opening = E[s, (k + 1) * slot_ticks]
    return E


def sight_of(mover: Mover, grid: Grid, bonuses: tuple[IntArray, IntArray] | None = None) -> Sight:
    """Exposure of a mover and the epsilon that covers every rounding in h (see above).

    `bonuses`: what its looks earn by meeting requirements (see `asked.bonuses`); none where left out.
    """
    none = np.zeros((grid.sectors, grid.steps + 1), dtype=np.int64)
    ended, begun = bonuses or (none, none)
    E = _exposure(np.ascontiguousarray(mover.rate, dtype=np.float64), grid.slot_ticks)
    epsilon = UNIT * (7.0 * (grid.steps + 2) * float(E.max()) + 64.0)
    return Sight(E, epsilon, grid.slot_ticks, grid.stay, ended, begun)


@compiled
def pod(E: FloatArray, slot_ticks: int, stay: int, a: int, b: int, k: int) -> float:
    """POD of the look [a, b) for what begins in slot k: the mean over beginnings u in the slot.

    A thing that begins at u meets exposure X(u) = E(min(u + D, b)) - E(max(u, a)), 0 where that span
    is empty. Cut at a, b, a - D and b - D the slot falls into stretches on which X is a straight
    line, since D is a whole number of slots and the rate is constant within each.
    """
    right = (k + 1) * slot_ticks
    missed = 0.0
    lo = k * slot_ticks
    while lo < right:
        hi = right
        for cut in (a, b, a - stay, b - stay):
            if lo < cut < hi:
                hi = cut
        x0 = x1 = 0.0
        if min(lo + stay, b) > max(lo, a):
            x0 = E[min(lo + stay, b)] - E[max(lo, a)]
        if min(hi + stay, b) > max(hi, a):
            x1 = E[min(hi + stay, b)] - E[max(hi, a)]
        run = abs(x1 - x0)
        mean = exp(-min(x0, x1))
        if run > 0.0:
            mean *= -expm1(-run) / run
        missed += (hi - lo) * mean
        lo = hi
    return 1.0 - missed / slot_ticks


@compiled
def gain(sight: Sight, levels: Levels, s: int, a: int, b: int) -> int:
    """Σ over slots of ceil(scale · w · h_R(POD)) for the look [a, b) in sector s, and what it earns by
    meeting requirements.
    """
    E, slot_ticks, stay = sight.exposure[s], sight.slot_ticks, sight.stay
    total = int(sight.begun[s, (b + slot_ticks - 1) // slot_ticks] - sight.ended[s, a // slot_ticks])
    for k in range(max(0, a - stay) // slot_ticks, (b + slot_ticks - 1) // slot_ticks):
        worth = levels.worth[s, k]
        if worth == 0.0:
            continue
        # nothing can be seen of this slot unless the rate is positive somewhere that both meet
        if E[min((k + 1) * slot_ticks + stay, b)] == E[max(k * slot_ticks, a)]:
            continue
        p = pod(E, slot_ticks, stay, a, b, k)
        h = max(p - levels.level[s, k], levels.slope[s, k] * p) + sight.epsilon
        total += ceil(worth * h * (1.0 + 1e-15))
    return total
