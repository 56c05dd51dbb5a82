"""Putting one holder's looks back on the board: its exact best response to all the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER
from patrolplan.solver.arena import Arena, MoverArena, flight_windows, over
from patrolplan.solver.beam import grow
from patrolplan.solver.bids import NOTHING, Bid, best_chain
from patrolplan.solver.board import Board, Sortie, landing_of, left_over, open_runs
from patrolplan.solver.chain import onward
from patrolplan.solver.crewing import longest_block
from patrolplan.solver.days import Bench
from patrolplan.solver.gains import fill
from patrolplan.solver.lattice import Flights, Window
from patrolplan.solver.looks import joint_worth, meets_twice
from patrolplan.solver.sortie import busiest
from patrolplan.solver.wants import Wants


class Inserter:
    """Best responses on one board's arena. Holds working arrays: one per thread."""

    def __init__(self, arena: Arena, level: NDArray[np.float64]) -> None:
        self.arena = arena
        self.level = level
        n, K = arena.weight.shape
        self.rows = np.arange(n)
        self._w = np.zeros((n, K))
        self._root = np.zeros((n, K))
        self._bench = [Bench(m) for m in arena.movers]
        self._free = [np.zeros((n, m.N + 1), np.int32) for m in arena.movers]
        self._wants = None if arena.asked is None else Wants(arena, arena.asked)
        self._flights = [Flights(arena.problem, d) for d in range(len(arena.problem.detachments))]
        self._windows = [
            flight_windows(arena.problem, d, arena.sectors, longest_block(det.crewing))
            for d, det in enumerate(arena.problem.detachments)
        ]

    def _asked(self, board: Board, number: int, alpha: float) -> NDArray[np.float64]:
        """Slots' weights; where something is asked, with what areas that fall short add, and gains of this
        mover earn what nobody meets yet.
        """
        if self._wants is None:
            return self.arena.weight
        return self._wants.begin(board, number, alpha, self._bench[number].common.gains.bonus)

    def ship(self, board: Board, i: int, first: int, last: int, alpha: float) -> Bid | None:
        """The best looks of ship i within units [first, last] beside those that she keeps. None when
        nothing pays there and what she keeps would not hang together without it.

        The window must lie between two of her looks, or a look and a spell's edge; it may reach over
        several spells.
        """
        ship = self.arena.ships[i]
        mover = self.arena.movers[ship.mover]
        t = mover.tables
        last = min(last, mover.N)
        if first >= last:
            return Bid(0.0, NOTHING)
        looks = board.ships[i]
        earlier, later = looks[looks[:, 2] <= first], looks[looks[:, 1] >= last]
        K = board.C.shape[1]
        k0, k1 = max(0, (first - t.D) // t.T), min(K, (last - 1) // t.T + 1)
        weight = self._asked(board, ship.mover, alpha)
        left_over(weight, self.level, board.C, k0, k1, alpha, self._w, self._root)
        free = self._free[ship.mover]
        open_runs(mover.allowed, board.owner, t.T, first, last, free)
        bench = self._bench[ship.mover]
        best, most = None, -np.inf
        while True:
            fill(bench.common.gains, t, self._w, self._root, first, last, self.rows)
            bid = self._chains(board, i, first, last, earlier, later, free)
            if self._wants is None or bid is None:
                return bid if best is None else best
            seen = joint_worth(
                bench.space.own, mover.total, mover.rate, bid.looks, t.T, t.D, self._w, self._root
            )
            if seen + self._wants.met(bid.looks) > most:
                best, most = bid, seen + self._wants.met(bid.looks)
            if not self._wants.again(bid.looks, bench.common.gains.bonus):
                return best
            left_over(self._wants.weight, self.level, board.C, k0, k1, alpha, self._w, self._root)

    def _chains(
        self,
        board: Board,
        i: int,
        first: int,
        last: int,
        earlier: NDArray[np.int64],
        later: NDArray[np.int64],
        free: NDArray[np.int32],
    ) -> Bid | None:
        """Ship i's best chains between what she keeps, at the gains in hand; see `ship`."""
        ship = self.arena.ships[i]
        mover, bench = self.arena.movers[ship.mover], self._bench[ship.mover]
        worth, parts = 0.0, [NOTHING]
        for enter, leave in board.spells(i):
            opens, closes = int(enter.min(initial=NEVER)), int(leave.max(initial=-1))
            if first >= closes or last <= opens:
                continue
            begin, end = np.maximum(enter, first), np.minimum(leave, last)
            before = earlier[-1] if len(earlier) and earlier[-1, 1] >= opens else None
            after = later[0] if len(later) and later[0, 2] <= closes else None
            if before is not None:
                begin = self._reach(mover.lag, mover.timed, int(before[0]), int(before[2]))
            if after is not None:
                end = self._return(mover.lag, mover.timed, int(after[0]), int(after[1]))
            bid = best_chain(
                mover, bench.common.gains, bench.common, begin, end, first, last, free, self.rows
            )
            if not len(bid.looks):
                if before is not None and after is not None:
                    hangs = before[0] == after[0] or begin[after[0]] <= after[1]
                elif before is not None:
                    hangs = before[2] <= leave[before[0]]
                else:
                    hangs = after is None or enter[after[0]] <= after[1]
                if not hangs:
                    return None
            worth += bid.worth
            parts.append(bid.looks)
        return Bid(worth, np.concatenate(parts))

    def _reach(
        self, lag: NDArray[np.int32], timed: NDArray[np.int64], sector: int, end: int
    ) -> NDArray[np.int32]:
        out = np.where(lag[sector] >= 0, end + lag[sector], NEVER).astype(np.int32)
        ways = timed[(timed[:, 0] == sector) & (end < timed[:, 4])]
        np.minimum.at(out, ways[:, 1], np.maximum(end + ways[:, 2], ways[:, 3]).astype(np.int32))
        return out

    def _return(
        self, lag: NDArray[np.int32], timed: NDArray[np.int64], sector: int, start: int
    ) -> NDArray[np.int32]:
        out = np.where(lag[:, sector] >= 0, start - lag[:, sector], -1).astype(np.int32)
        ways = timed[(timed[:, 1] == sector) & (timed[:, 3] <= start)]
        np.maximum.at(out, ways[:, 0], np.minimum(start - ways[:, 2], ways[:, 4] - 1).astype(np.int32))
        return out

    def fitting(self, board: Board, detachment: int, day: int, takeoff: int) -> Window | None:
        """The window of a take-off in which an airframe and a crew are left for it: it may have to land
        earlier for the sake of the flights that stand. None where nobody is.
        """
        w = self._windows[detachment].get(takeoff)
        if w is None:
            return None
        step = self.arena.movers[self.arena.problem.detachments[detachment].mover].step
        if board.can_fly(detachment, day, takeoff, w.last * step):
            return w
        able, unable = w.first, w.last
        while unable - able > 1:
            middle = (able + unable) // 2
            if board.can_fly(detachment, day, takeoff, middle * step):
                able = middle
            else:
                unable = middle
        narrower = self._flights[detachment].window(takeoff, able * step - takeoff)
        return None if narrower is None else over(narrower, self.arena.sectors)

    def flight(
        self,
        board: Board,
        detachment: int,
        day: int,
        takeoffs: Sequence[int],
        alpha: float,
        depth: int,
        keep: int = 1,
        floor: float = 0.0,
    ) -> Sortie | None:
        """The best flight found among `takeoffs` that quotas, airframes and crews allow: `depth` of
        them, the most promising by their plain chains, are grown with memory of their own looks.
        """
        det = self.arena.problem.detachments[detachment]
        mover = self.arena.movers[det.mover]
        t = mover.tables
        windows = self._windows[detachment]
        flown = [k for k in takeoffs if k in windows]
        if not flown:
            return None
        first = min(windows[k].first for k in flown)
        last = max(windows[k].last for k in flown)
        K = board.C.shape[1]
        k0, k1 = max(0, (first - t.D) // t.T - 1), min(K, (last - 1) // t.T + 2)
        weight = self._asked(board, det.mover, alpha)
        left_over(weight, self.level, board.C, k0, k1, alpha, self._w, self._root)
        free = self._free[det.mover]
        open_runs(mover.allowed, board.owner, t.T, first, last, free)
        bench = self._bench[det.mover]
        gains = bench.common.gains
        best: Sortie | None = None
        worth = floor
        toll = {} if self.arena.dues is None else self.arena.dues.toll[detachment]

        def offer(takeoff: int, looks: NDArray[np.int64]) -> None:
            nonlocal best, worth
            if not len(looks) or meets_twice(looks, t.T):
                return
            own = joint_worth(bench.space.own, mover.total, mover.rate, looks, t.T, t.D, self._w, self._root)
            own += 0.0 if self._wants is None else self._wants.met(looks)
            own -= toll.get(takeoff, 0.0)
            if own <= worth:
                return
            landing = landing_of(self._flights[detachment], mover, self.arena.sectors, takeoff, looks)
            if landing >= 0 and board.can_fly(detachment, day, takeoff, landing):
                best, worth = Sortie(detachment, day, takeoff, landing, looks), float(own)

        while True:
            fill(gains, t, self._w, self._root, first, last, self.rows)
            tried = NOTHING
            promise = []
            for takeoff in flown:
                w = windows[takeoff]
                bid = best_chain(
                    mover, gains, bench.common, w.entry, w.leave, w.first, w.last, free, self.rows
                )
                promised = bid.worth - toll.get(takeoff, 0.0)
                if promised > floor:
                    promise.append((-promised, takeoff))
            for _, takeoff in sorted(promise)[:depth]:
                fitting = self.fitting(board, detachment, day, takeoff)
                if fitting is None:
                    continue
                w = fitting
                bid = best_chain(
                    mover, gains, bench.common, w.entry, w.leave, w.first, w.last, free, self.rows
                )
                offer(takeoff, bid.looks)
                tried = bid.looks
                onward(
                    w.first, w.last, w.leave, t.shortest, t.longest, self.rows, free, mover.lag, mover.timed,
                    gains.look, gains.begun, gains.until, bench.space.ahead, bench.space.after,
                )  # fmt: skip
                rows = busiest(w.first, w.last, self.rows, bench.common.H, bench.space.ahead, 18)
                limit = int(t.shortest.min(initial=1)) + t.T
                offer(
                    takeoff,
                    grow(
                        mover, gains, w, self._w, self._root, free, rows,
                        bench.space.ahead, bench.space.after,
                        max(0.0, worth + toll.get(takeoff, 0.0)), keep, limit,
                    ),
                )  # fmt: skip
            if self._wants is None or not self._wants.again(tried, gains.bonus):
                return best
            left_over(self._wants.weight, self.level, board.C, k0, k1, alpha, self._w, self._root)

    def stretch(
        self, board: Board, sortie: Sortie, window: Window, first: int, last: int, alpha: float, keep: int = 1
    ) -> Sortie | None:
        """The best looks of a flight within units [first, last] beside those that it keeps, which stand on
        the board; the sortie with both. `window` is what its take-off leaves it. None when what it keeps
        would not hang together, or nothing is left of it.
        """
        d = sortie.detachment
        mover = self.arena.movers[self.arena.problem.detachments[d].mover]
        t = mover.tables
        looks = sortie.looks
        earlier, later = looks[looks[:, 2] <= first], looks[looks[:, 1] >= last]
        begin, end = window.entry, window.leave
        if len(earlier):
            begin = self._reach(mover.lag, mover.timed, int(earlier[-1, 0]), int(earlier[-1, 2]))
        else:
            first = window.first
        if len(later):
            end = self._return(mover.lag, mover.timed, int(later[0, 0]), int(later[0, 1]))
        else:
            last = window.last
        if first >= last:
            return None
        K = board.C.shape[1]
        k0, k1 = max(0, (first - t.D) // t.T), min(K, (last - 1) // t.T + 1)
        weight = self._asked(board, self.arena.problem.detachments[d].mover, alpha)
        left_over(weight, self.level, board.C, k0, k1, alpha, self._w, self._root)
        free = self._free[self.arena.problem.detachments[d].mover]
        open_runs(mover.allowed, board.owner, t.T, first, last, free)
        bench = self._bench[self.arena.problem.detachments[d].mover]
        gains = fill(bench.common.gains, t, self._w, self._root, first, last, self.rows)
        part = Window(first, last, begin, end)
        bid = best_chain(mover, gains, bench.common, begin, end, first, last, free, self.rows)
        new, worth = NOTHING, 0.0
        if len(bid.looks) and not meets_twice(bid.looks, t.T):
            new, worth = bid.looks, self._own_worth(bench, mover, bid.looks)
        if bid.worth > worth + 1e-15:  # it came back to water of its own
            onward(
                first, last, end, t.shortest, t.longest, self.rows, free, mover.lag, mover.timed,
                gains.look, gains.begun, gains.until, bench.space.ahead, bench.space.after,
            )  # fmt: skip
            rows = busiest(first, last, self.rows, bench.common.H, bench.space.ahead, 18)
            limit = int(t.shortest.min(initial=1)) + t.T
            grown = grow(
                mover, gains, part, self._w, self._root, free, rows,
                bench.space.ahead, bench.space.after, worth, keep, limit,
            )  # fmt: skip
            if len(grown) and not meets_twice(grown, t.T):
                new = grown
        both = np.concatenate([earlier, new, later])
        if not len(both):
            return None
        if not len(new) and len(earlier) and len(later):
            same = earlier[-1, 0] == later[0, 0]
            if not same and begin[later[0, 0]] > later[0, 1]:
                return None
        if not len(new) and not len(earlier) and window.entry[later[0, 0]] > later[0, 1]:
            return None
        landing = landing_of(self._flights[d], mover, self.arena.sectors, sortie.takeoff, both)
        if landing < 0 or landing > window.last * mover.step:
            return None
        return Sortie(d, sortie.day, sortie.takeoff, landing, both)

    def _own_worth(self, bench: Bench, mover: MoverArena, looks: NDArray[np.int64]) -> float:
        t = mover.tables
        own = bench.space.own
        seen = float(joint_worth(own, mover.total, mover.rate, looks, t.T, t.D, self._w, self._root))
        return seen + (0.0 if self._wants is None else self._wants.met(looks))
