"""The best tour that may come back to a node, but not straight from the one after it: by node and time.

Where windows are wide, labels that remember what they have seen are too many to follow. A table of node and
time is always affordable, and without the shortest cycles (Houck, Picard, Queyranne, Vemuganti 1980) its
bound still says something.
"""

from __future__ import annotations

import numpy as np

from patrolplan.solver.jit import kernel


@kernel
def dense_path(
    gain: np.ndarray, opens: np.ndarray, closes: np.ndarray, ways: np.ndarray, count: np.ndarray
) -> float:
    """Gain of the best such tour, and how often it visits each node. `ways[i, j]`: a visit of i and the way
    to j, at least 1 between nodes other than the depot 0.

    For each node and time the two best labels of different predecessors are kept: whatever node comes next,
    one of them may go there. A label that an earlier one is as rich as goes on only to that one's
    predecessor.
    """
    n, T = len(gain), int(closes[0])
    worth = np.full((n, T + 1, 2), -1.0)
    parent = np.full((n, T + 1, 2), -1, np.int64)
    richest, second = np.full(n, -1.0), np.full(n, -1.0)
    whence = np.full(n, -1, np.int64)
    width = 2 * (T + 1)
    worth[0, 0, 0] = 0.0
    best, last = 0.0, np.int64(-1)
    for t in range(T + 1):
        for i in range(n):
            for k in range(2):
                v = worth[i, t, k]
                if v < 0.0:
                    continue
                x = np.int64(i) * width + 2 * t + k
                p = parent[i, t, k] // width if i > 0 else np.int64(-1)
                if second[i] >= v or (richest[i] >= v and whence[i] == p):
                    continue
                only = whence[i] if richest[i] >= v else np.int64(-1)
                if v > richest[i]:
                    if whence[i] != p:
                        second[i] = richest[i]
                    richest[i], whence[i] = v, p
                elif v > second[i]:
                    second[i] = v
                if i > 0 and t + ways[i, 0] <= T and v > best:
                    best, last = v, x
                for j in range(1, n):
                    if j in (i, p) or gain[j] <= 0.0 or (only >= 0 and j != only):
                        continue
                    u = max(t + ways[i, j], opens[j])
                    if u > closes[j] or u + ways[j, 0] > T:
                        continue
                    new = v + gain[j]
                    if new > worth[j, u, 0]:
                        if parent[j, u, 0] // width != i or worth[j, u, 0] < 0.0:
                            worth[j, u, 1], parent[j, u, 1] = worth[j, u, 0], parent[j, u, 0]
                        worth[j, u, 0], parent[j, u, 0] = new, x
                    elif new > worth[j, u, 1] and parent[j, u, 0] // width != i:
                        worth[j, u, 1], parent[j, u, 1] = new, x
    count[:] = 0
    while last > 0 and last // width > 0:
        rest = last % width
        count[last // width] += 1
        last = parent[last // width, rest // 2, rest % 2]
    return best
