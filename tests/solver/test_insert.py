"""Best responses on a board: feasible beside what stands, and as good as any other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from patrolplan.problem.types import NEVER, Choice, Look, Problem, Spell
from patrolplan.solver.arena import arena
from patrolplan.solver.board import Board
from patrolplan.solver.insert import Inserter
from patrolplan.solver.levels import days_of
from tests.oracles.brute import evaluate
from tests.oracles.itineraries import ship_itineraries
from tests.oracles.random_problems import AIRCRAFT_ONLY, SHIPS_ONLY, Sizes
from tests.oracles.rules import feasible, slots_met

from . import made
from .plain import HOT, flown, looks_of, quick, seeds

SEVERAL = Sizes(ships=(2, 3), detachments=(0, 0), steps=(6, 12))


def filled(problem: Problem, alpha: float = 0.0) -> tuple[Board, Inserter]:
    """Ship after ship over the whole horizon, spell by spell."""
    a = arena(problem)
    board, inserter = Board(a), Inserter(a, np.full(a.weight.shape, 0.1))
    for i, ship in enumerate(a.ships):
        for enter, leave in ship.spells:
            bid = inserter.ship(board, i, int(enter.min()), int(leave.max()), alpha)
            assert bid is not None
            if len(bid.looks):
                board.add_ship_looks(i, bid.looks)
    return board, inserter


def test_a_ship_answers_the_others_best() -> None:
    """From nothing, beside ships that stand: no itinerary of hers that leaves held slots alone gains more
    than her bid says, and what the bid adds to the plan is at most what it says.
    """
    exact = tried = 0
    for seed in range(40):
        problem = quick(seed, SEVERAL)
        board, inserter = filled(problem)
        choice = board.choice()
        assert not feasible(problem, choice), seed
        i = seed % len(problem.ships)
        mover = problem.movers[problem.ships[i].mover]
        board.set_ship(i, board.ships[i][:0])
        without = replace(choice, ships=tuple(() if j == i else x for j, x in enumerate(choice.ships)))
        alone = evaluate(problem, without)
        bid = inserter.ship(board, i, 0, problem.grid.horizon // mover.step, 0.0)
        assert bid is not None

        def gain(looks: tuple[Look, ...]) -> float:
            ships = tuple(looks if j == i else x for j, x in enumerate(without.ships))  # noqa: B023
            return evaluate(problem, Choice(ships, ())) - alone  # noqa: B023

        held = {
            (x.sector, k)
            for looks in without.ships
            for x in looks
            for k in slots_met(x, problem.grid.slot_ticks)
        }
        best = max(
            gain(looks)
            for looks in ship_itineraries(problem, i, 10**5)
            if not any((x.sector, k) in held for x in looks for k in slots_met(x, problem.grid.slot_ticks))
        )
        mine = looks_of(bid.looks, mover.step)
        ships = tuple(mine if j == i else x for j, x in enumerate(without.ships))
        assert not feasible(problem, Choice(ships, ())), seed
        assert gain(mine) <= bid.worth + 1e-9
        assert best <= bid.worth + 1e-9, seed
        tried += best > 1e-12
        exact += best > 1e-12 and gain(mine) >= best - 1e-9
    assert tried > 15 and exact >= 0.9 * tried


def test_a_window_is_filled_between_what_stands() -> None:
    """Looks within any span are taken off and put back: the ship still hangs together, over her spells'
    edges and between spells too, even where only the looks taken off made an entry or an exit possible.
    """
    refused = changed = 0
    for seed, rng in seeds(120):
        problem = quick(seed % 60, SHIPS_ONLY)
        board, inserter = filled(problem)
        for _ in range(6):
            i = int(rng.integers(len(problem.ships)))
            T, K = board.mover_of_ship(i).tables.T, problem.grid.steps
            k0, k1 = sorted(rng.choice(K + 1, 2, replace=False).tolist())
            trial, looks = board.copy(), board.ships[i]
            keep = ~((looks[:, 1] < k1 * T) & (looks[:, 2] > k0 * T))
            trial.drop_ship_looks(i, keep)
            first = int(looks[looks[:, 2] <= k0 * T][:, 2].max(initial=0))
            last = int(looks[looks[:, 1] >= k1 * T][:, 1].min(initial=K * T))
            bid = inserter.ship(trial, i, first, last, float(rng.choice([0.0, 0.7])))
            if bid is None:
                assert feasible(problem, trial.choice()), (seed, "it would have hung together")
                refused += 1
                continue
            if len(bid.looks):
                trial.add_ship_looks(i, bid.looks)
                changed += 1
            assert not feasible(problem, trial.choice()), (seed, first, last)
            board = trial
    assert changed > 150 and refused > 0


def test_over_two_spells_at_once() -> None:
    """A window that reaches over the port call fills both spells, each within its own entry and exit."""
    base = made.fleet_problem(sectors=2, steps=12, ships=1)
    grid = base.grid
    spells = (made.spell(grid, 0, 10), made.spell(grid, 16))
    problem = replace(base, ships=(made.ship(grid, *spells),))
    a = arena(problem)
    bid = Inserter(a, np.zeros_like(a.weight)).ship(Board(a), 0, 0, 12, 0.0)
    assert bid is not None
    starts, ends = bid.looks[:, 1], bid.looks[:, 2]
    assert ((ends <= 5) | (starts >= 8)).all()
    assert ends.max() == 12 and starts.min() == 0


def test_an_entry_only_by_way_of_another_sector() -> None:
    """The only look that lets her in is taken off and nothing may be put back: None, not a plan in which
    she is where she cannot be.
    """
    base = made.fleet_problem(sectors=2, steps=12, ships=1)
    entry = np.array([0, NEVER], np.int32)
    spell = Spell(entry, made.spell(base.grid).exit)
    mover = replace(base.movers[0], arcs=made.all_ways(2, 2))
    problem = replace(base, movers=(mover,), ships=(made.ship(base.grid, spell),))
    a = arena(problem)
    inserter = Inserter(a, np.zeros_like(a.weight))
    board = Board(a)
    board.set_ship(0, np.array([[0, 0, 2], [1, 3, 12]]))
    assert not feasible(problem, board.choice())
    board.drop_ship_looks(0, np.array([False, True]))
    back = inserter.ship(board, 0, 0, 3, 0.0)
    assert back is not None and back.looks.tolist() == [[0, 0, 2]]
    board.owner[0] = 9
    assert inserter.ship(board, 0, 0, 3, 0.0) is None


@pytest.mark.parametrize(
    "spells",
    [
        (),
        (Spell(np.full(2, NEVER, np.int32), np.full(2, 24, np.int32)),),
        (Spell(np.zeros(2, np.int32), np.full(2, -1, np.int32)),),
        (Spell(np.full(2, 12, np.int32), np.full(2, 12, np.int32)),),
        (Spell(np.full(2, NEVER, np.int32), np.full(2, -1, np.int32)),),
    ],
    ids=["none", "no entry", "no exit", "no time", "neither"],
)
def test_spells_in_which_nothing_can_be_done(spells: tuple[Spell, ...]) -> None:
    """No spell, no way in, no way out, no time: an empty bid in any window, never an error."""
    base = made.fleet_problem(sectors=2, steps=12, ships=1)
    problem = replace(base, ships=(replace(base.ships[0], spells=spells),))
    a = arena(problem)
    inserter, board = Inserter(a, np.zeros_like(a.weight)), Board(a)
    for window in ((0, 12), (3, 7), (12, 12), (5, 5), (NEVER, -1), (0, -1), (NEVER, 12)):
        bid = inserter.ship(board, 0, *window, 0.5)
        assert bid is not None and bid.worth == 0.0 and not len(bid.looks)


@pytest.mark.parametrize("sizes", [AIRCRAFT_ONLY, HOT])
def test_flights_beside_what_stands(sizes: Sizes) -> None:
    """Flight after flight on random days: each can be flown, holds free slots only and adds to the value;
    the first one, of a board with nothing on it, is nearly always the best there is.
    """
    first = best = added = 0
    for seed, rng in seeds(40):
        problem = quick(seed, sizes)
        a = arena(problem)
        board, days = Board(a), days_of(a)
        inserter = Inserter(a, np.full(a.weight.shape, 0.1))
        for n in range(5 if days else 0):
            day = days[int(rng.integers(len(days)))]
            before = board.value()
            sortie = inserter.flight(board, day.detachment, day.day, day.takeoffs, 0.0, 9, 8)
            every = flown(seed, sizes, day.detachment)
            zero = np.zeros(problem.weight.shape)
            reach = every.best(problem.weight, zero, day.takeoffs)
            if sortie is None:
                first += n == 0 and reach > 0.0
                continue
            board.add_sortie(sortie)
            assert not feasible(problem, board.choice()), seed
            assert board.value() > before
            added += 1
            first += n == 0 and reach > 0.0
            best += n == 0 and board.value() >= reach - 1e-9
            assert n > 0 or board.value() <= reach + 1e-9
    assert added > 30 and best >= 0.85 * first


def test_a_flight_that_must_be_worth_more() -> None:
    """Below the floor there is none; nor without a take-off that can be flown."""
    problem = made.wing_problem()
    a = arena(problem)
    board, inserter = Board(a), Inserter(a, np.zeros_like(a.weight))
    sortie = inserter.flight(board, 0, 0, [0, 4, 9], 0.0, 3)
    assert sortie is not None
    board.add_sortie(sortie)
    worth = board.value()
    empty = Board(a)
    assert inserter.flight(empty, 0, 0, [0, 4, 9], 0.0, 3, 1, worth - 1e-9) is not None
    assert inserter.flight(empty, 0, 0, [0, 4, 9], 0.0, 3, 1, worth + 1e-9) is None
    assert inserter.flight(empty, 0, 0, [], 0.0, 3) is None
    assert inserter.flight(empty, 0, 0, [1, 2], 0.0, 3) is None


def test_a_crew_with_a_short_duty() -> None:
    """Where a crew's duty ends before the aircraft's endurance does, flights are made to fit it."""
    problem = made.wing_problem()
    det = problem.detachments[0]
    crewing = replace(det.crewing, brief=1, debrief=1, duty=8)
    problem = replace(problem, detachments=(replace(det, crewing=crewing),))
    a = arena(problem)
    sortie = Inserter(a, np.zeros_like(a.weight)).flight(Board(a), 0, 0, [0, 4, 9], 0.0, 3)
    assert sortie is not None and sortie.landing - sortie.takeoff == 6


def test_a_flight_that_lands_early_for_another() -> None:
    """One airframe, and a flight that stands: the one before it is cut to land in time for the turnaround;
    where even the shortest would be late there is none.
    """
    problem = made.wing_problem()
    det = problem.detachments[0]
    crewing = replace(det.crewing, airframes=1, turnaround=2)
    problem = replace(problem, detachments=(replace(det, crewing=crewing),))
    a = arena(problem)
    board, inserter = Board(a), Inserter(a, np.zeros_like(a.weight))
    later = inserter.flight(board, 0, 0, [9], 0.0, 1)
    assert later is not None
    board.add_sortie(later)
    earlier = inserter.flight(board, 0, 0, [0, 4], 0.0, 2)
    assert earlier is not None and (earlier.takeoff, earlier.landing) == (0, 7)
    board.add_sortie(earlier)
    assert not feasible(problem, board.choice())
    assert inserter.flight(board, 0, 0, [4], 0.0, 1) is None
