"""Quotas a day and a week, against every way to fill them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from patrolplan.problem.types import NEVER
from patrolplan.solver.crewing import name_crews
from patrolplan.solver.quota import fill_quota, most_flights
from patrolplan.verify.bound.quotas import NOBODY, fill, manned

from . import made
from .plain import seeds


def test_the_fullest_programme() -> None:
    """The most that any numbers of flights within both quotas come to."""
    for _, rng in seeds(300):
        days = int(rng.integers(1, 6))
        bids = rng.random(days) * (rng.random(days) > 0.2)
        per_day = rng.integers(0, 4, days).astype(np.int32)
        week = np.sort(rng.integers(0, 3, days)).astype(np.int32)
        per_week, most = int(rng.choice([0, 1, 2, 4, NEVER])), int(rng.choice([0, 1, 3, NEVER]))
        want = max(
            sum(n * b for n, b in zip(plan, bids.tolist(), strict=True))
            for plan in product(*(range(n + 1) for n in per_day.tolist()))
            if sum(plan) <= most
            and all(
                sum(n for n, x in zip(plan, week.tolist(), strict=True) if x == w) <= per_week for w in week
            )
        )
        assert fill_quota(bids, per_day, week, per_week, most) == pytest.approx(want, abs=1e-12)


def test_the_fullest_programme_with_prices() -> None:
    """Where take-offs are asked for at a price: the most that any numbers of flights come to, less what is
    missing; in whole numbers the oracle's own filling is the same.
    """
    for seed, rng in seeds(300):
        days = int(rng.integers(1, 5))
        bids = rng.integers(-3, 9, days).astype(float)
        bids[rng.random(days) < 0.2] = -np.inf
        per_day = rng.integers(0, 4, days).astype(np.int32)
        least = rng.integers(0, 4, days).astype(np.int32)
        week = np.sort(rng.integers(0, 3, days)).astype(np.int32)
        per_week, most = int(rng.choice([0, 1, 2, 4, NEVER])), int(rng.choice([0, 1, 3, NEVER]))
        price = float(rng.integers(0, 6))
        want = max(
            sum(n * b for n, b in zip(plan, bids.tolist(), strict=True) if n)
            - price * sum(max(0, a - n) for n, a in zip(plan, least.tolist(), strict=True))
            for plan in product(*(range(n + 1) for n in per_day.tolist()))
            if sum(plan) <= most
            and all(
                sum(n for n, x in zip(plan, week.tolist(), strict=True) if x == w) <= per_week for w in week
            )
        )
        assert fill_quota(bids, per_day, week, per_week, most, least, price) == want, seed
        det = replace(
            made.two_days().detachments[0], per_day=per_day, week=week, per_week=per_week, least=least,
            least_price=price,
        )  # fmt: skip
        whole = tuple(NOBODY if b == -np.inf else int(b) for b in bids.tolist())
        assert fill(det, whole, most) == want, seed


def test_no_days() -> None:
    """A detachment without a day flies nothing."""
    nothing = np.empty(0, np.int32)
    assert fill_quota(np.empty(0), nothing, nothing, 3) == 0.0


def test_no_crewed_programme_has_more_flights() -> None:
    """Rosters that can be named, of flights no shorter than can be, never pass the limit; it binds often.
    The oracle's own count is the same.
    """
    bound_by_it = 0
    for seed, rng in seeds(300):
        det = made.two_days().detachments[0]
        rules = replace(
            made.EASY_CREW, airframes=int(rng.integers(1, 3)), turnaround=int(rng.integers(0, 4)),
            crews=int(rng.integers(1, 3)), brief=1, debrief=1, rest=int(rng.integers(0, 6)),
            long_duty=9, long_rest=int(rng.integers(0, 9)), hours_7d=int(rng.integers(4, 20)),
            week=int(rng.choice([12, 20, 40])), line=int(rng.choice([1, NEVER])),
        )  # fmt: skip
        if rng.random() < 0.5:
            rules = replace(
                rules,
                flown_7d=tuple(int(x) for x in rng.integers(0, 8, rules.crews)),
                ready=tuple(int(x) for x in rng.integers(0, 9, rules.crews)),
            )
        det = replace(det, crewing=rules)
        mover = made.wing_problem(steps=12).movers[0]
        most = most_flights(det, mover)
        assert most == manned(det, mover), seed
        last = int(np.flatnonzero(det.landing)[-1])
        first, shortest = int(det.takeoffs[0]), 1 + int(mover.min_task.min()) + 1
        times: list[tuple[int, int]] = []
        for a in range(first, last - shortest + 1):  # as many short flights as will go, first come
            longer = [*times, (a, a + shortest)]
            if name_crews(rules, longer) is not None:
                times = longer
        assert len(times) <= most, seed
        bound_by_it += len(times) == most
    assert bound_by_it > 50
