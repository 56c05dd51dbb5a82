"""Chop dates and places as first and last ticks of tasks."""

from __future__ import annotations

import numpy as np

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.problem.types import NEVER
from patrolplan.scenario.model import Base, Closure, Scenario, ShipAsset, Spell
from patrolplan.sea.build import build_water
from tests.scenarios import KADENA, START, at, box, ship, tiny, zone

PORT = Base("Port", (126.5, 28.25), "port", 32400, None, None)


def made(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def one(asset: ShipAsset, **changes: object) -> Formulation:
    """A scenario with that ship alone."""
    return made(tiny(ships={"A": asset}, aircraft={}, bases={"RODN": KADENA, "Port": PORT}, **changes))


def test_in_the_water_already() -> None:
    """Defends a spell without places: tasks from its first slot edge to its last, anywhere."""
    f = one(ship("AUS", Spell(None, at(1.2), None, at(22.9))))
    spell = f.problem.ships[0].spells[0]
    assert (spell.entry == 12).all()
    assert (spell.exit == 132).all()
    assert not f.obstacles


def test_from_and_to_a_place() -> None:
    """Defends transit: first start is the slot edge after arrival, last end leaves time to get out."""
    f = one(ship("AUS", Spell((124.5, 27.5), at(1), (126.5, 28.25), at(20))))
    spell = f.problem.ships[0].spells[0]
    nm = f.fleets[0].chart.routes.nm[frozenset()]
    nodes = f.fleets[0].chart.nodes
    for s in range(len(f.water.sectors)):
        arrive = 6 + np.ceil(nm[nodes[124.5, 27.5], s] / 15 * 6 - 1e-9)
        assert spell.entry[s] == -(-arrive // 6) * 6
        leave = 120 - np.ceil(nm[s, nodes[126.5, 28.25]] / 15 * 6 - 1e-9)
        assert spell.exit[s] == leave // 6 * 6


def test_closed_port_moves_the_chop() -> None:
    """Defends closures: nobody joins or leaves within them; other ports' do not matter."""
    asset = ship("AUS", Spell(PORT.position, at(1), PORT.position, at(20)))
    free = one(asset).problem.ships[0].spells[0]
    shut = {
        "A": Closure(("Port",), at(0), at(3), ""),
        "B": Closure(("Port",), at(2.5), at(4), ""),
        "C": Closure(("Port", "RODN"), at(18), at(24), ""),
        "D": Closure(("RODN",), at(5), at(15), ""),
    }
    f = one(asset, closures=shut)
    spell, stay = f.problem.ships[0].spells[0], f.stays[0][0]
    assert (stay.in_tick, stay.out_tick) == (24, 108)
    assert (spell.entry == free.entry + 18).all()
    assert (spell.exit >= free.exit - 18).all()
    assert (spell.exit < free.exit).all()


def test_timed_zone_delays_the_way_in() -> None:
    """Defends hours of zones: shut right across the way until 0800, she comes no sooner than it lets her."""
    wall = box(122.0, 27.6, 127.0, 27.9)
    asset = ship("AUS", Spell((124.5, 27.5), at(1), None, at(24)))
    plain = one(asset).problem.ships[0].spells[0]
    zones = {"W": zone(wall, start=at(0), end=at(8))}
    spell = one(asset, zones=zones).problem.ships[0].spells[0]
    assert (spell.entry >= plain.entry).all()
    near = int(plain.entry.argmin())
    assert spell.entry[near] > plain.entry[near]
    assert spell.entry[near] <= 48 + 12


def test_two_spells() -> None:
    """Defends spells: each has its own rows, in order."""
    f = one(ship("AUS", Spell(None, START, None, at(8)), Spell(PORT.position, at(12), None, at(24))))
    first, second = f.problem.ships[0].spells
    assert first.exit.max() == 48
    assert second.entry.min() > 72


def test_what_cannot_be_is_told() -> None:
    """Defends refusals before the search: too short a spell for the way, or for any task."""
    late = one(ship("AUS", Spell((124.5, 27.5), at(1), PORT.position, at(3))))
    assert [o.breaks for o in late.obstacles] == [True]
    assert "out-chop" in late.obstacles[0].words
    brief = one(ship("AUS", Spell(None, at(1), None, at(5))))
    assert [(o.breaks, o.idle) for o in brief.obstacles] == [(False, True)]
    assert "minimum time on task" in brief.obstacles[0].words


def test_unreachable_is_never() -> None:
    """Defends the rows: where no task can start the entry is NEVER, where none can end the exit is -1."""
    f = one(ship("AUS", Spell((124.5, 27.5), at(22), PORT.position, at(24))))
    spell = f.problem.ships[0].spells[0]
    assert set(spell.entry[spell.entry >= 144]) <= {NEVER}
    assert f.obstacles[0].breaks
