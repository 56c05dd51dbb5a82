"""`patrolplan solve`: what it says, what it saves, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import patrolplan.planning.solve as planning
from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.record.errors import RecordError
from patrolplan.record.file import read
from patrolplan.verify.rules.judge import judge

ROOT = Path(__file__).parents[2]
TWO_SHIPS = str(ROOT / "scenarios" / "two-ships.yaml")
KADENA = str(ROOT / "scenarios" / "kadena-day.yaml")
BROKEN = """\
scenario: Broken
horizon: {start: 240000ZSEP18, length: 1d}
areas:
  A: {box: {north: 31-30N, south: 30-30N, west: 123-30E, east: 124-30E}, transfers_per_dya: 0.5}
ships:
  S: {nation: XXX, class: halifax, in_chop: {at: 31-00N 124-00E}}
"""


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "patrolplan", *words]


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planning that must not be reached."""

    def reached(*args: object, **words: object) -> None:
        raise AssertionError("it went on to plan")

    monkeypatch.setattr(planning, "solve_scenario", reached)


def test_solves_saves_and_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defends the whole: a legal plan in the file, its figures and the next commands on the screen."""
    out = tmp_path / "plan.json"
    assert run(["solve", TWO_SHIPS, "-o", str(out), "--seed", "2"]) == exits.DONE
    said = capsys.readouterr()
    record = read(out)
    assert [f for f in judge(record) if f.severity == "violation"] == []
    assert f"Coverage {record.score.coverage:.1%}" in said.out
    assert "gap 0: no plan is better" in said.out
    assert "CANADIAN FRIGATE A" in said.out
    assert f"patrolplan verify {out} --bound" in said.out
    assert "starting" in said.err
    assert (record.run.seed, record.run.effort, record.source.file) == (2, "standard", "two-ships.yaml")


def test_json_tells_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defends other programs: standard output is one JSON value, with the score of the file."""
    out = tmp_path / "plan.json"
    words = ["--json", "--effort", "quick", "--set", "stay=4h", "--variant", "none-such"]
    assert run(["solve", TWO_SHIPS, "-o", str(out), *words]) == exits.INPUT_WRONG
    assert capsys.readouterr().out == ""
    assert run(["solve", TWO_SHIPS, "-o", str(out), *words[:-2]]) == exits.DONE
    told = json.loads(capsys.readouterr().out)
    record = read(out)
    assert told["plan"] == str(out)
    assert told["score"]["value"] == record.score.value
    assert told["score"]["gap"] == record.score.gap
    assert sum(asset["value"] for asset in told["assets"]) == pytest.approx(
        sum(t.value for t in record.tasks)
    )
    assert record.source.sets == ("stay=4h",)
    assert record.model.stay_s == 4 * 3600


@pytest.mark.usefixtures("never")
def test_taken_name_is_refused_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defends a plan that is there: nothing is solved, and it stands as it stood."""
    out = tmp_path / "plan.json"
    out.write_text("mine")
    assert run(["solve", TWO_SHIPS, "-o", str(out)]) == exits.INPUT_WRONG
    assert "--force" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert run(["solve", TWO_SHIPS, "-o", str(tmp_path / "no" / "plan.json")]) == exits.INPUT_WRONG
    assert "there is no folder" in capsys.readouterr().err


def test_force_replaces(tmp_path: Path) -> None:
    """Defends --force: the file is the new plan."""
    out = tmp_path / "plan.json"
    out.write_text("old")
    assert run(["solve", TWO_SHIPS, "-o", str(out), "--effort", "quick", "--force"]) == exits.DONE
    assert read(out).plan.name == "TWO SHIPS"


@pytest.mark.usefixtures("never")
def test_every_mistake_before_any_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defends the planner: all mistakes at once with their places, exit 1, no file."""
    scenario, out = tmp_path / "broken.yaml", tmp_path / "plan.json"
    scenario.write_text(BROKEN)
    assert run(["solve", str(scenario), "-o", str(out)]) == exits.INPUT_WRONG
    said = capsys.readouterr().err
    assert "broken.yaml:4:" in said
    assert "broken.yaml:6:" in said
    assert not out.exists()
    assert run(["solve", str(tmp_path / "none.yaml"), "-o", str(out)]) == exits.INPUT_WRONG


def test_wrong_input_loads_nothing_heavy(tmp_path: Path) -> None:
    """Defends the answer's speed: neither numba nor ortools is imported for a scenario that is wrong."""
    scenario = tmp_path / "broken.yaml"
    scenario.write_text(BROKEN)
    code = (
        "import sys; from patrolplan.cli.main import run;"
        f"code = run(['solve', {str(scenario)!r}, '-o', {str(tmp_path / 'plan.json')!r}]);"
        "heavy = {'numba', 'ortools', 'shapely', 'networkx', 'pandas'} & set(sys.modules);"
        "sys.exit(f'{code} {heavy}' if heavy or code != 1 else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["--gap", "5"], ["--time", "60"], ["--effort", "great"], ["--seed", "-1"]])
def test_usage(tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Defends exit 2: an option that cannot be is told with what can."""
    assert run(["solve", TWO_SHIPS, "-o", str(tmp_path / "p.json"), *words]) == exits.USAGE
    assert words[0] in capsys.readouterr().err


def test_no_plan_ends_with_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defends exit 3: what cannot be planned is told with its reason, and no file is left."""
    out = tmp_path / "plan.json"
    shut = "closures={TRAMI: {bases: [RODN], from: 241500ZSEP18, to: 251500ZSEP18, because: typhoon}}"
    assert run(["solve", KADENA, "-o", str(out), "--set", shut]) == exits.RULES_BROKEN
    said = capsys.readouterr().err
    assert "No plan: no asset can do a single task." in said
    assert "Kadena P-8 cannot fly" in said
    assert not out.exists()


def test_no_water_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Defends exit 1: an area on dry land is the scenario's mistake, told with a cure."""
    inland = "{box: {north: 31-00N, south: 30-30N, west: 110-00E, east: 111-00E}, transfers_per_day: 1}"
    sets = ["--set", f'areas."SHANGHAI EAST"={inland}', "--set", 'areas."SOUTHERN STRIP"=null']
    assert run(["solve", TWO_SHIPS, "-o", str(tmp_path / "p.json"), *sets]) == exits.INPUT_WRONG
    assert "'SHANGHAI EAST' lies wholly on land" in capsys.readouterr().err


def test_a_plan_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Defends minutes of work: where the wanted place fails at the end, the plan stands beside it."""
    import patrolplan.record.file as files

    out, write = tmp_path / "plan.json", files.write

    def full(path: Path, record: object, force: bool = False) -> None:
        if path == out:
            raise RecordError(path, ("cannot be written: no space left on device",))
        write(path, record, force)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "write", full)
    assert run(["solve", TWO_SHIPS, "-o", str(out), "--effort", "quick"]) == exits.INPUT_WRONG
    assert read(tmp_path / "plan-2.json").tasks
    assert not out.exists()


def test_interrupted_run_saves_the_best_so_far(tmp_path: Path) -> None:
    """Defends Ctrl-C, also twice and as SIGTERM: exit 130, said so, and the plan keeps every rule."""
    out = tmp_path / "plan.json"
    words = ["solve", KADENA, "-o", str(out), "--effort", "thorough", "--set", "horizon.length=3d"]
    with subprocess.Popen(command(*words), cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        said = []
        for line in running.stderr:
            said.append(line)
            if "coverage" in line or "searching" in line:
                running.send_signal(signal.SIGINT)
                running.send_signal(signal.SIGTERM)
                break
        said.append(running.stderr.read())
    text = "".join(said)
    assert running.returncode == exits.INTERRUPTED, text
    assert "best plan so far is saved" in text
    record = read(out)
    assert record.run.stopped_by == "interrupted"
    assert [f for f in judge(record) if f.severity == "violation"] == []


def test_time_that_strikes_is_written_down(tmp_path: Path) -> None:
    """Defends the record: a run that was cut short by the clock says so."""
    out = tmp_path / "plan.json"
    words = ["--time", "1s", "--effort", "thorough", "--set", "horizon.length=3d"]
    assert run(["solve", KADENA, "-o", str(out), *words]) == exits.DONE
    assert read(out).run.stopped_by == "time"
