"""The best flight of one detachment's base-local day: many take-offs, tuned where it matters.

Plain chains give each take-off a first bound; then the take-off with the highest bound is tuned, and
so on, until the highest is no better than a flight in hand or the steps are used up.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from patrolplan.solver.arena import MoverArena, Scratch
from patrolplan.solver.beam import grow
from patrolplan.solver.bids import NOTHING, Bid, best_chain
from patrolplan.solver.chain import onward
from patrolplan.solver.gains import fill
from patrolplan.solver.lattice import Window
from patrolplan.solver.looks import joint_worth, meets_twice
from patrolplan.solver.paid import tune_entered
from patrolplan.solver.sortie import Space, Tuned, busiest, screen, tune


@dataclass(frozen=True)
class Effort:
    """How hard a day is worked at: tuning steps a visit, visits in all, when to let go."""

    steps: int
    visits: int
    tolerance: float = 0.0
    """Stop when the bound is within this share of the best flight in hand."""
    grown: int = 4
    """Take-offs, the most promising first, from which a flight is grown with memory."""
    entered: int = 0
    """Tuning steps a visit of levels that are paid for only where the flight goes."""


@dataclass(frozen=True)
class DayBid:
    """`upper` bounds the joint bid of every flight of the day; `found` are the best flights met, best
    first, with their take-offs; `private` the levels that prove it, by take-off, for what lies above
    that take-off's `claims`.
    """

    upper: float
    found: tuple[tuple[int, Bid], ...]
    private: dict[int, NDArray[np.float64]]
    claims: dict[int, float]
    groups: dict[int, NDArray[np.int64]]
    """(n,) by take-off, where the levels are paid by groups."""


class Bench:
    """Working arrays for one mover in one thread."""

    def __init__(self, mover: MoverArena) -> None:
        self.common = Scratch.of(mover)
        self.own = Scratch.of(mover)
        self.space = Space(mover)


def best_day(
    mover: MoverArena,
    bench: Bench,
    takeoffs: Sequence[int],
    windows: dict[int, Window],
    weight: NDArray[np.float64],
    level: NDArray[np.float64],
    root: NDArray[np.float64],
    free: NDArray[np.int32],
    rows: NDArray[np.int64],
    effort: Effort,
    start: dict[int, NDArray[np.float64]] | None = None,
    toll: dict[int, float] | None = None,
) -> DayBid:
    """Bound and find the best flight among `takeoffs` at the given weights and levels, each less its
    `toll` if it has one.
    """
    t = mover.tables
    due = toll or {}
    open_ = [k for k in takeoffs if k in windows]
    if not open_ or not len(rows):
        return DayBid(0.0, (), {}, {}, {})
    first = min(windows[k].first for k in open_)
    last = max(windows[k].last for k in open_)
    fill(bench.common.gains, t, weight, root, first, last, rows)
    heap: list[tuple[float, int]] = []
    found: dict[int, Bid] = {}
    best = 0.0

    def chain(takeoff: int) -> Bid:
        w = windows[takeoff]
        return best_chain(
            mover, bench.common.gains, bench.common, w.entry, w.leave, w.first, w.last, free, rows
        )

    for takeoff in open_:
        bid = chain(takeoff)
        if not len(bid.looks):
            continue
        heapq.heappush(heap, (due.get(takeoff, 0.0) - bid.worth, takeoff))
        if meets_twice(bid.looks, t.T):
            continue
        true = float(joint_worth(bench.space.own, mover.total, mover.rate, bid.looks, t.T, t.D, weight, root))
        found[takeoff] = Bid(true, bid.looks)
        best = max(best, true - due.get(takeoff, 0.0))
    uppers: dict[int, float] = {k: -u for u, k in heap}
    for takeoff in _apart(sorted(heap), effort.grown):
        w = windows[takeoff]
        if uppers[takeoff] <= best:
            continue
        chain(takeoff)
        onward(
            w.first, w.last, w.leave, t.shortest, t.longest, rows, free, mover.lag, mover.timed,
            bench.common.gains.look, bench.common.gains.begun, bench.common.gains.until,
            bench.space.ahead, bench.space.after,
        )  # fmt: skip
        play = busiest(w.first, w.last, rows, bench.common.H, bench.space.ahead, 18)
        limit = int(t.shortest.min(initial=1)) + t.T
        looks = grow(
            mover, bench.common.gains, w, weight, root, free, play, bench.space.ahead, bench.space.after,
            best + due.get(takeoff, 0.0), 1, limit,
        )  # fmt: skip
        if len(looks):
            true = float(joint_worth(bench.space.own, mover.total, mover.rate, looks, t.T, t.D, weight, root))
            if true > found.get(takeoff, Bid(0.0, NOTHING)).worth:
                found[takeoff] = Bid(true, looks)
                best = max(best, true - due.get(takeoff, 0.0))
    private: dict[int, NDArray[np.float64]] = {}
    claims: dict[int, float] = {}
    groups: dict[int, NDArray[np.int64]] = {}
    visits: dict[int, int] = {}
    plays: dict[int, NDArray[np.int64]] = {}
    done = 0
    while heap and done < effort.visits:
        upper, takeoff = -heap[0][0], heap[0][1]
        claim = best * (1.0 + effort.tolerance) + 1e-12
        if upper <= claim or visits.get(takeoff, 0) >= 8:
            break
        heapq.heappop(heap)
        done += 1
        cost = due.get(takeoff, 0.0)
        claim += cost  # from here on worth is before the toll, as a certificate has it
        visits[takeoff] = visits.get(takeoff, 0) + 1
        begin = private.get(takeoff)
        if begin is None and start is not None:
            begin = start.get(takeoff)
        if begin is None and private:
            begin = private[min(private, key=lambda k: (abs(k - takeoff), k))]
        window = windows[takeoff]
        if takeoff not in plays:  # claims only rise: what was screened out stays out
            chain(takeoff)
            plays[takeoff] = screen(
                mover, bench.common, window, free, rows, claim, bench.space.ahead, bench.space.after
            )
        play = plays[takeoff]
        if begin is None or not effort.entered:
            tuned = tune(
                mover, bench.own, bench.space, window, weight, level, root, free, play, floor=claim,
                steps=effort.steps * visits[takeoff], start=begin,
            )  # fmt: skip
            begin = level if tuned.private is None else tuned.private
        else:
            tuned = Tuned(upper + cost, Bid(0.0, NOTHING), None)
        if effort.entered and tuned.upper > max(claim, tuned.best.worth * (1.0 + effort.tolerance)):
            paid = tune_entered(
                mover, bench.own, bench.space, window, weight, level, root, free, play, floor=claim,
                steps=effort.entered * visits[takeoff], start=begin,
            )  # fmt: skip
            best_of_both = max(tuned.best, paid.best, key=lambda bid: bid.worth)
            tuned = replace(paid if paid.upper < tuned.upper else tuned, best=best_of_both)
        if tuned.best.worth > found.get(takeoff, Bid(0.0, NOTHING)).worth:
            found[takeoff] = tuned.best
            best = max(best, tuned.best.worth - cost)
        if max(claim, tuned.upper) - cost < uppers[takeoff]:
            uppers[takeoff] = max(claim, tuned.upper) - cost
            claims[takeoff] = claim
            private[takeoff] = level if tuned.private is None else tuned.private
            groups.pop(takeoff, None)
            if tuned.group is not None:
                groups[takeoff] = tuned.group
        heapq.heappush(heap, (-uppers[takeoff], takeoff))
    order = sorted(found.items(), key=lambda item: (due.get(item[0], 0.0) - item[1].worth, item[0]))
    for takeoff in open_:  # one that sees nothing may still be flown
        uppers.setdefault(takeoff, -due.get(takeoff, 0.0))
    return DayBid(max(uppers.values()), tuple(order), private, claims, groups)


def _apart(ranked: list[tuple[float, int]], most: int) -> list[int]:
    """At most `most` take-offs, the most promising first, none a neighbour of an earlier one: their flights
    would be alike."""
    order = sorted(k for _, k in ranked)
    place = {k: x for x, k in enumerate(order)}
    taken: set[int] = set()
    out: list[int] = []
    for _, takeoff in ranked:
        x = place[takeoff]
        if len(out) < most and x - 1 not in taken and x + 1 not in taken:
            taken.add(x)
            out.append(takeoff)
    return out
