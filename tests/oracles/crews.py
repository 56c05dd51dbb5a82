"""Airframes and crews of one detachment's flights, by search over all assignments."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from patrolplan.problem.types import Crewing, Flight


def airframe_faults(crewing: Crewing, flights: list[Flight]) -> list[str]:
    """Rules broken if one airframe makes all these flights."""
    faults = []
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


def crew_faults(crewing: Crewing, flights: list[Flight]) -> list[str]:
    """Rules broken if one crew makes all these flights."""
    faults = []
    ordered = sorted(flights, key=lambda f: (f.takeoff, f.landing))
    for f in ordered:
        duty = f.landing - f.takeoff + crewing.brief + crewing.debrief
        if duty > crewing.duty:
            faults.append(f"duty of {duty} for the take-off at {f.takeoff}, at most {crewing.duty}")
    for before, after in pairwise(ordered):
        duty = before.landing - before.takeoff + crewing.brief + crewing.debrief
        rest = crewing.long_rest if duty > crewing.long_duty else crewing.rest
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
            # fresh ones are alike, so one of them stands for all
            for r in worn + fresh[:1] if named[i] < 0 else [named[i]]:
                if not 0 <= r < number:
                    continue
                held[r].append(ordered[i])
                if not faults(crewing, held[r]) and place(i + 1):
                    return True
                held[r].pop()
            return False

        return place(0)

    return (
        search(crewing.airframes, airframe_faults, [f.airframe for f in ordered]),
        search(crewing.crews, crew_faults, [f.crew for f in ordered]),
    )
