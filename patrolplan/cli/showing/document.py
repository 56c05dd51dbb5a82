"""What `show --json` prints: the same as the page, unrounded and whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from patrolplan.cli.showing.programme import as_json
from patrolplan.measures.accounts import by_holder, by_water
from patrolplan.measures.counting import counting
from patrolplan.measures.marking import marking
from patrolplan.measures.seen.one_more import chances
from patrolplan.measures.seen.unwatched import gaps, never_seen
from patrolplan.measures.times.periods import Period, horizon_end
from patrolplan.measures.times.relieving import reliefs
from patrolplan.measures.times.timeline import Timeline, timelines
from patrolplan.measures.verdict import sentences, verdict
from patrolplan.record import plan_hash
from patrolplan.record.encode import time_text
from patrolplan.record.types import Record, Task

Json = dict[str, Any]


def document(record: Record, by: str) -> Json:
    """The plan's figures as JSON values, with the rows of one table of `ROWS`."""
    found = verdict(record)
    return {
        "marking": marking(record),
        "plan": {"name": record.plan.name, "issue": record.plan.issue, "hash": plan_hash(record)},
        "scenario": record.scenario.get("name"),
        "start": time_text(record.model.start),
        "end": time_text(horizon_end(record.model)),
        "counts": counting(record).what,
        "score": {**asdict(record.score), "limit": found.limit, "points_left": found.left},
        "words": list(sentences(record)),
        "by": by,
        "rows": ROWS[by](record),
        "timeline": [_timeline(one) for one in timelines(record)],
        "never_seen": [asdict(one) for one in never_seen(record)],
        "gaps": [_plain(asdict(one)) for one in gaps(record)],
        "one_more_look": [
            {
                "sector": one.sector,
                "areas": list(one.areas),
                **_period(one.period),
                "expected": one.expected,
                "left": one.left,
                "free": one.free,
            }
            for one in chances(record)
        ],
        "handovers": [
            {
                "time": time_text(one.time),
                "sector": one.sector,
                "from": _holder(one.giver),
                "to": _holder(one.taker),
                "gap_s": one.gap.total_seconds(),
                "position": list(one.position),
            }
            for one in reliefs(record)
        ],
        "notional": list(record.scenario.get("notional", ())),
        "for_navigation": False,
    }


def _holder(task: Task) -> Json:
    return {"task": task.id, "asset": task.asset, "sortie": task.sortie}


def _timeline(one: Timeline) -> Json:
    return {
        "holder": one.holder,
        "asset": one.asset,
        "nation": one.nation,
        "sortie": one.sortie.id if one.sortie else None,
        "present": [[time_text(start), time_text(end)] for start, end in one.presence],
        "spans": [_plain(asdict(span)) for span in one.spans],
    }


def _period(period: Period) -> Json:
    return {"start": time_text(period.start), "end": time_text(period.end)}


def _plain(fields: Json) -> Json:
    return {key: time_text(value) if isinstance(value, datetime) else value for key, value in fields.items()}


def _sorties(record: Record) -> list[Json]:
    flown = as_json(record)
    return [
        {**_plain(asdict(sortie)), **asdict(one), **flown[sortie.id]}
        for sortie, one in by_holder.by_sortie(record)
    ]


_DERIVED: Final = ("looks", "value")


def _tasks(record: Record) -> list[Json]:
    return [
        {
            **{key: value for key, value in _plain(asdict(one.task)).items() if key not in _DERIVED},
            "nation": one.nation,
            "hours": one.hours,
            "identified": one.identified,
            "loss": one.loss,
            "held": one.held,
        }
        for one in by_holder.by_task(record)
    ]


def _water(accounts: tuple[by_water.WaterAccount, ...]) -> list[Json]:
    return [{**asdict(one), "coverage": one.coverage} for one in accounts]


def _periods(record: Record) -> list[Json]:
    found = by_water.by_period(record)
    return [
        {**row, **_period(span)}
        for (span, _), row in zip(found, _water(tuple(one for _, one in found)), strict=True)
    ]


ROWS: Final[dict[str, Callable[[Record], list[Json]]]] = {
    "asset": lambda record: [asdict(one) for one in by_holder.by_asset(record)],
    "area": lambda record: _water(by_water.by_area(record)),
    "sector": lambda record: _water(by_water.by_sector(record)),
    "period": _periods,
    "nation": lambda record: [asdict(one) for one in by_holder.by_nation(record)],
    "sortie": _sorties,
    "task": _tasks,
}
