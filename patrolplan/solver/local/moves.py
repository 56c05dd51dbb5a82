"""Changes of tours. Each leaves times right and windows kept; what it earns is judged by `anneal`."""

from __future__ import annotations

import numpy as np

from patrolplan.solver.jit import kernel
from patrolplan.solver.local.route import cut, insertion, put, retime


@kernel
def eject(
    near: np.ndarray, most: int, touched: np.ndarray,
    row: np.ndarray, size: np.ndarray, early: np.ndarray, late: np.ndarray,
    home: np.ndarray, opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
) -> None:  # fmt: skip
    """Strings of visits out of the tours that come near a random node, one string a tour; those are marked
    in `touched`.
    """
    tours, n = len(size), len(home)
    seed = np.random.randint(1, n)
    strings = 1 + np.random.randint(0, tours)
    for x in range(len(near[seed])):
        v = near[seed, x]
        r = home[v]
        if r < 0 or touched[r]:
            continue
        touched[r] = True
        inside = size[r] - 2
        length = 1 + np.random.randint(0, min(inside, most))
        place = 1
        while row[r, place] != v:
            place += 1
        low = max(1, place - length + 1)
        high = min(place, size[r] - 1 - length)
        cut(r, low + np.random.randint(0, high - low + 1), length, row, size, home)
        retime(r, row, size, early, late, opens, closes, lasts, travel)
        strings -= 1
        if strings == 0:
            break


@kernel
def refill(
    key: np.ndarray, blink: float, touched: np.ndarray,
    row: np.ndarray, size: np.ndarray, early: np.ndarray, late: np.ndarray,
    home: np.ndarray, opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
) -> None:  # fmt: skip
    """Unvisited nodes into the tours that are `touched` (in others nothing has found a place since they were
    filled), those of high key first, each where it costs least time; a place is overlooked with chance
    `blink`.
    """
    order = np.argsort(-key)
    for v in order:
        if v == 0 or home[v] >= 0:
            continue
        best, where, after = 2**60, -1, -1
        for r in range(len(size)):
            if not touched[r]:
                continue
            for x in range(size[r] - 1):
                if early[r, x] > closes[v]:
                    break
                if late[r, x + 1] < opens[v]:
                    continue
                if blink > 0.0 and np.random.random() < blink:
                    continue
                cost = insertion(r, x, v, row, early, late, opens, closes, lasts, travel)
                if 0 <= cost < best:
                    best, where, after = cost, r, x
        if where >= 0:
            put(where, after, v, row, size, home)
            retime(where, row, size, early, late, opens, closes, lasts, travel)


@kernel
def swap_tails(
    touched: np.ndarray, row: np.ndarray, size: np.ndarray, early: np.ndarray, late: np.ndarray,
    home: np.ndarray, opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
) -> bool:  # fmt: skip
    """Two tours exchange all that follows a random place of either; False where that is too late."""
    if len(size) < 2:
        return False
    r = np.random.randint(0, len(size))
    q = np.random.randint(0, len(size) - 1)
    if q >= r:
        q += 1
    x, y = np.random.randint(0, size[r] - 1), np.random.randint(0, size[q] - 1)
    a, b, c, d = row[r, x], row[r, x + 1], row[q, y], row[q, y + 1]
    if max(early[r, x] + lasts[a] + travel[a, d], opens[d]) > late[q, y + 1]:
        return False
    if max(early[q, y] + lasts[c] + travel[c, b], opens[b]) > late[r, x + 1]:
        return False
    tail = row[r, x + 1 : size[r]].copy()
    other = row[q, y + 1 : size[q]].copy()
    for i in range(len(other)):
        row[r, x + 1 + i] = other[i]
        if other[i] > 0:
            home[other[i]] = r
    for i in range(len(tail)):
        row[q, y + 1 + i] = tail[i]
        if tail[i] > 0:
            home[tail[i]] = q
    touched[r], touched[q] = True, True
    size[r], size[q] = x + 1 + len(other), y + 1 + len(tail)
    retime(r, row, size, early, late, opens, closes, lasts, travel)
    retime(q, row, size, early, late, opens, closes, lasts, travel)
    return True


@kernel
def reverse(
    touched: np.ndarray, row: np.ndarray, size: np.ndarray, early: np.ndarray, late: np.ndarray,
    opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
) -> bool:  # fmt: skip
    """2-opt: a short stretch of a tour the other way round; False (and no change) where that is too late."""
    r = np.random.randint(0, len(size))
    if size[r] < 4:
        return False
    x = np.random.randint(1, size[r] - 2)
    y = min(size[r] - 2, x + 1 + np.random.randint(0, 4))
    row[r, x : y + 1] = row[r, x : y + 1][::-1].copy()
    if retime(r, row, size, early, late, opens, closes, lasts, travel):
        touched[r] = True
        return True
    row[r, x : y + 1] = row[r, x : y + 1][::-1].copy()
    retime(r, row, size, early, late, opens, closes, lasts, travel)
    return False


@kernel
def move_segment(
    touched: np.ndarray, row: np.ndarray, size: np.ndarray, early: np.ndarray, late: np.ndarray,
    home: np.ndarray, opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
) -> bool:  # fmt: skip
    """Or-opt: one to three visits in a row to the best place for them anywhere; False where there is none
    but the old one (then nothing changes).
    """
    r = np.random.randint(0, len(size))
    if size[r] < 3:
        return False
    length = 1 + np.random.randint(0, min(3, size[r] - 2))
    x = np.random.randint(1, size[r] - length)
    nodes = row[r, x : x + length].copy()
    cut(r, x, length, row, size, home)
    retime(r, row, size, early, late, opens, closes, lasts, travel)
    first, last = nodes[0], nodes[-1]
    best, where, after = 2**60, -1, -1
    for q in range(len(size)):
        for y in range(size[q] - 1):
            if q == r and y == x - 1:
                continue
            t, at = early[q, y], row[q, y]
            good = True
            for v in nodes:
                t = max(t + lasts[at] + travel[at, v], opens[v])
                if t > closes[v]:
                    good = False
                    break
                at = v
            if not good:
                continue
            b = row[q, y + 1]
            then = max(t + lasts[at] + travel[at, b], opens[b])
            if then > late[q, y + 1]:
                continue
            a = row[q, y]
            cost = then - early[q, y + 1] + travel[a, first] + travel[last, b] - travel[a, b]
            if cost < best:
                best, where, after = cost, q, y
    moved = where >= 0
    if not moved:
        where, after = r, x - 1
    touched[r], touched[where] = moved, moved
    for i in range(length):
        put(where, after + i, nodes[i], row, size, home)
    retime(where, row, size, early, late, opens, closes, lasts, travel)
    return moved


@kernel
def replace(
    touched: np.ndarray, prize: np.ndarray,
    row: np.ndarray, size: np.ndarray, early: np.ndarray, late: np.ndarray,
    home: np.ndarray, opens: np.ndarray, closes: np.ndarray, lasts: np.ndarray, travel: np.ndarray,
) -> bool:  # fmt: skip
    """Swap: a random unvisited node in the place of one visit; of the places that are in time the one that
    loses the smallest prize. False where there is none.
    """
    n = len(home)
    v = np.random.randint(1, n)
    for _ in range(n):
        if home[v] < 0:
            break
        v = v + 1 if v + 1 < n else 1
    if home[v] >= 0:
        return False
    least, where, place = 1e300, -1, -1
    for r in range(len(size)):
        for x in range(1, size[r] - 1):
            a, b = row[r, x - 1], row[r, x + 1]
            t = max(early[r, x - 1] + lasts[a] + travel[a, v], opens[v])
            if t > closes[v] or max(t + lasts[v] + travel[v, b], opens[b]) > late[r, x + 1]:
                continue
            lost = prize[row[r, x]] * (0.8 + 0.4 * np.random.random())
            if lost < least:
                least, where, place = lost, r, x
    if where < 0:
        return False
    home[row[where, place]] = -1
    row[where, place] = v
    home[v] = where
    touched[where] = True
    retime(where, row, size, early, late, opens, closes, lasts, travel)
    return True
