"""Neighbourhoods: each takes something off a copy of the board and puts it back by best responses.

A neighbourhood is a function of the search that returns the changed board, or None where nothing came
of it. `MOVES` lists them with their shares.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from patrolplan.solver.board import Board, Sortie
from patrolplan.solver.levels import Day
from patrolplan.solver.supply import draw_stops, move_stop

if TYPE_CHECKING:
    from patrolplan.solver.search import Search

Windows = dict[int, tuple[int, int]]


def _open_windows(search: Search, trial: Board, ships: list[int], k0: int, k1: int) -> Windows:
    """Take the ships' looks that touch steps [k0, k1) off; the units left open to each."""
    K = search.arena.weight.shape[1]
    windows = {}
    for i in ships:
        looks = trial.ships[i]
        T = trial.mover_of_ship(i).tables.T
        keep = ~((looks[:, 1] < k1 * T) & (looks[:, 2] > k0 * T))
        first = int(looks[looks[:, 2] <= k0 * T][:, 2].max(initial=0))
        last = int(looks[looks[:, 1] >= k1 * T][:, 1].min(initial=K * T))
        trial.drop_ship_looks(i, keep)
        windows[i] = (first, last)
    return windows


def _put_back(search: Search, trial: Board, i: int, window: tuple[int, int], alpha: float) -> bool:
    """Bid ship i into her window anew; False where she cannot even cross it."""
    first, last = window
    looks = trial.ships[i]
    trial.drop_ship_looks(i, ~((looks[:, 1] < last) & (looks[:, 2] > first)))
    bid = search.inserter.ship(trial, i, first, last, alpha)
    if bid is None:
        return False
    if len(bid.looks):
        trial.add_ship_looks(i, bid.looks)
    return True


def _near_ships(search: Search, sector: int, k0: int, k1: int, count: int, but: int = -1) -> list[int]:
    """The ships that look nearest to `sector` within the steps, with some chance in the order."""
    board = search.board
    found = []
    for i, looks in enumerate(board.ships):
        if i == but or not len(looks):
            continue
        T = board.mover_of_ship(i).tables.T
        inside = looks[(looks[:, 1] < k1 * T) & (looks[:, 2] > k0 * T)]
        far = search.near[sector, inside[:, 0]].min() if len(inside) else 1e6
        found.append((far + search.rng.random() * 4, i))
    return [i for _, i in sorted(found)[:count]]


def ships(search: Search) -> Board | None:
    """Free a few ships near one another for a span of time and bid them anew."""
    rng, board = search.rng, search.board
    K = search.arena.weight.shape[1]
    able = [i for i, ship in enumerate(search.arena.ships) if ship.spells]
    if not able:
        return None
    lead = int(rng.choice(able))
    span = int(rng.integers(12, 37))
    looks = board.ships[lead]
    if len(looks):
        sector, start, _ = looks[rng.integers(len(looks))]
    else:  # idle as yet: others may make room for her
        sector = rng.integers(len(search.near))
        start = rng.integers(board.mover_of_ship(lead).N)
    k0 = max(0, int(start) // board.mover_of_ship(lead).tables.T - int(rng.integers(0, span)))
    k1 = min(K, k0 + span)
    chosen = [lead, *_near_ships(search, int(sector), k0, k1, int(rng.integers(0, 4)), lead)]
    trial = board.copy()
    windows = _open_windows(search, trial, chosen, k0, k1)
    order = [int(i) for i in rng.permutation(chosen)]
    for rank, i in enumerate(order):
        alpha = 0.0 if rank == len(order) - 1 else float(rng.random() * 1.3)
        if not _put_back(search, trial, i, windows[i], alpha):
            return None
    # a last word without prices for the one that was bid first
    if len(order) > 1 and not _put_back(search, trial, order[0], windows[order[0]], 0.0):
        return None
    return trial


def _of_day(trial: Board, day: Day) -> list[int]:
    return [x for x, s in enumerate(trial.sorties) if (s.detachment, s.day) == (day.detachment, day.day)]


def _take_one(search: Search, trial: Board, j: int) -> Sortie | None:
    """Take one of day j's sorties off, if it has one."""
    mine = _of_day(trial, search.days[j])
    return trial.drop_sortie(int(search.rng.choice(mine))) if mine else None


def one_flight(search: Search) -> Board | None:
    """Fly one sortie anew: better, or hardly worse, somewhere in its day."""
    rng = search.rng
    trial = search.board.copy()
    j = int(rng.integers(len(search.days)))
    taken = _take_one(search, trial, j)
    lost = search.value - trial.value()
    floor = max(0.0, lost - 4.0 * search.temperature * search.scale)
    hours = float(rng.choice([2.0, 4.0, 12.0]))
    if not search.fill_day(trial, j, 0.0, 2, hours, floor) and taken is not None:
        return None
    return trial


def _spare(search: Search) -> list[int]:
    """Days that could take one more sortie by their quota and their week's."""
    board, out = search.board, []
    for j, day in enumerate(search.days):
        det = search.arena.problem.detachments[day.detachment]
        week = sum(
            s.detachment == day.detachment and det.week[s.day] == det.week[day.day] for s in board.sorties
        )
        if len(_of_day(board, day)) < day.quota and week < det.per_week:
            out.append(j)
    return out


def two_flights(search: Search) -> Board | None:
    """Two sorties of near days off; the first comes back priced, the second not. A day with fewer than
    its quota takes one more, where another makes room in airframes and crews."""
    rng = search.rng
    trial = search.board.copy()
    spare = _spare(search) if rng.random() < 0.5 else []
    j = int(rng.choice(spare)) if spare else int(rng.integers(len(search.days)))
    day_ticks = 24 * search.arena.problem.grid.slot_ticks
    start = search.days[j].takeoffs[0]
    near = [
        x
        for x, d in enumerate(search.days)
        if abs(d.takeoffs[0] - start) <= 1.2 * day_ticks
        and (not spare or d.detachment == search.days[j].detachment)
    ]
    other = int(rng.choice(near))
    jobs = [j] if spare or _take_one(search, trial, j) is not None else []
    if _take_one(search, trial, other) is not None:
        jobs.insert(int(rng.integers(len(jobs) + 1)), other)
    for rank, x in enumerate(jobs):
        alpha = 0.0 if rank == len(jobs) - 1 else float(rng.random())
        search.fill_day(trial, x, alpha, 2, float(rng.choice([2.0, 4.0, 12.0, 24.0])))
    return trial if jobs else None


def _overlapping(search: Search, sortie: Sortie, first: int, last: int, count: int) -> list[Sortie]:
    """Other sorties on station within ticks [first, last], in a random order, at most `count`."""
    found = []
    for other in search.board.sorties:
        if other is sortie:
            continue
        step = search.board.mover_of(other.detachment).step
        if other.looks[0, 1] * step < last and other.looks[-1, 2] * step > first:
            found.append(other)
    order = search.rng.permutation(len(found))[:count]
    return [found[int(x)] for x in order]


def stretches(search: Search) -> Board | None:
    """An hour or a few out of one to three flights, what they do before and after kept; the first of
    them may take off at another time."""
    rng = search.rng
    if not search.board.sorties:
        return None
    hour = search.arena.problem.grid.slot_ticks
    lead = search.board.sorties[int(rng.integers(len(search.board.sorties)))]
    step = search.board.mover_of(lead.detachment).step
    at = lead.looks[int(rng.integers(len(lead.looks)))]
    span = float(rng.choice([1.5, 2.0, 3.0, 4.0])) * hour
    first = int(int(at[1]) * step - rng.random() * span)
    last = int(first + span)
    trial = search.board.copy()
    opened = []
    for sortie in [lead, *_overlapping(search, lead, first, last, int(rng.choice([0, 0, 0, 1, 2])))]:
        unit = trial.mover_of(sortie.detachment).step
        a, b = first // unit, -(-last // unit)
        trial.drop_sortie(next(x for x, s in enumerate(trial.sorties) if s is sortie))
        takeoff = sortie.takeoff
        if sortie.looks[0, 2] > a and rng.random() < 0.5:
            takeoff += int(rng.integers(-hour, hour + 1)) // unit * unit
        window = search.inserter.fitting(trial, sortie.detachment, sortie.day, takeoff)
        if window is None or not search.takes_off(sortie, takeoff):
            return None
        kept = sortie.looks[(sortie.looks[:, 2] <= a) | (sortie.looks[:, 1] >= b)]
        part = Sortie(sortie.detachment, sortie.day, takeoff, sortie.landing, kept)
        trial.add_sortie(part)
        opened.append((part, window, a, b))
    for rank, x in enumerate(rng.permutation(len(opened))):
        part, window, a, b = opened[int(x)]
        alpha = 0.0 if rank == len(opened) - 1 else float(rng.random() * 1.2)
        whole = search.inserter.stretch(trial, part, window, a, b, alpha, int(rng.choice([1, 2, 4])))
        if whole is None:
            return None
        trial.drop_sortie(next(x for x, s in enumerate(trial.sorties) if s is part))
        trial.add_sortie(whole)
    return trial


def other_day(search: Search) -> Board | None:
    """A sortie moves to another day of its detachment."""
    rng = search.rng
    if not search.board.sorties:
        return None
    trial = search.board.copy()
    sortie = trial.drop_sortie(int(rng.integers(len(trial.sorties))))
    others = [
        x
        for x, d in enumerate(search.days)
        if d.detachment == sortie.detachment and d.day != sortie.day and len(_of_day(trial, d)) < d.quota
    ]
    if not others or not search.fill_day(trial, int(rng.choice(others)), 0.0, 2, 12.0):
        return None
    return trial


def flight_and_ships(search: Search) -> Board | None:
    """A sortie and the ships near it make room for one another."""
    rng = search.rng
    if not search.board.sorties or not search.board.ships:
        return None
    trial = search.board.copy()
    sortie = trial.drop_sortie(int(rng.integers(len(trial.sorties))))
    j = next(x for x, d in enumerate(search.days) if (d.detachment, d.day) == (sortie.detachment, sortie.day))
    T = trial.mover_of(sortie.detachment).tables.T
    sector, start, end = sortie.looks[rng.integers(len(sortie.looks))]
    K = search.arena.weight.shape[1]
    k0, k1 = max(0, int(start) // T - 6), min(K, int(end) // T + 7)
    chosen = _near_ships(search, int(sector), k0, k1, int(rng.integers(1, 3)))
    windows = _open_windows(search, trial, chosen, k0, k1)
    jobs: list[int] = [-1, *chosen]
    order = [int(x) for x in rng.permutation(jobs)]
    for rank, x in enumerate(order):
        alpha = 0.0 if rank == len(order) - 1 else float(rng.random() * 1.2)
        if x < 0:
            search.fill_day(trial, j, alpha, 2, float(rng.choice([2.0, 4.0])))
        elif not _put_back(search, trial, x, windows[x], alpha):
            return None
    return trial


def stop_ship(search: Search, board: Board, i: int) -> None:
    """Decide where and when a ship replenishes, by what she would do if she need not."""
    ship = search.arena.ships[i]
    assert ship.supplies is not None
    N = search.arena.movers[ship.mover].N
    wish = search.inserter.ship(board, i, 0, N, 0.0)
    looks = board.ships[i] if wish is None else wish.looks
    n = len(search.arena.weight)
    board.set_stops(
        i, tuple(draw_stops(ship.supplies, q, looks, search.rng, n) for q in range(len(ship.spells)))
    )


def other_stop(search: Search) -> Board | None:
    """A ship replenishes at another time or place, and the hours about it are bid anew."""
    rng, arena = search.rng, search.arena
    some = [
        (i, q, k)
        for i, stops in enumerate(search.board.stops)
        for q, mine in enumerate(stops)
        for k in range(len(mine))
    ]
    if not some:
        return None
    i, q, k = some[int(rng.integers(len(some)))]
    supplies, old = arena.ships[i].supplies, search.board.stops[i]
    assert supplies is not None
    looks = search.board.ships[i]
    new = move_stop(supplies, q, old[q], k, looks, rng, len(arena.weight))
    if new is None:
        return None
    T, K = search.board.mover_of_ship(i).tables.T, arena.weight.shape[1]
    wide = int(rng.integers(8, 25))
    k0 = max(0, min(old[q][k][0], new[k][0]) // T - wide)
    k1 = min(K, (max(old[q][k][0], new[k][0]) + supplies.takes) // T + wide)
    chosen = [i, *_near_ships(search, new[k][1], k0, k1, int(rng.integers(0, 2)), i)]
    trial = search.board.copy()
    windows = _open_windows(search, trial, chosen, k0, k1)
    trial.set_stops(i, (*old[:q], new, *old[q + 1 :]))
    for x in chosen:
        if not _put_back(search, trial, x, windows[x], 0.0):
            return None
    return trial


Move = Callable[["Search"], Board | None]

MOVES: tuple[tuple[Move, float, bool, bool], ...] = (
    # neighbourhood, share, needs ships, needs days of flying
    (ships, 0.40, True, False),
    (stretches, 0.40, False, True),
    (one_flight, 0.08, False, True),
    (two_flights, 0.04, False, True),
    (other_day, 0.02, False, True),
    (flight_and_ships, 0.06, True, True),
)


def choices(search: Search) -> tuple[list[Move], np.ndarray]:
    """The neighbourhoods that apply here, with their chances."""
    able = [
        (move, share)
        for move, share, needs_ships, needs_days in MOVES
        if (search.arena.ships or not needs_ships) and (search.days or not needs_days)
    ]
    if any(ship.supplies is not None for ship in search.arena.ships):
        able.append((other_stop, 0.15))
    shares = np.array([share for _, share in able])
    return [move for move, _ in able], shares / max(1e-12, shares.sum())
