"""A simulation in words and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from patrolplan.record.types import Record
from patrolplan.simulation.estimate import Estimate
from patrolplan.simulation.types import Row, Simulated

LAWS = {
    "random": "random search",
    "definite": "definite range: all within half the sweep width",
    "inverse-cube": "inverse cube of range",
}


def lines(record: Record, made: Simulated) -> Iterator[str]:
    """The whole report, line by line."""
    yield f"{record.plan.name}, issue {record.plan.issue}"
    yield f"{made.runs:,} runs, seed {made.seed}; identification by {LAWS[made.law]}; stays {_stays(made)}"
    if made.worth != 1.0:
        yield f"Areas have priorities: each thing that is drawn counts {made.worth:.4g}"
    yield ""
    names = [row.name for rows in (made.areas, made.nations, made.periods) for row in rows]
    wide = max([len("Everything"), *(len(name) for name in names)])
    said = "" if made.seen.expected is None else f"{'Plan says':>11}{'z':>7}"
    yield f"{'':<{wide}}{'Begins':>10}{'Identified':>12}{'95 % interval':>20}{said}"
    yield _line("Everything", made.begun.expected or made.begun.mean, made.seen, wide)
    for title, rows in (
        ("By area", made.areas),
        ("By nation (what two saw counts for both)", made.nations),
        ("By period (in which it began)", made.periods),
    ):
        yield ""
        yield title
        yield from (_line(row.name, row.begun, row.seen, wide) for row in rows)
    yield ""
    yield from _verdict(made)
    yield from _dividend(made)


def as_json(record: Record, made: Simulated) -> dict[str, Any]:
    """For other programs, unrounded."""
    dividend = made.dividend
    return {
        "plan": {"name": record.plan.name, "issue": record.plan.issue},
        "runs": made.runs,
        "seed": made.seed,
        "law": made.law,
        "stay_s": list(made.stay_s),
        "worth": made.worth,
        "begun": _estimate(made.begun),
        "identified": _estimate(made.seen),
        "moments": None
        if made.moments is None
        else {"due": made.moments.expected, "z": made.moments.z, "within": made.moments.within},
        "areas": [_row(row) for row in made.areas],
        "nations": [_row(row) for row in made.nations],
        "periods": [_row(row) for row in made.periods],
        "dividend": None
        if dividend is None
        else {
            "alone": _estimate(dividend.alone),
            "gain": _estimate(dividend.gain),
            "share": dividend.share,
        },
    }


def _line(name: str, begun: float, seen: Estimate, wide: int) -> str:
    interval = f"{_figure(seen.low)} to {_figure(seen.high)}"
    said = "" if seen.expected is None else f"{_figure(seen.expected):>11}{_z(seen.z):>7}"
    return f"{name:<{wide}}{_figure(begun):>10}{_figure(seen.mean):>12}{interval:>20}{said}"


def _verdict(made: Simulated) -> Iterator[str]:
    seen, moments = made.seen, made.moments
    if seen.expected is None:
        yield "The plan's value is of random search and of the model's stay: nothing here to compare it with."
    elif seen.within:
        yield f"The plan's value, {_figure(seen.expected)}, lies within the interval."
    else:
        side = "below" if seen.expected < seen.low else "above"
        yield f"The plan's value, {_figure(seen.expected)}, lies {side} the interval (z {_z(seen.z)})."
    if moments is None or moments.expected is None:
        return
    due = f"{_figure(moments.expected)}{_than(seen.expected, moments.expected)}"
    where = "within the interval" if moments.within else "outside it, as one sound plan in twenty does"
    yield f"Moment by moment, without slots, the tracks come to {due}: {where} (z {_z(moments.z)})."
    if seen.expected is not None and not seen.within and moments.within:
        yield from _why(seen.expected, moments.expected)


def _than(value: float | None, due: float) -> str:
    """How far from the plan's value, where there is one."""
    if not value:
        return ""
    apart = due / value - 1.0
    return f", {abs(apart):.2%} {'more' if apart >= 0 else 'less'}"


def _why(value: float, due: float) -> Iterator[str]:
    """Why the plan's value lies outside, and what its tracks come to does not."""
    if value < due:
        yield "The value takes the mean of each slot before it puts looks together: it never says too much."
        yield "Shorter steps bring the two together (in the scenario, horizon: {step: 30min})."
    else:
        yield "The tracks sweep less than the tasks are credited with (`patrolplan verify`, As flown)."


def _dividend(made: Simulated) -> Iterator[str]:
    if made.dividend is None:
        return
    alone, gain = made.dividend.alone, made.dividend.gain
    yield (
        f"Alone    {_figure(alone.mean)} ({_figure(alone.low)} to {_figure(alone.high)}): each nation by the "
        "best plan it finds for itself, overlaps allowed, nothing shared, what two saw counted once"
    )
    yield (
        f"Dividend {_figure(gain.mean)} ({_figure(gain.low)} to {_figure(gain.high)}), "
        f"{made.dividend.share:+.1%} of that: what planning together gains"
    )


def _stays(made: Simulated) -> str:
    from patrolplan.scenario.values.duration import format_duration

    low, high = (format_duration(round(span)) for span in made.stay_s)
    return low if low == high else f"{low} to {high}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"


def _z(z: float | None) -> str:
    return "–" if z is None else f"{z:+.1f}"


def _row(row: Row) -> dict[str, Any]:
    return {"name": row.name, "begun": row.begun, "identified": _estimate(row.seen)}


def _estimate(one: Estimate) -> dict[str, Any]:
    return {
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "deviation": one.deviation,
        "plan": one.expected,
        "z": one.z,
    }
