"""The longest chain of looks, against recursion over every chain there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import pytest
from numpy.typing import NDArray

from patrolplan.solver.chain import LOW, forward, onward, trace
from patrolplan.solver.lattice import run_lengths

from .plain import Floats, Rng, seeds

NOWHERE = -np.inf


@dataclass(frozen=True)
class Case:
    """One programme's inputs; gains need not come from any water."""

    first: int
    last: int
    T: int
    entry: NDArray[np.int32]
    leave: NDArray[np.int32]
    shortest: NDArray[np.int32]
    longest: int
    rows: NDArray[np.int64]
    free: NDArray[np.int32]
    lag: NDArray[np.int32]
    timed: NDArray[np.int64]
    look: Floats
    begun: Floats
    until: Floats

    def gain(self, s: int, a: int, b: int) -> float:
        if b - a <= self.longest:
            return float(self.look[s, a, b - a])
        return float(self.begun[s, a] + self.until[s, b])

    def looks(self, s: int, earliest: int) -> list[tuple[int, int]]:
        """Every look in s that starts at `earliest` or later."""
        return [
            (a, b)
            for a in range(max(self.first, earliest), self.last)
            for b in range(a + int(self.shortest[s]), min(self.last, a + int(self.free[s, a])) + 1)
        ]

    def ready(self, s: int, b: int, d: int) -> int:
        """From when on a look in d may follow one that ended in s at b; beyond `last`: never.

        In the same sector only once the water between was closed.
        """
        if s == d:
            t = b + int(self.free[s, b])
            while t <= self.last and self.free[s, t] == 0:
                t += 1
            return t
        times = [b + int(self.lag[s, d])] if self.lag[s, d] >= 0 else []
        for tail, head, units, arrives, closes in self.timed.tolist():
            if (tail, head) == (s, d) and b < closes:
                times.append(max(b + units, arrives))
        return min(times, default=self.last + 1)


class Plain:
    """Every chain, by recursion."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.after = lru_cache(maxsize=None)(self._after)
        self.ended = lru_cache(maxsize=None)(self._ended)
        self.start = lru_cache(maxsize=None)(self._start)

    @cached_property
    def best(self) -> float:
        c = self.case
        return max(
            [0.0]
            + [
                c.gain(s, a, b) + self.after(s, b)
                for s in c.rows.tolist()
                for a, b in c.looks(s, int(c.entry[s]))
            ]
        )

    def _after(self, s: int, b: int) -> float:
        """Best of what may follow a look that ended in s at b."""
        c = self.case
        out = 0.0 if b <= c.leave[s] else NOWHERE
        for d in c.rows.tolist():
            for x, y in c.looks(d, c.ready(s, b, d)):
                out = max(out, c.gain(d, x, y) + self.after(d, y))
        return out

    def _ended(self, s: int, b: int) -> float:
        """Best chain whose last look ends in s at b."""
        c = self.case
        return max(
            (self.start(s, a) + c.gain(s, a, b) for a, end in c.looks(s, c.first) if end == b),
            default=NOWHERE,
        )

    def _start(self, s: int, t: int) -> float:
        """Best chain after which a look may start in s at t."""
        c = self.case
        out = 0.0 if t >= c.entry[s] else NOWHERE
        for o in c.rows.tolist():
            for b in range(c.first + 1, t + 1):
                if c.ready(o, b, s) <= t:
                    out = max(out, self.ended(o, b))
        return out


def draw(rng: Rng) -> Case:
    """Two to four sectors; ways of no length, closed ways, ways with hours; closed water; ties."""
    n, T = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    K = int(rng.integers(3, 11 - 2 * T))
    N = K * T
    longest = int(rng.integers(2, 6))
    lag = rng.integers(-1, 4, (n, n)).astype(np.int32)
    np.fill_diagonal(lag, -1)
    timed = []
    for _ in range(int(rng.integers(0, 5))):
        s, d = rng.choice(n, 2, replace=False)
        units = int(rng.integers(0, 3))
        timed.append((s, d, units, units + rng.integers(0, N), rng.integers(1, N + 1)))
    first = int(rng.integers(0, N // 2)) if rng.random() < 0.4 else 0
    last = int(rng.integers(first + 1, N + 1)) if rng.random() < 0.4 else N
    ties = rng.random() < 0.5
    shape = (n, N, longest + 1)
    look = rng.integers(0, 3, shape).astype(float) if ties else rng.random(shape)
    begun = rng.integers(0, 3, (n, N + 1)).astype(float) if ties else rng.random((n, N + 1))
    until = rng.integers(0, 3, (n, N + 1)).astype(float) if ties else rng.random((n, N + 1))
    for a in range(N - longest + 1):  # the longest explicit look is worth the same either way
        look[:, a, longest] = begun[:, a] + until[:, a + longest]
    middle = (first + last) // 2
    entry = rng.integers(first, middle + 1, n).astype(np.int32)
    entry[rng.random(n) < 0.2] = 2**30
    leave = rng.integers(middle, last + 1, n).astype(np.int32)
    leave[rng.random(n) < 0.2] = -1
    rows = np.arange(n) if rng.random() < 0.6 else np.sort(rng.choice(n, n - 1, replace=False))
    return Case(
        first, last, T, entry, leave,
        rng.integers(1, longest + 1, n).astype(np.int32), longest, rows,
        run_lengths(rng.random((n, K)) > rng.choice([0.0, 0.25]), T), lag,
        np.array(timed, np.int64).reshape(-1, 5), look, begun, until,
    )  # fmt: skip


def used(rng: Rng, case: Case) -> tuple[Floats, Floats, Floats]:
    """Working arrays as an earlier pass over all sectors left them."""
    H, V, M = (rng.random((len(case.lag), case.free.shape[1])) * 9.0 for _ in range(3))
    run(replace(case, rows=np.arange(len(case.lag))), (H, V, M))
    return H, V, M


def run(case: Case, work: tuple[Floats, Floats, Floats]) -> tuple[float, int, int]:
    return forward(
        case.first, case.last, case.T, case.entry, case.leave, case.shortest, case.longest, case.rows,
        case.free, case.lag, case.timed, case.look, case.begun, case.until, *work,
    )  # fmt: skip


def traced(case: Case, work: tuple[Floats, Floats, Floats], sector: int, end: int) -> list[list[int]]:
    return trace(
        case.first, sector, end, case.T, case.shortest, case.longest, case.rows, case.free, case.entry,
        case.lag, case.timed, case.look, case.begun, case.until, *work,
    ).tolist()  # fmt: skip


def same(got: float, want: float) -> bool:
    if want == NOWHERE:
        return got == LOW
    return got == pytest.approx(want, abs=1e-9)


@pytest.mark.parametrize("block", range(6))
def test_the_best_chain_is_the_best_of_all(block: int) -> None:
    """Worth, every intermediate best, and a chain that is feasible and worth what it is said to be."""
    chains = several = 0
    for seed, rng in seeds(60, 60 * block):
        case = draw(rng)
        plain = Plain(case)
        work = used(rng, case)
        worth, sector, end = run(case, work)
        assert worth == pytest.approx(plain.best, abs=1e-9), seed
        H, V, _ = work
        for s in case.rows.tolist():
            for t in range(case.first, case.last + 1):
                assert same(H[s, t], plain.start(s, t)), (seed, s, t)
                assert same(V[s, t], plain.ended(s, t)), (seed, s, t)
        assert (sector < 0) == (plain.best <= 0.0)
        if sector < 0:
            continue
        looks = traced(case, work, sector, end)
        assert looks, seed
        total, before = 0.0, None
        for s, a, b in looks:
            assert s in case.rows
            assert (a, b) in case.looks(s, case.first)
            assert a >= (case.entry[s] if before is None else case.ready(before[0], before[1], s)), seed
            total, before = total + case.gain(s, a, b), (s, b)
        assert before is not None and before[1] <= case.leave[before[0]]
        assert total == pytest.approx(worth, abs=1e-9), seed
        chains += 1
        several += len(looks) > 1
    assert chains > 30 and several > 3


@pytest.mark.parametrize("block", range(4))
def test_onward_is_the_mirror(block: int) -> None:
    """What may still follow, from every sector and time, whatever the arrays held before; together with
    what came before it gives the best chain through each sector.
    """
    for seed, rng in seeds(60, 1000 + 60 * block):
        case = draw(rng)
        plain = Plain(case)
        A, B = (rng.random(case.begun.shape) * 9.0 for _ in range(2))
        onward(
            case.first, case.last, case.leave, case.shortest, case.longest, case.rows, case.free, case.lag,
            case.timed, case.look, case.begun, case.until, A, B,
        )  # fmt: skip
        for s in case.rows.tolist():
            for t in range(case.first, case.last + 1):
                ahead = max(
                    (case.gain(s, a, b) + plain.after(s, b) for a, b in case.looks(s, t)), default=NOWHERE
                )
                assert same(A[s, t], ahead), (seed, s, t)
                assert same(B[s, t], plain.after(s, t)), (seed, s, t)
        if case.rows.size and plain.best > 0.0:
            through = max(
                plain.start(s, t) + A[s, t]
                for s in case.rows.tolist()
                for t in range(case.first, case.last + 1)
                if plain.start(s, t) > NOWHERE
            )
            assert through == pytest.approx(plain.best, abs=1e-9), seed


def test_nothing_pays() -> None:
    """Gains of nought, no entry, no exit or no time: no chain, and no worth."""
    _, rng = next(seeds(1, 7))
    case = replace(draw(rng), first=0, rows=np.arange(2))
    nought = replace(case, look=case.look * 0, begun=case.begun * 0, until=case.until * 0)
    closed = replace(case, entry=np.full_like(case.entry, 2**30))
    kept = replace(case, leave=np.full_like(case.leave, -1))
    short = replace(case, shortest=np.full_like(case.shortest, case.longest), last=1)
    for poor in (nought, closed, kept, short):
        work = used(rng, poor)
        assert run(poor, work) == (0.0, -1, -1)


def test_a_trace_keeps_to_the_sectors_in_play() -> None:
    """Working arrays still hold an earlier pass over all sectors: a twin left out must not be taken for the
    sector that the chain came from.
    """
    n, N = 3, 6
    look = np.zeros((n, N, 3))
    look[:2, 0, 2], look[2, 3:, 2] = 1.0, 2.0
    case = Case(
        0, N, 1, np.array([0, 0, 2**30], np.int32), np.full(n, N, np.int32), np.full(n, 2, np.int32), 2,
        np.array([1, 2]), run_lengths(np.ones((n, N), bool), 1), np.full((n, n), -1, np.int32),
        np.array([[0, 2, 1, 1, N], [1, 2, 1, 1, N]]), look, np.zeros((n, N + 1)), np.zeros((n, N + 1)),
    )  # fmt: skip
    work = used(np.random.default_rng(0), case)
    worth, sector, end = run(case, work)
    assert worth == 3.0
    assert traced(case, work, sector, end) == [[1, 0, 2], [2, 3, 5]]
