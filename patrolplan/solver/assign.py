"""Which airframe or crew makes which flight: a search over all assignments, alike ones tried once."""

from __future__ import annotations

import numpy as np

from patrolplan.solver.jit import kernel

FOUND, NONE, UNDECIDED = 1, 0, -1


@kernel
def _flown(mine: np.ndarray, count: int, start: np.ndarray, stop: np.ndarray, low: int, high: int) -> int:
    """Flight ticks of the flights `mine` within [low, high)."""
    total = 0
    for x in range(count):
        f = mine[x]
        part = min(stop[f], high) - max(start[f], low)
        if part > 0:
            total += part
    return total


@kernel
def assign(
    start: np.ndarray,
    stop: np.ndarray,
    engage: np.ndarray,
    free: np.ndarray,
    able: np.ndarray,
    alike: np.ndarray,
    span: np.ndarray,
    most: np.ndarray,
    behind: np.ndarray,
    level: bool,
    limit: int,
    out: np.ndarray,
) -> int:
    """Name a resource for each of n flights in order of take-off; FOUND, NONE, or UNDECIDED after `limit`
    trials.

    A flight i is in the air for [start, stop) and takes its resource for [engage, free); `able[i, r]` says
    whether r may make it. Within any `span[w]` ticks a resource flies at most `most[w]`, and within
    [0, span[w]) at most `most[w]` less `behind[w, r]`. Resources with the same number in `alike` differ in
    nothing. `level`: those that have flown least are tried first, else those of low number. The names
    are written to `out`.

    Depth first, in order of take-off. The spans that end with a landing hold the most (moving a span
    later loses at its start no more than it gains at its end, until its end meets a landing; moving it
    earlier from idle time loses nothing), and flights come in order, so only the new flight's own spans are
    looked at. A resource that ends its last engagement by the next flight's beginning is free for all later
    ones; so two free ones of a kind are alike for what is left where hours cannot bind, or where neither
    has flown: one of them is tried.
    """
    n, count = able.shape
    until = np.full(count, -(2**30), np.int64)
    ticks = np.zeros(count, np.int64)
    mine = np.zeros((count, n), np.int64)
    held = np.zeros(count, np.int64)
    options = np.zeros((n, count), np.int64)
    many = np.zeros(n, np.int64)
    at = np.zeros(n, np.int64)
    before = np.zeros(n, np.int64)
    binds = False
    for w in range(len(span)):
        for r in range(count):
            if behind[w, r] > 0:
                binds = True
        for i in range(n):
            total = 0
            for j in range(n):
                part = min(stop[j], stop[i]) - max(start[j], stop[i] - span[w])
                if part > 0:
                    total += part
            if total > most[w]:
                binds = True
    trials = 0
    i, fresh = 0, True
    while True:
        if i == n:
            return FOUND
        if fresh:
            k = 0
            for r in range(count):
                if not able[i, r] or until[r] > engage[i]:
                    continue
                good = True
                for w in range(len(span)):
                    flown = stop[i] - max(start[i], stop[i] - span[w])
                    flown += _flown(mine[r], held[r], start, stop, stop[i] - span[w], stop[i])
                    if flown > most[w]:
                        good = False
                        break
                    if behind[w, r] > 0:
                        opening = max(0, min(stop[i], span[w]) - max(start[i], 0))
                        opening += _flown(mine[r], held[r], start, stop, 0, span[w])
                        if opening > most[w] - behind[w, r] and opening > 0:
                            good = False
                            break
                if not good:
                    continue
                twin = False
                for x in range(k):
                    q = options[i, x]
                    if alike[q] == alike[r] and (not binds or (held[q] == 0 and held[r] == 0)):
                        twin = True
                        break
                if twin and not level:
                    continue
                if twin:  # alike for what is left: keep the one that has flown less
                    for x in range(k):
                        q = options[i, x]
                        if alike[q] == alike[r] and (not binds or (held[q] == 0 and held[r] == 0)):
                            if ticks[r] < ticks[q]:
                                options[i, x] = r
                            break
                    continue
                options[i, k] = r
                k += 1
            if level:
                for x in range(1, k):  # insertion sort by ticks flown, then number
                    r = options[i, x]
                    y = x - 1
                    while y >= 0 and (
                        ticks[options[i, y]] > ticks[r]
                        or (ticks[options[i, y]] == ticks[r] and options[i, y] > r)
                    ):
                        options[i, y + 1] = options[i, y]
                        y -= 1
                    options[i, y + 1] = r
            many[i], at[i], fresh = k, 0, False
        if at[i] < many[i]:
            trials += 1
            if trials > limit:
                return UNDECIDED
            r = options[i, at[i]]
            at[i] += 1
            before[i] = until[r]
            until[r] = free[i]
            ticks[r] += stop[i] - start[i]
            mine[r, held[r]] = i
            held[r] += 1
            out[i] = r
            i, fresh = i + 1, True
        else:
            if i == 0:
                return NONE
            i -= 1
            r = out[i]
            until[r] = before[i]
            ticks[r] -= stop[i] - start[i]
            held[r] -= 1
