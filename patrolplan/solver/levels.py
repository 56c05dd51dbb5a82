"""The bound: levels moved so that what the water costs and what the holders bid add up to least.

U(R) = sum w R + best bid of every ship + quota times best flight of every day. It is convex enough for
an incremental subgradient method: after each single bid all levels move a little against that bid's
part of the slope. Ships bid exactly each round. Flights bid from a pool, each at its joint worth, and
the pool is filled by `best_day` now and then; that makes the model exact for what the pool holds.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import Arena, Scratch
from patrolplan.solver.bids import NOTHING, Bid, best_chain
from patrolplan.solver.columns import Packed, Pool, pack, pass_over
from patrolplan.solver.days import Bench, DayBid, Effort, best_day
from patrolplan.solver.gains import fill
from patrolplan.solver.jit import kernel
from patrolplan.solver.looks import cover, slope
from patrolplan.solver.pricing import Pricing
from patrolplan.solver.quota import fill_quota, most_flights


@dataclass(frozen=True)
class Day:
    """One detachment's base-local day."""

    detachment: int
    day: int
    takeoffs: tuple[int, ...]
    quota: int


@kernel
def move(level: np.ndarray, root: np.ndarray, g: np.ndarray, step: float) -> None:
    """Level -= step * g, kept in [0, 1], with its square root."""
    for s in range(level.shape[0]):
        for k in range(level.shape[1]):
            if g[s, k] != 0.0 and (level[s, k] > 0.0 or g[s, k] < 0.0):
                level[s, k] = min(1.0, max(0.0, level[s, k] - step * g[s, k]))
                root[s, k] = np.sqrt(level[s, k])


def days_of(arena: Arena) -> tuple[Day, ...]:
    """All days with a take-off and a quota, detachment by detachment."""
    out = []
    for d, det in enumerate(arena.problem.detachments):
        for day in range(len(det.per_day)):
            takeoffs = tuple(int(t) for t in det.takeoffs[det.day == day] if int(t) in arena.flights[d])
            if takeoffs and det.per_day[day] > 0:
                out.append(Day(d, day, takeoffs, int(det.per_day[day])))
    return tuple(out)


def groups_of(arena: Arena, days: tuple[Day, ...]) -> tuple[tuple[int, ...], ...]:
    """Days that share a week's quota go together, the others alone."""
    out: list[tuple[int, ...]] = []
    for d, det in enumerate(arena.problem.detachments):
        mine = [j for j, day in enumerate(days) if day.detachment == d]
        for week in np.unique(det.week):
            some = [j for j in mine if det.week[days[j].day] == week]
            if some and sum(days[j].quota for j in some) > det.per_week:
                out.append(tuple(some))
            else:
                out.extend((j,) for j in some)
    return tuple(out)


def twins_of(arena: Arena, days: tuple[Day, ...]) -> tuple[int, ...]:
    """Of each day the first with the same flights to choose from (itself where there is none before it):
    detachments of one type at one base bid alike."""
    seen: dict[tuple[object, ...], int] = {}
    out = []
    for j, day in enumerate(days):
        windows = arena.flights[day.detachment]
        mover = arena.problem.detachments[day.detachment].mover
        reach = tuple(
            (w.first, w.last, w.entry.tobytes(), w.leave.tobytes())
            for w in map(windows.get, day.takeoffs)
            if w
        )
        toll = () if arena.dues is None else tuple(sorted(arena.dues.toll[day.detachment].items()))
        out.append(seen.setdefault((mover, day.takeoffs, reach, toll), j))
    return tuple(out)


class Levels:
    """Levels of an arena under way. Not thread-safe; parallel inside where an executor is given."""

    def __init__(self, arena: Arena, level: NDArray[np.float64] | None = None) -> None:
        self.arena = arena
        n, K = arena.weight.shape
        self.level = np.zeros((n, K)) if level is None else level.copy()
        self.root = np.sqrt(self.level)
        self.days = days_of(arena)
        self.groups = groups_of(arena, self.days)
        self.twins = twins_of(arena, self.days)
        self.pools = [Pool() for _ in self.days]
        self._packed: Packed | None = None
        self.rows = np.arange(n)
        self._g = np.zeros((n, K))
        self._scratch: dict[int, Scratch] = {}
        self._benches: dict[tuple[int, int], Bench] = {}
        self.visited = np.zeros(n, np.int64)
        self.bids: list[float] = [0.0] * len(arena.ships)
        self.day_bids: list[DayBid | None] = [None] * len(self.days)
        self.pricing = None if arena.asked is None else Pricing(arena, arena.asked)

    @property
    def weight(self) -> NDArray[np.float64]:
        """(n, K) what slots weigh, coverage rows at their prices among it."""
        return self.arena.weight if self.pricing is None else self.pricing.weight

    def scratch(self, mover: int) -> Scratch:
        """Working arrays for ships of this mover."""
        if mover not in self._scratch:
            self._scratch[mover] = Scratch.of(self.arena.movers[mover])
        return self._scratch[mover]

    def bench(self, mover: int, thread: int) -> Bench:
        """Working arrays for flights of this mover in this lane."""
        key = (mover, thread)
        if key not in self._benches:
            self._benches[key] = Bench(self.arena.movers[mover])
        return self._benches[key]

    def ship_bid(self, i: int, root: NDArray[np.float64], scratch: Scratch | None = None) -> list[Bid]:
        """The ship's best chain in each of her spells."""
        ship = self.arena.ships[i]
        mover = self.arena.movers[ship.mover]
        work = scratch or self.scratch(ship.mover)
        if self.pricing is not None:
            self.pricing.put(work.gains.bonus, ship.mover)
        fill(work.gains, mover.tables, self.weight, root)
        return [
            best_chain(mover, work.gains, work, entry, leave, 0, mover.N, mover.free, self.rows)
            for entry, leave in ship.spells
        ]

    def round(self, step: float) -> float:
        """One pass over all holders, levels moved after each bid; the sum of bids at their moment."""
        a = self.arena
        holders = len(a.ships) + len(self.groups)
        share = 1.0 / max(1, holders)
        total = float((self.weight * self.level).sum())
        for i, ship in enumerate(a.ships):
            mover = a.movers[ship.mover]
            self._g.fill(share)
            bids = self.ship_bid(i, self.root)
            for bid in bids:
                total += bid.worth
                if len(bid.looks):
                    slope(
                        self._g,
                        mover.total,
                        mover.rate,
                        bid.looks,
                        mover.tables.T,
                        mover.tables.D,
                        self.root,
                        1.0,
                    )
                    self.visited[bid.looks[:, 0]] += 1
            if self.pricing is not None:
                looks = np.concatenate([bid.looks for bid in bids]) if bids else NOTHING
                self.pricing.move(looks, ship.mover, self.level, share, step)
            move(self.level, self.root, self._g, step)
        if self.days:
            total += self._flights_pass(share, step)
        if self.pricing is not None:
            self._price_flights(share, step)
            self.pricing.settle()
            total -= self.pricing.owed
        return total

    def _price_flights(self, share: float, step: float) -> None:
        """Move prices by the best flights met at the last refresh, each as often as its day's quota."""
        assert self.pricing is not None
        for group in self.groups:
            for j in group:
                bid, day = self.day_bids[j], self.days[j]
                looks = bid.found[0][1].looks if bid is not None and bid.found else NOTHING
                number = self.arena.problem.detachments[day.detachment].mover
                many = np.concatenate([looks] * day.quota)
                self.pricing.move(many, number, self.level, share / len(group), step)

    def _flights_pass(self, share: float, step: float) -> float:
        """All groups bid from their pools, levels moved after each."""
        if self._packed is None:
            order = [j for group in self.groups for j in group]
            caps = [
                self.arena.problem.detachments[self.days[group[0]].detachment].per_week
                for group in self.groups
            ]
            self._packed = pack(
                [self.pools[j] for j in order], [self.days[j].quota for j in order],
                [len(group) for group in self.groups], caps,
            )  # fmt: skip
        p = self._packed
        return pass_over(
            self.weight.ravel(), self.level.ravel(), p.slots, p.pods, p.begin, p.first, p.group,
            p.most, p.cap, share, step, self.root.ravel(), p.toll,
        )  # fmt: skip

    def add_flight(self, j: int, takeoff: int, looks: NDArray[np.int64]) -> bool:
        """Put a flight into day j's pool unless it is there; True when new."""
        mover = self.arena.movers[self.arena.problem.detachments[self.days[j].detachment].mover]
        C = np.zeros_like(self.level)
        cover(C, mover.total, mover.rate, looks, mover.tables.T, mover.tables.D, 1.0)
        slots = np.flatnonzero(C.ravel())
        self._packed = None
        return self.pools[j].add(
            looks.tobytes(), slots, -np.expm1(-C.ravel()[slots]), self._toll(j).get(takeoff, 0.0)
        )

    def _toll(self, j: int) -> dict[int, float]:
        """What take-offs of day j cost by their hour."""
        return {} if self.arena.dues is None else self.arena.dues.toll[self.days[j].detachment]

    def refresh(
        self, effort: Effort, pool: Executor | None, level: NDArray[np.float64], keep: int = 4
    ) -> int:
        """Bid every day anew at `level` and add the flights met to the pools; how many were new."""
        root = np.sqrt(level)
        if self.pricing is not None:
            self.pricing.ready()

        def one(job: tuple[int, int]) -> DayBid:
            j, thread = job
            day = self.days[j]
            m = self.arena.problem.detachments[day.detachment].mover
            mover = self.arena.movers[m]
            old = self.day_bids[j]
            bench = self.bench(m, thread)
            if self.pricing is not None:
                self.pricing.put(bench.common.gains.bonus, m)
                self.pricing.put(bench.own.gains.bonus, m)
            return best_day(
                mover,
                bench,
                day.takeoffs,
                self.arena.flights[day.detachment],
                self.weight,
                level,
                root,
                mover.free,
                self.rows,
                effort,
                old.private if old is not None else None,
                self._toll(j),
            )

        firsts = [j for j, twin in enumerate(self.twins) if twin == j]
        bids = dict(zip(firsts, run_jobs(one, firsts, pool), strict=True))
        new = 0
        for j, twin in enumerate(self.twins):
            bid = bids[twin]
            self.day_bids[j] = bid
            for takeoff, flight in bid.found[:keep]:
                new += self.add_flight(j, takeoff, flight.looks)
                self.visited[flight.looks[:, 0]] += 1
        return new

    def bound(self, level: NDArray[np.float64]) -> float:
        """U at `level`, ships bid anew, days as last refreshed (which must have been at `level`)."""
        root = np.sqrt(level)
        total = float((self.weight * level).sum())
        if self.pricing is not None:
            total -= self.pricing.owed
        for i in range(len(self.arena.ships)):
            self.bids[i] = sum(b.worth for b in self.ship_bid(i, root))
            total += self.bids[i]
        return total + self.flights_bound()

    def flights_bound(self) -> float:
        """The days' bids filled into the quotas."""
        total = 0.0
        for d, det in enumerate(self.arena.problem.detachments):
            bids = np.full(len(det.per_day), -np.inf)
            for day, bid in zip(self.days, self.day_bids, strict=True):
                if day.detachment == d and bid is not None:
                    bids[day.day] = bid.upper
            most = most_flights(det, self.arena.problem.movers[det.mover])
            total += fill_quota(bids, det.per_day, det.week, det.per_week, most, det.least, det.least_price)
        return total


def run_jobs(one, jobs: list[int], pool: Executor | None) -> list[DayBid]:  # type: ignore[no-untyped-def]
    """Jobs dealt to two lanes, each with working arrays of its own; results in order."""
    if pool is None:
        return [one((j, 0)) for j in jobs]
    lanes = 2

    def lane(x: int) -> list[DayBid]:
        return [one((j, x)) for j in jobs[x::lanes]]

    parts = list(pool.map(lane, range(lanes)))
    return [parts[i % lanes][i // lanes] for i in range(len(jobs))]
