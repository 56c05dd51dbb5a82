"""Who flies what: airframes and crews named for a detachment's flights, or the word that it cannot be."""

from __future__ import annotations

from collections.abc import Sequence

from patrolplan.problem.types import Crewing

Times = tuple[int, int]
"""Take-off and landing ticks."""


def duty_of(rules: Crewing, flight: Times) -> int:
    """Brief to debrief in ticks."""
    return flight[1] - flight[0] + rules.brief + rules.debrief


def longest_block(rules: Crewing) -> int:
    """Ticks from take-off to landing that a crew's duty leaves."""
    return rules.duty - rules.brief - rules.debrief


def rest_of(rules: Crewing, flight: Times) -> int:
    """Rest owed after the flight in ticks."""
    return rules.long_rest if duty_of(rules, flight) > rules.long_duty else rules.rest


def within_hours(rules: Crewing, flown: Sequence[Times], flight: Times) -> bool:
    """May this crew add `flight` and stay within its hours in any 7 and any 30 days?

    A span that ends with a landing holds the most: spans that begin at a take-off of `flown` or of
    the flight itself are enough to look at.
    """
    every = sorted([*flown, flight])
    for span, limit in ((rules.week, rules.hours_7d), (rules.month, rules.hours_30d)):
        for start, _ in every:
            inside = sum(min(b, start + span) - a for a, b in every if start <= a < start + span)
            if inside > limit:
                return False
    return True


def name_crews(rules: Crewing, flights: Sequence[Times]) -> list[tuple[int, int]] | None:
    """(airframe, crew) for each of `flights`, which are in order of take-off; None when the first-come
    choice fails. Airframes are alike, so first come is exact for them; of the crews that are rested and
    within their hours the one that has flown least goes.
    """
    ready = [-(2**30)] * rules.airframes
    rested = [-(2**30)] * rules.crews
    flown: list[list[Times]] = [[] for _ in range(rules.crews)]
    out = []
    for flight in flights:
        takeoff, landing = flight
        if duty_of(rules, flight) > rules.duty:
            return None
        airframe = min(range(rules.airframes), key=lambda i: (ready[i] > takeoff, i), default=-1)
        if airframe < 0 or ready[airframe] > takeoff:
            return None
        able = [
            c
            for c in range(rules.crews)
            if rested[c] <= takeoff - rules.brief and within_hours(rules, flown[c], flight)
        ]
        if not able:
            return None
        crew = min(able, key=lambda c: (sum(b - a for a, b in flown[c]), c))
        ready[airframe] = landing + rules.turnaround
        rested[crew] = landing + rules.debrief + rest_of(rules, flight)
        flown[crew].append(flight)
        out.append((airframe, crew))
    return out
