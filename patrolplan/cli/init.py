"""`patrolplan init`: a commented scenario to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from patrolplan.cli import exits
from patrolplan.scenario.templates import THEATRES, text


@click.command("init")
@click.argument("file", default="scenario.yaml", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--theatre",
    type=click.Choice(THEATRES),
    default=THEATRES[0],
    show_default=True,
    help="What to start from: a worked example, or the least that a scenario needs.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(file: Path, theatre: str, force: bool) -> int:
    """Write a commented scenario to FILE (scenario.yaml). It passes `check` as it stands."""
    try:
        _write(file, text(theatre), force)
    except FileExistsError:
        click.echo(f"{file} is there already; give another name, or --force to write over it.", err=True)
        return exits.INPUT_WRONG
    except OSError as error:
        click.echo(f"cannot write {file}: {error.strerror or error}", err=True)
        return exits.INPUT_WRONG
    click.echo(f"wrote {file}. Next: patrolplan check {_quoted(file)}")
    return exits.DONE


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
