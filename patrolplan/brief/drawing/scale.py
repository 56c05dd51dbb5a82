"""Times as percent of the horizon: timelines are drawn in percent, so that they fit any width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from patrolplan.geo.sun import night
from patrolplan.measures.times.periods import horizon_end
from patrolplan.record.types import Record


@dataclass(frozen=True)
class Scale:
    """A horizon laid out from 0 to 100."""

    start: datetime
    end: datetime

    def at(self, moment: datetime) -> float:
        """Percent of the horizon at a time, between 0 and 100."""
        part = (moment - self.start) / (self.end - self.start)
        return round(100.0 * min(1.0, max(0.0, part)), 3)

    def days(self) -> Iterator[datetime]:
        """Each midnight (Z) within the horizon."""
        day = datetime(self.start.year, self.start.month, self.start.day, tzinfo=UTC)
        while day < self.end:
            if day >= self.start:
                yield day
            day += timedelta(days=1)


def scale(record: Record) -> Scale:
    """The plan's horizon."""
    return Scale(record.model.start, horizon_end(record.model))


def nights(record: Record) -> tuple[tuple[datetime, datetime], ...]:
    """When it is night in the middle of the plan's water, to ten minutes."""
    whole = scale(record)
    if not record.sectors:
        return ()
    step = timedelta(minutes=10)
    count = max(1, int((whole.end - whole.start) / step))
    moments = [whole.start + step * number for number in range(count)]
    radians = np.radians([sector.point[0] for sector in record.sectors])
    lon = float(np.degrees(np.arctan2(np.sin(radians).mean(), np.cos(radians).mean())))
    lat = float(np.mean([sector.point[1] for sector in record.sectors]))
    dark = night([(lon, lat)], moments)[0]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], dark, [False])).astype(np.int8)))
    return tuple(
        (whole.start + step * int(first), min(whole.end, whole.start + step * int(last)))
        for first, last in edges.reshape(-1, 2)
    )
