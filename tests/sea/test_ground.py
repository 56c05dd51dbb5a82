"""The ground as `check` draws it: round the areas alone, and the same there as over the whole theatre."""

import numpy as np
import pytest

from patrolplan.scenario.model import Scenario
from patrolplan.scenario.read import load
from patrolplan.sea.ground import build_ground
from tests.scenario.test_read import ROOT
from tests.sea.scenarios import area, box, east_china_sea, scenario, zone


def agree(plain: Scenario) -> None:
    whole, near = build_ground(plain), build_ground(plain, near=True)
    assert [name for name, _ in near.cells] == [name for name, _ in whole.cells]
    sectors = whole.parts.held.max(axis=0)
    assert np.all(abs(near.parts.held - whole.parts.held) <= 1e-3 * sectors + 0.01)
    assert np.all(
        abs(near.parts.cut - whole.parts.cut) <= 1e-3 * (whole.parts.cut + whole.parts.held.sum(axis=1))
    )


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_scenarios(path):
    """What `check` says of an area is said of the water that is planned on."""
    loaded = load(path)
    assert loaded.scenario is not None
    agree(loaded.scenario)


def test_areas_apart():
    """Land and belts are drawn for each area, those that stand alone and those that overlap alike."""
    agree(
        scenario(
            {
                "ZHEJIANG": area(box(121, 27, 122.5, 28.5)),
                "WITHIN IT": area(box(121.5, 27.5, 122, 28)),
                "ACROSS ITS EDGE": area(box(122, 28, 123.3, 29.1)),
                "JEJU": area(box(125.9, 33.4, 127.2, 34.1)),
            },
            zones={
                "BELT": zone(coast_buffer_nm=12.0, of=("CHN", "KOR")),
                "DRAWN": zone(box(122.2, 27.1, 122.4, 28.9)),
            },
        )
    )


def test_many_areas():
    """With more areas than are drawn one by one."""
    areas = {f"A{n}": area(box(120.5 + n / 4, 27, 120.75 + n / 4, 28)) for n in range(14)}
    agree(scenario(areas, zones={"BELT": zone(coast_buffer_nm=12.0, of=("CHN",))}))


def test_the_flagships_kind():
    agree(east_china_sea())
