"""What things are worth, as a page in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from patrolplan.cli.valuing.figures import Figure, number, sentence
from patrolplan.measures.counting import counting
from patrolplan.measures.marking import marking
from patrolplan.record.types import Record


def show(record: Record, figures: Sequence[Figure], console: Console) -> None:
    """Print it: the table, what solving again proves, and how to read it."""
    unit = counting(record).what
    days = record.model.slot_s * record.model.steps / 86400
    console.print(marking(record), justify="center")
    console.print(f"\n{record.plan.name}, issue {record.plan.issue}: what each thing is worth")
    console.print(f"In {unit} over {days:g} days. The plan has {number(record.score.objective)}.\n")
    table = Table(box=None, pad_edge=False)
    table.add_column("thing", overflow="fold")
    table.add_column("", no_wrap=True)
    for column in ("price", "at least", "at most"):
        table.add_column(column, justify="right", no_wrap=True)
    for one in figures:
        low = high = ""
        if one.worth is not None and one.worth.interval is not None:
            low, high = number(one.worth.interval.low), number(one.worth.interval.high)
        price = "-" if one.price is None else number(one.price)
        table.add_row(one.thing.name, one.thing.kind, price, low, high)
    console.print(table)
    solved = [one for one in figures if one.worth is not None]
    if solved:
        console.print("\nSolved again, what plans and bounds prove:")
        for one in solved:
            console.print(f"  {sentence(one, unit)}", soft_wrap=True)
    unpriced = {one.unpriced: one for one in figures if one.unpriced}
    for why in unpriced:
        names = ", ".join(one.thing.name for one in figures if one.unpriced == why)
        console.print(f"\nNo price for {names}: {why}.", soft_wrap=True)
    console.print(
        "\nA price is first-order: by how much the bound moves at the plan's levels, all else as it is. "
        "The interval holds the true worth for certain.",
        soft_wrap=True,
    )
