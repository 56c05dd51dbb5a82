"""`patrolplan schema`: the JSON Schema of a scenario, for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from patrolplan.cli import exits


@click.command("schema")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file instead of printing it.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(output: Path | None, force: bool) -> int:
    """Print the JSON Schema (draft 2020-12) of a scenario.

    An editor that knows the YAML language server completes and explains keys once the scenario begins
    with the line `# yaml-language-server: $schema=patrolplan.schema.json`.
    """
    from patrolplan.scenario.language.schema import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return exits.DONE
    try:
        with output.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        click.echo(f"{output} is there already; give another name, or --force to write over it.", err=True)
        return exits.INPUT_WRONG
    except OSError as error:
        click.echo(f"cannot write {output}: {error.strerror or error}", err=True)
        return exits.INPUT_WRONG
    click.echo(f"wrote {output}")
    return exits.DONE
