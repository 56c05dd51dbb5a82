"""`patrolplan export`: the plan as files that ships, aircraft and other systems load."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.export.table import Choices
    from patrolplan.export.view.types import View

FORMATS: Final = ("geojson", "kml", "rtz", "gpx", "ics", "csv", "cot", "tasking", "turnover", "gpkg")


def _moment(_: click.Context, __: click.Parameter, text: str | None) -> datetime | None:
    """A time as planners write it."""
    if text is None:
        return None
    from patrolplan.scenario.values.problem import BadValueError
    from patrolplan.scenario.values.time import parse_time

    try:
        return parse_time(text)
    except BadValueError as error:
        raise click.BadParameter(f"{error.message}; {error.cure}") from None


@click.command("export")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="What to write; left out, the file's ending tells."
)
@click.option("-o", "--output", "target", metavar="OUT", type=click.Path(path_type=Path), help="Where to.")
@click.option("--asset", metavar="NAME", help="One ship or detachment alone.")
@click.option(
    "--nation", metavar="CODE", help="For this nation's eyes: its own in full, of others water and time."
)
@click.option("--all", "everything", is_flag=True, help="Every format and asset, into the folder OUT.")
@click.option(
    "--rtz", "revision", type=click.Choice(["1.0", "1.2"]), default="1.2", show_default=True,
    help="Which RTZ an ECDIS reads.",
)  # fmt: skip
@click.option("--at", metavar="TIME", callback=_moment, help="Turnover: from when (241200ZSEP18).")
@click.option(
    "--since", metavar="OLD.json", type=click.Path(path_type=Path), help="Turnover: what changed since."
)
@click.option("--force", is_flag=True, help="Replace what is there already.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def command(
    plan: Path,
    form: str | None,
    target: Path | None,
    asset: str | None,
    nation: str | None,
    everything: bool,
    revision: str,
    at: datetime | None,
    since: Path | None,
    force: bool,
    as_json: bool,
) -> int:
    r"""Write the plan for ECDIS, TAK, Google Earth, QGIS, calendars, spreadsheets and paper.

    \b
    geojson  maps and QGIS               csv       spreadsheets
    kml      Google Earth, with time     cot       TAK: .xml events, .zip data package
    rtz      ECDIS: .rtz one ship, .zip  tasking   .txt message of one asset, .zip of all
    gpx      plotters                    turnover  .txt or .html, a page for one asset
    ics      calendars                   gpkg      QGIS (extra gpkg)

    Every product carries the marking, the plan's name and issue, and a seal: patrolplan check-export knows
    a stale file by it. With --nation a product shows that nation's own tasking in full, and of the others
    only what the scenario releases to it: else the sectors and times that are reserved, and no more.
    """
    from patrolplan.cli.exporting.choice import chosen
    from patrolplan.export.errors import ExportError
    from patrolplan.export.table import Choices
    from patrolplan.export.view.build import narrowed, view
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    if everything and (form is not None or target is None):
        raise click.UsageError("--all writes every format into a folder: give it with -o, and no --format")
    ending, make = ("", None) if everything else chosen(form, target)[1:]
    if fault := _fault(target, everything, force):
        return _refused(fault)
    try:
        record = file.read(plan)
        older = file.read(since) if since is not None else None
        shown = view(record, nation.upper() if nation is not None else None)
        if asset is not None:
            shown = narrowed(shown, asset)
        stem = target.stem if target is not None and not everything else None
        choices = Choices("1.0" if revision == "1.0" else "1.2", at, older, stem)
        if make is None:
            assert target is not None
            return _folder(shown, choices, target, as_json)
        data = make(shown, choices)
    except (RecordError, ExportError) as error:
        return _refused(str(error))
    if target is None:
        if ending in (".zip", ".gpkg"):
            raise click.UsageError(f"{form} is no text: give it a file with -o")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return exits.DONE
    return _written({target: data}, shown, as_json)


def _fault(target: Path | None, everything: bool, force: bool) -> str | None:
    """Why it cannot be written there, before any work is done."""
    if target is None:
        return None
    if everything:
        from patrolplan.cli.exporting.disk import folder_fault

        return folder_fault(target, force)
    from patrolplan.cli.target import fault

    return fault(target, force)


def _folder(shown: View, choices: Choices, folder: Path, as_json: bool) -> int:
    from patrolplan.export.all_files import all_files

    return _written({folder / name: data for name, data in all_files(shown, choices)}, shown, as_json)


def _written(files: dict[Path, bytes], shown: View, as_json: bool) -> int:
    """Write the files and say what they are."""
    from patrolplan.cli.exporting.disk import put

    for path, data in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, data)
        except OSError as error:
            return _refused(f"{path} cannot be written: {error.strerror or error}")
    stamp = shown.stamp
    if as_json:
        rows = [{"file": str(path), "bytes": len(data)} for path, data in files.items()]
        answer = {"plan": stamp.title, "audience": stamp.audience, "seal": stamp.seal, "files": rows}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
        return exits.DONE
    total = sum(map(len, files.values()))
    what = str(next(iter(files))) if len(files) == 1 else f"{len(files)} files"
    click.echo(f"wrote {what} ({total / 1000:,.0f} kB): {stamp.title}, for {stamp.audience}, {stamp.marking}")
    return exits.DONE


def _refused(message: str) -> int:
    click.echo(message, err=True)
    return exits.INPUT_WRONG
