"""The inequalities that the bound rests on, at random and at every corner."""

from __future__ import annotations

from itertools import product
from math import exp, prod, sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracles.pod import mean_miss

from .plain import h

probability = st.floats(0.0, 1.0)
few = st.lists(probability, min_size=0, max_size=6)
TINY = 1e-12


def joint(p: list[float]) -> float:
    return 1.0 - prod(1.0 - x for x in p)


@settings(max_examples=400)
@given(few, probability)
def test_level_and_h_cover_what_a_slot_is_worth(p: list[float], R: float) -> None:
    """Inequality (1): or the bound is no bound."""
    assert joint(p) <= R + sum(h(x, R) for x in p) + TINY


@settings(max_examples=400)
@given(few, probability, probability)
def test_private_levels_cover_what_a_flight_adds(p: list[float], R: float, lift: float) -> None:
    """Inequalities (2) and (3): or a private bid could be too low."""
    higher = R + (1.0 - R) * lift
    assert h(joint(p), R) <= sum(h(x, R) for x in p) + TINY
    assert h(joint(p), R) <= higher - R + sum(h(x, higher) for x in p) + TINY


def test_corners() -> None:
    """The proofs say that p in {0, √R, 1} decides: try them all, for one to five looks."""
    grid = [i / 20 for i in range(21)]
    for R, higher in product(grid, grid):
        if higher < R:
            continue
        for n in range(6):
            for p in product({0.0, sqrt(R), sqrt(higher), 1.0}, repeat=min(n, 4)):
                p = [*p, *([sqrt(higher)] * (n - len(p)))]
                assert joint(p) <= R + sum(h(x, R) for x in p) + TINY
                assert h(joint(p), R) <= higher - R + sum(h(x, higher) for x in p) + TINY


def test_the_bound_is_tight_for_one_and_two_looks_at_the_kink() -> None:
    """Equality at √R shows that h cannot be lowered."""
    for R in (0.04, 0.25, 0.64):
        for n in (1, 2):
            p = [sqrt(R)] * n
            assert abs(joint(p) - R - sum(h(x, R) for x in p)) < TINY


@given(st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_mean_miss_lies_between_its_ends(x0: float, x1: float) -> None:
    """The closed form that all PODs rest on, at its plainest."""
    assert exp(-max(x0, x1)) - TINY <= mean_miss(x0, x1) <= exp(-min(x0, x1)) + TINY
