"""Requirements in the bound: no plan passes it at any prices, and prices out of bounds are refused."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import Certificate, Look, Problem
from patrolplan.verify.bound.asked import bonuses, owed, priced_weight
from patrolplan.verify.bound.oracle import CertificateError, bound
from tests.oracles.asked import draw_prices, draw_requirements, rows_met
from tests.oracles.brute import TooManyError, objective, optimum
from tests.oracles.random_problems import Sizes, draw_certificate, random_problem

FEW = Sizes(sectors=(2, 4), steps=(4, 8), ships=(0, 2), detachments=(0, 1), itineraries=250)


def asked_problem(seed: int) -> tuple[Random, Problem]:
    r = Random(seed)
    return r, draw_requirements(r, random_problem(seed, FEW))


def test_no_plan_passes_the_bound_at_any_prices() -> None:
    """The optimum, by enumeration, of value less priced shortfalls lies under any certificate's bound."""
    tried = 0
    for seed in range(120):
        r, problem = asked_problem(seed)
        try:
            best = optimum(problem)
        except TooManyError:
            continue
        if np.isfinite(best.value):
            assert objective(problem, best.choice) == pytest.approx(best.value, abs=1e-9)
        certificate = draw_certificate(r, problem)
        certificate = replace(certificate, requirements=draw_prices(r, problem, certificate.scale))
        assert bound(problem, certificate).value >= best.value - 1e-9, seed
        tried += 1
    assert tried > 60


def test_bonus_counts_the_rows_that_a_look_meets() -> None:
    """The two tables give what listing rows gives, for every look and mover (spans are met if touched)."""
    for seed in range(30):
        r, problem = asked_problem(seed)
        rows = problem.requirements.meetings
        problem = replace(
            problem,
            requirements=replace(
                problem.requirements, meetings=replace(rows, within=np.zeros(len(rows), dtype=bool))
            ),
        )
        certificate = Certificate(1000, np.zeros_like(problem.weight, dtype=np.int64))
        certificate = replace(certificate, requirements=draw_prices(r, problem, 1000))
        T, given = problem.grid.slot_ticks, certificate.requirements
        assert given is not None
        for mover in range(len(problem.movers)):
            ended, begun = bonuses(problem, certificate, mover)
            for _ in range(20):
                s, a = r.randrange(problem.grid.sectors), r.randrange(problem.grid.horizon)
                look = Look(s, a, r.randint(a + 1, problem.grid.horizon))
                met = rows_met(problem, mover, (look,))
                due = int(given[: len(rows)][met].sum())
                assert begun[s, -(-look.end // T)] - ended[s, look.start // T] == due


def test_coverage_prices_raise_weights_and_are_owed() -> None:
    """A coverage row's price adds its part to each slot, rounded up, and takes off what is asked, down."""
    for seed in range(40):
        r, problem = asked_problem(seed)
        certificate = Certificate(10**6, np.zeros_like(problem.weight, dtype=np.int64))
        given = draw_prices(r, problem, 10**6)
        certificate = replace(certificate, requirements=given)
        meetings = len(problem.requirements.meetings)
        due, off = problem.weight.copy(), float(given[:meetings].sum()) / 1e6
        for price, row in zip(given[meetings:].tolist(), problem.requirements.coverages, strict=True):
            due[row.sector] += price / 1e6 * row.weight
            off += price / 1e6 * row.need
        weight = priced_weight(problem, certificate)
        assert (weight >= due).all() and np.allclose(weight, due, rtol=1e-12, atol=0.0)
        assert owed(problem, certificate) / 1e6 == pytest.approx(off, abs=1e-5)


def test_prices_out_of_bounds_are_refused() -> None:
    """Too many, negative, or above the price of missing the row: no proof."""
    _, problem = next(
        (r, p) for r, p in map(asked_problem, range(50)) if (np.isfinite(p.requirements.meetings.price)).any()
    )
    plain = Certificate(1000, np.zeros_like(problem.weight, dtype=np.int64))
    rows = len(problem.requirements)
    row = int(np.flatnonzero(np.isfinite(problem.requirements.meetings.price))[0])
    for given, why in (
        (np.zeros(rows + 1, dtype=np.int64), "prices for"),
        (-np.eye(1, rows, row, dtype=np.int64)[0], "negative"),
        (np.eye(1, rows, row, dtype=np.int64)[0] * 10**9, "above that of missing it"),
    ):
        with pytest.raises(CertificateError, match=why):
            bound(problem, replace(plain, requirements=given))
