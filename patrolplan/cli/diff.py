"""`patrolplan diff`: what is different between two plans, and what each nation must be told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.record.types import Record


@click.command("diff")
@click.argument("old", metavar="OLD.json", type=click.Path(path_type=Path))
@click.argument("new", metavar="[NEW.json]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="A page, the same as markdown, or everything as JSON with the patch.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--nation", metavar="CODE", help="Say only what this nation must be told (text, markdown).")
@click.option(
    "--apply",
    "patch",
    metavar="DIFF.json",
    type=click.Path(path_type=Path),
    help="Make NEW of OLD by the JSON that an earlier diff wrote; needs -o.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
def command(
    old: Path,
    new: Path | None,
    form: str,
    as_json: bool,
    nation: str | None,
    patch: Path | None,
    output: Path | None,
    force: bool,
) -> int:
    """Compare two plans: tasks added, dropped, moved, retimed and handed over, coverage before and after.

    A task is the same if its asset, sector, start and end are, whatever its number. With --apply the JSON
    of an earlier diff makes the new plan of the old one, to the byte.
    """
    form = "json" if as_json else form
    if (new is None) == (patch is None):
        raise click.UsageError("Give two plans to compare, or one plan and --apply DIFF.json.")
    if patch is not None and output is None:
        raise click.UsageError("--apply needs -o, where the new plan goes.")
    from patrolplan.cli.target import fault
    from patrolplan.record import file
    from patrolplan.record.errors import RecordError

    wrong = None if output is None else fault(output, force)
    if wrong is not None:
        click.echo(wrong, err=True)
        return exits.INPUT_WRONG
    try:
        before = file.read(old)
        if patch is not None:
            assert output is not None
            return _apply(before, patch, output, force)
        assert new is not None
        after = file.read(new)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    return _compare(before, after, form, nation, output)


def _compare(before: Record, after: Record, form: str, nation: str | None, output: Path | None) -> int:
    from patrolplan.measures.differences.difference import difference

    found = difference(before, after)
    if nation is not None and nation not in found.nations.values():
        known = ", ".join(sorted(set(found.nations.values())))
        click.echo(f"no asset of either plan is of {nation}; there are {known}", err=True)
        return exits.INPUT_WRONG
    if form == "text" and output is None:
        from rich.console import Console

        from patrolplan.cli.diffing.page import show

        show(before, after, found, nation, Console(highlight=False, markup=False, emoji=False))
        return exits.DONE
    if form == "json":
        from patrolplan.cli.diffing.document import document

        text = json.dumps(document(found), ensure_ascii=False, indent=1) + "\n"
    elif form == "markdown":
        from patrolplan.cli.diffing.markdown import markdown

        text = markdown(before, after, found, nation)
    else:
        from io import StringIO

        from rich.console import Console

        from patrolplan.cli.diffing.page import show

        page = StringIO()
        show(
            before,
            after,
            found,
            nation,
            Console(file=page, highlight=False, markup=False, emoji=False, width=110),
        )
        text = page.getvalue()
    if output is None:
        click.echo(text, nl=False)
        return exits.DONE
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        click.echo(f"{output}: cannot be written: {error.strerror}", err=True)
        return exits.INPUT_WRONG
    return exits.DONE


def _apply(before: Record, patch: Path, output: Path, force: bool) -> int:
    """Make the new plan and write it; the hashes that the diff carries say whether it is the right one."""
    from patrolplan.cli.diffing.document import FORMAT
    from patrolplan.measures.differences.patch import PatchError, applied
    from patrolplan.record import file, plan_hash

    try:
        tree = json.loads(patch.read_bytes())
    except OSError as error:
        click.echo(f"{patch}: {(error.strerror or str(error)).lower()}", err=True)
        return exits.INPUT_WRONG
    except ValueError:
        tree = None
    if not isinstance(tree, dict) or tree.get("format") != FORMAT or not isinstance(tree.get("patch"), dict):
        click.echo(
            f"{patch}: is no diff; `patrolplan diff OLD NEW --json -o {patch.name}` writes one", err=True
        )
        return exits.INPUT_WRONG
    if tree.get("old") != plan_hash(before):
        click.echo(
            f"{patch}: was made for another plan (its SHA-256 begins {str(tree.get('old'))[:12]})", err=True
        )
        return exits.INPUT_WRONG
    try:
        made = applied(before, tree["patch"])
    except (PatchError, TypeError) as error:
        click.echo(f"{patch}: {error}", err=True)
        return exits.INPUT_WRONG
    if plan_hash(made) != tree.get("new"):
        click.echo(f"{patch}: does not make the plan that it says; the file was changed", err=True)
        return exits.INPUT_WRONG
    file.write(output, made, force)
    click.echo(f"Plan saved in {output}.")
    return exits.DONE
