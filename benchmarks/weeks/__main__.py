"""`python -m benchmarks.weeks SEED [--size week|large] [-o FILE]`: the scenario of a seed."""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.weeks.draw import SIZES
from benchmarks.weeks.written import scenario_yaml


@click.command()
@click.argument("seed", type=click.IntRange(0))
@click.option("--size", type=click.Choice(list(SIZES)), default="week", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Left out: to the terminal.")
def main(seed: int, size: str, output: Path | None) -> None:
    """Write the scenario of SEED."""
    text = scenario_yaml(seed, SIZES[size])
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
