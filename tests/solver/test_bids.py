"""One holder's best chain, against every itinerary it could take."""

from __future__ import annotations

import numpy as np
import pytest

from patrolplan.problem.types import Flight, Look
from patrolplan.solver.arena import Arena, Scratch, arena
from patrolplan.solver.bids import Bid, best_chain
from patrolplan.solver.gains import fill
from tests.oracles.itineraries import spell_chains
from tests.oracles.pod import Pods
from tests.oracles.random_problems import AIRCRAFT_ONLY, REVISITS, SHIPS_ONLY
from tests.oracles.rules import look_faults, spell_faults

from .plain import Floats, draw_levels, flown, joint_bid, looks_of, plain_bid, quick, seeds


def bid_of(a: Arena, mover: int, level: Floats, *window: object) -> Bid:
    """The best chain over all sectors at these levels; window: entry, leave, first, last."""
    m = a.movers[mover]
    scratch = Scratch.of(m)
    gains = fill(scratch.gains, m.tables, a.weight, np.sqrt(level))
    return best_chain(m, gains, scratch, *window, m.free, np.arange(len(a.weight)))  # type: ignore[arg-type]


def test_no_itinerary_of_a_ship_bids_more_than_her_chain() -> None:
    """At random levels, spell by spell, itineraries that come straight back to a sector among them: their
    joint bid is never above the longest path, which leaves such returns out. The path itself is feasible
    and worth the sum of its looks.
    """
    tight = bids = 0
    for seed, rng in seeds(50):
        problem = quick(seed, SHIPS_ONLY)
        a, pods = arena(problem), Pods(problem)
        level = draw_levels(rng, problem.weight.shape)
        for ship, mine in zip(problem.ships, a.ships, strict=True):
            mover = problem.movers[ship.mover]
            for spell, (enter, leave) in zip(ship.spells, mine.spells, strict=True):
                bid = bid_of(a, ship.mover, level, enter, leave, 0, a.movers[ship.mover].N)
                looks = looks_of(bid.looks, mover.step)
                assert not [w for x in looks for w in look_faults(problem, mover, x)]
                assert not spell_faults(mover, spell, looks), seed
                assert plain_bid(problem, pods, ship.mover, looks, level) == pytest.approx(
                    bid.worth, abs=1e-9
                )
                chains = spell_chains(problem, ship.mover, spell, 10**6)
                best = max(joint_bid(problem, pods, ship.mover, c, level) for c in chains)
                assert bid.worth >= best - 1e-9, seed
                bids += bid.worth > 0.0
                tight += bid.worth > 0.0 and bid.worth <= best + 1e-9
    assert bids > 50 and tight > 40


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, REVISITS])
def test_no_flight_bids_more_than_its_chain(sizes: object) -> None:
    """The same for every take-off, also where flights come back to water that they have just seen."""
    tight = bids = 0
    for seed, rng in seeds(40):
        problem = quick(seed, sizes)  # type: ignore[arg-type]
        a = arena(problem)
        level = draw_levels(rng, problem.weight.shape)
        for d, det in enumerate(problem.detachments):
            every = flown(seed, sizes, d)  # type: ignore[arg-type]
            assert {f.takeoff for f in every.flights} <= set(a.flights[d])
            for takeoff, w in a.flights[d].items():
                bid = bid_of(a, det.mover, level, w.entry, w.leave, w.first, w.last)
                best = every.best(problem.weight, level, [takeoff])
                assert bid.worth >= best - 1e-9, (seed, takeoff)
                bids += bid.worth > 0.0
                tight += bid.worth > 0.0 and bid.worth <= best + 1e-9
    assert bids > 60 and tight > 10


def test_a_flight_that_lands_just_in_time() -> None:
    """A window of one look exactly: it is found; a tick less, and there is none."""
    problem = quick(1, AIRCRAFT_ONLY)
    flight: Flight = max(flown(1, AIRCRAFT_ONLY, 0).flights, key=lambda f: f.looks[0].end - f.looks[0].start)
    look: Look = flight.looks[0]
    a, mover = arena(problem), problem.detachments[0].mover
    weight = np.zeros_like(problem.weight)
    weight[look.sector] = 1.0
    a = Arena(problem, a.sectors, weight, a.movers, a.ships, a.flights)
    n, shortest = len(weight), int(a.movers[mover].tables.shortest[look.sector])
    entry, level = np.full(n, look.start, np.int32), np.zeros_like(weight)
    for room, count in ((shortest, 1), (shortest - 1, 0)):
        leave = np.full(n, look.start + room, np.int32)
        bid = bid_of(a, mover, level, entry, leave, look.start, look.start + room)
        assert len(bid.looks) == count
        assert (bid.worth > 0.0) == bool(count)
