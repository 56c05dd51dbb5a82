"""Dates and hours that recur, as the stretches of time that they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final

from patrolplan.scenario.language.times import Timed
from patrolplan.scenario.paths import Path
from patrolplan.scenario.resolve.report import Report
from patrolplan.scenario.resolve.spans import Window, ordered, touches
from patrolplan.scenario.values.days import Dates, format_day

Stretch = tuple[datetime | None, datetime | None]

MOST: Final = 400
"""Stretches of one entry: every day of a year, and some."""
MOST_IN_ALL: Final = 20_000
"""Stretches of all entries of a scenario together."""
_DAY = timedelta(days=1)


def stretches(value: Timed, path: Path, window: Window, report: Report) -> list[Stretch]:
    """When something holds, in order; one open stretch where it says nothing.

    What recurs is given for the days that the horizon meets. Mistakes are reported; a thing that never
    holds within the horizon keeps its stretches, with a warning.
    """
    if not ordered(value.start, value.end, path, report):
        return [(value.start, value.end)]
    if value.daily is None and value.dates is None:
        touches(value.start, value.end, path, window, report)
        return [(value.start, value.end)]
    if value.daily is None:
        assert value.dates is not None
        found = list(_joined([_whole(dates) for dates in _sorted(value.dates)]))
    else:
        found = list(_daily(value, window))
    inside = [(start, end) for start, end in found if start < window.end and end > window.start]
    report.stretches += len(inside)
    if report.stretches > MOST_IN_ALL:
        if report.stretches - len(inside) <= MOST_IN_ALL:
            report.error(
                "too-many",
                f"what recurs here stands for more than {MOST_IN_ALL:,} stretches of time",
                "plan fewer days at once, or let fewer things recur",
                path,
            )
        return [(value.start, value.end)]
    if window.known and not inside:
        what = "daily" if value.dates is None else "dates"
        report.warning(
            "no-effect",
            f"{path[-1]!r} does not hold at any time within the horizon and changes nothing",
            "check its days and hours, or delete it",
            (*path, what),
        )
    # Nothing within the horizon: one stretch stands for what was meant, so that it is known by its name.
    kept: list[Stretch] = [*(inside[:MOST] or found[:1])]
    return kept or [(value.start, value.end)]


def named(name: str, spans: list[Stretch]) -> list[tuple[str, Stretch]]:
    """Each stretch with a name of its own: `CURFEW 24SEP18`; a single one keeps the name."""
    if len(spans) == 1:
        return [(name, spans[0])]
    made: dict[str, Stretch] = {}
    for number, span in enumerate(spans, 1):
        assert span[0] is not None
        day = f"{name} {format_day(span[0].date())}"
        made[day if day not in made else f"{day} {number}"] = span
    return list(made.items())


def origin(name: str, entries: Any) -> str:
    """The name of the entry that a stretch came from: the longest that it begins with."""
    while name not in entries and " " in name:
        name = name.rpartition(" ")[0]
    return name


def _sorted(dates: list[Dates]) -> list[Dates]:
    return sorted(dates, key=lambda item: (item.first, item.last))


def _whole(dates: Dates) -> tuple[datetime, datetime]:
    return _midnight(dates.first, UTC), _midnight(dates.last, UTC) + _DAY


def _joined(spans: list[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """Spans in order, those that touch made one."""
    if not spans:
        return
    start, end = spans[0]
    for one, other in spans[1:]:
        if one > end:
            yield start, end
            start, end = one, other
        else:
            end = max(end, other)
    yield start, end


def _daily(value: Timed, window: Window) -> Iterator[tuple[datetime, datetime]]:
    assert value.daily is not None
    begins, ends = value.daily.start, value.daily.end
    zone, until = (timezone(timedelta(seconds=item.offset_s)) for item in (begins, ends))
    if value.dates is None:
        first = max(window.start, value.start) if value.start is not None else window.start
        last = min(window.end, value.end) if value.end is not None else window.end
        days = _days(first.astimezone(zone).date() - _DAY, last.astimezone(zone).date())
    else:
        early, late = window.start.date() - 2 * _DAY, window.end.date() + 2 * _DAY
        within = (_days(max(dates.first, early), min(dates.last, late)) for dates in value.dates)
        days = sorted({day for each in within for day in each})
    spans = []
    for day in days:
        start = _midnight(day, zone) + timedelta(seconds=begins.seconds)
        end = _midnight(day, until) + timedelta(seconds=ends.seconds)
        while end <= start:
            end += _DAY
        while end - start > _DAY:
            end -= _DAY
        if value.start is not None:
            start = max(start, value.start)
        if value.end is not None:
            end = min(end, value.end)
        if start < end:
            spans.append((start.astimezone(UTC), end.astimezone(UTC)))
    yield from _joined(spans)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(min((last - first).days, 2 * MOST) + 1)]


def _midnight(day: date, zone: Any) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
