"""POD tables: what any look sees, once and for all.

Units: a mover's own step (a whole slot for ships, a tick for aircraft). T units make a slot, a thing
stays D units (a multiple of T). Of a look [a, b) the slots split into three kinds, and each POD
depends on less than (a, b):

* slots that begin at or after a: only on b, until it saturates D + T after the slot's beginning;
* slots that end at or before a (reached back to): on a and b, saturated once the last thing begun
  there is gone;
* the one slot that a cuts, where a is no slot edge.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Grid, Mover
from patrolplan.solver.jit import inlined, kernel


@dataclass(frozen=True)
class Tables:
    """PODs of one mover over some sectors. n sectors, K steps, N = K * T units."""

    T: int
    D: int
    longest: int
    """Longest explicit look in units: beyond it each unit adds what no longer depends on a."""
    shortest: NDArray[np.int32]
    """(n,) minimum on task in units."""
    on: NDArray[np.float64]
    """(n, K, D + T + 1) POD of slot k for a look that began by k's beginning, by units since then."""
    back: NDArray[np.float64]
    """(n, N, L) PODs of slots reached back to, rows laid end to end (see `back_offsets`)."""
    cut: NDArray[np.float64]
    """(n, N, D + T + 1) POD of the slot that a cuts, by length of look; 0 where a is a slot edge."""


@kernel
def _decay(exponent: float, slope: float, length: float) -> float:
    """Integral over [0, length] of 1 - exp(-(exponent + slope * x))."""
    z = slope * length
    if z < 0.0:  # from the end where the exponent is least, so that nothing overflows
        exponent += z
        z = -z
    shape = 1.0 - z / 2.0 + z * z / 6.0 if z < 1e-5 else -np.expm1(-z) / z
    return float(length - np.exp(-exponent) * length * shape)


@kernel
def _sum_to(total: np.ndarray, rate: np.ndarray, t: float, T: int) -> float:
    """E(t): coverage from the horizon's opening to unit t."""
    k = int(t // T)
    if k >= rate.shape[0]:
        return float(total[rate.shape[0]])
    return float(total[k] + rate[k] * (t - k * T))


@kernel
def slot_pod(total: np.ndarray, rate: np.ndarray, k: int, a: int, b: int, T: int, D: int) -> float:
    """POD of a look [a, b) for what begins in slot k: mean over the slot, exact.

    `total` (K + 1,) coverage at slot edges, `rate` (K,) coverage per unit. Within a slot the
    exposure E(min(u + D, b)) - E(max(u, a)) is linear between the breakpoints a, b and b - D.
    """
    K = rate.shape[0]
    lo = max(k * T, a - D)
    hi = min((k + 1) * T, b)
    mass = 0.0
    left = lo
    while left < hi:
        right = hi
        if left < a < right:
            right = a
        if left < b - D < right:
            right = b - D
        early = left + D < b  # gone before the look ends, on this whole piece
        if early:
            upper = _sum_to(total, rate, left + D, T)
            j = k + D // T
            up = rate[j] if j < K else 0.0
        else:
            upper = _sum_to(total, rate, b, T)
            up = 0.0
        if left >= a:
            lower = _sum_to(total, rate, left, T)
            down = rate[k]
        else:
            lower = _sum_to(total, rate, a, T)
            down = 0.0
        mass += _decay(upper - lower, up - down, float(right - left))
        left = right
    return max(0.0, mass / T)


@kernel
def back_offset(j: int, T: int, D: int) -> int:
    """Where the row of the j-th slot before a begins (j from 1) in `Tables.back`."""
    # row j holds lengths 1 .. D + T(1 - j)
    return (j - 1) * D - T * (j - 1) * (j - 2) // 2


@inlined
def table_pod(
    on: np.ndarray, back: np.ndarray, cut: np.ndarray, k: int, a: int, size: int, T: int, D: int
) -> float:
    """`slot_pod` of a look [a, a + size) read from one sector's tables; k one of the slots it may see."""
    q = a // T
    f = a - q * T
    if k > q or (f == 0 and k == q):
        return float(on[k, min(a + size - k * T, D + T)])
    if k == q:
        return float(cut[a, min(size, D + T)])
    j = q - k
    return float(back[a, back_offset(j, T, D) - 1 + min(size, D + T * (1 - j) - f)])


@kernel
def _like(rate: np.ndarray, k: int, Dn: int) -> int:
    """An earlier slot round which rates run as they do round slot k, so that its PODs are the same: as far
    before and after as looks from there reach; -1 where there is none.
    """
    K = rate.shape[0]
    if k - Dn < 1 or k + Dn + 2 > K:
        return -1
    for other in range(k - 1, Dn - 1, -1):
        same = True
        for i in range(-Dn, Dn + 2):
            if rate[other + i] != rate[k + i]:
                same = False
                break
        if same:
            return other
    return -1


@kernel
def _fill(
    rate: np.ndarray, T: int, D: int, longest: int, on: np.ndarray, back: np.ndarray, cut: np.ndarray
) -> None:
    n, K = rate.shape
    N = K * T
    total = np.zeros(K + 1)
    for s in range(n):
        for k in range(K):
            total[k + 1] = total[k] + rate[s, k] * T
        like = np.empty(K, np.int64)  # days are much alike: most PODs are known from the day before
        for k in range(K):
            like[k] = _like(rate[s], k, D // T)
            if like[k] >= 0:
                for i in range(D + T + 1):  # loops: numba takes seconds to compile an assignment of slices
                    on[s, k, i] = on[s, like[k], i]
                continue
            for i in range(1, D + T + 1):
                b = min(k * T + i, N)
                on[s, k, i] = slot_pod(total, rate[s], k, k * T, b, T, D)
        for a in range(N):
            q = a // T
            f = a - q * T
            if like[q] >= 0:
                same = like[q] * T + f
                for i in range(back.shape[2]):
                    back[s, a, i] = back[s, same, i]
                if f > 0:
                    for i in range(cut.shape[2]):
                        cut[s, a, i] = cut[s, same, i]
                continue
            for j in range(1, D // T + 1):
                k = q - j
                if k < 0:
                    break
                at = back_offset(j, T, D)
                last = D + T * (1 - j) - f
                p = 0.0
                for i in range(1, D + T * (1 - j) + 1):
                    if i <= last and a + i <= N:
                        p = slot_pod(total, rate[s], k, a, a + i, T, D)
                    back[s, a, at + i - 1] = p
            if f > 0:
                p = 0.0
                for i in range(1, D + T + 1):
                    if a + i <= N:
                        p = slot_pod(total, rate[s], q, a, a + i, T, D)
                    cut[s, a, i] = p


def build(grid: Grid, mover: Mover, sectors: NDArray[np.int64]) -> Tables:
    """Tables of `mover` over `sectors` (rows of the problem)."""
    T = grid.slot_ticks // mover.step
    D = grid.stay_steps * T
    n, K = len(sectors), grid.steps
    rate = np.ascontiguousarray(mover.rate[sectors] * mover.step)
    # a minimum beyond the horizon cannot be met: no need for explicit looks as long as that
    N = grid.steps * T
    shortest = np.minimum(-(-mover.min_task[sectors] // mover.step), N + 1)
    row = back_offset(grid.stay_steps + 1, T, D)
    on = np.zeros((n, K, D + T + 1), np.float64)
    back = np.zeros((n, K * T, max(row, 1)), np.float64)
    cut = np.zeros((n, K * T if T > 1 else 0, D + T + 1), np.float64)
    longest = max(D + T, int(shortest[shortest <= N].max(initial=1)))
    _fill(rate, T, D, longest, on, back, cut)
    return Tables(T, D, longest, shortest.astype(np.int32), on, back, cut)
