"""The difference as JSON: whole, unrounded, and enough to make the new plan of the old one."""

from __future__ import annotations

from typing import Any

from patrolplan.measures.differences.difference import Difference
from patrolplan.measures.differences.told import flight_sentence, notices, sentence
from patrolplan.record.types import Score, Sortie, Task

FORMAT = "patrolplan-diff/1"


def document(difference: Difference) -> dict[str, Any]:
    """`patch` is what `patrolplan diff OLD --apply` takes; all else is for reading."""
    return {
        "format": FORMAT,
        "old": difference.old,
        "new": difference.new,
        "empty": difference.empty,
        "before": _score(difference.before),
        "after": _score(difference.after),
        "areas": [{"area": one.area, "before": one.before, "after": one.after} for one in difference.areas],
        "tasks": [
            {
                "kind": one.kind,
                "assets": list(one.assets),
                "nations": sorted({difference.nations[asset] for asset in one.assets}),
                "old": _task(one.old),
                "new": _task(one.new),
                "words": sentence(one),
            }
            for one in difference.tasks
        ],
        "sorties": [
            {
                "kind": one.kind,
                "detachment": one.detachment,
                "old": _sortie(one.old),
                "new": _sortie(one.new),
                "words": flight_sentence(one),
            }
            for one in difference.sorties
        ],
        "affected": list(difference.affected),
        "notices": {one.nation: list(one.sentences) for one in notices(difference)},
        "patch": difference.patch,
    }


def _score(score: Score) -> dict[str, float | None]:
    return {
        "value": score.value,
        "total": score.total,
        "coverage": score.coverage,
        "bound": score.bound,
        "gap": score.gap,
    }


def _time(moment: Any) -> str:
    return str(moment.isoformat().replace("+00:00", "Z"))


def _task(task: Task | None) -> dict[str, Any] | None:
    if task is None:
        return None
    return {
        "id": task.id,
        "asset": task.asset,
        "sortie": task.sortie,
        "sector": task.sector,
        "start": _time(task.start),
        "end": _time(task.end),
        "value": task.value,
    }


def _sortie(one: Sortie | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "id": one.id,
        "airframe": one.airframe,
        "crew": one.crew,
        "takeoff": _time(one.takeoff),
        "landing": _time(one.landing),
    }
