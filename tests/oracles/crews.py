"""Airframes and crews of one detachment's flights, by search over all assignments."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from patrolplan.problem.types import Crewing, Flight


def airframe_faults(crewing: Crewing, flights: list[Flight], airframe: int = -1) -> list[str]:
    """Rules broken if one airframe makes all these flights."""
    faults = []
    for number, start, end in crewing.grounded:
        if number == airframe:
            faults += [
                f"airframe {number} is away from {start} to {end}"
                for f in flights
                if f.takeoff < end and f.landing > start
            ]
    ordered = sorted(flights, key=lambda f: (f.takeoff, f.landing))
    for before, after in pairwise(ordered):
        if after.takeoff < before.landing + crewing.turnaround:
            faults.append(
                f"one airframe lands at {before.landing} and takes off at {after.takeoff}, "
                f"turnaround is {crewing.turnaround}"
            )
    return faults


def flown_within(flights: list[Flight], start: int, end: int) -> int:
    """Flight ticks that lie within [start, end)."""
    return sum(max(0, min(f.landing, end) - max(f.takeoff, start)) for f in flights)


def most_flown(flights: list[Flight], span: int) -> int:
    """Most flight ticks within any window of `span` ticks.

    The sum is piecewise linear in the window's start and can only peak where a window opens at a
    take-off or closes at a landing.
    """
    starts = [f.takeoff for f in flights] + [f.landing - span for f in flights]
    return max((flown_within(flights, t, t + span) for t in starts), default=0)


def line_faults(crewing: Crewing, flights: list[Flight]) -> list[str]:
    """More airframes in the air or in their turnaround at once than are planned to be."""
    spans = [(f.takeoff, f.landing + crewing.turnaround) for f in flights]
    ticks = range(min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0))
    return [f"{n} at {t}" for t in ticks if (n := sum(a <= t < b for a, b in spans)) > crewing.line]


def crew_faults(crewing: Crewing, flights: list[Flight], crew: int = -1) -> list[str]:
    """Rules broken if one crew makes all these flights."""
    faults = []
    if 0 <= crew < len(crewing.ready):
        faults += [
            f"crew {crew} is not ready" for f in flights if f.takeoff - crewing.brief < crewing.ready[crew]
        ]
    for span, most, flown in (
        (crewing.week, crewing.hours_7d, crewing.flown_7d),
        (crewing.month, crewing.hours_30d, crewing.flown_30d),
    ):
        early = flown_within(flights, 0, span)
        if 0 <= crew < len(flown) and flown[crew] > 0 and early > 0 and early + flown[crew] > most:
            faults.append(f"crew {crew} flies {early} beside the {flown[crew]} behind it, at most {most}")
    ordered = sorted(flights, key=lambda f: (f.takeoff, f.landing))
    for f in ordered:
        duty = f.landing - f.takeoff + crewing.brief + crewing.debrief
        if duty > crewing.duty:
            faults.append(f"duty of {duty} for the take-off at {f.takeoff}, at most {crewing.duty}")
    for before, after in pairwise(ordered):
        duty = before.landing - before.takeoff + crewing.brief + crewing.debrief
        rest = max(crewing.rest, crewing.long_rest) if duty > crewing.long_duty else crewing.rest
        had = (after.takeoff - crewing.brief) - (before.landing + crewing.debrief)
        if had < rest:
            faults.append(f"crew rests {had} before the take-off at {after.takeoff}, needs {rest}")
    for span, most, words in ((crewing.week, crewing.hours_7d, 7), (crewing.month, crewing.hours_30d, 30)):
        flown = most_flown(flights, span)
        if flown > most:
            faults.append(f"one crew flies {flown} within {words} days, at most {most}")
    return faults


def assignable(crewing: Crewing, flights: list[Flight]) -> tuple[bool, bool]:
    """Whether airframes, and crews, can be found for the flights; numbers already given are kept.

    Both rules only grow stricter as flights are added, so the search leaves a branch at the first fault.
    """
    ordered = sorted(flights, key=lambda f: (f.takeoff, f.landing))

    def search(number: int, faults: Callable[..., list[str]], named: list[int]) -> bool:
        held: list[list[Flight]] = [[] for _ in range(number)]

        def place(i: int) -> bool:
            if i == len(ordered):
                return True
            fresh = [r for r in range(number) if not held[r] and r not in named]
            worn = [r for r in range(number) if r not in fresh]
            # fresh ones are alike, so one of them stands for all, where nothing tells them apart
            alike = not (crewing.grounded or crewing.ready or crewing.flown_7d or crewing.flown_30d)
            for r in worn + (fresh[:1] if alike else fresh) if named[i] < 0 else [named[i]]:
                if not 0 <= r < number:
                    continue
                held[r].append(ordered[i])
                if not faults(crewing, held[r], r) and place(i + 1):
                    return True
                held[r].pop()
            return False

        return place(0)

    if line_faults(crewing, ordered):
        return False, False
    return (
        search(crewing.airframes, airframe_faults, [f.airframe for f in ordered]),
        search(crewing.crews, crew_faults, [f.crew for f in ordered]),
    )
