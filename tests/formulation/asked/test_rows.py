"""What a scenario asks for as rows: spans, sectors, prices, names; slots that are closed; relief as time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.problem.requirements import NOTHING_ASKED
from patrolplan.problem.types import NEVER
from patrolplan.scenario.model import Area, Forbid, MaxGap, MinCoverage, Pin, Presence, Scenario
from patrolplan.sea.build import build_water
from tests.scenarios import at, tiny

MELBOURNE, GREEN_BAY = "HMAS Melbourne", "USS Green Bay"


def formulated(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def with_area(name: str, **asked: object) -> Scenario:
    plain = tiny(aircraft={})
    area: Area = replace(plain.areas[name], **asked)  # type: ignore[arg-type]
    return replace(plain, areas={**plain.areas, name: area})


def sectors_of(f: Formulation, area: str) -> set[int]:
    return {row for row, sector in enumerate(f.water.sectors) if sector.shares.get(area, 0.0) > 0}


def test_nothing_asked_is_nothing() -> None:
    """Without requirements the problem holds the one empty set of them."""
    assert formulated(tiny(aircraft={})).problem.requirements is NOTHING_ASKED


def test_presence_asks_for_every_slot_of_the_span() -> None:
    """Per sector: a row for each sector and step that the span meets; per area: one for each step."""
    f = formulated(with_area("WEST", presence=Presence("sector", at(2), at(5), 0.5)))
    rows, mine = f.problem.requirements.meetings, sectors_of(f, "WEST")
    assert f.problem.requirements.names == ("WEST: presence",)
    met = {(int(rows.sector[rows.begin[r]]), int(rows.first[r]), int(rows.last[r])) for r in range(len(rows))}
    assert met == {(s, k, k + 1) for s in mine for k in (2, 3, 4)}
    assert set(rows.price.tolist()) == {0.5}
    f = formulated(with_area("WEST", presence=Presence("area", None, None, None)))
    rows = f.problem.requirements.meetings
    assert rows.first.tolist() == list(range(24))
    assert {
        frozenset(rows.sector[a:b].tolist()) for a, b in zip(rows.begin, rows.begin[1:], strict=False)
    } == {frozenset(mine)}
    mean = f.water.beginnings["WEST"][sorted(mine)].mean()
    assert rows.price == pytest.approx(10 * mean)


def test_gaps_ask_for_every_stretch_within_the_horizon() -> None:
    """A longest gap of 6 h: one row for each stretch of six steps, none that reaches beyond the horizon."""
    f = formulated(with_area("EAST", max_gap=MaxGap(6 * 3600, "area", 2.0)))
    rows = f.problem.requirements.meetings
    assert [(int(a), int(b)) for a, b in zip(rows.first, rows.last, strict=True)] == [
        (k, k + 6) for k in range(19)
    ]
    f = formulated(with_area("EAST", max_gap=MaxGap(48 * 3600, "sector", 2.0)))
    assert len(f.problem.requirements.meetings) == 0


def test_coverage_asks_for_a_share_of_an_areas_own() -> None:
    """Weights are the area's own beginnings, need its share of them, the price ten where none is set."""
    f = formulated(with_area("EAST", min_coverage=MinCoverage(0.25, None)))
    (row,) = f.problem.requirements.coverages
    own = f.water.beginnings["EAST"]
    assert row.weight.sum() == pytest.approx(own.sum())
    assert np.array_equal(row.weight, own[row.sector])
    assert row.need == pytest.approx(0.25 * own.sum())
    assert row.price == 10.0


def pinned(**changes: object) -> Scenario:
    pin = Pin(MELBOURNE, None, (124.25, 28.25), at(6), at(9), "asked for")
    return tiny(aircraft={}, pins={"P": replace(pin, **changes)})  # type: ignore[arg-type]


def test_a_ships_pin_is_a_rule_that_closes_slots() -> None:
    """Each slot is asked of her alone; others keep out of it, and she out of other sectors meanwhile."""
    f = formulated(pinned())
    rows = f.problem.requirements.meetings
    here = int(rows.sector[0])
    assert rows.first.tolist() == [6, 7, 8] and np.isinf(rows.price).all()
    hers, other = f.problem.ships[0].mover, f.problem.ships[1].mover
    assert set(rows.mover.tolist()) == {hers} and hers != other
    others = np.arange(len(f.water.sectors)) != here
    assert not f.problem.movers[hers].allowed[others, 6:9].any()
    assert f.problem.movers[hers].allowed[here].all()
    assert not f.problem.movers[other].allowed[here, 6:9].any()
    assert f.problem.movers[other].allowed[here, :6].all()


def test_a_pinned_look_lies_within_its_span() -> None:
    """For aircraft one look counts that lies wholly within the ticks of the span; nobody is kept out."""
    look = Pin("Kadena P-8", None, (124.25, 28.25), at(6.3), at(9.05), "asked for")
    f = formulated(tiny(pins={"P": look}))
    rows = f.problem.requirements.meetings
    assert len(rows) == 1 and rows.within[0]
    tick = f.clock.tick_s
    assert rows.first_tick[0] * tick == 6.3 * 3600 + 120  # the next whole tick of 10 min
    assert rows.last_tick[0] * tick == 9 * 3600
    assert all(mover.allowed.all() for mover in f.problem.movers)


def test_forbidden_tasks_close_slots_of_those_they_bind() -> None:
    """By label and by area, for their span and their assets only."""
    here = formulated(tiny(aircraft={})).water.sectors[0].id
    item = Forbid((MELBOURNE,), (here,), ("EAST",), at(3), at(4.5), "drill")
    f = formulated(tiny(aircraft={}, forbid={"F": item}))
    closed = sectors_of(f, "EAST") | {0}
    hers = f.problem.movers[f.problem.ships[0].mover].allowed
    for s in range(len(f.water.sectors)):
        assert hers[s, 3:5].any() == (s not in closed)
        assert hers[s, :3].all() and hers[s, 5:].all()
    assert f.problem.movers[f.problem.ships[1].mover].allowed.all()


def test_relief_makes_ways_into_water_with_presence_longer() -> None:
    """Ways and first tasks there are later by the relief; elsewhere, and for aircraft, nothing changes."""
    plain = tiny()
    asked = replace(plain.areas["WEST"], presence=Presence("area", None, None, 0.0))
    f, g = formulated(plain), formulated(replace(plain, areas={**plain.areas, "WEST": asked}))
    west = np.array([s in sectors_of(f, "WEST") for s in range(len(f.water.sectors))])
    for ship, other in zip(f.problem.ships, g.problem.ships, strict=True):
        before, after = f.problem.movers[ship.mover].arcs, g.problem.movers[other.mover].arcs
        assert (after.ticks - before.ticks == np.where(west[before.head], 6, 0)).all()
        entry, later = ship.spells[0].entry, other.spells[0].entry
        there = entry < NEVER
        assert (later[there & west] >= entry[there & west] + 6).all()
        assert (later[there & ~west] == entry[there & ~west]).all()
    wing = f.problem.detachments[0].mover
    assert (
        f.problem.movers[wing].arcs.ticks == g.problem.movers[g.problem.detachments[0].mover].arcs.ticks
    ).all()
