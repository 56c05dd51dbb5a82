"""POD tables: every entry against a plain POD written apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import Grid, Look, Mover
from patrolplan.solver.tables import Tables, back_offset, build, slot_pod, table_pod
from tests.oracles.pod import cumulative
from tests.oracles.pod import slot_pod as plain_pod

from . import made
from .plain import Rng, seeds


def drawn(rng: Rng, slot: int | None = None) -> tuple[Grid, Mover]:
    """A small horizon and a mover with blind slots; the step divides the slot."""
    slot_ticks = slot or int(rng.integers(1, 7))
    grid = Grid(2, int(rng.integers(1, 6)), slot_ticks, int(rng.integers(1, 5)))
    step = int(rng.choice([d for d in range(1, slot_ticks + 1) if slot_ticks % d == 0]))
    m = made.mover(grid, step=step)
    rate = rng.random((2, grid.steps)) * rng.choice([0.02, 0.5, 3.0]) * (rng.random((2, grid.steps)) > 0.2)
    shortest = rng.integers(1, grid.horizon + 1, 2).astype(np.int32)
    return grid, replace(m, rate=rate, min_task=shortest)


def units(grid: Grid, m: Mover) -> tuple[Tables, int, int, int]:
    """Tables over all sectors, T, D and the units in the horizon."""
    t = build(grid, m, np.arange(grid.sectors))
    return t, t.T, t.D, grid.steps * t.T


def truth(grid: Grid, m: Mover, s: int, k: int, a: int, b: int) -> float:
    """The plain POD of a look given in units."""
    return plain_pod(cumulative(m, grid, s), grid, Look(s, a * m.step, b * m.step), k)


@pytest.mark.parametrize("seed", range(12))
def test_every_entry_is_the_plain_pod(seed: int) -> None:
    """All three kinds of slot, looks that the horizon cuts short, saturated entries."""
    grid, m = drawn(np.random.default_rng(seed))
    t, T, D, N = units(grid, m)
    for s in range(grid.sectors):
        for k in range(grid.steps):
            for i in range(1, D + T + 1):
                want = truth(grid, m, s, k, k * T, min(k * T + i, N))
                assert t.on[s, k, i] == pytest.approx(want, abs=1e-13), ("on", s, k, i)
        for a in range(N):
            q, f = divmod(a, T)
            for j in range(1, min(D // T, q) + 1):
                for i in range(1, D + T * (1 - j) + 1):
                    b = min(a + i, N, a + D + T * (1 - j) - f)
                    want = truth(grid, m, s, q - j, a, b)
                    got = t.back[s, a, back_offset(j, T, D) + i - 1]
                    assert got == pytest.approx(want, abs=1e-13), ("back", s, a, j, i)
            for i in range(1, D + T + 1 if f else 0):
                want = truth(grid, m, s, q, a, min(a + i, N))
                assert t.cut[s, a, i] == pytest.approx(want, abs=1e-13), ("cut", s, a, i)
            if T > 1 and f == 0:
                assert not t.cut[s, a].any()


@pytest.mark.parametrize("seed", range(12))
def test_table_pod_reads_any_look(seed: int) -> None:
    """What chains and labels read for a look is its POD, slot by slot, however long it is."""
    rng = np.random.default_rng(100 + seed)
    grid, m = drawn(rng)
    t, T, D, N = units(grid, m)
    for _ in range(300):
        a, b = sorted(rng.choice(N + 1, 2, replace=False).tolist())
        s = int(rng.integers(2))
        for k in range(max(0, (a - D) // T), (b - 1) // T + 1):
            got = table_pod(t.on[s], t.back[s], t.cut[s], k, a, b - a, T, D)
            assert got == pytest.approx(truth(grid, m, s, k, a, b), abs=1e-13), (s, k, a, b)


def test_slot_pod_of_any_slot() -> None:
    """The closed form itself, for slots before, within and beyond a look: those it cannot see have none."""
    for _, rng in seeds(60):
        grid, m = drawn(rng)
        T, D, N = grid.slot_ticks // m.step, grid.stay // m.step, grid.horizon // m.step
        rate = m.rate[0] * m.step
        total = np.concatenate(([0.0], np.cumsum(rate * T)))
        a, b = sorted(rng.choice(N + 1, 2, replace=False).tolist())
        for k in range(grid.steps):
            got = slot_pod(total, rate, k, a, b, T, D)
            assert got == pytest.approx(truth(grid, m, 0, k, a, b), abs=1e-13)
            if k * T >= b or (k + 1) * T + D <= a:
                assert got == 0.0


def test_nothing_more_to_see_once_the_last_thing_is_gone() -> None:
    """Beyond D + T after a slot's beginning a longer look sees no more of it: tables may stop there."""
    for _, rng in seeds(40):
        grid, m = drawn(rng)
        t, T, D, N = units(grid, m)
        for k in range(grid.steps):
            for b in range(k * T + D + T, N + 1):
                assert truth(grid, m, 0, k, k * T, b) == pytest.approx(t.on[0, k, D + T], abs=1e-13)


def test_pod_grows_with_the_look_and_stays_a_probability() -> None:
    """Longer looks see no less, none sees more than all, blind ones see nothing."""
    for _, rng in seeds(40):
        grid, m = drawn(rng)
        t, _, _, _ = units(grid, m)
        assert (np.diff(t.on, axis=2) >= -1e-15).all()
        assert (np.diff(t.cut[:, :, 1:], axis=2) >= -1e-15).all()
        for table in (t.on, t.back, t.cut):
            assert (table >= 0.0).all() and (table <= 1.0).all()
        blind, *_ = units(grid, replace(m, rate=np.zeros_like(m.rate)))
        assert not blind.on.any() and not blind.back.any() and not blind.cut.any()


def test_rows_of_slots_reached_back_to_tile_the_table() -> None:
    """Row j is D + T(1 - j) long and begins where row j - 1 ends: none overwrites another."""
    for T in range(1, 6):
        for stay in range(1, 6):
            D = stay * T
            at = 0
            for j in range(1, stay + 2):
                assert back_offset(j, T, D) == at
                at += D + T * (1 - j)


def test_small_rates_keep_their_precision() -> None:
    """Near nought the closed form switches to a series: PODs stay right relative to their size."""
    nodes, weights = np.polynomial.legendre.leggauss(12)
    for rate in (1e-12, 1e-9, 1e-7, 1e-6, 3e-6, 1e-5, 1e-4, 1e-2):
        # a look over the whole slot at a steady rate, stay one slot of 4: exposure falls from 4 to 0
        u = 2.0 + 2.0 * nodes
        want = float((weights * -np.expm1(-rate * (4.0 - u))).sum() / 2.0)
        total, rates = np.array([0.0, 4.0 * rate]), np.array([rate])
        assert slot_pod(total, rates, 0, 0, 4, 4, 4) == pytest.approx(want, rel=1e-9)


def test_a_certain_look() -> None:
    """At an enormous rate all is seen but what begins in the last instant; nothing overflows."""
    total, rates = np.array([0.0, 4e6, 8e6]), np.array([1e6, 1e6])
    assert slot_pod(total, rates, 0, 0, 8, 4, 4) == 1.0
    assert slot_pod(total, rates, 1, 0, 8, 4, 4) == pytest.approx(1.0 - 2.5e-7, abs=1e-12)
    assert slot_pod(total, rates, 0, 4, 8, 4, 4) == pytest.approx(1.0 - 2.5e-7, abs=1e-12)


def test_minimum_on_task_is_rounded_up_and_tables_are_long_enough() -> None:
    """A task is never shorter than allowed, and every shortest task is among the explicit lengths."""
    for _, rng in seeds(40):
        grid, m = drawn(rng)
        t, T, D, _ = units(grid, m)
        assert (t.shortest * m.step >= m.min_task).all()
        assert ((t.shortest - 1) * m.step < m.min_task).all()
        assert t.longest >= max(D + T, t.shortest.max())


def test_a_part_of_the_sectors_has_the_same_rows() -> None:
    """An arena over a few sectors prices them as the whole does."""
    for _, rng in seeds(20):
        grid, m = drawn(rng)
        whole, one = build(grid, m, np.arange(2)), build(grid, m, np.array([1]))
        for name in ("on", "back", "cut"):
            np.testing.assert_array_equal(getattr(whole, name)[1:], getattr(one, name))


def test_alike_days_share_their_pods() -> None:
    """Rates that run the same for days: what is copied from the day before is what its own integral gives."""
    grid = Grid(sectors=2, steps=40, slot_ticks=3, stay_steps=3)
    rate = np.tile(np.array([[0.1, 0.1, 0.3, 0.3, 0.2]]), (2, 8))
    rate[1, 20:25] = 0.0
    mover = replace(made.mover(grid, step=1), rate=rate)
    t = build(grid, mover, np.arange(2))
    total = np.concatenate([np.zeros((2, 1)), np.cumsum(rate * t.T, axis=1)], axis=1)
    for s in range(2):
        for a in range(0, 119):
            for size in range(1, min(t.longest, 120 - a) + 1):
                for k in range(max(0, (a - t.D) // t.T), min(40, (a + size - 1) // t.T + 1)):
                    p = table_pod(t.on[s], t.back[s], t.cut[s], k, a, size, t.T, t.D)
                    assert abs(p - slot_pod(total[s], rate[s], k, a, a + size, t.T, t.D)) < 1e-12
