"""`patrolplan simulate`: the second witness of a plan's value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrolplan.cli import exits, options

if TYPE_CHECKING:
    from patrolplan.planning.solve import Effort
    from patrolplan.record.types import Record


def _stays(
    ctx: click.Context | None, param: click.Parameter | None, value: str | None
) -> tuple[float, float] | None:
    """`6h`, or `1h-8h` for any span between."""
    if value is None:
        return None
    first, dash, second = value.partition("-")
    low = options.span(ctx, param, first.strip())
    high = options.span(ctx, param, second.strip()) if dash else low
    if low is None or high is None or low > high:
        raise click.BadParameter(f"{value!r} is no range of stays; write it like 6h or 1h-8h", ctx, param)
    return float(low), float(high)


@click.command("simulate")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option("--runs", type=click.IntRange(2, 1_000_000), default=10_000, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of every draw.")
@click.option(
    "--law",
    type=click.Choice(["random", "definite", "inverse-cube"]),
    default="random",
    show_default=True,
    help="How a track that passes identifies: as in random search, which the plan's value assumes; all "
    "within half the sweep width; or by the inverse cube of range.",
)
@click.option(
    "--stays", metavar="SPAN", callback=_stays, help="How long things stay: 4h, or 1h-8h for any between."
)
@click.option(
    "--alone",
    type=click.Choice(["quick", "standard", "thorough"]),
    help="Let each nation plan by itself with this effort too, and tell what planning together gains.",
)
@click.option(
    "--plot",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Draw it (png, svg, pdf); needs matplotlib.",
)
@click.option("--force", is_flag=True, help="Replace the picture if it is there already.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, unrounded.")
def command(
    plan: Path,
    runs: int,
    seed: int,
    law: str,
    stays: tuple[float, float] | None,
    alone: Effort | None,
    plot: Path | None,
    force: bool,
    as_json: bool,
) -> int:
    """Draw things that begin at random and let the plan's recorded tracks go past them.

    Beginnings are Poisson at the plan's rates, anywhere in their sector; none of the plan's PODs are used.
    The mean over the runs should agree with the plan's value. Ends with 1 where the file is no plan.
    """
    from patrolplan.cli.simulating import report
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError
    from patrolplan.scenario.resolved import ResolvedError
    from patrolplan.simulation.fitness import UnfitError
    from patrolplan.simulation.simulate import simulate

    fault = None if plot is None else _fault(plot, force)
    if fault is not None:
        click.echo(fault, err=True)
        return exits.INPUT_WRONG
    try:
        record = file.read(plan)
        others = () if alone is None else _alone(record, alone)
        made = simulate(record, runs=runs, seed=seed, law=law, stay_s=stays, alone=others)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    except UnfitError as error:
        reasons = "".join(f"\n  {reason}" for reason in str(error).splitlines())
        click.echo(
            f"{plan}: does not hang together, so nothing is drawn; `patrolplan verify` says what is wrong:"
            f"{reasons}",
            err=True,
        )
        return exits.INPUT_WRONG
    except ResolvedError as error:
        click.echo(f"{plan}: the embedded scenario cannot be read: {error}", err=True)
        return exits.INPUT_WRONG
    if as_json:
        click.echo(json.dumps(report.as_json(record, made), ensure_ascii=False, indent=1))
    else:
        for line in report.lines(record, made):
            click.echo(line)
    if plot is not None:
        from patrolplan.simulation.plot import plot as draw

        try:
            draw(made, f"{record.plan.name}, issue {record.plan.issue}: {runs:,} runs", plot)
        except OSError as error:
            click.echo(f"{plot}: cannot be written: {error.strerror or error}", err=True)
            return exits.INPUT_WRONG
        click.echo(f"Picture: {plot}", err=True)
    return exits.DONE


def _fault(plot: Path, force: bool) -> str | None:
    """Why the picture cannot be drawn, in words."""
    import importlib.util

    if plot.suffix.lower() not in (".png", ".svg", ".pdf"):
        return f"{plot}: a picture ends in .png, .svg or .pdf"
    if importlib.util.find_spec("matplotlib") is None:
        return "a picture takes matplotlib: pip install 'patrolplan[plots]'"
    if plot.exists() and not force:
        return f"{plot} is there already; give another name, or --force to replace it"
    if not plot.parent.is_dir():
        return f"there is no folder {plot.parent} to write {plot.name} in"
    return None


def _alone(record: Record, effort: Effort) -> list[Record]:
    """Each nation's plan by itself; on a terminal with a word of what the wait is for."""
    from rich.console import Console

    from patrolplan.planning.alone import nations, plan_alone
    from patrolplan.scenario.resolved import from_json

    scenario = from_json(record.scenario)
    found = []
    with Console(stderr=True).status("") as status:
        for nation in nations(scenario):
            status.update(f"planning for {nation} alone")
            made = plan_alone(scenario, nation, record.source, seed=record.run.seed, effort=effort)
            if made is None:
                click.echo(f"{nation} alone can do no task", err=True)
            else:
                found.append(made)
    return found
