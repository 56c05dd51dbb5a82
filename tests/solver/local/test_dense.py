"""The table of node and time against every tour of small instances."""

from __future__ import annotations

import numpy as np

from patrolplan.solver.local.dense import dense_path


def _every(gain: np.ndarray, opens: np.ndarray, closes: np.ndarray, ways: np.ndarray) -> float:
    """The best walk that never goes i, j, i (nodes may come again otherwise), by trying all."""
    best, stack = 0.0, [(0, -1, 0, 0.0)]
    while stack:
        i, before, t, worth = stack.pop()
        if i and t + ways[i, 0] <= closes[0]:
            best = max(best, worth)
        for j in range(1, len(gain)):
            u = max(t + ways[i, j], opens[j])
            if j in (i, before) or gain[j] <= 0 or u > closes[j] or u + ways[j, 0] > closes[0]:
                continue
            stack.append((j, i, u, worth + gain[j]))
    return best


def test_the_best_walk_without_the_shortest_cycles() -> None:
    """Exactly the best of all walks that do not come straight back, on random windows; the visits counted are
    worth what it says.
    """
    longer = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        n, end = int(rng.integers(2, 6)), int(rng.integers(4, 15))
        gain = np.where(rng.random(n) < 0.2, 0.0, rng.integers(1, 9, n)).astype(float)
        ways = rng.integers(1, 5, (n, n))
        opens = rng.integers(0, end, n)
        closes = np.minimum(end, opens + rng.integers(0, end, n))
        opens[0], closes[0], gain[0] = 0, end, 0.0
        count = np.zeros(n, np.int64)
        found = dense_path(gain, opens, closes, ways, count)
        assert found == _every(gain, opens, closes, ways), seed
        assert found == (gain * count).sum()
        longer += count.max() > 1
    assert longer > 3
