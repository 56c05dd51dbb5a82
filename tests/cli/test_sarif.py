"""`check --format sarif`: what editors and code hosts read (SARIF 2.1.0)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.scenario.rules import entries
from tests.cli.test_fix import WRONG
from tests.scenario.mistakes import SOUND


@pytest.fixture
def log(tmp_path: Path, monkeypatch, capsys) -> dict[str, Any]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "with blank é.yaml").write_text(
        WRONG.replace("stay:6h", "stay: 6") + "overrides: {o: {stay: x}}\n"
    )
    assert run(["check", "with blank é.yaml", "--set", "fatigue=2", "--format", "sarif"]) == exits.INPUT_WRONG
    return json.loads(capsys.readouterr().out)


def test_one_run_with_its_rules(log):
    """Each result names a rule of the run, by its index too, and each rule is one that `rule` explains."""
    (made,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert made["columnKind"] == "unicodeCodePoints"
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(dict.fromkeys(rule["id"] for rule in rules))
    assert made["results"]
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"]
        assert entries()[result["ruleId"]].what == rules[result["ruleIndex"]]["shortDescription"]["text"]


def test_places_are_those_of_the_file(log):
    """Region and file, as a URI reference; the end is exclusive."""
    lines = WRONG.splitlines()
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    place = results["unknown-class"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "with%20blank%20%C3%A9.yaml"
    region = place["region"]
    text = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    assert text == "adelade"


def test_fixes_say_what_to_put_where(log):
    """What is proposed can be taken over by an editor."""
    fixes = [
        result["fixes"][0] for result in log["runs"][0]["results"] if result["ruleId"] == "unknown-class"
    ]
    change = fixes[0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"]["text"] == "adelaide"


def test_what_stood_on_the_command_line_has_no_file(log):
    """A mistake in --set is no place in a file."""
    places = [result["locations"][0] for result in log["runs"][0]["results"]]
    (fatigue,) = [place for place in places if "physicalLocation" not in place]
    assert fatigue == {"logicalLocations": [{"fullyQualifiedName": "--set fatigue=2"}]}


def test_nothing_wrong_is_an_empty_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.yaml").write_text(SOUND)
    assert run(["check", "sound.yaml", "--format", "sarif"]) == exits.DONE
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []
