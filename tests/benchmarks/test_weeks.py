"""Generated weeks: the same text for a seed, and scenarios that a planner could have written."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.weeks.draw import LARGE, SEEDS, WEEK, Size, drawn
from benchmarks.weeks.seas import SEAS
from benchmarks.weeks.written import scenario_yaml
from patrolplan.cli.check import all_found
from patrolplan.scenario.diagnostics import Diagnostic
from patrolplan.scenario.read import Loaded, load
from patrolplan.sea.build import build_water

SMALL = Size(ships=2, columns=4, rows=3, days=2, spots=1, sorties_per_day=1)


def read(path: Path, text: str, variant: str | None = None) -> Loaded:
    path.write_text(text, encoding="utf-8")
    return load(path, variant=variant)


def wrong(loaded: Loaded) -> list[Diagnostic]:
    """What `check` would call an error or a warning, on the water too."""
    return [*all_found(loaded)]


@pytest.mark.parametrize("seed", range(len(SEAS)))
def test_every_sea_makes_a_scenario_without_a_mistake(seed: int, tmp_path: Path) -> None:
    """Ports and airfields are known, ships join afloat, positions and times are forms that the language has:
    `check` finds nothing, on the water either.
    """
    loaded = read(tmp_path / "week.yaml", scenario_yaml(seed, SMALL))
    assert loaded.scenario is not None and not wrong(loaded)
    assert len(loaded.scenario.ships) == 2 and len(loaded.scenario.aircraft) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_weeks_that_figures_are_quoted_for_are_sound(seed: int, tmp_path: Path) -> None:
    """The five weeks read, and so do their variants; each has about as many sectors as the flagship."""
    text = scenario_yaml(seed, WEEK)
    for variant in (None, "ships-only", "aircraft-only"):
        loaded = read(tmp_path / "week.yaml", text, variant)
        assert loaded.scenario is not None and not wrong(loaded)
        assert len(loaded.scenario.ships) == (0 if variant == "aircraft-only" else 12)
        assert len(loaded.scenario.aircraft) == (0 if variant == "ships-only" else 1)


def test_the_large_one_is_as_large_as_it_says(tmp_path: Path) -> None:
    """40 ships, two weeks, 300 sectors or nearly."""
    loaded = read(tmp_path / "large.yaml", scenario_yaml(1, LARGE))
    assert loaded.scenario is not None and not loaded.diagnostics
    assert len(loaded.scenario.ships) == 40
    assert loaded.scenario.horizon.length_s == 14 * 86400
    assert 280 <= len(build_water(loaded.scenario).sectors) <= 310


def test_the_same_seed_the_same_text() -> None:
    """Nothing but seed and size goes in; other seeds give other weeks, in other seas."""
    assert scenario_yaml(7, WEEK) == scenario_yaml(7, WEEK)
    assert len({scenario_yaml(seed, SMALL) for seed in range(9)}) == 9
    assert len({drawn(seed, SMALL).sea.name for seed in range(len(SEAS))}) == len(SEAS)
