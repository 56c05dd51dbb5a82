"""What one more look adds, compiled. Times in ticks; POD of a slot from the solver's closed form."""

from __future__ import annotations

import numpy as np

from patrolplan.solver.jit import kernel
from patrolplan.solver.tables import slot_pod

SURE = 60.0
"""Coverage that stands for a POD of 1."""


@kernel
def look_gain(left: np.ndarray, total: np.ndarray, rate: np.ndarray, a: int, b: int, T: int, D: int) -> float:
    """What a look [a, b) adds in a sector where `left` (K,) is still unseen."""
    out = 0.0
    for k in range(max(0, (a - D) // T), min(left.shape[0], (b - 1) // T + 1)):
        if left[k] > 0.0:
            out += left[k] * slot_pod(total, rate, k, a, b, T, D)
    return out


@kernel
def look_cover(
    C: np.ndarray, total: np.ndarray, rate: np.ndarray, a: int, b: int, T: int, D: int, sign: float
) -> None:
    """Add (sign 1) or take away (-1) a look's coverage -ln(1 - POD) in its sector's C (K,)."""
    for k in range(max(0, (a - D) // T), min(C.shape[0], (b - 1) // T + 1)):
        p = slot_pod(total, rate, k, a, b, T, D)
        C[k] += sign * (SURE if p >= 1.0 else -np.log1p(-p))


@kernel
def first_start(
    free: np.ndarray, ready: int, until: int, shortest: int, step: int, T: int
) -> tuple[int, int]:
    """The first start from `ready` on with `shortest` ticks of free slots before `until`, and the last
    tick of that free run; (-1, -1) where there is none. `free` (K,).
    """
    a = -(-max(ready, 0) // step) * step
    while a + shortest <= until:
        k = a // T
        end = k
        while end < free.shape[0] and free[end]:
            end += 1
        last = min(end * T, until)
        if a + shortest <= last:
            return a, last
        a = -(-((max(end, k) + 1) * T) // step) * step
    return -1, -1


@kernel
def next_look(
    left: np.ndarray,
    total: np.ndarray,
    rate: np.ndarray,
    free: np.ndarray,
    ready: np.ndarray,
    until: np.ndarray,
    shortest: np.ndarray,
    longest: int,
    origin: int,
    step: int,
    T: int,
    D: int,
) -> tuple[int, int, int, float]:
    """The look with the most gain per tick from `origin` (when the holder comes free) to its end.

    In each sector: the first start at which it can be had, every length on the step up to `longest`.
    Returns sector, start, end and gain; sector -1 where no look adds anything.
    """
    who, start, end, gain, best = -1, -1, -1, 0.0, 0.0
    for s in range(left.shape[0]):
        shortest_s = -(-shortest[s] // step) * step
        a, last = first_start(free[s], ready[s], until[s], shortest_s, step, T)
        if a < 0:
            continue
        b = a + shortest_s
        while b <= min(last, a + max(longest, shortest_s)):
            g = look_gain(left[s], total[s], rate[s], a, b, T, D)
            if g > best * max(1, b - origin):
                who, start, end, gain, best = s, a, b, g, g / max(1, b - origin)
            b += step
    return who, start, end, gain
