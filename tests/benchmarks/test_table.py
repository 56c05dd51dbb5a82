"""The table's figures."""

from __future__ import annotations

import pytest
from rich.console import Console

from benchmarks.peers.table import Row, closed, gap, percent, table


def test_the_share_of_a_distance_that_is_closed():
    """At a bound of 5, ours 4.5 closes half of the way from 4, and less than none from above."""
    assert closed(4.5, 4.0, 5.0) == pytest.approx(0.5)
    assert closed(5.0, 4.0, 5.0) == pytest.approx(1.0)
    assert closed(4.0, 4.5, 5.0) == pytest.approx(-1.0)
    assert closed(5.0, 5.0, 5.0) is None


def test_gap_and_words():
    """A plan worth nothing has no gap."""
    assert gap(4.0, 5.0) == pytest.approx(0.25)
    assert gap(0.0, 5.0) is None
    assert (percent(None), percent(0.25)) == ("-", "25.00%")


def test_every_row_is_printed():
    """Ours first, and what it closes of each peer's distance."""
    rows = [Row("ours", 4.5, 0.45, 30.0, "time"), Row("greedy", 4.0, 0.4, 1.0, "asset by asset")]
    console = Console(width=120, record=True, file=None, quiet=False)
    with console.capture() as capture:
        console.print(table("title", rows, 5.0))
    text = capture.get()
    assert "50.00%" in text
    assert "0.8889" in text
    assert "asset by asset" in text
