"""Take-offs asked for, and hours that cost: search, bound and oracle against the optimum."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from patrolplan.solver.dues import dues_of
from patrolplan.solver.effort import EFFORTS
from patrolplan.solver.run import solve
from patrolplan.verify.bound.oracle import bound
from tests.oracles.brute import TooManyError, objective, optimum
from tests.oracles.dues import draw_dues, programme_cost
from tests.oracles.random_problems import AIRCRAFT_ONLY, SMALL, draw_certificate, random_problem
from tests.oracles.rules import feasible

from . import made


def test_planned_and_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """The value is the objective's, the rules are kept, the bound holds for the optimum and the oracle
    confirms it; nearly always the plan is the best there is.
    """
    tiny = replace(EFFORTS["quick"], rounds=15, refreshes=1, ship_moves=60, flight_moves=60, nodes=20)
    monkeypatch.setitem(EFFORTS, "tiny", tiny)
    done = hits = binding = 0
    for seed in range(40):
        problem = draw_dues(Random(seed), random_problem(seed, AIRCRAFT_ONLY if seed % 3 else SMALL))
        if not problem.priced:
            continue
        try:
            best = optimum(problem, itinerary_limit=150, node_limit=1500)
        except TooManyError:
            continue
        result = solve(problem, effort="tiny")
        assert not feasible(problem, result.choice), seed
        assert result.value == pytest.approx(objective(problem, result.choice), abs=1e-9), seed
        confirmed = bound(problem, result.certificate).value
        assert best.value - 1e-9 <= confirmed <= result.bound, seed
        done += 1
        hits += result.value >= best.value - 1e-9
        binding += programme_cost(problem, best.choice.flights) > 0
    assert done >= 8
    assert binding >= 3
    assert hits >= 0.9 * done


def test_any_certificate_is_a_bound() -> None:
    """Whatever levels say, private ones too: never less than the best objective."""
    done = 0
    for seed in range(60):
        r = Random(seed)
        problem = draw_dues(r, random_problem(seed, AIRCRAFT_ONLY))
        try:
            best = optimum(problem, itinerary_limit=150, node_limit=1500)
        except TooManyError:
            continue
        done += 1
        assert bound(problem, draw_certificate(r, problem)).value >= best.value - 1e-9, seed
    assert done >= 15


def test_without_prices_nothing_changes() -> None:
    """A problem that asks for nothing has no dues; a flight owes its price only up to the number asked."""
    plain = made.two_days()
    assert dues_of(plain) is None
    det = plain.detachments[0]
    asked = replace(det, least=np.array([2, 1], np.int32), least_price=0.25)
    dues = dues_of(replace(plain, detachments=(asked,)))
    assert dues is not None
    assert dues.cost([]) == 0.75
    first = int(det.takeoffs[0])
    assert dues.cost([(0, 0, first)]) == 0.5
    assert [dues.owed(0, 1, n) for n in (0, 1, 2)] == [0.25, 0.0, 0.0]
