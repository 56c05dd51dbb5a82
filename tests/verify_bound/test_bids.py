"""Bids of single holders against exhaustive enumeration: equal to the last unit."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from random import Random

import numpy as np

from patrolplan.problem.types import Look, Problem
from patrolplan.verify.bound.looks import levels_of
from patrolplan.verify.bound.oracle import bound
from patrolplan.verify.bound.private import private_levels
from patrolplan.verify.bound.ships import task_tables
from tests.oracles.itineraries import TooManyError
from tests.oracles.random_problems import REVISITS, SHIPS_ONLY, Sizes, draw_certificate, random_problem

from .plain import Chain, flight_chains, kernel_gains, ship_bid
from .tuning import tempting, tuned_private


def small(seed: int, base: Sizes, few: int = 500) -> Problem:
    return random_problem(seed, replace(base, itineraries=few))


def test_ship_bids_equal_the_dearest_listed_itinerary() -> None:
    """Entry, exit, spells, waiting, timed ways, forbidden slots and long tasks: all in one figure."""
    tried = positive = 0
    for seed in range(100):
        problem = small(seed, SHIPS_ONLY)
        certificate = draw_certificate(Random(seed), problem)
        bids = bound(problem, certificate).ships
        for i, ship in enumerate(problem.ships):
            try:
                expected = ship_bid(
                    problem, i, kernel_gains(problem, certificate.level, certificate.scale, ship.mover)
                )
            except TooManyError:
                continue
            assert bids[i] == expected, (seed, i)
            tried, positive = tried + 1, positive + (expected > 0)
    assert tried > 100 and positive > 70


def test_flight_bids_equal_the_dearest_listed_flight() -> None:
    """With private levels too: the bid is what its definition says, computed from the list of flights."""
    tried = sharpened = 0
    for seed in range(75):
        r, problem = Random(seed), small(seed, REVISITS)
        problem = tempting(problem) if seed % 3 else problem
        drawn = draw_certificate(r, problem)
        if r.random() < 0.5:
            drawn = replace(drawn, level=np.zeros_like(drawn.level))
        listed: dict[tuple[int, int], list[Chain]] = {}
        for d, det in enumerate(problem.detachments):
            for takeoff in det.takeoffs.tolist():
                with suppress(TooManyError):
                    listed[d, takeoff] = flight_chains(problem, d, takeoff)
        tuned = [
            tuned_private(problem, drawn, listed[p.detachment, p.takeoff], p, r)
            if listed.get((p.detachment, p.takeoff)) and r.random() < 0.8
            else p
            for p in drawn.private
        ]
        certificate = replace(drawn, private=tuple(tuned))
        bids = bound(problem, certificate).takeoffs
        for (d, takeoff), chains in listed.items():
            det = problem.detachments[d]
            common = kernel_gains(problem, certificate.level, certificate.scale, det.mover)
            expected = public = max((sum(map(common, c)) for c in chains), default=-1)
            for private in certificate.private:
                if (private.detachment, private.takeoff) != (d, takeoff):
                    continue
                level, costs = private_levels(problem, certificate, private)
                cost = int(costs.sum())
                own = kernel_gains(problem, level, certificate.scale, det.mover)
                alive = {x for c in chains if sum(map(common, c)) > private.claim for x in c}
                mine = [sum(map(own, c)) for c in chains if alive.issuperset(c)]
                expected = min(expected, max(private.claim, cost + max(mine, default=-cost)))
            assert bids[d][det.takeoffs.tolist().index(takeoff)] == expected, (seed, d, takeoff)
            tried, sharpened = tried + 1, sharpened + (expected < public)
    assert tried > 100 and sharpened > 8, (tried, sharpened)


def test_a_long_task_grows_by_the_same_integers_whenever_it_began() -> None:
    """The claim of `ships`: onward gains added up are the gain of the whole task, exactly."""
    for seed in range(40):
        problem = small(seed, SHIPS_ONLY)
        certificate = draw_certificate(Random(seed), problem)
        levels = levels_of(problem.weight, certificate.level, certificate.scale)
        for m, mover in enumerate(problem.movers):
            tables = task_tables(mover, problem.grid, levels)
            earn = kernel_gains(problem, certificate.level, certificate.scale, m)
            edges = tables.onward.shape[1]
            for s in range(problem.grid.sectors):
                for i in range(edges):
                    n = int(tables.longest[s])
                    if i + n >= edges or tables.explicit[s, i, n] < 0:
                        continue
                    total, j = int(tables.explicit[s, i, n]), i + n
                    while tables.onward[s, j] >= 0:
                        total, j = total + int(tables.onward[s, j]), j + 1
                        look = Look(s, i * mover.step, j * mover.step)
                        assert total == earn(look)


def test_levels_at_scale_leave_only_the_levels_to_pay() -> None:
    """R = 1 everywhere: no look earns anything and the bound is the whole weight."""
    problem = small(1, SHIPS_ONLY)
    certificate = draw_certificate(Random(1), problem, private=False)
    full = np.full_like(certificate.level, certificate.scale)
    parts = bound(problem, type(certificate)(certificate.scale, full))
    assert parts.total == parts.levels
    assert abs(parts.value - problem.weight.sum()) <= problem.weight.size / certificate.scale
