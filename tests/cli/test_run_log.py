"""`solve --log FILE`: what the log holds, and that it can harm neither run nor plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.cli.run_log import RunLog
from patrolplan.planning.progress import Progress
from patrolplan.record.file import read

ROOT = Path(__file__).parents[2]
TWO_SHIPS = str(ROOT / "scenarios" / "two-ships.yaml")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_for_every_state(tmp_path: Path) -> None:
    """Seconds are since the run began; rounds count a phase's reports; the best plan was found by the
    phase in which value last rose, whatever is reported after.
    """
    now = [10.0]
    log = RunLog(tmp_path / "run.jsonl", {"seed": 3}, clock=lambda: now[0])
    told = (
        Progress("drawing the water"),
        Progress("scouting", 0.0, 0.0, 1.0, None, at_most=9.0),
        Progress("construction", 2.0, 0.2, 0.6, 2.0, at_most=6.0),
        Progress("search", 2.5, 0.25, 0.5, 1.0, at_most=5.0),
        Progress("search", 2.5, 0.25, 0.4, 0.6, at_most=4.0),
        Progress("certificate", 2.5, 0.25, 0.3, 0.2, at_most=3.0),
    )
    for state in told:
        now[0] += 1.5
        log.state(state)
    log.close()
    got = lines(tmp_path / "run.jsonl")
    assert got[0] == {"event": "begin", "seconds": 0.0, "seed": 3}
    assert [line["seconds"] for line in got[1:]] == [1.5 * n for n in range(1, 7)]
    assert [line["round"] for line in got[1:]] == [1, 1, 1, 1, 2, 1]
    assert [line["found_by"] for line in got[1:]] == [None, None, "construction", *["search"] * 3]
    assert [line["bound"] for line in got[1:]] == [None, 9.0, 6.0, 5.0, 4.0, 3.0]
    assert got[2]["objective"] == 0.0 and got[3]["gap"] == 2.0


def test_objectives_below_nothing_are_known(tmp_path: Path) -> None:
    """Where shortfalls cost more than all that is seen, the log still says what the plan comes to."""
    log = RunLog(tmp_path / "run.jsonl", {})
    log.state(Progress("construction", objective=-3.5, at_most=-1.0))
    log.close()
    line = lines(tmp_path / "run.jsonl")[-1]
    assert (line["objective"], line["bound"], line["found_by"]) == (-3.5, -1.0, "construction")
    assert line["value"] is None


def test_a_full_disk_ends_the_log_and_nothing_else() -> None:
    """Writing fails: the run goes on, and the log says why it ends."""
    log = RunLog(Path("/dev/full"), {}) if Path("/dev/full").exists() else None
    if log is None:
        pytest.skip("no /dev/full here")
    log.state(Progress("search", 1.0, 0.1, 0.2, 1.0, at_most=2.0))
    log.end(None)
    log.close()
    assert log.trouble is not None and "space" in log.trouble


def test_solve_logs_and_the_plan_does_not_depend_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same plan, byte for byte, with a log and without; its first and last lines are the run's own."""
    one, two, log = tmp_path / "one.json", tmp_path / "two.json", tmp_path / "run.jsonl"
    words = ["--effort", "quick", "--seed", "2"]
    assert run(["solve", TWO_SHIPS, "-o", str(one), *words, "--log", str(log)]) == exits.DONE
    assert run(["solve", TWO_SHIPS, "-o", str(two), *words]) == exits.DONE
    assert one.read_bytes() == two.read_bytes()
    got, score = lines(log), read(one).score
    assert (got[0]["event"], got[0]["seed"], got[0]["scenario"]) == ("begin", 2, "two-ships.yaml")
    assert (got[-1]["event"], got[-1]["bound"], got[-1]["value"]) == ("end", score.bound, score.value)
    seconds = [line["seconds"] for line in got]
    assert seconds == sorted(seconds)
    states = [line for line in got if line["event"] == "state" and line["value"]]
    assert all(line["bound"] >= line["value"] - 1e-9 for line in states)
    capsys.readouterr()
    assert run(["solve", TWO_SHIPS, "-o", str(tmp_path / "3.json"), "--log", str(log)]) == exits.INPUT_WRONG
    assert "--force" in capsys.readouterr().err


def test_a_log_over_scenario_or_plan_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--force must not let a log replace what it is about."""
    scenario, out = tmp_path / "s.yaml", tmp_path / "plan.json"
    scenario.write_bytes(Path(TWO_SHIPS).read_bytes())
    for name in (scenario, out):
        words = ["solve", str(scenario), "-o", str(out), "--log", str(name), "--force"]
        assert run(words) == exits.INPUT_WRONG
        assert "a name of its own" in capsys.readouterr().err
    assert scenario.read_bytes() == Path(TWO_SHIPS).read_bytes() and not out.exists()
