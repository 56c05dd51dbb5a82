"""A detachment's programme: airframes that are away, what crews have flown, hours, gaps and alternate."""

from __future__ import annotations

from typing import Any

from patrolplan.scenario.language.assets import Aircraft
from patrolplan.scenario.model import Base, CrewHours, CrewRules, TakeoffHours, Unavailable
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.catalogue import Stock
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.spans import Window, ordered, touches
from patrolplan.scenario.values.time import format_time


def programme(
    value: Aircraft, path: Path, stock: Stock, crews: int, rules: CrewRules, window: Window, report: Report
) -> dict[str, Any]:
    """Fields of the model's detachment, by name."""
    line, sorties = value.serviceability, value.sorties
    if line is not None and line.planned is not None and line.planned > value.airframes:
        report.error(
            "planned-airframes",
            f"{line.planned} airframes are planned to be on the line, and there are {value.airframes}",
            f"write at most {value.airframes}",
            (*path, "serviceability", "planned"),
            see=(((*path, "airframes"), "the airframes"),),
        )
    made: dict[str, Any] = {
        "callsign": value.callsign,
        "alternate": _alternate(value, path, stock, report),
        "unavailable": _unavailable(value, path, window, report),
        "planned": line.planned if line is not None else None,
        "expected": line.expected if line is not None else 1.0,
        "flown": _flown(value, path, crews, rules, window, report),
    }
    if sorties is not None:
        if sorties.per_day is not None and sorties.at_least > sorties.per_day:
            report.error(
                "sorties-range",
                f"at least {sorties.at_least} sorties a day are asked for, and {sorties.per_day} allowed",
                f"write at most {sorties.per_day}",
                (*path, "sorties", "at_least"),
                see=(((*path, "sorties", "per_day"), "at most so many"),),
            )
        hours = sorties.hours
        made |= {
            "at_least": sorties.at_least,
            "short_price": sorties.price,
            "hours": None if hours is None else TakeoffHours(hours.start, hours.end, hours.price),
            "gap_s": sorties.gap,
        }
    return made


def _alternate(value: Aircraft, path: Path, stock: Stock, report: Report) -> str | None:
    base: Base | None = None if value.alternate is None else stock.bases.get(value.alternate)
    if base is None:
        return None
    if value.alternate == value.base or base.kind == "port":
        what = "the base itself" if value.alternate == value.base else "a port"
        report.error(
            "wrong-base",
            f"{value.alternate!r} is {what}, and no alternate",
            "name another airfield",
            (*path, "alternate"),
        )
    return str(value.alternate)


def _unavailable(value: Aircraft, path: Path, window: Window, report: Report) -> dict[str, Unavailable]:
    made = {}
    for name, item in value.unavailable.items():
        where = (*path, "unavailable", name)
        if item.airframe > value.airframes:
            report.error(
                "wrong-airframe",
                f"there is no airframe {item.airframe}: the detachment has {value.airframes}",
                f"write 1 to {value.airframes}",
                (*where, "airframe"),
                see=(((*path, "airframes"), "the airframes"),),
            )
        if ordered(item.start, item.end, where, report):
            touches(item.start, item.end, where, window, report)
        made[name] = Unavailable(item.airframe, item.start, item.end, item.because)
    return made


def _flown(
    value: Aircraft, path: Path, crews: int, rules: CrewRules, window: Window, report: Report
) -> dict[str, CrewHours]:
    made: dict[str, CrewHours] = {}
    told: dict[int, str] = {}
    for name, item in value.flown.items():
        where = (*path, "flown", name)
        if item.crew > crews:
            report.error(
                "wrong-crew",
                f"there is no crew {item.crew}: the detachment has {crews}",
                f"write 1 to {crews}",
                (*where, "crew"),
            )
        elif item.crew in told:
            report.error(
                "crew-twice",
                f"crew {item.crew} stands under {told[item.crew]!r} already",
                "keep one of them, or write another number",
                (*where, "crew"),
                see=(((*path, "flown", told[item.crew], "crew"), "here"),),
            )
        told.setdefault(item.crew, name)
        month = item.last_7d if item.last_30d is None else item.last_30d
        if month < item.last_7d:
            report.error(
                "hours-order",
                f"crew {item.crew} has flown {item.last_7d:g} h in 7 days, and {month:g} h in 30",
                f"write {item.last_7d:g} or more",
                (*where, "last_30d"),
            )
        _spent(item.crew, item.last_7d, month, where, rules, report)
        if window.known and item.rested is not None and item.rested >= window.end:
            report.warning(
                "never-rested",
                f"crew {item.crew} is not rested before {format_time(item.rested)}, when the horizon has "
                "closed: it does not fly",
                "check the time, or leave the crew out",
                (*where, "rested"),
            )
        made[name] = CrewHours(item.crew, item.last_7d, month, item.rested)
    return made


def _spent(crew: int, week: float, month: float, path: Path, rules: CrewRules, report: Report) -> None:
    for flown, most, days, key in (
        (week, rules.hours_7d, 7, "last_7d"),
        (month, rules.hours_30d, 30, "last_30d"),
    ):
        if flown >= most:
            report.warning(
                "crew-out-of-hours",
                f"crew {crew} has flown {flown:g} h in {days} days and may fly {most:g} h: it does not fly "
                f"within {days} days of the opening",
                "check the hours; with other crews the rest of the programme is still made",
                (*path, key),
                (*path, "last_7d"),
                path,
            )
