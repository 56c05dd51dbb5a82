"""Why is a requirement short: which rules and caveats stand in its way, and what dropping each would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

from patrolplan.planning.solve import Effort
from patrolplan.planning.value.assess import Question, solved
from patrolplan.planning.value.things import Thing, things
from patrolplan.record.types import Record
from patrolplan.scenario.model import Scenario
from patrolplan.scenario.resolved import from_json

IN_THE_WAY = ("caveat", "forbid", "zone", "closure")
HAIR = 1e-9


@dataclass(frozen=True)
class Dropped:
    """What dropping one thing gives."""

    thing: Thing
    short: float | None
    """How short the requirement then is in the plan that was found; None where there was no plan."""


@dataclass(frozen=True)
class WhyShort:
    """Why a requirement is short."""

    requirement: str
    short: float
    unit: str
    cost: float
    alone: tuple[Dropped, ...]
    """Each thing in the way dropped by itself, the most helpful first."""
    whole: float | None
    """How short it is with all of them dropped: what time, speed and numbers leave."""
    smallest: tuple[Thing, ...]
    """A set whose dropping gives as much as dropping all, and of which none can be left out."""


def requirements(record: Record) -> dict[str, tuple[float, str, float]]:
    """Every requirement that is short: amount, unit and cost over all its places."""
    found: dict[str, tuple[float, str, float]] = {}
    for one in record.shortfalls:
        amount, unit, cost = found.get(one.requirement, (0.0, one.unit, 0.0))
        found[one.requirement] = (amount + one.amount, unit, cost + one.cost)
    return found


def why_short(
    record: Record, name: str, effort: Effort, told: Callable[[str], None] = lambda _: None
) -> WhyShort:
    """Explain why a requirement is short, by solving without what stands in its way.

    Args:
        record: the plan.
        name: as the plan's shortfalls name it.
        effort: of each solve.
        told: what is being tried, now and then.

    Raises:
        KeyError: the plan has no shortfall of that name.

    """
    short, unit, cost = requirements(record)[name]
    scenario = from_json(record.scenario)
    in_the_way = [one for one in things(scenario) if one.kind in IN_THE_WAY]

    def without(some: Sequence[Thing]) -> float | None:
        told(", ".join(one.name for one in some))
        changed: Scenario = reduce(lambda before, one: one.changed(before), some, scenario)
        answer = solved(Question(changed, record.source, record.run.seed, effort))
        return None if answer.record is None else requirements(answer.record).get(name, (0.0, unit, 0.0))[0]

    alone = [Dropped(one, without([one])) for one in in_the_way]
    alone.sort(key=lambda one: (one.short is None, one.short or 0.0, one.thing.name))
    whole = without(in_the_way) if len(in_the_way) > 1 else alone[0].short if alone else None
    smallest: list[Thing] = []
    if whole is not None and whole < short - HAIR:
        enough = [one.thing for one in alone if one.short is not None and one.short <= whole + HAIR]
        smallest = enough[:1] or _irreducible(list(in_the_way), whole, without)
    return WhyShort(name, short, unit, cost, tuple(alone), whole, tuple(smallest))


def _irreducible(
    some: list[Thing], whole: float, without: Callable[[Sequence[Thing]], float | None]
) -> list[Thing]:
    """Leave out one after the other whatever can be left out."""
    for one in list(some):
        rest = [other for other in some if other is not one]
        short = without(rest)
        if short is not None and short <= whole + HAIR:
            some = rest
    return some
