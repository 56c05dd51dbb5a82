"""Which format is meant, by name or by the file's ending."""

from __future__ import annotations

from pathlib import Path

import click

from patrolplan.export.table import FORMATS, Format, Maker


def chosen(name: str | None, target: Path | None) -> tuple[Format, str, Maker]:
    """The format, the ending to write, and what makes it.

    Raises:
        click.UsageError: neither name nor ending tells, or they contradict each other.

    """
    ending = target.suffix.lower() if target is not None else ""
    if name is None:
        fits = [one for one in FORMATS.values() if ending in one.endings]
        if len(fits) != 1:
            said = f"{ending} may be {' or '.join(one.name for one in fits)}: " if fits else ""
            raise click.UsageError(f"{said}say which format with --format ({', '.join(FORMATS)})")
        return fits[0], ending, fits[0].endings[ending]
    found = FORMATS[name]
    if target is None:
        ending = next(iter(found.endings))
    if ending not in found.endings:
        raise click.UsageError(f"{name} is written to a file that ends with {' or '.join(found.endings)}")
    return found, ending, found.endings[ending]
