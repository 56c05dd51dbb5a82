"""The door of this room: a sector, a time and two ways in and out become a track with times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import numpy as np
import shapely

from patrolplan.geo.geodesy import LonLat
from patrolplan.sea.tracks.fit import Fitted, Task, fit
from patrolplan.sea.tracks.ground import Ground, elongation, ground
from patrolplan.sea.tracks.room import Line, length
from patrolplan.sea.tracks.types import Fix, Track

_LONG = 1.5
_STEP_NM = 25.0
_TINY_NM = 1e-4


def search_track(
    polygon: shapely.Polygon,
    *,
    inset_nm: float,
    speed_kn: float,
    start: datetime,
    end: datetime,
    width_nm: float,
    entry: LonLat | None,
    exit: LonLat | None,
    avoid: Iterable[shapely.Geometry] = (),
    transit_kn: float,
) -> Track:
    """The track of one task in a sector (longitude and latitude), from `start` to `end`.

    `inset_nm` is the least distance of the search from the sector's edge and from `avoid` (shapes in
    longitude and latitude that are closed at the time): half the separation between assets. Half the spacing
    of the legs is kept too where the sector has room for it, and need not be allowed for by the caller. Where
    nothing lies that far inside, the track runs about the centre line.

    The search is `speed_kn` (effective speed) × what the passages leave of the time, in nm. Legs run along
    the sector, or across it where entry and exit lie at its two far ends. They are at most `width_nm` apart
    once time allows; after that the pattern is flown again between its own legs, to and fro. `entry` and
    `exit` are points on the sector's edge, None for no passage there. Passages are at `transit_kn`, inside
    the sector.

    Raises ValueError for a speed that is not positive, a negative inset, an end that is not after the start,
    or a sector of which nothing is left.
    """
    if not (speed_kn > 0 and transit_kn > 0 and end > start and inset_nm >= 0):
        raise ValueError("speeds must be positive, the inset not negative and the end after the start")
    chosen = _ground(polygon, tuple(avoid), entry, exit, inset_nm)
    task = Task(
        chosen,
        (end - start) / timedelta(hours=1),
        speed_kn,
        transit_kn,
        width_nm,
        None if entry is None else chosen.to_frame(entry),
        None if exit is None else chosen.to_frame(exit),
    )
    return _timed(fit(task), chosen, task, start, end)


def _ground(
    polygon: shapely.Polygon,
    avoid: tuple[shapely.Geometry, ...],
    entry: LonLat | None,
    exit: LonLat | None,
    inset_nm: float,
) -> Ground:
    near = (
        (exit if entry is None else entry) if avoid else None
    )  # only what is cut up has pieces to choose from
    along = ground(polygon, avoid, near, inset_nm, False)
    if entry is None or exit is None or along.narrow or elongation(along) < _LONG:
        return along
    west, _, east, _ = along.water.bounds
    apart = abs(along.to_frame(exit)[0] - along.to_frame(entry)[0])
    return ground(polygon, avoid, near, inset_nm, True) if apart > (east - west) / _LONG else along


def _timed(fitted: Fitted, chosen: Ground, task: Task, start: datetime, end: datetime) -> Track:
    """Times by distance, the passages' at transit speed, the search in what remains."""
    seconds = task.hours * 3600
    before = length(fitted.passage_in) / task.transit_kn * 3600
    after = length(fitted.passage_out) / task.transit_kn * 3600
    if before + after > seconds:  # no way is that short: faster than asked, rather than a gap in the track
        before, after = (part * seconds / (before + after) for part in (before, after))
    return Track(
        _fixes(fitted.passage_in, chosen, start, 0.0, before, seconds, end),
        _fixes(fitted.search, chosen, start, before, seconds - after, seconds, end),
        _fixes(fitted.passage_out, chosen, start, seconds - after, seconds, seconds, end),
        fitted.spacing_nm,
        fitted.note,
    )


def _fixes(
    line: Line, chosen: Ground, start: datetime, first_s: float, last_s: float, all_s: float, end: datetime
) -> tuple[Fix, ...]:
    """Points of a line, times spread by distance from `first_s` to `last_s`; none for a single point."""
    if len(line) < 2:
        return ()
    line = _stepped(line)
    steps = np.hypot(*np.diff(line, axis=0).T)
    far = np.concatenate(([0.0], np.cumsum(steps)))
    share = far / far[-1] if far[-1] > 0 else np.linspace(0.0, 1.0, len(line))
    times = first_s + share * (last_s - first_s)
    points = chosen.to_lonlat(line)
    return tuple(
        (float(lon), float(lat), end if second >= all_s else start + timedelta(seconds=float(second)))
        for (lon, lat), second in zip(points, times, strict=True)
    )


def _stepped(line: Line) -> Line:
    """A line without points that fall together, and with points on its long pieces."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    if len(line) > 2:
        keep = np.concatenate(([True], steps[:-1] > _TINY_NM, [True]))
        line = line[keep]
        steps = np.hypot(*np.diff(line, axis=0).T)
    pieces = np.maximum(np.ceil(steps / _STEP_NM), 1).astype(int)
    if (pieces == 1).all():
        return line
    made = [np.linspace(line[k], line[k + 1], pieces[k] + 1)[:-1] for k in range(len(steps))]
    return np.vstack((*made, line[-1:]))
