"""`patrolplan check`: every mistake of a scenario at once."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.scenario.diagnostics import Diagnostic
    from patrolplan.scenario.read import Loaded

Format = Literal["text", "concise", "json", "sarif"]


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--variant", metavar="V", help="Lay this variant of the scenario's overrides over it.")
@click.option(
    "--set",
    "sets",
    metavar="PATH=VALUE",
    multiple=True,
    help="""Set a value, as in 'ships."HMAS Melbourne".transit=15kn'; null removes.""",
)
@click.option("--resolved", is_flag=True, help="Print the scenario as understood, every default filled in.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "concise", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How mistakes are shown.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--fix", is_flag=True, help="Show and make the replacements that can mean nothing else; layout stays."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
def command(
    file: Path,
    variant: str | None,
    sets: tuple[str, ...],
    resolved: bool,
    form: Format,
    as_json: bool,
    fix: bool,
    diff: bool,
) -> int:
    """Read the scenario FILE and report every mistake in it at once.

    Without --variant, the variants under overrides are checked as well. Exit code 0 where there is no
    error (there may be warnings), 1 where there is one. `patrolplan rule ID` explains a kind of mistake.
    """
    from patrolplan.scenario.read import load

    loaded = load(file, variant=variant, sets=sets)
    if fix or diff:
        from patrolplan.cli.mending import mend

        mended = mend(loaded, all_found, write_them=fix)
        if mended is not None:
            return mended
        if fix:
            loaded = load(file, variant=variant, sets=sets)
    found = all_found(loaded)
    wrong = any(item.severity == "error" for item in found)
    if form == "sarif":
        click.echo(json.dumps(_sarif(found), indent=1, ensure_ascii=False))
        return exits.INPUT_WRONG if wrong else exits.DONE
    if as_json or form == "json":
        click.echo(json.dumps(_json(loaded, found, resolved), indent=1, ensure_ascii=False))
        return exits.INPUT_WRONG if wrong else exits.DONE
    # With --resolved, standard output is the scenario alone.
    _tell(found, form, err=resolved)
    if resolved and loaded.scenario is not None:
        from patrolplan.scenario.writing.resolved import resolved_yaml

        click.echo(resolved_yaml(loaded), nl=False)
    elif not wrong and form == "text":
        click.echo(_sound(loaded), err=resolved)
    return exits.INPUT_WRONG if wrong else exits.DONE


def report(loaded: Loaded, *, water: bool = False) -> bool:
    """Show what was found on standard error, for commands that read a scenario on their way.

    With `water` what does not make sense there is shown, too. Whether the scenario can be used.
    """
    found = loaded.diagnostics
    if water and loaded.scenario is not None:
        from patrolplan.scenario.diagnostics import in_order
        from patrolplan.sea.sense.check import sense

        found = in_order((*found, *sense(loaded)))
    _tell(found, "text", err=True)
    return not any(item.severity == "error" for item in found)


def all_found(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """What is wrong with a scenario, on the water too; and what is wrong with its variants."""
    from patrolplan.scenario.diagnostics import in_order

    found = loaded.diagnostics
    if loaded.scenario is not None:
        from patrolplan.sea.sense.check import sense

        found = in_order((*found, *_not_planned(loaded), *sense(loaded)))
    return found if loaded.variant is not None else in_order(found + _of_variants(loaded))


def _tell(found: tuple[Diagnostic, ...], form: Format, *, err: bool) -> None:
    if not found:
        return
    if form == "concise":
        from patrolplan.scenario.render.concise import concise

        click.echo(concise(found), nl=False, err=err)
        return
    from patrolplan.scenario.render.text import tally, text

    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    click.echo(text(found, colour=colour), err=err)
    click.echo(tally(found), err=err)


def _of_variants(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Errors that only a variant has, each naming the first variant that has it."""
    from patrolplan.scenario.diagnostics import errors
    from patrolplan.scenario.read import with_variant

    known = {_place(item) for item in loaded.diagnostics}
    more: list[Diagnostic] = []
    for variant in loaded.variants:
        for item in errors(with_variant(loaded, variant).diagnostics):
            key = _place(item)
            if key not in known:
                known.add(key)
                more.append(replace(item, note=f"in the variant {variant!r}"))
    return tuple(more)


def _not_planned(loaded: Loaded) -> tuple[Diagnostic, ...]:
    """What is read but cannot be planned with yet: said here, and not first after the water is drawn."""
    from patrolplan.planning.errors import NoPlanError
    from patrolplan.planning.honoured import refuse_unhonoured
    from patrolplan.scenario.diagnostics import Diagnostic
    from patrolplan.scenario.text.source import whole

    assert loaded.scenario is not None
    try:
        refuse_unhonoured(loaded.scenario)
    except NoPlanError as error:
        said = [reason.partition(": delete it")[0] for reason in error.reasons]
        cure = "delete it: the plan would not know of it"
        return tuple(Diagnostic("not-yet", "error", text, whole(loaded.source), cure) for text in said)
    return ()


def _place(item: Diagnostic) -> tuple[str, str, int, int, str]:
    """What makes a mistake the same whichever reading found it: `--set` is a text of each reading."""
    span = item.span
    return item.id, span.source.name, span.line, span.column, item.message


def _json(loaded: Loaded, found: tuple[Diagnostic, ...], resolved: bool) -> dict[str, Any]:
    from patrolplan.scenario.render.json import as_json

    data: dict[str, Any] = {
        "file": loaded.file,
        "sha256": loaded.sha256,
        "sound": not any(item.severity == "error" for item in found),
        "diagnostics": as_json(found),
    }
    if resolved and loaded.scenario is not None:
        from patrolplan.scenario.resolved import to_json

        data["scenario"] = to_json(loaded.scenario)
    return data


def _sarif(found: tuple[Diagnostic, ...]) -> dict[str, Any]:
    from patrolplan import __version__
    from patrolplan.scenario.render.sarif import sarif
    from patrolplan.scenario.rules import titles

    return sarif(found, __version__, titles())


def _sound(loaded: Loaded) -> str:
    """One line on a scenario without errors."""
    from patrolplan.scenario.values.duration import format_duration
    from patrolplan.scenario.values.time import format_time

    scenario = loaded.scenario
    assert scenario is not None
    parts = [
        _many(len(scenario.areas), "area"),
        _many(len(scenario.ships), "ship"),
        _many(len(scenario.aircraft), "aircraft detachment"),
    ]
    horizon = scenario.horizon
    span = f"{format_duration(horizon.length_s)} from {format_time(horizon.start)}"
    return f"{loaded.file}: no errors; {', '.join(parts)}; {span}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
