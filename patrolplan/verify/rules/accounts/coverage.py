"""Coverage and probability of detection, from the words of the model, in plain numbers.

A holder's coverage E grows while it is on station at a rate constant within each slot. What begins
at u stays D and is identified with probability 1 − exp(−(E(u + D) − E(u))): outside the time on
station E does not grow, so the clamps of the definition come of themselves. Within a slot the
exponent is linear between corners, hence the mean over the slot's beginnings has a closed form.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, expm1, inf


@dataclass(frozen=True)
class Coverage:
    """E as corners: times ascending [s since the horizon opened], and what was gained by then."""

    times: tuple[float, ...]
    gained: tuple[float, ...]

    def at(self, time: float) -> float:
        """E at a time: linear between corners, constant outside them."""
        i = bisect_right(self.times, time)
        if i == 0:
            return 0.0
        if i == len(self.times):
            return self.gained[-1]
        t0, t1 = self.times[i - 1], self.times[i]
        e0, e1 = self.gained[i - 1], self.gained[i]
        return e0 + (e1 - e0) * (time - t0) / (t1 - t0)


def gather(spans: Sequence[tuple[float, float]], rate_per_s: Sequence[float], slot_s: int) -> Coverage:
    """E of a holder who is on station during `spans` [s].

    Args:
        spans: disjoint, ascending, each with a beginning before its end; parts outside the horizon
            of `len(rate_per_s)` steps gain nothing.
        rate_per_s: coverage gained per second in each step [1/s].
        slot_s: length of a step [s].

    """
    return _gathered(
        [(begin, end, inf) for begin, end in spans], rate_per_s, (1.0,) * len(rate_per_s), slot_s
    )


def gather_along(
    moves: Sequence[tuple[float, float, float]],
    rate_per_s: Sequence[float],
    speed_kn: Sequence[float],
    slot_s: int,
) -> Coverage:
    """E of a holder along a track: W · v / A, with v no more than the effective speed, which leaves time to
    look at what is met.

    Args:
        moves: begin and end [s] and speed made good [kn] of each piece of the track; disjoint, ascending.
        rate_per_s: coverage gained per second at effective speed in each step [1/s].
        speed_kn: effective speed in each step [kn].
        slot_s: length of a step [s].

    """
    return _gathered(moves, rate_per_s, speed_kn, slot_s)


def _gathered(
    moves: Sequence[tuple[float, float, float]],
    rate_per_s: Sequence[float],
    speed_kn: Sequence[float],
    slot_s: int,
) -> Coverage:
    horizon = float(len(rate_per_s) * slot_s)
    times: list[float] = []
    gained: list[float] = []
    total = 0.0
    for begin, end, kn in moves:
        start, stop = max(begin, 0.0), min(end, horizon)
        if start >= stop:
            continue
        if not times or times[-1] < start:
            times.append(start)
            gained.append(total)
        now = start
        while now < stop:
            step = int(now // slot_s)
            edge = min(float((step + 1) * slot_s), stop)
            share = min(kn / speed_kn[step], 1.0) if speed_kn[step] > 0 else 1.0
            total += rate_per_s[step] * share * (edge - now)
            times.append(edge)
            gained.append(total)
            now = edge
    return Coverage(tuple(times), tuple(gained))


def pods(coverage: Coverage, stay_s: int, slot_s: int, steps: int) -> dict[int, float]:
    """Mean POD for each step whose beginnings may be identified; steps that cannot are left out.

    Per step: 1/slot · ∫ (1 − exp(−(E(u + D) − E(u)))) du over the slot, exactly.
    """
    if not coverage.times:
        return {}
    first = max(0, int((coverage.times[0] - stay_s) // slot_s))
    last = min(steps - 1, int(-(-coverage.times[-1] // slot_s)) - 1)
    corners = sorted({*coverage.times, *(t - stay_s for t in coverage.times)})
    found: dict[int, float] = {}
    for step in range(first, last + 1):
        begin, end = float(step * slot_s), float((step + 1) * slot_s)
        cuts = [begin, *(t for t in corners if begin < t < end), end]
        lost = 0.0
        for u0, u1 in pairwise(cuts):
            g0 = coverage.at(u0 + stay_s) - coverage.at(u0)
            g1 = coverage.at(u1 + stay_s) - coverage.at(u1)
            lost += (u1 - u0) * mean_exp(g0, g1)
        pod = 1.0 - lost / slot_s
        if pod > 0.0:
            found[step] = pod
    return found


def joint_pods(coverages: Sequence[Coverage], stay_s: int, slot_s: int, steps: int) -> dict[int, float]:
    """Mean chance, for each step, that any of several holders' looks identifies what begins in it.

    At each moment the exponents add up, and the sum is linear between corners, so the mean over the slot is
    as exact as that of one look: 1/slot · ∫ (1 − exp(−Σ (E(u + D) − E(u)))) du. The model's value multiplies
    the slot's mean PODs instead, as if a moment that one look misses told nothing of the other.
    """
    held = [coverage for coverage in coverages if coverage.times]
    if not held:
        return {}
    first = max(0, int((min(c.times[0] for c in held) - stay_s) // slot_s))
    last = min(steps - 1, int(-(-max(c.times[-1] for c in held) // slot_s)) - 1)
    corners = sorted({t for c in held for t in (*c.times, *(t - stay_s for t in c.times))})
    found: dict[int, float] = {}
    for step in range(first, last + 1):
        begin, end = float(step * slot_s), float((step + 1) * slot_s)
        near = [c for c in held if c.times[0] - stay_s < end and c.times[-1] > begin]
        cuts = [begin, *corners[bisect_right(corners, begin) : bisect_left(corners, end)], end]
        gains = [sum(c.at(u + stay_s) - c.at(u) for c in near) for u in cuts]
        lost = sum(
            (u1 - u0) * mean_exp(g0, g1) for (u0, g0), (u1, g1) in pairwise(zip(cuts, gains, strict=True))
        )
        pod = 1.0 - lost / slot_s
        if pod > 0.0:
            found[step] = pod
    return found


def mean_exp(g0: float, g1: float) -> float:
    """Mean of exp(−g) as g runs linearly from g0 to g1."""
    run = g1 - g0
    if run == 0.0:
        return exp(-g0)
    return exp(-g0) * -expm1(-run) / run


def jointly(pods_of_looks: Sequence[float]) -> float:
    """1 − Π(1 − POD): the chance that at least one of the looks identifies."""
    missed = 1.0
    for pod in pods_of_looks:
        missed *= 1.0 - pod
    return 1.0 - missed
