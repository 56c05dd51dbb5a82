"""Crews: duty, rest and flight hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from patrolplan.record.types import Sortie
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.flying.airframes import flown_by
from patrolplan.verify.rules.flying.sortie import detachment_of, name_of
from patrolplan.verify.rules.words import dtg, span

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def duty(case: Case) -> Outcome:
    """Each sortie has a numbered crew of its detachment, on duty, with brief and debrief, no longer than
    allowed.
    """
    return outcome(len(case.sorties), _overdue(case))


def rest(case: Case) -> Outcome:
    """Between the end of one duty and the start of the next a crew rests: longer after a long duty. A crew
    that is not rested when the horizon opens has no duty before it is.
    """
    return outcome(len(case.sorties), (*_unrested(case), *_early(case)))


def hours(case: Case) -> Outcome:
    """A crew flies no more hours in any 7 days, and in any 30, than allowed. What it has flown before the
    horizon opens counts in every such span that begins before that.
    """
    return outcome(len(case.sorties), (*_overflown(case), *_spent(case)))


def duty_s(case: Case, sortie: Sortie) -> float:
    """Length of the duty that a sortie makes: brief, flight, debrief [s]."""
    rules = detachment_of(case, sortie).crew_rules
    return rules.brief_s + (sortie.landing - sortie.takeoff) / SECOND + rules.debrief_s


def most_within(
    flights: Sequence[tuple[datetime, datetime]], window: timedelta
) -> tuple[timedelta, datetime]:
    """The most time flown within any window of that length, and when such a window begins.

    What a window holds is piecewise linear in its place, so it is most where the window begins with a
    take-off or ends with a landing.
    """
    starts = [takeoff for takeoff, _ in flights] + [landing - window for _, landing in flights]
    best = (timedelta(0), flights[0][0])
    for start in starts:
        flown = timedelta(0)
        for takeoff, landing in flights:
            flown += max(min(landing, start + window) - max(takeoff, start), timedelta(0))
        if flown > best[0]:
            best = (flown, start)
    return best


def _overdue(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        detachment = detachment_of(case, sortie)
        if not 1 <= sortie.crew <= detachment.crews:
            yield Breach(
                f"{name_of(case, sortie)} has crew {sortie.crew}; {sortie.detachment} has 1 to "
                f"{detachment.crews}",
                start=sortie.takeoff,
                end=sortie.landing,
                measured=float(sortie.crew),
                limit=float(detachment.crews),
                unit="crew",
            )
        lasts, limit = duty_s(case, sortie), float(detachment.crew_rules.duty_s)
        if lasts > limit:
            yield Breach(
                f"crew {sortie.crew} of {name_of(case, sortie)} is on duty for {span(lasts)}, "
                f"at most {span(limit)}",
                start=sortie.takeoff,
                end=sortie.landing,
                measured=lasts,
                limit=limit,
                unit="s",
            )


def _unrested(case: Case) -> Iterator[Breach]:
    for (name, crew), sorties in flown_by(case, "crew").items():
        rules = case.scenario.aircraft[name].crew_rules
        for one, other in pairwise(sorties):
            long = duty_s(case, one) > rules.long_duty_s
            limit = float(max(rules.rest_s, rules.long_rest_s) if long else rules.rest_s)
            off = one.landing + timedelta(seconds=rules.debrief_s)
            on = other.takeoff - timedelta(seconds=rules.brief_s)
            rested = (on - off) / SECOND
            if rested < limit:
                after = f" after {span(duty_s(case, one))} on duty" if long else ""
                yield Breach(
                    f"crew {crew} of {name} rests {span(rested)} between {name_of(case, one)} and "
                    f"{name_of(case, other)} ({dtg(off)} to {dtg(on)}), at least {span(limit)}{after}",
                    start=off,
                    end=on,
                    measured=rested,
                    limit=limit,
                    unit="s",
                )


def _early(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        detachment = detachment_of(case, sortie)
        on = sortie.takeoff - timedelta(seconds=detachment.crew_rules.brief_s)
        for before in detachment.flown.values():
            if before.crew == sortie.crew and before.rested is not None and on < before.rested:
                yield Breach(
                    f"crew {sortie.crew} of {name_of(case, sortie)} begins its duty at {dtg(on)}, and is "
                    f"rested from {dtg(before.rested)} only",
                    start=on,
                    end=before.rested,
                    measured=(before.rested - on) / SECOND,
                    limit=0.0,
                    unit="s",
                )


def _spent(case: Case) -> Iterator[Breach]:
    opening = case.opening
    for (name, crew), sorties in flown_by(case, "crew").items():
        detachment = case.scenario.aircraft[name]
        rules = detachment.crew_rules
        for before in detachment.flown.values():
            if before.crew != crew:
                continue
            for days, limit, had in (
                (7, rules.hours_7d, before.hours_7d),
                (30, rules.hours_30d, before.hours_30d),
            ):
                end = opening + timedelta(days=days)
                flown = sum(
                    (max(min(s.landing, end) - max(s.takeoff, opening), timedelta(0)) for s in sorties),
                    timedelta(0),
                )
                if had > 0 and flown > timedelta(0) and flown / HOUR + had > limit + 1e-9:
                    yield Breach(
                        f"crew {crew} of {name} flies {span(flown / SECOND)} in the {days} days from the "
                        f"opening and had flown {had:g} h before, at most {limit:g} h",
                        start=opening,
                        end=end,
                        measured=flown / HOUR + had,
                        limit=limit,
                        unit="h",
                    )


def _overflown(case: Case) -> Iterator[Breach]:
    for (name, crew), sorties in flown_by(case, "crew").items():
        rules = case.scenario.aircraft[name].crew_rules
        flights = [(s.takeoff, s.landing) for s in sorties]
        for days, limit in ((7, rules.hours_7d), (30, rules.hours_30d)):
            flown, start = most_within(flights, timedelta(days=days))
            if flown / HOUR > limit:
                end = start + timedelta(days=days)
                yield Breach(
                    f"crew {crew} of {name} flies {span(flown / SECOND)} in the {days} days from "
                    f"{dtg(start)}, at most {limit:g} h",
                    start=start,
                    end=end,
                    measured=flown / HOUR,
                    limit=limit,
                    unit="h",
                )
