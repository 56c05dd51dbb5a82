"""How assets see, and where they may be tasked."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.scenario.model import Area, Caveat, Scenario, Weather
from patrolplan.sea.build import build_water
from tests.scenarios import at, box, ship, tiny, wing, zone


def made(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def row(f: Formulation, name: str) -> int:
    """The mover of an asset."""
    rows = {holder.name: holder.mover for holder in (*f.problem.ships, *f.problem.detachments)}
    return rows[name]


def within(f: Formulation, area: str) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([area in sector.shares for sector in f.water.sectors])


def test_rate_is_width_times_effective_speed_over_area() -> None:
    """Defends the rate of every slot against the formula written out for one ship and one aircraft."""
    scenario = tiny(weather={"SWELL": Weather("WEST", at(3), at(6), 6)})
    f = made(scenario)
    west = within(f, "WEST")
    for name, day, night, kn, seconds, factor in (
        ("HMAS Melbourne", 8.0, 4.0, 14.0, 600, 0.7),
        ("Kadena P-8", 6.0, 3.0, 220.0, 240, 0.4),
    ):
        rate = f.problem.movers[row(f, name)].rate
        for s, sector in enumerate(f.water.sectors):
            for k in (0, 4, 12, 23):
                width = (night if f.water.night[s, k] else day) * 0.9
                width *= factor if west[s] and 3 <= k < 6 else 1.0
                contacts = f.water.contacts[s]
                speed = kn / (1 + kn * width * contacts * seconds / 3600)
                assert isclose(rate[s, k], width * speed / sector.area_nm2 / 6, rel_tol=1e-12)
    assert f.water.contacts[west].min() > 0


def test_alike_ships_share_a_mover() -> None:
    """Defends the solver's tables: two ships that see and move alike are one kind; a speed makes two."""
    assert len(made(tiny()).problem.movers) == 2
    ships = dict(tiny().ships)
    ships["USS Green Bay"] = replace(ships["USS Green Bay"], transit_kn=16.0)
    assert len(made(tiny(ships=ships)).problem.movers) == 3


def test_caveat_closes_every_sector_of_the_area_while_it_lasts() -> None:
    """Defends caveats: sectors with a share of the area, the slots they meet, that asset alone."""
    f = made(tiny(caveats={"C": Caveat(("HMAS Melbourne",), ("EAST",), at(5.5), at(8), "")}))
    east = within(f, "EAST")
    want = np.ones((7, 24), dtype=bool)
    want[np.ix_(east, range(5, 8))] = False
    assert (f.problem.movers[row(f, "HMAS Melbourne")].allowed == want).all()
    assert f.problem.movers[row(f, "USS Green Bay")].allowed.all()
    assert f.problem.movers[row(f, "Kadena P-8")].allowed.all()


@pytest.mark.parametrize(
    ("closed", "nations", "barred"),
    [
        (("ships",), (), {"HMAS Melbourne", "USS Green Bay"}),
        (("aircraft",), (), {"Kadena P-8"}),
        (("tasks",), (), {"HMAS Melbourne", "USS Green Bay", "Kadena P-8"}),
        (("tasks",), ("USA",), {"HMAS Melbourne"}),
    ],
)
def test_zone_bars_whom_it_binds(closed: tuple[str, ...], nations: tuple[str, ...], barred: set[str]) -> None:
    """Defends zones: a timed zone over a sector closes its slots for those it names, others not."""
    shape = box(124.0, 28.0, 124.5, 28.5)
    f = made(
        tiny(zones={"Z": zone(shape, closed_to=closed, except_nations=nations, start=at(4), end=at(6.5))})
    )
    covered = np.array(
        [sector.polygon.centroid.x < 124.5 and sector.polygon.centroid.y < 28.5 for sector in f.water.sectors]
    )
    assert covered.sum() == 1
    for name in (*f.scenario.ships, *f.scenario.aircraft):
        allowed = f.problem.movers[row(f, name)].allowed
        assert allowed[~covered].all()
        assert allowed[covered, :4].all()
        assert allowed[covered, 7:].all()
        assert allowed[covered, 4:7].all() != (name in barred)
        assert allowed[covered, 4:7].any() != (name in barred)


@pytest.mark.parametrize(("share", "closes"), [(0.08, False), (0.12, True)])
def test_a_tenth_of_the_sector_closes_it(share: float, closes: bool) -> None:
    """Defends the share: under a tenth tracks go round, from a tenth on nobody is tasked."""
    strip = box(124.0, 28.0, 124.0 + 0.5 * share, 28.5)
    f = made(tiny(zones={"Z": zone(strip, closed_to=("tasks",), start=at(0), end=at(3))}))
    allowed = f.problem.movers[0].allowed
    assert (~allowed[:, :3]).any() == closes
    assert allowed[:, 3:].all()


def test_minimum_on_task_crosses_the_sector() -> None:
    """Defends min_task: the larger of the asset's own and the diagonal at patrol speed, rounded up."""
    ships = {"A": ship("AUS", *tiny().ships["USS Green Bay"].spells, min_task_s=3600, patrol_kn=8.0)}
    f = made(tiny(ships=ships, aircraft={"B": wing(min_look_s=600)}))
    for s, sector in enumerate(f.water.sectors):
        slow = sector.crossing_nm / 8.0 * 6
        assert f.problem.movers[0].min_task[s] == -(-slow // 6) * 6
        assert f.problem.movers[1].min_task[s] == -(-sector.crossing_nm / 220.0 * 6 // 1)


def test_priorities_are_weights() -> None:
    """Defends the other kind of area: the problem's weight is the water's beginnings, whatever they count."""
    f = made(tiny(areas={"P": Area((box(124.0, 28.0, 125.0, 29.0),), None, 2.0, 1.0, 0.0)}))
    assert np.array_equal(f.problem.weight, f.water.rates)
    area = sum(sector.area_nm2 for sector in f.water.sectors)
    assert isclose(f.problem.weight.sum(), 2.0 * area, rel_tol=1e-9)
