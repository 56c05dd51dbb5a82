"""How far take-offs keep apart in time: those of one detachment, and all from one airfield."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from patrolplan.record.types import Sortie
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.flying.sortie import name_of
from patrolplan.verify.rules.words import dtg, span

SECOND = timedelta(seconds=1)


def apart(case: Case) -> Outcome:
    """Between two take-offs of a detachment lies its gap, between any two from an airfield that one's."""
    sorties = sorted(case.sorties.values(), key=lambda s: (s.takeoff, s.id))
    found: list[Breach] = []
    for name, detachment in case.scenario.aircraft.items():
        mine = [s for s in sorties if s.detachment == name]
        found += _close(case, mine, float(detachment.gap_s), name)
    for name, base in case.scenario.bases.items():
        mine = [s for s in sorties if case.scenario.aircraft[s.detachment].base == name]
        found += _close(case, mine, float(base.gap_s), name)
    return outcome(len(sorties), found)


def _close(case: Case, sorties: list[Sortie], limit: float, of: str) -> Iterator[Breach]:
    for one, other in pairwise(sorties):
        between = (other.takeoff - one.takeoff) / SECOND
        if between < limit:
            yield Breach(
                f"{name_of(case, one)} and {name_of(case, other)} take off {span(between)} apart, at "
                f"{dtg(one.takeoff)} and {dtg(other.takeoff)}; {of} asks for {span(limit)}",
                start=one.takeoff,
                end=other.takeoff,
                measured=between,
                limit=limit,
                unit="s",
            )
