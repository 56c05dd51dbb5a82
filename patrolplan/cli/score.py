"""`patrolplan score`: a plan that people made, completed and judged, beside one that was solved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from patrolplan.cli import exits

if TYPE_CHECKING:
    from patrolplan.cli.judging.report import Report
    from patrolplan.record.types import Record
    from patrolplan.scenario.model import Scenario


@click.command("score")
@click.argument("tasks", metavar="TASKS", type=click.Path(path_type=Path))
@click.option(
    "--scenario",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The scenario that the tasks are for; an edited plan file brings its own.",
)
@click.option("--variant", metavar="V", help="Which of the scenario's overrides to apply.")
@click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="Change one value of the scenario.")
@click.option(
    "--against",
    metavar="PLAN.json",
    type=click.Path(path_type=Path),
    help="A solved plan of the same scenario, to compare with and to take the bound from.",
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Where the completed plan goes."
)
@click.option("--force", is_flag=True, help="Replace the output if it is there already.")
@click.option("--json", "as_json", is_flag=True, help="The verdict as JSON.")
def command(
    tasks: Path,
    source: Path | None,
    variant: str | None,
    sets: tuple[str, ...],
    against: Path | None,
    output: Path,
    force: bool,
    as_json: bool,
) -> int:
    """Complete a plan made by hand, judge it, and say what it is worth.

    TASKS is a CSV list with a heading (asset, sector or position, start, end; for aircraft also sortie,
    takeoff, landing, airframe, crew), or a plan file that was edited. Legs, looks and value are added, and
    the plan is written whether or not it keeps the rules. Ends with 0 when it does, 3 when it breaks one, 1
    when it cannot be read.
    """
    from patrolplan.cli import target
    from patrolplan.planning.handmade.drafts import DraftError
    from patrolplan.record.errors import RecordError

    fault = target.fault(output, force)
    if fault is not None:
        click.echo(fault, err=True)
        return exits.INPUT_WRONG
    try:
        made, solved = _made(tasks, source, variant, sets, against)
    except DraftError as error:
        for problem in error.problems:
            click.echo(problem, err=True)
        return exits.INPUT_WRONG
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    if made is None:
        return exits.INPUT_WRONG
    return _judge(made, solved, output, force, as_json)


def _made(
    tasks: Path, source: Path | None, variant: str | None, sets: tuple[str, ...], against: Path | None
) -> tuple[Record | None, Record | None]:
    """The completed plan, and the solved one if there is any; None where the reason has been told.

    Raises:
        DraftError: what people wrote cannot be completed.
        RecordError: a plan file cannot be read.

    """
    from patrolplan.planning.handmade.complete import complete
    from patrolplan.planning.handmade.drafts import DraftError
    from patrolplan.planning.handmade.edited import draft_of
    from patrolplan.planning.handmade.listed import read_csv
    from patrolplan.record import file
    from patrolplan.record.types import Source
    from patrolplan.scenario.resolved import ResolvedError, from_json
    from patrolplan.sea.build import build_water
    from patrolplan.sea.theatre import WaterError

    solved = None if against is None else file.read(against)
    text = _text(tasks)
    edited = file.read(tasks) if text.lstrip("\ufeff \n\t").startswith("{") else None
    scenario: Scenario
    if source is not None:
        from patrolplan.cli.check import report
        from patrolplan.scenario.read import load

        loaded = load(source, variant=variant, sets=sets)
        if loaded.scenario is None:
            report(loaded)
            return None, None
        scenario = loaded.scenario
        origin = Source(loaded.file, loaded.sha256, variant, tuple(sets))
    elif edited is not None:
        try:
            scenario = from_json(edited.scenario)
        except ResolvedError as error:
            raise DraftError((f"{tasks}: the embedded scenario cannot be read: {error}",)) from None
        origin = edited.source
    else:
        raise DraftError((f"{tasks}: a list of tasks takes its scenario: --scenario FILE",))
    try:
        water = build_water(scenario)
    except WaterError as error:
        raise DraftError((str(error),)) from None
    draft = (
        draft_of(edited, scenario)
        if edited is not None
        else read_csv(text.removeprefix("\ufeff"), str(tasks), scenario, water.sectors)
    )
    return complete(scenario, water, draft, origin), solved


def _text(path: Path) -> str:
    """What a file says, in UTF-8.

    Raises:
        DraftError: it cannot be read, or is no text.

    """
    from patrolplan.planning.handmade.drafts import DraftError

    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise DraftError((f"{path}: is no text in UTF-8 (at byte {error.start + 1})",)) from None
    except FileNotFoundError:
        raise DraftError((f"{path}: there is no such file",)) from None
    except OSError as error:
        raise DraftError((f"{path}: cannot be read: {error.strerror or error}",)) from None


def _judge(made: Record, solved: Record | None, output: Path, force: bool, as_json: bool) -> int:
    """Judge, write, say it."""
    from patrolplan.cli import target
    from patrolplan.cli.judging import text
    from patrolplan.cli.judging.report import Report
    from patrolplan.planning.handmade.bound import with_bound
    from patrolplan.record.errors import RecordError
    from patrolplan.verify.rules.judge import examine

    broken = bool(examine(made).violations)
    made, about_bound = with_bound(made, solved, broken)
    report = Report(output, made, examine(made))
    try:
        stands, why = target.save(output, made, force)
    except RecordError as error:
        click.echo(str(error), err=True)
        return exits.INPUT_WRONG
    if as_json:
        click.echo(json.dumps(_as_json(report, solved, about_bound), ensure_ascii=False, indent=1))
    else:
        for line in text.lines(report):
            click.echo(line)
        click.echo("")
        for line in _beside(made, solved, about_bound):
            click.echo(line)
        click.echo(f"The completed plan is in {stands}.")
    if why is not None:
        click.echo(f"{why}; it was written to {stands} instead", err=True)
    return exits.DONE if report.kept else exits.RULES_BROKEN


def _beside(made: Record, solved: Record | None, about_bound: str) -> list[str]:
    """The plan beside the solved one, in lines."""
    lines = [f"{'':<8}{'value':>10}{'coverage':>10}{'tasks':>8}{'sorties':>9}{'gap':>10}"]
    for name, plan in (("by hand", made), *((("solved", solved),) if solved is not None else ())):
        score = plan.score
        gap = "–" if score.gap is None else f"{score.gap:.2%}"
        lines.append(
            f"{name:<8}{score.value:>10.4g}{score.coverage:>10.1%}{len(plan.tasks):>8}{len(plan.sorties):>9}{gap:>10}"
        )
    if solved is not None and solved.score.value > 0:
        share = made.score.value / solved.score.value
        lines.append(f"By hand is worth {share:.1%} of what was solved.")
    lines.append(about_bound[0].upper() + about_bound[1:] + ".")
    return lines


def _as_json(report: Report, solved: Record | None, about_bound: str) -> dict[str, Any]:
    """The judge's report, with the solved plan's figures beside."""
    from patrolplan.cli.judging.report import as_json

    beside = None
    if solved is not None:
        beside = {
            "value": solved.score.value,
            "coverage": solved.score.coverage,
            "bound": solved.score.bound,
            "gap": solved.score.gap,
        }
    return {**as_json(report), "solved": beside, "about_bound": about_bound}
