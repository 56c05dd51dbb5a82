"""The second opinion on a value: tours checked against the file itself, with code that shares none of the
reader's: exact decimals throughout.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal, localcontext
from pathlib import Path


def score(path: Path, tours: Sequence[Sequence[int]]) -> int:
    """Sum of the scores of the nodes on the tours (numbers as in the file).

    Raises ValueError: a node is on two tours, a window or the depot's closing time is missed.
    """
    rows: dict[int, list[Decimal]] = {}
    for line in path.read_text(encoding="latin-1").split("\n")[2:]:
        numbers = [Decimal(word) for word in line.split()]
        if numbers:
            rows[int(numbers[0])] = numbers
    places = Decimal("0.01") if path.name.startswith("pr") else Decimal("0.1")

    def way(i: int, j: int) -> Decimal:
        with localcontext() as context:
            context.prec = 40
            dx, dy = rows[i][1] - rows[j][1], rows[i][2] - rows[j][2]
            return (dx * dx + dy * dy).sqrt().quantize(places, rounding=ROUND_FLOOR)

    seen: set[int] = set()
    total = Decimal(0)
    for tour in tours:
        clock, here = Decimal(0), 0
        for node in tour:
            if node in seen or node == 0:
                raise ValueError(f"node {node} is visited again")
            seen.add(node)
            clock = max(clock + way(here, node), rows[node][-2])
            if clock > rows[node][-1]:
                raise ValueError(f"node {node} is reached at {clock}, after {rows[node][-1]}")
            clock += rows[node][3]
            total += rows[node][4]
            here = node
        if clock + way(here, 0) > rows[0][-1]:
            raise ValueError(f"a tour ends at {clock + way(here, 0)}, after {rows[0][-1]}")
    return int(total)
