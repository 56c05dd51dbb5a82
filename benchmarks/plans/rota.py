"""Which flights a staff officer would put on the programme: quotas spread evenly over days and weeks."""

from __future__ import annotations

from benchmarks.plans.board import Board
from benchmarks.plans.wings import Wing


def programme(wing: Wing) -> list[tuple[int, float]]:
    """(day, part of the day) of every flight that the quotas allow, thinned evenly to the weekly quota."""
    det = wing.detachment
    by_week: dict[int, list[tuple[int, float]]] = {}
    for day in sorted(set(det.day.tolist())):
        quota = int(det.per_day[day])
        by_week.setdefault(int(det.week[day]), []).extend((day, n / quota) for n in range(quota))
    out: list[tuple[int, float]] = []
    for places in by_week.values():
        most = min(len(places), det.per_week)
        out += [places[(2 * n + 1) * len(places) // (2 * most)] for n in range(most)]
    return out


def open_flights(board: Board) -> None:
    """Add an empty flight wherever quotas, airframes and crews still allow one.

    Each is tried at its even part of the day first, then at every later and then every earlier take-off
    of that day.
    """
    for wing in board.wings:
        for day, part in programme(wing):
            takeoffs = wing.detachment.takeoffs[wing.detachment.day == day].tolist()
            wanted = int(part * len(takeoffs))
            for takeoff in takeoffs[wanted:] + takeoffs[:wanted][::-1]:
                draft = wing.draft(takeoff)
                if draft is not None and board.can_add(draft):
                    board.drafts.append(draft)
                    break
