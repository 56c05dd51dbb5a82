"""Each sortie with its callsign, its times from brief to debrief, its looks, its crew and its airframe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import comb
from typing import Any

from patrolplan.record.types import Record, Sortie, Task


@dataclass(frozen=True)
class Line:
    """One sortie of the programme."""

    sortie: Sortie
    callsign: str
    type: str
    base: str
    nation: str
    day: date
    """Of its take-off, at the base."""
    brief: datetime
    debrief: datetime
    """When the debrief ends."""
    on_station: datetime | None
    """None: it has no look."""
    off_station: datetime | None
    looks: tuple[Task, ...]
    reported: bool
    """Whether the scenario tells what brief and debrief take (else they are taken for nothing)."""

    @property
    def flying_h(self) -> float:
        """Hours from take-off to landing."""
        return (self.sortie.landing - self.sortie.takeoff).total_seconds() / 3600

    @property
    def duty_h(self) -> float:
        """Hours from brief to debrief."""
        return (self.debrief - self.brief).total_seconds() / 3600


@dataclass(frozen=True)
class Expected:
    """How many of a detachment's sorties will be flown, as its airframes break down."""

    detachment: str
    serviceable: float
    """The chance that an airframe is fit when it is due."""
    planned: int
    expected: float


def programme(record: Record) -> tuple[Line, ...]:
    """All sorties by take-off. A detachment's are numbered in that order: `MAKO 3`."""
    counted: dict[str, int] = {}
    looks: dict[str, list[Task]] = {}
    for task in sorted(record.tasks, key=lambda task: task.start):
        if task.sortie is not None:
            looks.setdefault(task.sortie, []).append(task)
    lines = []
    for sortie in sorted(record.sorties, key=lambda s: (s.takeoff, s.detachment, s.landing, s.id)):
        counted[sortie.detachment] = counted.get(sortie.detachment, 0) + 1
        lines.append(_line(record, sortie, counted[sortie.detachment], tuple(looks.get(sortie.id, ()))))
    return tuple(lines)


def _line(record: Record, sortie: Sortie, number: int, looks: tuple[Task, ...]) -> Line:
    wing = record.scenario.get("aircraft", {}).get(sortie.detachment, {})
    rules = wing.get("crew_rules", {})
    base = record.scenario.get("bases", {}).get(wing.get("base"), {})
    local = sortie.takeoff + timedelta(seconds=base.get("utc_offset_s", 0))
    return Line(
        sortie=sortie,
        callsign=f"{wing.get('callsign') or sortie.detachment} {number}",
        type=str(wing.get("type", "")),
        base=str(wing.get("base", "")),
        nation=str(wing.get("nation", "")),
        day=local.date(),
        brief=sortie.takeoff - timedelta(seconds=rules.get("brief_s", 0)),
        debrief=sortie.landing + timedelta(seconds=rules.get("debrief_s", 0)),
        on_station=looks[0].start if looks else None,
        off_station=max(task.end for task in looks) if looks else None,
        looks=looks,
        reported="brief_s" in rules,
    )


def expected_sorties(record: Record) -> tuple[Expected, ...]:
    """For each detachment whose airframes are not expected to be always fit: how many sorties to expect.

    Day by base-local day: n airframes are there, each fit with chance p; the day's k sorties want m of
    them at once at the most. They fly in proportion to the airframes that are fit: k/m × E[min(m, fit)],
    fit binomial. A rough figure, told beside the programme.
    """
    found = []
    for name, wing in record.scenario.get("aircraft", {}).items():
        share = float(wing.get("expected", 1.0))
        mine = [line for line in programme(record) if line.sortie.detachment == name]
        if share >= 1.0 or not mine:
            continue
        turn = timedelta(seconds=record.scenario["types"][wing["type"]].get("turnaround_s", 0))
        total = 0.0
        for day in sorted({line.day for line in mine}):
            flights = [line.sortie for line in mine if line.day == day]
            most = max(
                sum(other.takeoff <= one.takeoff < other.landing + turn for other in flights)
                for one in flights
            )
            there = _there(wing, flights)
            fit = sum(
                min(most, n) * comb(there, n) * share**n * (1 - share) ** (there - n)
                for n in range(there + 1)
            )
            total += len(flights) / most * fit
        found.append(Expected(name, share, len(mine), total))
    return tuple(found)


def _there(wing: dict[str, Any], flights: list[Sortie]) -> int:
    """Airframes that are not away for all of these flights."""
    away = set()
    for spell in wing.get("unavailable", {}).values():
        start, end = (
            None if spell.get(key) is None else datetime.fromisoformat(spell[key]) for key in ("start", "end")
        )
        if all((start is None or start < f.landing) and (end is None or end > f.takeoff) for f in flights):
            away.add(spell["airframe"])
    return int(wing["airframes"]) - len(away)
