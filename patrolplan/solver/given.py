"""An answer put on a board: where a search begins that does not begin from nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from patrolplan.problem.types import Choice, Look
from patrolplan.solver.arena import Arena
from patrolplan.solver.board import Board, Sortie
from patrolplan.solver.supply import Stop, Supplies


def sectors_of(choice: Choice) -> NDArray[np.int64]:
    """Rows of the problem that an answer looks at, each once."""
    looks = [look for row in (*choice.ships, *(flight.looks for flight in choice.flights)) for look in row]
    return np.unique(np.array([look.sector for look in looks], dtype=np.int64))


def board_of(arena: Arena, choice: Choice) -> Board:
    """The board of an answer. What could not stand on it is left out: looks outside the arena or in a slot
    that is held already, flights that quotas or crews leave no room for.

    Where a ship replenishes is found anew between her tasks, as late as may be.
    """
    board = Board(arena)
    place = {int(row): n for n, row in enumerate(arena.sectors)}
    for i, looks in enumerate(choice.ships):
        rows = _free(board, looks, place, board.mover_of_ship(i).step)
        if len(rows):
            board.set_ship(i, rows)
            _supplied(board, i)
    for flight in sorted(choice.flights, key=lambda one: (one.takeoff, one.detachment)):
        det = arena.problem.detachments[flight.detachment]
        days = det.day[det.takeoffs == flight.takeoff]
        rows = _free(board, flight.looks, place, board.mover_of(flight.detachment).step)
        if not len(rows) or not len(days) or flight.takeoff not in arena.flights[flight.detachment]:
            continue
        sortie = Sortie(flight.detachment, int(days[0]), flight.takeoff, flight.landing, rows)
        if board.can_fly(sortie.detachment, sortie.day, sortie.takeoff, sortie.landing):
            board.add_sortie(sortie)
    return board


def _free(board: Board, looks: tuple[Look, ...], place: dict[int, int], step: int) -> NDArray[np.int64]:
    """Looks as rows in units, those in slots that nobody holds."""
    slot = board.arena.problem.grid.slot_ticks
    rows = []
    for look in looks:
        row = place.get(look.sector)
        if row is not None and (board.owner[row, look.start // slot : -(-look.end // slot)] < 0).all():
            rows.append((row, -(-look.start // step), look.end // step))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _supplied(board: Board, i: int) -> None:
    """Stops for a ship that must replenish, between the looks that she has; none where they leave no time."""
    ship = board.arena.ships[i]
    if ship.supplies is None:
        return
    looks, lag = board.ships[i], board.arena.movers[ship.mover].lag
    stops = []
    for number, (enter, leave) in enumerate(ship.spells):
        mine = looks[(looks[:, 1] >= enter[looks[:, 0]]) & (looks[:, 2] <= leave[looks[:, 0]])]
        found = _stops(ship.supplies, number, mine, leave, lag)
        if found is None:
            return
        stops.append(found)
    board.set_stops(i, tuple(stops))


def _stops(
    supplies: Supplies, spell: int, looks: NDArray[np.int64], leave: NDArray[np.int32], lag: NDArray[np.int32]
) -> tuple[Stop, ...] | None:
    """A spell's stops, at most one between any two looks or after the last; None where there is no way."""
    need = supplies.count(spell) if len(looks) else 0

    def onward(number: int, before: int | None, gap: int) -> tuple[Stop, ...] | None:
        if number == need:
            return ()
        first, last = supplies.span(spell, number, before)
        options = []
        for g in range(gap, len(looks)):
            for low, high, sector, going in _room(looks, g, supplies.takes, leave, lag):
                start = min(last, high)
                if start >= max(first, low):
                    options.append((start, sector, going, g))
        for start, sector, going, g in sorted(options, reverse=True):
            rest = onward(number + 1, start, g + 1)
            if rest is not None:
                return ((start, sector, going), *rest)
        return None

    return onward(0, None, 0)


def _room(
    looks: NDArray[np.int64], g: int, takes: int, leave: NDArray[np.int32], lag: NDArray[np.int32]
) -> list[tuple[int, int, int, bool]]:
    """First and last start of a stop after look g, its sector, and whether she goes on only after it."""
    here, end = int(looks[g, 0]), int(looks[g, 2])
    if g + 1 == len(looks):
        return [(end, int(leave[here]) - takes, here, True)]
    there, start = int(looks[g + 1, 0]), int(looks[g + 1, 1])
    if here == there:  # a unit to relieve, where she must
        return [(end, start - takes - 1, here, True)]
    way = int(lag[here, there])
    return [(end, start - way - takes, here, True), (end + way, start - takes - 1, there, False)]
