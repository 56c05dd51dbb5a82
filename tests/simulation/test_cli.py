"""`patrolplan simulate`: what it prints, writes, and how it ends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from patrolplan.cli.simulate import command
from patrolplan.cli.simulating.report import lines
from patrolplan.planning.alone import nations, plan_alone, scenario_alone
from patrolplan.record import file
from patrolplan.scenario.resolved import from_json
from patrolplan.simulation import plot
from patrolplan.simulation.estimate import estimate
from patrolplan.simulation.simulate import simulate
from tests.scenarios import SOURCE, tiny
from tests.verify.plans import stored


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    file.write(path, stored())
    return path


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.stdout, result.stderr


def test_the_report(plan: Path, snapshot: SnapshotAssertion) -> None:
    """Everything by area, nation and period, beside what the plan says."""
    code, out, _ = run(plan, "--runs", 400, "--seed", 3)
    assert code == 0
    assert out == snapshot


def test_what_lies_outside_is_explained() -> None:
    """A value that is too low is the rounding by slots, one that is too high what tracks do not sweep, where
    the tracks by themselves come to what the runs saw; where they do not, chance is named.
    """
    record = stored()
    made = simulate(record, runs=4_000, seed=3)

    def said(value: float, due: float) -> str:
        seen = estimate(made.per_run, value)
        return "\n".join(lines(record, replace(made, seen=seen, moments=estimate(made.per_run, due))))

    mean = made.seen.mean
    low, high, luck = said(mean * 0.9, mean), said(mean * 1.1, mean), said(mean * 0.9, mean * 0.9)
    assert "lies below the interval (z +" in low
    assert "11.11% more: within the interval" in low and "never says too much" in low
    assert "lies above the interval (z -" in high and "sweep less than the tasks are credited" in high
    assert "outside it, as one sound plan in twenty does" in luck and "never says" not in luck


def test_another_law_and_other_stays_compare_with_nothing(plan: Path, snapshot: SnapshotAssertion) -> None:
    code, out, _ = run(plan, "--runs", 200, "--law", "definite", "--stays", "1h-8h")
    assert code == 0
    assert out == snapshot


def test_json_is_whole_and_unrounded(plan: Path) -> None:
    code, out, _ = run(plan, "--runs", 200, "--json")
    data = json.loads(out)
    assert code == 0
    assert data["identified"]["plan"] == stored().score.value
    assert data["moments"]["due"] == pytest.approx(stored().score.value, rel=0.01)
    assert data["identified"]["low"] < data["identified"]["mean"] < data["identified"]["high"]
    assert [row["name"] for row in data["nations"]] == ["AUS", "USA"]


def test_nations_alone_give_the_dividend(plan: Path) -> None:
    """The plan's own scenario, nation by nation, with the same solver."""
    code, out, _ = run(plan, "--runs", 4000, "--alone", "quick", "--json")
    dividend = json.loads(out)["dividend"]
    assert code == 0
    assert dividend["gain"]["mean"] == pytest.approx(
        json.loads(out)["identified"]["mean"] - dividend["alone"]["mean"]
    )
    made = simulate(stored(), runs=50, alone=[stored()])
    assert any(line.startswith("Dividend ") for line in lines(stored(), made))


def test_each_nation_keeps_its_own(plan: Path) -> None:
    """Its assets and nobody else's, and the record of its plan can be read as any other."""
    scenario = tiny()
    assert nations(scenario) == ("AUS", "USA")
    alone = scenario_alone(scenario, "AUS")
    assert list(alone.ships) == ["HMAS Melbourne"] and not alone.aircraft
    record = plan_alone(scenario, "AUS", SOURCE)
    assert record is not None
    assert {task.asset for task in record.tasks} == {"HMAS Melbourne"}
    assert from_json(record.scenario) == alone


def test_a_picture(plan: Path, tmp_path: Path) -> None:
    """Drawn where asked, not over another, and not as what it is not."""
    pytest.importorskip("matplotlib")
    png = tmp_path / "runs.png"
    assert run(plan, "--runs", 50, "--plot", png)[0] == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    code, _, err = run(plan, "--runs", 50, "--plot", png)
    assert code == 1 and "--force" in err
    assert run(plan, "--runs", 50, "--plot", png, "--force")[0] == 0
    code, _, err = run(plan, "--plot", tmp_path / "runs.bmp")
    assert code == 1 and ".png, .svg or .pdf" in err


@pytest.mark.parametrize(
    ("worth", "fewest", "most"), [(1.0, 0, 4), (51.9, 9, 48), (1.0, 3, 300), (2.5, 7, 7)]
)
def test_bars_hold_equally_many_counts(worth: float, fewest: int, most: int) -> None:
    """Every count falls into one bar, and each bar spans as many counts as any other, sixty bars at most."""
    made = simulate(stored(), runs=2)
    counts = np.array([fewest, most]) * worth
    edges = np.array(plot.edges(replace(made, worth=worth, per_run=counts))) / worth
    widths = np.diff(edges)
    assert edges[0] < fewest and most < edges[-1] and len(widths) <= 61
    assert widths == pytest.approx(round(widths[0]) * np.ones(len(widths)))
    assert edges % 1 == pytest.approx(0.5 * np.ones(len(edges)))


def test_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    """In words, with 1, and without a traceback."""
    torn = tmp_path / "torn.json"
    torn.write_text('{"format": "patrolplan/1", "plan": {')
    code, _, err = run(torn)
    assert code == 1 and "cut short" in err
    code, _, err = run(tmp_path / "none.json")
    assert code == 1 and "no such file" in err
    record = stored()
    file.write(torn, replace(record, model=replace(record.model, stay_s=7200)), force=True)
    code, out, err = run(torn)
    assert code == 1 and not out
    assert "does not hang together" in err and "opening, step, length or stay differ" in err
