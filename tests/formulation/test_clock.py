"""Ticks and times."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from patrolplan.formulation.clock import Clock
from tests.scenarios import START, at

CLOCK = Clock(START, 600, 6, 24)


@given(st.integers(-10_000, 200_000), st.integers(0, 999_999))
def test_floor_and_ceil_enclose(seconds: int, micro: int) -> None:
    """Defends rounding: floor ≤ time ≤ ceil, a tick apart at most, equal on a tick."""
    when = START + timedelta(seconds=seconds, microseconds=micro)
    low, high = CLOCK.floor(when), CLOCK.ceil(when)
    assert CLOCK.at(low) <= when <= CLOCK.at(high)
    assert high - low == (0 if when == CLOCK.at(low) else 1)


def test_spans_round_to_the_safe_side() -> None:
    """Defends crewing and transits: needs up, allowances down, whole ticks as they are."""
    assert (CLOCK.ceil_span(601), CLOCK.ceil_span(600), CLOCK.ceil_span(600.0000001)) == (2, 1, 1)
    assert (CLOCK.floor_span(599), CLOCK.floor_span(600)) == (0, 1)
    assert (CLOCK.floor_step(11), CLOCK.ceil_step(7), CLOCK.ceil_step(6)) == (6, 12, 6)


def test_steps_met() -> None:
    """Defends closures of slots: every step that a span touches, none that it only borders."""
    assert CLOCK.steps_met(at(1), at(3)) == slice(1, 3)
    assert CLOCK.steps_met(at(1.5), at(3.01)) == slice(1, 4)
    assert CLOCK.steps_met(None, None) == slice(0, 24)
    assert CLOCK.steps_met(at(-5), at(100)) == slice(0, 24)
    assert CLOCK.steps_met(at(30), at(40)) == slice(24, 24)
    assert CLOCK.steps_met(at(-9), at(-3)) == slice(0, 0)
