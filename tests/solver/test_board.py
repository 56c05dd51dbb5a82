"""The board: whatever is set, dropped and added, it says what the looks are worth and who holds what."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from patrolplan.problem.types import Choice, Flight, Problem
from patrolplan.solver.arena import arena
from patrolplan.solver.board import Board, Sortie, landing_of, left_over, open_runs
from patrolplan.solver.lattice import Flights
from tests.oracles.brute import evaluate
from tests.oracles.itineraries import ship_itineraries
from tests.oracles.random_problems import AIRCRAFT_ONLY, SMALL, Sizes
from tests.oracles.rules import detachment_faults, slots_met

from . import made
from .plain import Rng, draw_levels, draw_weights, flown, quick, rows_of, seeds

BOTH = Sizes(ships=(1, 3), detachments=(1, 2))


def sortie_of(problem: Problem, flight: Flight) -> Sortie:
    det = problem.detachments[flight.detachment]
    day = int(det.day[det.takeoffs.tolist().index(flight.takeoff)])
    rows = rows_of(flight.looks, problem.movers[det.mover].step)
    return Sortie(flight.detachment, day, flight.takeoff, flight.landing, rows)


class Player:
    """Random operations on a board, with the same plan kept as plain looks."""

    def __init__(self, seed: int, rng: Rng) -> None:
        self.problem, self.rng = quick(seed, BOTH), rng
        self.board = Board(arena(self.problem))
        self.lists = [ship_itineraries(self.problem, i, 10**5) for i in range(len(self.problem.ships))]
        self.flights = [f for d in range(len(self.problem.detachments)) for f in flown(seed, BOTH, d).flights]
        self.ships: list[tuple] = [() for _ in self.problem.ships]  # type: ignore[type-arg]
        self.flown: list[Flight] = []

    def _free(self, looks: tuple) -> bool:  # type: ignore[type-arg]
        """No slot of these looks is held: a look must only ever go where nobody is."""
        slot = self.problem.grid.slot_ticks
        return all(self.board.owner[x.sector, k] < 0 for x in looks for k in slots_met(x, slot))

    def step_of(self, i: int) -> int:
        return self.problem.movers[self.problem.ships[i].mover].step

    def play(self) -> None:
        kind = self.rng.choice(["set", "drop", "add", "fly", "land"])
        i = int(self.rng.integers(len(self.ships)))
        if kind == "set":
            self.board.set_ship(i, rows_of((), 1))
            self.ships[i] = ()
            looks = self.lists[i][int(self.rng.integers(len(self.lists[i])))]
            if self._free(looks):
                self.board.set_ship(i, rows_of(looks, self.step_of(i)))
                self.ships[i] = looks
        elif kind == "drop":
            keep = self.rng.random(len(self.ships[i])) < 0.5
            self.board.drop_ship_looks(i, keep)
            self.ships[i] = tuple(x for x, k in zip(self.ships[i], keep, strict=True) if k)
        elif kind == "add":
            looks = self.lists[i][int(self.rng.integers(len(self.lists[i])))]
            if looks and self._free(looks[:1]):
                self.board.add_ship_looks(i, rows_of(looks[:1], self.step_of(i)))
                self.ships[i] = tuple(sorted((*self.ships[i], looks[0]), key=lambda x: x.start))
        elif kind == "fly" and self.flights:
            flight = self.flights[int(self.rng.integers(len(self.flights)))]
            s = sortie_of(self.problem, flight)
            able = self.board.can_fly(s.detachment, s.day, s.takeoff, s.landing)
            mine = [f for f in (*self.flown, flight) if f.detachment == s.detachment]
            if able:
                assert not detachment_faults(self.problem.detachments[s.detachment], mine)
            if able and self._free(flight.looks):
                self.board.add_sortie(s)
                self.flown.append(flight)
        elif kind == "land" and self.flown:
            x = int(self.rng.integers(len(self.flown)))
            gone = self.board.drop_sortie(x)
            assert gone.takeoff == self.flown.pop(x).takeoff

    def check(self) -> None:
        plain = Choice(tuple(self.ships), tuple(self.flown))
        assert self.board.value() == pytest.approx(evaluate(self.problem, plain), abs=1e-9)
        slot = self.problem.grid.slot_ticks
        owner = np.full(self.board.owner.shape, -1)
        holders = [(i, looks) for i, looks in enumerate(self.ships)]
        holders += [(len(self.ships) + f.detachment, f.looks) for f in self.flown]
        for who, looks in holders:
            for x in looks:
                owner[x.sector, list(slots_met(x, slot))] = who
        np.testing.assert_array_equal(self.board.owner, owner)
        choice = self.board.choice()
        assert choice.ships == tuple(self.ships)
        nameless = [replace(f, airframe=-1, crew=-1) for f in choice.flights]
        assert nameless == sorted(self.flown, key=lambda f: (f.takeoff, f.detachment, f.landing))
        for d, det in enumerate(self.problem.detachments):
            mine = [f for f in choice.flights if f.detachment == d]
            assert not detachment_faults(det, mine)
            assert all(f.airframe >= 0 and f.crew >= 0 for f in mine)


def test_any_sequence_of_changes() -> None:
    """Value, holds and the choice handed out agree with the plain plan after every change; flights added
    keep quotas, airframes and crews.
    """
    flights = 0
    for seed, rng in seeds(25):
        player = Player(seed, rng)
        for _ in range(40):
            player.play()
            player.check()
            flights += len(player.flown)
        before = player.board.value()
        player.board.recount()
        assert player.board.value() == pytest.approx(before, abs=1e-10)
        assert (player.board.C >= 0.0).all()
    assert flights > 100


def test_a_copy_is_its_own() -> None:
    """What is done to a copy leaves the board as it was."""
    player = Player(3, np.random.default_rng(3))
    for _ in range(30):
        player.play()
    copy = player.board.copy()
    for i in range(len(copy.ships)):
        copy.set_ship(i, rows_of((), 1))
    while copy.sorties:
        copy.drop_sortie(0)
    assert copy.value() == pytest.approx(0.0, abs=1e-12)
    assert (copy.owner == -1).all()
    player.check()


def test_quotas_and_hours_say_no() -> None:
    """One more on a full day or week, or with nobody to fly it, is refused; some are not."""
    yes = no = 0
    for seed in range(40):
        problem, r = quick(seed, AIRCRAFT_ONLY), Random(seed)
        board = Board(arena(problem))
        every = [f for d in range(len(problem.detachments)) for f in flown(seed, AIRCRAFT_ONLY, d).flights]
        for flight in r.sample(every, min(20, len(every))):
            s = sortie_of(problem, flight)
            det = problem.detachments[s.detachment]
            mine = [f for f in board.choice().flights if f.detachment == s.detachment]
            nameless = [replace(f, airframe=-1, crew=-1) for f in mine]
            able = not detachment_faults(det, [*nameless, flight])
            got = board.can_fly(s.detachment, s.day, s.takeoff, s.landing)
            assert able or not got
            yes, no = yes + got, no + (not got)
            if got and all((board.owner[x.sector] < 0).all() for x in flight.looks):
                board.add_sortie(s)
    assert yes > 50 and no > 50


def test_open_runs() -> None:
    """Units that may be held from each on, within the window: in slots allowed and held by nobody."""
    for _, rng in seeds(60):
        K, T = rng.integers(1, 7, 2).tolist()
        allowed = rng.random((2, K)) > 0.2
        owner = np.where(rng.random((2, K)) > 0.3, -1, 4).astype(np.int32)
        first, last = sorted(rng.choice(K * T + 1, 2, replace=False).tolist())
        free = np.full((2, K * T + 1), 77, np.int32)
        open_runs(allowed, owner, T, first, last, free)
        for s in range(2):
            for t in range(first, last + 1):
                end = t
                while end < last and allowed[s, end // T] and owner[s, end // T] < 0:
                    end += 1
                assert free[s, t] == end - t
        assert (free[:, :first] == 77).all() and (free[:, last + 1 :] == 77).all()


def test_what_is_left() -> None:
    """W exp(-C) where something is covered; of the levels what the coverage has not paid for yet."""
    for _, rng in seeds(30):
        weight, level = draw_weights(rng, (2, 5)), draw_levels(rng, (2, 5))
        C = rng.random((2, 5)) * 2.0 * (rng.random((2, 5)) > 0.4)
        w, root = np.full((2, 5), 9.0), np.full((2, 5), 9.0)
        alpha = float(rng.choice([0.0, 0.5, 1.0]))
        left_over(weight, level, C, 1, 4, alpha, w, root)
        np.testing.assert_allclose(w[:, 1:4], (weight * np.exp(-C))[:, 1:4], atol=1e-15)
        priced = -alpha * np.log1p(-np.minimum(level, 0.999999))
        remains = 1.0 - np.exp(-np.maximum(0.0, priced - C))
        np.testing.assert_allclose(root[:, 1:4] ** 2, remains[:, 1:4], atol=1e-12)
        assert (w[:, [0, 4]] == 9.0).all() and (root[:, [0, 4]] == 9.0).all()


def test_landing_of_a_bid() -> None:
    """The arena's own sector numbers lead to the right way home."""
    for seed in range(15):
        problem = quick(seed, SMALL)
        for d, det in enumerate(problem.detachments):
            flights = Flights(problem, d)
            rows = np.arange(problem.grid.sectors)[::-1].copy()
            m = arena(problem).movers[det.mover]
            for f in flown(seed, SMALL, d).flights[:20]:
                looks = rows_of(f.looks, m.step)
                looks[:, 0] = len(rows) - 1 - looks[:, 0]
                assert landing_of(flights, m, rows, f.takeoff, looks) == f.landing


def test_an_empty_board() -> None:
    """Nobody on it: worth nothing, holds nothing, and a choice of nothing."""
    problem = made.both_problem()
    board = Board(arena(problem))
    board.recount()
    assert board.value() == 0.0
    assert board.choice() == Choice(((), ()), ())
