"""Small programmes to the end: every flight listed, and every set of them that may be flown tried.

Best responses put back one flight or two at a time, so a better programme that differs in every take-off
may lie out of their reach. Where all flights can be listed they need not be found: holders that stand
(ships) stay, all flights are taken off, and sets of flights are tried depth first, day after day. What a
flight adds only falls as others are chosen, so a branch whose value, with what each flight still to come
could add by itself, is no better than the best programme known is left out (Nemhauser, Wolsey, Fisher
1978: value has diminishing returns).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import NEVER
from patrolplan.solver.arena import Arena, MoverArena, flight_windows
from patrolplan.solver.board import Board, Sortie, landing_of, open_runs
from patrolplan.solver.crewing import longest_block
from patrolplan.solver.lattice import Flights, Window
from patrolplan.solver.looks import cover, hold, meets_twice

MOST_FLIGHTS = 3000
"""Flights that are listed at most, all detachments together; past that nothing is tried."""

MOST_WORK = 4_000_000
"""Sets of flights that are tried at most, times the flights listed: a second or two."""

HAIR = 1e-12


@dataclass(frozen=True)
class Tried:
    """The best programme beside the ships that stand: proven if `finished`, else the best of `nodes` sets."""

    board: Board
    nodes: int
    finished: bool


@dataclass(frozen=True)
class _Group:
    """The flights of one detachment's base-local day, `most` of which may be flown; each of the first `asked`
    saves `price`."""

    rows: NDArray[np.int64]
    most: int
    asked: int
    price: float


@dataclass(frozen=True)
class _List:
    """N flights: what each sees and holds over the arena's slots, flattened."""

    sorties: tuple[Sortie, ...]
    pod: NDArray[np.float64]
    held: NDArray[np.bool_]
    toll: NDArray[np.float64]
    """(N,) what its hour costs."""
    groups: tuple[_Group, ...]


class _TooManyError(Exception):
    """More flights than are listed."""


def try_all(board: Board, flights: int = MOST_FLIGHTS, work: int = MOST_WORK) -> Tried | None:
    """The best programme beside the board's ships; None where there are too many flights to list, or
    something is asked for beyond the rules (what a flight adds may then rise as others are chosen).
    """
    if board.arena.asked is not None:
        return None
    bare = board.copy()
    while bare.sorties:
        bare.drop_sortie(0)
    bare.recount()
    try:
        listed = _listed(bare, flights)
    except _TooManyError:
        return None
    search = _Search(bare, listed, work // max(1, len(listed.sorties)), board.value())
    search.run()
    if search.picks is None:
        return Tried(board, search.nodes, search.finished)
    for row in search.picks:
        bare.add_sortie(listed.sorties[row])
    return Tried(bare, search.nodes, search.finished)


def _listed(bare: Board, most: int) -> _List:
    """Every flight but those that another can stand for: at least its looks' PODs, no slot held that it
    does not hold, the same take-off, no later landing.
    """
    arena = bare.arena
    sorties: list[Sortie] = []
    pods: list[NDArray[np.float64]] = []
    holds: list[NDArray[np.bool_]] = []
    for d, det in enumerate(arena.problem.detachments):
        if len(sorties) + len(arena.flights[d]) > most:
            raise _TooManyError
        day_of = dict(zip(det.takeoffs.tolist(), det.day.tolist(), strict=True))
        made = _flights(bare, d, day_of, most - len(sorties))
        seen = [_seen(arena, det.mover, s.looks) for s in made]
        best = _undominated(made, seen)
        sorties += [made[x] for x in best]
        pods += [seen[x][0] for x in best]
        holds += [seen[x][1] for x in best]
    cells = arena.weight.size
    keys: dict[tuple[int, int], list[int]] = {}
    for row, sortie in enumerate(sorties):
        keys.setdefault((sortie.detachment, sortie.day), []).append(row)
    dues = arena.dues
    groups = tuple(
        _Group(
            np.array(rows, np.int64),
            int(arena.problem.detachments[d].per_day[day]),
            0 if dues is None else dues.asked(d, day),
            0.0 if dues is None else dues.price[d],
        )
        for (d, day), rows in keys.items()
        if arena.problem.detachments[d].per_day[day] > 0
    )
    return _List(
        tuple(sorties),
        np.array(pods, np.float64).reshape(len(sorties), cells),
        np.array(holds, np.bool_).reshape(len(sorties), cells),
        np.array([0.0 if dues is None else dues.toll[s.detachment].get(s.takeoff, 0.0) for s in sorties]),
        groups,
    )


def _seen(
    arena: Arena, number: int, looks: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """(cells,) joint POD of a flight's looks, and the slots that they hold."""
    mover = arena.movers[number]
    t = mover.tables
    C = np.zeros_like(arena.weight)
    owner = np.full(arena.weight.shape, -1, np.int32)
    cover(C, mover.total, mover.rate, looks, t.T, t.D, 1.0)
    hold(owner, looks, t.T, 0)
    return -np.expm1(-C.ravel()), (owner >= 0).ravel()


def _undominated(made: list[Sortie], seen: list[tuple[NDArray[np.float64], NDArray[np.bool_]]]) -> list[int]:
    """Rows that no other can stand for; of equals the first."""
    alike: dict[int, list[int]] = {}
    for row, sortie in enumerate(made):
        alike.setdefault(sortie.takeoff, []).append(row)
    keep = []
    for rows in alike.values():
        pod = np.array([seen[x][0] for x in rows])
        held = np.array([seen[x][1] for x in rows])
        landing = np.array([made[x].landing for x in rows])
        for i in range(len(rows)):
            better = (landing <= landing[i]) & (pod >= pod[i]).all(axis=1) & ~(held & ~held[i]).any(axis=1)
            same = (
                better & (landing == landing[i]) & (pod == pod[i]).all(axis=1) & (held == held[i]).all(axis=1)
            )
            better[i] = False
            better &= ~(same & (np.arange(len(rows)) > i))
            if not better.any():
                keep.append(rows[i])
    return sorted(keep)


def _flights(bare: Board, d: int, day_of: dict[int, int], most: int) -> list[Sortie]:
    """Every flight of a detachment beside the ships, each landing as early as it can.

    Raises _TooManyError past `most` flights, unfinished ones counted too.
    """
    arena = bare.arena
    det = arena.problem.detachments[d]
    mover = arena.movers[det.mover]
    t = mover.tables
    longest = longest_block(det.crewing)
    windows = flight_windows(arena.problem, d, arena.sectors, longest)
    ways = Flights(arena.problem, d, longest)
    free = np.zeros((len(arena.weight), mover.N + 1), np.int32)
    open_runs(mover.allowed, bare.owner, t.T, 0, mover.N, free)
    out: list[Sortie] = []
    count = 0
    for takeoff, window in windows.items():
        stack = [np.array([look], np.int64) for look in _looks(window.entry, window, free, t.shortest)]
        while stack:
            looks = stack.pop()
            count += 1
            if count + len(stack) > most:
                raise _TooManyError
            sector, _, end = looks[-1]
            if end <= window.leave[sector]:
                landing = landing_of(ways, mover, arena.sectors, takeoff, looks)
                if landing >= 0:
                    out.append(Sortie(d, day_of[takeoff], takeoff, landing, looks))
            for look in _looks(_ready(mover, int(sector), int(end)), window, free, t.shortest):
                longer = np.concatenate([looks, np.array([look], np.int64)])
                if not meets_twice(longer, t.T):
                    stack.append(longer)
    return out


def _looks(
    ready: NDArray[np.int32], window: Window, free: NDArray[np.int32], shortest: NDArray[np.int32]
) -> list[tuple[int, int, int]]:
    """Every look that may begin once its sector is reached, and after which the flight can come home."""
    latest = int(window.leave.max(initial=-1))
    out = []
    for s in range(len(ready)):
        for a in range(min(int(ready[s]), latest), latest):
            out += [(s, a, b) for b in range(a + int(shortest[s]), min(a + int(free[s, a]), latest) + 1)]
    return out


def _ready(mover: MoverArena, sector: int, end: int) -> NDArray[np.int32]:
    """(n,) unit from which a look may begin in each sector after one that ended in `sector`."""
    lag = mover.lag[sector]
    out = np.where(lag >= 0, end + lag, NEVER).astype(np.int32)
    ways = mover.timed[(mover.timed[:, 0] == sector) & (end < mover.timed[:, 4])]
    np.minimum.at(out, ways[:, 1], np.maximum(end + ways[:, 2], ways[:, 3]).astype(np.int32))
    out[sector] = end
    return out


class _Search:
    """Sets of flights, depth first; the board's sorties are those chosen on the way."""

    def __init__(self, bare: Board, listed: _List, nodes: int, known: float) -> None:
        self.listed = listed
        self.picks: tuple[int, ...] | None = None
        """Rows of a programme better than `known`; None: there is none."""
        self.nodes = 0
        self.finished = True
        self._weight = bare.arena.weight.ravel()
        self._work = bare.copy()
        self._begin = bare.value()
        self._miss = np.exp(-bare.C.ravel())
        self._limit = nodes
        self._best = known

    def run(self) -> None:
        """Try until done or out of nodes."""
        cells = len(self._weight)
        self._descend(0, 0, -1, self._begin, self._miss, np.zeros(cells, np.bool_), ())

    def _descend(
        self,
        g: int,
        copy: int,
        last: int,
        value: float,
        miss: NDArray[np.float64],
        held: NDArray[np.bool_],
        picks: tuple[int, ...],
    ) -> None:
        """Choose the group's flight number `copy`, of those listed after `last`, then all later ones."""
        if self.nodes >= self._limit:
            self.finished = False
            return
        self.nodes += 1
        if value > self._best + HAIR:
            self._best, self.picks = value, picks
        groups = self.listed.groups
        if g == len(groups):
            return
        gains = self.listed.pod @ (self._weight * miss) - self.listed.toll
        gains[(self.listed.held & held).any(axis=1)] = -np.inf
        after = sum(_most(gains, group, 0) for group in groups[g + 1 :])
        group = groups[g]
        rows = group.rows[group.rows > last]
        mine = gains[rows] + (group.price if copy < group.asked else 0.0)
        rest = _most(gains, group, copy + 1) + after
        if copy < group.most:
            for x in np.argsort(-mine, kind="stable"):
                if mine[x] <= 0.0 or value + mine[x] + rest <= self._best + HAIR:
                    break
                sortie = self.listed.sorties[rows[x]]
                if not self._work.can_fly(sortie.detachment, sortie.day, sortie.takeoff, sortie.landing):
                    continue
                row = int(rows[x])
                self._work.sorties.append(sortie)
                self._descend(
                    g, copy + 1, row, value + float(mine[x]), miss * (1.0 - self.listed.pod[row]),
                    held | self.listed.held[row], (*picks, row),
                )  # fmt: skip
                self._work.sorties.pop()
        if value + after > self._best + HAIR:
            self._descend(g + 1, 0, -1, value, miss, held, picks)


def _most(gains: NDArray[np.float64], group: _Group, flown: int) -> float:
    """What the group's flights could add at most, each by itself, once it has `flown` of them."""
    mine, count = gains[group.rows], group.most - flown
    if count <= 0 or not len(mine):
        return 0.0
    top = mine if len(mine) <= count else np.partition(mine, len(mine) - count)[-count:]
    if group.asked > flown:
        top = -np.sort(-top)
        top[: group.asked - flown] += group.price
    return float(np.maximum(top, 0.0).sum())
