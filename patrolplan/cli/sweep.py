"""`patrolplan sweep`: many variants of a scenario, solved side by side and compared."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patrolplan.cli import exits, options

if TYPE_CHECKING:
    from patrolplan.planning.sweep.run_case import Job, Outcome
    from patrolplan.scenario.read import Loaded


@click.command("sweep")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--over",
    "specs",
    multiple=True,
    required=True,
    metavar="SPEC",
    help="What to vary: a YAML file, or KEY=VALUES: seeds=1..4, lost=all, variants=a,b, stay=2h..6h/2h. "
    "May be given again; the cases are all combinations.",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder where all of it goes."
)
@click.option(
    "--effort",
    type=click.Choice(["quick", "standard", "thorough"]),
    default="quick",
    show_default=True,
    help="How many rounds to search in each case.",
)
@click.option("--gap", metavar="SHARE", callback=options.gap, help="Stop a case once proven this near.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    help="Cases solved at a time, one process of one thread each. As many as there are cores if left out.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Let a Dask cluster solve them: tcp://host:8786, or local for one on this machine.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def command(
    file: Path,
    specs: tuple[str, ...],
    output: Path,
    effort: str,
    gap: float | None,
    workers: int | None,
    dask: str | None,
    as_json: bool,
) -> int:
    """Solve every variant of the scenario FILE that the SPECs span, and compare them.

    Each case leaves its record and its plan in the folder. Started again with the same folder, finished
    cases are not solved again. A case that fails is reported and stops no other.
    """
    from patrolplan.cli.check import report
    from patrolplan.planning.sweep.spec import SpecError
    from patrolplan.scenario.read import load

    loaded = load(file)
    if loaded.scenario is None:
        report(loaded)
        return exits.INPUT_WRONG
    wrong = _fault(output)
    if wrong is not None:
        click.echo(wrong, err=True)
        return exits.INPUT_WRONG
    try:
        jobs = _jobs(loaded, specs, effort, gap)
    except SpecError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    return _run(loaded, jobs, output, workers or os.cpu_count() or 1, dask, as_json)


def _fault(folder: Path) -> str | None:
    """Why the folder cannot be used; None where it can."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; give a folder for the cases, the plans and the table"
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "cases").is_dir():
        return f"{folder} holds other things; give a new folder, or that of a sweep to go on with"
    try:
        (folder / "cases").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{folder} cannot be made: {error.strerror}"
    return None


def _jobs(loaded: Loaded, specs: tuple[str, ...], effort: str, gap: float | None) -> tuple[Job, ...]:
    """Every case with the scenario's bytes. Raises SpecError."""
    from patrolplan.planning.sweep.cases import Over
    from patrolplan.planning.sweep.run_case import Job
    from patrolplan.planning.sweep.spec import MOST, SpecError, read_file, read_inline

    assert loaded.scenario is not None
    assets = (*loaded.scenario.ships, *loaded.scenario.aircraft)
    over = Over()
    for spec in specs:
        path = Path(spec)
        if path.suffix.lower() in (".yaml", ".yml"):
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise SpecError(f"{spec}: cannot be read: {error}") from None
            over = read_file(spec, text, assets, over)
        else:
            over = read_inline(spec, assets, over)
    unknown = [name for name in over.variants if name is not None and name not in loaded.variants]
    if unknown:
        known = ", ".join(("as written", *loaded.variants))
        raise SpecError(f"there is no variant {unknown[0]!r}; there are {known}")
    cases = over.cases(effort, gap)
    if len(cases) > MOST:
        raise SpecError(f"that is {len(cases)} cases; the most is {MOST}: leave something out")
    name = Path(loaded.file).name
    data = Path(loaded.file).read_bytes()
    return tuple(Job(name, data, loaded.sha256, case) for case in cases)


def _run(
    loaded: Loaded, jobs: tuple[Job, ...], folder: Path, workers: int, dask: str | None, as_json: bool
) -> int:
    """Solve what is not there yet, then say what came of all."""
    from patrolplan.cli.interrupt import Interrupt
    from patrolplan.planning.sweep.cluster import ClusterError
    from patrolplan.planning.sweep.store import finished, keep

    known: dict[str, dict[str, Any]] = finished(folder, jobs)
    todo = [job for job in jobs if job.case.key(job.sha256) not in known]
    if known:
        click.echo(f"{len(known)} of {len(jobs)} cases are there already", err=True)
    done = len(known)
    try:
        with Interrupt(lambda _: click.echo("Ctrl-C: finished cases are kept", err=True)) as interrupted:
            for job, outcome in _outcomes(todo, workers, dask, interrupted):
                known[job.case.key(job.sha256)] = keep(folder, job, outcome)
                done += 1
                came = "" if outcome.done else f": failed: {outcome.summary['reasons'][0]}"
                click.echo(f"{done}/{len(jobs)}  {job.case.name}{came}", err=True)
    except ClusterError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    summaries = [known[key] for job in jobs if (key := job.case.key(job.sha256)) in known]
    _tell(loaded, summaries, folder, as_json)
    if len(summaries) < len(jobs):
        click.echo(
            f"Interrupted after {len(summaries)} of {len(jobs)} cases; the same command goes on.", err=True
        )
        return exits.INTERRUPTED
    return exits.DONE if any(one["status"] == "done" for one in summaries) else exits.RULES_BROKEN


def _outcomes(
    jobs: list[Job], workers: int, dask: str | None, interrupted: Callable[[], bool]
) -> Iterator[tuple[Job, Outcome]]:
    if not jobs:
        return iter(())
    if dask is not None:
        from patrolplan.planning.sweep import cluster

        return cluster.solve_all(jobs, dask, workers, interrupted)
    from patrolplan.planning.sweep import processes

    return processes.solve_all(jobs, workers, interrupted)


def _tell(loaded: Loaded, summaries: list[dict[str, Any]], folder: Path, as_json: bool) -> None:
    """The table on the terminal; table and picture as files."""
    from patrolplan.cli.sweeping.plot import plot
    from patrolplan.cli.sweeping.table import as_csv, failures, table

    assert loaded.scenario is not None
    marking = loaded.scenario.marking
    release = f"  REL TO {', '.join(marking.release)}" if marking.release else ""
    (folder / "table.csv").write_text(as_csv(summaries), encoding="utf-8")
    text = json.dumps(summaries, ensure_ascii=False, indent=1)
    (folder / "table.json").write_text(text + "\n", encoding="utf-8")
    why = plot(summaries, loaded.scenario.name, f"{marking.classification}{release}", folder / "plot.png")
    if as_json:
        click.echo(text)
        return
    from rich.console import Console

    out = Console(highlight=False, markup=False)
    out.print(
        f"{marking.classification}{release}\n{loaded.scenario.name}: {len(summaries)} cases", soft_wrap=True
    )
    out.print()
    out.print(table(summaries))
    for number, line in enumerate(failures(summaries)):
        out.print(f"{'' if number else chr(10) + 'Failed:' + chr(10)}  {line}", soft_wrap=True)
    files = "table.csv, table.json" + ("" if why else ", plot.png")
    out.print(f"\n{folder}: {files}, cases/, plans/." + (f"\n{why}" if why else ""), soft_wrap=True)
