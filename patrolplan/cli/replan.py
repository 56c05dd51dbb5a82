"""`patrolplan replan`: a new issue of a plan that has begun."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patrolplan.cli import exits, options

if TYPE_CHECKING:
    from datetime import datetime

    from patrolplan.planning.replan.replan import Replanned
    from patrolplan.record.types import Record


def _moment(ctx: click.Context | None, param: click.Parameter | None, text: str | None) -> datetime | None:
    """A DTG or ISO 8601 time with its zone."""
    if text is None:
        return None
    from patrolplan.scenario.values.problem import BadValueError
    from patrolplan.scenario.values.time import parse_time

    try:
        return parse_time(text)
    except BadValueError as error:
        raise click.BadParameter(f"{error.message}; {error.cure}", ctx, param) from None


@click.command("replan")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option("--at", required=True, metavar="DTG", callback=_moment, help="Now: 270600ZSEP18.")
@click.option(
    "--event", "event", metavar="FILE", type=click.Path(path_type=Path), help="What has happened, as YAML."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the new plan goes (JSON).")
@click.option(
    "--freeze", "freeze_s", metavar="SPAN", callback=options.span, help="Nothing moves so long: 6h."
)
@click.option("--tasks", type=click.IntRange(0), metavar="K", help="At most K tasks change.")
@click.option("--nations", type=click.IntRange(0), metavar="K", help="At most K nations are affected.")
@click.option(
    "--price",
    type=click.FloatRange(0),
    default=0.0,
    help="What each changed task costs, in what the plan counts.",
)
@click.option("--frontier", is_flag=True, help="Show what more changes would bring.")
@click.option(
    "--effort",
    type=click.Choice(["quick", "standard", "thorough"]),
    default="quick",
    show_default=True,
    help="How many rounds to search, where as many tasks may change as pay.",
)
@click.option("--seed", type=click.IntRange(0), help="Of the search; the plan's own if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@click.option("--force", is_flag=True, help="Replace the plan file if it is there already.")
def command(
    plan: Path,
    at: datetime,
    event: Path | None,
    output: Path | None,
    freeze_s: int | None,
    tasks: int | None,
    nations: int | None,
    price: float,
    frontier: bool,
    effort: str,
    seed: int | None,
    as_json: bool,
    force: bool,
) -> int:
    """Change PLAN from a moment on, after what has happened, with as few changes as wanted.

    Tasks and sorties that have begun by then, or within the freeze period, stay. Changes that an event
    forces are not counted against --tasks and --nations.
    """
    from patrolplan.cli.target import fault
    from patrolplan.planning.replan.search.limited import Limits
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    if output is None and not frontier:
        raise click.UsageError(
            "Say with -o where the new plan goes (or --frontier to see the trade-off alone)."
        )
    wrong = None if output is None else fault(output, force)
    if wrong is not None:
        click.echo(wrong, err=True)
        return exits.INPUT_WRONG
    try:
        record = file.read(plan)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    limits = Limits(tasks, nations, price)
    found = _replan(record, at, event, freeze_s or 0, limits, frontier, effort, seed)
    if isinstance(found, int):
        return found
    if output is not None:
        file.write(output, found.record, force)
    _tell(record, found, output, frontier, as_json)
    return exits.DONE


def _replan(
    record: Record,
    at: datetime,
    event: Path | None,
    freeze_s: int,
    limits: Any,
    frontier: bool,
    effort: Any,
    seed: int | None,
) -> Replanned | int:
    """The new plan, or the exit code with the reason told."""
    from rich.console import Console

    from patrolplan.cli.interrupt import Interrupt
    from patrolplan.cli.live import watcher
    from patrolplan.planning.errors import NoPlanError
    from patrolplan.planning.replan.events import NOTHING, EventError, read_events
    from patrolplan.planning.replan.replan import replan
    from patrolplan.scenario.resolved import from_json
    from patrolplan.sea.theatre import WaterError

    watch = watcher(Console(stderr=True))
    try:
        events = NOTHING
        if event is not None:
            text = event.read_text(encoding="utf-8")
            events = read_events(event.name, text, from_json(record.scenario), record)
        with Interrupt(lambda _: watch.say("Ctrl-C: the best so far is taken")) as interrupted, watch:
            return replan(
                record,
                at,
                events,
                freeze_s=freeze_s,
                limits=limits,
                frontier=frontier,
                seed=seed,
                effort=effort,
                progress=watch.update,
                interrupted=interrupted,
            )
    except (OSError, UnicodeDecodeError) as error:
        click.echo(f"{event}: cannot be read: {error}", err=True)
    except (EventError, WaterError, ValueError) as error:
        click.echo(str(error), err=True)
    except NoPlanError as error:
        click.echo(
            "\n".join([f"No plan: {error.message}.", *(f"  {reason}" for reason in error.reasons)]), err=True
        )
        return exits.RULES_BROKEN
    return exits.INPUT_WRONG


def _tell(old: Record, found: Replanned, output: Path | None, frontier: bool, as_json: bool) -> None:
    total = old.score.total
    if as_json:
        click.echo(json.dumps(_document(found, output), ensure_ascii=False, indent=1))
        return
    click.echo(f"{old.plan.name}, issue {old.plan.issue} -> issue {found.record.plan.issue}")
    forced = f"{found.forced} task{'s' * (found.forced != 1)} changed by force"
    click.echo(f"{forced}, {found.changes} by choice.")
    lines = [("the old plan had", old.score.value), ("of it still holds", found.kept)]
    lines.append(("the new plan has", found.record.score.value))
    if found.most is not None:
        lines.append(("no plan with this past exceeds", found.most))
    for words, value in lines:
        click.echo(f"  {words:<31} {value:8.3f}  {value / total if total > 0 else 0.0:6.1%}")
    if frontier:
        click.echo("\nWhat changes bring (tasks changed by choice, reached):")
        for point in found.frontier:
            click.echo(
                f"  {point.changes:>4}  {point.value:8.3f}  {point.value / total if total > 0 else 0.0:6.1%}"
            )
    if output is not None:
        click.echo(f"\nPlan saved in {output}. See patrolplan diff for what each nation must be told.")


def _document(found: Replanned, output: Path | None) -> dict[str, Any]:
    score = found.record.score
    return {
        "plan": None if output is None else str(output),
        "issue": found.record.plan.issue,
        "forced": found.forced,
        "changes": found.changes,
        "kept": found.kept,
        "value": score.value,
        "coverage": score.coverage,
        "bound": found.most,
        "frontier": [{"changes": one.changes, "value": one.value} for one in found.frontier],
        "remarks": list(found.record.run.remarks),
    }
