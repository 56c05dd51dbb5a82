"""The judge's findings in every form: one a line, SARIF, GeoJSON, tallies, a rule explained."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from syrupy.assertion import SnapshotAssertion

from patrolplan.cli import exits
from patrolplan.cli.main import run
from patrolplan.measures.accounts import by_holder, by_water
from patrolplan.record import file
from patrolplan.scenario.resolved import from_json
from patrolplan.verify.rules.accounts.tallies import tallies
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.explain import EXPLAINED, explain
from patrolplan.verify.rules.judge import examine
from patrolplan.verify.rules.table import RULES
from tests.verify.plans import sound, stored
from tests.verify.test_cli import mutated


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A plan with a transit left out, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    file.write("plan.json", mutated("transit left out"))
    return "plan.json"


def test_sarif_points_at_the_task(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every rule is there, every finding is a result of one, at the line of what it is about."""
    assert run(["verify", broken, "--format", "sarif"]) == exits.RULES_BROKEN
    log = json.loads(capsys.readouterr().out)
    (one,) = log["runs"]
    rules = one["tool"]["driver"]["rules"]
    findings = examine(file.read(broken)).findings
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules][: len(RULES)] == [rule.id for rule in RULES]
    assert len(one["results"]) == len(findings) > 0
    lines = Path(broken).read_text(encoding="utf-8").split("\n")
    for result, finding in zip(one["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.id
        assert result["level"] == ("error" if finding.severity == "violation" else "note")
        (place,) = result["locations"]
        named = (*finding.tasks, *finding.legs)
        if named:
            assert f'"id": "{named[0]}"' in lines[place["physicalLocation"]["region"]["startLine"] - 1]


def test_concise_has_the_line_too(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`file:line:column: severity[id]: words`, as `check` has it."""
    run(["verify", broken, "--format", "concise"])
    said = capsys.readouterr().out.splitlines()
    assert any(line.startswith("plan.json:") and ":1: error[jump]: " in line for line in said)


def test_a_file_laid_out_otherwise_has_no_lines(broken: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An editor may have broken it into other lines: the findings stay, without a line."""
    tree = json.loads(Path(broken).read_text(encoding="utf-8"))
    Path(broken).write_text(json.dumps(tree), encoding="utf-8")
    run(["verify", broken, "--format", "concise"])
    assert "plan.json: error[jump]: " in capsys.readouterr().out


def test_the_map_has_each_finding_and_what_it_is_about(
    broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A point where it is, and the legs and sectors; shapes that a GIS reads, marked as the plan is."""
    assert run(["verify", broken, "--map", "out.geojson"]) == exits.RULES_BROKEN
    chart = json.loads(Path("out.geojson").read_text(encoding="utf-8"))
    record = file.read(broken)
    findings = examine(record).findings
    by_part = {
        part: [f for f in chart["features"] if f["properties"]["part"] == part]
        for part in ("finding", "leg", "sector")
    }
    assert [f["properties"]["rule"] for f in by_part["finding"]] == [finding.id for finding in findings]
    assert len(by_part["leg"]) == sum(len(finding.legs) for finding in findings) > 0
    for feature in chart["features"]:
        if feature["geometry"] is not None:
            assert shapely.from_geojson(json.dumps(feature["geometry"])).is_valid
    for feature in by_part["sector"]:
        assert shapely.from_geojson(json.dumps(feature["geometry"])).exterior.is_ccw
    assert chart["marking"] == record.marking and chart["kept"] is False
    assert run(["verify", broken, "--map", "out.geojson"]) == exits.INPUT_WRONG
    assert "--force" in capsys.readouterr().err
    assert run(["verify", broken, "--map", "out.geojson", "--force"]) == exits.RULES_BROKEN


def test_a_sound_plan_has_an_empty_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file.write("plan.json", sound())
    run(["verify", "plan.json", "--map", "out.geojson"])
    chart = json.loads(Path("out.geojson").read_text(encoding="utf-8"))
    assert [f for f in chart["features"] if f["properties"]["severity"] == "violation"] == []


@pytest.mark.parametrize("plan", [sound, stored])
def test_tallies_are_those_of_measures(plan) -> None:
    """Two countings that share no code: one from the recorded PODs, one from times and widths."""
    record = plan()
    mine = tallies(Case(record, from_json(record.scenario)))
    for one, other in zip(mine.areas, by_water.by_area(record), strict=True):
        assert (one.name, one.begins) == (other.name, pytest.approx(other.expected, rel=1e-6))
        assert one.identified == pytest.approx(other.identified, rel=1e-6, abs=1e-12)
    for one, (_, other) in zip(mine.periods, by_water.by_period(record), strict=True):
        assert one.begins == pytest.approx(other.expected, rel=1e-6)
        assert one.identified == pytest.approx(other.identified, rel=1e-6, abs=1e-12)
    for counted, accounts in ((mine.assets, by_holder.by_asset), (mine.nations, by_holder.by_nation)):
        for one, other in zip(counted, accounts(record), strict=True):
            assert (one.name, one.tasks) == (other.name, other.tasks)
            assert one.on_task_h == pytest.approx(other.on_task_h)
            assert one.loss <= other.identified + 1e-9 and other.identified <= one.seen + 1e-9


def test_a_loss_is_what_goes_with_the_asset() -> None:
    """The plan judged without it is worth so much less."""
    record = stored()
    whole = examine(record)
    assert whole.tallies is not None and whole.figures is not None
    for one in whole.tallies.assets:
        rest = replace(record, tasks=tuple(task for task in record.tasks if task.asset != one.name))
        figures = examine(rest).figures
        assert figures is not None
        assert whole.figures.value - figures.value == pytest.approx(one.loss, abs=1e-9)


def test_tallies_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.chdir(tmp_path)
    file.write("plan.json", stored())
    assert run(["verify", "plan.json", "--tallies"]) == exits.DONE
    said = capsys.readouterr().out
    assert said[said.index("By asset") :] == snapshot


def test_every_rule_can_be_explained() -> None:
    """What it promises, how it is read, and where its code is."""
    assert list(EXPLAINED) == [rule.id for rule in RULES]
    one = explain("overlap")
    assert one is not None and one.module == "patrolplan.verify.rules.holding.overlap.overlap"
    assert "at most one holder" in one.holds
    assert explain("nothing") is None
