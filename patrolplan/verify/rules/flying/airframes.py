"""Airframes: there are so many of them, and each needs its turnaround between two sorties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from patrolplan.record.types import Sortie
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.flying.sortie import detachment_of, name_of, type_of
from patrolplan.verify.rules.words import dtg, span

SECOND = timedelta(seconds=1)


def airframes(case: Case) -> Outcome:
    """Each sortie flies a numbered airframe of its detachment, which has landed and been turned round."""
    return outcome(len(case.sorties), _misused(case))


def flown_by(case: Case, number_of: str) -> dict[tuple[str, int], list[Sortie]]:
    """Sorties by (detachment, number of airframe or crew), each list by take-off."""
    found: dict[tuple[str, int], list[Sortie]] = {}
    for sortie in sorted(case.sorties.values(), key=lambda s: (s.takeoff, s.landing, s.id)):
        found.setdefault((sortie.detachment, getattr(sortie, number_of)), []).append(sortie)
    return found


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
