"""Which pattern of the IAMSAR manual a task's track is, with the data that a crew needs to fly it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Final, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from patrolplan.geo.geodesy import azimuth_deg
from patrolplan.geo.plane import Plane
from patrolplan.measures.tracks.runs import Run, near, plane_of, runs
from patrolplan.measures.tracks.width import width_nm
from patrolplan.record.types import Leg, LonLat, Point, Record, Sector, Task

Code = Literal["PS", "CS", "TS", "HOLD"]
NAMES: Final[dict[Code, str]] = {
    "PS": "parallel sweep",
    "CS": "creeping line",
    "TS": "single track line",
    "HOLD": "hold",
}
SQUARE: Final = 1.05
"""Sides that differ by less leave open which is the longer one: legs are then taken to be along it."""
SAME_LEVEL_NM: Final = 0.05


@dataclass(frozen=True)
class SearchPattern:
    """A search pattern as flown. Courses are true, at the place where they begin."""

    code: Code
    """PS: legs along the sector's longer side; CS: across it; TS: one leg; HOLD: no room or time."""
    commence: LonLat
    """Commence search point."""
    commence_time: datetime
    finish: LonLat
    finish_time: datetime
    first_leg_deg: float | None
    first_leg_nm: float | None
    longest_leg_nm: float | None
    legs: int
    """Of the first pass over the sector."""
    passes: int
    """More than one: the pattern is flown again between its own legs."""
    creep_deg: float | None
    spacing_nm: float | None
    """Between neighbouring legs of the first pass."""
    first_turn: Literal["left", "right"] | None
    track_nm: float
    speed_kn: float
    """Mean speed of advance along the track."""
    width_nm: float | None
    """Sweep width for identification, mean over the task."""
    coverage: float | None
    """Coverage factor of the track over the sector: width × track ÷ area (IAMSAR Manual volume II, 4.6)."""

    @property
    def name(self) -> str:
        """In words: `parallel sweep`."""
        return NAMES[self.code]


def patterns(record: Record) -> dict[str, SearchPattern]:
    """The pattern of every task that has a search or hold leg, by task id."""
    tracks: dict[str, list[Leg]] = {}
    for leg in record.legs:
        if leg.task is not None and leg.kind in ("search", "hold"):
            tracks.setdefault(leg.task, []).append(leg)
    sectors = {sector.id: sector for sector in record.sectors}
    return {
        task.id: pattern(
            task, tracks[task.id], sectors[task.sector], width_nm(record, task, sectors[task.sector])
        )
        for task in record.tasks
        if task.id in tracks
    }


def pattern(task: Task, legs: Iterable[Leg], sector: Sector, width: float | None) -> SearchPattern:
    """The pattern of one task.

    Args:
        task: the task.
        legs: its search legs (or holds, where it has none), in any order.
        sector: where.
        width: sweep width [nm]; None where it is not known.

    """
    ordered = sorted(legs, key=lambda leg: leg.points[0].time)
    chosen = [leg for leg in ordered if leg.kind == "search"] or ordered
    points = [point for leg in chosen for point in leg.points]
    found = runs(points)
    nm = sum(run.nm for run in found)
    first, last = points[0], points[-1]
    hours = (last.time - first.time).total_seconds() / 3600
    if not found or chosen[0].kind != "search":
        return SearchPattern(
            "HOLD", _at(first), first.time, _at(last), last.time,
            None, None, None, 0, 0, None, None, None, nm, nm / hours if hours else 0.0, width, None,
        )  # fmt: skip
    passes = _passes([run for run in found if run.is_leg])
    swept = passes[0]
    steps = [abs(b.y - a.y) for a, b in pairwise(swept) if abs(b.y - a.y) > SAME_LEVEL_NM]
    course = azimuth_deg(_at(first), _at(points[found[0].last]))
    turn = next((run for run in found[1:] if not run.is_leg), None)
    left = turn is not None and turn.turn_deg > 0
    return SearchPattern(
        code=_code(points, found[0], sector, bool(steps)),
        commence=_at(first),
        commence_time=first.time,
        finish=_at(last),
        finish_time=last.time,
        first_leg_deg=course,
        first_leg_nm=found[0].nm,
        longest_leg_nm=max(run.nm for one in passes for run in one),
        legs=len({round(run.y / SAME_LEVEL_NM) for run in swept}) if steps else 1,
        passes=len(passes),
        creep_deg=_creep(course, swept) if steps else None,
        spacing_nm=median(steps) if steps else None,
        first_turn=("left" if left else "right") if turn is not None else None,
        track_nm=nm,
        speed_kn=nm / hours if hours else 0.0,
        width_nm=width,
        coverage=width * nm / sector.area_nm2 if width is not None and sector.area_nm2 > 0 else None,
    )


def _passes(legs: list[Run]) -> list[list[Run]]:
    """Legs cut where the creep turns back: each pass creeps one way."""
    found = [[legs[0]]]
    way = 0
    for before, leg in pairwise(legs):
        step = leg.y - before.y
        sign = 0 if abs(step) < SAME_LEVEL_NM else 1 if step > 0 else -1
        if sign and way and sign != way:
            found.append([leg])
        else:
            found[-1].append(leg)
        way = sign or way
    return found


def _creep(course: float, legs: list[Run]) -> float:
    """Course in which legs follow each other: square to the first leg's, towards the last of the pass."""
    return (course + (-90.0 if legs[-1].y > legs[0].y else 90.0)) % 360.0


def _code(points: list[Point], first: Run, sector: Sector, creeps: bool) -> Code:
    """PS or CS by how the legs lie to the sector's longer side (IAMSAR Manual volume II, chapter 5)."""
    if not creeps:
        return "TS"
    sides = _sides(sector.polygon[0])
    if sides is None:
        return "PS"
    plane, longer, shorter = sides
    ends = [points[first.first], points[first.last]]
    x, y = plane.forward([near(end.lon, plane.lon) for end in ends], [end.lat for end in ends])
    leg = np.array((x[1] - x[0], y[1] - y[0]))
    along, across = abs(leg @ longer), abs(leg @ shorter)
    return "PS" if along >= across else "CS"


@lru_cache(maxsize=4096)
def _sides(ring: tuple[LonLat, ...]) -> tuple[Plane, NDArray[np.float64], NDArray[np.float64]] | None:
    """Unit vectors along a sector's longer and shorter side, in a plane about it; None for a square one."""
    plane = plane_of(ring)
    x, y = plane.forward([near(lon, plane.lon) for lon, _ in ring], [lat for _, lat in ring])
    box = shapely.minimum_rotated_rectangle(shapely.Polygon(np.column_stack((x, y))))
    if box.geom_type != "Polygon":
        return None
    corners = shapely.get_coordinates(box)
    a, b = corners[1] - corners[0], corners[2] - corners[1]
    longer, shorter = (a, b) if (a @ a) >= (b @ b) else (b, a)
    if (longer @ longer) < SQUARE**2 * (shorter @ shorter):
        return None
    return plane, longer / np.linalg.norm(longer), shorter / np.linalg.norm(shorter)


def _at(point: Point) -> LonLat:
    return point.lon, point.lat
