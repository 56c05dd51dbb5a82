"""The parts of `show` that are not tables: heading, unwatched water, hand-overs and the small print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from patrolplan.cli.showing.figures import Clock, amount, holder, hours, percent, plural, span
from patrolplan.cli.showing.tables import Sheet
from patrolplan.geo.positions import format_ddm
from patrolplan.measures.counting import counting
from patrolplan.measures.replaced import replaced
from patrolplan.measures.seen.one_more import Chance, chances
from patrolplan.measures.seen.unwatched import gaps, never_seen
from patrolplan.measures.times.periods import horizon_end
from patrolplan.measures.times.relieving import reliefs
from patrolplan.measures.times.spans import span_h
from patrolplan.measures.verdict import sentences
from patrolplan.record import plan_hash
from patrolplan.record.types import Record

MOST: Final = 5
MOST_NAMES: Final = 8
MOST_RELIEFS: Final = 12


def heading(record: Record, clock: Clock) -> Iterator[str]:
    """Which plan this is, for what, and how good it is."""
    plan, model = record.plan, record.model
    replaces = f" (replaces {replaced(plan.supersedes)})" if plan.supersedes else ""
    yield f"{plan.name}, issue {plan.issue}{replaces}"
    yield str(record.scenario.get("name", record.source.file))
    end = horizon_end(model)
    yield f"{clock.full(model.start)} to {clock.full(end)}, {span(span_h(model.start, end))}"
    yield ", ".join(_counts(record))
    yield ""
    yield from sentences(record)
    if record.score.gap is not None and record.score.gap > 0:
        yield f"Gap: {percent(record.score.gap)} of the value (bound {amount(record.score.bound or 0.0)})."


def _counts(record: Record) -> Iterator[str]:
    yield plural(len(record.sectors), "sector")
    yield plural(len(record.scenario.get("ships", {})), "ship")
    yield plural(len(record.scenario.get("aircraft", {})), "detachment")
    yield plural(len(record.sorties), "sortie")
    yield plural(len(record.tasks), "task")


def untasked(record: Record) -> str:
    """Assets that this plan gives nothing to do, in one line; empty where there are none."""
    tasked = {task.asset for task in record.tasks}
    assets = [name for part in ("ships", "aircraft") for name in record.scenario.get(part, {})]
    idle = [name for name in assets if name not in tasked]
    return f"Without a task: {', '.join(idle)}." if idle else ""


def nobody_watches(record: Record) -> Iterator[str]:
    """Sectors that are never looked at, in words."""
    found = never_seen(record)
    if not found:
        yield "Every sector is looked at."
        return
    lost = sum(one.expected for one in found) / record.score.total if record.score.total else 0.0
    yield (
        f"Never looked at: {len(found)} of {plural(len(record.sectors), 'sector')}, "
        f"with {percent(lost)} of the {counting(record).what} expected."
    )
    names = [f"{one.sector} ({', '.join(one.areas)})" for one in found[:MOST_NAMES]]
    more = f" and {len(found) - MOST_NAMES} more (--by sector)" if len(found) > MOST_NAMES else ""
    yield f"{', '.join(names)}{more}."


def worst_gaps(record: Record, clock: Clock) -> Sheet:
    """The times without a look that cost most."""
    total, areas = record.score.total or 1.0, _areas(record)
    rows = [
        (
            gap.sector,
            areas[gap.sector],
            clock.brief(gap.start),
            clock.brief(gap.end),
            hours(gap.hours),
            amount(gap.missed),
            percent(gap.missed / total),
        )
        for gap in gaps(record)[:MOST]
    ]
    columns = ("Sector", "~Areas", "From", "To", ">Hours", ">Missed", ">Of all")
    return Sheet("Times without a look that cost most", columns, tuple(rows))


def best_chances(record: Record, clock: Clock) -> Sheet:
    """Where one more look would pay most: the best sectors, each in its best period.

    A sector that somebody holds throughout the period has no room for another look then.
    """
    total = record.score.total or 1.0
    best: dict[str, Chance] = {}
    for chance in chances(record):
        if chance.free > 0:
            best.setdefault(chance.sector, chance)
    rows = [
        (
            one.sector,
            ", ".join(one.areas),
            clock.brief(one.period.start),
            clock.brief(one.period.end),
            f"{one.free * 100:.0f} %",
            amount(one.left),
            percent(one.left / total),
        )
        for one in list(best.values())[:MOST]
    ]
    columns = ("Sector", "~Areas", "From", "To", ">Free", ">Left", ">Of all")
    return Sheet("Where one more look would pay most", columns, tuple(rows))


def first_reliefs(record: Record, clock: Clock) -> Sheet:
    """The first hand-overs of the plan."""
    found = reliefs(record)
    rows = [
        (
            clock.brief(one.time),
            one.sector,
            holder(one.giver),
            holder(one.taker),
            hours(one.gap.total_seconds() / 3600),
            format_ddm(one.position),
        )
        for one in found[:MOST_RELIEFS]
    ]
    shown = f"The first {MOST_RELIEFS} of {len(found)}; --json lists all."
    note = shown if len(found) > MOST_RELIEFS else ""
    columns = ("At", "Sector", "~From", "~To", ">Gap h", "Position")
    return Sheet("Hand-overs", columns, tuple(rows), note=note)


def _areas(record: Record) -> dict[str, str]:
    return {sector.id: ", ".join(sector.areas) for sector in record.sectors}


def small_print(record: Record) -> Iterator[str]:
    """What is notional, how the plan came about, and what it is not."""
    notes = list(record.scenario.get("notional", ()))
    if notes:
        yield "Notional or assumed in this plan:"
        yield from (f"  {note}" for note in notes)
    run = record.run
    yield (
        f"Made by patrolplan {run.version} from {record.source.file}"
        f"{f', variant {record.source.variant}' if record.source.variant else ''}"
        f": effort {run.effort}, seed {run.seed}, stopped by {run.stopped_by}."
    )
    for remark in run.remarks:
        yield f"Remark: {remark}"
    yield f"Plan {plan_hash(record)[:12]}. A plan is shown as it stands: patrolplan verify judges it."
    yield "NOT FOR NAVIGATION."
