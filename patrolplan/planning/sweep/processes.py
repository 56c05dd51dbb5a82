"""Cases solved by processes of this machine. One that dies takes nothing with it but its own attempt."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from patrolplan.planning.sweep.run_case import Job, Outcome, failed, run_case

ATTEMPTS = 3
"""A case whose process dies so often is given up: it is likely what kills it (memory, most often)."""
LOOK_S = 0.5
"""How often an interruption is looked for."""


class _Worker:
    """A process that solves one case after the other."""

    def __init__(self, threads: int) -> None:
        # spawn: a forked child would inherit locks held by the parent's threads
        context = multiprocessing.get_context("spawn")
        self.link, far = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(far, threads), daemon=True)
        self.process.start()
        far.close()
        self.job: Job | None = None

    def give(self, job: Job) -> bool:
        """Hand it a job; False where the process is no more."""
        try:
            self.link.send(job)
        except OSError:
            return False
        self.job = job
        return True

    def end(self) -> None:
        self.process.terminate()
        self.process.join()
        self.link.close()


def _serve(link: Connection, threads: int) -> None:
    """In the process: solve what comes, until nothing more does. Ctrl-C is for the parent to heed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job = link.recv()
        except EOFError:
            return
        link.send(run_case(job, threads))


def solve_all(
    jobs: Sequence[Job], workers: int, interrupted: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Job, Outcome]]:
    """Each job with what came of it, as they come to an end, until all are done or it is interrupted.

    Args:
        jobs: what to solve; started in this order.
        workers: processes at a time. Each uses one thread where there are several of them.
        interrupted: asked now and then; once it says yes what is under way is given up.

    """
    waiting = deque(jobs)
    attempts: dict[int, int] = {}
    threads = 1 if workers > 1 else 2
    pool = [_Worker(threads) for _ in range(min(workers, len(jobs)))]
    try:
        while not interrupted():
            for place, worker in enumerate(pool):
                if worker.job is not None or not waiting:
                    continue
                if worker.give(waiting[0]):
                    waiting.popleft()
                else:  # it died while it had nothing to do: the next round finds a new one
                    worker.end()
                    pool[place] = _Worker(threads)
            busy = {worker.link: worker for worker in pool if worker.job is not None}
            if not busy and not waiting:
                return
            ends = {worker.process.sentinel: worker for worker in busy.values()}
            for ready in wait([*busy, *ends], timeout=LOOK_S):
                worker = busy[ready] if isinstance(ready, Connection) else ends[ready]  # type: ignore[index]
                job = worker.job
                if job is None:  # both its link and its end were ready, and the first was read
                    continue
                outcome = _received(worker)
                worker.job = None
                if outcome is None:
                    worker.end()
                    pool[pool.index(worker)] = _Worker(threads)
                    attempts[id(job)] = attempts.get(id(job), 0) + 1
                    if attempts[id(job)] < ATTEMPTS:
                        waiting.appendleft(job)
                        continue
                    words = f"the process that solved it died {ATTEMPTS} times; too little memory is likely"
                    outcome = failed(job, (words,))
                yield job, outcome
    finally:
        for worker in pool:
            worker.end()


def _received(worker: _Worker) -> Outcome | None:
    """What the worker sent; None where it died instead."""
    try:
        if worker.link.poll():
            outcome = worker.link.recv()
            assert isinstance(outcome, Outcome)
            return outcome
    except (EOFError, OSError):
        pass
    return None
