"""What a look earns at given weights and levels: from POD tables to the arrays that chains read.

With weight w and root level r of each slot (level R = r², h(p) = max(p - r², (1 - r) p)) a look
[a, b) earns the sum of w h(POD) over its slots. At r = 0 that is the plain worth w * POD, which with
w = lambda * exp(-C of the others) is a best response; with w = lambda it is a bid for the bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.jit import inlined, kernel
from patrolplan.solver.tables import Tables, back_offset


@dataclass
class Bonus:
    """What looks earn beside what they see (see `asked`): by first and last slot, and within spans."""

    ended: NDArray[np.float64] | None = None
    """(n, K + 1) taken off by a look's first slot; None: nothing is earned."""
    begun: NDArray[np.float64] | None = None
    """(n, K + 1) added by the slot after its last."""
    spans: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 4)))
    """(m, 4) sector, first and last unit, what a look within earns."""


@dataclass(frozen=True)
class Gains:
    """Of n sectors over N units: a look [a, a + size) earns `look[s, a, size]` up to the longest explicit
    size, beyond it `begun[s, a] + until[s, a + size]`.
    """

    look: NDArray[np.float64]
    begun: NDArray[np.float64]
    until: NDArray[np.float64]
    bonus: Bonus = field(default_factory=Bonus)
    """Added by every `fill`."""


@inlined
def worth(p: float, r: float) -> float:
    """h(p) at root level r."""
    return max(p - r * r, (1.0 - r) * p)


@kernel
def sector_gains(
    on: np.ndarray,
    back: np.ndarray,
    cut: np.ndarray,
    weight: np.ndarray,
    root: np.ndarray,
    T: int,
    D: int,
    shortest: int,
    longest: int,
    first: int,
    last: int,
    look: np.ndarray,
    begun: np.ndarray,
    until: np.ndarray,
) -> None:
    """Fill one sector's rows for looks that begin in [first, last) units and end by `last`."""
    K = weight.shape[0]
    Dn = D // T
    lo_slot = max(0, first // T - Dn - 1)
    sure = np.zeros(K + 1)  # prefix sums of what a saturated slot earns
    for k in range(lo_slot, K):
        sure[k + 1] = sure[k] + weight[k] * worth(on[k, D + T], root[k])
        if k * T > last:
            break
    width = Dn + 2
    tail = np.zeros((last - first + 1, width))  # earned by the last n slots on station, by end b
    for b in range(first + 1, last + 1):
        c = (b - 1) // T
        total = 0.0
        for n in range(1, width):
            k = c - n + 1
            if k < 0:
                tail[b - first, n] = total
                continue
            i = min(b - k * T, D + T)
            total += weight[k] * worth(on[k, i], root[k])
            tail[b - first, n] = total
        base = c - Dn
        until[b] = total + (sure[base] if base > 0 else 0.0)
    reach = np.zeros(D + T + 1)
    for a in range(first, last):
        q = a // T
        f = a - q * T
        top = min(longest, last - a)
        for i in range(D + T + 1):
            reach[i] = 0.0
        for j in range(1, Dn + 1):
            k = q - j
            if k < 0:
                break
            w = weight[k]
            if w == 0.0:
                continue
            r = root[k]
            at = back_offset(j, T, D) - 1
            lim = D + T * (1 - j) - f
            h = 0.0
            for i in range(1, lim + 1):
                h = w * worth(back[a, at + i], r)
                reach[i] += h
            for i in range(lim + 1, D + T + 1):
                reach[i] += h
        if f > 0:
            w = weight[q]
            r = root[q]
            for i in range(1, D + T + 1):
                reach[i] += w * worth(cut[a, i], r)
            c0 = q + 1
        else:
            c0 = q
        for size in range(shortest, top + 1):
            b = a + size
            n = (b - 1) // T - c0 + 1
            gain = reach[min(size, D + T)]
            if n > 0:
                if n < width:
                    gain += tail[b - first, n]
                else:
                    gain += until[b] - sure[c0]
            look[a, size] = gain
        begun[a] = reach[D + T] - sure[c0]


@kernel
def all_gains(
    on: np.ndarray,
    back: np.ndarray,
    cut: np.ndarray,
    weight: np.ndarray,
    root: np.ndarray,
    T: int,
    D: int,
    shortest: np.ndarray,
    longest: int,
    first: int,
    last: int,
    rows: np.ndarray,
    look: np.ndarray,
    begun: np.ndarray,
    until: np.ndarray,
) -> None:
    """`sector_gains` for each of `rows`."""
    for x in range(rows.shape[0]):
        s = rows[x]
        sector_gains(
            on[s], back[s], cut[s], weight[s], root[s], T, D, shortest[s], longest, first, last,
            look[s], begun[s], until[s],
        )  # fmt: skip


@kernel
def add_bonus(
    ended: np.ndarray,
    begun_by: np.ndarray,
    spans: np.ndarray,
    T: int,
    shortest: np.ndarray,
    longest: int,
    first: int,
    last: int,
    rows: np.ndarray,
    look: np.ndarray,
    begun: np.ndarray,
    until: np.ndarray,
) -> None:
    """Add to freshly filled gains what looks earn beside what they see."""
    inside = np.zeros(look.shape[0], np.bool_)
    for x in range(rows.shape[0]):
        s = rows[x]
        inside[s] = True
        for b in range(first + 1, last + 1):
            until[s, b] += begun_by[s, (b - 1) // T + 1]
        for a in range(first, last):
            off = ended[s, a // T]
            begun[s, a] -= off
            for size in range(shortest[s], min(longest, last - a) + 1):
                look[s, a, size] += begun_by[s, (a + size - 1) // T + 1] - off
    for m in range(spans.shape[0]):
        s = int(spans[m, 0])
        if not inside[s]:
            continue
        begin, end = max(first, int(spans[m, 1])), min(last, int(spans[m, 2]))
        for a in range(begin, end):
            for size in range(shortest[s], min(longest, end - a) + 1):
                look[s, a, size] += spans[m, 3]


def blank(tables: Tables) -> Gains:
    """Arrays to be filled by `fill`."""
    n, K = tables.on.shape[:2]
    N = K * tables.T
    return Gains(np.zeros((n, N, tables.longest + 1)), np.zeros((n, N + 1)), np.zeros((n, N + 1)))


def fill(
    gains: Gains,
    tables: Tables,
    weight: NDArray[np.float64],
    root: NDArray[np.float64],
    first: int = 0,
    last: int = -1,
    rows: NDArray[np.int64] | None = None,
) -> Gains:
    """Price every look inside [first, last) units; `weight` and `root` are (n, K)."""
    n, K = tables.on.shape[:2]
    end = K * tables.T if last < 0 else last
    which = np.arange(n) if rows is None else rows
    all_gains(
        tables.on, tables.back, tables.cut, weight, root, tables.T, tables.D, tables.shortest,
        tables.longest, first, end, which, gains.look, gains.begun, gains.until,
    )  # fmt: skip
    bonus = gains.bonus
    if bonus.ended is not None and bonus.begun is not None:
        add_bonus(
            bonus.ended, bonus.begun, bonus.spans, tables.T, tables.shortest, tables.longest, first, end,
            which, gains.look, gains.begun, gains.until,
        )  # fmt: skip
    return gains
