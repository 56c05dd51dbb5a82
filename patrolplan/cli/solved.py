"""What came of a run, in words and as JSON."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from patrolplan.record.types import Record, Task

STOPS = {
    "optimal": "proven to be the best",
    "gap": "the gap asked for was reached",
    "time": "the time given was up",
    "interrupted": "interrupted",
    "rounds": "all rounds of the effort were made",
}


@dataclass(frozen=True)
class Share:
    """What one asset does in the plan."""

    asset: str
    nation: str
    what: str
    """`8 tasks`, or `14 sorties, 61 looks`."""
    start: datetime | None
    end: datetime | None
    sectors: int
    value: float
    """Sum of what the plan loses without each of its tasks."""


def shares(record: Record) -> list[Share]:
    """Ships, then detachments, in the scenario's order; those that do nothing too."""
    found = []
    for part in ("ships", "aircraft"):
        for asset, entry in record.scenario[part].items():
            tasks = [task for task in record.tasks if task.asset == asset]
            sorties = sum(sortie.detachment == asset for sortie in record.sorties)
            what = _count(len(tasks), "task")
            if part == "aircraft":
                what = f"{_count(sorties, 'sortie')}, {_count(len(tasks), 'look')}"
            found.append(_share(asset, entry["nation"], what, tasks))
    return found


def _share(asset: str, nation: str, what: str, tasks: list[Task]) -> Share:
    return Share(
        asset=asset,
        nation=nation,
        what=what,
        start=min((task.start for task in tasks), default=None),
        end=max((task.end for task in tasks), default=None),
        sectors=len({task.sector for task in tasks}),
        value=sum(task.value for task in tasks),
    )


def headline(record: Record) -> str:
    """The plan, its coverage, and how near to the best it is proven to be."""
    score = record.score
    lines = [f"{record.scenario['name']}: plan {record.plan.name}, issue {record.plan.issue}"]
    lines.append(f"Coverage {score.coverage:.1%}: {_seen(record)}.")
    if record.shortfalls:
        lines += _short(record)
    elif score.bound is not None and score.total > 0:
        most = f"No plan can cover more than {score.bound / score.total:.1%}"
        lines.append(f"{most}; {_gap(score.gap)}.")
    stop = record.run.stopped_by
    lines.append(f"Stopped: {STOPS.get(stop, stop)} ({record.run.effort} effort, seed {record.run.seed}).")
    return "\n".join(lines)


def _short(record: Record) -> list[str]:
    """What is left short, and the objective that bound and gap are of."""
    from patrolplan.measures.verdict import short

    score = record.score
    lines = [
        f"Objective {score.objective:.4g}: value {score.value:.4g} less {score.shortfall_cost:.4g} "
        "for what is short."
    ]
    if score.bound is not None:
        lines.append(f"No plan's objective can exceed {score.bound:.4g}; {_gap(score.gap)}.")
    return [*lines, *(f"  {short(one)}" for one in record.shortfalls)]


def counts_transfers(record: Record) -> bool:
    """Whether the areas have rates (else priorities)."""
    return any(area["transfers_per_day"] is not None for area in record.scenario["areas"].values())


def _seen(record: Record) -> str:
    score = record.score
    if counts_transfers(record):
        return f"{score.value:.2f} of the {score.total:.2f} transfers expected are identified"
    return f"{score.value:.4g} of {score.total:.4g}, counted as priority × nm² × days"


def _gap(gap: float | None) -> str:
    if gap is None:
        return "there is no gap to speak of, since nothing is identified"
    if gap == 0:
        return "gap 0: no plan is better"
    return f"gap {gap:.2%}"


def table(record: Record) -> Any:
    """Who does what in brief, as a rich table."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False)
    for column in ("asset", "", "does", "first", "last", "sectors", "worth"):
        number = column in ("sectors", "worth")
        made.add_column(column, justify="right" if number else "left", no_wrap=column != "asset")
    for share in shares(record):
        made.add_row(
            share.asset,
            share.nation,
            share.what,
            _dtg(share.start),
            _dtg(share.end),
            str(share.sectors) if share.sectors else "",
            f"{share.value:.4g}" if share.sectors else "",
        )
    return made


def following(path: Path) -> str:
    """The commands that come next."""
    name = shlex.quote(str(path))
    return f"Next: patrolplan verify {name} --bound\n      patrolplan show {name}"


def as_json(record: Record, path: Path, saved_elsewhere: str | None) -> dict[str, Any]:
    """The result for other programs: the score, where the plan is, who does what."""
    score = record.score
    return {
        "plan": str(path),
        "not_where_asked": saved_elsewhere,
        "score": {
            "value": score.value,
            "total": score.total,
            "coverage": score.coverage,
            "shortfall_cost": score.shortfall_cost,
            "objective": score.objective,
            "bound": score.bound,
            "gap": score.gap,
        },
        "shortfalls": [
            {
                "requirement": s.requirement,
                "amount": s.amount,
                "unit": s.unit,
                "cost": s.cost,
                "reason": s.reason,
            }
            for s in record.shortfalls
        ],
        "stopped_by": record.run.stopped_by,
        "remarks": list(record.run.remarks),
        "tasks": len(record.tasks),
        "sorties": len(record.sorties),
        "assets": [
            {
                "asset": share.asset,
                "nation": share.nation,
                "does": share.what,
                "sectors": share.sectors,
                "value": share.value,
            }
            for share in shares(record)
        ],
    }


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _dtg(time: datetime | None) -> str:
    return "" if time is None else f"{time:%d%H%MZ}"
