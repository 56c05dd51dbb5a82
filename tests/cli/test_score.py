"""`patrolplan score`: a handmade plan completed, judged, compared and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from patrolplan.cli.score import command
from patrolplan.record import file
from tests.verify.plans import solved

ROOT = Path(__file__).resolve().parents[2]
TWO = ROOT / "scenarios" / "two-ships.yaml"
TASKS = """asset,position,start,end
CANADIAN FRIGATE A,31-15N 123-45E,240600ZSEP18,241200ZSEP18
JAPANESE SUPPORT SHIP B,609LB,241200ZSEP18,241800ZSEP18
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("two.yaml").write_bytes(TWO.read_bytes())
    return tmp_path


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(word) for word in words], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.return_value, result.stdout, result.stderr


def test_a_plan_that_keeps_the_rules(here: Path, snapshot: SnapshotAssertion) -> None:
    """Judged, with its value, and no gap without a solved plan."""
    Path("tasks.csv").write_text(TASKS)
    code, out, _ = run("tasks.csv", "--scenario", "two.yaml", "-o", "hand.json")
    assert code == 0
    assert out == snapshot
    assert len(file.read("hand.json").tasks) == 2
    code, _, err = run("tasks.csv", "--scenario", "two.yaml", "-o", "hand.json")
    assert code == 1 and "--force" in err


def test_a_plan_off_the_grid_ends_with_3_and_is_written(here: Path) -> None:
    """The broken rule by name, the reason why there is no gap, and the file all the same."""
    Path("tasks.csv").write_text(TASKS.replace("241200ZSEP18\nJ", "241215ZSEP18\nJ"))
    code, out, _ = run("tasks.csv", "--scenario", "two.yaml", "-o", "hand.json")
    assert code == 3
    assert "grid: CANADIAN FRIGATE A" in out
    assert file.read("hand.json").score.gap is None


def test_against_a_solved_plan(here: Path) -> None:
    """An edited plan file brings its scenario; the solved one lends bound and prices."""
    plan = solved()
    file.write("plan.json", plan)
    code, out, _ = run("plan.json", "--against", "plan.json", "-o", "again.json", "--json")
    data = json.loads(out)
    assert code == 0
    assert data["solved"]["bound"] == plan.score.bound
    assert file.read("again.json").score == plan.score


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("tasks.csv", TASKS.replace("609LB", "609XX"), "tasks.csv:3: position: there is no sector '609XX'"),
        ("tasks.csv", "\xff\xfe", "tasks.csv: is no text in UTF-8"),
        ("tasks.csv", '{"format": "patrolplan/9"}', "newer patrolplan"),
        ("none.csv", None, "there is no such file"),
    ],
)
def test_what_cannot_be_read_writes_nothing(here: Path, name: str, text: str | None, words: str) -> None:
    if text is not None:
        Path(name).write_bytes(text.encode("latin-1"))
    code, _, err = run(name, "--scenario", "two.yaml", "-o", "hand.json")
    assert code == 1 and words in err
    assert not Path("hand.json").exists()


def test_a_list_needs_its_scenario(here: Path) -> None:
    Path("tasks.csv").write_text(TASKS)
    code, _, err = run("tasks.csv", "-o", "hand.json")
    assert code == 1 and "--scenario FILE" in err
