"""`patrolplan show`: a plan as a page in the terminal, or its figures as JSON."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.record.types import Record

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


def _picture(_: click.Context, __: click.Parameter, target: Path | None) -> Path | None:
    """A file whose name says what kind of picture it is."""
    if target is not None and target.suffix.lower() not in (".png", ".svg"):
        raise click.BadParameter(f"{target.name}: give a name that ends in .png or .svg")
    return target


@click.command("show")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option(
    "--by", type=click.Choice(TABLES), default="asset", show_default=True, help="What the table is about."
)
@click.option(
    "--zone", metavar="LETTER", callback=_zone, help="Show times in this zone beside Z: I is Japan, H China."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, unrounded and whole.")
@click.option(
    "--plot",
    metavar="FILE.png|svg",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_picture,
    help="Draw the map and the timeline as a picture instead; needs matplotlib.",
)
@click.option("--force", is_flag=True, help="Draw over a file that is there.")
def command(plan: Path, by: str, zone: str | None, as_json: bool, plot: Path | None, force: bool) -> int:
    """Print a plan: how good it is, who is where, a table, and the water that nobody watches.

    With --plot it is drawn instead, as a still picture for a slide. It shows what the file says and judges
    nothing: patrolplan verify does.
    """
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    try:
        record = file.read(plan)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    if plot is not None:
        return _draw(record, plot, force)
    if as_json:
        from patrolplan.cli.showing.document import document

        click.echo(json.dumps(document(record, by), ensure_ascii=False, indent=1))
        return exits.DONE
    from rich.console import Console

    from patrolplan.cli.showing.page import show

    show(record, by, zone, Console(highlight=False, markup=False, emoji=False))
    return exits.DONE


def _draw(record: Record, target: Path, force: bool) -> int:
    """Write the picture; matplotlib may be missing, and a file may be there."""
    from patrolplan.cli.target import fault

    if (wrong := fault(target, force)) is not None:
        click.echo(wrong, err=True)
        return exits.INPUT_WRONG
    if importlib.util.find_spec("matplotlib") is None:
        click.echo("a picture takes matplotlib: pip install 'patrolplan[plots]'", err=True)
        return exits.INPUT_WRONG
    from patrolplan.cli.picturing.draw import draw

    picture = draw(record, target.suffix.lower()[1:])
    try:
        target.write_bytes(picture)
    except OSError as error:
        click.echo(f"cannot write {target}: {error.strerror or error}", err=True)
        return exits.INPUT_WRONG
    click.echo(f"wrote {target}")
    return exits.DONE
