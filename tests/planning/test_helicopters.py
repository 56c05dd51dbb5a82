"""Ships' helicopters: who makes plans, who judges them and who simulates them see alike."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.kinds import flown_shares
from patrolplan.measures.tracks.width import width_nm
from patrolplan.planning.solve import solve_scenario
from patrolplan.scenario.model import Area, Helicopter, Horizon, Scenario, Spell, Weather
from patrolplan.scenario.resolved import from_json, to_json
from patrolplan.sea.build import build_water
from patrolplan.simulation.eyes import Eyes
from patrolplan.simulation.simulate import simulate
from patrolplan.simulation.waters import Waters
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.rules.accounts.seeing import eyes_of
from patrolplan.verify.rules.judge import examine, judge
from tests.scenarios import PATROL, SOURCE, START, at, box, ship, tiny

HELO = replace(
    PATROL, name="helo", station_kn=90.0, endurance_s=4 * 3600, reserve_s=1800, day_width_nm=3.0,
    night_width_nm=2.0,
)  # fmt: skip
NAME = "HMAS Melbourne"


def scenario(*launches: int, length: int = 7200, contacts: float = 5.0) -> Scenario:
    """A day of one ship, a swell in it."""
    carried = Helicopter("helo", length, launches) if launches else None
    return tiny(
        areas={"WEST": Area((box(124.0, 28.0, 125.0, 29.0),), 1.0, None, 1.2, contacts)},
        types={"helo": HELO},
        aircraft={},
        ships={NAME: ship("AUS", Spell(None, START, None, at(24)), helicopter=carried)},
        weather={"SWELL": Weather("WEST", at(3), at(6), 5)},
    )


def test_shares_second_by_second() -> None:
    """The share of each slot for which it flies, through midnight and with odd slots: formulation and judge
    against a count of seconds.
    """
    for seed in range(20):
        r = Random(seed)
        slot = r.choice([900, 1800, 3600, 10800])
        opens = START.replace(hour=r.randrange(24))
        first, length = r.randrange(86400 // 60) * 60, r.choice([600, 5400, 36000])
        launches = tuple(sorted((first + n * 43200) % 86400 for n in range(r.randint(1, 2))))
        plain = scenario(*launches, length=length)
        horizon = Horizon(opens, r.choice([6, 24, 48]) * 3600, slot, slot, slot, 21600)
        moved = replace(plain, horizon=horizon)
        seconds = np.arange(horizon.length_s) + opens.hour * 3600
        aloft = np.zeros(len(seconds), bool)
        for launch in launches:
            aloft |= (seconds - launch) % 86400 < length
        want = aloft.reshape(-1, slot).mean(axis=1)
        np.testing.assert_allclose(flown_shares(Helicopter("helo", length, launches), horizon), want)
        helicopter = eyes_of(moved, NAME).helicopter
        assert helicopter is not None
        np.testing.assert_allclose(helicopter.shares, want)


def test_coverage_is_that_of_both() -> None:
    """In the slots in which it flies coverage grows at the ship's rate and the helicopter's, each at its own
    width and speed, hers as without it; in others at hers alone.
    """
    bare, carrying = scenario(), scenario(4 * 3600 + 1800)
    alone, both = (formulate(x, build_water(x)) for x in (bare, carrying))
    more = both.problem.movers[0].rate - alone.problem.movers[0].rate
    steps = np.flatnonzero(more.max(axis=0) > 1e-15)
    assert steps.tolist() == [4, 5, 6]
    water = both.water
    for s, sector in enumerate(water.sectors):
        for k, share in ((4, 0.5), (5, 1.0), (6, 0.5)):
            width = 2.0 if water.night[s, k] else 3.0
            width *= bare.sea_states[int(water.sea_state[s, k])].aircraft_width * bare.fatigue
            good = 90.0 / (1.0 + 90.0 * width * water.contacts[s] * HELO.contact_time_s / 3600.0)
            tick = share * width * good / sector.area_nm2 * bare.horizon.tick_s / 3600.0
            assert more[s, k] == pytest.approx(tick, rel=1e-9)


def test_planned_judged_and_simulated() -> None:
    """A plan with one is worth more; the judge finds every POD and figure as said, the oracle its bound; the
    simulation's expectation is the value; the embedded scenario reads back to itself.
    """
    bare, carrying = scenario(), scenario(0, 6 * 3600, 12 * 3600, 18 * 3600, length=2 * 3600)
    assert from_json(to_json(carrying)) == carrying
    without, record = (solve_scenario(x, SOURCE, seed=1, effort="quick") for x in (bare, carrying))
    assert record.score.value > without.score.value * 1.02
    assert not [f.message for f in judge(record) if f.severity == "violation"]
    assert examine(record).figures is not None
    assert confirm(record).stands
    found = simulate(record, runs=4000).seen
    assert found.expected == pytest.approx(record.score.value)
    assert found.z is not None
    assert abs(found.z) < 5


def test_width_as_it_is_shown() -> None:
    """What products say of a task's width is the formulation's where no contacts have to be looked at, and
    the simulation's eyes see with the same.
    """
    carrying = scenario(9 * 3600, 15 * 3600, contacts=0.0)
    record = solve_scenario(carrying, SOURCE, seed=1, effort="quick")
    f = formulate(carrying, build_water(carrying))
    rows = {sector.id: s for s, sector in enumerate(f.water.sectors)}
    eyes = Eyes(Waters(record.sectors, carrying))
    for task in record.tasks:
        k = [int((t - START).total_seconds() // 3600) for t in (task.start, task.end)]
        s = rows[task.sector]
        want = f.fleets[0].sweep.width_nm[s, k[0] : k[1]]
        sector = next(one for one in record.sectors if one.id == task.sector)
        assert width_nm(record, task, sector) == pytest.approx(want.mean(), rel=1e-9)
        at_ = [one.id for one in record.sectors].index(task.sector)
        np.testing.assert_allclose(eyes.sight(NAME, at_).width_nm[k[0] : k[1]], want, rtol=1e-9)
