"""A search pattern as a crew reads it."""

from __future__ import annotations

from collections.abc import Iterator

from patrolplan.geo.positions import format_ddm
from patrolplan.measures.times.dtg import short
from patrolplan.measures.tracks.pattern import SearchPattern


def lines(found: SearchPattern) -> Iterator[str]:
    """The pattern in lines of a tasking: what, from where, first leg, creep, spacing, end.

    Courses are true (T), distances nautical miles, times Z.
    """
    if found.code == "HOLD":
        yield f"Hold at {format_ddm(found.commence)}"
        span = f"{short(found.commence_time)} to {short(found.finish_time)}"
        yield f"{span}: no room or time for a search pattern"
        return
    yield f"{found.name.capitalize()} ({found.code}), {_legs(found)}, {found.track_nm:.0f} nm"
    yield f"CSP {format_ddm(found.commence)} at {short(found.commence_time)}"
    if found.first_leg_deg is not None and found.first_leg_nm is not None:
        yield f"First leg {course(found.first_leg_deg)}, {found.first_leg_nm:.1f} nm"
    if found.creep_deg is not None and found.spacing_nm is not None:
        turn = f", first turn {found.first_turn}" if found.first_turn else ""
        yield f"Creep {course(found.creep_deg)}, spacing {found.spacing_nm:.1f} nm{turn}"
    yield f"Advance {found.speed_kn:.1f} kn{_seen(found)}"
    yield f"Search ends {format_ddm(found.finish)} at {short(found.finish_time)}"


def course(degrees: float) -> str:
    """`005T`: a true course in three figures."""
    return f"{round(degrees) % 360:03d}T"


def _legs(found: SearchPattern) -> str:
    legs = "1 leg" if found.legs == 1 else f"{found.legs} legs"
    return legs if found.passes == 1 else f"{legs}, {found.passes} passes"


def _seen(found: SearchPattern) -> str:
    if found.width_nm is None or found.coverage is None:
        return ""
    return f", sweep width {found.width_nm:.1f} nm, coverage factor {found.coverage:.2f}"
