"""Answers in words: what a hand-made choice becomes, leg by leg."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from shapely import Point

from patrolplan.formulation.build import formulate
from patrolplan.formulation.types import Formulation
from patrolplan.formulation.words.hops import NoWayError
from patrolplan.formulation.words.itineraries import Itineraries, itineraries
from patrolplan.geo.geodesy import distance_nm
from patrolplan.problem.types import Choice, Flight, Look
from patrolplan.record.types import Leg
from patrolplan.scenario.model import Base, Closure, Scenario, Spell
from patrolplan.sea.build import build_water
from tests.scenarios import KADENA, START, at, box, ship, tiny, zone

PORT = Base("Port", (126.5, 28.25), "port", 32400, None, None)
IN = (124.5, 27.5)


def made(scenario: Scenario) -> Formulation:
    return formulate(scenario, build_water(scenario))


def sector(f: Formulation, lon: float, lat: float) -> int:
    """The row of the sector in which a point lies."""
    return next(s for s, one in enumerate(f.water.sectors) if one.polygon.contains(Point(lon, lat)))


def follow(legs: list[Leg]) -> None:
    """Legs go on where the one before ended, no earlier than it ended, at no more than their speed."""
    for one, other in pairwise(legs):
        gap = distance_nm(
            (one.points[-1].lon, one.points[-1].lat), (other.points[0].lon, other.points[0].lat)
        )
        assert gap < 0.01
        assert one.points[-1].time <= other.points[0].time
    for leg in legs:
        for p, q in pairwise(leg.points):
            assert p.time <= q.time


def of(said: Itineraries, asset: str) -> list[Leg]:
    return [leg for leg in said.legs if leg.asset == asset]


def whole(scenario: Scenario) -> tuple[Formulation, Itineraries]:
    """Melbourne with two tasks that touch and a third apart, a sortie with three looks, one of them early."""
    f = made(scenario)
    a, b, c = sector(f, 124.7, 28.2), sector(f, 124.7, 28.7), sector(f, 125.7, 28.7)
    tasks = (Look(a, 36, 72), Look(b, 72, 108))
    looks = (Look(c, 60, 66), Look(sector(f, 125.2, 28.2), 72, 75), Look(a, 80, 84))
    choice = Choice((tasks, (Look(c, 0, 36),)), (Flight(0, 54, 96, looks, 1, 2),))
    return f, itineraries(f, choice)


def test_tasks_are_as_chosen() -> None:
    """Defends the authoritative part: asset, sortie, sector, start and end, and ids in order of time."""
    f, said = whole(tiny())
    rows = [(t.id, t.asset, t.sortie, (t.start - START) / timedelta(hours=1)) for t in said.tasks]
    assert rows == [
        ("MELB-01", "HMAS Melbourne", None, 6.0),
        ("MELB-02", "HMAS Melbourne", None, 12.0),
        ("GREE-01", "USS Green Bay", None, 0.0),
        ("P8-01/1", "Kadena P-8", "Kadena P-8/1", 10.0),
        ("P8-01/2", "Kadena P-8", "Kadena P-8/1", 12.0),
        ("P8-01/3", "Kadena P-8", "Kadena P-8/1", pytest.approx(80 / 6)),
    ]
    (sortie,) = said.sorties
    assert (sortie.airframe, sortie.crew, sortie.takeoff, sortie.landing) == (2, 3, at(9), at(16))
    assert said.tasks[0].sector == f.water.sectors[sector(f, 124.7, 28.2)].id
    assert sum(task.value for task in said.tasks) <= said.value


def test_tracks_hang_together() -> None:
    """Defends tracks: legs join, nobody moves faster than it can, tasks are covered from start to end."""
    _, said = whole(tiny())
    for asset, kn in (("HMAS Melbourne", 15.0), ("USS Green Bay", 15.0), ("Kadena P-8", 440.0)):
        legs = of(said, asset)
        follow(legs)
        for leg in legs:
            nm = sum(distance_nm((p.lon, p.lat), (q.lon, q.lat)) for p, q in pairwise(leg.points))
            hours = (leg.points[-1].time - leg.points[0].time) / timedelta(hours=1)
            assert nm <= kn * (hours + 1 / 3600) + 0.01  # times are written to the second
    for task in said.tasks:
        own = [leg for leg in said.legs if leg.task == task.id]
        assert own[0].points[0].time == task.start
        assert own[-1].points[-1].time == task.end


def test_ship_joins_goes_waits_and_leaves() -> None:
    """Defends a ship's story: join, transit, wait at the edge, tasks, transit, wait, leave."""
    _, said = whole(tiny())
    events = [e for e in said.events if e.asset == "HMAS Melbourne"]
    assert [e.kind for e in events] == ["join", "wait", "wait", "leave"]
    join, first, last, leave = events
    assert (join.at, join.start) == (IN, at(1))
    assert (leave.at, leave.start) == (PORT.position, at(24))
    assert first.end == at(6)
    assert (last.at, last.end) == (PORT.position, at(24))
    kinds = [leg.kind for leg in of(said, "HMAS Melbourne") if leg.task is None]
    assert kinds == ["transit", "transit"]


def test_aircraft_holds_where_it_is_early() -> None:
    """Defends the air: no gap in a sortie's track, from the base at take-off to the base at landing."""
    _, said = whole(tiny())
    legs = of(said, "Kadena P-8")
    for one, other in pairwise(legs):
        assert one.points[-1].time == other.points[0].time
    for end, time in ((legs[0].points[0], at(9)), (legs[-1].points[-1], at(16))):
        assert (end.lon, end.lat, end.time) == (*KADENA.position, time)
    assert sum(leg.kind == "hold" for leg in legs) >= 2


def test_handovers_within_the_stay() -> None:
    """Defends hand-overs: another asset's task within the stay, at the taker's start, and none later."""
    f, said = whole(tiny())
    rows = [(h.giver, h.taker, h.time) for h in said.handovers]
    assert ("GREE-01", "P8-01/1", at(10)) in rows
    assert ("MELB-01", "P8-01/3", at(80 / 6)) in rows
    assert len(rows) == 2
    brief = replace(f, scenario=replace(f.scenario, stay_s=3600))
    choice = Choice(((Look(3, 36, 72),), (Look(3, 78, 114),)), ())
    assert not itineraries(brief, choice).handovers


def test_two_spells_and_one_without_a_task() -> None:
    """Defends spells: in port between them; a spell without a task still goes from in-chop to out-chop."""
    spells = (Spell(IN, START, PORT.position, at(12)), Spell(PORT.position, at(14), PORT.position, at(24)))
    scenario = tiny(ships={"A": ship("AUS", *spells)}, aircraft={}, bases={"RODN": KADENA, "Port": PORT})
    said = itineraries(made(scenario), Choice(((),), ()))
    kinds = [(e.kind, e.start, e.end) for e in said.events]
    assert [k for k, _, _ in kinds] == ["join", "wait", "leave", "port", "join", "wait", "leave"]
    assert kinds[3] == ("port", at(12), at(14))
    (leg,) = said.legs
    assert leg.kind == "transit"
    assert (leg.points[0].time, (leg.points[0].lon, leg.points[0].lat)) == (START, IN)


def test_shut_port_is_reached_when_it_opens() -> None:
    """Defends closures: a ship done early does not lie in a shut port."""
    spells = (Spell(IN, START, PORT.position, at(23)),)
    shut = {"TRAMI": Closure(("Port",), at(10), at(20), "")}
    scenario = tiny(
        ships={"A": ship("AUS", *spells)}, aircraft={}, bases={"RODN": KADENA, "Port": PORT}, closures=shut
    )
    f = made(scenario)
    said = itineraries(f, Choice(((Look(sector(f, 124.7, 28.2), 24, 60),),), ()))
    arrive = said.legs[-1].points[-1].time
    assert at(19.8) < arrive <= at(20)


def test_way_waits_for_a_zone() -> None:
    """Defends hours of zones: the ship waits, or goes round, so that her leg meets no closed zone."""
    wall = box(122.0, 27.6, 127.0, 27.9)
    scenario = tiny(
        ships={"A": ship("AUS", Spell(IN, START, None, at(24)))},
        aircraft={},
        zones={"W": zone(wall, start=START, end=at(8))},
    )
    f = made(scenario)
    said = itineraries(f, Choice(((Look(sector(f, 124.7, 28.2), 72, 108),),), ()))
    (leg, *_) = said.legs
    assert leg.kind == "transit"
    assert leg.points[0].time == at(8)


def test_the_same_sector_twice() -> None:
    """Defends a pause: while another holds a slot between, the ship waits at the edge and comes back."""
    scenario = tiny(ships={"A": ship("AUS", Spell(None, START, None, at(24)))}, aircraft={})
    f = made(scenario)
    s = sector(f, 124.7, 28.2)
    said = itineraries(f, Choice(((Look(s, 0, 36), Look(s, 42, 78)),), ()))
    follow(list(said.legs))
    wait = next(e for e in said.events if e.kind == "wait" and e.start == at(6))
    assert wait.end == at(7)
    edge = f.water.sectors[s].polygon.exterior
    assert wait.at is not None
    assert edge.distance(Point(wait.at)) < 1e-6


def test_what_the_problem_cannot_do_is_an_error() -> None:
    """Defends against a solver that cheats: no arc, no words; a flight without a crew neither."""
    f = made(tiny(aircraft=tiny().aircraft))
    far = replace(f.fleets[0].ways.arcs, tail=f.fleets[0].ways.arcs.tail * 0 + 99)
    broken = replace(f, fleets=(replace(f.fleets[0], ways=replace(f.fleets[0].ways, arcs=far)), f.fleets[1]))
    with pytest.raises(NoWayError):
        itineraries(broken, Choice(((Look(3, 36, 72), Look(1, 78, 114)), ()), ()))
    with pytest.raises(ValueError, match="no crew"):
        itineraries(f, Choice(((), ()), (Flight(0, 54, 96, (Look(3, 60, 66),)),)))
