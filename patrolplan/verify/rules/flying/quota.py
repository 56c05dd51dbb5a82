"""How many take-offs a detachment has in a base-local day and week."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from patrolplan.record.types import Sortie
from patrolplan.scenario.model import Detachment
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.flying.sortie import base_of


def per_day(case: Case) -> Outcome:
    """A detachment takes off no more often in a base-local day than it may. Part of a day counts as a day."""
    return outcome(len(case.sorties), _counted(case, "day", lambda d: d.per_day, lambda day: day))


def per_week(case: Case) -> Outcome:
    """A detachment takes off no more often in a base-local week, Monday to Sunday, than it may."""
    return outcome(
        sum(case.scenario.aircraft[s.detachment].per_week is not None for s in case.sorties.values()),
        _counted(case, "week", lambda d: d.per_week, lambda day: day - timedelta(days=day.weekday())),
    )


def local_day(case: Case, sortie: Sortie) -> date:
    """The base-local day of a take-off."""
    return (sortie.takeoff + timedelta(seconds=base_of(case, sortie).utc_offset_s)).date()


def _counted(
    case: Case, word: str, quota: Callable[[Detachment], int | None], first_day: Callable[[date], date]
) -> Iterator[Breach]:
    for name, detachment in case.scenario.aircraft.items():
        limit = quota(detachment)
        if limit is None:
            continue
        flown: dict[date, list[Sortie]] = {}
        for sortie in sorted(case.sorties.values(), key=lambda s: s.takeoff):
            if sortie.detachment == name:
                flown.setdefault(first_day(local_day(case, sortie)), []).append(sortie)
        for day, sorties in flown.items():
            if len(sorties) > limit:
                yield Breach(
                    f"{name} takes off {len(sorties)} times on the local {word} of {day:%d %b %Y} "
                    f"({', '.join(s.id for s in sorties)}), at most {limit}",
                    start=sorties[0].takeoff,
                    end=sorties[-1].takeoff,
                    measured=float(len(sorties)),
                    limit=float(limit),
                    unit=f"take-offs a {word}",
                )
