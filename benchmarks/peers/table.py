"""The table of peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One plan, as judged."""

    name: str
    value: float
    coverage: float
    seconds: float
    notes: str


def gap(value: float, bound: float) -> float | None:
    """(bound - value) / value; None where value is 0."""
    return (bound - value) / value if value > 0 else None


def closed(ours: float, peer: float, bound: float) -> float | None:
    """Share of a peer's distance to the bound that our plan closes: (ours - peer) / (bound - peer); None
    where the peer stands at the bound.
    """
    return (ours - peer) / (bound - peer) if bound - peer > 1e-9 else None


def table(title: str, rows: Sequence[Row], bound: float) -> Table:
    """`rows[0]` is ours."""
    out = Table(title=title, title_justify="left")
    out.add_column("plan")
    for heading in ("value", "coverage", "gap", "ratio", "closed", "seconds"):
        out.add_column(heading, justify="right")
    out.add_column("notes")
    ours = rows[0].value
    for n, row in enumerate(rows):
        out.add_row(
            row.name,
            f"{row.value:.4f}",
            f"{row.coverage:.2%}",
            percent(gap(row.value, bound)),
            f"{row.value / ours:.4f}" if ours > 0 else "-",
            "" if n == 0 else percent(closed(ours, row.value, bound)),
            f"{row.seconds:.1f}",
            row.notes,
        )
    return out


def percent(share: float | None) -> str:
    """In per cent, "-" for None."""
    return "-" if share is None else f"{share:.2%}"
