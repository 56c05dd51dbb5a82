"""The whole bound: never below the true optimum, whatever the certificate says."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patrolplan.problem.types import Certificate, Choice, Private, Problem
from patrolplan.verify.bound import oracle
from patrolplan.verify.bound.oracle import CertificateError, bound
from patrolplan.verify.bound.quotas import fill
from tests.oracles.brute import TooManyError, evaluate, feasible, optimum
from tests.oracles.itineraries import flights
from tests.oracles.random_problems import (
    REVISITS,
    SHIPS_ONLY,
    Sizes,
    draw_certificate,
    problems,
    random_problem,
)

from .plain import flight_chains
from .tuning import tempting, tuned_private

QUICK = Sizes(itineraries=150)


def quick(seed: int, base: Sizes) -> Problem:
    return random_problem(seed, replace(base, itineraries=150))


def test_no_certificate_proves_less_than_the_optimum() -> None:
    """Three hundred problems, each with random levels, private levels and claims, tight and absurd ones."""
    tried = tightest = 0
    for seed in range(330):
        problem = quick(seed, (Sizes(), REVISITS, Sizes(detachments=(1, 2)))[seed % 3])
        try:
            best = optimum(problem, node_limit=250)
        except TooManyError:
            continue
        tried += 1
        for n in range(2):
            certificate = draw_certificate(Random(10 * seed + n), problem)
            value = bound(problem, certificate).value
            assert value >= best.value - 1e-12, (seed, n)
            tightest += value <= best.value * 1.05 + 1e-9
    assert tried >= 300 and tightest > 20, (tried, tightest)


def test_private_levels_prove_less_but_never_too_little() -> None:
    """Where they bite: flights that come back to hot water, one a day, levels nought for all others."""
    tried = bitten = 0
    for seed in range(60):
        r = Random(seed)
        problem = tempting(quick(seed, REVISITS))
        zero = np.zeros(problem.weight.shape, dtype=np.int64)
        bare = Certificate(10**9, zero)
        try:
            best = optimum(problem, itinerary_limit=2500, node_limit=300)
            privates = []
            for d, det in enumerate(problem.detachments):
                for takeoff in det.takeoffs.tolist():
                    chains = flight_chains(problem, d, takeoff)
                    empty = np.zeros(0, dtype=np.int64)
                    if chains:
                        blank = Private(d, takeoff, 0, empty, empty, empty)
                        privates.append(tuned_private(problem, bare, chains, blank, r))
        except TooManyError:
            continue
        sharp = bound(problem, replace(bare, private=tuple(privates))).value
        assert sharp >= best.value - 1e-12, seed
        tried, bitten = tried + 1, bitten + (sharp < bound(problem, bare).value - 1e-6)
    assert tried >= 20 and bitten >= 6, (tried, bitten)


def test_one_ship_at_level_nought_is_bounded_exactly_where_nothing_is_seen_twice() -> None:
    """With one task and no levels the bound is the optimum: it is not just large."""
    exact = 0
    for seed in range(60):
        problem = quick(seed, SHIPS_ONLY)
        problem = replace(problem, ships=problem.ships[:1])
        best = optimum(problem)
        if len(best.choice.ships[0]) != 1:
            continue
        zero = np.zeros(problem.weight.shape, dtype=np.int64)
        value = bound(problem, Certificate(10**9, zero)).value
        exact += abs(value - best.value) < 1e-6
    assert exact >= 10, exact


@settings(max_examples=40, deadline=None)
@given(problems(QUICK), st.integers(0, 10**6))
def test_any_feasible_choice_lies_below(problem: Problem, seed: int) -> None:
    """Hypothesis looks for a plan above the bound: one flight and nobody else."""
    certificate = draw_certificate(Random(seed), problem)
    parts = bound(problem, certificate)
    for d in range(len(problem.detachments)):
        for flight in flights(problem, d, 250)[:: 1 + seed % 7]:
            alone = Choice(((),) * len(problem.ships), (flight,))
            if not feasible(problem, alone):
                assert evaluate(problem, alone) <= parts.value + 1e-12


def test_stretches_of_the_table_do_not_change_the_bids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long horizons are taken piece by piece to stay within memory; the figures must not notice."""
    for seed in range(12):
        problem = quick(seed, REVISITS)
        certificate = draw_certificate(Random(seed), problem)
        whole = bound(problem, certificate)
        with monkeypatch.context() as m:
            m.setattr(oracle, "TABLE_BYTES", 1)
            pieces = bound(problem, certificate)
        assert whole.total == pieces.total
        assert all((a == b).all() for a, b in zip(whole.takeoffs, pieces.takeoffs, strict=True))


def test_fill_is_the_best_filling() -> None:
    """The greedy rule against every filling."""
    for seed in range(80):
        r = Random(seed)
        problem = random_problem(seed % 10, REVISITS)
        days = r.randint(1, 5)
        det = replace(
            problem.detachments[0],
            per_day=np.array([r.randint(0, 2) for _ in range(days)], dtype=np.int32),
            week=np.array([r.randint(0, 1) for _ in range(days)], dtype=np.int32),
            per_week=r.choice([0, 1, 2, 3, 2**30]),
        )
        bids = tuple(r.randint(0, 9) for _ in range(days))
        best = 0
        for flown in product(*(range(int(n) + 1) for n in det.per_day)):
            weeks = [sum(n for n, w in zip(flown, det.week, strict=True) if w == week) for week in (0, 1)]
            if max(weeks) <= det.per_week:
                best = max(best, sum(n * b for n, b in zip(flown, bids, strict=True)))
        assert fill(det, bids) == best


def test_certificates_that_do_not_fit_are_refused() -> None:
    """Words, not a traceback from deep inside, and never a figure."""
    problem = next(p for p in (random_problem(s, REVISITS) for s in range(20)) if p.detachments)
    good = draw_certificate(Random(0), problem)
    spoiled = [
        (replace(good, scale=0), "scale"),
        (replace(good, level=good.level[:, :-1]), "slots"),
        (replace(good, level=good.level - good.scale - 1), "outside"),
        (replace(good, level=good.level + good.scale + 1), "outside"),
        (replace(good, scale=2**62), "too fine"),
    ]
    private = good.private[0]
    for changed, words in (
        (replace(private, detachment=7), "there is none"),
        (replace(private, takeoff=-5), "no such take-off"),
        (replace(private, claim=-1), "negative"),
        (replace(private, sector=np.append(private.sector, 0)), "differ"),
        (replace(private, sector=np.array([99]), step=np.array([0]), level=np.array([0])), "outside"),
        (replace(private, sector=np.array([0]), step=np.array([0]), level=np.array([-1])), "outside"),
    ):
        spoiled.append((replace(good, private=(changed,)), words))
    for certificate, words in spoiled:
        with pytest.raises(CertificateError, match=words):
            bound(problem, certificate)
