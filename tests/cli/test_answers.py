"""`explain`, `value`, `replan`, `sweep`: what is wrong is said in words, with the right exit code."""

import json

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.record import file
from tests.planning import small


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    path = tmp_path_factory.mktemp("answers") / "plan.json"
    file.write(path, small.solved(small.small(0), effort="quick"))
    return path


@pytest.fixture
def ran(capsys, plan):
    """Run a command on the plan; `PLAN` stands for it."""

    def run_it(*words):
        code = run([str(plan) if word == "PLAN" else str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("explain", "PLAN"), exits.USAGE, "Ask one thing"),
        (("explain", "PLAN", "--task", "HMAS-1"), exits.INPUT_WRONG, "the plan has no task 'HMAS-1'"),
        (("explain", "PLAN", "--unwatched", "608XX"), exits.INPUT_WRONG, "the plan has no sector '608XX'"),
        (("explain", "PLAN", "--task", "A", "--time", "1"), exits.USAGE, "--time goes with --unwatched"),
        (("explain", "PLAN", "--requirement", "X"), exits.INPUT_WRONG, "short are none"),
        (
            ("explain", "PLAN", "--why-not", "HMS Nobody", "609KT", "240600ZSEP18"),
            exits.INPUT_WRONG,
            "the plan has no asset 'HMS Nobody'",
        ),
        (("explain", "nowhere.json", "--task", "A"), exits.INPUT_WRONG, "there is no such file"),
        (("value", "PLAN", "--of", "HMS Nobody"), exits.INPUT_WRONG, "has no 'HMS Nobody'"),
        (("value", "nowhere.json"), exits.INPUT_WRONG, "there is no such file"),
        (("replan", "PLAN", "--at", "240600ZSEP18"), exits.USAGE, "Say with -o"),
        (("replan", "PLAN", "--at", "yesterday", "-o", "x.json"), exits.USAGE, "yesterday"),
        (
            ("replan", "PLAN", "--at", "300600ZSEP18", "--frontier"),
            exits.INPUT_WRONG,
            "outside the plan's horizon",
        ),
        (("replan", "PLAN", "--at", "240600ZSEP18", "-o", "PLAN"), exits.INPUT_WRONG, "--force"),
        (("replan", "nowhere.json", "--at", "240600ZSEP18", "--frontier"), exits.INPUT_WRONG, "no such file"),
        (("diff", "PLAN", "nowhere.json"), exits.INPUT_WRONG, "there is no such file"),
    ],
)
def test_what_is_wrong(ran, words, code, said):
    """One line or so, and never a traceback."""
    got, out, err = ran(*words)
    assert got == code, out + err
    assert said in out + err
    assert "Traceback" not in out + err


def test_an_event_file_that_is_not_there(ran, tmp_path):
    code, _, err = ran(
        "replan", "PLAN", "--at", "240600ZSEP18", "--frontier", "--event", tmp_path / "none.yaml"
    )
    assert code == exits.INPUT_WRONG
    assert "cannot be read" in err


def test_answers_as_json(ran, plan):
    """The figures of each, for other programs."""
    task = file.read(plan).tasks[0]
    code, out, _ = ran("explain", "PLAN", "--task", task.id, "--json")
    assert code == exits.DONE
    assert json.loads(out)["loss"] == pytest.approx(task.value, abs=1e-9)
    code, out, _ = ran("explain", "PLAN", "--unwatched", task.sector, "--json")
    assert {one["asset"] for one in json.loads(out)["assets"]} >= {"HMAS One", "HMS Two"}
    code, out, _ = ran("value", "PLAN", "--top", "0", "--json")
    assert {one["name"] for one in json.loads(out)["things"]} >= {"HMAS One", "HMS Two"}
    code, out, _ = ran("replan", "PLAN", "--at", "240600ZSEP18", "--frontier", "--tasks", "1", "--json")
    points = json.loads(out)["frontier"]
    assert [one["value"] for one in points] == sorted(one["value"] for one in points)


def test_a_sweep_says_what_is_wrong(ran, tmp_path):
    """Before anything is solved."""
    (tmp_path / "bad.yaml").write_text("scenario: x\n")
    code, _, _ = ran("sweep", tmp_path / "bad.yaml", "--over", "seeds=1", "-o", tmp_path / "out")
    assert code == exits.INPUT_WRONG
    good = "scenarios/two-ships.yaml"
    code, _, err = ran("sweep", good, "--over", "seeds=x", "-o", tmp_path / "out")
    assert (code, "whole numbers" in err) == (exits.INPUT_WRONG, True)
    code, _, err = ran("sweep", good, "--over", "variants=none", "-o", tmp_path / "out")
    assert (code, "there is no variant 'none'" in err) == (exits.INPUT_WRONG, True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thing").write_text("")
    code, _, err = ran("sweep", good, "--over", "seeds=1", "-o", tmp_path / "full")
    assert (code, "holds other things" in err) == (exits.INPUT_WRONG, True)
