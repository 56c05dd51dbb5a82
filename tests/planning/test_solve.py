"""The whole chain on a tiny scenario: solved, judged, and the same again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from patrolplan.planning.errors import NoPlanError
from patrolplan.planning.progress import Progress
from patrolplan.planning.solve import solve_scenario
from patrolplan.record.canonical import canonical
from patrolplan.record.types import Record
from patrolplan.scenario.model import Caveat, Closure, Scenario, Spell, Weather
from patrolplan.scenario.resolved import from_json
from patrolplan.verify.rules.judge import judge
from tests.scenarios import SOURCE, START, at, box, ship, tiny, wing, zone


@pytest.fixture(scope="module")
def record() -> Record:
    return solve_scenario(tiny(), SOURCE, seed=3, effort="quick")


def broken(record: Record) -> list[str]:
    return [finding.message for finding in judge(record) if finding.severity == "violation"]


def test_the_judge_finds_nothing(record: Record) -> None:
    """Defends the promise: what we plan keeps every rule as the independent judge reads them."""
    assert broken(record) == []
    assert record.tasks
    assert record.sorties


def test_score_is_of_the_looks_as_written(record: Record) -> None:
    """Defends the figures: value from the record's own looks, between nothing and the bound."""
    missed: dict[tuple[str, int], float] = {}
    for task in record.tasks:
        for step, pod in task.looks:
            missed[task.sector, step] = missed.get((task.sector, step), 1.0) * (1 - pod)
    rates = {sector.id: sector.rates for sector in record.sectors}
    value = sum(rates[sector][step] * (1 - left) for (sector, step), left in missed.items())
    score = record.score
    assert score.value == pytest.approx(value, rel=1e-12)
    assert score.bound is not None
    assert 0 < score.value <= score.bound <= score.total * (1 + 1e-9)


def test_the_same_again_is_the_same_bytes(record: Record) -> None:
    """Defends determinism: no clock, no chance, no order of threads in the file."""
    again = solve_scenario(tiny(), SOURCE, seed=3, effort="quick")
    assert canonical(again) == canonical(record)


def test_scenario_in_the_plan_reads_back(record: Record) -> None:
    """Defends the embedded scenario: it is the one that was solved."""
    assert from_json(record.scenario) == tiny()


def test_interrupted_and_timed_runs_say_so() -> None:
    """Defends an early end: a legal plan all the same, and why it ended stands in it."""
    stopped = solve_scenario(tiny(), SOURCE, effort="quick", interrupted=lambda: True)
    assert stopped.run.stopped_by == "interrupted"
    assert broken(stopped) == []


def test_progress_tells_of_every_stage() -> None:
    """Defends the watcher: water first, values between nothing and all, words last."""
    told: list[Progress] = []
    solve_scenario(tiny(aircraft={}), SOURCE, effort="quick", progress=told.append)
    assert told[0].phase == "drawing the water"
    assert told[-1].phase == "writing down"
    known = [state for state in told if state.coverage is not None and state.bound is not None]
    assert known
    assert all(0 <= s.coverage <= s.bound + 1e-9 for s in known if s.coverage and s.bound)


CLOSED = {"TRAMI": Closure(("RODN",), START, at(24), "typhoon")}


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (tiny(ships={"A": ship("AUS", Spell((124.5, 27.5), at(1), (126.5, 28.25), at(3)))}), "out-chop"),
        (tiny(ships={}, closures=CLOSED), "takes no landing"),
        (tiny(ships={}, aircraft={"P": wing(per_day=0)}), "quota"),
        (tiny(ships={"A": ship("AUS", Spell(None, at(1), None, at(5)))}, aircraft={}), "minimum time"),
        (
            tiny(ships={}, caveats={"C": Caveat(("Kadena P-8",), ("EAST", "WEST"), None, None, "")}),
            "caveats and zones",
        ),
    ],
)
def test_no_plan_is_refused_with_reasons(scenario: Scenario, words: str) -> None:
    """Defends the planner's time: what cannot be planned is told at once, with the asset and the rule."""
    with pytest.raises(NoPlanError) as refused:
        solve_scenario(scenario, SOURCE, effort="quick")
    assert any(words in reason for reason in refused.value.reasons)


def test_an_idle_asset_is_remarked(record: Record) -> None:
    """Defends the reader: an asset that could do nothing is named in the plan, with the reason."""
    scenario = tiny(closures=CLOSED)
    made = solve_scenario(scenario, SOURCE, effort="quick")
    assert any("Kadena P-8" in remark and "no landing" in remark for remark in made.run.remarks)
    assert not made.sorties
    assert broken(made) == []
    assert record.run.remarks == ()


def test_zone_and_weather_and_spells() -> None:
    """Defends more of the language at once: spells, a timed zone, a closure, weather; still legal."""
    scenario = tiny(
        ships={
            "A": ship("AUS", Spell((124.5, 27.5), at(1), None, at(11)), Spell(None, at(13), None, at(24))),
            "B": replace(ship("KOR", Spell(None, START, (126.5, 28.25), at(22))), transit_kn=18.0),
        },
        zones={
            "FIRE": zone(
                box(124.6, 28.1, 124.9, 28.4), start=at(6), end=at(9), closed_to=("ships", "aircraft")
            ),
            "EDGE": zone(box(124.0, 28.5, 124.06, 28.6), closed_to=("tasks",), except_nations=("AUS",)),
        },
        weather={"SWELL": Weather("EAST", at(4), at(12), 5)},
        closures={"SHUT": Closure(("RODN",), at(4), at(9), "")},
    )
    assert broken(solve_scenario(scenario, SOURCE, effort="quick")) == []
