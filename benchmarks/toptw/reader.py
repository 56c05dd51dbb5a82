"""Reading an instance and the table of best known values."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from math import floor, hypot
from pathlib import Path


@dataclass(frozen=True)
class Node:
    """One customer, or the depot (the first)."""

    x: float
    y: float
    service: float
    score: float
    opens: float
    closes: float


@dataclass(frozen=True)
class Instance:
    """Nodes, the depot first; `digits` to which distances are rounded down."""

    name: str
    nodes: tuple[Node, ...]
    digits: int

    @property
    def unit(self) -> int:
        """Ticks in one unit of time."""
        return int(10**self.digits)

    def ticks(self, i: int, j: int) -> int:
        """Distance in ticks, rounded down."""
        a, b = self.nodes[i], self.nodes[j]
        return floor(hypot(a.x - b.x, a.y - b.y) * self.unit + 1e-9)


def read(path: Path) -> Instance:
    """An instance file. Distances are rounded down to one decimal (Solomon) or two (Cordeau).

    Raises ValueError where a line has too few numbers.
    """
    lines = [line.split() for line in path.read_text(encoding="latin-1").splitlines()[2:] if line.strip()]
    nodes = []
    for number, fields in enumerate(lines):
        if len(fields) < 8:
            raise ValueError(f"{path.name}: node {number} has {len(fields)} numbers")
        x, y, service, score = map(float, fields[1:5])
        opens, closes = (float(fields[-2]), float(fields[-1])) if number else (0.0, float(fields[-1]))
        nodes.append(Node(x, y, service, score, opens, closes))
    return Instance(path.stem, tuple(nodes), 2 if path.stem.startswith("pr") else 1)


def best_known(path: Path) -> dict[tuple[str, int], int]:
    """(instance, tours) -> best known value, from a table `instance,m,best_known,...`."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["instance"], int(row["m"])): int(row["best_known"]) for row in csv.DictReader(file)}
