"""`patrolplan init`: a commented scenario to start from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrolplan.cli import exits
from patrolplan.scenario.templates import THEATRES, text

if TYPE_CHECKING:
    from patrolplan.scenario.files.geojson import Feature
    from patrolplan.scenario.starting.fleet import Asset


@click.command("init")
@click.argument("file", default="scenario.yaml", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--theatre",
    type=click.Choice(THEATRES),
    help=f"A worked example, or the least that a scenario needs.  [default: {THEATRES[0]}]",
)
@click.option(
    "--areas", "drawn", type=click.Path(path_type=Path), metavar="GEOJSON",
    help="Start from areas drawn in a GIS: polygons with a name, transfers_per_day or priority.",
)  # fmt: skip
@click.option(
    "--assets", "fleet", type=click.Path(path_type=Path), metavar="CSV",
    help="Start from a list of ships and detachments, one a row: docs/starting.md lists the columns.",
)  # fmt: skip
@click.option(
    "--start", default="2030-01-01T00:00Z", help="When the horizon opens, with --areas or --assets."
)
@click.option("--length", default="24h", help="How long it is.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(
    file: Path,
    theatre: str | None,
    drawn: Path | None,
    fleet: Path | None,
    start: str,
    length: str,
    force: bool,
) -> int:
    """Write a commented scenario to FILE (scenario.yaml). What it writes of itself passes `check`.

    With --areas and --assets it is made of these files; where `check` finds mistakes in what they hold, the
    scenario is written all the same, to be mended there, and they are told.
    """
    if theatre is not None and (drawn is not None or fleet is not None):
        raise click.UsageError("--theatre is an example of its own: leave it out beside --areas and --assets")
    content: str | None = text(theatre or THEATRES[0])
    if drawn is not None or fleet is not None:
        content = _made(file, drawn, fleet, start, length)
    if content is None:
        return exits.INPUT_WRONG
    try:
        _write(file, content, force)
    except FileExistsError:
        click.echo(f"{file} is there already; give another name, or --force to write over it.", err=True)
        return exits.INPUT_WRONG
    except OSError as error:
        click.echo(f"cannot write {file}: {error.strerror or error}", err=True)
        return exits.INPUT_WRONG
    sound = (drawn is None and fleet is None) or _sound(file)
    click.echo(f"wrote {file}. Next: patrolplan check {_quoted(file)}")
    return exits.DONE if sound else exits.INPUT_WRONG


def _made(file: Path, drawn: Path | None, fleet: Path | None, start: str, length: str) -> str | None:
    """A scenario from files; None where one of them cannot be read, which is told."""
    from patrolplan.scenario.starting.make import start_from
    from patrolplan.scenario.starting.slip import SlipError

    try:
        areas = None if drawn is None else _areas(drawn)
        assets = None if fleet is None else _assets(fleet)
        sources = [path.name for path in (drawn, fleet) if path is not None]
        return start_from(file.stem, areas, assets, sources, start, length)
    except SlipError as error:
        where = error.where if drawn is None or error.where != "areas" else str(drawn)
        click.echo(f"{where}: {error.message}; {error.cure}", err=True)
        return None


def _areas(path: Path) -> tuple[Feature, ...]:
    from patrolplan.scenario.files.geojson import GeoJsonError, features
    from patrolplan.scenario.starting.slip import SlipError

    try:
        return features(_read(path))
    except GeoJsonError as error:
        raise SlipError(str(path), error.message, error.cure) from None


def _assets(path: Path) -> tuple[Asset, ...]:
    from patrolplan.scenario.starting.fleet import assets

    return assets(str(path), _read(path))


def _read(path: Path) -> str:
    """A file's text, or the reason why not as a SlipError."""
    from patrolplan.scenario.starting.slip import SlipError
    from patrolplan.scenario.text.reading import read_source

    source, problems = read_source(path)
    if problems:
        raise SlipError(str(path), problems[0].message, problems[0].cure or "check the path")
    return source.text


def _sound(file: Path) -> bool:
    """Whether what was made of the planner's files passes; what does not is told."""
    from patrolplan.cli.check import report
    from patrolplan.scenario.read import load

    return report(load(file), water=True)


def _write(file: Path, content: str, force: bool) -> None:
    """Write the whole file or none; without `force` never over one that is there."""
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            partial.replace(file)
        else:
            _create(partial, file)
    finally:
        partial.unlink(missing_ok=True)


def _create(partial: Path, file: Path) -> None:
    """Give `partial` the name `file`. Raises FileExistsError where that name is taken."""
    try:
        # A link refuses a taken name in the same step: nobody's file is lost between a look and a write.
        file.hardlink_to(partial)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this file system
        if file.exists():
            raise FileExistsError(file) from None
        partial.replace(file)


def _quoted(file: Path) -> str:
    import shlex

    return shlex.quote(str(file))
