"""How much faster a sweep is on two workers than on one.

    python -m benchmarks.sweep [CASES]

solves so many seeds (24) of `scenarios/two-ships.yaml` at quick effort on a local Dask cluster of one
single-threaded worker, then of two, and prints both times and their ratio, and the processor time of each
worker: where that of one is r times that of the busier of two, two idle cores can be no more than r times
as fast. Run it on a machine with two idle cores. The clusters are started and their workers warmed before
the clock runs: kernels are compiled, the scenario has been read once.
"""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path

from patrolplan.planning.sweep.cases import Over
from patrolplan.planning.sweep.cluster import solve_all
from patrolplan.planning.sweep.run_case import Job, run_case

SCENARIO = Path(__file__).resolve().parent.parent / "scenarios" / "two-ships.yaml"


def seconds(jobs: list[Job], workers: int) -> tuple[float, list[float]]:
    """What the cases take on so many workers, and the processor time of each."""
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            client.run(run_case, jobs[0])
            before = client.run(time.process_time)
        begun = time.monotonic()
        done = sum(outcome.done for _, outcome in solve_all(jobs, cluster.scheduler_address, workers))
        took = time.monotonic() - begun
        with Client(cluster) as client:
            after = client.run(time.process_time)
    if done != len(jobs):
        raise SystemExit(f"only {done} of {len(jobs)} cases came to a plan")
    return took, sorted((after[name] - before[name] for name in after), reverse=True)


def main(count: int = 24) -> None:
    """Print the table."""
    data = SCENARIO.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    cases = Over(seeds=tuple(range(1, count + 1))).cases("quick")
    jobs = [Job(SCENARIO.name, data, sha, case) for case in cases]
    (one, alone), (two, shared) = seconds(jobs, 1), seconds(jobs, 2)
    print(f"{count} cases  1 worker {one:.1f} s  2 workers {two:.1f} s  {one / two:.2f} times as fast")
    print(
        f"processor time  1 worker {alone[0]:.1f} s  2 workers {' and '.join(f'{x:.1f}' for x in shared)} s  "
        f"at most {alone[0] / shared[0]:.2f} times as fast"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
