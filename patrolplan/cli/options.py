"""Options that take a planner's own units: a share, a span of time. Click calls these with what was typed."""

from __future__ import annotations

import re

import click


def gap(ctx: click.Context | None, param: click.Parameter | None, value: str | None) -> float | None:
    """`1%` or `0.01` as a share of one; what is neither ends the command with 2."""
    if value is None:
        return None
    text = value.strip()
    percent = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text)
    plain = re.fullmatch(r"0(?:\.\d+)?|\.\d+", text)
    share = float(percent[1]) / 100 if percent else float(text) if plain else 1.0
    if share >= 1.0:
        raise click.BadParameter(f"{text!r} is no gap; write it like 1% or 0.01", ctx, param)
    return share


def span(ctx: click.Context | None, param: click.Parameter | None, value: str | None) -> int | None:
    """A duration such as `60s`, `2min`, `1h30min`, in seconds; what is none ends the command with 2."""
    if value is None:
        return None
    from patrolplan.scenario.values.duration import parse_duration
    from patrolplan.scenario.values.problem import BadValueError

    try:
        seconds = parse_duration(value)
    except BadValueError as error:
        raise click.BadParameter(f"{error.message}; {error.cure}", ctx, param) from None
    if seconds < 1:
        raise click.BadParameter("it must be at least a second", ctx, param)
    return seconds
