"""The water nobody watches: sectors never seen, times without a look, and where one more look would pay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from patrolplan.brief.html import Html, joined, tag
from patrolplan.brief.keys import Keys
from patrolplan.brief.page.figures import amount, counted, hours, percent
from patrolplan.brief.page.table import Row, table
from patrolplan.measures.counting import counting
from patrolplan.measures.seen.one_more import Chance, chances
from patrolplan.measures.seen.unwatched import gaps, never_seen
from patrolplan.measures.times.dtg import short
from patrolplan.record.types import Record

MOST: Final = 10


def unwatched(record: Record, keys: Keys) -> Html:
    """A sentence and three tables, what matters most first."""
    return joined(_never(record, keys), _gaps(record, keys), _chances(record, keys))


def _never(record: Record, keys: Keys) -> Html:
    found = never_seen(record)
    if not found:
        return tag("p", "Every sector is looked at.")
    total = record.score.total or 1.0
    lost = sum(one.expected for one in found) / total
    said = (
        f"Never looked at: {len(found)} of {counted(len(record.sectors), 'sector')}, with {percent(lost)} "
        f"of the {counting(record).what} expected."
    )
    names = [
        joined(
            tag("a", one.sector, href=f"#s{keys.sectors[one.sector]}", data_s=keys.sectors[one.sector]), " "
        )
        for one in found
    ]
    listed = tag("details", tag("summary", "All of them, where most is expected first"), tag("p", names))
    return joined(tag("p", said), listed)


def _gaps(record: Record, keys: Keys) -> Html | None:
    total = record.score.total or 1.0
    rows = [
        Row(
            (
                gap.sector,
                _areas(record, keys, gap.sector),
                short(gap.start),
                short(gap.end),
                hours(gap.hours),
                amount(gap.missed),
                percent(gap.missed / total),
            ),
            sector=keys.sectors[gap.sector],
        )
        for gap in gaps(record)[:MOST]
    ]
    columns = ("Sector", "Areas", "From", "To", ">Hours", ">Missed", ">Of all")
    return table("Times without a look that cost most", columns, rows) if rows else None


def _chances(record: Record, keys: Keys) -> Html | None:
    total = record.score.total or 1.0
    rows = [
        Row(
            (
                one.sector,
                ", ".join(one.areas),
                short(one.period.start),
                short(one.period.end),
                f"{one.free * 100:.0f} %",
                amount(one.left),
                percent(one.left / total),
            ),
            sector=keys.sectors[one.sector],
        )
        for one in _best(record)
    ]
    columns = ("Sector", "Areas", "From", "To", ">Free", ">Left", ">Of all")
    return table("Where one more look would pay most", columns, rows) if rows else None


def _best(record: Record) -> Iterator[Chance]:
    """Each sector once, in its best period that has room for another look."""
    known: set[str] = set()
    for one in chances(record):
        if one.free > 0 and one.sector not in known:
            known.add(one.sector)
            yield one
        if len(known) == MOST:
            return


def _areas(record: Record, keys: Keys, sector: str) -> str:
    return ", ".join(record.sectors[keys.sectors[sector]].areas)
