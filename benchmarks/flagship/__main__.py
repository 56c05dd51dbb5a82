"""`python -m benchmarks.flagship [--only ROW] [--seeds 1,2,3] [--file FILE]`: the project's figures.

Every run has a process of its own, kernels compiled before its seconds begin, and its plan judged and its
bound confirmed by the oracle. With --file what was run is kept, and a run that stands there for the code as
it is now is not repeated. Rows over drawn scenarios are run with the first of the seeds.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click

from benchmarks.flagship.ledger import Entry, Ledger, asked_of, code_now
from benchmarks.flagship.rows import BY_NAME, ROWS, Row, text_of
from benchmarks.flagship.run import Measured, UnsoundError, measure
from benchmarks.flagship.table import each, markdown


def _seeds(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        return tuple(int(word) for word in value.split(","))
    except ValueError:
        raise click.BadParameter("whole numbers with commas between: 1,2,3") from None


@click.command()
@click.option("--only", type=click.Choice(list(BY_NAME)), multiple=True, help="A row; may be given again.")
@click.option("--seeds", default="1,2,3", show_default=True, callback=_seeds, help="Of the solver.")
@click.option("--file", type=click.Path(path_type=Path, dir_okay=False), help="Kept and gone on with.")
@click.option("--dry", is_flag=True, help="Run nothing: the table of what stands in the file.")
@click.option("--any-code", is_flag=True, help="Show runs of any code in the file, not of this one alone.")
def main(only: tuple[str, ...], seeds: tuple[int, ...], file: Path | None, dry: bool, any_code: bool) -> None:
    """Run what is missing and print medians."""
    rows = [row for row in ROWS if not only or row.name in only]
    ledger, code = Ledger(file), code_now()
    for row in () if dry else rows:
        _run(row, seeds, ledger, code)
    names = {row.name for row in rows}
    mine = [e for e in ledger.entries if e.row in names and (any_code or e.code == code)]
    click.echo(markdown(rows, mine))
    click.echo()
    click.echo(each(mine))


def _run(row: Row, seeds: tuple[int, ...], ledger: Ledger, code: str) -> None:
    """All runs of a row that are not in the ledger yet."""
    for scenario in row.scenarios:
        name = text_of(scenario)[0]
        for seed in seeds[:1] if row.drawn else seeds:
            if ledger.has(row.name, name, seed, asked_of(row), code):
                continue
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                try:
                    measured: Measured = pool.submit(measure, row, scenario, seed).result()
                except UnsoundError as error:
                    raise click.ClickException(f"{row.name}, {name}, seed {seed}: {error}") from error
            gap = "-" if measured.gap is None else f"{measured.gap:.2%}"
            click.echo(f"{row.name} {name} seed {seed}: gap {gap}, {measured.wall_s:.1f} s", err=True)
            ledger.add(Entry(row.name, name, seed, asked_of(row), code, measured))


if __name__ == "__main__":
    main()
