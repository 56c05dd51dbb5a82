"""`check --resolved`, read again, is the same scenario and makes the same plan, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from patrolplan.planning.solve import solve_scenario
from patrolplan.record.canonical import canonical
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.read import load_bytes
from patrolplan.scenario.writing.resolved import resolved_yaml
from tests.scenarios import SOURCE

ROOT = Path(__file__).parents[2]

EVERYTHING = """\
horizon: {start: 240000ZSEP18, end: 241200ZSEP18}
sectors:
  drawn:
    STRAIT: {polygon: [29-50N 125-10E, 29-50N 125-50E, 29-20N 125-40E, 29-30N 125-05E]}
stay: 3h
areas:
  A: {box: {north: 30-00N, south: 29-30N, west: 125-00E, east: 126-00E}, transfers_per_day: 1, night: 1.3}
  LANE: {corridor: {line: [29-10N 124-40E, 29-50N 124-30E], width: 20nm}, transfers_per_day: 0.3}
zones:
  RANGE: {circle: {centre: 29-40N 124-30E, radius: 7nm}, closed_to: ships, daily: {from: 0200Z, to: 0500Z}}
defaults:
  ships: {all: {min_task: 2h}, class: {anzac: {transit: 16.7kn}}}
ships:
  X: {nation: AUS, class: anzac, in_chop: 29.712345678N 125.31E}
aircraft:
  P8: {nation: USA, type: P-8A, base: RODN, min_look: 40min}
caveats:
  HOURS: {asset: X, not_in: LANE, daily: {from: 1500I, to: 1800I}}
weather:
  SWELL: {area: A, dates: 24SEP18, sea_state: 4}
"""


def scenario(name: str, text: str) -> tuple[Scenario, str]:
    """The scenario, and its resolved form."""
    loaded = load_bytes(f"{name}.yaml", text.encode())
    assert loaded.scenario is not None, [item.message for item in loaded.diagnostics]
    return loaded.scenario, resolved_yaml(loaded)


@pytest.mark.parametrize(
    ("name", "text"),
    [("two-ships", (ROOT / "scenarios/two-ships.yaml").read_text()), ("everything", EVERYTHING)],
    ids=["two-ships", "everything"],
)
def test_the_resolved_one_makes_the_same_plan(name: str, text: str) -> None:
    """Defends what a planner archives: short forms, defaults and catalogue can change later, the plan not."""
    made, resolved = scenario(name, text)
    again, twice = scenario("another", resolved)
    assert again == made
    assert twice.split("\n", 1)[1] == resolved.split("\n", 1)[1]
    first, second = (solve_scenario(each, SOURCE, seed=5, effort="quick") for each in (made, again))
    assert canonical(first) == canonical(second)
    assert canonical(replace(first, source=SOURCE)) == canonical(second)
