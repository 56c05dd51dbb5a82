"""`python -m benchmarks.scaling [--seconds 60] [--seed 1] [--only N]`: how the solver grows with size.

Generated problems from a squadron's five days to 40 ships, 300 sectors and two weeks, each solved in a
process of its own so that peak memory is its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import click
from rich.console import Console
from rich.table import Table

from benchmarks.peers import ours
from benchmarks.peers.table import gap, percent
from tests.oracles.big_problem import big_problem


@dataclass(frozen=True)
class Size:
    """Of a generated problem. Sectors are columns × rows."""

    ships: int
    columns: int
    rows: int
    days: int
    detachments: int


SIZES = (
    Size(4, 6, 5, 5, 0),
    Size(4, 6, 5, 5, 1),
    Size(12, 13, 10, 7, 0),
    Size(12, 13, 10, 7, 3),
    Size(24, 15, 12, 10, 3),
    Size(40, 20, 15, 14, 0),
    Size(40, 20, 15, 14, 3),
)


@dataclass(frozen=True)
class Measured:
    """What one run came to. Memory in MiB, of the whole process."""

    value: float
    total: float
    bound: float
    seconds: float
    peak: float
    stopped_by: str


def run(size: Size, seconds: float, seed: int) -> Measured:
    """Generate, warm up, solve."""
    problem = big_problem(
        seed,
        columns=size.columns,
        rows=size.rows,
        days=size.days,
        ships=size.ships,
        detachments=size.detachments,
    )
    ours.warm_up(big_problem(columns=4, rows=3, days=2, ships=2, detachments=1))
    begun = time.monotonic()
    result = ours.solve(problem, seconds, seed)
    spent = time.monotonic() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    total = float(problem.weight.sum())
    return Measured(result.value, total, result.bound, spent, peak, result.stopped_by)


@click.command()
@click.option("--seconds", type=click.FloatRange(1), default=60.0, show_default=True, help="For each size.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--only", type=click.IntRange(1, len(SIZES)), help="One size, by its number.")
def main(seconds: float, seed: int, only: int | None) -> None:
    """Print value, bound, gap, seconds and peak memory by size."""
    out = Table(title=f"generated problems, {seconds:g} s each, seed {seed}", title_justify="left")
    for heading in (
        "ships",
        "detachments",
        "sectors",
        "days",
        "value",
        "coverage",
        "bound",
        "gap",
        "seconds",
    ):
        out.add_column(heading, justify="right")
    out.add_column("peak MiB", justify="right")
    out.add_column("stopped by")
    for size in SIZES if only is None else SIZES[only - 1 : only]:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            m = pool.submit(run, size, seconds, seed).result()
        out.add_row(
            *(str(n) for n in (size.ships, size.detachments, size.columns * size.rows, size.days)),
            f"{m.value:.4f}",
            f"{m.value / m.total:.2%}",
            f"{m.bound:.4f}",
            percent(gap(m.value, m.bound)),
            f"{m.seconds:.1f}",
            f"{m.peak:.0f}",
            m.stopped_by,
        )
    Console(width=130).print(out)


if __name__ == "__main__":
    main()
