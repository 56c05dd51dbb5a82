"""`patrolplan brief`: a plan as one page that opens from a file, without a network."""

from __future__ import annotations

from pathlib import Path

import click

from patrolplan.cli import exits


@click.command("brief")
@click.argument("plan", metavar="PLAN.json", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="Write the page to this file.",
)
@click.option(
    "--against",
    metavar="OLD.json",
    type=click.Path(path_type=Path),
    help="Show also what changed since this older plan, on the map, by asset and by nation.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def command(plan: Path, output: Path, against: Path | None, force: bool, as_json: bool) -> int:
    """Write the plan as one HTML page: map, timelines, coverage, tables. It needs no network and no server.

    The page shows what the file says and judges nothing: patrolplan verify does.
    """
    from patrolplan.cli.exporting.disk import put
    from patrolplan.cli.target import fault
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    if (wrong := fault(output, force)) is not None:
        click.echo(wrong, err=True)
        return exits.INPUT_WRONG
    try:
        record = file.read(plan)
        older = file.read(against) if against is not None else None
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    from patrolplan.brief.page.make import page

    text = page(record, older).encode("utf-8")
    try:
        put(output, text)
    except OSError as error:
        click.echo(f"cannot write {output}: {error.strerror or error}", err=True)
        return exits.INPUT_WRONG
    if as_json:
        import json

        from patrolplan.record import plan_hash

        click.echo(json.dumps({"file": str(output), "bytes": len(text), "plan_hash": plan_hash(record)}))
    else:
        click.echo(f"wrote {output}, {len(text) / 1e6:.1f} MB: open it in any browser")
    return exits.DONE
