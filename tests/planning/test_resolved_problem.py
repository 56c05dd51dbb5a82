"""`check --resolved` of every shipped scenario and variant is the same problem, array by array, bit by bit.

The solver knows nothing else than the problem, and the plan's words come from the water and the scenario. So
this holds what solving each of them both ways would show, in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from patrolplan.formulation.build import formulate
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.read import load, load_bytes
from patrolplan.scenario.writing.resolved import resolved_yaml
from patrolplan.sea.build import build_water

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
CASES = [(path, variant) for path in SCENARIOS for variant in (None, *load(path).variants)]


def leaves(thing: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a tree of dataclasses, mappings and sequences, arrays as their kind, shape and bytes."""
    if isinstance(thing, np.ndarray):
        yield path, (thing.dtype.str, thing.shape, thing.tobytes())
    elif is_dataclass(thing):
        for item in fields(thing):
            yield from leaves(getattr(thing, item.name), f"{path}.{item.name}")
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from leaves(value, f"{path}[{key!r}]")
    elif isinstance(thing, list | tuple):
        for number, value in enumerate(thing):
            yield from leaves(value, f"{path}[{number}]")
    else:
        yield path, thing.wkb if isinstance(thing, shapely.Geometry) else thing


def problem(scenario: Scenario) -> dict[str, Any]:
    """What the solver is given, and the water that the plan's words speak of."""
    water = build_water(scenario)
    return dict(leaves([formulate(scenario, water).problem, water]))


@pytest.mark.parametrize(
    ("path", "variant"), CASES, ids=[f"{path.stem}-{variant or 'whole'}" for path, variant in CASES]
)
def test_the_resolved_one_is_the_same_problem(path: Path, variant: str | None) -> None:
    """Defends what a planner archives: the file that `--resolved` prints makes the same plan."""
    loaded = load(path, variant)
    again = load_bytes("again.yaml", resolved_yaml(loaded).encode())
    assert loaded.scenario is not None
    assert again.scenario is not None
    assert again.scenario == loaded.scenario
    assert repr(again.scenario) == repr(loaded.scenario)  # order, too, and the sign of nothing
    first, second = problem(loaded.scenario), problem(again.scenario)
    assert len(first) > 50
    assert [key for key in first if first[key] != second.get(key)] == []
    assert set(first) == set(second)


def test_a_difference_would_show() -> None:
    """A mile an hour more of one ship is another problem."""
    made = load(SCENARIOS[-1]).scenario
    changed = load(SCENARIOS[-1], sets=[f'ships."{next(iter(made.ships))}".patrol=13.9kn']).scenario
    assert problem(made) != problem(changed)
