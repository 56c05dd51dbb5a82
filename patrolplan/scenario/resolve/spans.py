"""Times against the horizon and against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from patrolplan.scenario.language.document import Document
from patrolplan.scenario.model import Horizon
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.values.duration import format_duration
from patrolplan.scenario.values.time import format_time

_TAKEOFF_STEP_S = 15 * 60


@dataclass(frozen=True)
class Window:
    """The horizon's ends; `known` is False where the horizon could not be read and nothing can be said."""

    start: datetime
    end: datetime
    known: bool


def horizon(top: Document, wrong: frozenset[str], report: Report) -> tuple[Horizon, Window]:
    """The horizon with its steps, which must divide one another."""
    value = top.horizon
    made = Horizon(
        start=value.start,
        length_s=value.seconds,
        slot_s=value.step,
        tick_s=top.tick,
        takeoff_step_s=top.takeoff_step or -(-_TAKEOFF_STEP_S // top.tick) * top.tick,
        period_s=top.period,
    )
    step: Path = ("horizon", "step")
    ends: tuple[Path, Path] = ("horizon", "length"), ("horizon", "end")
    if "horizon" not in wrong:
        if made.length_s > 366 * 86400:
            report.error(
                "horizon-steps",
                "the horizon is longer than a year",
                "plan a few weeks",
                *ends,
            )
        _multiple(
            "horizon-steps",
            "the horizon",
            made.length_s,
            made.slot_s,
            "step",
            report,
            ends[0] if value.end is None else ends[1],
            step,
        )
        if "period" not in wrong:
            _multiple(
                "period-steps", "the period", made.period_s, made.slot_s, "step", report, ("period",), step
            )
        if "stay" not in wrong and top.stay < made.slot_s:
            stay, length = format_duration(top.stay), format_duration(made.slot_s)
            report.error(
                "stay-short",
                f"the stay of {stay} is shorter than the step of {length}: what begins in a step would be "
                "gone within it",
                f"write stay: {length}, or step: {stay} under horizon",
                ("stay",),
                step,
                see=((step, "the step"),),
            )
        elif "stay" not in wrong:
            _multiple("stay-steps", "the stay", top.stay, made.slot_s, "step", report, ("stay",), step)
    if not {"horizon", "tick"} & wrong and made.slot_s % made.tick_s:
        divisors = [n for n in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60) if made.slot_s % (60 * n) == 0]
        tick, length = format_duration(made.tick_s), format_duration(made.slot_s)
        report.error(
            "tick-divides",
            f"the tick of {tick} does not divide the step of {length}",
            f"write one of {', '.join(f'{n}min' for n in divisors)}",
            ("tick",),
            step,
            see=((step, "the step"),),
        )
    if not {"takeoff_step", "tick"} & wrong:
        what = "the take-off step"
        paths: tuple[Path, ...] = ("takeoff_step",), ("tick",)
        _multiple("takeoff-ticks", what, made.takeoff_step_s, made.tick_s, "tick", report, *paths)
    window = Window(made.start, made.start + timedelta(seconds=made.length_s), "horizon" not in wrong)
    return made, window


def _multiple(id: str, what: str, value: int, unit: int, name: str, report: Report, *paths: Path) -> None:
    if value % unit == 0:
        return
    low = value // unit * unit
    near = " or ".join(format_duration(item) for item in (low, low + unit) if item > 0)
    report.error(
        id,
        f"{what} of {format_duration(value)} is not a whole number of {name}s of {format_duration(unit)}",
        f"write {near}",
        *paths,
        see=tuple((path, f"the {name}") for path in paths[1:]),
    )


def ordered(start: datetime | None, end: datetime | None, path: Path, report: Report) -> bool:
    """Whether `from` comes before `to`; reported where not."""
    if start is None or end is None or start < end:
        return True
    report.error(
        "time-order",
        f"it ends ({format_time(end)}) before it begins ({format_time(start)})"
        if end < start
        else f"it ends when it begins ({format_time(start)})",
        "write a later time here, or an earlier one under from",
        (*path, "to"),
        see=(((*path, "from"), "it begins here"),),
    )
    return False


def touches(start: datetime | None, end: datetime | None, path: Path, window: Window, report: Report) -> None:
    """Warn where a span lies wholly outside the horizon."""
    if not window.known:
        return
    if (end is not None and end <= window.start) or (start is not None and start >= window.end):
        late = start is not None and start >= window.end
        report.warning(
            "no-effect",
            f"{path[-1]!r} lies wholly {'after' if late else 'before'} the horizon "
            f"({format_time(window.start)} to {format_time(window.end)}) and changes nothing",
            "check month and day, or delete it",
            (*path, "from" if late else "to"),
        )


def inside(time: datetime, path: Path, window: Window, cure: str, report: Report) -> bool:
    """Whether a time lies within the horizon, ends included; reported where not."""
    if not window.known or window.start <= time <= window.end:
        return True
    side = "before the horizon opens" if time < window.start else "after the horizon closes"
    edge = window.start if time < window.start else window.end
    report.error(
        "outside-horizon",
        f"{format_time(time)} lies {side} ({format_time(edge)})",
        cure,
        path,
        see=((("horizon",), "the horizon"),),
    )
    return False
