"""`patrolplan value`: what each asset, sortie, crew, airframe, caveat, zone and hour is worth."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.cli.valuing.figures import Figure
    from patrolplan.planning.value.assess import Worth
    from patrolplan.planning.value.things import Thing
    from patrolplan.record.types import Record


@click.command("value")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option(
    "--of",
    "names",
    multiple=True,
    metavar="NAME",
    help="Solve again without this thing, named as in the table: an asset, a caveat. May be given again.",
)
@click.option(
    "--top",
    type=click.IntRange(0),
    metavar="N",
    help="Solve again for the N things of the highest price. Without --of and --top: ten; 0: prices only.",
)
@click.option(
    "--effort",
    type=click.Choice(["quick", "standard", "thorough"]),
    help="Of each solve; the plan's own if left out.",
)
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Solves at a time; as many as there are cores if left out."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, unrounded and whole.")
def command(
    plan: Path,
    names: tuple[str, ...],
    top: int | None,
    effort: str | None,
    workers: int | None,
    as_json: bool,
) -> int:
    """Say what each thing in PLAN is worth.

    The price is first-order: by how much the proven bound changes at the plan's own levels. For those asked
    for the scenario is solved again, and what both plans and bounds prove about the difference is told as an
    interval.
    """
    from patrolplan.planning.value.things import things
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError
    from patrolplan.scenario.resolved import ResolvedError, from_json

    try:
        record = file.read(plan)
        scenario = from_json(record.scenario)
    except (RecordError, ResolvedError) as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    found = things(scenario)
    asked = _named(found, names)
    if isinstance(asked, str):
        click.echo(asked, err=True)
        return exits.INPUT_WRONG
    priced = _priced(record, found)
    if isinstance(priced, str):
        click.echo(f"{plan}: {priced}", err=True)
        return exits.INPUT_WRONG
    count = top if top is not None else 0 if names else 10
    asked += [one.thing for one in priced[:count] if one.thing not in asked]
    answers, whole = _solved(record, asked, effort, workers or os.cpu_count() or 1)
    figures = [_with(one, answers) for one in priced]
    if as_json:
        click.echo(json.dumps(_document(record, figures), ensure_ascii=False, indent=1))
    else:
        from rich.console import Console

        from patrolplan.cli.valuing.page import show

        show(record, figures, Console(highlight=False, markup=False, emoji=False))
    return exits.DONE if whole else exits.INTERRUPTED


def _named(found: tuple[Thing, ...], names: tuple[str, ...]) -> list[Thing] | str:
    """The things by these names, or what is wrong."""
    from difflib import get_close_matches

    known = {thing.name: thing for thing in found}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(known)}"
            return f"the plan's scenario has no {name!r}{hint}"
    return [known[name] for name in dict.fromkeys(names)]


def _priced(record: Record, found: tuple[Thing, ...]) -> list[Figure] | str:
    """Everything with its first-order price, the dearest first; or why there are no prices."""
    from rich.console import Console

    from patrolplan.cli.valuing.figures import Figure
    from patrolplan.verify.bound.shadow import shadow

    figures = []
    with Console(stderr=True).status("taking every bid at the plan's levels"):
        try:
            at = shadow(record)
        except ValueError as error:
            return f"its prices do not fit its scenario: {error}"
        for thing in found:
            price, why = None, ""
            if at is None:
                why = "the plan carries no prices"
            elif thing.kind in ("crew", "airframe", "requirement"):
                why = "the bound does not count it"
            elif thing.kind == "asset":
                price = at.asset(thing.name)
            else:
                change = at.change(thing.changed(at.scenario))
                price = None if change is None else change if thing.gives else -change
                why = "the water changes with it" if change is None else ""
            figures.append(Figure(thing, price, why, None))
    return sorted(figures, key=lambda one: -(one.price if one.price is not None else -1.0))


def _solved(
    record: Record, asked: list[Thing], effort: str | None, workers: int
) -> tuple[dict[str, Worth], bool]:
    """What solving again says of those asked for, by name, and whether all of them were."""
    from typing import cast

    from patrolplan.cli.interrupt import Interrupt
    from patrolplan.planning.value.assess import worths

    found: dict[str, Worth] = {}
    with Interrupt(lambda _: click.echo("Ctrl-C: what is done is shown", err=True)) as interrupted:
        for worth in worths(record, asked, cast(Any, effort), workers, interrupted):
            found[worth.thing.name] = worth
            click.echo(f"{len(found)}/{len(asked)} solved again: {worth.thing.words}", err=True)
    return found, len(found) == len(asked)


def _with(figure: Figure, answers: dict[str, Worth]) -> Figure:
    from dataclasses import replace

    return replace(figure, worth=answers.get(figure.thing.name))


def _document(record: Record, figures: list[Figure]) -> dict[str, Any]:
    return {
        "score": {"objective": record.score.objective, "bound": record.score.bound},
        "things": [
            {
                "kind": one.thing.kind,
                "name": one.thing.name,
                "gives": one.thing.gives,
                "price": one.price,
                "unpriced": one.unpriced or None,
                "solved": None if one.worth is None else _worth(one.worth),
            }
            for one in figures
        ],
    }


def _worth(worth: Worth) -> dict[str, Any]:
    return {
        "low": None if worth.interval is None else worth.interval.low,
        "high": None if worth.interval is None else worth.interval.high,
        "objective": None if worth.score is None else worth.score.objective,
        "bound": None if worth.score is None else worth.score.bound,
        "why": worth.why or None,
    }
