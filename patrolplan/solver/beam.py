"""Flights that know what they have seen: labels over (sector, time), the best few kept at each.

A label is a flight so far, worth what its looks jointly see. A further look in water that the flight
saw within the stay earns only what is left there, slot by slot. Without a limit on the labels kept this
would be exact; with a few at each place it is a strong construction, checked by nothing but its own
value, which is exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import MoverArena
from patrolplan.solver.gains import Gains, worth
from patrolplan.solver.jit import kernel
from patrolplan.solver.lattice import Window
from patrolplan.solver.tables import table_pod


@kernel
def _grow(
    first: int,
    last: int,
    T: int,
    D: int,
    entry: np.ndarray,
    leave: np.ndarray,
    shortest: np.ndarray,
    longest: int,
    rows: np.ndarray,
    free: np.ndarray,
    lag: np.ndarray,
    timed: np.ndarray,
    look: np.ndarray,
    begun: np.ndarray,
    until: np.ndarray,
    weight: np.ndarray,
    root: np.ndarray,
    on: np.ndarray,
    back: np.ndarray,
    cut: np.ndarray,
    ahead: np.ndarray,
    after: np.ndarray,
    floor: float,
    keep: int,
    limit: int,
) -> np.ndarray:
    """The looks of the best label; see the module."""
    R = rows.shape[0]
    n = lag.shape[0]
    span = last - first + 1
    place = np.full(n, -1, np.int64)
    for x in range(R):
        place[rows[x]] = x
    opens = np.full((R, span), last, np.int64)  # from when on a shortest look fits, at t or later
    for x in range(R):
        d = rows[x]
        for t in range(last - 1, first - 1, -1):
            opens[x, t - first] = t if free[d, t] >= shortest[d] else opens[x, t + 1 - first]
    hours = np.empty((timed.shape[0], 5), np.int64)  # the ways with hours between `rows`, by place
    ways = 0
    for i in range(timed.shape[0]):
        if place[timed[i, 0]] >= 0 and place[timed[i, 1]] >= 0:
            for j in range(5):
                hours[ways, j] = timed[i, j]
            hours[ways, 0] = place[timed[i, 0]]
            hours[ways, 1] = place[timed[i, 1]]
            ways += 1
    there = np.empty(R, np.int64)  # earliest arrival from the place and time in hand
    count = np.zeros((R, span), np.int64)
    value = np.zeros((R, span, keep))
    parent = np.full((R, span, keep), -1, np.int64)  # flat index of the label before
    begin = np.zeros((R, span, keep), np.int64)
    K = weight.shape[1]
    width = D // T + (longest + T - 1) // T + 3
    miss = np.ones(width)
    dull_slot = np.zeros(width, np.int64)  # slots already seen here, and what of them is gone
    dull_miss = np.zeros(width)
    dull_worth = np.zeros(width)
    looks = np.empty((span + 1, 3), np.int64)
    best = 0.0
    best_at = -1
    for t in range(first, last + 1):
        for x in range(R):
            labels = count[x, t - first]
            if labels > 0:
                for y in range(R):
                    way = lag[rows[x], rows[y]]
                    there[y] = t + way if way >= 0 else last
                for i in range(ways):
                    if hours[i, 0] == x and t < hours[i, 4]:
                        y = hours[i, 1]
                        there[y] = min(there[y], max(t + hours[i, 2], hours[i, 3]))
                there[x] = t + free[rows[x], t]  # back in the same sector after water that was closed
            for c in range(-1, labels):
                # c = -1: the flight comes straight from the base
                if c == -1:
                    if entry[rows[x]] != t:
                        continue
                    d_from, d_to = x, x + 1
                    v0 = 0.0
                    at = -1
                    past = 0
                else:
                    v0 = value[x, t - first, c]
                    at = (x * span + (t - first)) * keep + c
                    if t <= leave[rows[x]] and v0 > best:
                        best = v0
                        best_at = at
                    d_from, d_to = 0, R
                    if v0 + after[rows[x], t] <= floor:
                        continue
                    past = 0  # what this flight did, latest first
                    q = at
                    while q >= 0:
                        qx = q // keep // span
                        looks[past, 0] = qx
                        looks[past, 1] = begin[qx, (q // keep) % span, q % keep]
                        looks[past, 2] = first + (q // keep) % span
                        past += 1
                        q = parent[qx, (q // keep) % span, q % keep]
                for y in range(d_from, d_to):
                    d = rows[y]
                    a = t if c == -1 else there[y]
                    if a < last:
                        a = opens[y, a - first]
                    if a >= last or v0 + ahead[d, a] <= floor:
                        continue
                    room = min(free[d, a], last - a)
                    m = shortest[d]
                    if room < m:
                        continue
                    k0 = max(0, (a - D) // T)
                    seen = False
                    blocked = False
                    for i in range(past):
                        if looks[i, 0] == y:
                            qa = looks[i, 1]
                            qb = looks[i, 2]
                            edge = ((qb - 1) // T + 1) * T
                            if a < edge:  # the flight met that slot already: wait for the next
                                a = opens[y, edge - first] if edge < last else last
                                room = min(free[d, a], last - a)
                                if room < m:
                                    blocked = True
                                    break
                                k0 = max(0, (a - D) // T)
                            if not seen:
                                for j in range(width):
                                    miss[j] = 1.0
                                seen = True
                            for k in range(k0, (qb - 1) // T + 1):
                                miss[k - k0] *= 1.0 - table_pod(on[d], back[d], cut[d], k, qa, qb - qa, T, D)
                    if blocked:
                        continue
                    dull = 0
                    if seen:
                        for i in range(width):
                            if miss[i] < 1.0 and k0 + i < K and weight[d, k0 + i] > 0.0:
                                dull_slot[dull] = k0 + i
                                dull_miss[dull] = miss[i]
                                dull_worth[dull] = worth(1.0 - miss[i], root[d, k0 + i])
                                dull += 1
                    for size in range(m, min(max(limit, m), room) + 1):
                        if size <= longest:
                            v = v0 + look[d, a, size]
                        else:
                            v = v0 + begun[d, a] + until[d, a + size]
                        if v + after[d, a + size] <= floor:
                            continue
                        for i in range(dull):
                            k = dull_slot[i]
                            if k * T < a + size:
                                p = table_pod(on[d], back[d], cut[d], k, a, size, T, D)
                                r = root[d, k]
                                both = worth(1.0 - dull_miss[i] * (1.0 - p), r) - dull_worth[i]
                                v += weight[d, k] * (both - worth(p, r))
                        if v + after[d, a + size] <= floor:
                            continue
                        e = a + size - first
                        cnt = count[y, e]
                        # the list is kept in falling order; two labels of the same parent sector and
                        # start are alike enough for one of them
                        pos = cnt
                        skip = False
                        for i in range(cnt):
                            other = parent[y, e, i]
                            if begin[y, e, i] == a and other >= 0 and at >= 0 and other // keep // span == x:
                                if value[y, e, i] >= v:
                                    skip = True
                                else:
                                    for z in range(i, cnt - 1):
                                        value[y, e, z] = value[y, e, z + 1]
                                        parent[y, e, z] = parent[y, e, z + 1]
                                        begin[y, e, z] = begin[y, e, z + 1]
                                    cnt -= 1
                                    count[y, e] = cnt
                                break
                        if skip:
                            continue
                        pos = cnt
                        while pos > 0 and value[y, e, pos - 1] < v:
                            pos -= 1
                        if pos >= keep:
                            continue
                        for z in range(min(cnt, keep - 1), pos, -1):
                            value[y, e, z] = value[y, e, z - 1]
                            parent[y, e, z] = parent[y, e, z - 1]
                            begin[y, e, z] = begin[y, e, z - 1]
                        value[y, e, pos] = v
                        parent[y, e, pos] = at
                        begin[y, e, pos] = a
                        count[y, e] = min(keep, cnt + 1)
    out = np.empty((span, 3), np.int64)
    used = 0
    q = best_at
    while q >= 0:
        qc = q % keep
        qt = (q // keep) % span
        qx = q // keep // span
        out[used, 0] = rows[qx]
        out[used, 1] = begin[qx, qt, qc]
        out[used, 2] = first + qt
        used += 1
        q = parent[qx, qt, qc]
    return out[:used][::-1].copy()


def grow(
    mover: MoverArena,
    gains: Gains,
    window: Window,
    weight: NDArray[np.float64],
    root: NDArray[np.float64],
    free: NDArray[np.int32],
    rows: NDArray[np.int64],
    ahead: NDArray[np.float64],
    after: NDArray[np.float64],
    floor: float,
    keep: int,
    limit: int,
) -> NDArray[np.int64]:
    """Looks of a good flight at gains priced with `weight` and `root` over this window.

    `keep` labels are kept at each sector and time; looks last at most `limit` units (or the shortest).
    The flight starts each look as soon as it is there and the water is open. `ahead` and `after` (n, N + 1)
    bound what may be seen from a look on, and what may follow one (`chain.onward`): what cannot come to
    more than `floor` is not followed.
    """
    t = mover.tables
    return _grow(
        window.first, window.last, t.T, t.D, window.entry, window.leave, t.shortest, t.longest, rows,
        free, mover.lag, mover.timed, gains.look, gains.begun, gains.until, weight, root, t.on, t.back, t.cut,
        ahead, after, floor, keep, limit,
    )  # fmt: skip
