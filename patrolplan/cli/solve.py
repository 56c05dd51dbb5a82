"""`patrolplan solve`: from a scenario to a plan file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrolplan.cli import exits, options

if TYPE_CHECKING:
    from collections.abc import Callable

    from patrolplan.cli.live import Watcher
    from patrolplan.cli.run_log import RunLog
    from patrolplan.planning.solve import Effort
    from patrolplan.record.types import Record, Source
    from patrolplan.scenario.read import Loaded


@click.command("solve")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Where the plan goes (JSON)."
)
@click.option(
    "--effort",
    type=click.Choice(["quick", "standard", "thorough"]),
    default="standard",
    show_default=True,
    help="How many rounds to search. Equal effort and seed give equal plans.",
)
@click.option(
    "--gap", metavar="SHARE", callback=options.gap, help="Stop once proven this near to the best: 1% or 0.01."
)
@click.option(
    "--time",
    "seconds",
    metavar="SPAN",
    callback=options.span,
    help="Stop the search after so long: 60s, 5min. If it strikes, equal plans are not promised.",
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of every random choice.")
@click.option("--variant", help="Which of the scenario's overrides to apply.")
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="Change one value: --set 'ships.\"HMAS Melbourne\".transit=15kn'. May be given again.",
)
@click.option(
    "--previous",
    metavar="PLAN.json",
    type=click.Path(path_type=Path),
    help="The plan before: where it leaves ships, what its crews have flown, which airframes are out.",
)
@click.option(
    "--log",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write how the run goes, a line of JSON for each state: value, bound, gap, seconds.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--force", is_flag=True, help="Replace the plan file (and the log) if it is there already.")
def command(
    file: Path,
    output: Path,
    effort: Effort,
    gap: float | None,
    seconds: int | None,
    seed: int,
    variant: str | None,
    sets: tuple[str, ...],
    previous: Path | None,
    log: Path | None,
    as_json: bool,
    force: bool,
) -> int:
    """Make a patrol plan from the scenario FILE, with a proof of how near to the best it is.

    Whatever ends the run, Ctrl-C too, the best plan so far is saved.
    """
    from patrolplan.cli.check import report
    from patrolplan.cli.target import fault
    from patrolplan.scenario.read import load

    loaded = load(file, variant=variant, sets=sets)
    if not report(loaded, water=True):
        return exits.INPUT_WRONG
    wrong = fault(output, force)
    if wrong is not None:
        click.echo(wrong, err=True)
        return exits.INPUT_WRONG
    if previous is not None:
        loaded, wrong = _after(loaded, previous)
        if wrong is not None:
            click.echo(wrong, err=True)
            return exits.INPUT_WRONG
    if log is None:
        return _run(loaded, output, effort, gap, seconds, seed, None, as_json, force)
    run_log = _log(log, output, loaded, effort, gap, seconds, seed, force)
    if isinstance(run_log, str):
        click.echo(run_log, err=True)
        return exits.INPUT_WRONG
    try:
        return _run(loaded, output, effort, gap, seconds, seed, run_log, as_json, force)
    finally:
        run_log.close()
        if run_log.trouble is not None:
            click.echo(f"the log {log} ends early: {run_log.trouble}", err=True)


def _log(
    path: Path,
    output: Path,
    loaded: Loaded,
    effort: Effort,
    gap: float | None,
    seconds: int | None,
    seed: int,
    force: bool,
) -> RunLog | str:
    """The log of a run that begins now, or why there can be none."""
    import os

    from patrolplan import __version__
    from patrolplan.cli.run_log import RunLog
    from patrolplan.cli.target import fault

    if os.path.realpath(path) in (os.path.realpath(output), os.path.realpath(loaded.file)):
        return f"{path} is the scenario or the plan; give the log a name of its own"
    wrong = fault(path, force)
    if wrong is not None:
        return wrong.replace("the plan a file name", "the log a file name")
    source = _source(loaded)
    head = {"scenario": source.file, "sha256": source.sha256, "variant": source.variant, "sets": source.sets}
    asked = {"seed": seed, "effort": effort, "gap_wanted": gap, "time_limit_s": seconds}
    try:
        return RunLog(path, {"version": __version__, **head, **asked})
    except OSError as error:
        return f"{path} cannot be written: {error.strerror}; give another name"


def _after(loaded: Loaded, previous: Path) -> tuple[Loaded, str | None]:
    """The scenario with what the plan before leaves to it, or what is wrong."""
    from dataclasses import replace

    from patrolplan.planning.previous import carried
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    assert loaded.scenario is not None
    try:
        return replace(loaded, scenario=carried(loaded.scenario, file.read(previous))), None
    except (RecordError, ValueError) as error:
        return loaded, str(error)


def _run(
    loaded: Loaded,
    output: Path,
    effort: Effort,
    gap: float | None,
    seconds: int | None,
    seed: int,
    log: RunLog | None,
    as_json: bool,
    force: bool,
) -> int:
    """Plan, save, and say what came of it."""
    from rich.console import Console

    from patrolplan.cli.interrupt import Interrupt
    from patrolplan.cli.live import watcher
    from patrolplan.cli.target import save
    from patrolplan.record.errors import RecordError

    aside = Console(stderr=True)
    watch = watcher(aside)
    if log is not None:
        from patrolplan.cli.run_log import LoggedWatcher

        watch = LoggedWatcher(watch, log)
    with Interrupt(lambda times: watch.say(_notice(times))) as interrupted:
        with watch:
            record = _plan(loaded, effort, gap, seconds, seed, watch, interrupted)
        if log is not None:
            log.end(None if isinstance(record, int) else record)
        if isinstance(record, int):
            return record
        try:
            path, elsewhere = save(output, record, force)
        except RecordError as error:
            click.echo(f"the plan could not be saved anywhere: {error}", err=True)
            return exits.INPUT_WRONG
    _tell(record, path, elsewhere, as_json)
    if interrupted():
        click.echo(f"Interrupted: the best plan so far is saved in {path}.", err=True)
        return exits.INTERRUPTED
    return exits.DONE if elsewhere is None else exits.INPUT_WRONG


def _notice(times: int) -> str:
    if times == 1:
        return "Ctrl-C: the best plan so far will be saved; a moment, please"
    return "still saving"


def _plan(
    loaded: Loaded,
    effort: Effort,
    gap: float | None,
    seconds: int | None,
    seed: int,
    watch: Watcher,
    interrupted: Callable[[], bool],
) -> Record | int:
    """The plan, or the exit code where there can be none, with the reason told."""
    from patrolplan.planning.errors import NoPlanError
    from patrolplan.planning.progress import Progress

    watch.update(Progress("starting"))  # before what is slow to import
    from patrolplan.planning.solve import solve_scenario
    from patrolplan.sea.theatre import WaterError

    assert loaded.scenario is not None
    try:
        return solve_scenario(
            loaded.scenario,
            _source(loaded),
            seed=seed,
            effort=effort,
            gap=gap,
            seconds=seconds,
            progress=watch.update,
            interrupted=interrupted,
        )
    except WaterError as error:
        watch.say(f"{loaded.file}: {error.message}\n  {error.cure}")
        return exits.INPUT_WRONG
    except NoPlanError as error:
        lines = [f"No plan: {error.message}.", *(f"  {reason}" for reason in error.reasons)]
        if interrupted():
            watch.say("\n".join(("Interrupted before there was a plan; nothing is saved.", *lines)))
            return exits.INTERRUPTED
        watch.say("\n".join(lines))
        return exits.RULES_BROKEN


def _source(loaded: Loaded) -> Source:
    """Where the scenario came from. The file's name alone: a plan tells nobody our folders."""
    from patrolplan.record.types import Source

    return Source(Path(loaded.file).name, loaded.sha256, loaded.variant, tuple(loaded.sets))


def _tell(record: Record, path: Path, elsewhere: str | None, as_json: bool) -> None:
    """Print the result."""
    from patrolplan.cli import solved

    if elsewhere is not None:
        click.echo(f"{elsewhere}\nThe plan is saved in {path} instead.", err=True)
    if as_json:
        click.echo(json.dumps(solved.as_json(record, path, elsewhere), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    out = Console(highlight=False, markup=False)
    out.print(solved.headline(record), soft_wrap=True)
    out.print()
    out.print(solved.table(record))
    for remark in record.run.remarks:
        out.print(f"Note: {remark}.", soft_wrap=True)
    out.print(f"\nPlan saved in {path}.\n{solved.following(path)}", soft_wrap=True)
