"""Tours as rows of nodes with the times that make every change a test of constant time.

`row[r]` is tour r: the base, its nodes, the base; `size[r]` counts them, both ends included.
`early[r, x]` is when the visit at place x begins at the earliest, `late[r, x]` when it may begin at the
latest for all that follows to be in time. `home[i]` is the tour of node i, -1 for none.
"""

from __future__ import annotations

import numpy as np

from patrolplan.solver.jit import kernel


@kernel
def retime(
    r: int,
    row: np.ndarray,
    size: np.ndarray,
    early: np.ndarray,
    late: np.ndarray,
    opens: np.ndarray,
    closes: np.ndarray,
    lasts: np.ndarray,
    travel: np.ndarray,
) -> bool:
    """Earliest and latest times of tour r anew; False where it does not keep its windows."""
    n = size[r]
    early[r, 0] = 0
    for x in range(1, n):
        a, b = row[r, x - 1], row[r, x]
        t = early[r, x - 1] + lasts[a] + travel[a, b]
        early[r, x] = max(t, opens[b])
        if early[r, x] > closes[b]:
            return False
    late[r, n - 1] = closes[0]
    for x in range(n - 2, -1, -1):
        a, b = row[r, x], row[r, x + 1]
        late[r, x] = min(closes[a], late[r, x + 1] - travel[a, b] - lasts[a])
    return True


@kernel
def insertion(
    r: int,
    x: int,
    v: int,
    row: np.ndarray,
    early: np.ndarray,
    late: np.ndarray,
    opens: np.ndarray,
    closes: np.ndarray,
    lasts: np.ndarray,
    travel: np.ndarray,
) -> int:
    """By how much the visit after place x of tour r is pushed back if node v comes between; -1: too late."""
    a, b = row[r, x], row[r, x + 1]
    t = max(early[r, x] + lasts[a] + travel[a, v], opens[v])
    if t > closes[v]:
        return -1
    then = max(t + lasts[v] + travel[v, b], opens[b])
    if then > late[r, x + 1]:
        return -1
    cost: int = then - early[r, x + 1] + (travel[a, v] + travel[v, b] - travel[a, b])
    return cost


@kernel
def put(r: int, x: int, v: int, row: np.ndarray, size: np.ndarray, home: np.ndarray) -> None:
    """Node v after place x of tour r; times are left as they were."""
    for y in range(size[r], x + 1, -1):
        row[r, y] = row[r, y - 1]
    row[r, x + 1] = v
    size[r] += 1
    home[v] = r


@kernel
def cut(r: int, x: int, length: int, row: np.ndarray, size: np.ndarray, home: np.ndarray) -> None:
    """`length` nodes from place x on out of tour r; times are left as they were."""
    for y in range(x, x + length):
        home[row[r, y]] = -1
    for y in range(x, size[r] - length):
        row[r, y] = row[r, y + length]
    size[r] -= length
