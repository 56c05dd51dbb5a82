"""One case solved: bytes in, bytes out, so that it can be done anywhere. Nothing is raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from patrolplan.planning.sweep.cases import Case

if TYPE_CHECKING:
    from patrolplan.scenario.diagnostics import Diagnostic

FORMAT = "patrolplan-case/1"


@dataclass(frozen=True)
class Job:
    """A case with the scenario file that it is about."""

    name: str
    """The scenario file's name."""
    data: bytes
    """What is in it."""
    sha256: str
    case: Case


@dataclass(frozen=True)
class Outcome:
    """What came of a case."""

    summary: dict[str, Any]
    """`format`, `key`, `name`, `case`, `status` (`done`, `failed`), `reasons`, and of a plan its figures."""
    plan: bytes | None
    """The plan file; None where there is none."""

    @property
    def done(self) -> bool:
        """Whether there is a plan."""
        return self.plan is not None


def run_case(job: Job, threads: int = 1) -> Outcome:
    """Solve a case. Whatever goes wrong is told in the outcome.

    Args:
        job: what to solve.
        threads: how many the solver may use; the plan does not depend on it.

    """
    try:
        return _solved(job, threads)
    except MemoryError:
        return failed(job, ("not enough memory",))
    except Exception as error:
        return failed(job, (f"{type(error).__name__}: {error}",))


def failed(job: Job, reasons: tuple[str, ...]) -> Outcome:
    """The outcome of a case without a plan."""
    return Outcome({**_head(job), "status": "failed", "reasons": list(reasons)}, None)


def _solved(job: Job, threads: int) -> Outcome:
    from patrolplan.planning.errors import NoPlanError
    from patrolplan.planning.solve import Effort, solve_scenario
    from patrolplan.planning.without import without_assets
    from patrolplan.record.canonical import canonical
    from patrolplan.record.types import Source
    from patrolplan.scenario.diagnostics import errors
    from patrolplan.scenario.read import load_bytes
    from patrolplan.sea.theatre import WaterError

    case = job.case
    loaded = load_bytes(job.name, job.data, case.variant, case.sets)
    if loaded.scenario is None:
        return failed(job, tuple(_said(item) for item in errors(loaded.diagnostics)))
    lost = [name for name in case.lost if name in (*loaded.scenario.ships, *loaded.scenario.aircraft)]
    scenario = without_assets(loaded.scenario, lost)
    nulls = tuple(
        f'{"ships" if name in loaded.scenario.ships else "aircraft"}."{name}"=null' for name in lost
    )
    source = Source(job.name, job.sha256, case.variant, (*case.sets, *nulls))
    try:
        record = solve_scenario(
            scenario, source, seed=case.seed, effort=cast(Effort, case.effort), gap=case.gap, threads=threads
        )
    except NoPlanError as error:
        return failed(job, (error.message, *error.reasons))
    except WaterError as error:
        return failed(job, (f"{error.message}; {error.cure}",))
    score = record.score
    figures = {
        "value": score.value,
        "total": score.total,
        "coverage": score.coverage,
        "objective": score.objective,
        "bound": score.bound,
        "gap": score.gap,
        "tasks": len(record.tasks),
        "sorties": len(record.sorties),
        "stopped_by": record.run.stopped_by,
        "remarks": list(record.run.remarks),
    }
    return Outcome({**_head(job), "status": "done", "reasons": [], **figures}, canonical(record))


def _said(item: Diagnostic) -> str:
    """A mistake in one line, without its place: it is what the case sets, or what every case has."""
    return item.message + (f"; {item.cure}" if item.cure else "")


def _head(job: Job) -> dict[str, Any]:
    case = job.case
    return {
        "format": FORMAT,
        "key": case.key(job.sha256),
        "name": case.name,
        "file": job.name,
        "sha256": job.sha256,
        "case": {
            "variant": case.variant,
            "lost": list(case.lost),
            "sets": list(case.sets),
            "seed": case.seed,
            "effort": case.effort,
        },
    }
