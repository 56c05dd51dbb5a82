"""Where and when nobody, or not this asset, may be tasked: zones and caveats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from patrolplan.verify.rules.case import Case
from patrolplan.verify.rules.finding import Breach, Outcome, outcome
from patrolplan.verify.rules.holding.overlap import slots_of
from patrolplan.verify.rules.layout import Station
from patrolplan.verify.rules.tolerance import SHARE
from patrolplan.verify.rules.words import from_to, span

CLOSING_SHARE = 0.1


def closed_slots(case: Case) -> Outcome:
    """No task meets a slot of a sector of which a zone, closed to it during that slot, covers a tenth."""
    return outcome(sum(len(slots_of(s, case.slot_s)) for s in case.stations), _in_zones(case))


def caveats(case: Case) -> Outcome:
    """No task lies in an area, or at an hour, that a caveat excludes for its asset."""
    bound = sum(
        s.holder.asset.name in c.assets for s in case.stations for c in case.scenario.caveats.values()
    )
    return outcome(bound, _against_caveats(case))


def _in_zones(case: Case) -> Iterator[Breach]:
    shares: dict[tuple[str, str], float] = {}
    for s in case.stations:
        steps = slots_of(s, case.slot_s)
        first, last = case.time(steps.start * case.slot_s), case.time(steps.stop * case.slot_s)
        for zone in case.water.zones:
            if not (
                zone.bars_tasks(s.holder.asset.closed_word, s.holder.asset.nation) and zone.meets(first, last)
            ):
                continue
            key = (s.place.id, zone.name)
            if key not in shares:
                shares[key] = s.place.polygon.intersection(zone.shape).area / s.place.polygon.area
            if shares[key] >= CLOSING_SHARE + SHARE:
                start, end = _common(first, last, zone.zone.start, zone.zone.end)
                start, end = max(start, s.task.start), min(end, s.task.end)
                shared = max((end - start) / timedelta(seconds=1), 0.0)
                yield Breach(
                    f"{s.words}: {zone.name} covers {shares[key]:.0%} of the sector and is closed for "
                    f"{span(shared)} of that time",
                    tasks=(s.id,),
                    place=s.place.sector.point,
                    start=max(first, zone.zone.start or first),
                    end=min(last, zone.zone.end or last),
                    measured=shares[key],
                    limit=CLOSING_SHARE,
                    unit="of the sector",
                )


def _against_caveats(case: Case) -> Iterator[Breach]:
    for s in case.stations:
        for name, caveat in case.scenario.caveats.items():
            if s.holder.asset.name not in caveat.assets:
                continue
            touched = [area for area in caveat.not_in if area in areas_of(case, s)]
            start, end = _common(s.task.start, s.task.end, caveat.start, caveat.end)
            if start < end and (touched or not caveat.not_in):
                shared = (end - start) / timedelta(seconds=1)
                where = f" ({', '.join(touched)})" if touched else ""
                yield Breach(
                    f"{s.holder.name} in {s.place.id}{where} {from_to(start, end)}, {span(shared)}, "
                    f"against {name}: {caveat.because}",
                    tasks=(s.id,),
                    place=s.place.sector.point,
                    start=start,
                    end=end,
                    measured=shared,
                    limit=0.0,
                    unit="s",
                )


def areas_of(case: Case, station: Station) -> frozenset[str]:
    """Areas of which the sector holds some sea."""
    return case.touched.get(station.place.id, frozenset())


def _common(
    a: datetime, b: datetime, start: datetime | None, end: datetime | None
) -> tuple[datetime, datetime]:
    return (a if start is None else max(a, start)), (b if end is None else min(b, end))
