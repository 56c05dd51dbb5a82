"""Cases solved by the workers of a Dask cluster, one that runs or a local one that is started."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any

from patrolplan.planning.sweep.run_case import Job, Outcome, failed, run_case

LOOK_S = 1.0
LOCAL = "local"


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says why and what to do."""


def solve_all(
    jobs: Sequence[Job],
    address: str,
    workers: int,
    interrupted: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Job, Outcome]]:
    """Each job with what came of it, as they come to an end, until all are done or it is interrupted.

    The scheduler gives a case whose worker died to another one, so that no finished case is lost.

    Args:
        jobs: what to solve.
        address: of a scheduler, `tcp://host:port`; `local` starts a cluster on this machine.
        workers: of a local cluster: so many processes of one thread each.
        interrupted: asked now and then; once it says yes what is under way is given up.

    Raises:
        ClusterError: Dask is not installed, or nobody answers at the address.

    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise ClusterError("Dask is not installed: pip install 'patrolplan[dask]'") from None
    if address == LOCAL:
        cluster: Any = LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        )
        target = cluster
    else:
        cluster, target = None, address
    try:
        try:
            client: Any = Client(target, timeout=20)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from None
        try:
            yield from _solved(client, jobs, interrupted)
        finally:
            client.close()
    finally:
        if cluster is not None:
            cluster.close()


def _solved(
    client: Any, jobs: Sequence[Job], interrupted: Callable[[], bool]
) -> Iterator[tuple[Job, Outcome]]:
    from distributed import wait as wait_for  # it has no types

    settle: Any = wait_for
    of = {client.submit(run_case, job, pure=False): job for job in jobs}
    left = set(of)
    while left and not interrupted():
        try:
            done = set(settle(left, timeout=LOOK_S, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            continue
        for future in sorted(done, key=lambda one: list(of).index(one)):
            yield of[future], _outcome(future, of[future])
            future.release()
        left -= done
    client.cancel(list(left))


def _outcome(future: Any, job: Job) -> Outcome:
    try:
        outcome = future.result()
    except (Exception, CancelledError) as error:
        return failed(job, (f"the cluster gave it up: {type(error).__name__}: {error}",))
    assert isinstance(outcome, Outcome)
    return outcome
