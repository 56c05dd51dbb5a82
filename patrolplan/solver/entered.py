"""Private levels that a flight pays for only where it goes: chains that remember what they came into.

The price of private levels, sum w (R' - R), need not be paid for water that the flight never looks at
(docs/method.md). Sectors lie in groups; a chain pays for a group when it first comes into it, and only
for what can still be seen then. Without that a bound may mix flights that stay in one group each, and
so save the ways between the groups. The state is (groups entered, sector, time).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import MoverArena
from patrolplan.solver.bids import NOTHING
from patrolplan.solver.chain import LOW, onward
from patrolplan.solver.gains import Gains
from patrolplan.solver.jit import kernel
from patrolplan.solver.lattice import Window


@kernel
def _enter(
    first: int,
    last: int,
    T: int,
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
    group: np.ndarray,
    toll: np.ndarray,
    ahead: np.ndarray,
    after: np.ndarray,
    floor: float,
) -> tuple[float, np.ndarray]:
    """The dearest chain, tolls included, and its looks; see `dearest`."""
    R = rows.shape[0]
    W = last - first + 1
    masks = 1 << toll.shape[0]
    rest = np.zeros((masks, W))  # what groups not yet entered may still be worth
    for m in range(masks):
        for g in range(toll.shape[0]):
            if m & (1 << g) == 0:
                for t in range(W):
                    rest[m, t] += toll[g, t]
    place = np.full(lag.shape[0], -1, np.int64)
    for x in range(R):
        place[rows[x]] = x
    bit = np.zeros(R, np.int64)
    for x in range(R):
        bit[x] = 0 if group[x] < 0 else 1 << group[x]
    hours = np.empty((timed.shape[0], 5), np.int64)
    ways = 0
    for i in range(timed.shape[0]):
        if place[timed[i, 0]] >= 0 and place[timed[i, 1]] >= 0:
            hours[ways] = timed[i]
            hours[ways, 0] = place[timed[i, 0]]
            hours[ways, 1] = place[timed[i, 1]]
            ways += 1
    H = np.full((masks, R, W), LOW)  # a look may start
    V = np.full((masks, R, W), LOW)  # one has ended
    came = np.full((masks, R, W), -1, np.int64)  # the end, flat in V, from which H is had; -1: the base
    since = np.zeros((masks, R, W), np.int64)  # when the look that ended began
    peak = np.full((masks, R), -1, np.int64)  # best end here so far
    alive = np.zeros(masks, np.bool_)
    for x in range(R):
        t = max(first, entry[rows[x]]) - first
        if t < W:
            worth = 0.0 if group[x] < 0 else toll[group[x], t]
            H[bit[x], x, t] = worth
            alive[bit[x]] = True
    best = floor
    best_at = -1
    there = np.empty(R, np.int64)
    for t in range(W):
        for x in range(R):
            s = rows[x]
            busy = False
            for m in range(masks):
                if alive[m] and V[m, x, t] > LOW:
                    busy = True
                    break
            if not busy:
                continue
            for y in range(R):
                way = lag[s, rows[y]]
                there[y] = t + way if way >= 0 else W
            for i in range(ways):
                if hours[i, 0] == x and first + t < hours[i, 4]:
                    y = hours[i, 1]
                    there[y] = min(there[y], max(t + hours[i, 2], hours[i, 3] - first))
            for m in range(masks):
                v = V[m, x, t]
                if not alive[m] or v == LOW:
                    continue
                at = (m * R + x) * W + t
                if first + t <= leave[s] and v > best:
                    best = v
                    best_at = at
                if peak[m, x] >= 0 and v <= V[m, x, peak[m, x]]:
                    continue  # one that ended earlier with as much could have waited till now
                peak[m, x] = t
                if v + after[s, first + t] + rest[m, t] <= floor:
                    continue
                for y in range(R):
                    a = there[y]
                    if a >= W:
                        continue
                    n = m | bit[y]
                    u = v if n == m else v + toll[group[y], a]
                    if u > H[n, y, a]:
                        H[n, y, a] = u
                        came[n, y, a] = at
                        alive[n] = True
        for m in range(masks):
            if not alive[m]:
                continue
            for x in range(R):
                s = rows[x]
                if t > 0 and H[m, x, t - 1] > H[m, x, t]:  # waiting
                    H[m, x, t] = H[m, x, t - 1]
                    came[m, x, t] = came[m, x, t - 1]
                here = first + t
                if (
                    here % T == 0
                    and t > 0
                    and free[s, here] > 0
                    and free[s, here - 1] == 0
                    and peak[m, x] >= 0
                ):
                    v = V[m, x, peak[m, x]]  # back in the same sector after closed water
                    if v > H[m, x, t]:
                        H[m, x, t] = v
                        came[m, x, t] = (m * R + x) * W + peak[m, x]
                h = H[m, x, t]
                if h == LOW or t == W - 1 or h + ahead[s, here] + rest[m, t] <= floor:
                    continue
                room = min(free[s, here], W - 1 - t)
                for size in range(shortest[s], room + 1):
                    if size <= longest:
                        v = h + look[s, here, size]
                    else:
                        v = h + begun[s, here] + until[s, here + size]
                    if v > V[m, x, t + size]:
                        V[m, x, t + size] = v
                        since[m, x, t + size] = t
    out = np.empty((W + 1, 3), np.int64)
    used = 0
    q = best_at
    while q >= 0:
        b = q % W
        x = (q // W) % R
        m = q // W // R
        out[used, 0] = rows[x]
        out[used, 1] = first + since[m, x, b]
        out[used, 2] = first + b
        q = came[m, x, since[m, x, b]]
        used += 1
    return best, out[:used][::-1].copy()


@dataclass(frozen=True)
class Groups:
    """`number` (R,): of each row in play its group, -1 for none; `count` groups in all."""

    number: NDArray[np.int64]
    count: int


def grouped(lag: NDArray[np.int32], rows: NDArray[np.int64], count: int) -> Groups:
    """Rows gathered into at most `count` groups: those nearest to one another, by the mean way between
    them, go together first.
    """
    n = len(rows)
    near = lag[np.ix_(rows, rows)].astype(np.float64)
    far = max(1.0, float(near.max(initial=0.0))) * 2.0
    near = np.where(near < 0, far, near)
    near = (near + near.T) / 2.0
    near[np.tril_indices(n)] = np.inf  # each pair once, the earlier first
    members = [[x] for x in range(n)]
    left = n
    while left > count:
        i, j = divmod(int(near.argmin()), n)
        a, b = len(members[i]), len(members[j])
        for x in range(n):  # the mean way to the two together
            if x not in (i, j) and members[x]:
                mine, other = (min(i, x), max(i, x)), (min(j, x), max(j, x))
                near[mine] = (a * near[mine] + b * near[other]) / (a + b)
        near[j, :] = near[:, j] = np.inf
        members[i] += members[j]
        members[j] = []
        left -= 1
    number = np.full(n, -1, np.int64)
    members = [some for some in members if some]
    for g, some in enumerate(members):
        number[some] = g
    return Groups(number, len(members))


def tolls(
    cost: NDArray[np.float64], groups: Groups, window: Window, k0: int, k1: int, T: int, D: int
) -> NDArray[np.float64]:
    """(groups, W) what coming into a group costs at each unit of the window; `cost` (R, K) is w (R' - R)."""
    K = cost.shape[1]
    onward = np.zeros((groups.count, K + 1))
    for g in range(groups.count):
        mine = cost[groups.number == g].sum(axis=0)
        mine[:k0] = 0.0
        mine[k1:] = 0.0
        onward[g, :K] = mine[::-1].cumsum()[::-1]
    units = np.arange(window.first, window.last + 1)
    return np.ascontiguousarray(onward[:, np.clip((units - D) // T, 0, K)])


def dearest(
    mover: MoverArena,
    gains: Gains,
    window: Window,
    free: NDArray[np.int32],
    rows: NDArray[np.int64],
    groups: Groups,
    toll: NDArray[np.float64],
    ahead: NDArray[np.float64],
    after: NDArray[np.float64],
    floor: float = 0.0,
) -> tuple[float, NDArray[np.int64]]:
    """The chain over `rows` that earns most at `gains`, what it pays in `toll` (groups, W) included, and
    its looks; `floor` and no looks where none earns more than that. `ahead` and `after` (n, N + 1) are
    working arrays.
    """
    t = mover.tables
    onward(
        window.first, window.last, window.leave, t.shortest, t.longest, rows, free, mover.lag, mover.timed,
        gains.look, gains.begun, gains.until, ahead, after,
    )  # fmt: skip
    worth, looks = _enter(
        window.first, window.last, t.T, window.entry, window.leave, t.shortest, t.longest, rows, free,
        mover.lag, mover.timed, gains.look, gains.begun, gains.until, groups.number, toll,
        ahead, after, floor,
    )  # fmt: skip
    return (float(worth), looks) if len(looks) else (floor, NOTHING)
