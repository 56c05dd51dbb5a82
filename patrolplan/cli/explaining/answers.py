"""Each answer in the planner's words, and its figures for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from patrolplan.measures.counting import counting
from patrolplan.measures.times.dtg import short
from patrolplan.planning.explain.requirement import WhyShort
from patrolplan.planning.explain.stage import Instead, Stage
from patrolplan.planning.explain.task import WhyTask
from patrolplan.planning.explain.unwatched import WhyUnwatched
from patrolplan.planning.explain.why_not import WhyNot
from patrolplan.record.types import Record, Task


@dataclass(frozen=True)
class Answer:
    """Sentences, and the figures in them."""

    lines: tuple[str, ...]
    figures: dict[str, Any]


def figure(value: float) -> str:
    """Four decimals, or four figures where it is large."""
    text = f"{value:.4f}" if abs(value) < 100 else f"{value:.4g}"
    return text.lstrip("-") if float(text) == 0 else text


def span(task: Task) -> str:
    """`CANA-02 (608LB 240600Z-241200Z)`."""
    return f"{task.id} ({task.sector} {short(task.start)}-{short(task.end)})"


def _instead(on: Stage, one: Instead) -> dict[str, Any]:
    return {
        "sector": on.there.water.sectors[one.look.sector].id,
        "start": _iso(on, one.look.start),
        "end": _iso(on, one.look.end),
        "gain": one.gain,
        "given_up": [task.id for task in one.given_up],
        "loss": one.loss,
        "net": one.net,
    }


def _iso(on: Stage, tick: int) -> str:
    return on.when(tick).isoformat().replace("+00:00", "Z")


def _place(on: Stage, one: Instead) -> str:
    sector = on.there.water.sectors[one.look.sector].id
    return f"{sector} {short(on.when(one.look.start))}-{short(on.when(one.look.end))}"


def of_task(on: Stage, why: WhyTask) -> Answer:
    """What a task is worth."""
    unit = counting(on.record).what
    task = why.task
    lines = [f"{span(task)} of {task.asset}"]
    lines.append(f"  Without it, all else as it is, the plan loses {figure(why.loss)} {unit}.")
    for other, more in why.others[:5]:
        lines.append(f"  {span(other)} of {other.asset} would see {figure(more)} of that by itself.")
    if why.instead is None:
        lines.append("  Between its neighbours there is no other task that its holder could do.")
    else:
        words = f"The next best use then is {_place(on, why.instead)}, worth {figure(why.instead.gain)}"
        less = f"{figure(why.ahead)} less" if why.ahead >= 0 else f"{figure(-why.ahead)} more, by itself"
        lines.append(f"  {words}: {less}.")
    figures = {
        "task": task.id,
        "loss": why.loss,
        "others": [{"task": other.id, "more": more} for other, more in why.others],
        "instead": None if why.instead is None else _instead(on, why.instead),
        "ahead": why.ahead,
    }
    return Answer(tuple(lines), figures)


def of_water(on: Stage, why: WhyUnwatched) -> Answer:
    """Why water is unwatched."""
    unit = counting(on.record).what
    lines = [f"{why.sector} at {short(why.time)}"]
    if why.held_by is not None:
        lines.append(f"  It is watched then: {why.held_by}.")
    there = f"{figure(why.expected)} {unit} are expected to be there to see"
    lines.append(f"  {there}; of those {figure(why.missed)} are seen by nobody, at any time.")
    for one in why.assets:
        lines.append(f"  {one.asset}: {one.verdict}; {one.words}.")
        if one.instead is not None:
            lines.append(f"    {_trade(on, one.instead)}")
    figures = {
        "sector": why.sector,
        "time": why.time.isoformat().replace("+00:00", "Z"),
        "held_by": why.held_by,
        "expected": why.expected,
        "missed": why.missed,
        "assets": [
            {
                "asset": one.asset,
                "verdict": one.verdict,
                "why": one.words,
                "instead": None if one.instead is None else _instead(on, one.instead),
            }
            for one in why.assets
        ],
    }
    return Answer(tuple(lines), figures)


def _trade(on: Stage, one: Instead) -> str:
    """What the best task there then would bring and cost."""
    words = f"{_place(on, one)} would bring {figure(one.gain)}"
    if not one.given_up:
        return f"{words} and cost nothing."
    gone = ", ".join(task.id for task in one.given_up)
    return f"{words} and cost {gone}, worth {figure(one.loss)}: {figure(abs(one.net))} {_way(one.net)}."


def _way(net: float) -> str:
    return "more" if net > 0 else "less"


def of_why_not(on: Stage, why: WhyNot) -> Answer:
    """Why an asset is not somewhere."""
    unit = counting(on.record).what
    lines = [f"{why.asset} in {why.sector} at {short(why.time)}"]
    if why.here is not None:
        lines.append(f"  It is there then: {why.here}.")
        return Answer(tuple(lines), {"asset": why.asset, "here": why.here})
    lines.append(f"  {why.nearest.verdict}: {why.nearest.words}.")
    if why.nearest.instead is not None:
        lines.append(f"    {_trade(on, why.nearest.instead)}")
    if why.why:
        lines.append(f"  With it pinned there is no plan: {why.why}.")
    elif why.score is not None:
        lines.append(f"  Solved again with it there: the plan has {figure(why.score.objective)} {unit}.")
        if why.interval is not None:
            low, high = figure(why.interval.low), figure(why.interval.high)
            much = low if low == high else f"{low} to {high}"
            lines.append(f"  The best plan with it loses {much} {unit}, by both plans and their bounds.")
    figures = {
        "asset": why.asset,
        "sector": why.sector,
        "verdict": why.nearest.verdict,
        "why": why.nearest.words,
        "instead": None if why.nearest.instead is None else _instead(on, why.nearest.instead),
        "objective": None if why.score is None else why.score.objective,
        "low": None if why.interval is None else why.interval.low,
        "high": None if why.interval is None else why.interval.high,
        "no_plan": why.why or None,
    }
    return Answer(tuple(lines), figures)


def of_requirement(record: Record, why: WhyShort) -> Answer:
    """Why a requirement is short."""
    lines = [f"{why.requirement}: short by {figure(why.short)} {why.unit}, at a cost of {figure(why.cost)}"]
    for one in why.alone:
        came = "there is no plan" if one.short is None else f"it is short by {figure(one.short)} {why.unit}"
        lines.append(f"  {one.thing.words}: {came}.")
    if why.whole is None:
        lines.append("  Nothing that could be dropped stands in its way.")
    else:
        lines.append(f"  With all of these dropped it is short by {figure(why.whole)} {why.unit}.")
        if why.smallest:
            names = ", ".join(one.name for one in why.smallest)
            lines.append(f"  As much comes of dropping {names} alone; none of that can be left out.")
        else:
            lines.append("  None of them stands in its way: it is a matter of time, speed and numbers.")
    figures = {
        "requirement": why.requirement,
        "short": why.short,
        "unit": why.unit,
        "cost": why.cost,
        "alone": [{"name": one.thing.name, "short": one.short} for one in why.alone],
        "whole": why.whole,
        "smallest": [one.name for one in why.smallest],
    }
    return Answer(tuple(lines), figures)
