"""No task list that the judge lets pass is worth more than what the solver proved to be the best.

A way that the formulation forgot would show here: some list beyond the optimum would keep every rule. The
lists are tried on the judge itself, not on the problem that the solver was given.
"""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.words.looks import Seen, pods_of, value_of
from patrolplan.planning.handmade.complete import complete
from patrolplan.planning.handmade.drafts import Draft, DraftTask
from patrolplan.problem.types import Look
from patrolplan.sea.build import build_water
from patrolplan.verify.rules.judge import judge
from tests.verify.small_scenarios import small_scenario
from tests.verify.solve_and_judge import plan_for

MOST = 40
"""Lists that are judged for one scenario, drawn from those that are worth more than the optimum."""
SEEDS = (3, 11, 17, 20, 23)


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_beyond_the_optimum_break_a_rule(seed: int) -> None:
    """One or two tasks of each ship on slot edges, of any length: what is worth more is not allowed."""
    scenario = small_scenario(seed)
    record = plan_for(scenario, seed)
    assert record is not None and record.score.bound is not None
    water = build_water(scenario)
    f = formulate(scenario, water)
    edges = range(0, f.clock.horizon + 1, f.clock.slot_ticks)
    better: list[list[tuple[str, Look]]] = []
    for ship in f.problem.ships:
        tasks = [
            Look(sector, start, end)
            for sector in range(len(water.sectors))
            for start, end in combinations(edges, 2)
        ]
        pods = {look: pods_of(f.problem, ship.mover, look) for look in tasks}
        chains = [(look,) for look in tasks]
        chains += [(a, b) for a in tasks for b in tasks if a.end <= b.start]
        for chain in chains:
            worth = value_of(f.problem.weight, [Seen(look, pods[look]) for look in chain])
            if worth > record.score.bound * (1 + 1e-9) + 1e-9:
                better.append([(ship.name, look) for look in chain])
    chance = Random(seed)
    for chosen in chance.sample(better, min(MOST, len(better))):
        draft = Draft(
            tuple(
                DraftTask(name, water.sectors[look.sector].id, f.clock.at(look.start), f.clock.at(look.end))
                for name, look in chosen
            )
        )
        made = complete(scenario, water, draft, record.source)
        broken = [finding.message for finding in judge(made) if finding.severity == "violation"]
        assert broken, f"{chosen} is worth {made.score.value}, more than {record.score.bound}, and is allowed"
