"""The plot of convergence: what it reads of a log, and that it is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.convergence import main, read
from patrolplan.cli.run_log import RunLog
from patrolplan.planning.progress import Progress


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A short run's log, cut before its end."""
    path, now = tmp_path / "run.jsonl", [0.0]
    run = RunLog(path, {"scenario": "x.yaml", "effort": "quick", "seed": 1}, clock=lambda: now[0])
    for value, bound in ((0.0, 9.0), (2.0, 6.0), (2.5, 5.0), (4.0, 4.0)):
        now[0] += 1.0
        phase = "search" if value else "scouting"
        run.state(Progress(phase, value, value / 10, bound / 10, None, at_most=bound))
    run.close()
    return path


def test_states_with_a_plan_are_read(log: Path) -> None:
    """What was known before the first plan is left out; a log without an end is read as far as it goes."""
    curve = read(log)
    assert curve.name == "x.yaml, quick, seed 1"
    assert curve.seconds == (2.0, 3.0, 4.0)
    assert curve.gap == pytest.approx((2.0, 1.0, 0.0))
    assert curve.ended == "still running"


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_it_is_drawn(log: Path, tmp_path: Path, ending: str) -> None:
    """Both formats; the same log twice gives the same SVG."""
    for name in ("one", "two"):
        done = CliRunner().invoke(main, [str(log), str(log), "-o", str(tmp_path / f"{name}.{ending}")])
        assert done.exit_code == 0, done.output
    one, two = ((tmp_path / f"{name}.{ending}").read_bytes() for name in ("one", "two"))
    assert len(one) > 5000
    assert ending == "png" or (one == two and b"<svg" in one)


def test_what_is_no_log_is_refused(tmp_path: Path) -> None:
    """A plan, an empty file, a log without a plan yet, a name that is no picture: told in words."""
    odd = tmp_path / "odd"
    for text in ("", "{}", "not json", '{"event": "begin", "seconds": 0, "scenario": "x"}'):
        odd.write_text(text)
        done = CliRunner().invoke(main, [str(odd), "-o", str(tmp_path / "x.svg")])
        assert done.exit_code == 1 and str(odd) in done.output
    assert CliRunner().invoke(main, [str(odd), "-o", str(tmp_path / "x.gif")]).exit_code == 2
