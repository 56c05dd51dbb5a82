"""When a run ends, and by which name."""

from __future__ import annotations

import pytest

from patrolplan.solver.stop import Stop, gap_of


def test_the_gap() -> None:
    """Over the value; nought when the difference does not count; none where nothing is worth anything."""
    assert gap_of(2.0, 3.0) == 0.5
    assert gap_of(2.0, 2.0 + 5e-7) == 0.0
    assert gap_of(2.0, 1.9) == 0.0
    assert gap_of(0.0, 3.0) is None
    assert gap_of(0.0, 0.0) == 0.0


def test_interruption_is_remembered() -> None:
    """Once interrupted the run stays so, even if nobody says it again, and no gap changes the reason."""
    answers = iter([False, True])
    stop = Stop(None, None, lambda: next(answers))
    assert not stop.early() and stop.reason is None
    assert stop.early() and stop.early()
    assert stop.reason == "interrupted"


def test_the_clock_is_read_only_with_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a time limit nothing hangs on the clock; with one it strikes."""
    ticks = iter([0.0, 1.0, 5.0])
    monkeypatch.setattr("patrolplan.solver.stop.time.monotonic", lambda: next(ticks))
    assert not Stop(None, None, None).early()
    stop = Stop(None, 4.0, None)
    assert not stop.early()
    assert stop.early() and stop.reason == "time"


def test_a_gap_reached() -> None:
    """Named optimal where there is none at all, gap where it is small enough, nothing otherwise."""
    stop = Stop(0.1, None, None)
    assert not stop.reached(1.0, 1.2) and stop.reason is None
    assert stop.reached(1.0, 1.05) and stop.reason == "gap"
    assert stop.reached(1.0, 1.0) and stop.reason == "optimal"
    assert not Stop(None, None, None).reached(1.0, 1.05)
    assert not Stop(0.5, None, None).reached(0.0, 1.0)
