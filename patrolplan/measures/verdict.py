"""How good the plan is and how much better any other could be, in figures and in plain words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from patrolplan.measures.counting import counting
from patrolplan.record.types import Record, Shortfall


@dataclass(frozen=True)
class Verdict:
    """Shares of all that begins within the horizon."""

    coverage: float
    limit: float | None
    """No plan that leaves no more short has a higher coverage; None where no bound is known."""
    left: float | None
    """limit − coverage, at least 0."""
    proven_best: bool
    """The gap is 0: there is no better plan."""


def verdict(record: Record) -> Verdict:
    """Coverage, and what the bound says of every other plan's.

    The bound limits value less shortfall costs: so bound + the costs of this plan limits the value of
    every plan whose shortfalls cost no more.
    """
    score = record.score
    if score.bound is None or score.total <= 0:
        return Verdict(score.coverage, None, None, False)
    limit = min(1.0, (score.bound + score.shortfall_cost) / score.total)
    return Verdict(score.coverage, limit, max(0.0, limit - score.coverage), score.gap == 0.0)


def sentences(record: Record) -> tuple[str, ...]:
    """The verdict as a planner would say it, one sentence each; never promising more than is proven."""
    score, found, what = record.score, verdict(record), counting(record).what
    amounts = f"{_amount(score.value)} of {_amount(score.total)}"
    said = [f"{found.coverage * 100:.1f} % of the {what} expected are identified: {amounts}."]
    if score.total <= 0:
        said = [f"Nothing is expected in these waters: there are no {what} to identify."]
    elif found.limit is None or found.left is None:
        said.append("How much better a plan could be is not known: this one carries no proof.")
    elif found.proven_best:
        said.append("No plan can do better: this is proven.")
    else:
        limit, points = limit_percent(found.limit), limit_percent(found.left)
        # Rounded figures may not subtract to the rounded difference; "less than" is then true of both.
        exact = math.isclose(limit - round(found.coverage * 100, 1), points, abs_tol=0.01)
        ending = f"{'at most' if exact else 'less than'} {points:.1f} points are left"
        whom = "No plan whose shortfalls cost no more" if score.shortfall_cost else "No plan"
        said.append(f"{whom} can do better than {limit:.1f} %, so {ending}.")
    if record.shortfalls:
        said.append(_cost(record))
    said += [short(one) for one in record.shortfalls]
    return tuple(said)


def short(shortfall: Shortfall) -> str:
    """One shortfall: by how much, at what cost, and why."""
    why = f": {shortfall.reason}" if shortfall.reason else ""
    amount = f"{shortfall.amount:.3g} {shortfall.unit}"
    return f"{shortfall.requirement} is short by {amount}, a cost of {shortfall.cost:.3g}{why}."


def _cost(record: Record) -> str:
    """What is asked for and missed, all told, and whether any plan could meet it all."""
    score = record.score
    said = f"What is left short costs {_amount(score.shortfall_cost)}"
    if score.bound is not None and score.bound < 0:
        return f"{said}; that no plan can meet all that is asked is proven."
    return f"{said}, which leaves an objective of {score.objective:.3g}."


def limit_percent(share: float) -> float:
    """A limit in percent to one decimal, rounded up: rounded down it could be passed. A millionth is not."""
    return math.ceil(share * 1000 - 1e-8) / 10


def _amount(count: float) -> str:
    """Three figures or so: 13.4, 0.319, 12,400."""
    if count >= 100:
        return f"{count:,.0f}"
    return f"{count:.1f}" if count >= 10 else f"{count:.2f}"
