"""`patrolplan show`: a plan as a page in the terminal, or its figures as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import click

from patrolplan.cli import exits

TABLES: Final = ("asset", "area", "sector", "period", "nation", "sortie", "task")


def _zone(_: click.Context, __: click.Parameter, letter: str | None) -> str | None:
    """A zone letter, in capitals."""
    if letter is None:
        return None
    from patrolplan.measures.times.dtg import offset_h

    try:
        offset_h(letter)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return letter.upper()


@click.command("show")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option(
    "--by", type=click.Choice(TABLES), default="asset", show_default=True, help="What the table is about."
)
@click.option(
    "--zone", metavar="LETTER", callback=_zone, help="Show times in this zone beside Z: I is Japan, H China."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, unrounded and whole.")
def command(plan: Path, by: str, zone: str | None, as_json: bool) -> None:
    """Print a plan: how good it is, who is where, a table, and the water that nobody watches.

    It shows what the file says and judges nothing: patrolplan verify does.
    """
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    try:
        record = file.read(plan)
    except RecordError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(exits.INPUT_WRONG) from None
    if as_json:
        from patrolplan.cli.showing.document import document

        click.echo(json.dumps(document(record, by), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    from patrolplan.cli.showing.page import show

    show(record, by, zone, Console(highlight=False, markup=False, emoji=False))
