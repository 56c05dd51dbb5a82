"""`patrolplan catalogue`: what a scenario can name without describing it, and how sure it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from patrolplan.scenario.catalogue.describe import Entry

# How a scenario states figures of its own.
_OWN_FIGURES: Final = {
    "class": "classes: {{{name}: {{day_width: 9nm}}}}",
    "type": "types: {{{name}: {{day_width: 9nm}}}}",
    "base": "bases: {{{name}: {{opens: '06:00', closes: '22:00'}}}}",
    "crew_rules": "under a detachment, crew_rules: {{rest: 14h}}",
}


@click.command("catalogue")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, in the model's units.")
def command(name: str | None, as_json: bool) -> None:
    """List ship classes, aircraft types, bases and ports; with NAME, every figure of one.

    Figures without a public source are marked as assumptions. A scenario may state its own.
    """
    from patrolplan.scenario.catalogue import load
    from patrolplan.scenario.catalogue.describe import entries, find

    catalogue = load()
    if name is None:
        chosen = entries(catalogue)
    else:
        chosen = find(catalogue, name)
        if not chosen:
            raise click.UsageError(_unknown(name, entries(catalogue)))
    if as_json:
        click.echo(json.dumps([_json(entry) for entry in chosen], ensure_ascii=False, indent=2))
    elif name is None:
        _print_list(chosen)
    else:
        for entry in chosen:
            _print_entry(entry)


def _unknown(name: str, known: tuple[Entry, ...]) -> str:
    """Say that there is no such entry, and which one may have been meant."""
    import difflib

    names = {text.casefold(): text for entry in known for text in (entry.name, *entry.aliases)}
    close = difflib.get_close_matches(name.casefold(), names, n=1)
    cure = f"did you mean {names[close[0]]!r}?" if close else "'patrolplan catalogue' lists what there is."
    return f"the catalogue has no {name!r}; {cure}"


def _json(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "name": entry.name,
        "aliases": list(entry.aliases),
        "title": entry.title,
        "figures": {figure.field: figure.value for figure in entry.figures},
        "assumed": [figure.field for figure in entry.figures if figure.assumed],
        "bands": {figure.field: list(figure.band) for figure in entry.figures if figure.band},
        "source": entry.source,
        "note": entry.note,
    }


def _bare(field: str, value: Any) -> str:
    """Write a figure for a column whose head has the unit already."""
    from patrolplan.scenario.catalogue.describe import quantity

    return quantity(field, value).removesuffix(" kn").removesuffix(" nm")


def _print_list(chosen: tuple[Entry, ...]) -> None:
    from rich.console import Console
    from rich.table import Table

    from patrolplan.scenario.catalogue.describe import SECTIONS

    # Few columns each: the whole of an entry is one command away.
    columns = {
        "class": ("patrol_kn", "max_kn", "day_width_nm", "night_width_nm"),
        "type": ("cruise_kn", "station_kn", "endurance_s", "day_width_nm", "night_width_nm"),
        "base": ("kind", "position", "utc_offset_s"),
        "sea_state": ("ship_width", "aircraft_width"),
        "crew_rules": ("duty_s", "rest_s", "hours_7d", "hours_30d"),
    }
    heads = {
        "patrol_kn": "patrol\nkn",
        "max_kn": "max\nkn",
        "day_width_nm": "day\nnm",
        "night_width_nm": "night\nnm",
        "cruise_kn": "cruise\nkn",
        "station_kn": "station\nkn",
        "endurance_s": "endurance",
        "kind": "kind",
        "position": "position",
        "utc_offset_s": "local",
        "ship_width": "ships",
        "aircraft_width": "aircraft",
        "duty_s": "duty",
        "rest_s": "rest",
        "hours_7d": "in 7 d",
        "hours_30d": "in 30 d",
    }
    console = Console(highlight=False)
    for kind, section in SECTIONS.items():
        rows = []
        for entry in chosen:
            if entry.kind == kind:
                figures = {figure.field: figure for figure in entry.figures}
                cells = [
                    _bare(field, figures[field].value) + ("*" if figures[field].assumed else "")
                    for field in columns[kind]
                ]
                rows.append([entry.name, *cells, entry.title or ", ".join(entry.aliases)])
        table = Table(title=section, title_justify="left", box=None, pad_edge=False)
        for index, head in enumerate(["name", *(heads[field] for field in columns[kind])]):
            # Only the last column gives way on a narrow terminal: a figure cut short misleads.
            widest = max(map(len, (*head.splitlines(), *(row[index] for row in rows))))
            table.add_column(head, justify="right" if index else "left", no_wrap=True, min_width=widest)
        table.add_column("what")
        for row in rows:
            table.add_row(*row)
        console.print(table)
        console.print()
    console.print("day nm, night nm: identification widths by day and night")
    console.print("* an assumption without a public source: see 'patrolplan catalogue NAME'")


def _print_entry(entry: Entry) -> None:
    from rich.console import Console
    from rich.table import Table

    from patrolplan.scenario.catalogue.describe import SECTIONS, band, quantity

    console = Console(highlight=False)
    called = f" ({', '.join(entry.aliases)})" if entry.aliases else ""
    console.print(f"{SECTIONS[entry.kind]} [bold]{entry.name}[/bold]{called}", soft_wrap=True)
    if entry.title:
        console.print(entry.title, soft_wrap=True)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for figure in entry.figures:
        said = "assumption" if figure.assumed else ""
        if figure.band:
            said += f", plausible {band(figure)}" if said else f"plausible {band(figure)}"
        table.add_row(figure.label, quantity(figure.field, figure.value), said)
    console.print(table)
    console.print(f"source: {entry.source}", soft_wrap=True, markup=False)
    if entry.note:
        console.print(f"note: {entry.note}", soft_wrap=True, markup=False)
    if entry.kind in _OWN_FIGURES:
        example = _OWN_FIGURES[entry.kind].format(name=entry.name)
        console.print(f"other figures, in a scenario: {example}", soft_wrap=True, markup=False)
