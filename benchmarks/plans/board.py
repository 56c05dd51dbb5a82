"""A plan that is being laid out: what is held, what is still unseen, what one more look would add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from benchmarks.plans.chain import Chain, Draft
from benchmarks.plans.kernels import look_cover, look_gain, next_look
from benchmarks.plans.reach import Reach
from benchmarks.plans.wings import Wing
from patrolplan.problem.types import Choice, Flight, Look, Problem


class Board:
    """All chains and drafts of one plan of a problem. Looks are put and taken through it alone."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        grid = problem.grid
        self.T, self.D = grid.slot_ticks, grid.stay
        self._cover = np.zeros((grid.sectors, grid.steps))
        self.left: NDArray[np.float64] = problem.weight.copy()
        """(S, K) beginnings that nobody has seen."""
        self.held = np.zeros((grid.sectors, grid.steps), dtype=bool)
        self.total: list[NDArray[np.float64]] = [
            np.zeros((grid.sectors, grid.steps + 1)) for _ in problem.movers
        ]
        for total, mover in zip(self.total, problem.movers, strict=True):
            np.cumsum(mover.rate * self.T, axis=1, out=total[:, 1:])
        self.reach: list[Reach] = [
            Reach(m.arcs, grid.sectors, grid.sectors, grid.horizon) for m in problem.movers
        ]
        self.wings = [Wing(problem, d) for d in range(len(problem.detachments))]
        self.ships = [
            [Chain(s.mover, x.entry.astype(np.int64), x.exit.astype(np.int64)) for x in s.spells]
            for s in problem.ships
        ]
        self.drafts: list[Draft] = []

    def gain(self, mover: int, look: Look) -> float:
        """What the look would add to the plan."""
        s, rate = look.sector, self.problem.movers[mover].rate
        total = self.total[mover]
        return float(look_gain(self.left[s], total[s], rate[s], look.start, look.end, self.T, self.D))

    def value(self) -> float:
        """Of all looks on the board."""
        return float((self.problem.weight - self.left).sum())

    def _mark(self, mover: int, look: Look, sign: float) -> None:
        s, rate = look.sector, self.problem.movers[mover].rate
        total = self.total[mover]
        look_cover(self._cover[s], total[s], rate[s], look.start, look.end, self.T, self.D, sign)
        self.left[s] = self.problem.weight[s] * np.exp(-np.maximum(self._cover[s], 0.0))
        self.held[s, look.start // self.T : -(-look.end // self.T)] = sign > 0

    def put(self, chain: Chain, place: int, look: Look) -> None:
        """Insert a look; the caller has made sure that it fits and that its slots are free."""
        chain.looks.insert(place, look)
        self._mark(chain.mover, look, 1.0)

    def take(self, chain: Chain, place: int) -> Look:
        """Remove a look and hand it back."""
        look = chain.looks.pop(place)
        self._mark(chain.mover, look, -1.0)
        return look

    @contextmanager
    def without(self, looks: Sequence[tuple[int, Look]]) -> Iterator[None]:
        """For a while as if these (mover, look) were not on the board."""
        for mover, look in looks:
            self._mark(mover, look, -1.0)
        yield
        for mover, look in looks:
            self._mark(mover, look, 1.0)

    def is_free(self, mover: int, look: Look) -> bool:
        """Whether the mover may look there and nobody holds a slot of it."""
        met = slice(look.start // self.T, -(-look.end // self.T))
        allowed = self.problem.movers[mover].allowed
        return bool(allowed[look.sector, met].all() and not self.held[look.sector, met].any())

    def fits(self, chain: Chain, place: int, look: Look) -> bool:
        """Whether the chain keeps all its rules with the look at `place`."""
        mover = self.problem.movers[chain.mover]
        if look.start % mover.step or look.end % mover.step or look.start < 0:
            return False
        if look.end - look.start < mover.min_task[look.sector] or look.end > self.problem.grid.horizon:
            return False
        reach = self.reach[chain.mover]
        if look.start < chain.ready(place, reach)[0][look.sector]:
            return False
        return bool(look.end <= chain.until(place, reach)[look.sector] and self.is_free(chain.mover, look))

    def best_next(self, chain: Chain, place: int) -> tuple[Look, float] | None:
        """The look that adds most per hour if the holder does it at `place` of the chain; None if none
        adds anything.
        """
        mover, reach = self.problem.movers[chain.mover], self.reach[chain.mover]
        ready, origin = chain.ready(place, reach)
        until = np.minimum(chain.until(place, reach), self.problem.grid.horizon)
        longest = self.D + int(mover.min_task.max(initial=0))
        s, a, b, gain = next_look(
            self.left, self.total[chain.mover], mover.rate, mover.allowed & ~self.held, ready, until,
            mover.min_task.astype(np.int64), longest, origin, mover.step, self.T, self.D,
        )  # fmt: skip
        return (Look(int(s), int(a), int(b)), float(gain)) if s >= 0 else None

    def drafts_of(self, detachment: int) -> list[Draft]:
        """Its flights in order of take-off."""
        mine = (d for d in self.drafts if d.detachment == detachment)
        return sorted(mine, key=lambda d: (d.takeoff, d.latest))

    def can_add(self, draft: Draft) -> bool:
        """Whether quotas, airframes and crews allow one more flight."""
        both = sorted([*self.drafts_of(draft.detachment), draft], key=lambda d: (d.takeoff, d.latest))
        return self.wings[draft.detachment].can_fly(both)

    def chains(self) -> list[Chain]:
        """Of all ships and flights."""
        return [chain for spells in self.ships for chain in spells] + [d.chain for d in self.drafts]

    def choice(self) -> Choice:
        """The plan in the problem's own words; flights without a look are left out."""
        ships = tuple(tuple(look for chain in spells for look in chain.looks) for spells in self.ships)
        flights: list[Flight] = []
        for wing in self.wings:
            mine = self.drafts_of(wing.number)
            names = wing.names(mine)
            assert names is not None, "a flight was added that nobody can fly"
            flights += [
                Flight(wing.number, d.takeoff, wing.landing(d), tuple(d.chain.looks), airframe, crew)
                for d, (airframe, crew) in zip(mine, names, strict=True)
                if d.chain.looks
            ]
        return Choice(ships, tuple(sorted(flights, key=lambda f: (f.takeoff, f.detachment, f.landing))))
