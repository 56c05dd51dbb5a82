"""The longest chain of looks: exact dynamic programming over (sector, time).

H[s, t]: the best worth with which a look may start in s at t; V[s, t]: with which one has ended
there then. Looks last at least `block` units, so that times go in blocks: all that ends in a block
was begun before it. A chain never goes from a sector to itself while the water between was open to
it: one long look sees at least as much (see docs/method.md), so that such pairs are left out;
where the slots between were closed, the pair stays.
"""

from __future__ import annotations

import numpy as np

from patrolplan.solver.jit import kernel

LOW = -1e300


@kernel
def forward(
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
    H: np.ndarray,
    V: np.ndarray,
    M: np.ndarray,
) -> tuple[float, int, int]:
    """Fill H, V (and M, the best long look under way) over units [first, last]; the best end.

    `rows` are the sectors in play; entry and leave (n,) in units; `free` (n, N) how many units from
    t on may be held without a break; `lag` (n, n) units from sector to sector (negative: no way);
    `timed` (m, 5) rows of ways that are not always open: (tail, head, units, arrives, closes): leaving
    at t < closes one arrives at max(t + units, arrives).
    Returns (worth, sector, end); sector -1 when no look pays.
    """
    R = rows.shape[0]
    block = 1 << 30
    for x in range(R):
        s = rows[x]
        block = min(block, shortest[s])
        for t in range(first, last + 1):
            H[s, t] = 0.0 if t >= entry[s] else LOW
            V[s, t] = LOW
            M[s, t] = LOW
    block = max(1, block)
    best = 0.0
    best_s = -1
    best_t = -1
    G = np.full(lag.shape[0], LOW)
    fresh = np.zeros(R, np.bool_)
    t0 = first
    while t0 <= last:
        t1 = min(t0 + block, last + 1)
        for x in range(R):
            s = rows[x]
            fresh[x] = False
            g = G[s]
            for t in range(t0, t1):
                m = M[s, t]
                if t > first and t - 1 >= 0 and free[s, t - 1] > 0 and M[s, t - 1] > m:
                    m = M[s, t - 1]
                    M[s, t] = m
                v = V[s, t]
                if m > LOW and m + until[s, t] > v:
                    v = m + until[s, t]
                    V[s, t] = v
                if v > g:
                    g = v
                    fresh[x] = True
                    if v > best and t <= leave[s]:
                        best = v
                        best_s = s
                        best_t = t
                # after water that was closed one may come back to the same sector
                if t % T == 0 and t > first and free[s, t] > 0 and free[s, t - 1] == 0 and g > H[s, t]:
                    H[s, t] = g
            G[s] = g
        for x in range(R):
            s = rows[x]
            if t0 > first and H[s, t0 - 1] > H[s, t0]:
                H[s, t0] = H[s, t0 - 1]
        for x in range(R):
            if not fresh[x]:
                continue
            s = rows[x]
            g = G[s]
            for y in range(R):
                d = rows[y]
                way = lag[s, d]
                # nothing is gained by coming later with no more than one could begin with already
                if way < 0 or g <= H[d, t0]:
                    continue
                end = min(t1, last + 1 - way)
                for t in range(t0, end):
                    if V[s, t] > H[d, t + way]:
                        H[d, t + way] = V[s, t]
        for m in range(timed.shape[0]):
            s = timed[m, 0]
            d = timed[m, 1]
            if G[s] == LOW:
                continue
            for t in range(t0, t1):
                if V[s, t] > LOW and t < timed[m, 4]:
                    arrive = max(t + timed[m, 2], timed[m, 3])
                    if arrive <= last and V[s, t] > H[d, arrive]:
                        H[d, arrive] = V[s, t]
        for x in range(R):
            s = rows[x]
            t = t0
            if t > first and H[s, t - 1] > H[s, t]:
                H[s, t] = H[s, t - 1]
            for t in range(t0 + 1, t1):
                if H[s, t - 1] > H[s, t]:
                    H[s, t] = H[s, t - 1]
            m = shortest[s]
            for a in range(t0, t1):
                h = H[s, a]
                if h == LOW or a >= last:
                    continue
                room = min(free[s, a], last - a)
                if room < m:
                    continue
                top = min(longest, room)
                for size in range(m, top + 1):
                    v = h + look[s, a, size]
                    if v > V[s, a + size]:
                        V[s, a + size] = v
                if room > longest and h + begun[s, a] > M[s, a + longest]:
                    M[s, a + longest] = h + begun[s, a]
        t0 = t1
    return best, best_s, best_t


@kernel
def trace(
    first: int,
    sector: int,
    end: int,
    T: int,
    shortest: np.ndarray,
    longest: int,
    rows: np.ndarray,
    free: np.ndarray,
    entry: np.ndarray,
    lag: np.ndarray,
    timed: np.ndarray,
    look: np.ndarray,
    begun: np.ndarray,
    until: np.ndarray,
    H: np.ndarray,
    V: np.ndarray,
    M: np.ndarray,
) -> np.ndarray:
    """The looks (sector, start, end) of the chain that ends in `sector` at `end`, in order.

    Nothing was noted on the way forward: each step is found again by evaluating the same sums.
    """
    inside = np.zeros(lag.shape[0], np.bool_)  # of other sectors H and V may hold an earlier pass
    for x in range(rows.shape[0]):
        inside[rows[x]] = True
    out = np.empty((64, 3), np.int64)
    count = 0
    s = sector
    b = end
    while True:
        a = -1
        v = V[s, b]
        for size in range(shortest[s], longest + 1):
            c = b - size
            if c < first:
                break
            if free[s, c] >= size and H[s, c] > LOW and H[s, c] + look[s, c, size] == v:
                a = c
                break
        if a < 0:
            for c in range(b - longest, first - 1, -1):
                if free[s, c] < b - c:
                    break
                if H[s, c] > LOW and H[s, c] + begun[s, c] == M[s, b]:
                    a = c
                    break
        if a < 0:
            return out[:0]
        if count == out.shape[0]:
            more = np.empty((2 * count, 3), np.int64)
            for i in range(count):
                more[i, 0], more[i, 1], more[i, 2] = out[i, 0], out[i, 1], out[i, 2]
            out = more
        out[count, 0] = s
        out[count, 1] = a
        out[count, 2] = b
        count += 1
        h = H[s, a]
        if h == 0.0 and a >= entry[s]:
            break
        found = False
        # when did that worth first stand at s? it came by an arc then
        t = a
        while t > first and H[s, t - 1] == h:
            t -= 1
        for x in range(rows.shape[0]):
            o = rows[x]
            way = lag[o, s]
            if o == s or way < 0 or t - way < first:
                continue
            if V[o, t - way] == h:
                s = o
                b = t - way
                found = True
                break
        if not found:
            for m in range(timed.shape[0]):
                o = timed[m, 0]
                if timed[m, 1] != s or not inside[o]:
                    continue
                for c in range(first, t + 1):
                    if V[o, c] == h and c < timed[m, 4] and max(c + timed[m, 2], timed[m, 3]) == t:
                        s = o
                        b = c
                        found = True
                        break
                if found:
                    break
        if not found:
            for c in range(t, first - 1, -1):  # back in the same sector after closed water
                if V[s, c] == h:
                    b = c
                    found = True
                    break
        if not found:
            return out[:0]
    return out[:count][::-1].copy()


@kernel
def onward(
    first: int,
    last: int,
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
    A: np.ndarray,
    B: np.ndarray,
) -> None:
    """The mirror of `forward`: A[s, a], the best worth of a look that starts in s at a or later and of
    all that may follow it; B[s, b], of what may follow one that ended in s at b (LOW: no way out).
    """
    R = rows.shape[0]
    block = 1 << 30
    far = np.full((lag.shape[0], last - first + 2), LOW)  # best of until + B at b or later, unbroken
    past = np.full(lag.shape[0], LOW)  # best look in the same sector beyond closed water
    inside = np.zeros(lag.shape[0], np.bool_)
    for x in range(R):
        inside[rows[x]] = True
    for x in range(R):
        s = rows[x]
        block = min(block, shortest[s])
        for t in range(first, last + 1):
            A[s, t] = LOW
            B[s, t] = 0.0 if t <= leave[s] else LOW
    block = max(1, block)
    t1 = last + 1
    while t1 > first:
        t0 = max(first, t1 - block)
        for x in range(R):
            s = rows[x]
            m = shortest[s]
            for a in range(t1 - 1, t0 - 1, -1):
                v = A[s, a + 1] if a < last else LOW
                room = 0 if a == last else min(free[s, a], last - a)
                for size in range(m, min(longest, room) + 1):
                    if B[s, a + size] > LOW and look[s, a, size] + B[s, a + size] > v:
                        v = look[s, a, size] + B[s, a + size]
                if room > longest and far[s, a + longest - first] > LOW:
                    v = max(v, begun[s, a] + far[s, a + longest - first])
                A[s, a] = v
                if a < last and free[s, a] == 0:
                    past[s] = A[s, a + 1]
                if past[s] > B[s, a]:
                    B[s, a] = past[s]
        for x in range(R):
            s = rows[x]
            for y in range(R):
                d = rows[y]
                way = lag[s, d]
                if way < 0:
                    continue
                for t in range(t0, min(t1, last + 1 - way)):
                    if A[d, t + way] > B[s, t]:
                        B[s, t] = A[d, t + way]
        for m in range(timed.shape[0]):
            s = timed[m, 0]
            d = timed[m, 1]
            if not (inside[s] and inside[d]):
                continue
            for t in range(t0, t1):
                if t < timed[m, 4]:
                    arrive = max(t + timed[m, 2], timed[m, 3])
                    if arrive <= last and A[d, arrive] > B[s, t]:
                        B[s, t] = A[d, arrive]
        for x in range(R):
            s = rows[x]
            for b in range(t1 - 1, t0 - 1, -1):
                v = B[s, b] + until[s, b] if B[s, b] > LOW else LOW
                if b < last and free[s, b] > 0 and far[s, b + 1 - first] > v:
                    v = far[s, b + 1 - first]
                far[s, b - first] = v
        t1 = t0
