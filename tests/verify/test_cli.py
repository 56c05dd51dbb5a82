"""`patrolplan verify`: what it prints in every form, and which code it ends with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from syrupy.assertion import SnapshotAssertion

from patrolplan.cli import exits
from patrolplan.cli.judging.report import differences
from patrolplan.cli.main import run
from patrolplan.record.file import write
from patrolplan.record.types import Record, Source
from patrolplan.scenario.read import load
from patrolplan.scenario.resolved import to_json
from patrolplan.verify.bound import confirm
from patrolplan.verify.rules.table import RULES
from tests.verify.mutations import ALL
from tests.verify.plans import sound

MUTATIONS = {mutation.name: mutation for mutation in ALL}


def mutated(name: str) -> Record:
    """The sound plan, tampered with."""
    found = MUTATIONS[name].apply(sound(), Random(1))
    assert found is not None
    return found


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes a plan to plan.json in a folder of its own, where the command is then run."""
    monkeypatch.chdir(tmp_path)

    def save(record: Record) -> str:
        write(Path("plan.json"), record)
        return "plan.json"

    return save


def test_a_sound_plan_ends_with_0(saved, capsys, snapshot: SnapshotAssertion):
    assert run(["verify", saved(sound())]) == exits.DONE
    assert capsys.readouterr().out == snapshot


def test_a_broken_plan_ends_with_3_and_says_what_is_broken(saved, capsys, snapshot: SnapshotAssertion):
    assert run(["verify", saved(mutated("sectors of two tasks swapped"))]) == exits.RULES_BROKEN
    assert capsys.readouterr().out == snapshot


def test_concise_is_one_finding_a_line(saved, capsys, snapshot: SnapshotAssertion):
    plan = saved(mutated("crew without rest"))
    assert run(["verify", plan, "--format", "concise"]) == exits.RULES_BROKEN
    assert capsys.readouterr().out == snapshot


def test_concise_is_silent_on_a_sound_plan(saved, capsys):
    assert run(["verify", saved(sound()), "--format", "concise"]) == exits.DONE
    assert capsys.readouterr().out == ""


def test_json_has_everything(saved, capsys):
    plan = saved(mutated("transit left out"))
    assert run(["verify", plan, "--json"]) == exits.RULES_BROKEN
    said = json.loads(capsys.readouterr().out)
    assert said["kept"] is False
    assert [rule["id"] for rule in said["rules"]] == [rule.id for rule in RULES]
    assert sum(rule["findings"] for rule in said["rules"]) == len(said["findings"])
    jump = next(finding for finding in said["findings"] if finding["id"] == "jump")
    assert jump["legs"] and jump["place"] and jump["unit"] == "nm" and jump["measured"] > jump["limit"]
    assert said["judged"]["value"] == pytest.approx(said["claimed"]["value"], rel=1e-9)


def test_an_unreadable_file_ends_with_1(saved, capsys, tmp_path: Path):
    plan = Path(saved(sound()))
    for damaged in (b"", plan.read_bytes()[:5000], b"[1, 2]"):
        plan.write_bytes(damaged)
        assert run(["verify", str(plan)]) == exits.INPUT_WRONG
        said = capsys.readouterr()
        assert said.out == "" and "plan.json" in said.err and "Traceback" not in said.err
    assert run(["verify", "nothing.json"]) == exits.INPUT_WRONG


def test_a_scenario_that_cannot_be_read_breaks_a_rule(saved, capsys):
    assert run(["verify", saved(mutated("scenario without its horizon"))]) == exits.RULES_BROKEN
    assert "scenario: the embedded scenario cannot be read" in capsys.readouterr().out


def test_without_a_plan_it_is_a_usage_error(capsys):
    assert run(["verify"]) == exits.USAGE
    assert "PLAN.json" in capsys.readouterr().err


def test_rules_are_listed(capsys):
    assert run(["verify", "--rules"]) == exits.DONE
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) == len(RULES)
    assert all(
        line.startswith(rule.id) and rule.clause in line for line, rule in zip(listed, RULES, strict=True)
    )


def test_bound_prints_both_figures(saved, capsys, monkeypatch: pytest.MonkeyPatch):
    """The oracle's figure stands beside the plan's; a claim that it cannot confirm fails the plan."""
    plan = saved(sound())
    score = sound().score
    assert score.bound is not None

    def oracle(confirmed: float, fault: str | None):
        gap = (confirmed - score.value) / score.value
        return lambda record: confirm.Confirmation(score.value, score.bound, confirmed, gap, fault)

    monkeypatch.setattr(confirm, "confirm", oracle(score.bound, None))
    assert run(["verify", plan, "--bound"]) == exits.DONE
    assert (
        "0.332207 confirmed by the oracle, gap 4.300% (the plan says 0.332207, 4.300%)"
        in capsys.readouterr().out
    )

    monkeypatch.setattr(confirm, "confirm", oracle(2 * score.bound, "its prices prove only 0.66"))
    assert run(["verify", plan, "--bound"]) == exits.RULES_BROKEN
    said = capsys.readouterr().out
    assert "bound: its prices prove only 0.66" in said
    assert "BROKEN: all" in said


def test_prices_that_prove_nothing_are_found_by_the_real_oracle(saved, capsys):
    """The sample's certificate is made up: the oracle says what it proves."""
    code = run(["verify", saved(replace(sound(), prices=None)), "--bound"])
    assert code == exits.RULES_BROKEN
    assert "the plan claims a bound but carries no prices to prove it" in capsys.readouterr().out


SCENARIO = Path(__file__).parents[2] / "scenarios" / "two-ships.yaml"


def test_the_scenario_file_is_compared(saved, capsys):
    """The scenario as the file has it; and one whose ship was made faster since."""
    loaded = load(SCENARIO)
    assert loaded.scenario is not None
    source = Source("two-ships.yaml", loaded.sha256)
    plan = saved(replace(sound(), scenario=to_json(loaded.scenario), source=source))
    run(["verify", plan, "--scenario", str(SCENARIO), "--json"])
    said = json.loads(capsys.readouterr().out)["scenario"]
    assert said == {"file": str(SCENARIO), "same_bytes": True, "differences": []}

    other = to_json(loaded.scenario)
    name = next(iter(other["ships"]))
    other["ships"][name]["transit_kn"] = 33.0
    write(Path("other.json"), replace(sound(), scenario=other, source=source))
    assert run(["verify", "other.json", "--scenario", str(SCENARIO)]) == exits.RULES_BROKEN
    assert f"scenario: ships.{name}.transit_kn: the plan has 33.0, the file" in capsys.readouterr().out


def test_a_scenario_file_that_is_wrong_ends_with_1(saved, capsys, tmp_path: Path):
    (tmp_path / "broken.yaml").write_text("scenario: nothing else\n", encoding="utf-8")
    assert run(["verify", saved(sound()), "--scenario", "broken.yaml"]) == exits.INPUT_WRONG
    said = capsys.readouterr()
    assert said.out == ""
    assert "broken.yaml" in said.err


def test_differences_name_the_place():
    one = {"ships": {"A": {"kn": 15, "spells": [1, 2]}}, "stay": 6}
    other = {"ships": {"A": {"kn": 14, "spells": [1, 3]}, "B": {}}, "stay": 6}
    assert differences(one, other) == [
        "ships.A.kn: the plan has 15, the file 14",
        "ships.A.spells[1]: the plan has 2, the file 3",
        "ships.B is in the file alone",
    ]
    assert differences(one, one) == []
