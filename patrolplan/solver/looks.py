"""What given looks do to the water: coverage added or taken away, and their joint worth.

Coverage C = -ln(1 - POD) adds over looks, so that a slot's miss probability is exp(-C).
"""

from __future__ import annotations

import numpy as np

from patrolplan.solver.gains import worth
from patrolplan.solver.jit import inlined, kernel
from patrolplan.solver.tables import slot_pod

SURE = 60.0
"""Coverage that stands for a POD of 1 (certain looks): exp(-60) is nothing, and sums stay finite."""


@kernel
def cover(
    C: np.ndarray, total: np.ndarray, rate: np.ndarray, looks: np.ndarray, T: int, D: int, sign: float
) -> None:
    """Add (sign 1) or take away (sign -1) what `looks` (m, 3) contribute to C (n, K)."""
    K = C.shape[1]
    for x in range(looks.shape[0]):
        s = looks[x, 0]
        a = looks[x, 1]
        b = looks[x, 2]
        for k in range(max(0, (a - D) // T), min(K, (b - 1) // T + 1)):
            p = slot_pod(total[s], rate[s], k, a, b, T, D)
            c = SURE if p >= 1.0 else -np.log1p(-p)
            C[s, k] += sign * c


@kernel
def highest(top: np.ndarray, total: np.ndarray, rate: np.ndarray, looks: np.ndarray, T: int, D: int) -> None:
    """Raise top (n, K) to the POD of any of `looks` on each slot."""
    K = top.shape[1]
    for x in range(looks.shape[0]):
        s = looks[x, 0]
        for k in range(max(0, (looks[x, 1] - D) // T), min(K, (looks[x, 2] - 1) // T + 1)):
            p = slot_pod(total[s], rate[s], k, looks[x, 1], looks[x, 2], T, D)
            if p > top[s, k]:
                top[s, k] = p


@kernel
def clear(C: np.ndarray, looks: np.ndarray, T: int, D: int) -> None:
    """Zero the slots that `looks` may have touched."""
    K = C.shape[1]
    for x in range(looks.shape[0]):
        for k in range(max(0, (looks[x, 1] - D) // T), min(K, (looks[x, 2] - 1) // T + 1)):
            C[looks[x, 0], k] = 0.0


@kernel
def hold(owner: np.ndarray, looks: np.ndarray, T: int, who: int) -> None:
    """Write `who` into the slots that `looks` meet (-1 frees them)."""
    for x in range(looks.shape[0]):
        for k in range(looks[x, 1] // T, (looks[x, 2] - 1) // T + 1):
            owner[looks[x, 0], k] = who


@kernel
def meets_twice(looks: np.ndarray, T: int) -> bool:
    """Do two of one holder's looks meet the same slot? (A rule that chains do not know.)"""
    for x in range(looks.shape[0]):
        for y in range(x):
            if looks[x, 0] == looks[y, 0] and looks[x, 1] // T <= (looks[y, 2] - 1) // T:
                return True
    return False


@kernel
def joint_worth(
    C: np.ndarray,
    total: np.ndarray,
    rate: np.ndarray,
    looks: np.ndarray,
    T: int,
    D: int,
    weight: np.ndarray,
    root: np.ndarray,
) -> float:
    """Sum of w h(P), P the joint POD of one holder's looks on each slot. C must be zero there; it is
    zero again afterwards.
    """
    cover(C, total, rate, looks, T, D, 1.0)
    K = C.shape[1]
    out = 0.0
    for x in range(looks.shape[0]):
        s = looks[x, 0]
        for k in range(max(0, (looks[x, 1] - D) // T), min(K, (looks[x, 2] - 1) // T + 1)):
            if C[s, k] > 0.0:
                out += weight[s, k] * worth(-np.expm1(-C[s, k]), root[s, k])
                C[s, k] = 0.0
    clear(C, looks, T, D)
    return out


@kernel
def value_of(weight: np.ndarray, C: np.ndarray) -> float:
    """Sum of w (1 - exp(-C)) over all slots."""
    out = 0.0
    for s in range(C.shape[0]):
        for k in range(C.shape[1]):
            if C[s, k] > 0.0:
                out -= weight[s, k] * np.expm1(-C[s, k])
    return out


@inlined
def pull(p: float, r: float) -> float:
    """How much one look of POD p lowers the bound per unit of level: -dh/dR at R = r²."""
    return 1.0 if p >= r else p / (2.0 * r)


@kernel
def slope(
    g: np.ndarray,
    total: np.ndarray,
    rate: np.ndarray,
    looks: np.ndarray,
    T: int,
    D: int,
    root: np.ndarray,
    times: float,
) -> None:
    """Take from g (n, K) `times` each look's part of the bound's slope in the level, per unit of
    weight.
    """
    K = g.shape[1]
    for x in range(looks.shape[0]):
        s = looks[x, 0]
        a = looks[x, 1]
        b = looks[x, 2]
        for k in range(max(0, (a - D) // T), min(K, (b - 1) // T + 1)):
            p = slot_pod(total[s], rate[s], k, a, b, T, D)
            g[s, k] -= times * pull(p, root[s, k])


@kernel
def slope_joint(
    g: np.ndarray,
    C: np.ndarray,
    total: np.ndarray,
    rate: np.ndarray,
    looks: np.ndarray,
    T: int,
    D: int,
    root: np.ndarray,
    times: float,
) -> None:
    """As `slope`, for the joint POD of one holder's looks. C zero before and after."""
    cover(C, total, rate, looks, T, D, 1.0)
    K = C.shape[1]
    for x in range(looks.shape[0]):
        s = looks[x, 0]
        for k in range(max(0, (looks[x, 1] - D) // T), min(K, (looks[x, 2] - 1) // T + 1)):
            if C[s, k] > 0.0:
                g[s, k] -= times * pull(-np.expm1(-C[s, k]), root[s, k])
                C[s, k] = 0.0
    clear(C, looks, T, D)
