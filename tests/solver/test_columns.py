"""Pools of flights laid end to end: one compiled pass, against the same pass written plainly."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.solver.columns import KEPT, Packed, Pool, pack, pass_over

from .plain import Floats, Rng, draw_levels, draw_weights, h, seeds

SIZE = 7


def drawn(rng: Rng) -> tuple[list[Pool], list[int], list[int], list[int]]:
    """Pools, their quotas, how many each group has, and the groups' caps."""
    sizes = rng.integers(1, 4, int(rng.integers(1, 4))).tolist()
    pools = []
    for _ in range(sum(sizes)):
        pool = Pool()
        for c in range(int(rng.integers(0, 4))):
            slots = np.sort(rng.choice(SIZE, int(rng.integers(1, 4)), replace=False))
            pool.add(bytes([c]), slots, rng.random(len(slots)), float(rng.choice([0.0, 0.0, 0.2])))
        pools.append(pool)
    return pools, rng.integers(1, 3, len(pools)).tolist(), sizes, rng.integers(1, 4, len(sizes)).tolist()


def plainly(
    weight: Floats,
    level: Floats,
    pools: list[Pool],
    most: list[int],
    sizes: list[int],
    caps: list[int],
    share: float,
    step: float,
) -> tuple[float, Floats]:
    """Group by group: the best column of each bidder, the best bidders first, then all levels move."""
    level, total, start = level.copy(), 0.0, 0
    for size, cap in zip(sizes, caps, strict=True):
        bids = []
        for b in range(start, start + size):
            worth = [
                sum(weight[s] * h(p, level[s]) for s, p in zip(slots, pods, strict=True)) - toll
                for slots, pods, toll in zip(pools[b].slots, pools[b].pods, pools[b].tolls, strict=True)
            ]
            if worth and max(worth) > 0.0:
                bids.append((-max(worth), b, worth.index(max(worth))))
        g, left = np.full(SIZE, share), cap
        for negative, b, c in sorted(bids):
            n = min(left, most[b])
            left -= n
            total -= n * negative
            for s, p in zip(pools[b].slots[c], pools[b].pods[c], strict=True):
                r = np.sqrt(level[s])
                g[s] -= n * (1.0 if p >= r else p / (2.0 * r))
        level = np.clip(level - step * g, 0.0, 1.0)
        start += size
    return total, level


def one_pass(
    p: Packed, weight: Floats, level: Floats, share: float, step: float
) -> tuple[float, Floats, Floats]:
    level, root = level.copy(), np.sqrt(level)
    value = pass_over(
        weight, level, p.slots, p.pods, p.begin, p.first, p.group, p.most, p.cap, share, step, root, p.toll
    )
    return value, level, root


def test_a_pass_bids_and_moves_as_it_should() -> None:
    """Sum of bids less tolls within quotas, and every level after it; empty pools, caps that bind."""
    for _, rng in seeds(300):
        pools, most, sizes, caps = drawn(rng)
        weight, level = draw_weights(rng, (1, SIZE))[0], draw_levels(rng, (1, SIZE))[0]
        share, step = float(rng.random()), float(rng.random()) * 0.3
        value, moved, root = one_pass(pack(pools, most, sizes, caps), weight, level, share, step)
        want, levels = plainly(weight, level, pools, most, sizes, caps, share, step)
        assert value == pytest.approx(want, abs=1e-12)
        np.testing.assert_allclose(moved, levels, atol=1e-12)
        np.testing.assert_allclose(root, np.sqrt(levels), atol=1e-7)


def test_a_pool_holds_a_flight_once_and_lets_the_oldest_go() -> None:
    """Known flights are not added again; past the limit the oldest is forgotten and may come back."""
    pool = Pool()
    for n in range(KEPT + 3):
        assert pool.add(n.to_bytes(2, "big"), np.array([n]), np.array([0.5]))
    assert not pool.add((KEPT).to_bytes(2, "big"), np.array([0]), np.array([0.5]))
    assert len(pool.keys) == len(pool.slots) == len(pool.pods) == KEPT
    assert pool.slots[0].tolist() == [3]
    assert pool.add((0).to_bytes(2, "big"), np.array([0]), np.array([0.5]))


def test_nothing_to_pack() -> None:
    """No pools at all, or empty ones: a pass that bids nothing."""
    weight, level = np.ones(SIZE), np.full(SIZE, 0.5)
    assert one_pass(pack([], [], [], []), weight, level, 0.5, 0.1)[0] == 0.0
    value, moved, _ = one_pass(pack([Pool()], [2], [1], [9]), weight, level, 0.5, 0.1)
    assert value == 0.0
    np.testing.assert_allclose(moved, 0.45)
