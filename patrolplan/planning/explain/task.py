"""Why this task: what it is worth, and what its holder would best do instead."""

from __future__ import annotations

from dataclasses import dataclass

from patrolplan.planning.explain.stage import Instead, Stage
from patrolplan.record.types import Task


@dataclass(frozen=True)
class WhyTask:
    """What a task is worth."""

    task: Task
    loss: float
    """What the plan loses without it, all others as they are."""
    others: tuple[tuple[Task, float], ...]
    """Tasks that would be worth more without it, and by how much: it has taken that from them."""
    instead: Instead | None
    """The next best single task of its holder between its neighbours; None where there is none."""

    @property
    def ahead(self) -> float:
        """By how much it is worth more than the next best use."""
        return self.loss - (self.instead.gain if self.instead is not None else 0.0)


def why_task(on: Stage, name: str) -> WhyTask:
    """Explain a task.

    Raises:
        KeyError: the plan has no task of that id.

    """
    for chain in on.chains():
        for look, task in zip(chain.looks, chain.tasks, strict=True):
            if task.id != name:
                continue
            rest = on.less(chain, (look,))
            loss = on.worth(on.choice) - on.worth(rest)
            middle = (look.start + look.end) // 2
            found = []
            for sector in range(len(on.rows)):
                if sector == look.sector:
                    continue
                for at in sorted({look.start, middle, look.end - 1}):
                    one = on.instead(chain, sector, at, (look,))
                    if one is not None:
                        found.append(one)
            best = max(found, key=lambda one: (one.gain, -one.look.sector), default=None)
            return WhyTask(task, loss, _others(on, task), best)
    raise KeyError(name)


def _others(on: Stage, task: Task) -> tuple[tuple[Task, float], ...]:
    """Σ w · POD · Π over the rest without this task, less the same with it, for each task that sees the
    same.
    """
    weight = on.problem.weight
    row = on.rows[task.sector]
    mine = dict(task.looks)
    others = [one for one in on.record.tasks if one.sector == task.sector and one.id != task.id]
    found = []
    for one in others:
        more = 0.0
        for step, pod in one.looks:
            if step not in mine:
                continue
            missed = 1.0
            for third in others:
                if third.id != one.id:
                    missed *= 1.0 - dict(third.looks).get(step, 0.0)
            more += float(weight[row, step]) * pod * missed * mine[step]
        if more > 0:
            found.append((one, more))
    return tuple(sorted(found, key=lambda pair: -pair[1]))
