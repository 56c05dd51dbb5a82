"""Airframes: there are so many of them, and each needs its turnaround between two sorties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from patrolplan.record.types import Sortie
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.flying.sortie import detachment_of, name_of, type_of
from patrolplan.verify.rules.words import dtg, from_to, span

SECOND = timedelta(seconds=1)


def airframes(case: Case) -> Outcome:
    """Each sortie flies a numbered airframe of its detachment, which is there, has landed and been turned
    round.
    """
    return outcome(len(case.sorties), (*_misused(case), *_away(case)))


def line(case: Case) -> Outcome:
    """No more airframes of a detachment are in the air or in their turnaround at once than are planned."""
    planned = {name: d.planned for name, d in case.scenario.aircraft.items() if d.planned is not None}
    sorties = [s for s in case.sorties.values() if s.detachment in planned]
    return outcome(len(sorties), _crowded(case, sorties))


def flown_by(case: Case, number_of: str) -> dict[tuple[str, int], list[Sortie]]:
    """Sorties by (detachment, number of airframe or crew), each list by take-off."""
    found: dict[tuple[str, int], list[Sortie]] = {}
    for sortie in sorted(case.sorties.values(), key=lambda s: (s.takeoff, s.landing, s.id)):
        found.setdefault((sortie.detachment, getattr(sortie, number_of)), []).append(sortie)
    return found


def _crowded(case: Case, sorties: list[Sortie]) -> Iterator[Breach]:
    for sortie in sorties:
        limit = detachment_of(case, sortie).planned
        assert limit is not None
        turn = timedelta(seconds=type_of(case, sortie).turnaround_s)
        out = [
            other
            for other in sorties
            if other.detachment == sortie.detachment
            and other.takeoff <= sortie.takeoff < max(other.landing + turn, other.takeoff + SECOND)
        ]
        if len(out) > limit:
            yield Breach(
                f"when {name_of(case, sortie)} takes off at {dtg(sortie.takeoff)}, {len(out)} airframes are "
                f"in the air or in their turnaround ({', '.join(s.id for s in out)}), {limit} planned",
                start=sortie.takeoff,
                end=sortie.takeoff,
                measured=float(len(out)),
                limit=float(limit),
                unit="airframes",
            )


def _away(case: Case) -> Iterator[Breach]:
    for sortie in case.sorties.values():
        for name, away in detachment_of(case, sortie).unavailable.items():
            if away.airframe != sortie.airframe:
                continue
            gone = away.start is None or sortie.landing > away.start
            if gone and (away.end is None or sortie.takeoff < away.end):
                since = "" if away.start is None else f" from {dtg(away.start)}"
                until = "" if away.end is None else f" to {dtg(away.end)}"
                yield Breach(
                    f"{name_of(case, sortie)} flies airframe {sortie.airframe} "
                    f"{from_to(sortie.takeoff, sortie.landing)}; it is away{since}{until} "
                    f"({name}: {away.because})",
                    start=sortie.takeoff,
                    end=sortie.landing,
                )


def _misused(case: Case) -> Iterator[Breach]:
    for (name, number), sorties in flown_by(case, "airframe").items():
        there = case.scenario.aircraft[name].airframes
        if not 1 <= number <= there:
            yield Breach(
                f"{name_of(case, sorties[0])} flies airframe {number}; {name} has 1 to {there}",
                start=sorties[0].takeoff,
                end=sorties[0].landing,
                measured=float(number),
                limit=float(detachment_of(case, sorties[0]).airframes),
                unit="airframe",
            )
        for one, other in pairwise(sorties):
            limit = float(type_of(case, one).turnaround_s)
            rest = (other.takeoff - one.landing) / SECOND
            if rest < limit:
                yield Breach(
                    f"{name_of(case, one)} and {name_of(case, other)} fly airframe {number} with "
                    f"{span(rest)} between landing at {dtg(one.landing)} and take-off at "
                    f"{dtg(other.takeoff)}, turnaround takes {span(limit)}",
                    start=one.landing,
                    end=other.takeoff,
                    measured=rest,
                    limit=limit,
                    unit="s",
                )
