"""The judge's own POD: against numerical integration, a formula of the literature, and its own laws."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patrolplan.verify.rules.accounts.coverage import (
    gather,
    gather_along,
    joint_pods,
    jointly,
    mean_exp,
    pods,
)
from patrolplan.verify.rules.accounts.seeing import Eyes, effective_speed_kn, width_nm
from patrolplan.verify.rules.accounts.worth import Looked, Worth

SLOT = 3600
rates = st.lists(st.floats(0, 5e-4), min_size=12, max_size=12)


@st.composite
def looks(draw: st.DrawFn) -> tuple[float, float]:
    start = draw(st.integers(0, 12 * 12 - 2))
    end = draw(st.integers(start + 1, 12 * 12))
    return start * 300.0, end * 300.0


def by_sampling(rate: list[float], a: float, b: float, stay: float, step: int, samples: int = 1500) -> float:
    """The definition, beginnings sampled evenly within the slot."""

    def covered(time: float) -> float:
        k = min(int(time // SLOT), len(rate) - 1)
        return sum(rate[:k]) * SLOT + rate[k] * (time - k * SLOT)

    total = 0.0
    for i in range(samples):
        u = (step + (i + 0.5) / samples) * SLOT
        if a - stay < u < b:
            total += 1 - exp(-(covered(min(u + stay, b)) - covered(max(u, a))))
    return total / samples


@settings(max_examples=40)
@given(rates, looks(), st.integers(1, 8))
def test_pod_is_the_mean_of_its_definition(rate: list[float], look: tuple[float, float], stay: int) -> None:
    """The closed form is the integral that the model defines, whatever the rates and the look."""
    found = pods(gather([look], rate, SLOT), stay * SLOT, SLOT, len(rate))
    for step in range(0, 12, 3):
        assert found.get(step, 0.0) == pytest.approx(by_sampling(rate, *look, stay * SLOT, step), abs=2e-3)


@given(st.floats(1e-6, 1e-3), st.integers(1, 10), st.integers(1, 10))
def test_one_look_at_constant_rate_identifies_what_the_literature_says(r: float, t: int, stay: int) -> None:
    """2(m − (1 − e^(−rm))/r) + |D − t|·(1 − e^(−rm)), m = min(D, t), in hours of beginnings."""
    rate = [r] * 30
    a = 12 * SLOT
    found = pods(gather([(a, a + t * SLOT)], rate, SLOT), stay * SLOT, SLOT, 30)
    per_hour = r * SLOT
    m = min(stay, t)
    due = 2 * (m - (1 - exp(-per_hour * m)) / per_hour) + abs(stay - t) * (1 - exp(-per_hour * m))
    assert sum(found.values()) == pytest.approx(due, rel=1e-6, abs=1e-9)


@given(rates, looks(), st.floats(0.1, 0.9))
def test_a_look_in_two_parts_is_the_same_look(
    rate: list[float], look: tuple[float, float], cut: float
) -> None:
    """Coverage adds: where a look is interrupted for no time, nothing changes."""
    a, b = look
    middle = a + (b - a) * cut
    whole = pods(gather([(a, b)], rate, SLOT), 6 * SLOT, SLOT, 12)
    parts = pods(gather([(a, middle), (middle, b)], rate, SLOT), 6 * SLOT, SLOT, 12)
    assert {k: pytest.approx(v, abs=1e-12) for k, v in whole.items()} == parts


@given(st.floats(0, 50), st.floats(0, 50))
def test_mean_of_exp_lies_between_its_ends_and_is_symmetric(g0: float, g1: float) -> None:
    """Exact to rounding where the ends nearly agree too."""
    mean = mean_exp(g0, g1)
    assert mean == pytest.approx(mean_exp(g1, g0), rel=1e-12)
    assert exp(-max(g0, g1)) * (1 - 1e-12) <= mean <= exp(-min(g0, g1)) * (1 + 1e-12)


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), min_size=1, max_size=6))
def test_losses_are_what_the_value_loses(rows: list[tuple[int, float]]) -> None:
    """A task's value is the plan's with it less the plan's without it."""
    worth = Worth(
        {"A": (0.1, 0.2, 0.3, 0.4)},
        tuple(Looked(str(n), "A", {step: pod}) for n, (step, pod) in enumerate(rows)),
    )
    for n, loss in enumerate(worth.losses.values()):
        without = Worth(worth.rates, worth.looks[:n] + worth.looks[n + 1 :])
        assert loss == pytest.approx(worth.value - without.value, abs=1e-12)


def test_looks_join_as_chances_do() -> None:
    assert jointly([]) == 0.0
    assert jointly([0.5, 0.5]) == 0.75


def test_effective_speed_of_the_facts() -> None:
    """At 10 contacts per 1,000 nm², W = 5 nm, 220 kn and 4 minutes each, 58 % of the speed is left."""
    eyes = Eyes(5.0, 4.0, 220.0, 240.0, (1.0, 0.5))
    assert effective_speed_kn(eyes, 5.0, 0.010) / 220.0 == pytest.approx(0.58, abs=0.005)
    assert width_nm(eyes, night=True, sea_state=1, fatigue=0.9) == pytest.approx(4.0 * 0.5 * 0.9)


@settings(max_examples=30)
@given(rates, st.lists(looks(), min_size=1, max_size=3), st.integers(1, 8))
def test_looks_together_are_the_mean_of_their_joint_definition(
    rate: list[float], several: list[tuple[float, float]], stay: int
) -> None:
    """Moment by moment the exponents add up; one look alone is its own POD."""
    held = [gather([look], rate, SLOT) for look in several]
    found = joint_pods(held, stay * SLOT, SLOT, len(rate))
    for step in range(0, 12, 3):
        moments = [(step + (i + 0.5) / 1500) * SLOT for i in range(1500)]
        missed = [exp(-sum(c.at(u + stay * SLOT) - c.at(u) for c in held)) for u in moments]
        assert found.get(step, 0.0) == pytest.approx(1 - sum(missed) / len(missed), abs=2e-3)
    alone, own = (
        joint_pods(held[:1], stay * SLOT, SLOT, len(rate)),
        pods(held[0], stay * SLOT, SLOT, len(rate)),
    )
    assert alone == pytest.approx(own)


@st.composite
def apart(draw: st.DrawFn) -> list[tuple[float, float]]:
    """Looks of which no two meet one slot, as in a plan where each slot has one holder."""
    found, slot = [], 0
    while slot < 11:
        start = slot * 12 + draw(st.integers(0, 11))
        end = draw(st.integers(start + 1, min(start + 36, 12 * 12)))
        found.append((start * 300.0, end * 300.0))
        slot = -(-end // 12) + draw(st.integers(0, 3))
    return found


@settings(max_examples=200)
@given(st.lists(st.floats(0, 2e-3), min_size=12, max_size=12), apart(), st.integers(1, 8))
def test_means_of_slots_never_say_too_much(
    rate: list[float], several: list[tuple[float, float]], stay: int
) -> None:
    """Of what begins in a slot only two looks see a part that changes with the moment: the one that holds the
    slot sees less of what begins later, the one that holds the slot a stay later sees more. So the product of
    means is low, by no more than a quarter of what the two gather there.
    """
    held = [gather([look], rate, SLOT) for look in several]
    together = joint_pods(held, stay * SLOT, SLOT, len(rate))
    each = [pods(one, stay * SLOT, SLOT, len(rate)) for one in held]

    def most_in(step: int) -> float:
        return max(1 - exp(one.at(step * SLOT) - one.at((step + 1) * SLOT)) for one in held)

    for step in range(len(rate)):
        more = together.get(step, 0.0) - jointly([found.get(step, 0.0) for found in each])
        assert -1e-12 <= more <= most_in(step) * most_in(step + stay) / 4 + 1e-12


@given(rates, looks(), st.floats(1.0, 20.0))
def test_a_track_gathers_by_its_speed(rate: list[float], look: tuple[float, float], knots: float) -> None:
    """At half the effective speed half the coverage; faster than it no more than at it."""
    a, b = look
    best = [10.0] * len(rate)
    full = gather([look], rate, SLOT).at(12 * SLOT)
    got = gather_along([(a, b, knots)], rate, best, SLOT).at(12 * SLOT)
    assert got == pytest.approx(full * min(knots / 10.0, 1.0), abs=1e-12)
