"""`patrolplan catalogue`: what it prints, in both forms, and how it refuses."""

import json
import re

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.templates import text


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    """A plain terminal of 100 columns, whatever the tests run in."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


def test_list(capsys, snapshot):
    """The whole list fits a terminal, and no figure is cut short."""
    assert run(["catalogue"]) == exits.DONE
    out = capsys.readouterr().out
    assert "…" not in out
    assert max(map(len, out.splitlines())) <= 100
    assert out == snapshot


def test_list_on_a_narrow_terminal_keeps_its_figures(capsys, monkeypatch):
    """On 72 columns the words wrap; figures and names stay whole."""
    monkeypatch.setenv("COLUMNS", "72")
    assert run(["catalogue"]) == exits.DONE
    out = capsys.readouterr().out
    assert re.search(r"^national-security-cutter +13\* +28\* +8\* +6\* +\w", out, re.MULTILINE)
    assert "…" not in out


@pytest.mark.parametrize("name", ["P-8A", "halifax", "rodn", "sea state 6", "crew rules"])
def test_entry(capsys, snapshot, name):
    """One entry: every value with its unit, which are assumptions and how far they may be off, source."""
    assert run(["catalogue", name]) == exits.DONE
    assert capsys.readouterr().out == snapshot


@pytest.mark.parametrize("name", ["type-23", "Falcon 200", "White Beach", "Futenma"])
def test_the_line_that_gives_other_figures_can_be_pasted(capsys, tmp_path, name):
    """What `catalogue NAME` tells the planner to write is what `check` accepts."""
    assert run(["catalogue", name]) == exits.DONE
    line = capsys.readouterr().out.splitlines()[-1].removeprefix("other figures, in a scenario: ")
    file = tmp_path / "scenario.yaml"
    file.write_text(text("blank") + line + "\n", encoding="utf-8")
    assert run(["check", str(file)]) == exits.DONE
    assert "no errors" in capsys.readouterr().out


def test_json_of_one_entry(capsys):
    """JSON has the model's fields and units, so that a script need not parse words."""
    assert run(["catalogue", "cp-140", "--json"]) == exits.DONE
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["kind"] == "type"
    assert entry["figures"]["endurance_s"] == 12 * 3600
    assert entry["figures"]["cruise_kn"] == 350
    assert "endurance_s" in entry["assumed"]
    assert "cruise_kn" not in entry["assumed"]
    assert entry["bands"]["endurance_s"] == [10 * 3600, 17 * 3600]


def test_json_of_everything(capsys):
    """Every kind of entry is listed once."""
    assert run(["catalogue", "--json"]) == exits.DONE
    listed = json.loads(capsys.readouterr().out)
    names = [(entry["kind"], entry["name"]) for entry in listed]
    assert len(names) == len(set(names))
    assert {kind for kind, _ in names} == {"class", "type", "base", "sea_state", "crew_rules"}


def test_an_unknown_name_is_refused_with_a_suggestion(capsys):
    """A slip of the pen is answered with what was probably meant."""
    assert run(["catalogue", "halifaks"]) == exits.USAGE
    error = capsys.readouterr().err
    assert "no 'halifaks'" in error
    assert "'halifax'" in error


def test_a_name_like_no_other_is_refused_with_a_way_out(capsys):
    """Where nothing is near, the list is."""
    assert run(["catalogue", "zeppelin"]) == exits.USAGE
    assert "'patrolplan catalogue' lists" in capsys.readouterr().err
