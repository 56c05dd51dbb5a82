"""One run, in a process of its own: a plan, judged, its bound confirmed, and what it took."""

from __future__ import annotations

import hashlib
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.flagship.rows import Drawn, Row, text_of
from benchmarks.peers.ours import warm_up
from patrolplan.planning.progress import Progress
from patrolplan.planning.solve import solve_scenario
from patrolplan.record.types import Record, Source
from patrolplan.scenario.read import load
from patrolplan.verify.bound.confirm import confirm
from patrolplan.verify.rules.judge import judge
from tests.oracles.big_problem import big_problem


class UnsoundError(Exception):
    """A plan that breaks a rule, or a bound that the oracle does not confirm: no figure of it counts."""


@dataclass(frozen=True)
class Measured:
    """What one run came to. Values in what the areas count; seconds of the clock and of the processor, from
    the scenario as read to the record, without compilation; memory in MiB, of the whole process until then.
    """

    sectors: int
    value: float
    total: float
    objective: float
    bound: float
    """As the oracle confirms it."""
    wall_s: float
    processor_s: float
    first_s: float
    """When the search first told of a plan."""
    peak_mib: float
    stopped_by: str

    @property
    def gap(self) -> float | None:
        """(bound - objective) / value; 0 when the difference is under 1e-6, None when value is 0."""
        if self.bound - self.objective < 1e-6:
            return 0.0
        return (self.bound - self.objective) / self.value if self.value > 0 else None


def measure(row: Row, scenario: Drawn | None, seed: int) -> Measured:
    """Warm up, solve, judge, confirm.

    Raises:
        UnsoundError: the plan does not keep the rules, or its bound is not confirmed.
        ValueError: the scenario does not read.

    """
    name, data = text_of(scenario)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        loaded = load(path, variant=row.variant, sets=row.sets)
    if loaded.scenario is None:
        raise ValueError("; ".join(d.message for d in loaded.diagnostics))
    warm_up(big_problem(columns=4, rows=3, days=2, ships=2, detachments=1))
    first: list[float] = []
    begun, spent = time.monotonic(), time.process_time()

    def watch(state: Progress) -> None:
        if state.value and not first:
            first.append(time.monotonic() - begun)

    record = solve_scenario(
        loaded.scenario,
        Source(name, hashlib.sha256(data).hexdigest(), row.variant, tuple(row.sets)),
        seed=seed,
        effort=row.effort,
        seconds=row.search_s,
        progress=watch,
    )
    wall, processor = time.monotonic() - begun, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    score = record.score
    return Measured(
        sectors=len(record.sectors),
        value=score.value,
        total=score.total,
        objective=score.objective,
        bound=_sound(record),
        wall_s=wall,
        processor_s=processor,
        first_s=first[0] if first else wall,
        peak_mib=peak,
        stopped_by=record.run.stopped_by,
    )


def _sound(record: Record) -> float:
    """The bound that the oracle confirms, of a plan that keeps every rule."""
    broken = [finding.message for finding in judge(record) if finding.severity == "violation"]
    if broken:
        raise UnsoundError(broken[0])
    proof = confirm(record)
    if not proof.stands or proof.confirmed is None:
        raise UnsoundError(f"the bound is not confirmed: {proof.fault}")
    return proof.confirmed
