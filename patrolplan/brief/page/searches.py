"""The search patterns with their data, as crews fly them."""

from __future__ import annotations

from patrolplan.brief.html import Html, tag
from patrolplan.brief.keys import Keys
from patrolplan.brief.page.figures import number
from patrolplan.brief.page.table import Row, table
from patrolplan.geo.positions import format_ddm
from patrolplan.measures.times.dtg import short
from patrolplan.measures.tracks.pattern import SearchPattern, patterns
from patrolplan.measures.tracks.words import course
from patrolplan.record.types import Record

COLUMNS = (
    "Task", "Holder", "Sector", "Pattern", "Commence search point", "At", "First leg", "Creep", ">Spacing nm",
    ">Legs", ">Passes", ">Advance kn", ">Sweep width nm", ">Coverage factor",
)  # fmt: skip


def searches(record: Record, keys: Keys) -> Html:
    """A row for each task that has a track, by its start; courses are true."""
    found = patterns(record)
    rows = [
        Row(
            (
                tag("a", task.id, href=f"#t{place}", data_t=place),
                keys.name(keys.holder(task)),
                task.sector,
                *_cells(found[task.id]),
            ),
            id=f"p{place}",
            task=place,
        )
        for place, task in enumerate(keys.ordered)
        if task.id in found
    ]
    return table("Search patterns", COLUMNS, rows)


def _cells(one: SearchPattern) -> tuple[str, ...]:
    first = "" if one.first_leg_deg is None else f"{course(one.first_leg_deg)} {one.first_leg_nm or 0:.1f} nm"
    turn = f", {one.first_turn}" if one.first_turn else ""
    return (
        f"{one.code} {one.name}",
        format_ddm(one.commence),
        short(one.commence_time),
        first,
        "" if one.creep_deg is None else f"{course(one.creep_deg)}{turn}",
        _figure(one.spacing_nm, 1),
        number(one.legs),
        number(one.passes),
        _figure(one.speed_kn, 1),
        _figure(one.width_nm, 1),
        _figure(one.coverage, 2),
    )


def _figure(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}"
