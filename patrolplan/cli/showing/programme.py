"""The flying programme in the terminal: a few lines for each sortie, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from patrolplan.cli.showing.figures import Clock, plural
from patrolplan.measures.flying.programme import Line, expected_sorties, programme
from patrolplan.measures.times.dtg import MONTHS, short
from patrolplan.record.encode import time_text
from patrolplan.record.types import Record

_DAYS: Final = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_INDENT: Final = "   "


def flying(record: Record, clock: Clock, width: int) -> Iterator[str]:
    """Lines of at most `width` characters; none where nobody flies."""
    lines = sorted(programme(record), key=lambda line: (line.day, line.base, line.sortie.takeoff))
    for day, sorties in groupby(lines, key=lambda line: (line.day, line.base)):
        yield f"{_DAYS[day[0].weekday()]} {day[0].day} {MONTHS[day[0].month - 1]}, day of {day[1]}"
        for line in sorties:
            yield from _sortie(line, clock, width)
        yield ""
    for one in expected_sorties(record):
        yield (
            f"{one.detachment}: {plural(one.planned, 'sortie')} planned; with airframes fit "
            f"{one.serviceable * 100:.0f} % of the time, about {one.expected:.1f} are expected to fly."
        )


def _sortie(line: Line, clock: Clock, width: int) -> Iterator[str]:
    sortie = line.sortie
    named = f"{line.callsign}  {line.type}  {line.nation}  airframe {sortie.airframe}  crew {sortie.crew}"
    yield from _wrapped(
        ["", *named.split("  "), *([f"block {sortie.block}"] if sortie.block else [])], width, "  "
    )
    times = [("take-off", sortie.takeoff)]
    if line.on_station is not None and line.off_station is not None:
        times += [("on station", line.on_station), ("off station", line.off_station)]
    times.append(("landing", sortie.landing))
    if line.reported:
        times = [("brief", line.brief), *times, ("debrief ends", line.debrief)]
    for zone in ("Z", *([clock.zone] if clock.zone not in (None, "Z") else [])):
        yield from _wrapped([_INDENT, *(f"{word} {short(time, str(zone))}" for word, time in times)], width)
    yield f"{_INDENT}flies {line.flying_h:.1f} h, on duty {line.duty_h:.1f} h"
    looks = [f"{task.sector} {task.start:%H%M}-{task.end:%H%M}" for task in line.looks]
    yield from _wrapped([f"{_INDENT}looks (Z)", *looks] if looks else [f"{_INDENT}no look"], width)


def _wrapped(parts: list[str], width: int, between: str = "  ") -> Iterator[str]:
    """The parts side by side, broken into lines between them; the first one begins the first line."""
    line, started = parts[0], False
    for part in parts[1:]:
        joint = between if started or line.strip() else ""
        if started and len(line) + len(joint) + len(part) > width:
            yield line
            line, joint = _INDENT * 2, ""
        line, started = line + joint + part, True
    yield line


def as_json(record: Record) -> dict[str, Any]:
    """What the programme adds to the rows of sorties, by sortie."""
    return {
        line.sortie.id: {
            "callsign": line.callsign,
            "type": line.type,
            "base": line.base,
            "day": line.day.isoformat(),
            "brief": time_text(line.brief) if line.reported else None,
            "on_station": None if line.on_station is None else time_text(line.on_station),
            "off_station": None if line.off_station is None else time_text(line.off_station),
            "debrief": time_text(line.debrief) if line.reported else None,
            "duty_h": line.duty_h,
            "looks": [
                {"sector": task.sector, "start": time_text(task.start), "end": time_text(task.end)}
                for task in line.looks
            ],
        }
        for line in programme(record)
    }
