"""`patrolplan explain`: why this task, why not that one, why is water unwatched, why is a requirement
short.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from datetime import datetime

    from patrolplan.cli.explaining.answers import Answer
    from patrolplan.planning.explain.stage import Stage
    from patrolplan.record.types import Record


@click.command("explain")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option("--task", metavar="ID", help="What this task is worth, and the next best use then.")
@click.option(
    "--why-not",
    "why_not",
    nargs=3,
    metavar="ASSET SECTOR TIME",
    help="Why the asset is not there then: the rule against it, or what the best plan with it loses.",
)
@click.option("--unwatched", metavar="SECTOR", help="Why nobody is there: at --time, or when most is missed.")
@click.option("--time", "time", metavar="DTG", help="The time that --unwatched asks about.")
@click.option("--requirement", metavar="NAME", help="Why it is short, and what stands in its way.")
@click.option(
    "--effort",
    type=click.Choice(["quick", "standard", "thorough"]),
    help="Of solving again (--why-not, --requirement); the plan's own if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def command(
    plan: Path,
    task: str | None,
    why_not: tuple[str, str, str] | None,
    unwatched: str | None,
    time: str | None,
    requirement: str | None,
    effort: str | None,
    as_json: bool,
) -> int:
    """Answer one question about PLAN with figures that are computed again from it, never guessed."""
    asked = [one for one in (task, why_not, unwatched, requirement) if one]
    if len(asked) != 1:
        raise click.UsageError("Ask one thing: --task, --why-not, --unwatched or --requirement.")
    if time is not None and unwatched is None:
        raise click.UsageError("--time goes with --unwatched.")
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError
    from patrolplan.scenario.resolved import ResolvedError

    try:
        record = file.read(plan)
        answer = _answer(record, task, why_not, unwatched, time, requirement, effort)
    except (RecordError, ResolvedError, ValueError) as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    if isinstance(answer, str):
        click.echo(answer, err=True)
        return exits.INPUT_WRONG
    if as_json:
        click.echo(json.dumps(answer.figures, ensure_ascii=False, indent=1))
        return exits.DONE
    for line in answer.lines:
        click.echo(line)
    return exits.DONE


def _answer(
    record: Record,
    task: str | None,
    why_not: tuple[str, str, str] | None,
    unwatched: str | None,
    time: str | None,
    requirement: str | None,
    effort: Any,
) -> Answer | str:
    """The answer, or what is wrong with the question."""
    from rich.console import Console

    from patrolplan.cli.explaining import answers
    from patrolplan.planning.explain.requirement import requirements, why_short
    from patrolplan.planning.explain.stage import stage

    chosen: Any = effort or record.run.effort
    aside = Console(stderr=True)
    if requirement:
        known = requirements(record)
        if requirement not in known:
            return f"no requirement {requirement!r} is short; short are {', '.join(known) or 'none'}"
        with aside.status("solving without what stands in its way"):
            return answers.of_requirement(record, why_short(record, requirement, chosen))
    with aside.status("laying the plan out"):
        on = stage(record)
        if task:
            return _of_task(on, task)
        if unwatched:
            return _of_water(on, unwatched, time)
        assert why_not
        return _of_why_not(on, why_not, chosen)


def _of_task(on: Stage, name: str) -> Answer | str:
    from patrolplan.cli.explaining import answers
    from patrolplan.planning.explain.task import why_task

    try:
        return answers.of_task(on, why_task(on, name))
    except KeyError:
        return _unknown("task", name, [task.id for task in on.record.tasks])


def _of_water(on: Stage, sector: str, time: str | None) -> Answer | str:
    from patrolplan.cli.explaining import answers
    from patrolplan.planning.explain.unwatched import why_unwatched

    if sector not in on.rows:
        return _unknown("sector", sector, list(on.rows))
    return answers.of_water(on, why_unwatched(on, sector, None if time is None else _time(time)))


def _of_why_not(on: Stage, asked: tuple[str, str, str], effort: Any) -> Answer | str:
    from patrolplan.cli.explaining import answers
    from patrolplan.planning.explain.why_not import why_not

    asset, sector, time = asked
    if asset not in (*on.scenario.ships, *on.scenario.aircraft):
        return _unknown("asset", asset, [*on.scenario.ships, *on.scenario.aircraft])
    if sector not in on.rows:
        return _unknown("sector", sector, list(on.rows))
    return answers.of_why_not(on, why_not(on, asset, sector, _time(time), effort))


def _time(text: str) -> datetime:
    from patrolplan.scenario.values.problem import BadValueError
    from patrolplan.scenario.values.time import parse_time

    try:
        return parse_time(text)
    except BadValueError as error:
        raise ValueError(f"{error.message}; {error.cure}") from None


def _unknown(what: str, name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 3, 0.4)
    hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(known[:12])}, ..."
    return f"the plan has no {what} {name!r}; {hint}"
