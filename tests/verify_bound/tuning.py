"""Problems whose flights want to see one slot twice, and private levels that tell them not to."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from patrolplan.problem.types import Certificate, Private, Problem
from tests.oracles.pod import Pods

from .plain import Chain, kernel_gains


def tempting(problem: Problem) -> Problem:
    """The same with every sector worth coming back to: all open, looks of one tick, hot everywhere."""
    movers = tuple(
        replace(m, rate=m.rate + 0.2, allowed=np.ones_like(m.allowed), min_task=np.ones_like(m.min_task))
        for m in problem.movers
    )
    return replace(problem, movers=movers, weight=problem.weight + 0.1)


def tuned_private(
    problem: Problem, certificate: Certificate, chains: list[Chain], private: Private, r: Random
) -> Private:
    """Private levels raised where the dearest flight sees a slot twice, and a claim near what they prove."""
    mover = problem.detachments[private.detachment].mover
    pods, own = Pods(problem), certificate.level.copy()
    for _ in range(r.randint(1, 4)):
        earn = kernel_gains(problem, own, certificate.scale, mover)
        dearest = max(chains, key=lambda c: sum(map(earn, c)))
        p = np.stack(
            [
                np.where(np.arange(problem.grid.sectors)[:, None] == x.sector, pods(mover, x), 0.0)
                for x in dearest
            ]
        )
        twice = (p > 0.0).sum(axis=0) >= 2
        second = np.sort(p, axis=0)[-2] if len(p) > 1 else np.zeros_like(p[0])
        aim = (second**2 * r.choice([0.5, 1.0]) * certificate.scale).astype(np.int64)
        own = np.where(twice, np.maximum(own, aim), own)
    sector, step = np.nonzero(own > certificate.level)
    common = kernel_gains(problem, certificate.level, certificate.scale, mover)
    claim = int(max(sum(map(common, c)) for c in chains) * r.choice([0.0, 0.5, 0.9, 0.99]))
    return replace(private, claim=claim, sector=sector, step=step, level=own[sector, step])
