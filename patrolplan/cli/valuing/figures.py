"""The worth of one thing, put together for whoever prints it."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.planning.value.assess import Worth
from patrolplan.planning.value.things import Thing


@dataclass(frozen=True)
class Figure:
    """One row."""

    thing: Thing
    price: float | None
    """First-order; None where the levels say nothing of it."""
    unpriced: str
    """Why there is no first-order price; empty where there is one."""
    worth: Worth | None
    """By solving again; None where that was not asked for."""


def number(value: float) -> str:
    """Three decimals, or four figures where it is large; never a minus before nothing."""
    text = f"{value:.3f}" if abs(value) < 100 else f"{value:.4g}"
    return text.lstrip("-") if float(text) == 0 else text


def sentence(figure: Figure, unit: str) -> str:
    """`without HMAS Melbourne the best plan loses 0.310 to 0.350 transfers`."""
    worth = figure.worth
    assert worth is not None
    if worth.interval is None:
        return f"{figure.thing.words}: {worth.why}"
    low, high = number(worth.interval.low), number(worth.interval.high)
    does = "gains" if figure.thing.gives else "loses"
    much = f"{low} {unit}" if low == high else f"{low} to {high} {unit}"
    return f"{figure.thing.words} the best plan {does} {much}"
