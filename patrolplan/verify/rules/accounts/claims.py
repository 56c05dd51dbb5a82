"""What the record claims to see and to be worth, computed again from its tasks and its sectors' shapes."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from patrolplan.verify.rules.breaches import of_task
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.tolerance import CLOSED, FLOOR, FLOWN_SHARE, RELATIVE, same
from patrolplan.verify.rules.words import dtg


def rates(case: Case) -> Outcome:
    """What begins in each slot of a sector, and of each area in it, follows from areas, light and shares."""
    return outcome(sum(len(p.sector.rates) for p in case.places.values()), _misrated(case))


def looks(case: Case) -> Outcome:
    """Each look's POD is that of its task: random search at the holder's rate while both are there."""
    return outcome(sum(len(s.task.looks) for s in case.stations), _mislooked(case))


def task_values(case: Case) -> Outcome:
    """A task's value is what the plan loses without it."""
    return outcome(len(case.stations), _misvalued(case))


def score(case: Case) -> Outcome:
    """Value, total, coverage, shortfall cost and objective are those of the tasks."""
    return outcome(5, _misscored(case))


def gap(case: Case) -> Outcome:
    """The gap is (bound − objective) ÷ value, and no bound lies below the objective that it bounds."""
    return outcome(2, _misproven(case))


def flown(case: Case) -> Outcome:
    """The tracks as flown see nearly what the tasks are credited with: what search and passage within the
    sector sweep, at the speed made good, but never faster than effective speed.
    """
    value, as_flown = case.worth.value, case.worth_flown.value
    found = []
    if value > 0 and as_flown < FLOWN_SHARE * value:
        found.append(
            Breach(
                f"the tracks as flown identify {as_flown:.4g}, the tasks are credited with {value:.4g}: "
                f"the rest is time on hold, or slower than effective speed",
                measured=as_flown,
                limit=FLOWN_SHARE * value,
            )
        )
    return outcome(1, found)


def prices(case: Case) -> Outcome:
    """Levels are integers from 0 to scale, for every sector and step: a certificate that can be read."""
    record = case.record.prices
    return outcome(0 if record is None else len(record.levels), _mispriced(case))


def _misrated(case: Case) -> Iterator[Breach]:
    for place in case.places.values():
        due = case.beginnings[place.id]
        mine = {area: sum(row) for area, row in due.items()}
        for area in sorted(set(mine) | set(place.sector.areas)):
            said, is_so = place.sector.areas.get(area, 0.0), mine.get(area, 0.0)
            if not same(said, is_so, FLOOR * case.worth.total):
                yield Breach(
                    f"sector {place.id}: {said:.6g} of {area} is said to begin there, {is_so:.6g} does",
                    place=place.sector.point,
                    measured=said,
                    limit=is_so,
                )
        if len(place.sector.rates) != case.steps:
            yield Breach(f"sector {place.id} has {len(place.sector.rates)} rates for {case.steps} steps")
            continue
        row = case.worth.rates[place.id]
        scale = FLOOR * max(row)
        off = [k for k in range(case.steps) if not same(place.sector.rates[k], row[k], scale)]
        if off:
            k = max(off, key=lambda k: abs(place.sector.rates[k] - row[k]))
            yield Breach(
                f"sector {place.id}: {len(off)} rates differ, most at {dtg(case.time(k * case.slot_s))}: "
                f"{place.sector.rates[k]:.6g}, should be {row[k]:.6g}",
                place=place.sector.point,
                start=case.time(k * case.slot_s),
                end=case.time((k + 1) * case.slot_s),
                measured=place.sector.rates[k],
                limit=row[k],
            )


def _mislooked(case: Case) -> Iterator[Breach]:
    due = {look.task: look.pods for look in case.worth.looks}
    for s in case.stations:
        said = dict(s.task.looks)
        steps = sorted(set(said) | set(due[s.id]))
        off = [k for k in steps if not abs(said.get(k, 0.0) - due[s.id].get(k, 0.0)) <= RELATIVE]
        if off:
            k = max(off, key=lambda k: abs(said.get(k, 0.0) - due[s.id].get(k, 0.0)))
            claimed, is_so = said.get(k, 0.0), due[s.id].get(k, 0.0)
            words = (
                f"{s.words}: {len(off)} PODs differ, most for what begins at "
                f"{dtg(case.time(k * case.slot_s))}: {claimed:.6f}, should be {is_so:.6f}"
            )
            yield of_task(s, words, claimed, is_so, "POD")


def _misvalued(case: Case) -> Iterator[Breach]:
    scale = FLOOR * case.worth.value
    for s in case.stations:
        due = case.worth.losses[s.id]
        if not same(s.task.value, due, scale):
            yield of_task(
                s, f"{s.words} claims a value of {s.task.value:.6g}, it is {due:.6g}", s.task.value, due
            )


def _misscored(case: Case) -> Iterator[Breach]:
    said, worth = case.record.score, case.worth
    value, total, cost = worth.value, worth.total, sum(s.cost for s in case.record.shortfalls)
    coverage = value / total if total > 0 else 0.0
    for key, claimed, due, scale in (
        ("value", said.value, value, FLOOR * total),
        ("total", said.total, total, 0.0),
        ("coverage", said.coverage, coverage, FLOOR),
        ("shortfall_cost", said.shortfall_cost, cost, FLOOR * total),
        ("objective", said.objective, value - cost, FLOOR * total),
    ):
        if not same(claimed, due, scale):
            yield Breach(f"{key} is said to be {claimed:.8g}, it is {due:.8g}", measured=claimed, limit=due)


def _misproven(case: Case) -> Iterator[Breach]:
    said = case.record.score
    if said.bound is None:
        if said.gap is not None:
            yield Breach(f"a gap of {said.gap:.3%} without a bound", measured=said.gap)
        return
    if not isfinite(said.bound) or said.bound < said.objective - max(CLOSED, RELATIVE * abs(said.objective)):
        yield Breach(
            f"the bound {said.bound:.8g} lies below the objective {said.objective:.8g}",
            measured=said.bound,
            limit=said.objective,
        )
        return
    due: float | None = None
    if said.bound - said.objective < CLOSED:
        due = 0.0
    elif said.value > 0:
        due = (said.bound - said.objective) / said.value
    if (due is None) != (said.gap is None) or (
        due is not None and said.gap is not None and not abs(due - said.gap) <= RELATIVE
    ):
        yield Breach(
            f"the gap is said to be {_percent(said.gap)}, it is {_percent(due)}",
            measured=said.gap,
            limit=due,
        )


def _mispriced(case: Case) -> Iterator[Breach]:
    record = case.record.prices
    if record is None:
        return
    if record.scale <= 0:
        yield Breach(f"a scale of {record.scale}", measured=float(record.scale), limit=1.0)
        return
    for sector in sorted(set(case.places) - set(record.levels)):
        yield Breach(f"sector {sector} has no levels")
    rows = [(sector, 0, row) for sector, row in record.levels.items()]
    for private in record.private:
        if private.detachment not in case.scenario.aircraft:
            yield Breach(f"the scenario has no detachment {private.detachment}")
        for sector, pairs in private.levels.items():
            common = record.levels.get(sector, ())
            for step, level in pairs:
                if 0 <= step < len(common) and level < common[step]:
                    yield Breach(
                        f"{private.detachment} at {dtg(private.takeoff)} has a level of {level} "
                        f"in {sector} at step {step}, below the common {common[step]}",
                        start=private.takeoff,
                        measured=float(level),
                        limit=float(common[step]),
                    )
            rows.append((sector, min((step for step, _ in pairs), default=0), tuple(v for _, v in pairs)))
    for sector, first, row in rows:
        off = [level for level in row if not 0 <= level <= record.scale]
        if sector not in case.places or first < 0:
            yield Breach(f"there is no sector {sector}, or no step {first}")
        if off:
            yield Breach(
                f"{len(off)} levels of sector {sector} lie outside 0 to {record.scale}",
                measured=float(off[0]),
                limit=float(record.scale),
            )


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.4%}"
