"""Shortfalls of the record against those of its tasks."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.verify.rules.asked.missed import Missed
from patrolplan.verify.rules.asked.requirements import asked
from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.tolerance import FLOOR, same


def shortfalls(case: Case) -> Outcome:
    """Every requirement that the tasks miss is recorded, by as much as they miss it and at its price, and
    nothing else is.
    """
    due = asked(case)
    return outcome(len(due) + len(case.record.shortfalls), _wrong(case, due))


def _wrong(case: Case, due: tuple[Missed, ...]) -> Iterator[Breach]:
    known = {missed.name: missed for missed in due}
    said: set[str] = set()
    least = FLOOR * case.worth.total
    for one in case.record.shortfalls:
        missed = known.get(one.requirement)
        if missed is None:
            yield Breach(
                f"{one.requirement}: the scenario asks for no such thing",
                measured=one.amount,
                limit=0.0,
                unit=one.unit,
            )
            continue
        if one.requirement in said:
            yield Breach(f"{one.requirement} is recorded twice", measured=one.amount, unit=one.unit)
            continue
        said.add(one.requirement)
        if one.unit != missed.unit:
            yield Breach(f"{one.requirement} is counted in {one.unit}, not in {missed.unit}")
        for word, claimed, is_so in (("short", one.amount, missed.amount), ("cost", one.cost, missed.cost)):
            if not same(claimed, is_so, least):
                yield Breach(
                    f"{one.requirement}: {word} by {claimed:.8g} {missed.unit}, the tasks leave {is_so:.8g}"
                    if word == "short"
                    else f"{one.requirement}: costs {claimed:.8g}, at its price it is {is_so:.8g}",
                    measured=claimed,
                    limit=is_so,
                    unit=missed.unit,
                )
    for missed in due:
        if missed.name not in said and missed.amount > least:
            yield Breach(
                f"{missed.name} is short by {missed.amount:.8g} {missed.unit}, and the plan does not say so",
                measured=0.0,
                limit=missed.amount,
                unit=missed.unit,
            )
