"""POD of looks: the closed form against quadrature, a formula of the literature, and its invariants."""

from __future__ import annotations

from math import expm1

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from patrolplan.detection.pod import inverse_cube, look_pods, random_search


def pod_at(
    begun: NDArray[np.float64], rate: NDArray[np.float64], slot: int, stay: int, a: int, b: int
) -> NDArray[np.float64]:
    """The definition, beginning by beginning: overlap of stay and look, integrated slot by slot."""
    lo, hi = np.maximum(begun, a), np.minimum(begun + stay, b)
    covered = np.zeros_like(begun)
    for step, r in enumerate(rate):
        covered += r * np.clip(np.minimum(hi, (step + 1) * slot) - np.maximum(lo, step * slot), 0, None)
    return 1 - np.exp(-covered)


@st.composite
def looks(draw: st.DrawFn) -> tuple[NDArray[np.float64], int, int, int, int]:
    steps, slot = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    stay = slot * draw(st.integers(1, 8))
    rate = np.array(
        draw(st.lists(st.sampled_from([0.0, 1e-9, 1e-4, 0.01, 0.3]), min_size=steps, max_size=steps))
    )
    a = draw(st.integers(0, steps * slot - 1))
    b = draw(st.integers(a + 1, steps * slot))
    return rate, slot, stay, a, b


@settings(max_examples=150, deadline=None)
@given(looks())
def test_closed_form_is_the_integral(case: tuple[NDArray[np.float64], int, int, int, int]) -> None:
    """Defends the formula: Gauss quadrature between corners of the definition gives the same means."""
    rate, slot, stay, a, b = case
    first, pods = look_pods(rate, slot, stay, a, b)
    nodes, weights = np.polynomial.legendre.leggauss(12)
    for step in range(len(rate)):
        # one tick is the common measure of all corners: each tick is a smooth piece
        want = 0.0
        for tick in range(step * slot, (step + 1) * slot):
            want += float(weights @ pod_at(tick + (nodes + 1) / 2, rate, slot, stay, a, b)) / 2
        got = pods[step - first] if first <= step < first + len(pods) else 0.0
        assert got == pytest.approx(want / slot, abs=1e-12)


@pytest.mark.parametrize("length", [1, 6, 30, 72, 73, 100, 250])
@pytest.mark.parametrize("r", [1e-7, 0.002, 0.05, 0.7])
def test_single_look_of_the_literature(length: int, r: float) -> None:
    """Defends the sum over slots: at a constant rate it is 2(m − (1−e^−rm)/r) + |D−t|(1−e^−rm)."""
    slot, stay, start = 12, 72, 200
    first, pods = look_pods(np.full(60, r), slot, stay, start, start + length)
    m = min(stay, length)
    seen = -expm1(-r * m)
    want = 2 * (m - seen / r) + abs(stay - length) * seen
    # the formula itself cancels to 1e-16/r
    assert slot * pods.sum() == pytest.approx(want, rel=1e-12, abs=4e-15 / r)
    assert first == (start - stay) // slot


@settings(max_examples=80, deadline=None)
@given(looks())
def test_longer_looks_see_no_less(case: tuple[NDArray[np.float64], int, int, int, int]) -> None:
    """Defends monotony: a look that begins earlier or ends later identifies at least as much."""
    rate, slot, stay, a, b = case
    first, pods = look_pods(rate, slot, stay, a, b)
    whole_first, whole = look_pods(rate, slot, stay, 0, len(rate) * slot)
    assert np.all((pods >= 0) & (pods <= 1))
    assert np.all(whole[first - whole_first :][: len(pods)] >= pods - 1e-12)


@settings(max_examples=80, deadline=None)
@given(looks(), st.data())
def test_two_halves_lie_between_one_look_and_two_independent(
    case: tuple[NDArray[np.float64], int, int, int, int], data: st.DataObject
) -> None:
    """Defends the mean: split looks have the same coverage of each beginning, so the sum of their
    PODs is at least that of the whole, and each half at most the whole.
    """
    rate, slot, stay, a, b = case
    if b - a < 2:
        return
    middle = data.draw(st.integers(a + 1, b - 1))
    total = np.zeros((3, len(rate)))
    for row, (x, y) in enumerate([(a, middle), (middle, b), (a, b)]):
        first, pods = look_pods(rate, slot, stay, x, y)
        total[row, first : first + len(pods)] = pods
    assert np.all(total[0] + total[1] >= total[2] - 1e-12)
    assert np.all(total[:2].max(axis=0) <= total[2] + 1e-12)


def test_first_look_sees_what_gathered() -> None:
    """Defends the first step: it reaches back by the stay, and not beyond the opening."""
    first, pods = look_pods(np.full(24, 0.1), 12, 72, 120, 132)
    assert (first, len(pods)) == (4, 7)
    first, pods = look_pods(np.full(24, 0.1), 12, 72, 24, 30)
    assert (first, len(pods)) == (0, 3)


@pytest.mark.parametrize(("a", "b", "stay"), [(-1, 3, 24), (5, 5, 24), (0, 300, 24), (0, 12, 7), (0, 12, 0)])
def test_refuses_what_is_no_look(a: int, b: int, stay: int) -> None:
    """Defends callers: a look outside the horizon or a broken stay is an error, not a number."""
    with pytest.raises(ValueError):
        look_pods(np.full(24, 0.1), 12, stay, a, b)


def test_coverage_curves() -> None:
    """Defends the two curves at the values that IAMSAR's figure shows (C = 1: 63 % and 79 %)."""
    assert float(random_search(1.0)) == pytest.approx(0.632, abs=5e-4)
    assert inverse_cube(1.0) == pytest.approx(0.790, abs=5e-4)
    assert inverse_cube(0.0) == 0.0
    assert np.all(np.diff(random_search(np.linspace(0, 5, 50))) > 0)
