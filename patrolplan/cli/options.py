"""Options that take a planner's own units: a share, a span of time."""

from __future__ import annotations

import re

import click


class Gap(click.ParamType):
    """`1%` or `0.01` as a share of one."""

    name = "gap"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read it; what is neither ends the command with 2."""
        text = str(value).strip()
        percent = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text)
        plain = re.fullmatch(r"0(?:\.\d+)?|\.\d+", text)
        share = float(percent[1]) / 100 if percent else float(text) if plain else 1.0
        if share >= 1.0:
            self.fail(f"{text!r} is no gap; write it like 1% or 0.01", param, ctx)
        return share


class Span(click.ParamType):
    """A duration such as `60s`, `2min`, `1h30min`, in seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read it; what is none, or no time at all, ends the command with 2."""
        from patrolplan.scenario.values.duration import parse_duration
        from patrolplan.scenario.values.problem import BadValueError

        try:
            seconds = parse_duration(str(value))
        except BadValueError as error:
            self.fail(f"{error.message}; {error.cure}", param, ctx)
        if seconds < 1:
            self.fail("it must be at least a second", param, ctx)
        return seconds
